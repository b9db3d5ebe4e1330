"""Scripts for tests: written by the code that ships, from articles of ours."""

import datetime as dt
from pathlib import Path

from briefing import article, wording
from briefing.condense.extractive import condense
from briefing.model import Article, Kind, Length, Script
from briefing.script import Edition, Pace, write

ARTICLES = Path(__file__).parent / "articles"
NAMES = ["halle.txt", "pont.md", "tramway.txt"]
DATE = dt.date(2026, 11, 1)
PACE = Pace(words_per_minute=160, overhead=8.0)
EDITION = Edition("Le briefing", DATE, wording.read("sober"))
HEAD = "# Titre\n\nDate: 2026-11-01\nSource: a.txt\n"


def read(name: str) -> Article:
    """One of our articles."""
    return article.read(str(ARTICLES / name), bytes)


def script_of(found: Article, length: float | None = None, *, pace: Pace = PACE) -> Script:
    """The script that tells *found*."""
    return write([found], condense, pace, EDITION, Length(length) if length else None)


def titled(title: str, *, given: bool = True) -> Article:
    """An article with this title."""
    found = read("halle.txt")
    return Article(title, given, found.text, found.sentences, "fr", found.origin)


def lines(script: Script, kind: Kind) -> list[str]:
    """What *script* says in its sections of *kind*."""
    return [segment.text for segment in script.segments if segment.kind is kind]


def heard(script: Script) -> list[tuple[object, ...]]:
    """All of *script* that a listener can tell."""
    return [(each.kind, each.text, each.spoken, each.pause, each.speed) for each in script.segments]


def seconds(script: Script, pace: Pace = PACE) -> float:
    """How long *script* takes."""
    return pace.overhead + sum(map(pace.seconds, script.segments))
