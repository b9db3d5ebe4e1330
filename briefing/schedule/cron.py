"""Timers of cron, where there is no systemd: lines of ours in the user's crontab.

Every line of ours ends with the name of its timer, so that all others stay byte for byte as they
are.  CRON_TZ is not used: Debian's cron takes it for a variable like any other, and where it counts
it changes the lines below it, too.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

from briefing.errors import OutputError, SettingsError
from briefing.schedule.machine import Machine
from briefing.schedule.plan import EVERY_DAY, Entry, Plan, entries

_DAEMONS = {"cron", "crond", "fcron", "busybox", "dcron", "cronie"}
_LONGEST = 990  # bytes; Debian's cron takes 999 (MAX_COMMAND), and others no fewer


def lines(plan: Plan, times: tuple[Entry, ...]) -> str:
    """The lines of *plan*, whose times are *times* by the clock of the system.

    Raises:
        SettingsError: its path cannot stand in a crontab.
    """
    command = _escaped(shlex.join(plan.command(if_due=len(times) > 1)))
    if len(command.encode()) > _LONGEST:
        raise SettingsError(f"The path {plan.config} is too long for a crontab.")
    said = f"# {plan.at:%H:%M} {plan.zone}: set by briefing schedule # {plan.name}\n"
    return said + "".join(f"{fields(each)} {command} # {plan.name}\n" for each in times)


def fields(entry: Entry) -> str:
    """The five fields of crontab(5); 0 is Sunday there.

    >>> fields(Entry(6, 30, (0, 1, 2, 3, 4))), fields(Entry(6, 5, (4, 5, 6)))
    ('30 6 * * 1,2,3,4,5', '5 6 * * 0,5,6')
    >>> fields(Entry(18, 0, EVERY_DAY))
    '0 18 * * *'
    """
    days = ",".join(str(day) for day in sorted((day + 1) % 7 for day in entry.days))
    return f"{entry.minute} {entry.hour} * * {'*' if entry.days == EVERY_DAY else days}"


def _escaped(command: str) -> str:
    r"""*command* as cron has to be given it: it makes line ends of % before a shell sees them.

    >>> print(_escaped("cd '/50 % off'"))
    cd '/50 \% off'

    Raises:
        SettingsError: it holds a backslash; the crons do not agree on what becomes of one.
    """
    if "\\" in command:
        raise SettingsError(
            "A crontab cannot hold a path with a backslash.", hint="Rename the folder."
        )
    return command.replace("%", "\\%")


@dataclass(frozen=True, slots=True)
class Cron:
    """The crontab of one user."""

    machine: Machine
    kind: str = "cron"

    def unfit(self) -> str:
        """Why it cannot be used here; empty when it can."""
        try:
            self._read()
        except OutputError as error:
            return str(error)
        return ""

    def install(self, plan: Plan) -> None:
        """Set the timer of *plan*, in place of one that is there.

        Raises:
            OutputError: crontab refuses.
            SettingsError: its path cannot stand in a crontab.
        """
        kept = self._without(self._read(), plan.name)
        if kept and not kept.endswith(b"\n"):
            kept += b"\n"  # crontab(1) refuses a last line without its end
        self.machine.must(("crontab", "-"), kept + self._lines(plan))

    def remove(self, name: str) -> bool:
        """Take the timer *name* away; whether there was one.

        Raises:
            OutputError: crontab refuses.
        """
        before = self._read()
        kept = self._without(before, name)
        if kept == before:
            return False
        if kept:
            self.machine.must(("crontab", "-"), kept)
        else:
            self.machine.must(("crontab", "-r"))
        return True

    def found(self, plan: Plan) -> str:
        """What is wrong with the timer of *plan*; empty when it is set as it should be."""
        try:
            there = self._read()
        except OutputError as error:
            return str(error)
        ours = b"".join(each for each in there.splitlines(True) if _is_of(each, plan.name))
        if not ours:
            return "Its line is not in the crontab any more."
        if ours != self._lines(plan):
            return "Its lines in the crontab were changed by hand, or the zone of the system was."
        return self._asleep()

    def next(self, plan: Plan) -> str:  # noqa: ARG002 - cron does not say
        """Nothing: it is computed."""
        return ""

    def advice(self) -> str:
        """What the user should still do."""
        return self._asleep()

    def _lines(self, plan: Plan) -> bytes:
        times = entries(plan, self.machine.zone(), self.machine.now())
        return lines(plan, times).encode()

    def _read(self) -> bytes:
        """The crontab; nothing when the user has none.

        Raises:
            OutputError: it cannot be read: then it must not be written either.
        """
        done = self.machine.run(("crontab", "-l"), b"")
        if done.code == 0:
            return done.out
        # Vixie's, Debian's and cronie's words; the second are busybox's.
        if re.search(rb"^(?:crontab: )?no crontab for |can't open .*No such file", done.err):
            return b""
        raise OutputError(f"The crontab cannot be read: {done.complaint}.")

    def _without(self, crontab: bytes, name: str) -> bytes:
        return b"".join(each for each in crontab.splitlines(True) if not _is_of(each, name))

    def _asleep(self) -> str:
        """A sentence when no cron is at work here, which is the quietest way to fail."""
        names = set()
        for each in self.machine.processes.glob("[0-9]*/comm"):
            try:
                names.add(each.read_text(errors="replace").strip())
            except OSError:  # it ended while we looked
                continue
        if names and not names & _DAEMONS:
            return "No cron is at work on this machine, so nothing will start: start it."
        return ""


def _is_of(line: bytes, name: str) -> bool:
    return line.rstrip(b"\r\n").endswith(f" # {name}".encode())
