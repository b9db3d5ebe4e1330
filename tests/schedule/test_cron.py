"""Lines in a crontab: ours come and go, everybody else's stay byte for byte."""

import shlex
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import OutputError, SettingsError
from briefing.schedule.cron import Cron, lines
from briefing.schedule.plan import Entry
from tests.publish.servers import absent
from tests.schedule.machines import AWKWARD, Pretended, machine, plan, show

THEIRS = (
    b"MAILTO=eve@example.org\r\n# caf\xe9\n\n0 3 * * * tar c / # briefing-else\n*/5 * * * * true"
)
DAILY = (Entry(6, 30, tuple(range(7))),)


def jobs(crontab: bytes) -> list[bytes]:
    """The lines of a crontab that start something of ours."""
    return [line for line in crontab.splitlines() if b"briefing schedule run" in line]


def test_other_lines_stay_byte_for_byte(tmp_path):
    """Line ends of Windows, letters that are not UTF-8, a last line without its end."""
    programs = Pretended(crontab=THEIRS)
    here = Cron(machine(programs, tmp_path))
    wanted = plan(show(tmp_path / AWKWARD))
    here.install(wanted)
    assert programs.crontab.startswith(THEIRS + b"\n")
    assert len(jobs(programs.crontab)) == 1
    assert here.remove(wanted.name)
    assert programs.crontab == THEIRS + b"\n"
    assert not here.remove(wanted.name)


@given(st.lists(st.text("ab# %\\\t*-é", max_size=30)), st.integers(0, 5))
def test_any_crontab_is_as_it_was_after_install_and_removal(tmp_path_factory, texts, place):
    """Wherever our lines have been moved to meanwhile."""
    before = "".join(f"{text}\n" for text in texts).encode()
    programs = Pretended(crontab=before)
    config = tmp_path_factory.getbasetemp() / "any" / "briefing.toml"
    here = Cron(machine(programs, config.parent))
    here.install(plan(config))
    there = programs.crontab.splitlines(keepends=True)
    place = min(place, len(texts))
    programs.crontab = b"".join(there[-2:] + there[:place] + there[place:-2])
    assert here.remove(plan(config).name)
    assert (programs.crontab or b"") == before


def test_installing_twice_leaves_one(tmp_path):
    """The second time of the day replaces the first; another show keeps its own."""
    programs = Pretended()
    here = Cron(machine(programs, tmp_path))
    mine, other = show(tmp_path / "a"), show(tmp_path / "b")
    here.install(plan(mine))
    here.install(plan(other))
    here.install(plan(mine, "07:00"))
    starts = [line.split(b" /")[0] for line in jobs(programs.crontab)]
    assert starts == [b"30 6 * * *", b"0 7 * * *"]
    assert here.remove(plan(mine).name)
    assert len(jobs(programs.crontab)) == 1


def test_an_empty_crontab_is_taken_away(tmp_path):
    """Who had none has none again."""
    programs = Pretended()
    here = Cron(machine(programs, tmp_path))
    here.install(plan(show(tmp_path)))
    assert here.remove(plan(tmp_path / "briefing.toml").name)
    assert programs.crontab is None


def test_another_clock_is_said_twice_and_looked_at(tmp_path):
    """Where the system does not go by the show's zone, the job itself looks whether it is due."""
    programs = Pretended()
    Cron(machine(programs, tmp_path, "Etc/UTC")).install(plan(show(tmp_path)))
    found = jobs(programs.crontab)
    assert [line.split(b" /")[0] for line in found] == [b"30 4 * * *", b"30 5 * * *"]
    assert all(b" --if-due " in line for line in found)
    assert b"CRON_TZ" not in programs.crontab


def test_the_shell_gets_each_word_as_it_was(tmp_path):
    """After cron has taken its backslashes off the per cent signs, a shell reads the path back."""
    config = show(tmp_path / AWKWARD)
    line = lines(plan(config), DAILY).splitlines()[1]
    command = line.split(" ", 5)[5].replace("\\%", "%")
    words = shlex.split(command, comments=True)
    assert words == [sys.executable, *plan(config).command()[1:]]
    assert "%" not in line.replace("\\%", "")


def test_cron_itself_finds_nothing_wrong(tmp_path):
    """`crontab -n` of Debian reads it without touching anything."""
    program = shutil.which("crontab") or absent("cron is not installed")
    text = lines(plan(show(tmp_path / AWKWARD), days=range(5)), DAILY)
    done = subprocess.run(
        [program, "-n", "-"], input=text.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_cannot_stand_in_a_crontab_is_refused(tmp_path):
    """Before anything is changed."""
    programs = Pretended(crontab=THEIRS)
    here = Cron(machine(programs, tmp_path))
    with pytest.raises(SettingsError, match="backslash"):
        here.install(plan(show(tmp_path / "a\\b")))
    deep = tmp_path / ("d" * 200) / ("e" * 200) / ("f" * 200) / ("g" * 200)
    with pytest.raises(SettingsError, match="too long"):
        here.install(plan(show(deep / ("h" * 200))))
    assert programs.crontab == THEIRS


def test_a_crontab_that_cannot_be_read_is_never_written(tmp_path):
    """Else a refusal would look like an empty one, and all lines would be lost."""
    programs = Pretended(crontab=THEIRS, refuses=("crontab", "-l"))
    with pytest.raises(OutputError, match=r"cannot be read: Access denied\.$"):
        Cron(machine(programs, tmp_path)).install(plan(show(tmp_path)))
    assert programs.crontab == THEIRS
    assert Cron(machine(Pretended(cron=False), tmp_path)).unfit()


def test_a_refusal_is_one_sentence(tmp_path):
    """In crontab's words."""
    programs = Pretended(refuses=("crontab", "-"))
    with pytest.raises(
        OutputError, match=r"The system's timers cannot be changed: crontab: Access denied\.$"
    ):
        Cron(machine(programs, tmp_path)).install(plan(show(tmp_path)))


def test_what_was_changed_by_hand_is_noticed(tmp_path):
    """A line that was edited or deleted is not the one that was set."""
    programs = Pretended()
    here = Cron(machine(programs, tmp_path))
    wanted = plan(show(tmp_path / "radio"))
    here.install(wanted)
    assert here.found(wanted) == ""
    programs.crontab = programs.crontab.replace(b"30 6", b"30 9")
    assert "were changed" in here.found(wanted)
    programs.crontab = None
    assert "not in the crontab any more" in here.found(wanted)


def test_a_machine_on_which_no_cron_is_at_work_is_named(tmp_path):
    """The quietest of failures: all is set, and nothing ever starts."""
    process = tmp_path / "proc" / "1"
    process.mkdir(parents=True)
    (process / "comm").write_text("sh\n")
    here = Cron(machine(Pretended(), tmp_path))
    wanted = plan(show(tmp_path / "radio"))
    here.install(wanted)
    assert "No cron is at work" in here.advice()
    assert "No cron is at work" in here.found(wanted)
    (process / "comm").write_text("cron\n")
    assert here.advice() == here.found(wanted) == ""
