"""What was said, and when -> the transcript: WebVTT, JSON, and plain text.

A sentence is one cue, however long: the mix knows when it begins and ends, and any moment inside it
would be a guess.  Its lines are broken instead; apps show a transcript as a text that scrolls.
"""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefing.model import SYNTHETIC, Spoken

_VERSION = "1.0.0"  # of podcast-namespace/transcripts/transcripts.md, "JSON"
_LINE = 65  # characters; the same document's advice, here for lines as they stand in the file
_NAME = 24  # characters of a speaker's name, or little of the first line would be left
_WORD = _LINE - len("<v >") - _NAME  # what fits beside any name
_PAUSE = 0.5  # seconds; `segment.PAUSES` has 0.35 between sentences, 0.6 between paragraphs
# Blanks, but for those that keep French marks at their word; and what no text file can hold.
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# The name is not escaped: AntennaPod looks for one without "&".
_NOT_IN_A_NAME = re.compile(r"[&<>]+")


def name_of(voice: str) -> str:
    """The name of a *voice* as people read it.

    >>> name_of("google-france")
    'Google France'
    """
    return voice.replace("-", " ").title()


def as_vtt(spoken: tuple[Spoken, ...]) -> str:
    """The transcript as WebVTT (https://www.w3.org/TR/webvtt1/), a cue a sentence, with speakers.

    No line has more than 65 characters, marks and entities included; a longer word is cut.  A note
    says that the voices are synthetic; readers pass over notes.
    """
    blocks = ["WEBVTT", f"NOTE {SYNTHETIC}", *map(_cue, _sentences(spoken))]
    return "\n\n".join(blocks) + "\n"


def as_json(spoken: tuple[Spoken, ...]) -> bytes:
    """The transcript as Podcasting 2.0 has it, a segment a sentence, in UTF-8; times in seconds.

    Beside what that asks for, "note" says that the voices are synthetic; readers take what they
    know.
    """
    segments = [
        ({"speaker": each.speaker} if each.speaker else {})
        | {"startTime": each.start / 1000, "endTime": each.end / 1000, "body": each.text}
        for each in _sentences(spoken)
    ]
    table = {"version": _VERSION, "note": SYNTHETIC, "segments": segments}
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(spoken: tuple[Spoken, ...]) -> str:
    """The transcript to read, without times: an empty line where a part or a paragraph ends."""
    out = ""
    for before, here in pairwise((None, *spoken)):
        if before is not None and here is not None:
            out += "\n\n" if _is_break(before, here) else " "
        out += _line(here.text) if here is not None else ""
    return out


class _Sentence(NamedTuple):
    start: int
    """Milliseconds, as `end`."""
    end: int
    speaker: str
    text: str


def _sentences(spoken: tuple[Spoken, ...]) -> Iterator[_Sentence]:
    """What can be read of *spoken*, in order of time; each takes a millisecond at least."""
    for each in sorted(spoken, key=lambda one: one.start):
        if text := _line(each.text):
            start, end = round(each.start * 1000), round(each.end * 1000)
            yield _Sentence(start, max(end, start + 1), _line(name_of(each.voice)), text)


def _cue(sentence: _Sentence) -> str:
    name = _NOT_IN_A_NAME.sub(" ", sentence.speaker)[:_NAME].strip()
    lines = textwrap.wrap(
        " ".join(piece for word in sentence.text.split(" ") for piece in _pieces(word)),
        _LINE,
        initial_indent=f"<v {name}>" if name else "",
        break_long_words=False,  # they are cut already, and not inside an entity
        break_on_hyphens=False,
    )
    times = f"{_clock(sentence.start)} --> {_clock(sentence.end)}"
    return "\n".join([times, *lines])


def _pieces(word: str) -> Iterator[str]:
    """*word*, escaped, in pieces that fit on a line beside a name."""
    piece = ""
    for letter in word:
        written = html.escape(letter, quote=False)
        if len(piece) + len(written) > _WORD:
            yield piece
            piece = ""
        piece += written
    yield piece


def _is_break(before: Spoken, here: Spoken) -> bool:
    """Whether a new paragraph begins between two sentences: another part, or a longer pause."""
    same = (before.kind, before.story) == (here.kind, here.story)
    return not same or here.start - before.end > _PAUSE


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    whole = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{whole}.{milliseconds % 1000:03}"
