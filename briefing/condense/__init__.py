"""Article -> what is told of it: the seam for all who condense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from briefing.model import Article, Utterance

Cost = Callable[[str], float]
"""What an utterance takes of the budget, seconds or words, from its written text."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """What is told of an article, in the order it is heard."""

    utterances: tuple[Utterance, ...]
    notices: tuple[str, ...] = ()
    """What the user and the record of the episode must know; one English sentence each."""
    also: tuple[Utterance, ...] = ()
    """What there was no time to tell and may be mentioned in one sentence: noun phrases, each with
    the sentence it stands in."""


class Condenser(Protocol):
    """Chooses what is told of an article in the time there is.

    An utterance says nothing that the sentences it stands on do not say, and can be followed by
    who has heard only the utterances before it.
    """

    def __call__(self, article: Article, budget: float, cost: Cost) -> Condensed:
        """What is told of *article* when *cost* may sum up to *budget*.

        Always something, however small the budget: an episode says what it is about.
        """
        ...
