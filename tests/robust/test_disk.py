"""A disk that fills, a folder that may no longer be written, and a clock that goes backwards."""

import contextlib
import datetime as dt
import os
import random
import shutil
import subprocess
from dataclasses import replace

import pytest

from briefing import pipeline
from briefing.errors import OutputError
from briefing.library import RECORD, Library
from briefing.model import Length
from briefing.progress import Silent
from briefing.recordings import Recordings
from briefing.settings import NO_MUSIC, Settings
from tests.builders import NOW, tree
from tests.robust.sound import Seen, complete, sound
from tests.robust.world import World

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Newspaper:
    """Makes episodes in this process, with takes that are kept elsewhere."""

    def __init__(self, world, output):
        world.prepare()
        self.world, self.output, self.now, self.length = world, output, NOW, 20.0

    @property
    def studio(self):
        """A studio at the time it is now."""
        settings = Settings(
            output=self.output, voice="pico", reporter="", music=NO_MUSIC,
            length=Length(self.length),
        )  # fmt: skip
        kept = Recordings(self.world.home / "takes")
        return pipeline.Studio(settings, Silent(), lambda: self.now, bytes, kept)

    def make(self, number):
        """`briefing make` of the article of that number."""
        work = self.studio
        found = pipeline.read([str(self.world.article(number))], work)
        return pipeline.publish(pipeline.write(found, work), work, found)


def paper(folder, output=None):
    """A newspaper whose articles are in *folder*."""
    return Newspaper(World(folder), output or folder / "output")


def fill(folder, leave):
    """A file that leaves *leave* bytes free on the disk of *folder*."""
    path = folder / ".ballast"
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, shutil.disk_usage(folder).free - leave))
    return path


@pytest.mark.parametrize("again", [False, True], ids=["a new episode", "one made again"])
def test_a_disk_that_fills_at_any_point_leaves_all_whole(tmp_path, small_disk, again):
    """Sixteen sizes, from nothing to almost enough; then there is room, and it is published."""
    news = paper(tmp_path / "home", small_disk)
    news.make(0)
    before = complete(small_disk)
    news.length = 40.0  # another sound for the same story
    wanted, refused = 0 if again else 1, 0
    dice = random.Random(4)
    for free in [0, *sorted(dice.randrange(4096, 900_000) for _ in range(15))]:
        ballast = fill(small_disk, free)
        seen = tree(small_disk)
        try:
            made = news.make(wanted).made
        except OutputError as error:
            refused += 1
            assert str(error) == f"The disk of {small_disk} is full."
            sound(small_disk, before)
            assert tree(small_disk).keys() == seen.keys()
        else:
            assert made
            ballast.unlink()
            break
        ballast.unlink()
    assert refused > 3
    news.make(wanted)
    after = complete(small_disk, before)
    assert len(after.records) == (1 if again else 2)


@contextlib.contextmanager
def frozen(folder):
    """Nobody, not even root, may change what is directly in *folder*, until the end."""
    command = ["chattr", "+i", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=10)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root freezes a folder, and not on every disk")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(folder)], check=True, timeout=10)


@contextlib.contextmanager
def read_only(folder):
    """What is in *folder* can be read and not written, until the end."""
    for command in (
        ["mount", "--bind", folder, folder],
        ["mount", "-o", "remount,bind,ro", folder],
    ):
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=10)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("only root mounts, and not everywhere")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True, timeout=10)


@pytest.mark.parametrize("refuse", [frozen, read_only])
@pytest.mark.parametrize("place", ["", "site", "archives"])
def test_a_folder_that_may_not_be_written_any_more_leaves_all_whole(tmp_path, refuse, place):
    """Whether that is all of it or a part: one sentence, and the next run does it all."""
    news = paper(tmp_path)
    news.make(0)
    before, seen = complete(news.output), tree(news.output)
    with refuse(news.output / place):
        try:
            news.make(1)
        except OutputError as error:
            assert "cannot be" in str(error)
            assert tree(news.output).keys() == seen.keys()
        sound(news.output, before)
    news.make(1)
    assert len(complete(news.output, before).records) == 2


def test_the_permission_goes_while_it_is_at_work(tmp_path):
    """Between the recording and the publishing the folder of the episodes is closed."""
    news = paper(tmp_path)
    news.make(0)
    before = complete(news.output)
    work = news.studio
    found = pipeline.read([str(news.world.article(1))], work)
    text = pipeline.write(found, work)
    shelf = Library(news.output)
    with frozen(news.output / "episodes"), pytest.raises(OutputError, match="cannot be"):
        pipeline.publish(text, work, found)
    sound(news.output, before)
    assert pipeline.publish(text, work, found).made
    assert len(shelf.names()) == 2
    complete(news.output, before)


# --- the clock ------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [HOUR, DAY, 400 * DAY])
def test_a_clock_that_was_put_back_takes_nothing_away(tmp_path, back):
    """What the feed has it keeps, though it is of tomorrow now; a new episode joins it."""
    news = paper(tmp_path)
    news.make(0)
    news.now += HOUR
    news.make(1)
    before = complete(news.output)
    news.now -= back
    assert not news.make(0).made or back >= DAY
    before = complete(news.output, before)
    made = news.make(2)
    assert made.made
    after = complete(news.output, before)
    assert made.episode.guid in after.offers
    news.now += 2 * back
    pipeline.rebuild(news.studio)
    complete(news.output, after)


def test_an_episode_that_somebody_puts_off_still_waits(tmp_path):
    """Whoever edits the date of a record to tomorrow means it: it leaves the feed until then."""
    news = paper(tmp_path)
    made = news.make(0).episode
    news.make(1)
    path = news.output / "episodes" / made.id / RECORD
    there = made.published.isoformat()
    path.write_text(path.read_text().replace(there, (NOW + DAY).isoformat()))
    for _ in range(2):
        pipeline.refresh(news.studio)
        assert made.guid not in sound(news.output).offers
    news.now += 2 * DAY
    pipeline.refresh(news.studio)
    assert made.guid in complete(news.output).offers


def test_a_draft_of_the_future_is_nobodys_once_its_maker_is_gone(tmp_path):
    """A lock says who is at work, and no clock."""
    shelf = Library(tmp_path)
    with shelf.draft() as at_work:
        left = at_work.with_name(".draft-left")
        shutil.copytree(at_work, left)  # its owner's file, and nobody who has it locked
        os.utime(left, (4e9, 4e9))
        with shelf.publishing():
            pass
        assert at_work.is_dir()
        assert not left.exists()
    assert Seen() == replace(sound(tmp_path), records={}, offers={})


# --- what a crash leaves behind -------------------------------------------------------------------


def test_what_a_crash_kept_from_being_written_is_written_by_the_next_run(tmp_path):
    """The episode was there, its page was not, and halves of pages lay about."""
    news = paper(tmp_path)
    news.make(0)
    made = news.make(1).episode
    (news.output / "episodes" / made.id / "index.html").unlink()
    (news.output / "site" / ".new-half").write_text("<html>")
    (news.output / ".publishing").touch()
    assert not news.make(1).made
    complete(news.output)
    assert not (news.output / "site" / ".new-half").exists()
    assert not (news.output / ".publishing").exists()


def test_an_episode_made_again_has_a_sound_of_another_name(tmp_path):
    """The feed before goes on naming the sound that it means until the new feed is there."""
    news = paper(tmp_path)
    first = news.make(0).episode
    before = complete(news.output)
    news.length = 40.0
    second = news.make(0).episode
    after = complete(news.output, before)
    assert first.guid == second.guid
    assert before.offers[first.guid].audio != after.offers[first.guid].audio
