"""Machines to set timers on that are not this one, and shows to set them for."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from briefing.schedule.machine import ABSENT, Done, Machine
from briefing.schedule.plan import EVERY_DAY, Plan

AWKWARD = 'Émission 50% "d\'été" $HOME & <co>'
"""A folder with all that means something in a unit, a crontab, a property list or YAML."""
SUNDAY = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PARIS = "Europe/Paris"


def show(folder: Path, text: str = "") -> Path:
    """The settings file of a show in *folder*, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    return path


def plan(config: Path, at: str = "06:30", days=EVERY_DAY, zone: str = PARIS) -> Plan:
    """A show that is made *at* that time."""
    return Plan(config, dt.time.fromisoformat(at), tuple(days), zone)


@dataclass
class Pretended:
    """Programs that set timers, as far as we ask them; what they hold is in the attributes."""

    crontab: bytes | None = None
    systemd: bool = False
    cron: bool = True
    linger: bool = True
    refuses: tuple[str, ...] = ()
    """The first words of a command that fails."""
    asked: list[tuple[str, ...]] = field(default_factory=list)
    active: set[str] = field(default_factory=set)

    def __call__(self, words, data=b"") -> Done:
        """What *words* answer."""
        words = tuple(words)
        self.asked.append(words)
        if self.refuses and words[: len(self.refuses)] == self.refuses:
            return Done(1, err=b"Access denied\n")
        return getattr(self, f"_{words[0]}", self._absent)(words[1:], data)

    def _absent(self, words, data):
        return Done(ABSENT, err=b"it is not installed")

    def _crontab(self, words, data):
        if not self.cron:
            return self._absent(words, data)
        if words == ("-l",):
            if self.crontab is None:
                return Done(1, err=b"no crontab for eve\n")
            return Done(0, self.crontab)
        assert words in {("-",), ("-r",)}
        self.crontab = data if words == ("-",) else None
        return Done(0)

    def _systemctl(self, words, data):
        assert words[0] == "--user"
        if not self.systemd:
            return Done(1, err=b"Failed to connect to bus: No medium found\n")
        match words[1:]:
            case ("enable", "--now", unit):
                self.active.add(unit)
            case ("disable", "--now", unit) | ("stop", unit):
                self.active.discard(unit)
            case ("is-active", unit):
                return Done(0 if unit in self.active else 3)
            case ("show", *_):
                return Done(0, b"NextElapseUSecRealtime=Mon 2026-11-23 06:30:00 CET\n")
        return Done(0)

    def _loginctl(self, words, data):
        return Done(0, b"Linger=yes\n" if self.linger else b"Linger=no\n")

    def _launchctl(self, words, data):
        match words:
            case ("bootstrap", _, path):
                self.active.add(Path(path).stem)
            case ("bootout", target):
                self.active.discard(target.rpartition("/")[2])
            case ("print", target):
                return Done(0 if target.rpartition("/")[2] in self.active else 113)
        return Done(0)


def machine(programs: Pretended, home: Path, zone: str = PARIS, **more) -> Machine:
    """A machine with those *programs*, whose clock stands still on a Sunday at noon (UTC)."""
    given = {"platform": "linux", "environment": {}, "now": lambda: SUNDAY} | more
    given.setdefault("processes", home / "proc")
    return Machine(programs, home, zone=lambda: zone, **given)
