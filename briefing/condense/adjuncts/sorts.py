"""What may be left out of a sentence: where it stands, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sort(Enum):
    """What a phrase tells."""

    COLOUR = "colour"
    TIME = "time"
    PLACE = "place"
    MANNER = "manner"
    EVENT = "event"
    """At what occasion: "lors d'une conférence de presse"."""
    CHANNEL = "channel"
    """Where or to whom something was said."""
    CLAUSE = "clause"
    """A clause of time, manner or purpose: "avant de partir"."""
    FILLER = "filler"
    """What a listener knows anyhow: "à cette occasion"."""


@dataclass(frozen=True, slots=True)
class Find:
    """Words that may go: from *first* up to *after*, which is not part of them."""

    first: int
    after: int
    sort: Sort
    verb: int
    """Place of the word whose clause it is in."""

    def __contains__(self, place: int) -> bool:
        return self.first <= place < self.after
