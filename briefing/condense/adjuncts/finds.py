"""All that looks like a circumstance or a colouring word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.condense.adjuncts.channels import CHANNEL
from briefing.condense.adjuncts.colours import COLOUR, FILLER
from briefing.condense.adjuncts.dates import TIME
from briefing.condense.adjuncts.phrases import phrase_at
from briefing.condense.adjuncts.predicates import verb_before, verb_of
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.adjuncts.subclauses import clause_at, last_words
from briefing.condense.marks import Frame


def candidates(found: Frame) -> Iterator[Find]:
    """Each of them, some within others, in no order."""
    yield from _by_pattern(found, TIME, Sort.TIME)
    yield from _by_pattern(found, COLOUR, Sort.COLOUR)
    yield from _by_pattern(found, CHANNEL, Sort.CHANNEL)
    yield from _by_pattern(found, FILLER, Sort.FILLER)
    yield from last_words(found)
    for place in range(found.end):
        if found.is_open(place):
            yield from phrase_at(found, place)
            yield from clause_at(found, place)


def _by_pattern(found: Frame, pattern: re.Pattern[str], sort: Sort) -> Iterator[Find]:
    """All that *pattern* finds, where it begins and ends with a word."""
    starts = {each.start: i for i, each in enumerate(found.tree.tokens)}
    ends = {each.end: i + 1 for i, each in enumerate(found.tree.tokens)}
    for match in pattern.finditer(found.tree.text):
        first, after = starts.get(match.start()), ends.get(match.end())
        if first is not None and after is not None:
            verb = verb_of(found, first, after)
            if verb is None and sort is Sort.CHANNEL and match.group().startswith("par "):
                verb = verb_before(found, first)  # the model hangs a vote on what was voted
            if verb is not None:
                yield Find(first, after, sort, verb)
