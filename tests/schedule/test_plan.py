"""When a show is made, by which clock, and what the timer calls."""

import datetime as dt
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.schedule.plan import (
    EVERY_DAY,
    Entry,
    Plan,
    entries,
    known_zone,
    locate,
    make,
    spoken,
    system_zone,
    time,
    weekdays,
)
from briefing.schedule.systemd import calendar
from tests.publish.servers import absent
from tests.schedule.machines import PARIS, SUNDAY, plan, show

CONFIG = Path("/home/eve/radio/briefing.toml")
UTC = dt.UTC


def utc(text: str) -> dt.datetime:
    """A moment in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_half_past_six_is_half_past_six_all_year():
    """In Paris that is 05:30 UTC in winter and 04:30 in summer; the change is in the night."""
    daily = plan(CONFIG)
    assert daily.after(utc("2026-10-24 12:00")) == utc("2026-10-25 05:30")
    assert daily.after(utc("2026-10-23 12:00")) == utc("2026-10-24 04:30")
    assert daily.after(utc("2027-03-27 12:00")) == utc("2027-03-28 04:30")
    assert daily.before(utc("2027-03-28 04:29")) == utc("2027-03-27 05:30")
    assert daily.after(SUNDAY).strftime("%H:%M %Z") == "06:30 CET"


def test_only_on_its_days():
    """After Friday comes Monday."""
    weekly = plan(CONFIG, days=range(5))
    assert weekly.after(utc("2026-11-20 05:30")) == utc("2026-11-23 05:30")
    assert weekly.before(utc("2026-11-23 05:29")) == utc("2026-11-20 05:30")
    assert weekly.before(utc("2026-11-23 05:30")) == utc("2026-11-23 05:30")


def test_an_hour_that_comes_twice_counts_once():
    """On 25 October 2026, 02:30 comes twice in Paris; the show is made the first time."""
    night = plan(CONFIG, "02:30")
    assert night.after(utc("2026-10-24 12:00")).timestamp() == utc("2026-10-25 00:30").timestamp()
    assert night.after(utc("2026-10-25 00:30")) == utc("2026-10-26 01:30")
    assert list(plan(CONFIG).skipped(SUNDAY)) == []


def test_an_hour_that_is_left_out_is_known_beforehand():
    """On 28 March 2027 there is no 02:30 in Paris, so nothing is due, and nothing was missed."""
    night = plan(CONFIG, "02:30")
    assert list(night.skipped(SUNDAY)) == [dt.date(2027, 3, 28)]
    assert night.after(utc("2027-03-27 12:00")) == utc("2027-03-29 00:30")
    assert night.before(utc("2027-03-28 12:00")) == utc("2027-03-27 01:30")


@pytest.mark.parametrize("start", ["2026-10-23", "2027-03-26", "2027-10-29"])
@pytest.mark.parametrize(
    ("at", "days", "zone"),
    [
        ("06:30", EVERY_DAY, PARIS), ("06:30", (0, 1, 2, 3, 4), PARIS), ("02:30", EVERY_DAY, PARIS),
        ("00:05", (0, 2, 6), "America/St_Johns"), ("23:59", (6,), "Asia/Tokyo"),
        ("06:30", EVERY_DAY, "Australia/Lord_Howe"),
    ],
)  # fmt: skip
def test_we_count_as_systemd_does(start, at, days, zone):
    """The next eight times are those of systemd-analyze, across each change of the clock."""
    program = shutil.which("systemd-analyze") or absent("systemd-analyze is not installed")
    wanted = plan(CONFIG, at, days, zone)
    done = subprocess.run(
        [program, "calendar", f"--base-time={start} 00:00 UTC", "--iterations=8", calendar(wanted)],
        capture_output=True, text=True, check=True, timeout=60, env={"TZ": "UTC", "LC_ALL": "C"},
    )  # fmt: skip
    theirs = [
        utc(line.split(": ", 1)[1].split(" ", 1)[1].removesuffix(" UTC"))
        for line in done.stdout.splitlines()
        if "Next elapse:" in line or "Iter. #" in line
    ]
    ours = [utc(start) - dt.timedelta(microseconds=1)]
    while len(ours) < 9:
        # In UTC: to Python, an hour that comes twice is never equal to one of another zone.
        ours.append(wanted.after(ours[-1]).astimezone(UTC))
    assert ours[1:] == theirs


@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.times(timezones=st.none()),
    st.sets(st.integers(0, 6), min_size=1),
    st.sampled_from([PARIS, "America/New_York", "Etc/UTC", "Australia/Lord_Howe"]),
)
def test_what_comes_next_is_what_came_last_once_it_is_over(moment, at, days, zone):
    """`after` and `before` are about the same moments."""
    wanted = Plan(CONFIG, at.replace(second=0, microsecond=0), tuple(sorted(days)), zone)
    coming = wanted.after(moment)
    assert coming > moment >= wanted.before(moment)
    assert wanted.before(coming) == coming
    assert coming.weekday() in days
    assert (coming.hour, coming.minute) == (at.hour, at.minute)


def test_a_system_with_the_same_clock_needs_one_time():
    """Berlin and Paris go alike: nothing has to be looked at."""
    assert entries(plan(CONFIG, days=range(5)), "Europe/Berlin", SUNDAY) == (
        Entry(6, 30, (0, 1, 2, 3, 4)),
    )


def test_a_system_at_a_fixed_distance_needs_one_time():
    """London is always an hour behind Paris, so that 00:30 on Monday is there on Sunday."""
    assert entries(plan(CONFIG, "00:30", (0,)), "Europe/London", SUNDAY) == (Entry(23, 30, (6,)),)


def test_a_system_without_summer_time_needs_two():
    """A server in UTC: one of the two is right in summer, and one in winter."""
    assert entries(plan(CONFIG, days=range(5)), "Etc/UTC", SUNDAY) == (
        Entry(4, 30, (0, 1, 2, 3, 4)),
        Entry(5, 30, (0, 1, 2, 3, 4)),
    )


def test_the_command_is_absolute_and_names_the_file():
    """A timer knows neither our folder nor our path, and no folder brings modules of its own."""
    assert plan(CONFIG).command() == (
        sys.executable, "-P", "-m", "briefing", "schedule", "run", "--config", str(CONFIG),
    )  # fmt: skip
    assert Path(sys.executable).is_absolute()


def test_each_file_has_a_name_and_keeps_it():
    """Two shows never share a timer, and one never has two."""
    names = {
        plan(Path(each)).name for each in ("/a/briefing.toml", "/b/a/briefing.toml", "/a/b.toml")
    }
    assert len(names) == 3
    assert plan(CONFIG, "07:00").name == plan(CONFIG).name
    assert all(name.isascii() and name.startswith("briefing-") for name in names)


def test_the_file_must_be_there_and_its_name_sayable(tmp_path):
    """A line end in a path would be a second line in a crontab."""
    config = show(tmp_path)
    assert locate(config) == config
    with pytest.raises(SettingsError, match="There is no file") as caught:
        locate(tmp_path / "other.toml")
    assert caught.value.hint == "briefing init makes one."
    for name in ("a\nb", "a\x1bb", "a\u2028b", "a\udcffb"):
        with pytest.raises(SettingsError, match="control characters"):
            locate(show(tmp_path / name))


def test_options_are_read_as_people_write_them(tmp_path):
    """All of them at once."""
    config = show(tmp_path)
    assert make(config, "6h30", "mon-fri", PARIS) == plan(config, days=range(5))


@pytest.mark.parametrize("text", ["", "6", "25:00", "06:60", "06:30:00", "-1:00", "soon", "٠٦:٣٠"])
def test_what_is_no_time_is_refused(text):
    """The hint shows how to write one."""
    with pytest.raises(SettingsError, match="is not a time of the day") as caught:
        time(text)
    assert caught.value.hint == "Write it like 06:30."


@pytest.mark.parametrize("text", ["lun", "mon-", "-", "mon,,tue", "1-5", "mon..fri"])
def test_what_is_no_day_is_refused(text):
    """The hint shows how to write them."""
    with pytest.raises(SettingsError, match="is not a list of days"):
        weekdays(text)


@pytest.mark.parametrize("name", ["", "Paris", "CET-1CEST", "../../etc/passwd", "Europe", "é"])
def test_what_is_no_zone_is_refused(name):
    """Only names that systemd knows, too."""
    with pytest.raises(SettingsError, match="is not a time zone"):
        known_zone(name)


@pytest.mark.parametrize("target", ["../usr/share/zoneinfo/", "/var/db/timezone/zoneinfo/posix/"])
def test_the_zone_of_the_system_is_where_its_link_leads(target, tmp_path):
    """On Linux and on macOS."""
    link = tmp_path / "localtime"
    link.symlink_to(f"{target}{PARIS}")
    assert system_zone(link) == PARIS


def test_a_system_whose_zone_has_no_name_is_asked_for_one(tmp_path):
    """Without the link there is UTC; a copy says nothing, but Debian writes the name beside it."""
    path = tmp_path / "localtime"
    assert system_zone(path) == "Etc/UTC"
    path.write_bytes(b"TZif")
    with pytest.raises(SettingsError, match="has no name"):
        system_zone(path)
    (tmp_path / "timezone").write_text(f"{PARIS}\n")
    assert system_zone(path) == PARIS


def test_days_are_said_in_runs():
    """And read back as they were."""
    assert spoken(weekdays("sat-mon,wed")) == "Mon,Wed,Sat..Sun"
