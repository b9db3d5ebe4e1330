"""What one run of the daily briefing found and decided, and the bytes of that in `daily.json`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

FORMAT = 1


class Verdict(StrEnum):
    """What became of an item."""

    TOLD = "told"
    MERGED = "merged"
    """Another item tells the same story, and names its source."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one item, and why."""

    verdict: Verdict
    title: str
    source: str
    reason: str
    """In words that go after the verdict."""
    link: str = ""
    published: str = ""
    """ISO 8601; empty without a date."""
    score: float = 0.0
    reckoning: str = ""
    """How the score comes about."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story that was told, by as much as recognises it."""

    title: str
    text: str
    """How its article begins."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run that found something it had not seen before."""

    made: dt.datetime
    """With its time zone."""
    sources: tuple[str, ...] = ()
    """Keys of those that answered."""
    seen: tuple[str, ...] = ()
    """Keys of the items that need not be looked at again."""
    stories: tuple[Story, ...] = ()
    decisions: tuple[Decision, ...] = ()
    faults: tuple[str, ...] = ()
    """What went wrong with a source; one sentence each."""
    known: int = 0
    """How many items had been seen by an earlier run."""


def as_table(run: Run) -> dict[str, Any]:
    """*run* as JSON has it."""
    return {"format": FORMAT} | asdict(run) | {"made": run.made.isoformat()}


def dump(run: Run) -> bytes:
    """*run* as a person can read it."""
    text = json.dumps(as_table(run), ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")  # as in `record.dump`


def from_table(table: Any) -> Run:
    """The run that `as_table` made *table* of.

    Raises:
        ValueError: it did not.
    """
    try:
        if table["format"] != FORMAT:
            raise ValueError(f"it has format {table['format']}")
        made = dt.datetime.fromisoformat(table["made"])
        if made.tzinfo is None:
            raise ValueError("its date has no time zone")
        return Run(
            made=made,
            sources=tuple(map(str, table["sources"])),
            seen=tuple(map(str, table["seen"])),
            stories=tuple(Story(**each) for each in table["stories"]),
            decisions=tuple(
                Decision(**(each | {"verdict": Verdict(each["verdict"])}))
                for each in table["decisions"]
            ),
            faults=tuple(map(str, table["faults"])),
            known=int(table["known"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is not what a daily briefing writes") from error
