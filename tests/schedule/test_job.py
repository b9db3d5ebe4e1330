"""What the timer starts: logged, watched, recorded, and nobody is left to guess."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefing import settings
from briefing.errors import OutputError
from briefing.library import alone
from briefing.schedule import job as room
from briefing.schedule.job import TIMED_OUT, Job
from briefing.schedule.machine import Machine
from briefing.schedule.places import Places
from briefing.schedule.state import (
    FAILURE,
    NOTHING,
    RUNNING,
    SUCCESS,
    Run,
    Timer,
    load_run,
    save_run,
    save_timer,
)
from tests.schedule.machines import AWKWARD, SUNDAY, plan, show

TOLD = "import os, sys, pathlib; pathlib.Path(sys.argv[1]).write_text(os.environ['BRIEFING_STATE'])"


def worker(folder: Path, code: str) -> tuple[str, ...]:
    """An interpreter that stands in for ours: it runs *code*, whatever the command."""
    path = folder / "worker.py"
    path.write_text(f"import os, signal, sys, time\n{code}\n")
    return sys.executable, str(path)


def config_of(folder: Path, **table: object) -> Path:
    """A show whose notices all write what they are told into `told`, in its folder."""
    words = json.dumps([sys.executable, "-c", TOLD, "told"])
    given = {"on_success": words, "on_nothing": words, "on_failure": words} | table
    return show(folder, "[schedule]\n" + "".join(f"{k} = {v}\n" for k, v in given.items()))


def done(config: Path, code: str, **more: object) -> tuple[int, Run]:
    """The exit code and the record of a run of *code*."""
    given = {"python": worker(config.parent, code), "grace": 5.0} | more
    ended = Job(config, **given).run()
    return ended, load_run(Places(config).run)


@pytest.mark.parametrize(
    ("code", "exit_code", "state", "message"),
    [
        ("print('output/x.mp3')", 0, SUCCESS, "There is a new episode: x."),
        ("sys.stderr.write('Nothing new since Sunday.')", 0, NOTHING, "There is nothing new."),
        ("print('Error: No.', file=sys.stderr); sys.exit(6)", 6, FAILURE, "No."),
        ("sys.exit(7)", 7, FAILURE, "It ended with code 7, silently."),
        ("os.kill(os.getpid(), signal.SIGKILL)", 137, FAILURE, "It ended with code 137, silently."),
        ("raise KeyError('x')", 1, FAILURE, "KeyError: 'x'"),
    ],
)
def test_the_code_is_that_of_the_work_and_somebody_is_told(
    code, exit_code, state, message, tmp_path
):
    """Success, nothing to tell, and each way to fail."""
    config = config_of(tmp_path / AWKWARD)
    ended, run = done(config, code)
    assert (ended, run.code, run.state, run.message) == (exit_code, exit_code, state, message)
    assert (config.parent / "told").read_text() == state
    assert run.notice == ""
    assert run.ended >= run.started
    assert message in Places(config).log.read_text()
    assert run.episode == (str(config.parent / "output/x.mp3") if state == SUCCESS else "")
    assert (run.worked is None) == (state == FAILURE)


def test_the_work_is_ours_in_the_folder_of_the_settings(tmp_path):
    """The real command line: nothing is published, so `episodes` finds nothing."""
    config = config_of(tmp_path / AWKWARD)
    assert Job(config, command=("episodes",)).run() == 0
    run = load_run(Places(config).run)
    assert (run.state, run.stderr) == (NOTHING, ("Nothing is published yet.",))
    assert Job(config, command=("make", "missing.txt")).run() == 3
    assert "missing.txt" in load_run(Places(config).run).message


def test_what_timers_call_is_understood(tmp_path):
    """The whole command of a plan, in a process without our folder, path or language."""
    config = config_of(tmp_path / AWKWARD)
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        plan(config).command(), cwd="/", env=environment, capture_output=True, check=False
    )
    run = load_run(Places(config).run)
    assert run.state != RUNNING
    assert run.code == said.returncode
    assert (config.parent / "told").read_text() == run.state


def test_a_run_that_hangs_is_ended_with_all_it_started(tmp_path):
    """It counts as a failure; so does one that does not want to end."""
    config = config_of(tmp_path, timeout=1.0)
    stubborn = (
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "if not (child := os.fork()):\n    time.sleep(600)\n"
        "open('child', 'w').write(str(child))\n"
        "print('Reading.', file=sys.stderr, flush=True)\ntime.sleep(600)"
    )
    ended, run = done(config, stubborn, grace=0.5)
    assert (ended, run.state, run.stderr) == (TIMED_OUT, FAILURE, ("Reading.",))
    assert run.message == "It did not end within 1 s, and was ended."
    assert (tmp_path / "told").read_text() == FAILURE
    assert not alive(int((tmp_path / "child").read_text()))


def alive(pid: int) -> bool:
    """Whether a process is at work; one that is dead and not buried is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_that_is_ended_from_outside_is_a_failure_too(number, tmp_path):
    """A shutdown, a stopped service: the work is ended, and somebody is told."""
    config = config_of(tmp_path)
    code = "open('child', 'w').write(str(os.getpid()))\ntime.sleep(600)"
    words = worker(tmp_path, code)
    start = (
        "import pathlib, sys; from briefing.schedule import Job\n"
        f"sys.exit(Job(pathlib.Path(sys.argv[1]), python={words!r}).run())"
    )
    with subprocess.Popen([sys.executable, "-c", start, config], stderr=subprocess.PIPE) as process:
        wait_for(tmp_path / "child")
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == 128 + number
    run = load_run(Places(config).run)
    assert (run.state, run.code) == (FAILURE, 128 + number)
    assert (tmp_path / "told").read_text() == FAILURE
    assert not alive(int((tmp_path / "child").read_text()))


def wait_for(path: Path) -> None:
    """Wait until somebody has written to *path*."""
    deadline = time.monotonic() + 60
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < deadline, f"{path} does not appear"
        time.sleep(0.02)


def test_of_two_runs_at_once_the_second_leaves_it_to_the_first(tmp_path):
    """It is well, does nothing and touches no record: the first one will tell."""
    config = config_of(tmp_path)
    places = Places(config)
    places.make()
    code = "open('worked', 'w').close()"
    with alone(places.lock) as mine:
        assert mine
        assert Job(config, python=worker(tmp_path, code)).run() == 0
    assert not (tmp_path / "worked").exists()
    assert not places.run.exists()
    assert "Another run of this show is at work" in places.log.read_text()
    assert done(config, code)[0] == 0
    assert (tmp_path / "worked").exists()


def test_a_mistake_elsewhere_in_the_settings_does_not_keep_the_notice(tmp_path):
    """The work complains about it, and whom to tell is read all the same."""
    config = config_of(tmp_path)
    config.write_text(config.read_text() + "[show]\ntitel = 'x'\n")
    code = "from briefing import settings; settings.read(__import__('pathlib').Path(sys.argv[-1]))"
    ended, run = done(config, code)
    assert (ended, run.state) == (1, FAILURE)
    assert "'titel' is not a setting." in run.message
    assert (tmp_path / "told").read_text() == FAILURE


def test_settings_that_cannot_be_read_are_a_failure_on_stderr(tmp_path, capsys):
    """There is nobody to tell, so the exit code, stderr and the record have to do."""
    config = show(tmp_path, "[schedule\n")
    ended, run = done(config, "print('x')")
    assert (ended, run.state) == (4, FAILURE)
    assert "line 1" in run.message
    assert run.message in capsys.readouterr().err
    assert "Nobody can be told" in run.notice


def test_a_notice_that_fails_does_not_change_the_code(tmp_path, capsys):
    """It is in the record, in the log and on stderr."""
    config = config_of(tmp_path, on_success='"no-such-program --x"')
    ended, run = done(config, "print('x.mp3')")
    assert (ended, run.state) == (0, SUCCESS)
    assert run.notice.startswith("no-such-program cannot be run")
    assert "The notice did not get through" in capsys.readouterr().err


def test_a_good_run_says_nothing(tmp_path, capsys):
    """Cron mails whatever is said."""
    config = config_of(tmp_path)
    done(config, "print('x.mp3'); print('Reading.', file=sys.stderr)")
    assert capsys.readouterr() == ("", "")
    said = []
    done(config, "print('Lecture…', file=sys.stderr)", echo=said.append)
    assert "Lecture…" in said


def test_a_disk_that_refuses_stops_neither_work_nor_notice(tmp_path, capsys):
    """No log, no lock, no record; the exit code and the notice are what they would be."""
    config = config_of(tmp_path)
    (tmp_path / ".briefing").write_text("a file where the folder should be")
    ended = Job(config, python=worker(tmp_path, "sys.exit(6)")).run()
    assert ended == 6
    assert (tmp_path / "told").read_text() == FAILURE
    assert "There is no log" in capsys.readouterr().err


def test_a_mistake_of_ours_is_told_as_well(tmp_path, monkeypatch):
    """Whatever breaks while we watch."""

    def broken(*_words: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(room, "_start", broken)
    config = config_of(tmp_path)
    ended, run = done(config, "")
    assert (ended, run.message) == (1, "It broke off: RuntimeError: can't start new thread.")
    assert (tmp_path / "told").read_text() == FAILURE


def test_a_python_that_is_gone_is_named(tmp_path):
    """An environment that was deleted."""
    config = config_of(tmp_path)
    ended, run = done(config, "", python=("/nowhere/python",))
    assert (ended, run.message) == (
        127,
        "/nowhere/python cannot be run: No such file or directory.",
    )


def test_the_log_is_rotated(tmp_path, monkeypatch):
    """However much is said, it takes no more than its files hold."""
    monkeypatch.setattr(room, "LOG_SIZE", 10_000)
    config = config_of(tmp_path)
    done(config, "print('é' * 100_000, file=sys.stderr)\nfor _ in range(2000): print('x' * 40)")
    logs = sorted(Places(config).folder.glob("briefing.log*"))
    assert len(logs) == room.LOG_COUNT + 1
    assert max(path.stat().st_size for path in logs) < 3 * room.LOG_SIZE  # a line is 10 kB at most


def test_what_is_left_behind_does_not_hold_us(tmp_path):
    """A child of the work that keeps its pipes open is not waited for."""
    config = config_of(tmp_path)
    code = "if not os.fork():\n    os.setsid(); time.sleep(20); os._exit(0)\nprint('x.mp3')"
    ended, run = done(config, code, grace=0.5)
    assert (ended, run.state) == (0, SUCCESS)


def test_it_works_beside_the_main_thread(tmp_path):
    """Only the main thread may listen for signals; others do without."""
    found = []
    config = config_of(tmp_path)
    thread = threading.Thread(target=lambda: found.append(done(config, "print('x.mp3')")[0]))
    thread.start()
    thread.join()
    assert found == [0]


def test_it_is_due_once_for_each_time(tmp_path):
    """For systems whose clock is another: two lines of cron, and one run a day."""
    config = show(tmp_path)
    places = Places(config)
    places.make()
    at = {"now": lambda: SUNDAY}
    assert Job(config, **at).due()  # nothing is known
    save_timer(places.timer, Timer("cron", plan(config, "12:30"), SUNDAY.replace(hour=10)))
    assert Job(config, **at).due()  # 12:30 in Paris was 11:30 UTC
    save_run(places.run, Run(SUNDAY.replace(hour=11, minute=30)))
    assert not Job(config, **at).due()
    save_timer(
        places.timer, Timer("cron", plan(config, "12:30"), SUNDAY.replace(hour=11, minute=45))
    )
    places.run.unlink()
    assert not Job(config, **at).due()  # set after today's time
    places.timer.write_text("{")
    assert Job(config, **at).due()  # better twice than never


def test_records_are_read_back_and_damage_is_named(tmp_path):
    """A half of a file is no run that never was."""
    path = tmp_path / "run.json"
    assert load_run(path) is None
    run = Run(SUNDAY, FAILURE, SUNDAY, 6, "Non…", "", ("a", "b"), "host said no", None)
    save_run(path, run)
    assert load_run(path) == run
    for text in ("", "[]", "{}", '{"started": 3}', path.read_text().replace("code", "cod")):
        path.write_text(text)
        with pytest.raises(OutputError, match="is damaged"):
            load_run(path)
    with pytest.raises(OutputError, match="cannot be written"):
        save_run(tmp_path / "missing" / "run.json", run)


def test_the_clock_of_a_machine_knows_its_zone():
    """A moment without one would be another on another machine."""
    assert Machine().now().tzinfo is not None
    assert Job(Path("x")).now().tzinfo is not None
    assert settings.Schedule().timeout == 3600.0
    assert os.path.isabs(sys.executable)  # noqa: PTH117 - what the timer calls
