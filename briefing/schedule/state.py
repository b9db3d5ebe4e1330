"""What is known of a show's timer and of its last run: two small files of JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefing.errors import OutputError
from briefing.library import replace_file
from briefing.schedule.plan import Plan

RUNNING, SUCCESS, NOTHING, FAILURE = "running", "success", "nothing", "failure"


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that was set."""

    kind: str
    """systemd, cron or launchd."""
    plan: Plan
    installed: dt.datetime


@dataclass(frozen=True, slots=True)
class Run:
    """The last run of a show, or one that is at work."""

    started: dt.datetime
    state: str = RUNNING
    """RUNNING, SUCCESS, NOTHING (to tell) or FAILURE."""
    ended: dt.datetime | None = None
    code: int | None = None
    """How it ended, as a shell says it."""
    message: str = ""
    """One sentence."""
    episode: str = ""
    """Path of the sound file."""
    stderr: tuple[str, ...] = ()
    """The last lines."""
    notice: str = ""
    """What went wrong when somebody was to be told; empty when nothing did."""
    worked: dt.datetime | None = None
    """When the last run that was no failure ended."""

    @property
    def seconds(self) -> float:
        """How long it took; 0 while it is at work."""
        return (self.ended - self.started).total_seconds() if self.ended else 0.0


def save_run(path: Path, run: Run) -> None:
    """Write *run*, in one move.

    Raises:
        OutputError: the disk refuses.
    """
    _save(path, asdict(run))


def load_run(path: Path) -> Run | None:
    """The run in *path*; None when there is none.

    Raises:
        OutputError: it cannot be read, or is damaged.
    """
    table = _load(path)
    if table is None:
        return None
    try:
        moments = {name: _moment(table.pop(name)) for name in ("started", "ended", "worked")}
        lines = tuple(str(line) for line in table.pop("stderr"))
        return Run(stderr=lines, **moments, **table)  # type: ignore[arg-type] # TypeError is caught
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def save_timer(path: Path, timer: Timer) -> None:
    """Write *timer*, in one move.

    Raises:
        OutputError: the disk refuses.
    """
    plan = asdict(timer.plan) | {"config": str(timer.plan.config)}
    _save(path, asdict(timer) | {"plan": plan | {"at": f"{timer.plan.at:%H:%M}"}})


def load_timer(path: Path) -> Timer | None:
    """The timer in *path*; None when there is none.

    Raises:
        OutputError: it cannot be read, or is damaged.
    """
    table = _load(path)
    if table is None:
        return None
    try:
        told = table["plan"]
        at = dt.time.fromisoformat(told["at"])
        days, zone = tuple(map(int, told["days"])), str(told["zone"])
        plan = Plan(Path(told["config"]), at, days, zone, str(told["python"]))
        return Timer(str(table["kind"]), plan, dt.datetime.fromisoformat(table["installed"]))
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _save(path: Path, table: dict[str, Any]) -> None:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, dt.datetime) else str(value)

    text = json.dumps(table, ensure_ascii=False, indent=2, default=plain) + "\n"
    try:
        replace_file(path, text.encode(errors="backslashreplace"))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error


def _load(path: Path) -> dict[str, Any] | None:
    try:
        table = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(table, dict):
        raise _damaged(path)
    return table


def _damaged(path: Path) -> OutputError:
    return OutputError(f"{path} is damaged.", hint="Delete it: the next run writes it anew.")
