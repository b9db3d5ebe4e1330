"""Property lists of launchd: readable, right after a second install, gone after a removal."""

import plistlib

import pytest

from briefing.errors import OutputError
from briefing.schedule.launchd import Launchd, agent
from briefing.schedule.plan import Entry
from tests.schedule.machines import AWKWARD, Pretended, machine, plan, show


@pytest.fixture
def programs():
    """A machine with launchd."""
    return Pretended(cron=False)


def test_every_word_comes_back(tmp_path):
    """XML has its own ideas of <, & and quotes; launchd gets the words as they were."""
    wanted = plan(show(tmp_path / AWKWARD))
    table = plistlib.loads(agent(wanted, (Entry(6, 30, (0, 6)),), tmp_path / "log"))
    assert table["ProgramArguments"] == list(wanted.command())
    assert table["Label"] == wanted.name
    assert table["StartCalendarInterval"] == [
        {"Hour": 6, "Minute": 30, "Weekday": 1},
        {"Hour": 6, "Minute": 30, "Weekday": 0},
    ]
    assert table["StandardErrorPath"] == str(tmp_path / "log")


def test_every_day_is_one_entry_and_another_clock_two(tmp_path):
    """It knows no zones: where its clock is another, the job looks whether it is due."""
    wanted = plan(show(tmp_path))
    every = tuple(range(7))
    one = plistlib.loads(agent(wanted, (Entry(6, 30, every),), tmp_path / "log"))
    assert one["StartCalendarInterval"] == [{"Hour": 6, "Minute": 30}]
    assert "--if-due" not in one["ProgramArguments"]
    times = (Entry(4, 30, every), Entry(5, 30, every))
    two = plistlib.loads(agent(wanted, times, tmp_path / "log"))
    assert [each["Hour"] for each in two["StartCalendarInterval"]] == [4, 5]
    assert "--if-due" in two["ProgramArguments"]


def test_installing_twice_leaves_one_and_removing_none(programs, tmp_path):
    """The agent is taken out before it is put in again."""
    here = Launchd(machine(programs, tmp_path, platform="darwin"))
    config, other = show(tmp_path / "a"), plan(show(tmp_path / "b"))
    here.install(plan(config))
    here.install(plan(config, "07:00"))
    here.install(other)
    wanted = plan(config, "07:00")
    assert programs.active == {wanted.name, other.name}
    assert here.found(wanted) == ""
    assert "was changed" in here.found(plan(config))
    assert here.remove(wanted.name)
    assert not here.remove(wanted.name)
    assert programs.active == {other.name}
    assert "not there any more" in here.found(wanted)
    programs.active.clear()
    assert "does not wait" in here.found(other)


def test_it_is_only_on_macos(programs, tmp_path):
    """Elsewhere it says so."""
    assert Launchd(machine(programs, tmp_path)).unfit()
    assert not Launchd(machine(programs, tmp_path, platform="darwin")).unfit()


def test_a_refusal_is_one_sentence(tmp_path):
    """In launchctl's words."""
    programs = Pretended(refuses=("launchctl", "bootstrap"))
    with pytest.raises(OutputError, match=r"launchctl: Access denied\.$"):
        Launchd(machine(programs, tmp_path, platform="darwin")).install(plan(show(tmp_path)))
