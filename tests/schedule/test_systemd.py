"""Units of systemd: right in its eyes, right after a second install, and gone after a removal."""

import os
import shutil
import subprocess

import pytest

from briefing.errors import OutputError
from briefing.schedule.systemd import Systemd, calendar, service, timer
from tests.publish.servers import absent
from tests.schedule.machines import AWKWARD, PARIS, Pretended, machine, plan, show


@pytest.fixture
def programs():
    """A machine with systemd."""
    return Pretended(systemd=True)


@pytest.mark.parametrize("folder", ["radio", AWKWARD, "ends with \\", "%h %% $$ ${HOME} ; 'x'"])
def test_systemd_finds_nothing_wrong(folder, tmp_path):
    """`systemd-analyze verify` reads both units without a word, wherever the show lies."""
    program = shutil.which("systemd-analyze") or absent("systemd-analyze is not installed")
    wanted = plan(show(tmp_path / folder), days=range(5))
    units = tmp_path / "units"
    units.mkdir()
    (units / f"{wanted.name}.service").write_text(service(wanted))
    (units / f"{wanted.name}.timer").write_text(timer(wanted))
    (tmp_path / "run" / "systemd").mkdir(parents=True)
    done = subprocess.run(
        [program, "--user", "verify", *map(str, sorted(units.iterdir()))],
        capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path / "run"), "LC_ALL": "C"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_calendar_has_the_zone():
    """So that systemd, not we, knows when summer begins."""
    assert calendar(plan(show, days=(5, 6))) == "Sat..Sun *-*-* 06:30:00 Europe/Paris"
    assert calendar(plan(show, "18:05", zone="Etc/UTC")) == "*-*-* 18:05:00 Etc/UTC"
    assert "\nPersistent=true\n" in timer(plan(show))


def test_installing_twice_leaves_one(programs, tmp_path):
    """The second time of the day replaces the first; no third file appears."""
    here = Systemd(machine(programs, tmp_path))
    config = show(tmp_path / AWKWARD)
    for at in ("06:30", "07:00"):
        here.install(plan(config, at))
    wanted = plan(config, "07:00")
    folder = tmp_path / ".config" / "systemd" / "user"
    assert {path.name for path in folder.iterdir()} == {
        f"{wanted.name}.{kind}" for kind in ("service", "timer")
    }
    assert "07:00:00" in (folder / f"{wanted.name}.timer").read_text()
    assert programs.active == {f"{wanted.name}.timer"}
    assert here.found(wanted) == ""
    assert here.next(wanted) == "Mon 2026-11-23 06:30:00 CET"


def test_a_new_time_never_fires_at_once(programs, tmp_path):
    """Persistent=true would make up for today's, so what systemd remembers is taken away first."""
    wanted = plan(show(tmp_path))
    Systemd(machine(programs, tmp_path)).install(wanted)
    asked = [words[2] for words in programs.asked]
    assert asked == ["stop", "clean", "daemon-reload", "enable"]


def test_removing_takes_only_ours(programs, tmp_path):
    """Another show's units, and the user's own, stay."""
    here = Systemd(machine(programs, tmp_path))
    mine, other = plan(show(tmp_path / "a")), plan(show(tmp_path / "b"))
    here.install(mine)
    here.install(other)
    assert here.remove(mine.name)
    assert not here.remove(mine.name)
    folder = tmp_path / ".config" / "systemd" / "user"
    assert {path.stem for path in folder.iterdir()} == {other.name}
    assert programs.active == {f"{other.name}.timer"}


def test_the_users_own_folder_for_settings_counts(programs, tmp_path):
    """XDG_CONFIG_HOME, as systemd.unit(5) says."""
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "etc")}
    Systemd(machine(programs, tmp_path, environment=environment)).install(plan(show(tmp_path)))
    assert len(list((tmp_path / "etc" / "systemd" / "user").iterdir())) == 2


def test_what_was_changed_by_hand_is_noticed(programs, tmp_path):
    """A timer that was stopped, edited or deleted is not one that will come."""
    here = Systemd(machine(programs, tmp_path))
    wanted = plan(show(tmp_path / "radio"))
    here.install(wanted)
    unit = tmp_path / ".config" / "systemd" / "user" / f"{wanted.name}.timer"
    unit.write_text(unit.read_text().replace("06:30", "09:00"))
    assert "were changed" in here.found(wanted)
    programs.active.clear()
    assert "systemctl --user start" in here.found(wanted)
    unit.unlink()
    assert "not there any more" in here.found(wanted)


def test_who_may_be_logged_out_is_told_what_to_do(tmp_path):
    """Without lingering, users' timers wait only while the user is there."""
    away = Systemd(machine(Pretended(systemd=True, linger=False), tmp_path))
    assert "loginctl enable-linger" in away.advice()
    assert Systemd(machine(Pretended(systemd=True), tmp_path)).advice() == ""


def test_a_refusal_is_one_sentence(tmp_path):
    """In systemd's words."""
    programs = Pretended(systemd=True, refuses=("systemctl", "--user", "enable"))
    with pytest.raises(
        OutputError, match=r"The system's timers cannot be changed: systemctl: Access denied\.$"
    ):
        Systemd(machine(programs, tmp_path)).install(plan(show(tmp_path)))
    (tmp_path / "file").write_text("")
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "file")}
    with pytest.raises(OutputError, match="cannot be written"):
        Systemd(machine(Pretended(systemd=True), tmp_path, environment=environment)).install(
            plan(show(tmp_path))
        )


def test_without_a_user_manager_it_does_not_fit(tmp_path):
    """A container, a system without systemd, macOS."""
    assert "Failed to connect" in Systemd(machine(Pretended(), tmp_path)).unfit()
    assert Systemd(machine(Pretended(systemd=True), tmp_path, platform="darwin")).unfit()
    assert not Systemd(machine(Pretended(systemd=True), tmp_path)).unfit()


def test_the_zone_is_never_left_to_the_machine(tmp_path):
    """The plan's own zone stands in the unit, whatever the system's is."""
    assert PARIS in timer(plan(show(tmp_path)))
