"""What people install: the wheel, in an environment that never saw the checkout."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from briefing.shipped import STYLES
from tests.commands import ARTICLE

ROOT = Path(__file__).parent.parent


def run(*command, cwd):
    """Run *command* in *cwd* without anything of this environment; its stdout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, capture_output=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, cwd=folder)
    (path,) = folder.glob("briefing_podcast-*.whl")
    return path


def test_the_wheel_holds_all_that_ships_and_no_more(wheel):
    """Voices, music and licences are in the wheel; tests, tools and episodes are not."""
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    voices = {
        f"briefing/shipped/voices/{path.relative_to(ROOT / 'voices')}"
        for path in (ROOT / "voices").rglob("*")
        if path.is_file()
    }
    assert voices <= names
    pieces = {
        f"music/{style}/{piece}.flac"
        for style in STYLES
        for piece in ("opening", "transition", "closing", "bed")
    }
    shipped = {f"briefing/shipped/{name}" for name in pieces}
    assert shipped <= names
    assert {"briefing/site/templates/show.html", "briefing/phonemes/words.toml"} <= names
    assert {name.split("/")[0] for name in names} == {
        "briefing",
        next(name.split("/")[0] for name in names if "dist-info" in name),
    }


@pytest.mark.timeout(1200)
def test_an_installed_wheel_makes_an_episode(wheel, tmp_path):
    """In an empty environment, away from the checkout: install, make, listen to the feed."""
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    run(scripts / "python", "-m", "pip", "check", cwd=tmp_path)
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "article.md").write_bytes(ARTICLE.read_bytes())
    made = json.loads(run(scripts / "briefing", "make", "article.md", "--json", cwd=desk))
    assert made["voice"] == "claire, nicolas"
    assert (desk / made["path"]).stat().st_size == made["bytes"]
    assert (desk / "output" / "feed.xml").is_file()
    assert "works" in run(scripts / "briefing", "voices", cwd=desk)
