"""How words are set in a box: French spaces, what a font lacks, and where lines end.

Nothing here knows of pictures; how wide a text is, and what the font has, is for `cover` to say.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

Measure = Callable[[str], float]
"""The width of a text on one line."""

_LONGEST = 600  # letters; no cover holds more, and nobody reads them
_TIED = "\u00a0\u202f"  # no-break spaces
_SPACES = re.compile(rf"[^\S{_TIED}]+")
# French ties these to their word; headlines from the web have often lost that.
_UNTIED = re.compile(r"(?<=«) | (?=[»:;!?%€])|(?<=\d) (?=\d{3}(?!\d))")
_BREAK = "\u200b"  # a line may end here, without a hyphen of ours
_COMPOUND = re.compile(r"(?<=\w{4}[-/])(?=\w{4})")  # "Rhône-Alpes", but not "est-il"
_WORD = re.compile(rf"[^ {_BREAK}]+[ {_BREAK}]?")
_LITTLE = 3  # letters; "de", "les", "un" go with what comes after them
_WIDOW = 0.08  # of the width, squared: what a line that ends in such a word costs
_ELLIPSIS = 3  # letters at most that are as wide as one
_NOT_LAST = f" ,;:.!?…«([-–—/{_TIED}{_BREAK}"


def tidied(text: str, known: Callable[[str], bool]) -> str:
    r"""*text* on one line as French is set, with only the characters that the font has (*known*).

    Letters with an unknown accent lose it; pictograms and other scripts are left out, as an empty
    box says nothing.

    >>> tidied("L'« été »  de Nguyễn 🎉 !", "L’« été » de Nguyen !".__contains__)
    'L’«\xa0été\xa0» de Nguyen\xa0!'
    """
    text = unicodedata.normalize("NFC", text[:_LONGEST]).replace("'", "’")
    text = "".join(_character(each, known) for each in _SPACES.sub(" ", text))
    return _UNTIED.sub("\u00a0", _SPACES.sub(" ", text).strip(f" {_TIED}"))


def _character(character: str, known: Callable[[str], bool]) -> str:
    if character == " " or character in _TIED:
        return character
    if unicodedata.category(character).startswith("C"):  # controls, joiners, half surrogate pairs
        return ""
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(each for each in parts if not unicodedata.combining(each))
    return next((each for each in (character, plain) if all(map(known, each))), "")


def words(text: str, width: float, measure: Measure) -> list[str]:
    """The parts of *text* between which a line may end, each with the space that follows it.

    One that is wider than *width* is broken, without a hyphen: nobody knows where it may stand.
    """
    parts = []
    for word in _WORD.findall(_COMPOUND.sub(_BREAK, text)):
        while measure(line([word])) > width and len(word) > 1:
            most = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or measure(word[:n]) <= width
            )
            parts.append(word[:most] + _BREAK)
            word = word[most:]  # noqa: PLW2901
        parts.append(word)
    return parts


def line(parts: list[str]) -> str:
    """What is written for some *parts* of a text."""
    return "".join(parts).replace(_BREAK, "").rstrip(" ")


def count(parts: list[str], width: float, measure: Measure) -> int:
    """The fewest lines of at most *width* for *parts*, or 0 if one alone is wider."""
    if any(measure(line([part])) > width for part in parts):
        return 0
    lines, start = 1, 0
    for end in range(1, len(parts) + 1):
        if measure(line(parts[start:end])) > width:
            lines, start = lines + 1, end - 1
    return lines


def shortened(parts: list[str], fits: Callable[[list[str]], bool]) -> list[str]:
    """As many of the first *parts* as fit, and an ellipsis; only broken words lose letters."""
    for kept in range(len(parts) - 1, 0, -1):
        last = parts[kept - 1].rstrip(_NOT_LAST)
        lost = min(_ELLIPSIS, len(last) - 1) if parts[kept - 1].endswith(_BREAK) else 0
        for end in range(len(last), len(last) - lost - 1, -1):
            cut = [*parts[: kept - 1], last[:end] + "…"]
            if fits(cut):
                return cut
    return ["…"]


class _Way(NamedTuple):
    """How some first words are set."""

    cost: float
    ends: tuple[int, ...]
    """How many words there are up to the end of each line."""


def balanced(parts: list[str], lines: int, width: float, measure: Measure) -> tuple[str, ...]:
    """*parts* on so many *lines* as equal as can be, best none ending where the eye goes on.

    There must be at least as many parts, and a way to set them so.
    """
    even = measure(line(parts)) / lines
    ways = {0: _Way(0, ())}
    for _ in range(lines):
        ways = _one_more_line(parts, ways, even, width, measure)
    ends = ways[len(parts)].ends
    return tuple(line(parts[start:end]) for start, end in zip((0, *ends), ends, strict=False))


def _one_more_line(
    parts: list[str], ways: dict[int, _Way], even: float, width: float, measure: Measure
) -> dict[int, _Way]:
    """The best of all *ways* to go on by one line, for each word that it can end in."""
    found: dict[int, _Way] = {}
    for start, way in ways.items():
        for end in range(start + 1, len(parts) + 1):
            wide = measure(line(parts[start:end]))
            if wide > width:
                break
            cost = way.cost + ((wide - even) / width) ** 2
            if end < len(parts) and _goes_on(parts[end - 1]):
                cost += _WIDOW
            if cost < found.get(end, _Way(math.inf, ())).cost:
                found[end] = _Way(cost, (*way.ends, end))
    return found


def _goes_on(part: str) -> bool:
    """Whether the eye expects more after *part*: half a compound, or a word like "de"."""
    word = part.rstrip(" ")
    little = len(word) <= _LITTLE and word.isalpha() and not word.isupper()
    return little or word == "&" or word.endswith(_BREAK)
