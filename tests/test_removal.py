"""What is removed is in no feed before it leaves the disk, whenever the power fails."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from briefing import pipeline, publication, removal
from briefing.errors import OutputError, SettingsError
from briefing.library import RECORD, Library, withdrawal
from briefing.model import Episode
from briefing.settings import Keep, Settings, Show, read
from tests.builders import NOW, ROOT, publish
from tests.commands import briefing, text
from tests.growth import numbered, place
from tests.test_pipeline import Notes, make
from tests.test_pipeline import studio as at_work

SHOW = Show(base_url="https://example.org/pod/")
TITLES = ("Un", "Deux", "Trois", "Quatre")


def studio(folder: Path, show: Show = SHOW, now: dt.datetime = NOW) -> pipeline.Studio:
    """One that publishes to *folder*."""
    return pipeline.Studio(Settings(output=folder, show=show), Notes(), lambda: now, bytes)


@pytest.fixture
def made(tmp_path: Path) -> list[Episode]:
    """Four episodes, a day apart, oldest first, with feed and pages in `tmp_path`."""
    days = (NOW - dt.timedelta(days=back) for back in (3, 2, 1, 0))
    found = [publish(tmp_path, title=name, now=day) for name, day in zip(TITLES, days, strict=True)]
    pipeline.rebuild(studio(tmp_path))
    return found


def named(folder: Path) -> list[str]:
    """The ids that feed.xml names; every file that it names is there."""
    feed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not feed.bozo
    sounds = [entry.enclosures[0].href.removeprefix(SHOW.base_url) for entry in feed.entries]
    assert all((folder / each).is_file() for each in sounds)
    return [each.split("/")[1] for each in sounds]


def there(folder: Path) -> set[str]:
    """Everything in the folder of the episodes, hidden or not."""
    return {path.name for path in (folder / "episodes").iterdir()}


def test_a_removed_episode_is_gone_from_feed_pages_and_disk(
    tmp_path: Path, made: list[Episode]
) -> None:
    """And from the pages of its neighbours; the others stay as they were."""
    one, two, three, four = made
    assert pipeline.remove([two.id, two.id], studio(tmp_path)) == (two.id,)
    assert named(tmp_path) == [four.id, three.id, one.id]
    assert there(tmp_path) == {one.id, three.id, four.id}
    pages = [path.read_text("utf-8") for path in tmp_path.rglob("*.html")]
    assert pages
    assert not any(two.id in page for page in pages)


def test_all_may_go(tmp_path: Path, made: list[Episode]) -> None:
    """What is left is a feed without episodes."""
    pipeline.remove([each.id for each in made], studio(tmp_path))
    assert (named(tmp_path), there(tmp_path)) == ([], set())


def test_a_damaged_episode_may_go(tmp_path: Path, made: list[Episode]) -> None:
    """By the name of its folder: its record need not be whole."""
    (tmp_path / "episodes" / made[0].id / RECORD).write_bytes(b"{")
    pipeline.remove([made[0].id], studio(tmp_path))
    assert made[0].id not in there(tmp_path)


@pytest.mark.parametrize("name", ["", ".", "..", "../episodes", "nowhere", ".draft-1"])
def test_an_unknown_id_removes_nothing(name: str, tmp_path: Path, made: list[Episode]) -> None:
    """Nor do those that stand beside it."""
    with pytest.raises(SettingsError, match="nothing was removed"):
        pipeline.remove([made[0].id, name], studio(tmp_path))
    assert set(named(tmp_path)) == there(tmp_path) == {each.id for each in made}


@pytest.mark.parametrize("wrong", ["{}s", "{:.12}", "x{}"])
def test_a_slip_is_told_what_it_may_mean(wrong: str, tmp_path: Path, made: list[Episode]) -> None:
    """The names that are near, or hold what was typed."""
    with pytest.raises(SettingsError) as caught:
        pipeline.remove([wrong.format(made[0].id)], studio(tmp_path))
    assert made[0].id in caught.value.hint


def test_what_fails_on_the_way_leaves_all_as_it_was(
    tmp_path: Path, made: list[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feed cannot be written: the episode stays, in the next feed, too."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(publication, "refresh", full)
        with pytest.raises(OutputError, match="full"):
            pipeline.remove([made[0].id], studio(tmp_path))
    pipeline.rebuild(studio(tmp_path))
    assert set(named(tmp_path)) == there(tmp_path) == {each.id for each in made}


# Where the power fails, and whether the feed names the episode then.
CRASHES = [
    ("briefing.publication", "refresh", True),
    ("briefing.publication", "_write_feed", True),
    ("briefing.library.withdrawal", "take_away", False),
    ("briefing.library.withdrawal.shutil", "rmtree", False),
]


@pytest.mark.parametrize(("module", "function", "still"), CRASHES)
def test_a_crash_between_the_steps_leaves_a_feed_whose_files_are_there(
    module: str, function: str, tmp_path: Path, made: list[Episode], *, still: bool
) -> None:
    """The process ends at once, as when the power fails; the next publisher finishes the work."""
    code = (
        "import os, sys, importlib\nfrom pathlib import Path\n"
        "from tests.test_removal import pipeline, studio\n"
        "module, function, folder, name = sys.argv[1:]\n"
        "*path, last = module.split('.')\n"
        "place = sys.modules.get(module) or getattr(sys.modules['.'.join(path)], last)\n"
        "setattr(place, function, lambda *_, **__: os._exit(9))\n"
        "pipeline.remove([name], studio(Path(folder)))\n"
    )
    arguments = [module, function, str(tmp_path), made[1].id]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments], cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 9
    assert (made[1].id in named(tmp_path)) is still  # and all that it names is there
    rest = {made[0].id, made[2].id, made[3].id}
    pipeline.rebuild(studio(tmp_path))
    assert set(named(tmp_path)) == there(tmp_path) == rest


def test_what_is_marked_stays_as_long_as_no_feed_was_written(
    tmp_path: Path, made: list[Episode]
) -> None:
    """After a crash somebody publishes without a feed: an older feed may still name it."""
    withdrawal.mark(tmp_path / "episodes" / made[0].id)
    with Library(tmp_path).publishing():
        pass
    assert made[0].id in named(tmp_path)


def test_the_same_article_can_be_published_again(tmp_path: Path, made: list[Episode]) -> None:
    """It gets a guid of its own: apps that had the old one take it for a new episode."""
    pipeline.remove([made[3].id], studio(tmp_path))
    again = publish(tmp_path, title="Quatre")
    assert again.id == made[3].id
    assert again.guid != made[3].guid


def retired(
    folder: Path, keep: Keep | None, now: dt.datetime = NOW, made: str = ""
) -> tuple[list[str], list[str]]:
    """The ids that *keep* lets go, and what was said; the feed follows."""
    shelf, said = Library(folder), list[str]()
    with shelf.publishing():
        gone = removal.retire(shelf, keep, now, said.append, made)
        publication.refresh(shelf, SHOW, now, pytest.fail)
    assert not set(gone) & there(folder)
    assert not set(gone) & set(named(folder))
    return list(gone), said


@pytest.mark.parametrize(
    ("keep", "gone"),
    [
        (None, 0),
        (Keep(episodes=4), 0),
        (Keep(episodes=3), 1),
        (Keep(episodes=1), 3),
        (Keep(days=3), 0),
        (Keep(days=2), 1),
        (Keep(days=1), 2),
    ],
)
def test_so_many_or_those_of_so_many_days_are_kept(
    keep: Keep | None, gone: int, tmp_path: Path, made: list[Episode]
) -> None:
    """The oldest go first, and each is said."""
    found, said = retired(tmp_path, keep)
    assert found == [each.id for each in made[:gone]]
    assert len(said) == gone
    assert all(name in line and "kept" in line for name, line in zip(found, said, strict=True))


def test_the_newest_and_the_one_just_made_are_never_removed(
    tmp_path: Path, made: list[Episode]
) -> None:
    """However old they are: a show that paused for a year keeps one; one made again is there."""
    later = NOW + dt.timedelta(days=365)
    found, _ = retired(tmp_path, Keep(days=90), later, made[0].id)
    assert found == [made[1].id, made[2].id]
    assert retired(tmp_path, Keep(episodes=1), later, made[0].id) == ([], [])


def test_an_episode_of_tomorrow_does_not_push_out_one_of_today(tmp_path: Path) -> None:
    """It is not in the feed yet."""
    today = dataclasses.replace(numbered(1), published=NOW)
    place(tmp_path, today)
    place(tmp_path, dataclasses.replace(numbered(2), published=NOW + dt.timedelta(days=1)))
    shelf = Library(tmp_path)
    with shelf.publishing():
        assert removal.retire(shelf, Keep(episodes=1), NOW, pytest.fail, "") == ()


def test_who_publishes_lets_the_oldest_go(tmp_path: Path) -> None:
    """`briefing make` with `keep = 1`: said on screen, gone from feed and disk."""
    show = Show(base_url=SHOW.base_url, keep=Keep(episodes=1))
    found = []
    for number in (1, 2):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Le marché numéro {number} a rouvert ses portes ce matin.", "utf-8")
        now = NOW + dt.timedelta(days=number)
        work = at_work(tmp_path, show=show, now=now)
        found.append(make(work, path).episode.id)
    assert named(tmp_path / "output") == [found[1]]
    assert there(tmp_path / "output") == {found[1]}
    assert f"{found[0]} is removed: the newest 1 are kept." in work.report.notices


def settings_file(folder: Path, **lines: str) -> None:
    """A briefing.toml of a show."""
    table = "".join(f"{name} = {value}\n" for name, value in lines.items())
    (folder / "briefing.toml").write_text(f"[show]\n{table}", encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Callable[[], Episode]:
    """Publishes an episode to the output folder of `tmp_path`, and gives it."""
    return lambda: publish(tmp_path / "output")


def test_the_command_removes_and_says_so(tmp_path: Path, home: Callable[[], Episode]) -> None:
    """It asks nothing; `briefing episodes` lists the rest, and takes the options before it."""
    gone = home()
    done = briefing("episodes", "remove", gone.id[:-1], cwd=tmp_path)
    assert done.returncode == 4
    assert gone.id in text(done.stderr)
    done = briefing("episodes", "-o", "elsewhere", "remove", gone.id, cwd=tmp_path)
    assert done.returncode == 4
    assert text(briefing("episodes", cwd=tmp_path).stdout).startswith(gone.id)
    done = briefing("episodes", "remove", gone.id, cwd=tmp_path)
    assert done.returncode == 0, text(done.stderr)
    assert text(done.stdout) == f"{gone.id} is removed.\n"
    assert text(briefing("episodes", cwd=tmp_path).stdout) == ""


def test_the_command_exports_the_show(tmp_path: Path) -> None:
    """To a file or standard output; without an address there is nothing to subscribe to."""
    done = briefing("episodes", "--opml", "-", cwd=tmp_path)
    assert done.returncode == 4
    assert "base_url" in text(done.stderr)
    settings_file(tmp_path, base_url='"https://example.org/pod/"')
    done = briefing("episodes", "--opml", "-", cwd=tmp_path)
    assert done.returncode == 0, text(done.stderr)
    assert briefing("episodes", "--opml", "show.opml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "show.opml").read_bytes() == done.stdout
    assert briefing("episodes", "--opml", "no/show.opml", cwd=tmp_path).returncode == 7


@pytest.mark.parametrize(
    ("written", "keep"),
    [
        ("30", Keep(episodes=30)),
        ('"30"', Keep(episodes=30)),
        ('"90d"', Keep(days=90)),
        ('"90 days"', Keep(days=90)),
    ],
)
def test_the_settings_say_what_is_kept(written: str, keep: Keep, tmp_path: Path) -> None:
    """So many episodes, or days."""
    settings_file(tmp_path, keep=written)
    assert read(tmp_path / "briefing.toml").show.keep == keep


@pytest.mark.parametrize("written", ["0", "-1", "true", "1.5", '""', '"0d"', '"90h"', "[30]"])
def test_what_is_no_such_number_is_refused(written: str, tmp_path: Path) -> None:
    """With the line, before anything is removed."""
    settings_file(tmp_path, title='"Le soir"', keep=written)
    with pytest.raises(SettingsError, match="line 3: keep should be a number of episodes"):
        read(tmp_path / "briefing.toml")
