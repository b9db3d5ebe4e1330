"""An item of news -> how much it matters to this listener, as numbers that can be explained.

    score = weight of the source × keywords × freshness × sources that tell it

One source and no keyword, this minute: 1.0.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.daily.similar import folded

HALF_LIFE = 24.0  # hours: what is a day older counts half
_UNDATED = 12.0  # hours that are taken for the age of what has no date
_IN_TEXT = 0.5  # of a keyword's weight, where the title does not have it
_LEAST = 0.1  # what keywords below zero leave of a story
_ANOTHER = 0.25  # what each further source adds: many papers tell what matters
_MOST_SOURCES = 5
_PREFIX = 5  # letters of a keyword from which it stands for longer words: climat, climatique


@dataclass(frozen=True, slots=True)
class Score:
    """How much something matters, and what of it comes from where."""

    weight: float
    """Of the source."""
    keywords: float
    """1 without any."""
    found: tuple[str, ...]
    """The keywords that stand there."""
    freshness: float
    """1 this minute, half of it a day later."""
    hours: float | None
    """Its age; None without a date."""
    sources: int = 1
    """How many tell it."""

    @property
    def value(self) -> float:
        """All of it, as one number."""
        more = min(self.sources, _MOST_SOURCES) - 1
        return self.weight * self.keywords * self.freshness * (1 + _ANOTHER * more)

    def __str__(self) -> str:
        words = f" ({', '.join(self.found)})" if self.found else ""
        age = "no date" if self.hours is None else f"{self.hours:.0f} h"
        several = f" × {self.value / self._alone():.2f} ({self.sources} sources)"
        return (
            f"{self.value:.2f} = source {self.weight:g} × keywords {self.keywords:g}{words}"
            f" × freshness {self.freshness:.2f} ({age}){several if self.sources > 1 else ''}"
        )

    def _alone(self) -> float:
        return self.weight * self.keywords * self.freshness or 1.0


def score(
    title: str,
    text: str,
    age: dt.timedelta | None,
    weight: float,
    keywords: Sequence[tuple[str, float]],
) -> Score:
    """How much the item *title* of that *age* matters; *text* is what is known of its words."""
    head, body = _words(title), _words(text)
    factor, found = 1.0, []
    for keyword, worth in keywords:
        here = _stands_in(keyword, head)
        if here or _stands_in(keyword, body):
            factor += worth * (1.0 if here else _IN_TEXT)
            found.append(keyword)
    hours = None if age is None else max(0.0, age.total_seconds() / 3600)
    freshness = 0.5 ** ((_UNDATED if hours is None else hours) / HALF_LIFE)
    return Score(weight, max(_LEAST, factor), tuple(found), freshness, hours)


def _words(text: str) -> list[str]:
    return [_bare(each) for each in re.findall(r"[^\W_]+", folded(text))]


def _stands_in(keyword: str, words: list[str]) -> bool:
    """Whether *keyword*, one or several words, stands in *words*.

    >>> [_stands_in("climat", _words(text)) for text in ("Le Climat change", "crise climatique")]
    [True, True]
    >>> [_stands_in("art", _words(text)) for text in ("des arts", "un artisan")]
    [True, False]
    """
    wanted = _words(keyword)
    spans = (words[at : at + len(wanted)] for at in range(len(words) - len(wanted) + 1))
    return any(_meet(wanted, each) for each in spans)


def _meet(wanted: Iterable[str], there: Iterable[str]) -> bool:
    return all(
        one == other or (len(one) >= _PREFIX and other.startswith(one))
        for one, other in zip(wanted, there, strict=True)
    )


def _bare(word: str) -> str:
    """*word* without the mark of the plural."""
    return word.rstrip("sx") or word
