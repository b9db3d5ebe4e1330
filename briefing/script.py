"""Sentences -> Script: greeting, story, sign-off; and the script as a text to be edited."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing.errors import ScriptError
from briefing.model import Article, Kind, Script, Segment, Sentence
from briefing.spoken import speakable

_PAUSES = {"sentence": 0.35, "paragraph": 0.6, "section": 0.9}  # seconds
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip

Condenser = Callable[[Article, float, Callable[[Sentence], float]], tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long it takes to say something: a voice's speed and what surrounds the words."""

    words_per_minute: int
    overhead: float
    """Seconds of jingles and of silence around them."""

    def seconds(self, segment: Segment) -> float:
        """Seconds of *segment*, its pause included."""
        return len(segment.spoken.split()) * 60 / self.words_per_minute + segment.pause


def write(
    article: Article,
    condenser: Condenser,
    pace: Pace,
    *,
    length: float | None,
    show: str,
    date: dt.date,
) -> Script:
    """A script that tells *article* in *length* seconds, or all of it when *length* is None.

    *condenser* is handed the article, the seconds that are left for the story, and what a sentence
    takes of them.  The length is met to within a sentence, as sentences are never cut.
    """
    greeting, signoff = _greeting(article, show, date), _signoff(show)
    if length is None:
        kept = article.sentences
    else:
        spent = pace.overhead + sum(map(pace.seconds, (*greeting, *signoff)))
        kept = condenser(
            article, length - spent, lambda sentence: pace.seconds(_story_segment(sentence))
        )
    return Script(
        title=article.title,
        date=date,
        language=article.language,
        origin=article.origin,
        segments=(*greeting, *_story(kept), *signoff),
    )


def date_in_words(date: dt.date) -> str:
    """The date as a presenter reads it, in figures that `spoken` knows.

    >>> date_in_words(dt.date(2026, 11, 1))
    'dimanche 1er novembre 2026'
    """
    day = "1er" if date.day == 1 else str(date.day)
    return f"{_DAYS[date.weekday()]} {day} {_MONTHS[date.month - 1]} {date.year}"


def _greeting(article: Article, show: str, date: dt.date) -> tuple[Segment, ...]:
    # The synthetic voice is announced first (AI Act, art. 50; Apple's guideline 1.11).
    lines = [
        f"Bonjour, nous sommes le {date_in_words(date)}.",
        f"Vous écoutez « {show} », lu par une voix de synthèse.",
    ]
    if article.title_given:
        title = article.title.rstrip(" .")
        lines.append(f"À la une : {title}" + ("" if title[-1] in "?!…" else "."))
    return tuple(_lines(Kind.GREETING, lines))


def _signoff(show: str) -> tuple[Segment, ...]:
    return tuple(_lines(Kind.SIGNOFF, [f"C’était « {show} ».", "Merci de votre écoute."]))


def _lines(kind: Kind, lines: list[str]) -> Iterator[Segment]:
    for number, line in enumerate(lines, 1):
        pause = _PAUSES["section" if number == len(lines) else "sentence"]
        yield _segment(kind, line, pause)


def _story(kept: tuple[Sentence, ...]) -> Iterator[Segment]:
    for sentence, following in zip(kept, (*kept[1:], None), strict=True):
        if following is None:
            pause = _PAUSES["section"]
        else:
            same = following.paragraph == sentence.paragraph
            pause = _PAUSES["sentence" if same else "paragraph"]
        yield _story_segment(sentence, pause)


def _story_segment(sentence: Sentence, pause: float = _PAUSES["sentence"]) -> Segment:
    text = " ".join(sentence.text.split()).lstrip("-–—•· ")
    return _segment(Kind.STORY, text, pause, (sentence.number,))


def _segment(kind: Kind, text: str, pause: float, sources: tuple[int, ...] = ()) -> Segment:
    return Segment(kind, text, speakable(text), pause, sources)


_HEADER = """\
# {title}

Date: {date:%Y-%m-%d}
Source: {origin}

<!-- One line is one sentence, said word for word.  Change, add and delete lines as you like; an
empty line is a longer pause.  The headings greeting, story and signoff stay. -->
"""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def dump(script: Script) -> str:
    """*script* as Markdown that a person can edit; `parse` reads it back."""
    out = [_HEADER.format(title=script.title, date=script.date, origin=script.origin)]
    kind = None
    for segment in script.segments:
        if segment.kind is not kind:
            kind = segment.kind
            out.append(f"\n## {kind.value}\n\n")
        blank = segment.pause == _PAUSES["paragraph"]
        out.append(f"{segment.text}\n" + ("\n" if blank else ""))
    return "".join(out)


def parse(text: str, name: str) -> Script:
    """Read a script that `dump` wrote and a person edited; every line of it will be said.

    Raises:
        ScriptError: with the line, when title, date or a heading is missing or unknown.
    """
    blanked = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text.lstrip("\ufeff"))
    return _Parser(name, blanked).script()


class _Parser:
    """Reads one script, line by line; knows where it is, for complaints."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = [" ".join(line.split()) for line in text.splitlines()]
        self._title = ""
        self._origin = name
        self._date: dt.date | None = None

    def script(self) -> Script:
        sections = self._sections()
        if not self._title:
            raise ScriptError(f"{self._name} has no title.", hint="Its first line is '# Title'.")
        if self._date is None:
            raise ScriptError(f"{self._name} has no date.", hint="Add a line 'Date: 2026-11-22'.")
        segments = [segment for kind, lines in sections for segment in _section(kind, lines)]
        if not segments:
            raise ScriptError(f"{self._name} has nothing to say.", hint="Write a line under story.")
        return Script(self._title, self._date, "fr", self._origin, tuple(segments))

    def _sections(self) -> list[tuple[Kind, list[str]]]:
        sections: list[tuple[Kind, list[str]]] = []
        for number, line in enumerate(self._lines, 1):
            if line.startswith("## "):
                sections.append((self._kind(number, line[3:].strip()), []))
            elif sections:
                sections[-1][1].append(line)
            elif line:
                self._head(number, line)
        return sections

    def _kind(self, number: int, name: str) -> Kind:
        try:
            return Kind(name.lower())
        except ValueError as error:
            raise ScriptError(
                f"{self._name}, line {number}: there is no section '{name}'.",
                hint=f"Sections: {', '.join(Kind)}.",
            ) from error

    def _head(self, number: int, line: str) -> None:
        if line.startswith("# ") and not self._title:
            self._title = line[2:].strip()
        elif match := re.fullmatch(r"source\s*:\s*(.+)", line, re.IGNORECASE):
            self._origin = match[1]
        elif match := re.fullmatch(r"date\s*:\s*(\S+)", line, re.IGNORECASE):
            try:
                self._date = dt.date.fromisoformat(match[1])
            except ValueError as error:
                raise ScriptError(
                    f"{self._name}, line {number}: '{match[1]}' is not a date.",
                    hint="Write it like 2026-11-22.",
                ) from error
        else:
            raise ScriptError(
                f"{self._name}, line {number}: this stands in no section and would not be said: "
                f"'{line[:40]}'.",
                hint="Put it under '## story'.",
            )


def _section(kind: Kind, lines: list[str]) -> Iterator[Segment]:
    said = [number for number, line in enumerate(lines) if line]
    for number, following in zip(said, (*said[1:], None), strict=True):
        if following is None:
            pause = _PAUSES["section"]
        else:
            pause = _PAUSES["sentence" if following == number + 1 else "paragraph"]
        yield _segment(kind, lines[number], pause)
