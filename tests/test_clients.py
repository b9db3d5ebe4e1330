"""Podcast apps from the system's packages follow the feed: real programs, real downloads.

Where a program is absent its tests are skipped by name; with `BRIEFING_CLIENTS=required` in the
environment they fail instead, so that CI cannot skip them quietly.
"""

import contextlib
import fcntl
import os
import pty
import select
import shutil
import sqlite3
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library import Library
from briefing.model import Episode
from tests.builders import TITLE, publish, serving

pytestmark = pytest.mark.clients
PATIENCE = 60  # seconds that a program may take
NASTY = "Si 5 < 6 & « ça » <b>va</b> : l’été, 🎄"


def program(name: str) -> str:
    """Where *name* is installed; else the test is skipped, or fails where it is required."""
    found = shutil.which(name)
    if found is None:
        absent = pytest.fail if os.environ.get("BRIEFING_CLIENTS") == "required" else pytest.skip
        absent(f"{name} is not installed")
    return found


class Desk:
    """A user with an empty home, subscribed to our feed."""

    def __init__(self, home: Path, output: Path, port: int) -> None:
        self.home, self.output = home, output
        self.feed = f"http://127.0.0.1:{port}/feed.xml"
        home.mkdir()
        self.downloads = home / "downloads"
        self.downloads.mkdir()
        self.environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8",
            "TERM": "xterm", "GPODDER_HOME": str(home / "gpodder"),
            "GPODDER_DOWNLOAD_DIR": str(self.downloads),
        }  # fmt: skip

    def run(self, name: str, *arguments: str) -> str:
        """What *name* says when it is run to its end."""
        done = subprocess.run(
            [program(name), *arguments], env=self.environment, cwd=self.home, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    def downloaded(self) -> set[bytes]:
        """What has been downloaded, byte for byte."""
        return {path.read_bytes() for path in self.downloads.rglob("*.mp3")}

    def sound(self, episode: Episode) -> bytes:
        """What should have been."""
        return Library(self.output).audio(episode).read_bytes()

    def rows(self, database: str, query: str) -> list[tuple[str, ...]]:
        """What an app remembers."""
        with contextlib.closing(sqlite3.connect(self.home / database)) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A feed that is served, still without episodes, and somebody to follow it."""
    output = tmp_path / "output"
    output.mkdir()
    with serving(output) as port:
        yield Desk(tmp_path / "home", output, port)


# --- gPodder -------------------------------------------------------------------------------------


def gpo(desk: Desk, *arguments: str) -> str:
    """Run the command line of gPodder."""
    return desk.run("gpo", *arguments)


def gpodder_offers(desk: Desk) -> int:
    """How many episodes gPodder has fetched of, and not yet offered before or downloaded."""
    gpo(desk, "update")
    return gpo(desk, "pending", desk.feed).count("\n  ")


def test_gpodder_downloads_every_byte(desk):
    """Subscribe, update, download: the file is the one that was published."""
    episode = publish(desk.output, seconds=3)
    gpo(desk, "subscribe", desk.feed)
    assert TITLE in gpo(desk, "pending", desk.feed)
    assert "1 episodes downloaded" in gpo(desk, "download")
    assert desk.downloaded() == {desk.sound(episode)}


def test_gpodder_is_offered_a_second_episode_as_one_more(desk):
    """One new item after the first is downloaded, and both files are kept."""
    first = publish(desk.output, title="Un", seconds=2)
    gpo(desk, "subscribe", desk.feed)
    gpo(desk, "download")
    second = publish(desk.output, title="Deux", seconds=3)
    assert gpodder_offers(desk) == 1
    gpo(desk, "download")
    assert desk.downloaded() == {desk.sound(first), desk.sound(second)}


def test_gpodder_is_not_offered_an_episode_again_when_it_is_made_again(desk):
    """The same guid: what was downloaded is not new, and nothing is listed twice."""
    publish(desk.output, seconds=2)
    gpo(desk, "subscribe", desk.feed)
    gpo(desk, "download")
    again = publish(desk.output, seconds=3)
    assert gpodder_offers(desk) == 0
    assert gpo(desk, "episodes", "--guid", desk.feed).count(again.guid) == 1


def test_gpodder_shows_title_and_duration_as_they_are(desk):
    """Markup in a title is text, and the duration is the measured one."""
    publish(desk.output, title=NASTY, seconds=3)
    gpo(desk, "subscribe", desk.feed)
    rows = desk.rows("gpodder/Database", "SELECT title, total_time, mime_type FROM episode")
    assert rows == [(NASTY, 3, "audio/mpeg")]


# --- newsboat ------------------------------------------------------------------------------------


def newsboat(desk: Desk) -> int:
    """Have newsboat fetch the feed and put what is new in podboat's queue; the unread articles."""
    settings = desk.home / ".newsboat"
    settings.mkdir(exist_ok=True)
    (settings / "urls").write_text(f"{desk.feed}\n")
    (settings / "config").write_text(
        f'download-path "{desk.downloads}"\npodcast-auto-enqueue yes\nprepopulate-query-feeds no\n'
    )
    desk.run("newsboat", "-x", "reload")
    return int(desk.run("newsboat", "-x", "print-unread").split()[0])


def queue(desk: Desk) -> list[str]:
    """What podboat has to do or has done, a line for each enclosure."""
    path = desk.home / ".newsboat" / "queue"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line for line in lines if line.strip()]


def podboat(desk: Desk, episode: Episode) -> None:
    """Have podboat, which wants a terminal, download its queue until *episode* is there."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    process = subprocess.Popen(
        [program("podboat"), "-a"], env=desk.environment, cwd=desk.home,
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    deadline = time.monotonic() + PATIENCE
    try:
        while process.poll() is None:
            assert time.monotonic() < deadline, "podboat did not download, or did not quit"
            if select.select([screen], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):  # the terminal goes with the program
                    os.read(screen, 65_536)
            if (desk.downloads / episode.audio).exists():
                os.write(screen, b"q")
    finally:
        process.kill()
        process.wait(timeout=10)
        os.close(screen)


def test_newsboat_downloads_every_byte(desk):
    """Newsboat finds the enclosure, podboat downloads it: the file is the one published."""
    episode = publish(desk.output, seconds=3)
    assert newsboat(desk) == 1
    assert len(queue(desk)) == 1
    podboat(desk, episode)
    assert desk.downloaded() == {desk.sound(episode)}


def test_newsboat_is_offered_a_second_episode_as_one_more(desk):
    """One new article, one new line in the queue, and podboat keeps both files."""
    first = publish(desk.output, title="Un", seconds=2)
    newsboat(desk)
    podboat(desk, first)
    second = publish(desk.output, title="Deux", seconds=3)
    assert newsboat(desk) == 2
    assert len(queue(desk)) == 2
    podboat(desk, second)
    assert desk.downloaded() == {desk.sound(first), desk.sound(second)}


def test_newsboat_is_not_offered_an_episode_again_when_it_is_made_again(desk):
    """The same guid: no second article, nothing more in the queue."""
    publish(desk.output, seconds=2)
    assert newsboat(desk) == 1
    publish(desk.output, seconds=3)
    assert newsboat(desk) == 1
    assert len(queue(desk)) == 1


def test_newsboat_shows_title_and_text_as_they_are(desk):
    """What looks like markup in a title stays in it; the text names the synthetic voice."""
    publish(desk.output, title=NASTY)
    newsboat(desk)
    ((title, text),) = desk.rows(".newsboat/cache.db", "SELECT title, content FROM rss_item")
    assert title == NASTY
    assert "Il pleut sur Paris." in text
    assert "Voix de synthèse (IA)" in text
