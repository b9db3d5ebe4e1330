"""Which of the finds may go."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.condense.adjuncts.channels import channel_may_go
from briefing.condense.adjuncts.colours import colour_may_go, filler_may_go
from briefing.condense.adjuncts.finds import candidates
from briefing.condense.adjuncts.manners import manner_may_go
from briefing.condense.adjuncts.occasions import event_may_go
from briefing.condense.adjuncts.places import place_may_go
from briefing.condense.adjuncts.predicates import is_denied, is_fact, verb_between
from briefing.condense.adjuncts.seams import fits_around
from briefing.condense.adjuncts.sentences import beginning
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.adjuncts.subclauses import clause_may_go
from briefing.condense.adjuncts.times import time_may_go
from briefing.condense.marks import Frame
from briefing.condense.soundness import doubts

_RULES: dict[Sort, Callable[[Frame, Find], bool]] = {
    Sort.COLOUR: colour_may_go,
    Sort.TIME: time_may_go,
    Sort.PLACE: place_may_go,
    Sort.MANNER: manner_may_go,
    Sort.EVENT: event_may_go,
    Sort.CHANNEL: channel_may_go,
    Sort.CLAUSE: clause_may_go,
    Sort.FILLER: filler_may_go,
}
# Without these, a sentence that goes on from another one would pass for one that does not.
_SAME = re.compile(r"l[ea] même \w+", re.IGNORECASE)
_TOO = re.compile(r"également|aussi", re.IGNORECASE)


def permitted(found: Frame) -> tuple[Find, ...]:
    """What was found and is allowed to go, in order, none within another."""
    every = sorted(
        (each for each in candidates(found) if _is_allowed(found, each)),
        key=lambda each: (each.first, -each.after),
    )
    kept: list[Find] = []
    for each in every:
        if not kept or each.first >= kept[-1].after:
            kept.append(each)
    return tuple(kept)


def _is_allowed(found: Frame, find: Find) -> bool:
    """Whether nothing of the sense hangs on *find*."""
    inside = found.tree.between(find.first, find.after)
    return (
        found.is_open(find.first)
        and not found.cuts_through(
            found.tree.tokens[find.first].start, found.tree.tokens[find.after - 1].end
        )
        and not (doubts(inside) and find.sort is not Sort.COLOUR)
        and fits_around(found, find)
        and not _ties(found, find)
        and not verb_between(found, find)
        and not is_denied(found, find)
        and is_fact(found, find)
        and _RULES[find.sort](found, find)
    )


def _ties(found: Frame, find: Find) -> bool:
    """Whether *find* ties the sentence to the one before: "Également, …", "le même jour"."""
    text = found.tree.between(find.first, find.after)
    leads = find.first <= beginning(found)
    return _SAME.fullmatch(text) is not None or (leads and _TOO.fullmatch(text) is not None)
