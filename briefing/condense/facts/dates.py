"""The days of the week and the months of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.numerals import spoken_tokens
from briefing.condense.facts.units import MONTHS

_DAYS = frozenset("lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd".split())


def wrong_days(text: str, sources: Sequence[str], article: frozenset[str]) -> Iterator[Fault]:
    """Days of the week and months that are not those of the sources, or else of the article.

    *article* has the words of the article and the units of its figures.
    """
    told = {word for each in sources for word in spoken_tokens(each)}
    spoken = frozenset(spoken_tokens(text))
    for words in (_DAYS, frozenset(MONTHS)):
        known = told if told & words else article
        for word in sorted(spoken & words - known):
            yield Fault(FaultKind.DATE, word)
