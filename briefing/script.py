"""What is told of an article -> Script: greeting, story, sign-off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.condense import Condenser
from briefing.model import Article, Kind, Script, Segment, Utterance
from briefing.segment import PAUSES, compose, one_line

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip

# A dash before a figure is a minus: "-5 °C ce matin à Lyon."
_BULLET = re.compile(r"(?:[-–—•·]\s+|[–—•·](?!\d))+")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long it takes to say something: a voice's speed and what surrounds the words."""

    words_per_minute: int
    overhead: float
    """Seconds of jingles and of silence around them."""

    def seconds(self, segment: Segment) -> float:
        """Seconds of *segment*, its pause included."""
        return len(segment.spoken.split()) * 60 / self.words_per_minute + segment.pause

    def total(self, script: Script) -> float:
        """Seconds of an episode made of *script*, jingles included."""
        return self.overhead + sum(map(self.seconds, script.segments))


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
        kept = tuple(
            Utterance(each.text, (each.number,), each.paragraph) for each in article.sentences
        )
    else:
        spent = pace.overhead + sum(map(pace.seconds, (*greeting, *signoff)))
        kept = condenser(
            article, length - spent, lambda text: pace.seconds(_story_segment(text))
        ).utterances
    return Script(
        title=one_line(article.title),
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
        title = article.title.rstrip(" .:;,–—-") or article.title
        lines.append(f"À la une : {title}" + ("" if title[-1] in "?!…" else "."))
    return tuple(_lines(Kind.GREETING, lines))


def _signoff(show: str) -> tuple[Segment, ...]:
    return tuple(_lines(Kind.SIGNOFF, [f"C’était « {show} ».", "Merci de votre écoute."]))


def _lines(kind: Kind, lines: list[str]) -> Iterator[Segment]:
    for number, line in enumerate(lines, 1):
        pause = PAUSES["section" if number == len(lines) else "sentence"]
        yield compose(kind, line, pause)


def _story(kept: tuple[Utterance, ...]) -> Iterator[Segment]:
    for told, following in zip(kept, (*kept[1:], None), strict=False):  # none when empty
        if following is None:
            pause = PAUSES["section"]
        else:
            same = following.paragraph == told.paragraph
            pause = PAUSES["sentence" if same else "paragraph"]
        yield _story_segment(told.text, pause, told.sources)


def _story_segment(
    text: str, pause: float = PAUSES["sentence"], sources: tuple[int, ...] = ()
) -> Segment:
    return compose(Kind.STORY, _BULLET.sub("", text.strip()), pause, sources)
