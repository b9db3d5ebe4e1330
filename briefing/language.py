"""Which language a text is in: the one door to py3langid."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any

FRENCH = "fr"
# Languages that news come in.  The model knows 97, but Walloon or Haitian Creole are far more
# often a short French text taken for them than the language itself.
_CANDIDATES = "fr en de es it pt nl ca ro pl cs hu sv da no fi tr eu br id".split()
# Words; of 450 stretches of 10 words of French news none was taken for another language.
_ENOUGH = 10
NAMES = {
    "br": "Breton", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "en": "English", "es": "Spanish", "eu": "Basque", "fi": "Finnish", "fr": "French",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "no": "Norwegian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "sv": "Swedish", "tr": "Turkish",
}  # fmt: skip

_ENGLISH = frozenset(
    "the of and to is are was were will would that this these those with from for by we you they"
    " he she it its have has had been be not but as at which who their our about".split()
)
_FRENCH = frozenset(
    "le la les de des du un une et est sont que qui dans pour par sur avec ne pas ce cette il elle"
    " ils elles au aux en son sa ses leur à se plus".split()
)
_FEWEST_SMALL, _SMALL_SHARE = 3, 6  # small words, and at least one word in so many

# As Unicode names them; every other script is known by its own name.
_SCRIPTS = {"CJK": "Chinese", "HANGUL": "Korean", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}
_HAN = ("CJK", "KATAKANA-HIRAGANA")


def identify(text: str) -> str:
    """The language of *text* (ISO 639-1); French where there is too little text to tell.

    >>> identify("Les députés ont adopté la loi hier soir, après douze heures de débat à Paris.")
    'fr'
    >>> identify("Members of parliament passed the bill last night after twelve hours of debate.")
    'en'
    """
    if len(text.split()) < _ENOUGH:
        return FRENCH
    language: str = _identifier().classify(text[:20_000])[0]
    return language


def is_english(sentence: str) -> bool:
    """Whether one *sentence* is in English, as parts of French articles are.

    Told by its small words: a name or a title in English makes no English sentence.

    >>> is_english("The new device will be available in stores from December.")
    True
    >>> is_english("Le groupe The Rolling Stones joue à Paris pour la tournée « No Filter ».")
    False
    """
    words = re.findall(r"[^\W\d_]+", sentence.lower())
    english = sum(word in _ENGLISH for word in words)
    french = sum(word in _FRENCH for word in words)
    return (
        english >= _FEWEST_SMALL and english * _SMALL_SHARE >= len(words) and english > 2 * french
    )


def foreign_script(text: str) -> str:
    """The name of the script most letters of *text* are written in, if it is not Latin.

    >>> foreign_script("Владимир Путин"), foreign_script("Vladimir Poutine")
    ('Cyrillic', '')
    """
    scripts = Counter(
        unicodedata.name(letter, "UNKNOWN").split()[0]
        for letter in text[:20_000]
        if letter.isalpha()
    )
    if not scripts or scripts["LATIN"] * 2 >= scripts.total():
        return ""
    found = scripts.most_common(1)[0][0]
    if found in _HAN and scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return "Japanese"
    return _SCRIPTS.get(found, found.capitalize())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.5 s with model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_CANDIDATES)
    return identifier
