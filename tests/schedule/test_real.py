"""The real thing: a timer of the system fires, within two minutes, and is gone afterwards."""

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.commands import briefing, text
from tests.publish.servers import absent, program
from tests.schedule.machines import AWKWARD, PARIS, show

TOLD = "import os; open('told', 'w').write(os.environ['BRIEFING_STATE'])"
PATIENCE = 150  # seconds: one to two minutes to the time, and one more for a busy machine


def radio(folder: Path) -> Path:
    """A show whose every notice leaves a file."""
    words = json.dumps([sys.executable, "-c", TOLD])
    keys = ("on_success", "on_nothing", "on_failure")
    return show(folder, "[schedule]\n" + "".join(f"{key} = {words}\n" for key in keys))


def soon() -> str:
    """A time in Paris that is at least half a minute ahead."""
    moment = dt.datetime.now(ZoneInfo(PARIS)) + dt.timedelta(seconds=90)
    return f"{moment:%H:%M}"


def seen(config: Path) -> dict:
    """What is recorded of the run that the timer starts, once it has ended and told."""
    deadline = time.monotonic() + PATIENCE
    path, told = config.parent / ".briefing" / "briefing.run.json", config.parent / "told"
    while not told.exists():
        assert time.monotonic() < deadline, "the timer does not fire"
        time.sleep(0.2)
    return json.loads(path.read_text())


@contextlib.contextmanager
def cron_at_work(folder: Path):
    """Debian's cron; one that is at work already is used as it is."""
    daemon = program("cron")
    names = (path.read_text(errors="replace") for path in Path("/proc").glob("[0-9]*/comm"))
    if "cron\n" in names:
        yield
        return
    with (
        (folder / "cron.log").open("wb") as log,
        subprocess.Popen([daemon, "-f"], stdout=log, stderr=log) as process,
    ):
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.mark.clients
def test_debians_cron_makes_the_show(tmp_path):
    """From a folder full of signs that crontabs and shells read otherwise; then nothing is left."""
    crontab = program("crontab")
    if os.geteuid() != 0:
        absent("only root starts a cron of its own")
    before = subprocess.run([crontab, "-l"], capture_output=True, check=False).stdout
    config = radio(tmp_path / AWKWARD)
    folder = config.parent
    with cron_at_work(tmp_path):
        try:
            done = briefing(
                "schedule",
                "install",
                "--at",
                soon(),
                "--zone",
                PARIS,
                "--timer",
                "cron",
                cwd=folder,
            )
            assert done.returncode == 0, text(done.stderr)
            run = seen(config)
            said = briefing("schedule", "status", "--json", cwd=folder)
            status = json.loads(said.stdout)
        finally:
            briefing("schedule", "remove", cwd=folder)
    assert (folder / "told").read_text() == run["state"] != "running"
    assert status["timer"]["kind"] == "cron"
    assert status["last"]["code"] == run["code"]
    assert (said.returncode == 0) == status["ok"]
    assert subprocess.run([crontab, "-l"], capture_output=True, check=False).stdout == before


MANAGER = """\
mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/user/0 && chmod 700 /run/user/0
/lib/systemd/systemd --user --log-target=console &
manager=$!
for _ in $(seq 100); do systemctl --user is-system-running >/dev/null 2>&1 && break; sleep 0.1; done
"$@"
code=$?
kill $manager
wait $manager
exit $code
"""


def in_user_manager(steps: str, config: Path, home: Path) -> None:
    """Do *steps* in a room of its own (a mount namespace) where systemd's user manager runs."""
    unshare, _ = program("unshare"), program("systemctl")
    if os.geteuid() != 0 or not Path("/lib/systemd/systemd").exists():
        absent("only root starts a user manager of its own")
    if Path("/run/systemd/system").exists():
        pytest.skip("systemd is at work here already; users' timers are left alone")
    if subprocess.run([unshare, "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this container may not have a mount namespace")
    home.mkdir()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": "/run/user/0"}
    done = subprocess.run(
        [unshare, "-m", "sh", "-c", MANAGER, "sh", "sh", "-c", steps],
        cwd=config.parent, env=environment, capture_output=True, check=False, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, text(done.stderr)


SCHEDULE = f"{sys.executable} -P -m briefing schedule"


@pytest.mark.clients
def test_systemds_user_manager_makes_the_show(tmp_path):
    """Install twice, see one timer and one run, remove it, see none."""
    config = radio(tmp_path / AWKWARD)
    report = tmp_path / "report"
    at = soon()
    count = "systemctl --user list-timers --no-legend --all | grep -c briefing-"
    in_user_manager(
        f"""
        {SCHEDULE} install --at 3:00 --zone {PARIS} --timer systemd || exit 11
        {SCHEDULE} install --at {at} --zone {PARIS} --timer systemd || exit 12
        {count} > {report}
        for _ in $(seq {PATIENCE * 5}); do [ -e told ] && break; sleep 0.2; done
        {SCHEDULE} status --json > {report}.json
        {SCHEDULE} remove || exit 13
        {count} >> {report}
        exit 0
        """,
        config,
        tmp_path / "home",
    )
    status = json.loads(Path(f"{report}.json").read_text())
    assert report.read_text().split() == ["1", "0"]
    assert status["timer"]["kind"] == "systemd"
    assert status["last"] is not None, "the timer does not fire"
    assert (config.parent / "told").read_text() == status["last"]["state"]
    assert not list((tmp_path / "home").rglob("briefing-*"))


@pytest.mark.clients
def test_systemd_makes_up_for_what_was_missed_and_not_for_a_new_time(tmp_path):
    """A time of today that is over already waits for tomorrow; one that was missed does not."""
    config = radio(tmp_path / "radio")
    past = f"{dt.datetime.now(dt.UTC) - dt.timedelta(minutes=3):%H:%M}"
    install = f"{SCHEDULE} install --at {past} --zone Etc/UTC --timer systemd"
    in_user_manager(
        f"""
        {install} && sleep 3 && [ ! -e told ] || exit 11
        cd "$HOME"/.local/share/systemd/timers && stamp=$(echo stamp-*) || exit 12
        systemctl --user stop "${{stamp#stamp-}}"
        touch -d '-25 hours' "$stamp" && cd - || exit 13
        systemctl --user start "$(basename "$HOME"/.config/systemd/user/*.timer)" || exit 14
        for _ in $(seq 300); do [ -e told ] && break; sleep 0.2; done
        rm told || exit 15
        {install} && sleep 3 && [ ! -e told ] || exit 16
        """,
        config,
        tmp_path / "home",
    )
