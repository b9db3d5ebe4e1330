"""What a sentence says wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What a sentence says wrongly."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    NEGATION = "negation"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the article does not say like that."""

    kind: FaultKind
    words: str
    """The words in question: of the sentence, or of its source when they were lost."""

    def __str__(self) -> str:
        """What is wrong, to follow a colon: `the name Lyon is not in the article like that`."""
        if self.kind is FaultKind.NEGATION:
            return f"it does not deny what its source denies, or the reverse ({self.words})"
        if self.kind is FaultKind.CERTAINTY:
            return f"it is not as sure or as unsure as its source ({self.words})"
        if self.kind is FaultKind.ATTRIBUTION:
            return f"it does not tell who says it as its source does ({self.words})"
        if self.kind is FaultKind.CONTENT:
            return f"too little of it is in the article ({self.words} is not)"
        return f"the {self.kind} {self.words} is not in the article like that"
