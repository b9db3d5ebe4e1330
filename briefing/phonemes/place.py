"""A word where it stands: what rules of pronunciation look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Letters, with their accents apart or not; a figure that is left is said by espeak-ng alone.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
HYPHENS = frozenset("-‐‑")
_JOINED = re.compile(r"[\s'’\-‐‑]*")


@dataclass(frozen=True, slots=True)
class Place:
    """One word of a text.  What is beyond a mark of punctuation is out of its sight."""

    words: Sequence[str]
    """The words of the text, as they are written."""
    lower: Sequence[str]
    """The same in small letters."""
    gaps: Sequence[str]
    """What stands before each word, and after the last."""
    at: int

    @property
    def written(self) -> str:
        """The word as it is written."""
        return self.words[self.at]

    @property
    def word(self) -> str:
        """The word in small letters."""
        return self.lower[self.at]

    @property
    def before(self) -> str:
        """What stands between this word and the one before."""
        return self.gaps[self.at]

    @property
    def after(self) -> str:
        """What stands between this word and the next."""
        return self.gaps[self.at + 1]

    @property
    def first(self) -> bool:
        """Whether a sentence, a clause or a quotation starts here."""
        return not self.back()

    @property
    def last(self) -> bool:
        """Whether the voice rests after this word."""
        return not self.ahead()

    def back(self, steps: int = 1) -> str:
        """The word so many *steps* before, in small letters; empty when a pause comes first.

        >>> [place.back() for place in places("Oui, le fils")]
        ['', '', 'le']
        """
        there = self.at - steps
        if there < 0 or not all(map(_joins, self.gaps[there + 1 : self.at + 1])):
            return ""
        return self.lower[there]

    def ahead(self, steps: int = 1) -> str:
        """The word so many *steps* after, in small letters; empty when a pause comes first."""
        there = self.at + steps
        if there >= len(self.words) or not all(map(_joins, self.gaps[self.at + 1 : there + 1])):
            return ""
        return self.lower[there]

    def clause(self, most: int = 8) -> tuple[str, ...]:
        """The words before this one since the last pause, the nearest first, *most* of them."""
        found = []
        for steps in range(1, most + 1):
            word = self.back(steps)
            if not word:
                break
            found.append(word)
        return tuple(found)


Rule = Callable[[Place], str | None]
"""Tells how the word at a place is to be written for espeak-ng; None when it is right as it is."""


def places(text: str) -> list[Place]:
    """The words of *text*, in order.

    >>> [place.word for place in places("L’Est, vient-il ?")]
    ['l', 'est', 'vient', 'il']
    """
    found = list(_WORD.finditer(text))
    words = [each.group() for each in found]
    lower = [word.lower() for word in words]
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return [Place(words, lower, gaps, at) for at in range(len(words))]


def _joins(gap: str) -> bool:
    return bool(_JOINED.fullmatch(gap))
