"""Whether a sentence is as sure as its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.condense.facts.attributions import SAYING, attributions_of, is_attributed
from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.hedges import hedges_of, is_conditional
from briefing.condense.facts.scopes import MODALS, Scope, outside
from briefing.condense.facts.words import content_of, fold, share, stem_of, words_of

_HALF = 0.6  # of what the source leaves open: then that is what the sentence tells


def wrong_certainty(text: str, sources: Sequence[str]) -> Iterator[Fault]:
    """What *sources* leave open and *text* does not, or the reverse."""
    ours, theirs = hedges_of(text), [scope for each in sources for scope in hedges_of(each)]
    stems = set(content_of(words_of(text)))
    plain = outside(sources, [Scope("", "", frozenset(s.head for s in theirs))])
    for scope in theirs:
        lost = scope.head in stems - plain or (
            len(scope.stems) > 1 and share(scope.stems, stems) >= _HALF
        )
        if lost and not ours and not (is_attributed(text) and _reported(scope, sources)):
            yield Fault(FaultKind.CERTAINTY, scope.word)
    if not theirs and not any(attributions_of(each) for each in sources):
        yield from (Fault(FaultKind.CERTAINTY, scope.word) for scope in ours)


def _reported(scope: Scope, sources: Sequence[str]) -> bool:
    """Whether naming who says it is as good as what *scope* says.

    So it is with "X affirme avoir vu", and with "X aurait vu, selon Y".
    """
    if SAYING.fullmatch(fold(scope.word)):
        return True
    conditional = is_conditional(scope.word) and stem_of(fold(scope.word)) not in MODALS
    return conditional and any(attributions_of(each) for each in sources)
