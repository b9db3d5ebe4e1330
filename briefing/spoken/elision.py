"""Elision that follows what is said, not what is written."""

from __future__ import annotations

import re

from briefing.spoken.dates import MONTHS
from briefing.spoken.numbers import cardinal

_BEFORE_ONE = re.compile(
    r"\b([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)e (1(?: ?\d{3}){0,5}(?:,\d{1,3})?)"
    r"(?![\d.,-]) ?([%€$£°/]|['’](?=\d)|[a-zà-ÿ]{1,20})"
)
_ELIDED = re.compile(
    r"\b([Dd]|[Qq]u|[Ll]orsqu|[Pp]uisqu)['’](?=(\d{1,18}(?: \d{3}){0,5}(?:,\d{1,3})?)(?!\d))"
)
_NOT_COUNTED = frozenset({"à", "ou", "et", "er", "re", "ère", "ers", "contre", "sur", *MONTHS})


def elisions(text: str) -> str:
    """Elision of "de" and "que" before a "un" that counts something (Grevisse, § 45, b).

    Not before a bare figure: "de un à dix"; nor before "onze" and "huit".

    >>> elisions("de 1 €, plus de 1 million, de 1,5 km, de 1 à 10, d'11 ans, que 1 jour")
    "d'1 €, plus d'1 million, d'1,5 km, de 1 à 10, de 11 ans, qu'1 jour"
    """

    def say(match: re.Match[str]) -> str:
        if match[3] in _NOT_COUNTED or cardinal(match[2]).split()[0] != "un":
            return match.group()
        return f"{match[1]}'{match.group()[len(match[1]) + 2 :]}"

    def unelided(match: re.Match[str]) -> str:
        return match.group() if cardinal(match[2]).split()[0] == "un" else f"{match[1]}e "

    return _BEFORE_ONE.sub(say, _ELIDED.sub(unelided, text))
