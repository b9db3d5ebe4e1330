"""The README cannot lie: its commands are run, its tables and links are checked."""

import re
import shlex
from pathlib import Path

import pytest

from briefing.voices.card import read_cards
from tests.commands import briefing, text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ").split("  #")[0].strip()
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]

# A server that stays, and a timer of this machine: test_server.py and tests/schedule try them.
ELSEWHERE = ("briefing serve", "briefing schedule")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which a person tries the README, line by line, with the sample article."""
    folder = tmp_path_factory.mktemp("desk")
    sample = (ROOT / "examples" / "tour-eiffel.md").read_text(encoding="utf-8")
    # The README's commands read the sample; two paragraphs of it are enough to run them all.
    short = "\n\n".join(sample.split("\n\n")[:3])
    (folder / "article.md").write_text(short, encoding="utf-8")
    (folder / "other.md").write_text(
        "# La mairie ferme\n\nLa mairie de Sens ferme mardi.\n", "utf-8"
    )
    return folder


def run(command: str, desk: Path):
    """Run one line of the README, pipes included."""
    stdin = b""
    if "|" in command:
        feed, command = (part.strip() for part in command.split("|"))
        program, name = shlex.split(feed)
        assert program == "cat"
        stdin = (desk / name).read_bytes()
    program, *arguments = shlex.split(command)
    assert program == "briefing"
    return briefing(*arguments, cwd=desk, stdin=stdin)


@pytest.mark.parametrize(
    "command",
    [each for each in COMMANDS if "briefing" in each and not each.startswith(ELSEWHERE)],
)
def test_every_command_of_the_readme_works(command, desk):
    """A line that starts with `briefing` does what it says, in the order of the README."""
    if command == "briefing daily":
        with (desk / "briefing.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[[source]]\nurl = "other.md"\n')
    done = run(command, desk)
    assert done.returncode == 0, text(done.stderr)
    if "briefing make" in command:
        assert (desk / text(done.stdout).strip()).is_file()


def test_the_other_commands_are_the_set_up_and_the_server():
    """What the test above does not run is run by CI (make, pip) or by tests/test_server.py."""
    others = {each for each in COMMANDS if not each.startswith(("briefing", "cat"))}
    assert others == {"make demo", "make test", "pip install ."}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\ndemo:" in makefile
    assert "\ntest:" in makefile


def test_the_readme_shows_every_command():
    """Every command of the program has a line in the README."""
    from briefing.cli import app

    names = {info.name or info.callback.__name__.rstrip("_") for info in app.registered_commands}
    names |= {group.name for group in app.registered_groups}
    assert all(f"briefing {name}" in README for name in names), names


def test_the_readme_names_every_voice():
    """Every voice that ships is in the table, online ones marked as such."""
    for name, card in read_cards([ROOT / "voices"]).items():
        (row,) = (
            line for line in README.splitlines() if line.startswith("|") and f"`{name}`" in line
        )
        assert ("online" in row) == card.network


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")))
def test_links_lead_somewhere(path):
    """Every relative link of a document leads to a file or folder that is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_readme_is_short():
    """About a hundred lines: who needs more reads on."""
    assert len(README.splitlines()) <= 130
