"""The word "plus": [ply], [plyz] or [plys].

As a negation it is [ply]; before what it compares, [ply] or with a liaison [plyz], which espeak-ng
knows; where it adds, counts or ends a group, [plys].  Sources: Le Petit Robert and the Trésor de
la langue française, "plus"; Grevisse, "Le bon usage".
"""

from __future__ import annotations

from briefing.phonemes.place import Place, Rule
from briefing.phonemes.sounds import NUMBERS

_HEARD = "plusse"
_NEGATIONS = frozenset("ne n non sans jamais guère ni".split())
_OTHER_CLAUSE = frozenset("pas que qu qui dont mais et rien".split())
_NO_MORE = frozenset("jamais personne rien aucun aucune guère".split())
# What stands after a quantity, and not after the comparison of a quality.
_AFTER_QUANTITY = frozenset(
    "que qu pour dans par chez depuis avec contre et mais car si quand lorsque comme cette ce ces"
    " le la les l sur sous parmi cependant".split()
)
_CLAUSE = frozenset("il ils elle elles on je nous vous le la les l ce cette ces un une c".split())
_PARTS = frozenset("la le moitié tiers quart deux un une des demi".split())


def plus(place: Place) -> str | None:
    """What "plus" is to be written as; None where espeak-ng's [ply] or [plyz] is right."""
    before, after = place.back(), place.ahead()
    if before in NUMBERS - {"un", "une"} and after in NUMBERS:
        return _HEARD  # deux plus deux
    if before == "bac" or (before in {"un", "signe", "canal"} and not after.endswith("s")):
        return _HEARD
    if after == "ou" and place.ahead(2) == "moins":
        return "pluse"
    if before == "non" or after in _NO_MORE or _negated(place):
        return None
    if before == "de" and after == "en" and place.ahead(2) == "plus":
        return None
    return _HEARD if _adds(place, before, after) else None


def _adds(place: Place, before: str, after: str) -> bool:
    if place.last or (after in NUMBERS - {"un", "une"} and not place.first):
        return bool(before)
    if after == "encore":
        return False
    if after in {"de", "d"}:
        amount = place.ahead(2)
        return before not in {"de", ""} and amount not in NUMBERS | _PARTS
    if before in {"de", "en"} and after in _CLAUSE | {"pour", "que", "qu", "au", "à", "dans"}:
        return True
    if before == "en" and place.back(2) != "plus":
        return True
    return after in {"que", "qu"} or (bool(before) and after in _AFTER_QUANTITY)


def _negated(place: Place) -> bool:
    """Whether "ne" or its like governs this word: "il n'y en a plus", but "n'est pas plus"."""
    for word in place.clause(7):
        if word in _NEGATIONS | _OTHER_CLAUSE:
            return word in _NEGATIONS
    return False


RULES: dict[str, Rule] = {"plus": plus}
