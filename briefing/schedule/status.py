"""How a show's timer and its last run are, and what of it somebody should look at."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError
from briefing.library import alone
from briefing.schedule.places import Places
from briefing.schedule.plan import EVERY_DAY, spoken
from briefing.schedule.state import FAILURE, RUNNING, Run, Timer, load_run, load_timer

LATE = dt.timedelta(minutes=15)
"""After its time a run counts as missed; timers are not that late on a machine that is on."""


@dataclass(frozen=True, slots=True)
class Status:
    """All that is known."""

    config: Path
    timer: Timer | None
    next: dt.datetime | None
    """The next run, in the zone of the timer; None without a timer."""
    next_said: str
    """The same in the words of the system; empty when it does not say."""
    run: Run | None
    """The last one, or the one at work."""
    log: Path
    problems: tuple[str, ...]
    """Sentences; none when all is well."""


def look(config: Path, timer: Timer | None, wrong: str, said: str, now: dt.datetime) -> Status:
    """The status of the show of *config*; *wrong* is what its *timer* suffers from."""
    places = Places(config)
    problems = [wrong] if wrong else []
    run = None
    try:
        run = load_run(places.run)
    except OutputError as error:
        problems.append(str(error))
    if run is not None:
        problems += _of(run, busy=_busy(places))
    if timer is not None and not (run is not None and run.state == RUNNING and _busy(places)):
        problems += _missed(timer, run, now)
    coming = timer.plan.after(now) if timer else None
    return Status(config, timer, coming, said, run, places.log, tuple(problems))


def read_timer(config: Path) -> tuple[Timer | None, str]:
    """The timer that was set for *config*, and what is wrong when there is none to read."""
    try:
        timer = load_timer(Places(config).timer)
    except OutputError as error:
        return None, str(error)
    return timer, "" if timer else "No timer is set: briefing schedule install --at 06:30"


def _of(run: Run, *, busy: bool) -> list[str]:
    found = []
    if run.state == RUNNING and not busy:
        found.append(f"The run of {_said(run.started)} never ended: it was killed, or the power.")
    if run.state == FAILURE:
        found.append(f"The run of {_said(run.started)} failed (code {run.code}): {run.message}")
    if run.notice:
        found.append(f"Its notice did not get through: {run.notice}")
    return found


def _missed(timer: Timer, run: Run | None, now: dt.datetime) -> list[str]:
    last = max(timer.installed, run.ended or run.started) if run else timer.installed
    due = timer.plan.before(now)
    if last < due < now - LATE:
        return [f"The run of {_said(due)} did not happen."]
    return []


def _busy(places: Places) -> bool:
    """Whether a run is at work."""
    if not places.lock.exists():
        return False
    try:
        with alone(places.lock) as free:
            return not free
    except OSError:
        return False


def as_text(status: Status) -> str:
    """For people: a line each."""
    run, timer = status.run, status.timer
    rows = []
    if timer is not None:
        days = "every day" if timer.plan.days == EVERY_DAY else spoken(timer.plan.days)
        said = f"{timer.kind}, {timer.plan.at:%H:%M} {timer.plan.zone}, {days}"
        rows.append(("timer", f"{said} ({timer.plan.name})"))
    if status.next is not None:
        also = f" (systemd says {status.next_said})" if status.next_said else ""
        rows.append(("next run", _said(status.next) + also))
    rows.append(("last run", _told(run) if run else "none yet"))
    if run is not None:
        rows += [("episode", run.episode)] * bool(run.episode)
        rows += [("last well", _said(run.worked))] if run.worked and run.code else []
        rows += [("said", line) for line in run.stderr[-5:]] if run.state == FAILURE else []
    rows.append(("log", str(status.log)))
    rows += [("problem", text) for text in status.problems]
    return "\n".join(f"{name:<10}{text}" for name, text in rows)


def as_json(status: Status) -> str:
    """For programs."""
    run, timer = status.run, status.timer
    table = {
        "ok": not status.problems,
        "config": str(status.config),
        "timer": timer
        and {
            "kind": timer.kind,
            "name": timer.plan.name,
            "at": f"{timer.plan.at:%H:%M}",
            "days": [*timer.plan.days],
            "zone": timer.plan.zone,
            "installed": timer.installed.isoformat(),
        },
        "next": status.next and status.next.isoformat(),
        "last": run
        and {
            "state": run.state,
            "code": run.code,
            "message": run.message,
            "started": run.started.isoformat(),
            "ended": run.ended and run.ended.isoformat(),
            "seconds": round(run.seconds, 1),
            "episode": run.episode,
            "stderr": [*run.stderr],
            "notice": run.notice,
            "worked": run.worked and run.worked.isoformat(),
        },
        "log": str(status.log),
        "problems": [*status.problems],
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _told(run: Run) -> str:
    if run.ended is None:
        return f"{_said(run.started)}, not ended yet"
    return (
        f"{_said(run.started)}, {run.seconds:.0f} s, {run.state} (code {run.code}): {run.message}"
    )


def _said(moment: dt.datetime) -> str:
    """*moment* as people read it; one in UTC is brought to the clock of this machine."""
    local = moment.astimezone() if moment.tzinfo is dt.UTC else moment
    return f"{local:%a %Y-%m-%d %H:%M %Z}"
