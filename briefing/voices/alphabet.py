"""Which characters a French voice can be handed, and what to say of the rest.

Engines are not to be trusted here: Pico leaves out what it does not know and says nothing, and
espeak-ng reads names of alphabets aloud.  So every offline voice asks this module first.
"""

from __future__ import annotations

import unicodedata

from briefing.errors import Unspeakable

_FRENCH = frozenset("abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüœ")
_MARKS = frozenset(" .,;:!?…'’-–—()«»“”\"")
# Latin letters that do not decompose into a base letter and an accent.
_BASES = {
    # French, but engines fail on them: espeak-ng says "vita" for vitæ and "lai" for L'Haÿ.
    "æ": "é",
    "ÿ": "ï",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ø": "o",
    "ß": "ss",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ŋ": "ng",
    "ə": "e",
    # Hyphens that typesetters use.
    "‐": "-",
    "‑": "-",
}
_LONGEST_WORD = 60  # letters; the longest French word has 27, chemical names reach 50


def foreign_letters_folded(text: str) -> str:
    """Write Latin letters that French does not have with the ones a French reader would say.

    French typography has no others, so a Polish or Spanish name comes out as the French press
    spells it when it lacks the type:

    >>> foreign_letters_folded("Lech Wałęsa à São Paulo, señor Čapek")
    'Lech Walesa à Sao Paulo, senor Capek'

    Rare French letters are written as they sound:

    >>> foreign_letters_folded("Lætitia, de L’Haÿ-les-Roses")
    'Létitia, de L’Haï-les-Roses'

    Marks that only guide typesetting (soft hyphens, joiners) have no sound and are taken out.
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(_folded(letter) for letter in composed if unicodedata.category(letter) != "Cf")


def _folded(letter: str) -> str:
    low = letter.lower()
    if low in _FRENCH or low in _MARKS:
        return letter
    base = _BASES.get(low) or unicodedata.normalize("NFD", low)[0]
    if not set(base) <= _FRENCH | _MARKS:
        return letter
    return base.upper() if letter.isupper() else base


def check(text: str, voice: str) -> None:
    """Make sure that *voice* has a sound for all of *text*, and that there is something to say.

    Raises:
        Unspeakable: with the words that have none.
    """
    if not any(letter.isalpha() for letter in text):
        raise Unspeakable(f"There is no word to say in '{_shown(text)}'.")
    strange = [word for word in text.split() if not set(word.lower()) <= _FRENCH | _MARKS]
    if strange:
        listed = ", ".join(f"'{_shown(word)}'" for word in dict.fromkeys(strange[:5]))
        raise Unspeakable(
            f"The voice '{voice}' cannot say {listed}.",
            hint="Write it as it should sound: briefing script FILE -o script.md, edit, then "
            "briefing make --script script.md.",
        )
    longest = max(text.split(), key=len)
    if len(longest) > _LONGEST_WORD:
        raise Unspeakable(
            f"The voice '{voice}' cannot say a word of {len(longest)} letters: '{_shown(longest)}'."
        )


def _shown(text: str, width: int = 30) -> str:
    """*text* short enough, and printable enough, for a message."""
    shown = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return shown if len(shown) <= width else shown[: width - 1] + "…"
