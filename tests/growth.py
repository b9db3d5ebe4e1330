"""Shows of any size, made in a moment: real records, and sounds of a few bytes.

    python -m tests.growth 100 10000

measures what it takes to add one more episode to a show of that many, in a process of its own.
"""

import datetime as dt
import subprocess
import sys
import tempfile
import uuid
from functools import partial
from pathlib import Path

from briefing import feed, record
from briefing.library import AUDIO, RECORD, Entry, Library
from briefing.library.catalogue import INDEX
from briefing.model import Chapter, Episode, Kind, Spoken
from briefing.settings import Show
from tests.builders import NOW, ROOT, an_episode

SHOW = Show(base_url="https://example.org/podcast/")
SOUND = b"sound of a few bytes"
FIRST = NOW - dt.timedelta(days=10_010)


def numbered(number: int, **changes: object) -> Episode:
    """The episode of day *number*: three stories, thirty sentences, as a bulletin has them."""
    published = FIRST + dt.timedelta(days=number)
    values: dict[str, object] = {
        "id": f"{published:%Y-%m-%d}-numero-{number}",
        "guid": str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))),
        "title": f"Numéro {number}",
        "published": published,
        "bytes": len(SOUND),
        "seconds": 150.0,
        "transcript": _TOLD,
        "chapters": _PARTS,
        "sentences": tuple(each.text for each in _TOLD) * 3,
    }
    return an_episode(**(values | changes))


_TOLD = tuple(
    Spoken(
        Kind.STORY, n * 5.0, n * 5.0 + 4.6, f"Phrase {n} sur le sujet du jour, dite à voix haute.",
        (n + 1,), "siwis", n // 10 + 1,
    )
    for n in range(30)
)  # fmt: skip
_PARTS = tuple(
    Chapter(n * 50.0, n * 50.0 + 50, f"Sujet {n}", f"https://example.org/{n}") for n in range(3)
)


def place(folder: Path, episode: Episode) -> Path:
    """Lay *episode* into *folder* as if it had been published long ago; its folder."""
    path = folder / "episodes" / episode.id
    path.mkdir(parents=True)
    (path / RECORD).write_bytes(record.dump(episode))
    (path / episode.audio).write_bytes(SOUND)
    return path


def write_feed(
    folder: Path, show: Show = SHOW, *, now: dt.datetime = NOW, anew: bool = False
) -> tuple[tuple[str, ...], list[str]]:
    """Write the feed as `pipeline` does: the documents that were written, and the complaints."""
    shelf, complaints = Library(folder), []
    with shelf.publishing():
        written = refresh(shelf, show, complaints, now, anew=anew)
    return written, complaints


def refresh(
    shelf: Library, show: Show, complaints: list[str], now: dt.datetime = NOW, *, anew: bool = False
) -> tuple[str, ...]:
    """The same, inside `publishing`."""
    stock: tuple[Entry, ...] = shelf.stock(complaints.append, now)
    read = partial(shelf.read, complain=complaints.append)
    where = feed.Place(show.base_url)
    return shelf.refresh(feed.render_all(show, stock, where, read, shelf.beside), anew=anew)


def add(folder: Path, number: int) -> tuple[str, ...]:
    """Publish the episode *number*; the documents that were written."""
    shelf, episode, complaints = Library(folder), numbered(number), []
    with shelf.draft() as draft:
        (draft / AUDIO).write_bytes(SOUND)
        with shelf.publishing():
            shelf.find(episode.published.date(), episode.title, episode.origin)
            shelf.put(draft, episode)
            written = refresh(shelf, SHOW, complaints)
    assert not complaints
    return written


def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            place(folder, numbered(number))
        for what, code in (
            ("nothing", "pass"),
            (f"the feed of {count}, nothing known", "write_feed(folder)"),
            (f"episode {count + 1}", f"add(folder, {count})"),
            (f"episode {count + 2}", f"add(folder, {count + 1})"),
        ):
            run = (
                "import resource, time, filelock, feedgen.feed, feedgen.ext.podcast_entry;"
                f"from tests.growth import *; folder = Path({name!r}); begun = time.perf_counter();"
                f"{code}; print(round(time.perf_counter() - begun, 3), 's,',"
                "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, 'MiB at most')"
            )
            out = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", run],
                cwd=ROOT, capture_output=True, text=True, check=True,
            )  # fmt: skip
            print(f"{what}: {out.stdout.strip()}")  # noqa: T201 - it is a program, too
        sizes = {path.name: path.stat().st_size for path in sorted(folder.glob("feed*.xml"))[-2:]}
        print(sizes, (folder / INDEX).stat().st_size)  # noqa: T201


if __name__ == "__main__":
    for each in sys.argv[1:]:
        _measure(int(each))
