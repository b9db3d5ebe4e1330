"""As many utterances as fill the time."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.condense import Cost
from briefing.condense.chat.utterances import is_told
from briefing.model import Utterance

_TENTH = 0.1


def fitting(
    utterances: Sequence[Utterance], spare: Sequence[Utterance], budget: float, cost: Cost
) -> tuple[Utterance, ...]:
    """*utterances* without the last ones, or with some of *spare*, to come within a tenth of
    *budget*; at least one.
    """  # noqa: D205 - one sentence, too long for a line
    found, total = [utterances[0]], cost(utterances[0].text)
    for each in utterances[1:]:
        price = cost(each.text)
        if total + price > budget * (1 + _TENTH):
            break
        found.append(each)
        total += price
    told = {number for each in found for number in each.sources}
    for each in spare:
        price = cost(each.text)
        fresh = told.isdisjoint(each.sources) and not is_told(each.text, found)
        if total < budget * (1 - _TENTH) and fresh and total + price <= budget * (1 + _TENTH):
            _insert(each, found)
            total += price
    return tuple(found)


def _insert(utterance: Utterance, among: list[Utterance]) -> None:
    """Put *utterance* before the first that tells of something later in the article."""
    later = (n for n, each in enumerate(among) if each.sources[0] > utterance.sources[0])
    among.insert(next(later, len(among)), utterance)
