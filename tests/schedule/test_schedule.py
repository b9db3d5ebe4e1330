"""One timer a show, of the kind that fits, and a status that hides nothing."""

import dataclasses
import datetime as dt
import json

import pytest

from briefing import schedule
from briefing.errors import CheckFailed, OutputError, SettingsError
from briefing.library import alone
from briefing.schedule import status
from briefing.schedule.places import Places
from briefing.schedule.state import FAILURE, NOTHING, RUNNING, SUCCESS, Run, load_timer, save_run
from tests.schedule.machines import AWKWARD, PARIS, SUNDAY, Pretended, machine, plan, show

NEXT = dt.datetime(2026, 11, 23, 6, 30)  # in Paris


@pytest.fixture
def home(tmp_path):
    """The user's folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def at(home, programs=None, hours=0.0, **more):
    """A machine so many *hours* after Sunday noon."""
    given = {"now": lambda: SUNDAY + dt.timedelta(hours=hours)} | more
    return machine(programs or Pretended(), home, **given)


def problems(config, home, programs, hours=0.0):
    """What the status complains about then."""
    return schedule.look(config, at(home, programs, hours)).problems


@pytest.mark.parametrize(
    ("programs", "platform", "kind"),
    [
        (Pretended(systemd=True), "linux", "systemd"),
        (Pretended(), "linux", "cron"),
        (Pretended(systemd=True), "darwin", "launchd"),
    ],
)
def test_the_kind_that_fits_is_taken_and_removed_again(programs, platform, kind, home, tmp_path):
    """Install, look, remove: nothing is left, and the log stays."""
    wanted = plan(show(tmp_path / AWKWARD))
    here = at(home, programs, platform=platform)
    assert (
        schedule.install(wanted, "", here)[0]
        == f"{kind} makes the show next Mon 2026-11-23 06:30 CET."
    )
    found = schedule.look(wanted.config, here)
    assert (found.timer.kind, found.timer.plan, found.problems) == (kind, wanted, ())
    assert found.next.replace(tzinfo=None) == NEXT
    assert schedule.remove(wanted.config, here) == (kind,)
    assert schedule.remove(wanted.config, here) == ()
    assert not programs.active
    assert programs.crontab is None
    assert not [path for path in home.rglob("*") if path.is_file()]
    assert Places(wanted.config).folder.is_dir()


def test_another_kind_replaces_the_first(home, tmp_path):
    """A show has one timer, so that it is made once."""
    programs = Pretended(systemd=True)
    wanted = plan(show(tmp_path / "radio"))
    schedule.install(wanted, "cron", at(home, programs))
    schedule.install(wanted, "systemd", at(home, programs))
    assert programs.crontab is None
    assert len(programs.active) == 1
    schedule.install(wanted, "cron", at(home, programs))
    assert programs.active == set()
    assert schedule.look(wanted.config, at(home, programs)).timer.kind == "cron"


def test_a_timer_that_cannot_be_set_leaves_the_old_one(home, tmp_path):
    """The new one is set first."""
    programs = Pretended(systemd=True)
    wanted = plan(show(tmp_path / "radio"))
    schedule.install(wanted, "cron", at(home, programs))
    programs.refuses = ("systemctl", "--user", "enable")
    with pytest.raises(OutputError):
        schedule.install(wanted, "systemd", at(home, programs))
    assert programs.crontab is not None
    assert load_timer(Places(wanted.config).timer).kind == "cron"


def test_a_timer_out_of_reach_is_not_forgotten(home, tmp_path):
    """Without the bus of the user's session: nothing is said to be gone, nothing is set twice."""
    programs = Pretended(systemd=True)
    wanted = plan(show(tmp_path / "radio"))
    schedule.install(wanted, "", at(home, programs))
    programs.systemd = False
    with pytest.raises(OutputError, match="one of systemd, which is out of reach here: Failed"):
        schedule.remove(wanted.config, at(home, programs))
    with pytest.raises(OutputError, match="out of reach"):
        schedule.install(wanted, "cron", at(home, programs))
    assert programs.crontab is None
    assert load_timer(Places(wanted.config).timer).kind == "systemd"


def test_several_shows_have_timers_of_their_own(home, tmp_path):
    """In one folder or in several."""
    programs = Pretended()
    first, second = show(tmp_path / "a"), tmp_path / "a" / "weekly.toml"
    second.write_text("")
    schedule.install(plan(first), "", at(home, programs))
    schedule.install(plan(second, "08:00", (5,)), "", at(home, programs))
    schedule.remove(first, at(home, programs))
    assert schedule.look(second, at(home, programs)).problems == ()
    assert "No timer is set" in schedule.look(first, at(home, programs)).problems[0]


def test_a_machine_without_timers_says_why_and_what_to_do(home, tmp_path):
    """Each kind with its reason."""
    wanted = plan(show(tmp_path / "radio"))
    nothing = Pretended(cron=False)
    with pytest.raises(SettingsError, match="launchd is only on macOS; cron: ") as caught:
        schedule.install(wanted, "", at(home, nothing))
    assert "briefing schedule run" in caught.value.hint
    with pytest.raises(SettingsError, match="no timer that can be used"):
        schedule.install(wanted, "systemd", at(home))
    with pytest.raises(SettingsError, match="There is no timer 'at'"):
        schedule.install(wanted, "at", at(home))
    assert not Places(wanted.config).timer.exists()


def test_the_zone_is_the_users_else_the_systems(home, tmp_path):
    """A rule of POSIX in $TZ is no name that a timer understands."""
    config = show(tmp_path / "radio")

    def zone(given, **environment):
        here = at(home, zone="Asia/Tokyo", environment=environment)
        return schedule.plan(config, "6:30", "", given, here).zone

    assert zone(PARIS, TZ="Europe/London") == PARIS
    assert zone("", TZ=":Europe/London") == "Europe/London"
    assert zone("", TZ="CET-1CEST") == zone("") == "Asia/Tokyo"


def test_an_hour_that_is_left_out_is_told_beforehand(home, tmp_path):
    """Nobody wonders on the last Sunday of March."""
    said = schedule.install(plan(show(tmp_path / "radio"), "02:30"), "", at(home))
    assert said[1].startswith("On 2027-03-28 the clock in Europe/Paris jumps over 02:30")


def test_a_run_that_did_not_happen_is_a_problem(home, tmp_path):
    """A quarter of an hour after its time; and no longer, once there has been one."""
    programs = Pretended()
    config = show(tmp_path / "radio")
    schedule.install(plan(config), "", at(home, programs))
    due = 17.5  # hours after Sunday noon
    assert problems(config, home, programs, due + 0.2) == ()
    (said,) = problems(config, home, programs, due + 0.3)
    assert said == "The run of Mon 2026-11-23 06:30 CET did not happen."
    begun = SUNDAY + dt.timedelta(hours=due + 0.5)
    save_run(Places(config).run, Run(begun, NOTHING, begun, 0))
    assert problems(config, home, programs, due + 1) == ()
    assert len(problems(config, home, programs, due + 25)) == 1


def test_a_run_at_work_is_no_problem_and_one_that_was_killed_is(home, tmp_path):
    """The system lets go of the lock of a process that is gone."""
    programs = Pretended()
    config = show(tmp_path / "radio")
    schedule.install(plan(config), "", at(home, programs))
    places = Places(config)
    save_run(places.run, Run(SUNDAY, RUNNING))
    with alone(places.lock):
        assert problems(config, home, programs, 20) == ()
    assert "never ended" in problems(config, home, programs, 1)[0]


def test_a_failure_is_told_with_its_last_words(home, tmp_path):
    """For people and for programs; the exit code is that of a check that failed."""
    programs = Pretended()
    config = show(tmp_path / "radio")
    schedule.install(plan(config), "", at(home, programs))
    failed = Run(
        SUNDAY, FAILURE, SUNDAY + dt.timedelta(seconds=90), 6, "L’hôte n’a pas répondu.",
        stderr=("Lecture…", "Error: L’hôte n’a pas répondu."), notice="hooks said no",
        worked=SUNDAY,
    )  # fmt: skip
    save_run(Places(config).run, failed)
    found = schedule.look(config, at(home, programs))
    with pytest.raises(CheckFailed, match="2 problems") as caught:
        schedule.insist(found)
    assert caught.value.exit_code == 8
    text = status.as_text(found)
    assert "failure (code 6): L’hôte n’a pas répondu." in text
    assert "said      Lecture…" in text
    assert "last well" in text
    table = json.loads(status.as_json(found))
    assert table["ok"] is False
    assert table["last"]["code"] == 6
    assert table["last"]["seconds"] == 90.0
    assert table["next"] == "2026-11-23T06:30:00+01:00"
    assert table["timer"]["kind"] == "cron"
    assert table["problems"][1] == "Its notice did not get through: hooks said no"


def test_when_all_is_well_it_says_so(home, tmp_path):
    """The next run, the last one, the episode, the log."""
    programs = Pretended(systemd=True)
    config = show(tmp_path / "radio")
    schedule.install(plan(config, days=range(5)), "", at(home, programs))
    episode = str(config.parent / "output/episodes/x/x.mp3")
    made = Run(SUNDAY, SUCCESS, SUNDAY, 0, "There is a new episode: x.", episode, worked=SUNDAY)
    save_run(Places(config).run, made)
    found = schedule.look(config, at(home, programs))
    schedule.insist(found)
    text = status.as_text(found)
    assert "systemd, 06:30 Europe/Paris, Mon..Fri" in text
    assert "next run  Mon 2026-11-23 06:30 CET (systemd says Mon 2026-11-23 06:30:00 CET)" in text
    assert f"episode   {episode}" in text
    assert str(Places(config).log) in text
    assert json.loads(status.as_json(found))["ok"] is True


@pytest.mark.parametrize("name", ["timer.json", "run.json"])
def test_damage_is_a_problem_and_no_crash(name, home, tmp_path):
    """What cannot be read is named."""
    programs = Pretended()
    config = show(tmp_path / "radio")
    schedule.install(plan(config), "", at(home, programs))
    (Places(config).folder / f"briefing.{name}").write_text("{")
    assert any(f"{name} is damaged" in each for each in problems(config, home, programs))


def test_a_folder_that_cannot_be_written_is_told_at_once(home, tmp_path):
    """Not at half past six."""
    config = show(tmp_path / "radio")
    (config.parent / ".briefing").write_text("")
    programs = Pretended()
    with pytest.raises(OutputError, match="cannot be written"):
        schedule.install(plan(config), "", at(home, programs))
    assert programs.crontab is None


def test_a_python_that_is_gone_is_a_problem(home, tmp_path):
    """An environment that was deleted; another Python that asks for the status is none."""
    programs = Pretended()
    wanted = plan(show(tmp_path / "radio"))
    for python, said in ((str(tmp_path / "python"), " is gone"), ("/bin/sh", "")):
        there = dataclasses.replace(wanted, python=python)
        schedule.install(there, "", at(home, programs))
        assert said in "".join(problems(wanted.config, home, programs))
        assert bool(said) == bool(problems(wanted.config, home, programs))


def test_git_passes_the_folder_over(home, tmp_path):
    """Logs are nobody's to publish."""
    config = show(tmp_path / "radio")
    schedule.install(plan(config), "", at(home))
    assert (config.parent / ".briefing" / ".gitignore").read_text() == "*\n"
