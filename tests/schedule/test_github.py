"""A workflow that GitHub reads as it was meant, and whose last step does what it says."""

import os
import shutil
import subprocess

import pytest
import yaml

from briefing.errors import OutputError, SettingsError
from briefing.schedule.github import install, remove, repository, workflow
from tests.publish.servers import absent
from tests.schedule.machines import AWKWARD, PARIS, plan, show

HOSTILE = "${{ secrets.TOKEN }} " + AWKWARD.replace("/", "")


@pytest.fixture
def repo(tmp_path):
    """The root of a repository."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def read(text: str) -> dict:
    """What a YAML parser makes of it; `on` is a truth value to YAML 1.1."""
    table = yaml.safe_load(text)
    return table | {"on": table.pop(True)}


@pytest.mark.parametrize("folder", ["radio", HOSTILE])
def test_the_time_is_that_of_the_zone(folder, repo):
    """One line with its zone: GitHub knows when summer begins."""
    wanted = plan(show(repo / folder), days=range(5))
    table = read(workflow(wanted, repo))
    assert table["on"]["schedule"] == [{"cron": "30 6 * * 1,2,3,4,5", "timezone": PARIS}]
    assert table["permissions"] == {"contents": "write"}


def test_no_path_is_a_command_or_a_secret(repo):
    """Paths come in by variables, and what GitHub would replace in them is kept from it."""
    text = workflow(plan(show(repo / HOSTILE)), repo)
    table = read(text)
    job = table["jobs"]["daily"]
    assert job["env"]["CONFIG"] == f"{HOSTILE}/briefing.toml".replace("${{", "${{ '${{' }}")
    assert all("secrets" not in step.get("run", "") for step in job["steps"])
    assert any('--config "$CONFIG"' in step.get("run", "") for step in job["steps"])


def test_installing_twice_leaves_one_and_removing_only_ours(repo):
    """A workflow of somebody else's of that name is refused, and never deleted."""
    config = show(repo / "radio")
    path = install(plan(config))
    assert install(plan(config, "07:00")) == path
    assert [each.name for each in path.parent.iterdir()] == ["briefing-radio-briefing.yml"]
    assert "0 7 * * *" in path.read_text()
    assert remove(plan(config)) == path
    assert remove(plan(config)) is None
    path.write_text("name: mine\n")
    with pytest.raises(OutputError, match="is not ours"):
        install(plan(config))
    assert remove(plan(config)) is None
    assert path.read_text() == "name: mine\n"


def test_what_github_cannot_keep_is_refused(repo, tmp_path_factory):
    """No repository, or an output folder outside of it."""
    with pytest.raises(SettingsError, match="outside of the repository"):
        workflow(plan(show(repo, '[episode]\noutput = "/srv/podcast"')), repo)
    with pytest.raises(SettingsError, match="is in no git repository"):
        repository(show(tmp_path_factory.mktemp("bare")))


def test_briefings_own_repository_installs_itself(repo):
    """Elsewhere pip installs the version that wrote the workflow."""
    wanted = plan(show(repo))
    assert "pip install briefing-podcast" in workflow(wanted, repo)
    (repo / "pyproject.toml").write_text('[project]\nname = "briefing-podcast"\n')
    assert "pip install ." in workflow(wanted, repo)
    (repo / "pyproject.toml").write_text("[project")
    assert "pip install briefing-podcast" in workflow(wanted, repo)


def test_the_episodes_are_committed_and_nothing_else(tmp_path):
    """The last step, in a real clone: a new file goes, a second run has nothing to do."""
    git = shutil.which("git") or absent("git is not installed")

    def run(*words, cwd=tmp_path):
        subprocess.run(words, cwd=cwd, check=True, capture_output=True, timeout=60, env=env)

    env = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "OUTPUT": "radio d’été/output"}
    env |= {
        f"GIT_{who}_{what}": "eve@x"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    run(git, "init", "--bare", "--initial-branch=main", "there.git")
    run(git, "clone", "there.git", "here")
    here = tmp_path / "here"
    config = show(here / "radio d’été")
    run(git, "add", ".", cwd=here)
    run(git, "commit", "-m", "x", cwd=here)
    run(git, "push", "origin", "HEAD:main", cwd=here)
    steps = read(workflow(plan(config), here))["jobs"]["daily"]["steps"]
    script = next(step["run"] for step in steps if step.get("name") == "Commit the episodes")
    run("bash", "-eo", "pipefail", "-c", script, cwd=here)  # no folder yet
    (config.parent / "output").mkdir()
    (config.parent / "output" / "feed.xml").write_text("<rss/>")
    (here / "left over").write_text("")
    for _ in range(2):
        run("bash", "-eo", "pipefail", "-c", script, cwd=here)
    said = subprocess.run(
        [git, "-c", "core.quotepath=off", "log", "--name-only", "--format=", "-1", "main"],
        cwd=tmp_path / "there.git", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "radio d’été/output/feed.xml"
