"""All of a sentence: how much of it the article has."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.numerals import SCALES, Reader
from briefing.condense.facts.units import ONE_NAME, UNITS
from briefing.condense.facts.words import content_of, stem_of, words_of

_OWN_SHARE = 0.5  # of a sentence's words that carry meaning, those in the article: at least


def _counts(word: str) -> bool:
    """Whether *word* is part of a figure, which is compared as such."""
    single = word.removesuffix("s")
    number = Reader.number_begins(single) or word in SCALES or word in {"virgule", "demie", "demi"}
    return number or not word.isalpha() or single in UNITS or single in ONE_NAME


def invented(text: str, *, known: frozenset[str], stems: frozenset[str]) -> Iterator[Fault]:
    """The words of *text* that the article does not have, when they are too many.

    The article has the words *known* and, of those that carry meaning, the *stems*.
    """
    words = [word for word in words_of(text) if content_of([word]) and not _counts(word)]
    new = [word for word in words if word not in known and stem_of(word) not in stems]
    if len(new) > _OWN_SHARE * len(words):
        yield Fault(FaultKind.CONTENT, ", ".join(new))
