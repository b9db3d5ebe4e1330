"""Liaisons that espeak-ng misses, and those that it makes and newsreaders do not.

Sources: Delattre, "La liaison en français, tendances et classification" (1947); Fouché, "Traité de
prononciation française"; Grevisse, "Le bon usage".
"""

from __future__ import annotations

from briefing.phonemes.place import HYPHENS, Place, Rule
from briefing.phonemes.sounds import GRAMMAR, NUMBERS, bound, opens_with_vowel

_DETERMINERS = frozenset(
    "le un du au ce cet l d son mon ton notre votre leur chaque aucun quel de à très si".split()
)
# Before a noun that begins with a vowel, the masculine of these sounds like the feminine.
_LIKE_FEMININE = {
    "ancien": "ancienne",
    "bon": "bonne",
    "certain": "certaine",
    "lointain": "lointaine",
    "long": "longue",
    "léger": "légère",
    "moyen": "moyenne",
    "plein": "pleine",
    "prochain": "prochaine",
    "soudain": "soudaine",
    "vain": "vaine",
    "vilain": "vilaine",
}
# After these in -s or -x a liaison is made even to a small word: pronouns, determiners,
# prepositions, adverbs and forms of verbs.
_BINDING = frozenset(
    """
    nous vous ils elles les des ces mes tes ses nos vos leurs aux dans sans sous chez dès depuis
    après très plus moins pas mais puis jamais toujours hors suis es sommes êtes as fais vais vas
    peux veux dois prends mets deux trois six dix
    """.split()
)
# Bound to the noun they stand before, and to nothing else; "beaucoup" and "chacun" to nothing.
_ADJECTIVES = frozenset("beaucoup bon chacun fort grand haut petit saint second".split())
_COUNTING = frozenset("cents deux trois vingts".split())
_CLOSED = frozenset("hameau hameaux héraut hérauts ouïghour ouïghours".split())
_SHORT = 3  # letters of the shortest plural: "feux" has four


def forbidden(place: Place) -> bool:
    """Whether the word at *place* is said apart from the one before it, which espeak-ng would bind.

    >>> from briefing.phonemes.place import places
    >>> [each.word for each in places("Les élus ont aidé les uns et les autres") if forbidden(each)]
    ['ont', 'et']
    """
    before = place.back()
    if not before or not place.before.isspace():
        return False
    word = place.word
    if word in _CLOSED:
        return True
    if not opens_with_vowel(word):
        return False
    return _after_turned(place) or (word in GRAMMAR and _lets_go(place, before, word))


def _after_turned(place: Place) -> bool:
    """A pronoun after its verb binds to nothing: "sont-ils arrivés", "a-t-on oublié"."""
    turned = place.back() in {"ils", "elles", "on", "nous", "vous"}
    return turned and place.at > 0 and place.gaps[place.at - 1] in HYPHENS


def _lets_go(place: Place, before: str, word: str) -> bool:
    """Whether the word *before* is not bound to a small word such as "et", "à" or "ont"."""
    if word == "et":
        return before not in NUMBERS | {"arts", "nuit"}
    if before in _COUNTING and word not in {"un", "une", "onze", "ou"}:
        return True
    if before in {"un", "uns"}:  # "l'un est", "quelqu'un a", "les uns ont"
        return before == "uns" or place.back(2) in {"l", "quelqu"}
    if before in _ADJECTIVES:
        return True
    if before.endswith("ent") and before != "cent":
        # A verb in the plural, or an adverb: its t after a consonant would be odd.
        return not before.endswith(("aient", "oient"))
    return before.endswith(("s", "x")) and len(before) > _SHORT and before not in _BINDING


def _feminine(place: Place) -> str | None:
    """Before its noun, "un ancien élève", but not after it, "un élève ancien et doué"."""
    starts = place.first or place.back() in _DETERMINERS
    if starts and bound(place.ahead()) and place.after.isspace():
        return _LIKE_FEMININE[place.word]
    return None


def _middle(place: Place) -> str | None:
    """Bound in "Moyen-Orient" and "Moyen Âge", whatever stands before."""
    return "moyenne" if place.ahead() in {"orient", "âge"} else _feminine(place)


def _saint(place: Place) -> str | None:
    """The t is heard in names: "Saint-Étienne", "Saint-Ouen"."""
    return "sainte" if bound(place.ahead()) else None


def _when(place: Place) -> str | None:
    """No liaison in "quand a-t-il parlé", unlike "quand il parle" and "quand est-ce"."""
    turned = place.ahead() in GRAMMAR and place.ahead(2) in {"t", "ils", "elles", "il", "elle"}
    behind = place.gaps[place.at + 2] if place.ahead(2) else ""
    return "quan" if turned and behind in HYPHENS else None


def _there(place: Place) -> str | None:
    """Not the name of the letter, which espeak-ng reads: "vas-y", "allons-y"."""
    return "i" if place.before in HYPHENS and place.written == "y" else None


RULES: dict[str, Rule] = {
    **dict.fromkeys(_LIKE_FEMININE, _feminine),
    "moyen": _middle,
    "saint": _saint,
    "quand": _when,
    "y": _there,
}
