"""The workflow for GitHub Pages in the docs: its form, and its steps as far as they run here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT

WORKFLOW = ROOT / "docs" / "examples" / "github-pages.yml"
ARTICLE = ROOT / "tests" / "articles" / "pont.md"


@pytest.fixture
def workflow():
    """The workflow, parsed; `on` is a word that YAML takes for true."""
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))


def test_actionlint_finds_nothing():
    """Where it is installed: names, contexts and versions are as GitHub knows them."""
    if shutil.which("actionlint") is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run(["actionlint", WORKFLOW], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_one_run_at_a_time_with_no_more_rights_than_needed(workflow):
    """Two at once would each publish without the other's episode."""
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert set(workflow["permissions"]) == {"contents", "pages", "id-token"}
    assert "secrets." not in WORKFLOW.read_text(encoding="utf-8")


def git(where: Path, *arguments: str) -> str:
    """What git says, as somebody with a name."""
    who = ["-c", "user.name=Anna", "-c", "user.email=anna@radio.example"]
    done = subprocess.run(
        ["git", *who, *arguments], cwd=where, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout.strip()


def test_its_steps_make_and_publish_an_episode(workflow, tmp_path):
    """Run in order on a repository of our own; what `uses` brings is brought by git here."""
    origin, work = tmp_path / "origin.git", tmp_path / "work"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(work))
    git(work, "switch", "--quiet", "--orphan", "podcast")
    git(work, "commit", "--quiet", "--allow-empty", "-m", "No episode yet")
    git(work, "push", "--quiet", "origin", "podcast")
    git(work, "switch", "--quiet", "--orphan", "main")
    (work / "briefing.toml").write_text(
        '[episode]\nvoice = "pico"\nreporter = ""\nlength = "20s"\n'
        '[show]\nbase_url = "https://radio.example/"\n'
    )
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "Settings")
    before = git(work, "rev-parse", "HEAD")
    (work / "articles").mkdir()
    shutil.copy(ARTICLE, work / "articles")
    git(work, "add", "articles")
    git(work, "commit", "--quiet", "-m", "An article")
    git(work, "push", "--quiet", "origin", "main")
    git(work, "clone", "--quiet", "--branch", "podcast", str(origin), "output")

    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "ARTICLE": "",
        "BEFORE": before,
    }
    steps = {
        step["name"]: step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step
    }
    assert steps.pop("Install") == "pip install ."
    for name, script in steps.items():
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=work, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"

    kept = git(origin, "ls-tree", "-r", "--name-only", "podcast").splitlines()
    site = {path.relative_to(work / "_site").as_posix() for path in (work / "_site").rglob("*")}
    assert [name for name in kept if name.endswith(".mp3")]
    assert {name for name in kept if not name.startswith(".")} <= site
    assert not [name for name in site if name.startswith(".")]
    assert ".lock" not in kept
    assert "https://radio.example/episodes/" in (work / "_site" / "feed.xml").read_text()
