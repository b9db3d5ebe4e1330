"""The timer of a show: the system's own, so that no daemon of ours has to be kept alive.

    plan      when, and what the timer calls: the same for every kind
    systemd, cron, launchd, github      the kinds of timers
    job       what the timer starts      notices      who is told
    places, state, status      what is kept of it, beside the settings file

systemd where its user manager runs, launchd on macOS, else cron.  A show has one timer at most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from briefing.errors import CheckFailed, OutputError, SettingsError
from briefing.schedule import github, status
from briefing.schedule.cron import Cron
from briefing.schedule.job import Job
from briefing.schedule.launchd import Launchd
from briefing.schedule.machine import Machine
from briefing.schedule.places import Places
from briefing.schedule.plan import Plan, known_zone, locate, make
from briefing.schedule.state import Timer, save_timer
from briefing.schedule.systemd import Systemd

__all__ = [
    "KINDS", "Job", "Machine", "Plan", "github", "insist", "install", "locate", "look", "plan",
    "remove", "status",
]  # fmt: skip
KINDS = ("systemd", "launchd", "cron")
"""The first that fits is taken."""


class Kind(Protocol):
    """A kind of timer on one machine."""

    @property
    def kind(self) -> str:
        """Its name."""

    def unfit(self) -> str:
        """Why it cannot be used here; empty when it can."""

    def install(self, plan: Plan) -> None:
        """Set the timer of *plan*, in place of one that is there; OutputError, SettingsError."""

    def remove(self, name: str) -> bool:
        """Take the timer *name* away; whether there was one; OutputError."""

    def found(self, plan: Plan) -> str:
        """What is wrong with the timer of *plan*; empty when it is set as it should be."""

    def next(self, plan: Plan) -> str:
        """When the system says that it comes; empty when it does not say."""

    def advice(self) -> str:
        """What the user should still do, or know."""


def kinds(machine: Machine) -> Mapping[str, Kind]:
    """All kinds of timers, as they would be on *machine*."""
    return {"systemd": Systemd(machine), "launchd": Launchd(machine), "cron": Cron(machine)}


def plan(config: Path | None, at: str, days: str, zone: str, machine: Machine) -> Plan:
    """The plan that options ask for; the zone is the user's ($TZ), else the system's.

    Raises:
        SettingsError: one of them is not what it should be.
    """
    if not zone:
        try:
            zone = known_zone(machine.environment.get("TZ", "").removeprefix(":"))
        except SettingsError:  # not set, or a rule like CET-1CEST, which no timer understands
            zone = machine.zone()
    return make(config, at, days, zone)


def install(wanted: Plan, kind: str, machine: Machine) -> tuple[str, ...]:
    """Set the timer of *wanted*, of that *kind* or of the first that fits; what the user is told.

    One that is there already, of whatever kind, is replaced.

    Raises:
        SettingsError: *kind* is none of `KINDS`, or none can be used here.
        OutputError: the system or the disk refuses, or the timer that is set is out of reach.
    """
    there = kinds(machine)
    chosen = _fitting(there, kind)
    _insist_on_reach(there, wanted.config)
    places = Places(wanted.config)
    places.make()
    chosen.install(wanted)
    save_timer(places.timer, Timer(chosen.kind, wanted, machine.now()))
    for other in there.values():
        if other is not chosen and not other.unfit():
            other.remove(wanted.name)
    said = [
        f"{chosen.kind} makes the show next {wanted.after(machine.now()):%a %Y-%m-%d %H:%M %Z}."
    ]
    said += [
        f"On {day} the clock in {wanted.zone} jumps over {wanted.at:%H:%M}: systemd and launchd "
        "may skip that day, and the next one makes up for it."
        for day in wanted.skipped(machine.now())
    ]
    return (*said, *filter(None, [chosen.advice()]))


def remove(config: Path, machine: Machine) -> tuple[str, ...]:
    """Take away the timer of *config*, of whatever kind; the kinds that there were.

    The log and the record of the last run stay.

    Raises:
        OutputError: the system or the disk refuses, or the timer is out of reach.
    """
    there = kinds(machine)
    _insist_on_reach(there, config)
    places = Places(config)
    name = Plan(config, dt.time()).name
    gone = tuple(each.kind for each in there.values() if not each.unfit() and each.remove(name))
    try:
        places.timer.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{places.timer} cannot be removed: {error.strerror}.") from error
    return gone


def look(config: Path, machine: Machine) -> status.Status:
    """How the timer and the last run of *config* are."""
    timer, wrong = status.read_timer(config)
    said = ""
    if timer is not None:
        kind = kinds(machine).get(timer.kind)
        wrong = kind.found(timer.plan) if kind else f"'{timer.kind}' is no kind of timer."
        if not Path(timer.plan.python).exists():
            wrong = f"{timer.plan.python} is gone, so nothing can start: install the timer again."
        said = kind.next(timer.plan) if kind and not wrong else ""
    return status.look(config, timer, wrong, said, machine.now())


def insist(found: status.Status) -> None:
    """Nothing, when all is well: for those who watch over exit codes.

    Raises:
        CheckFailed: the timer is gone, or the last run failed, broke off or did not happen.
    """
    if found.problems:
        count = len(found.problems)
        raise CheckFailed(f"{count} problem{'' if count == 1 else 's'} with the schedule.")


def _insist_on_reach(there: Mapping[str, Kind], config: Path) -> None:
    """Else a timer would go on that we say is gone, or a show would be made twice."""
    timer, _ = status.read_timer(config)
    kind = there.get(timer.kind) if timer else None
    if kind is not None and (reason := kind.unfit()):
        raise OutputError(
            f"The timer that is set is one of {kind.kind}, which is out of reach here: "
            f"{reason.rstrip('.')}.",
            hint="Log in as the user whose timer it is, and do it again.",
        )


def _fitting(there: Mapping[str, Kind], kind: str) -> Kind:
    if kind and kind not in there:
        raise SettingsError(
            f"There is no timer '{kind}'.", hint=f"Timers: {', '.join(KINDS)}; or --github."
        )
    reasons = []
    for name in (kind,) if kind else KINDS:
        reason = there[name].unfit()
        if not reason:
            return there[name]
        reasons.append(f"{name}: {reason.rstrip('.')}")
    raise SettingsError(
        f"This machine has no timer that can be used ({'; '.join(reasons)}).",
        hint="Have anything that can start a program start: briefing schedule run --config FILE",
    )
