"""Figures written out, before what they count: "cent ans", "quatre-vingt-deux", "six à huit"."""

from __future__ import annotations

from briefing.phonemes.place import Place, Rule
from briefing.phonemes.sounds import GRAMMAR, NUMBERS, bound

# What follows a figure that stands alone, with no noun: "ils étaient six en mai".
_ALONE = GRAMMAR - {"un", "une", "onze", "ou", "autant", "hors", "oui"}


def _hundred(place: Place) -> str | None:
    """The t of "cent" is heard before a noun, but not in "dix pour cent en mai" or "cent un".

    Grevisse, "Le bon usage": the numerals bind to what they count, and to nothing else.
    """
    if place.back() != "pour" and bound(place.ahead()) and place.after.isspace():
        return "sante"
    return None


def _twenty(place: Place) -> str | None:
    """The t of "vingt" is heard before a noun and in 21 to 29, never in 81 to 99."""
    if place.back() == "quatre":
        return "vin" if place.ahead() in NUMBERS or "tième" in place.ahead() else None
    return "vinte" if bound(place.ahead()) and place.after.isspace() else None


def _six(place: Place) -> str | None:
    """With nothing counted, the s is heard and not bound: "six à huit", "dix et onze"."""
    return f"{place.word[:-1]}sse" if place.ahead() in _ALONE else None


RULES: dict[str, Rule] = {
    "cent": _hundred,
    "vingt": _twenty,
    "six": _six,
    "dix": _six,
}
