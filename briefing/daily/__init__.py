"""The daily briefing: what is new in the sources of the settings, once for each story.

    sources -> gather -> choose (similar, ranking, ledger) -> articles, and why these

`plan` decides and writes nothing; who publishes what it decided hands the run to `done`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.daily import explain, ledger
from briefing.daily.choose import Chooser
from briefing.daily.gather import ToArticle, gather, name_of, public
from briefing.daily.ledger import LOCK, RECORD, Ledger
from briefing.daily.run import Decision, Run, Verdict, dump
from briefing.errors import BriefingError, OutputError, SettingsError
from briefing.intake import Daily, Source
from briefing.library import alone
from briefing.library.disk import refusals
from briefing.model import Article
from briefing.sources import Fetcher

__all__ = [
    "RECORD", "Asked", "Decision", "Ledger", "Plan", "Run", "Verdict", "done", "dump", "exclusive",
    "explain", "plan", "read", "title",
]  # fmt: skip
LEAST = 30.0
"""Seconds of the episode for each story: what is shorter says little more than its headline."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run needs to know of the world."""

    sources: tuple[Source, ...]
    daily: Daily
    now: dt.datetime
    """With its time zone."""
    seconds: float
    """Length of the episode."""
    fetch: Callable[[], Fetcher]
    to_article: ToArticle
    strict: bool = False
    """Whether a fault of a source is an error."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a briefing would tell."""

    articles: tuple[Article, ...]
    """In the order in which they are told."""
    run: Run
    learnt: bool
    """Whether it saw what need not be looked at again, and no earlier run has seen."""


def plan(asked: Asked, known: Ledger) -> Plan:
    """What is new beside what is *known*, and which of it is told.

    Raises:
        SettingsError: there are no sources.
        SourceError, NetworkError: no source could be read, or, when strict, something of one.
    """
    if not asked.sources:
        raise SettingsError(
            "There are no sources to look at.",
            hint="Name them in briefing.toml, each under [[source]]; see docs/daily.md.",
        )
    faults: list[str] = []

    def fault(source: Source, error: BriefingError) -> None:
        if asked.strict:
            raise error
        faults.append(f"{name_of(source)}: {public(error, source)}")

    fetcher: list[Fetcher] = []

    def fetch() -> Fetcher:
        if not fetcher:
            fetcher.append(asked.fetch())
        return fetcher[0]

    gathered = gather(asked.sources, fetch, asked.to_article)
    for source, error in gathered.faults:
        fault(source, error)
    if not gathered.answered:
        raise gathered.faults[0][1]
    room = min(asked.daily.stories, max(1, int(asked.seconds // LEAST)))
    choice = Chooser(asked.daily, known, asked.now, room, fault).choose(gathered.candidates)
    run = Run(
        made=asked.now,
        sources=gathered.answered,
        seen=tuple(dict.fromkeys(choice.seen)),
        stories=choice.stories,
        decisions=tuple(choice.decisions),
        faults=tuple(dict.fromkeys(faults)),
        known=choice.known,
    )
    return Plan(choice.articles, run, learnt=not known.seen.keys() >= set(run.seen))


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Be the only daily run of the output *folder*, which is made when it is not there.

    Raises:
        OutputError: another one is at work, or the disk refuses.
    """
    with refusals(folder):
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)  # whatever the umask: a web server reads it
        with alone(folder / LOCK) as ours:
            if not ours:
                raise OutputError(
                    f"Another `briefing daily` is at work in {folder}.",
                    hint="It tells what is new; run this again when it has ended.",
                )
            yield


def read(folder: Path, now: dt.datetime, complain: Callable[[str], None]) -> Ledger:
    """What was seen and told in the output *folder*; see `ledger.read`."""
    return ledger.read(folder, now, complain)


def done(folder: Path, known: Ledger, run: Run, episode: str = "") -> None:
    """Remember *run*, after *episode* is published; without one, what it need not see again.

    Raises:
        OutputError: the disk refuses; the next run goes by the record in the episode then.
    """
    with refusals(folder):
        ledger.write(folder, known.after(run, episode))


def title(name: str, date: str, edition: int) -> str:
    """The title of an episode: its show, its date in words, and which of the day it is.

    >>> title("Le briefing", "lundi 23 novembre 2026", 2)
    'Le briefing du lundi 23 novembre 2026 (2e édition)'
    """
    more = f" ({edition}e édition)" if edition > 1 else ""
    return f"{name} du {date}{more}"
