"""Script <-> the text of it that a person edits; and its JSON, the contract for other programs.

The text is Markdown in which one line is one sentence.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, NoReturn

from briefing.errors import ScriptError
from briefing.model import Article, Kind, Script, Segment, Story
from briefing.segment import PAUSES, Speak, compose, last_pause, one_line
from briefing.spoken import speakable

_HEADER = """\
# {title}

Date: {date:%Y-%m-%d}
Source: {origin}

<!-- One line is one sentence, said word for word.  Change, add and delete lines as you like; an
empty line is a longer pause.  The headings (greeting, story, signoff…) stay. -->
"""
# A line that says what looks like a heading or a comment has a backslash in front of it, as in
# all Markdown; one that has backslashes there already gets one more.
_MARK = re.compile(r"^(?=\\*#)|(?<!\\)(?=\\*<!--)")
_ESCAPED = re.compile(r"^\\(?=\\*#)|(?<!\\)\\(?=\\*<!--)")
_OPENING = re.compile(r"(?<!\\)<!--")
_HEADING = re.compile(r"##\s+([^:]+?)\s*(?::\s*(.*))?")
_LIKE_A_HEADING = re.compile(r"##|#\s|#$")


def dump(script: Script) -> str:
    """*script* as Markdown that a person can edit; `parse` reads back each of its lines."""
    title, origin = _escaped(one_line(script.title)), _escaped(re.sub(r"\s", " ", script.origin))
    out = [_HEADER.format(title=title, date=script.date, origin=origin)]
    before = None
    for segment in script.segments:
        here = (segment.kind, segment.story)
        if here != before:
            before = here
            out.append(f"\n## {_heading(segment, script)}\n\n")
        blank = segment.pause == PAUSES["paragraph"]
        out.append(f"{_escaped(one_line(segment.text))}\n" + ("\n" if blank else ""))
    return "".join(out)


def _heading(segment: Segment, script: Script) -> str:
    """What stands over the segments of a section: its kind, and of a story its title."""
    if segment.kind is Kind.STORY and 0 < segment.story <= len(script.stories):
        title = _escaped(one_line(script.stories[segment.story - 1].title))
        return f"{segment.kind.value}: {title}"
    return segment.kind.value


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\", text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub("", text)


def as_json(script: Script, articles: Sequence[Article], seconds: float) -> str:
    """*script* as JSON, with the sentences of *articles* that it stands on.

    ``{"title", "language", "words", "seconds", "segments": [{"kind", "speaker", "text", "spoken",
    "sources", "story"}], "stories": [{"title", "link"}], "sentences": [{"number", "text"}],
    "notices"}``: *words* are those told of the
    articles (the segments of kind story), *seconds* what the whole episode takes, by estimate;
    *sources* are numbers of sentences, and empty for what the bulletin says of its own.
    """
    table = {
        "title": script.title,
        "language": script.language,
        "words": sum(len(each.text.split()) for each in script.segments if each.sources),
        "seconds": round(seconds, 1),
        "segments": [
            {"kind": each.kind.value, "speaker": each.speaker.value, "text": each.text,
             "spoken": each.spoken, "sources": list(each.sources), "story": each.story}
            for each in script.segments
        ],
        "stories": [{"title": each.title, "link": each.link} for each in script.stories],
        "sentences": [
            {"number": each.number, "text": one_line(each.text)}
            for article in articles
            for each in article.sentences
        ],
        "notices": [*(notice for each in articles for notice in each.notices), *script.notices],
    }  # fmt: skip
    return json.dumps(table, ensure_ascii=False, indent=2)


def parse(text: str, name: str, speak: Speak = speakable) -> Script:
    """Read a script that `dump` wrote and a person edited; every line of it will be said.

    Raises:
        ScriptError: with the line, when title, date or a heading is missing or unknown, or when
            something would not be said.
    """
    return _Parser(name, text.lstrip("\ufeff"), speak).script()


class _Section(NamedTuple):
    """What stands under one heading."""

    kind: Kind
    title: str
    """Of a story; empty where none is given."""
    lines: list[str]


class _Parser:
    """Reads one script, line by line; knows where it is, for complaints."""

    def __init__(self, name: str, text: str, speak: Speak) -> None:
        self._name = name
        self._speak = speak
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = [line.strip() for line in self._without_comments(plain).split("\n")]
        self._title = ""
        self._origin = name
        self._date: dt.date | None = None

    def script(self) -> Script:
        sections = self._sections()
        if not self._title:
            raise ScriptError(f"{self._name} has no title.", hint="Its first line is '# Title'.")
        if self._date is None:
            raise ScriptError(f"{self._name} has no date.", hint="Add a line 'Date: 2026-11-22'.")
        segments, stories = self._told(sections)
        if not segments:
            raise ScriptError(f"{self._name} has nothing to say.", hint="Write a line under story.")
        return Script(
            self._title, self._date, "fr", self._origin, tuple(segments), stories=tuple(stories)
        )

    def _told(self, sections: Sequence[_Section]) -> tuple[list[Segment], list[Story]]:
        """What is said, and the stories in it.

        A story begins at its heading, or at the transition before it.
        """
        segments: list[Segment] = []
        stories: list[Story] = []
        for section in sections:
            said = _segments(section, self._speak)
            number = len(stories) + (section.kind is Kind.TRANSITION)
            if section.kind is Kind.STORY:
                stories.append(Story(section.title or self._title))
                number = len(stories)
            elif section.kind is not Kind.TRANSITION:
                number = 0
            segments += [replace(each, story=number) for each in said]
        return segments, stories

    def _without_comments(self, text: str) -> str:
        """*text* without its comments; their line ends stay, so that lines keep their numbers."""
        kept, start = [], 0
        while opening := _OPENING.search(text, start):
            end = text.find("-->", opening.end())
            another = _OPENING.search(text, opening.end())
            if end < 0 or (another and another.start() < end):
                self._complain(
                    text.count("\n", 0, opening.start()) + 1,
                    "the comment that begins here does not end",
                    "End it with '-->', or write '\\<!--' to say it.",
                )
            kept += [text[start : opening.start()], "\n" * text.count("\n", opening.start(), end)]
            start = end + len("-->")
        return "".join([*kept, text[start:]])

    def _sections(self) -> list[_Section]:
        sections: list[_Section] = []
        for number, line in enumerate(self._lines, 1):
            if heading := _HEADING.fullmatch(line):
                title = self._sayable(number, _unescaped(heading[2] or ""))
                sections.append(_Section(self._kind(number, heading[1]), title, []))
            elif sections:
                sections[-1].lines.append(self._said(number, line))
            elif line:
                self._head(number, line)
        return sections

    def _kind(self, number: int, name: str) -> Kind:
        try:
            return Kind(name.lower())
        except ValueError:
            self._complain(
                number,
                f"there is no section '{name}'",
                f"Sections: {', '.join(Kind)}; write '\\## {name}' to say it.",
            )

    def _said(self, number: int, line: str) -> str:
        """What is said of a line under a heading: all of it, or a complaint."""
        if _LIKE_A_HEADING.match(line):
            self._complain(
                number,
                f"this is no heading of a section: '{line[:40]}'",
                f"Sections: {', '.join(Kind)}; write '\\{line[:40]}' to say it.",
            )
        text = self._sayable(number, _unescaped(line))
        if text and not any(letter.isalnum() for letter in self._speak(text)):
            self._complain(number, f"there is nothing to say in '{line[:40]}'", "Delete it.")
        return text

    def _sayable(self, number: int, text: str) -> str:
        for letter in text:
            if unicodedata.category(letter) == "Cc" and not letter.isspace():
                self._complain(
                    number,
                    f"there is a character that cannot be said (U+{ord(letter):04X})",
                    "Delete it.",
                )
        return one_line(text)

    def _head(self, number: int, line: str) -> None:
        if line.startswith("# ") and not self._title:
            self._title = self._sayable(number, _unescaped(line[2:].strip()))
        elif match := re.fullmatch(r"source\s*:\s*(.*)", line, re.IGNORECASE):
            self._origin = _unescaped(match[1]) or self._name
        elif match := re.fullmatch(r"date\s*:\s*(.*)", line, re.IGNORECASE):
            try:
                self._date = dt.date.fromisoformat(match[1])
            except ValueError:
                self._complain(number, f"'{match[1]}' is not a date", "Write it like 2026-11-22.")
        else:
            self._complain(
                number,
                f"this stands in no section and would not be said: '{line[:40]}'",
                "Put it under '## story'.",
            )

    def _complain(self, number: int, wrong: str, hint: str) -> NoReturn:
        raise ScriptError(f"{self._name}, line {number}: {wrong}.", hint=hint)


def _segments(section: _Section, speak: Speak) -> Iterator[Segment]:
    said = [number for number, line in enumerate(section.lines) if line]
    for number, following in zip(said, (*said[1:], None), strict=False):  # none when empty
        if following is None:
            pause = last_pause(section.kind)
        else:
            pause = PAUSES["sentence" if following == number + 1 else "paragraph"]
        yield compose(section.kind, section.lines[number], pause, (), speak)
