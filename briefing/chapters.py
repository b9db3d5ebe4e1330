"""Cues -> chapters, and the forms they are published in: JSON chapters, lines of a description.

Every form, the one inside the MP3 included, is made of the same chapters: AntennaPod drops one of
two lists whose starts differ by more than a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefing.model import Chapter, Cue, Kind, Story

_OPENING, _HEADLINES, _CLOSING = "Ouverture", "Les titres", "Fin"
_VERSION = "1.2.0"  # of podcast-namespace/chapters/jsonChapters.md
_TITLE = 60  # characters of a title that is taken from a sentence
_TELLS = {Kind.STORY, Kind.TRANSITION}


def chapters(
    cues: tuple[Cue, ...], stories: tuple[Story, ...], seconds: float
) -> tuple[Chapter, ...]:
    """The chapters of an episode that lasts *seconds*: an opening, one a story, and a close.

    They follow on each other without a gap, from 0 to *seconds*, and none is empty.  A story begins
    with its transition; one without a title is called by its first words.
    """
    marks = {0.0: Story(_opening(cues, stories))}
    for cue, story in (*_told(cues, stories), *_closing(cues)):
        # Where nobody greets, the first story has the jingle and takes the opening's place.
        start = 0.0 if cue is cues[0] and cue.segment.kind in _TELLS else round(cue.start, 3)
        marks[start] = story
    starts = [start for start in marks if start < seconds]
    return tuple(
        Chapter(start, end, marks[start].title, marks[start].link)
        for start, end in pairwise([*starts, seconds])
    )


def as_json(chapters: tuple[Chapter, ...], title: str, podcast: str) -> bytes:
    """*chapters* as Podcasting 2.0 has them (JSON chapters 1.2), in UTF-8.

    *title* is that of the episode, *podcast* the name of the show; times are in seconds, to the
    millisecond.
    """
    table = {
        "version": _VERSION,
        "title": title,
        "podcastName": podcast,
        "chapters": [_entry(each) for each in chapters],
    }
    text = json.dumps(table, ensure_ascii=False, indent=2) + "\n"
    return text.encode(errors="replace")  # halves of surrogate pairs are not text


def as_lines(chapters: tuple[Chapter, ...]) -> str:
    """*chapters* as a description lists them, a line each; apps make links of the times.

    >>> print(as_lines((Chapter(0, 3671.9, "Ouverture"), Chapter(3671.9, 3700, "Fin"))))
    00:00:00 Ouverture
    01:01:11 Fin
    """
    # Whole seconds, cut off: who jumps there hears the end of a pause, not half a word.
    return "\n".join(f"{_clock(int(each.start))} {each.title}" for each in chapters)


def _opening(cues: tuple[Cue, ...], stories: tuple[Story, ...]) -> str:
    headlines = sum(cue.segment.kind is Kind.HEADLINE for cue in cues)
    return _HEADLINES if headlines > 1 and len(stories) != 1 else _OPENING


def _told(cues: tuple[Cue, ...], stories: tuple[Story, ...]) -> Iterator[tuple[Cue, Story]]:
    """Each story with its first cue, in order of time."""
    told = {  # its number, and its first sentence; a transition may lead to none
        cue.segment.story: cue.segment.text
        for cue in reversed(cues)
        if cue.segment.kind is Kind.STORY
    }
    for cue in cues:
        number = cue.segment.story
        if cue.segment.kind in _TELLS and number in told:
            story = stories[number - 1] if 0 < number <= len(stories) else Story("")
            words = told.pop(number)
            yield cue, story if story.title else Story(_shortened(words), story.link)


def _closing(cues: tuple[Cue, ...]) -> Iterator[tuple[Cue, Story]]:
    """The first cue of the sign-off: what comes after the last story."""
    first = None
    for cue in cues:
        if cue.segment.kind in _TELLS:
            first = None
        elif cue.segment.kind is Kind.SIGNOFF and first is None:
            first = cue
    if first is not None:
        yield first, Story(_CLOSING)


def _shortened(text: str) -> str:
    if len(text) <= _TITLE:
        return text.rstrip(".")
    return text[:_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _entry(chapter: Chapter) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "startTime": round(chapter.start, 3),
        "endTime": round(chapter.end, 3),
        "title": chapter.title,
    }
    return entry | ({"url": chapter.link} if chapter.link else {})


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
