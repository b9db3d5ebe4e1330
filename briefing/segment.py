"""A sentence of a bulletin -> Segment: as it is written, as it is said, and the silence after."""

from __future__ import annotations

from briefing.model import Kind, Segment
from briefing.spoken import speakable

PAUSES = {"sentence": 0.35, "paragraph": 0.6, "section": 0.9}
"""Seconds of silence after what ends one."""


def compose(kind: Kind, text: str, pause: float, sources: tuple[int, ...] = ()) -> Segment:
    """*text*, one sentence on one line, with what the voice gets of it."""
    text = one_line(text)
    return Segment(kind, text, speakable(text), pause, sources)


def one_line(text: str) -> str:
    """*text* with single spaces, as a line of the script holds it."""
    return " ".join(text.split())
