"""When a show is made and what the timer calls: the same for every kind of timer."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.errors import SettingsError
from briefing.library import slug
from briefing.settings import FILE

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = tuple(range(7))
_LOCALTIME = Path("/etc/localtime")
_AHEAD = 400  # days that are looked at: a year has every change of the clock in it
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """A show and when it is made."""

    config: Path
    """Its settings file, absolute."""
    at: dt.time
    """On the clocks of *zone*."""
    days: tuple[int, ...] = EVERY_DAY
    """0 is Monday."""
    zone: str = "Etc/UTC"
    """A name of the IANA time zone database."""
    python: str = field(default_factory=lambda: sys.executable)
    """The interpreter that the timer starts: the one that set it."""

    @property
    def name(self) -> str:
        """Of its timer: the same for the same file, and another for any other.

        >>> Plan(Path("/home/eve/Radio d’été/briefing.toml"), dt.time(6, 30)).name
        'briefing-radio-d-ete-c1b0af34'
        """
        words = [self.config.parent.name]
        words += [self.config.stem] if self.config.name != FILE else []
        digest = hashlib.sha256(str(self.config).encode()).hexdigest()[:8]
        return f"briefing-{slug(' '.join(words))}-{digest}"

    def command(self, *, if_due: bool = False) -> tuple[str, ...]:
        """What the timer calls, word by word.

        -P, since no folder that a timer happens to start in may bring modules of its own.
        """
        words = (self.python, "-P", "-m", "briefing", "schedule", "run")
        return (*words, "--config", str(self.config), *(("--if-due",) if if_due else ()))

    def on(self, day: dt.date) -> dt.datetime | None:
        """The moment it is made on *day*, in UTC; None on other days.

        Of an hour that comes twice (autumn) it is the first.  One that is left out (spring) is
        skipped, as systemd does; cron makes up for it when the clock has jumped.
        """
        if day.weekday() not in self.days:
            return None
        local = dt.datetime.combine(day, self.at, ZoneInfo(self.zone))
        moment = local.astimezone(dt.UTC)
        there = moment.astimezone(local.tzinfo).replace(tzinfo=None)
        return moment if there == local.replace(tzinfo=None) else None

    def after(self, moment: dt.datetime) -> dt.datetime:
        """The first time it is made after *moment*, in its zone."""
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        ahead = (self.on(day + dt.timedelta(days=number)) for number in range(_AHEAD))
        found = next(each for each in ahead if each is not None and each > moment)
        return found.astimezone(ZoneInfo(self.zone))

    def before(self, moment: dt.datetime) -> dt.datetime:
        """The last time it should have been made at *moment* or before, in its zone."""
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        back = (self.on(day - dt.timedelta(days=number)) for number in range(_AHEAD))
        found = next(each for each in back if each is not None and each <= moment)
        return found.astimezone(ZoneInfo(self.zone))

    def skipped(self, moment: dt.datetime) -> Iterator[dt.date]:
        """The days of the year after *moment* on which the clock jumps over its time."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        for number in range(_AHEAD):
            day = today + dt.timedelta(days=number)
            if day.weekday() in self.days and self.on(day) is None:
                yield day


@dataclass(frozen=True, slots=True)
class Entry:
    """A time on the clocks of a system, for timers that know no zones."""

    hour: int
    minute: int
    days: tuple[int, ...]
    """0 is Monday."""


def entries(plan: Plan, zone: str, now: dt.datetime) -> tuple[Entry, ...]:
    """When *plan* is due by the clocks of *zone*, which are those of the system.

    One, where both clocks go alike.  Where they do not, one for each distance between them in the
    year to come: the job then looks whether it is due (`--if-due`), so that only one of them works.
    """
    if _clocks_agree(plan, zone, now):
        return (Entry(plan.at.hour, plan.at.minute, plan.days),)
    found: dict[tuple[int, int], set[int]] = {}
    moment = now
    end = now + dt.timedelta(days=_AHEAD - 14)
    while moment < end:
        moment = plan.after(moment)
        there = moment.astimezone(ZoneInfo(zone))
        found.setdefault((there.hour, there.minute), set()).add(there.weekday())
    return tuple(Entry(*time, tuple(sorted(days))) for time, days in sorted(found.items()))


def _clocks_agree(plan: Plan, zone: str, now: dt.datetime) -> bool:
    """Whether *zone* shows the time of the plan whenever it comes."""
    ours, theirs = ZoneInfo(plan.zone), ZoneInfo(zone)
    days = (now + dt.timedelta(days=number) for number in range(_AHEAD))
    return all(ours.utcoffset(day) == theirs.utcoffset(day) for day in days)


def make(config: Path | None, at: str, days: str, zone: str) -> Plan:
    """The plan that options ask for.

    Raises:
        SettingsError: one of them is not what it should be.
    """
    return Plan(locate(config), time(at), weekdays(days), known_zone(zone))


def locate(config: Path | None, *, must: bool = True) -> Path:
    """The settings file, absolute: a timer starts from a folder of its own.

    Links are kept: who moves `current` to another release moves the timer with it.

    Raises:
        SettingsError: there is none and there *must* be, or its name cannot stand in every kind of
            timer.
    """
    path = Path(os.path.abspath(config or FILE))  # noqa: PTH100 - resolve() follows links
    if must and not path.is_file():
        raise SettingsError(f"There is no file {path}.", hint="briefing init makes one.")
    for name in (str(path), sys.executable):
        if not re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", name):
            raise SettingsError(f"A timer cannot name {name!r}: it holds control characters.")
    return path


def time(text: str) -> dt.time:
    """A time of the day as people write it.

    >>> [time(text).isoformat("minutes") for text in ("06:30", "6:30", "6h30", "18h")]
    ['06:30', '06:30', '06:30', '18:00']

    Raises:
        SettingsError: it is not one.
    """
    match = re.fullmatch(r"(\d{1,2})(?::(\d\d)|h(\d\d)?)", text.strip().lower(), re.ASCII)
    try:
        if match:
            return dt.time(int(match[1]), int(match[2] or match[3] or 0))
    except ValueError:  # 25:00
        pass
    raise SettingsError(f"'{text}' is not a time of the day.", hint="Write it like 06:30.")


def weekdays(text: str) -> tuple[int, ...]:
    """Days of the week as people write them; all when *text* is empty.

    >>> weekdays("mon-fri"), weekdays("sat,Sun"), weekdays("fri-mon"), weekdays("Monday")
    ((0, 1, 2, 3, 4), (5, 6), (0, 4, 5, 6), (0,))

    Raises:
        SettingsError: there is no such day.
    """
    found: set[int] = set()
    for part in text.lower().replace(" ", "").split(",") if text.strip() else ():
        first, dash, last = part.partition("-")
        start = _day(first, text)
        length = (_day(last, text) - start) % 7 if dash else 0
        found |= {(start + step) % 7 for step in range(length + 1)}
    return tuple(sorted(found)) or EVERY_DAY


def _day(word: str, text: str) -> int:
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for number, name in enumerate(names):
        if word in {name, name[:3]}:
            return number
    raise SettingsError(
        f"'{text}' is not a list of days.", hint="Write them like mon-fri, or sat,sun."
    )


def known_zone(name: str) -> str:
    """*name*, when it is that of a time zone.

    Raises:
        SettingsError: it is not.
    """
    try:
        if re.fullmatch(r"[A-Za-z0-9_+/-]+", name):
            ZoneInfo(name)
            return name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise SettingsError(
        f"'{name}' is not a time zone that is known here.", hint="--zone Europe/Paris"
    )


def system_zone(localtime: Path = _LOCALTIME, read: Callable[[Path], Path] = Path.readlink) -> str:
    """The zone of the system's clock, which its timers go by; Etc/UTC where none is set.

    Raises:
        SettingsError: the file *localtime* is no link, so that the zone has no name.
    """
    try:
        target = read(localtime).as_posix()
    except FileNotFoundError:
        return "Etc/UTC"  # as localtime(5) says
    except OSError:
        target = ""
    name = re.sub(r"^(?:posix|right)/", "", target.rpartition("zoneinfo/")[2])
    if "zoneinfo/" in target:
        return known_zone(name)
    with_name = localtime.with_name("timezone")  # Debian's, beside a file that was copied
    if with_name.is_file():
        return known_zone(with_name.read_text(encoding="utf-8").strip())
    raise SettingsError(
        "The time zone of this system has no name.", hint="Give one: --zone Europe/Paris"
    )


def spoken(days: tuple[int, ...]) -> str:
    """*days* for people and for systemd, in runs.

    >>> spoken((0, 1, 2, 3, 4)), spoken((0, 2, 3, 4, 6)), spoken(EVERY_DAY)
    ('Mon..Fri', 'Mon,Wed..Fri,Sun', 'Mon..Sun')
    """
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    title = [name.title() for name in DAYS]
    return ",".join(
        f"{title[run[0]]}..{title[run[-1]]}" if len(run) > 1 else title[run[0]] for run in runs
    )
