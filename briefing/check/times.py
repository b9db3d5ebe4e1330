"""The times in the files beside a sound: transcripts and chapters, as players read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from briefing.findings import Check, Level
from briefing.inspection import order
from briefing.meters import Stretch

_ANY = Check("times", Level.ERROR, "")
_MOMENT = r"((?:\d+:)?\d\d:\d\d[.,]\d{3})"  # WebVTT 1, section 4.3; SubRip has a comma
_SUBTITLE = re.compile(rf"^\s*{_MOMENT}\s*-->\s*{_MOMENT}", re.MULTILINE)
_ARROW = re.compile(r"-->")
_ROUNDED = 2.0  # seconds; feeds round the length of a sound
_LONGEST = 48 * 3600.0  # seconds, where the feed does not say


def subtitles(text: str) -> list[Stretch]:
    """The cues of a WebVTT or SubRip file.

    Raises:
        ValueError: there is none.
    """
    found = [Stretch(_seconds(start), _seconds(end)) for start, end in _SUBTITLE.findall(text)]
    if not found:
        raise ValueError("no times")
    return found


def _seconds(moment: str) -> float:
    seconds = 0.0
    for part in moment.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def tables(text: str) -> list[Stretch]:
    """The times of chapters or of a transcript, as Podcasting 2.0 writes them.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it is something else.
    """
    table: dict[str, list[dict[str, Any]]] = json.loads(text)
    parts = table["chapters"] if "chapters" in table else table["segments"]
    return [
        Stretch(float(each["startTime"]), float(each.get("endTime", each["startTime"])))
        for each in parts
    ]


BROKEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What the readers raise for a file that is something else."""
READERS: dict[str, Callable[[str], list[Stretch]]] = {
    ".vtt": subtitles,
    ".srt": subtitles,
    ".json": tables,
}
_KINDS = {
    "text/vtt": subtitles,
    "application/x-subrip": subtitles,
    "application/srt": subtitles,
    "application/json": tables,
    "application/json+chapters": tables,
}


def fault(text: str, kind: str, seconds: float | None) -> str:
    """What is wrong with *text*, a file of media type *kind* beside a sound of so many *seconds*.

    Empty when nothing is, or nobody can tell: of HTML nothing is asked.
    """
    read = _KINDS.get(kind)
    if read is None:
        return ""
    if kind == "text/vtt" and not text.startswith("WEBVTT"):
        return "It does not begin with WEBVTT."
    try:
        times = read(text)
    except BROKEN:
        return f"It cannot be read as {kind}."
    # AntennaPod shows nothing of a file in which one line of times is malformed.
    if read is subtitles and len(_ARROW.findall(text)) != len(times):
        return "A line of times in it is malformed."
    found = order(_ANY, times, _LONGEST if seconds is None else seconds + _ROUNDED)
    return "" if found.good else found.says
