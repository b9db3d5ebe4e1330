"""`briefing schedule`, as people type it; no timer is set on this machine."""

import json

import pytest
import yaml

from briefing.schedule.machine import ABSENT, run
from tests.commands import briefing, text
from tests.schedule.machines import AWKWARD, PARIS, show


def test_the_help_names_the_commands(tmp_path):
    """`run` included: it is what anything else that can start a program should start."""
    said = text(briefing("schedule", "--help", cwd=tmp_path).stdout)
    for name in ("install", "status", "remove", "github", "run"):
        assert name in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "25:00"), "'25:00' is not a time of the day."),
        (("--at", "6:30", "--days", "lundi"), "'lundi' is not a list of days."),
        (("--at", "6:30", "--zone", "Paris"), "'Paris' is not a time zone that is known here."),
        (("--at", "6:30", "--timer", "at"), "There is no timer 'at'."),
        (("--at", "6:30", "--timer", "cron", "--github"), "--github is a timer"),
        (("--at", "6:30", "--config", "x.toml"), "There is no file"),
    ],
)
def test_a_wrong_option_is_one_sentence(words, said, tmp_path):
    """And exit code 4, as for all settings."""
    show(tmp_path)
    done = briefing("schedule", "install", *words, cwd=tmp_path)
    assert done.returncode == 4
    assert text(done.stderr).startswith("Error: ")
    assert said in text(done.stderr)
    assert not (tmp_path / ".briefing").exists()


def test_a_mistake_in_the_settings_is_told_at_once(tmp_path):
    """Not at half past six."""
    show(tmp_path, "[show]\ntitel = 'x'")
    done = briefing("schedule", "install", "--at", "6:30", cwd=tmp_path)
    assert done.returncode == 4
    assert "'titel' is not a setting." in text(done.stderr)


def test_a_workflow_is_printed_written_and_removed(tmp_path):
    """The same text both ways."""
    (tmp_path / ".git").mkdir()
    folder = show(tmp_path / AWKWARD).parent
    options = ("--at", "6:30", "--days", "mon-fri", "--zone", PARIS)
    printed = text(briefing("schedule", "github", *options, cwd=folder).stdout)
    done = briefing("schedule", "install", "--github", *options, cwd=folder)
    assert done.returncode == 0, text(done.stderr)
    (path,) = (tmp_path / ".github" / "workflows").iterdir()
    assert text(done.stdout) == f"{path}\n"
    assert path.read_text(encoding="utf-8") == printed
    assert yaml.safe_load(printed)["jobs"]["daily"]["env"]["CONFIG"] == f"{AWKWARD}/briefing.toml"
    briefing("schedule", "remove", "--github", cwd=folder)
    assert not path.exists()


def test_without_a_timer_the_status_is_a_problem(tmp_path):
    """For people one sentence more, for programs one JSON; exit code 8 for both."""
    show(tmp_path)
    done = briefing("schedule", "status", cwd=tmp_path)
    assert done.returncode == 8
    assert "problem   No timer is set" in text(done.stdout)
    assert "Error: 1 problem with the schedule." in text(done.stderr)
    done = briefing("schedule", "status", "--json", cwd=tmp_path)
    assert done.returncode == 8
    table = json.loads(done.stdout)
    assert (table["ok"], table["timer"], table["last"]) == (False, None, None)


def test_a_run_by_hand_is_logged_and_has_the_code_of_the_work(tmp_path):
    """Whatever `daily` makes of a show without sources; --verbose shows the log."""
    config = show(tmp_path)
    done = briefing("schedule", "run", "--verbose", "--config", config, cwd="/")
    table = json.loads((tmp_path / ".briefing" / "briefing.run.json").read_text())
    assert done.returncode == table["code"]
    assert table["message"] in text(done.stderr)
    assert "daily" in (tmp_path / ".briefing" / "briefing.log").read_text()


def test_a_program_that_is_not_there_is_an_answer():
    """As a shell has it; others tell their code and their complaint in one line."""
    assert run(["no-such-program"]).code == ABSENT
    assert run(["no-such-program"]).complaint == "no-such-program is not installed"
    assert run(["sh", "-c", "cat; echo 'a\n b' >&2; exit 3"], b"in").out == b"in"
    assert run(["sh", "-c", "echo 'a\n b' >&2; exit 3"]).complaint == "a b"
    assert run(["sh", "-c", "exit 3"]).complaint == "it ended with code 3"
