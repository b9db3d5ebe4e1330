"""Timers of launchd on macOS: an agent of the user, as a property list."""

from __future__ import annotations

import os
import plistlib
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError
from briefing.library import replace_file
from briefing.schedule.machine import Machine
from briefing.schedule.places import Places
from briefing.schedule.plan import EVERY_DAY, Entry, Plan, entries


def agent(plan: Plan, times: tuple[Entry, ...], log: Path) -> bytes:
    """The property list of *plan*, whose times are *times* by the clock of the system.

    A run that was missed while the machine slept is made up for when it wakes, several as one:
    launchd.plist(5).  One that was missed while it was off is not.
    """
    moments = []
    for each in times:
        moment = {"Hour": each.hour, "Minute": each.minute}
        # 0 is Sunday.
        days = [] if each.days == EVERY_DAY else [(day + 1) % 7 for day in each.days]
        moments += [moment | {"Weekday": day} for day in days] or [moment]
    return plistlib.dumps(
        {
            "Label": plan.name,
            "ProgramArguments": list(plan.command(if_due=len(times) > 1)),
            "StartCalendarInterval": moments,
            "ProcessType": "Background",
            "Nice": 10,
            # What is said before there is a log of ours: a Python that is gone, for example.
            "StandardOutPath": str(log),
            "StandardErrorPath": str(log),
        }
    )


@dataclass(frozen=True, slots=True)
class Launchd:
    """The agents of one user."""

    machine: Machine
    kind: str = "launchd"

    def unfit(self) -> str:
        """Why it cannot be used here; empty when it can."""
        return "" if self.machine.platform == "darwin" else "launchd is only on macOS"

    def install(self, plan: Plan) -> None:
        """Set the timer of *plan*, in place of one that is there.

        Raises:
            OutputError: launchd or the disk refuses.
        """
        path = self._path(plan.name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, self._agent(plan))
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
        self.machine.run(("launchctl", "bootout", f"{self._domain}/{plan.name}"), b"")
        self.machine.must(("launchctl", "bootstrap", self._domain, str(path)))

    def remove(self, name: str) -> bool:
        """Take the timer *name* away; whether there was one.

        Raises:
            OutputError: the disk refuses.
        """
        path = self._path(name)
        if not path.exists():
            return False
        self.machine.run(("launchctl", "bootout", f"{self._domain}/{name}"), b"")
        try:
            path.unlink()
        except OSError as error:
            raise OutputError(f"{path} cannot be removed: {error.strerror}.") from error
        return True

    def found(self, plan: Plan) -> str:
        """What is wrong with the timer of *plan*; empty when it is set as it should be."""
        try:
            same = self._path(plan.name).read_bytes() == self._agent(plan)
        except OSError:
            return "Its property list is not there any more."
        if self.machine.run(("launchctl", "print", f"{self._domain}/{plan.name}"), b"").code:
            return f"launchd does not wait for it: launchctl bootstrap {self._domain}"
        return "" if same else "Its property list was changed by hand."

    def next(self, plan: Plan) -> str:  # noqa: ARG002 - launchd does not say
        """Nothing: it is computed."""
        return ""

    def advice(self) -> str:
        """What the user should still do."""
        return "It waits only while you are logged in, as all agents do."

    def _agent(self, plan: Plan) -> bytes:
        times = entries(plan, self.machine.zone(), self.machine.now())
        return agent(plan, times, Places(plan.config).early)

    def _path(self, name: str) -> Path:
        return self.machine.home / "Library" / "LaunchAgents" / f"{name}.plist"

    @property
    def _domain(self) -> str:
        return f"gui/{os.getuid()}"
