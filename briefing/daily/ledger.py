"""What was seen and told: `.daily.json` in the output folder, and how it survives a crash.

An episode carries the record of its run, `daily.json`, in its own folder, and both appear in one
move.  The ledger is written after that; where a crash kept it from being written, the next run
finds the record in the episode and goes by it.  So a story is told once: what was not published is
told again, and what was is not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from briefing.daily import run as runs
from briefing.daily.run import Run, Story
from briefing.library import replace_file

FILE, LOCK, RECORD = ".daily.json", ".daily.lock", "daily.json"
KEPT = dt.timedelta(days=60)
"""How long an item is remembered after it was last seen; no run looks back half as far."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A story that was told."""

    when: dt.datetime
    episode: str
    """The id."""
    story: Story


@dataclass(frozen=True, slots=True)
class Ledger:
    """What all runs together have seen and told."""

    seen: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each item was last seen."""
    sources: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each source last answered."""
    told: tuple[Told, ...] = ()
    episodes: Mapping[str, dt.datetime] = field(default_factory=dict)
    """When each was made."""
    last: Run | None = None
    """The last run that found something."""

    def after(self, run: Run, episode: str = "") -> Ledger:
        """The ledger with *run* in it, which made *episode*, if any; what is too old is gone."""
        told = tuple(Told(run.made, episode, each) for each in run.stories)
        latest = self.last is None or run.made >= self.last.made
        whole = replace(
            self,
            seen={**self.seen, **dict.fromkeys(run.seen, run.made)},
            sources={**self.sources, **dict.fromkeys(run.sources, run.made)},
            told=(*self.told, *told),
            episodes={**self.episodes, **({episode: run.made} if episode else {})},
            last=run if latest else self.last,
        )
        return whole.since(run.made - KEPT)

    def since(self, moment: dt.datetime) -> Ledger:
        """As much of the ledger as is not older than *moment*."""
        return replace(
            self,
            seen=_young(self.seen, moment),
            sources=_young(self.sources, moment),
            told=tuple(each for each in self.told if each.when >= moment),
            episodes=_young(self.episodes, moment),
        )

    def editions(self, day: dt.date) -> int:
        """How many episodes were made on *day*."""
        return sum(each.date() == day for each in self.episodes.values())


def key(*parts: str) -> str:
    """A short digest of *parts*: an address may hold what nobody should read."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


def read(folder: Path, now: dt.datetime, complain: Callable[[str], None]) -> Ledger:
    """The ledger of the output *folder*, and what its episodes know that it does not.

    *complain* is told when it is damaged; then the episodes are all there is.
    """
    path, found = folder / FILE, Ledger()
    try:
        found = _ledger(json.loads(path.read_bytes()))
    except FileNotFoundError:
        pass
    except (OSError, ValueError, RecursionError) as error:
        complain(f"{path} is damaged ({error}); what was told is taken from the episodes.")
    for run, episode in _unknown(folder, found, now - KEPT):
        found = found.after(run, episode)
    return found


def write(folder: Path, ledger: Ledger) -> None:
    """Put *ledger* into the output *folder*, in one move.

    Raises:
        OSError: the disk refuses.
    """
    text = json.dumps(_table(ledger), ensure_ascii=False, indent=1) + "\n"
    replace_file(folder / FILE, text.encode(errors="backslashreplace"))


def _unknown(folder: Path, ledger: Ledger, since: dt.datetime) -> Iterator[tuple[Run, str]]:
    """The runs that made an episode which *ledger* does not know, the oldest first."""
    oldest = since.date().isoformat()  # an episode's folder begins with its date
    for path in sorted((folder / "episodes").glob(f"[0-9]*/{RECORD}")):
        name = path.parent.name
        if name >= oldest and name not in ledger.episodes:
            try:
                yield runs.from_table(json.loads(path.read_bytes())), name
            except (OSError, ValueError, RecursionError):
                continue  # of another program, or edited: `check` looks at episodes


def _young(table: Mapping[str, dt.datetime], moment: dt.datetime) -> dict[str, dt.datetime]:
    return {name: when for name, when in table.items() if when >= moment}


def _table(ledger: Ledger) -> dict[str, Any]:
    def dates(table: Mapping[str, dt.datetime]) -> dict[str, str]:
        return {name: when.isoformat() for name, when in table.items()}

    return {
        "format": _FORMAT,
        "seen": dates(ledger.seen),
        "sources": dates(ledger.sources),
        "episodes": dates(ledger.episodes),
        "told": [asdict(each) | {"when": each.when.isoformat()} for each in ledger.told],
        "last": runs.as_table(ledger.last) if ledger.last else None,
    }


def _ledger(table: Any) -> Ledger:
    """The ledger in *table*; ValueError when there is none."""

    def dates(name: str) -> dict[str, dt.datetime]:
        return {each: _moment(when) for each, when in table[name].items()}

    try:
        if table["format"] != _FORMAT:
            raise ValueError(f"it has format {table['format']}")
        return Ledger(
            seen=dates("seen"),
            sources=dates("sources"),
            episodes=dates("episodes"),
            told=tuple(
                Told(_moment(each["when"]), str(each["episode"]), Story(**each["story"]))
                for each in table["told"]
            ),
            last=runs.from_table(table["last"]) if table["last"] else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is not what a daily briefing writes") from error


def _moment(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"'{text}' has no time zone")
    return found
