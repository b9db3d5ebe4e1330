"""What is told of an article, and whether it is told already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.model import Sentence, Utterance


def utterance(text: str, sources: Sequence[Sentence]) -> Utterance:
    """*text*, which stands on *sources*, where the first of them stands."""
    return Utterance(text, tuple(each.number for each in sources), sources[0].paragraph)


def is_told(text: str, utterances: Iterable[Utterance]) -> bool:
    """Whether one of *utterances* says *text*, in whatever case."""
    return any(text.casefold() == each.text.casefold() for each in utterances)
