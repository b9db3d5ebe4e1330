"""Episodes on disk.  The folder is the database: one record an episode, and the feed from them.

    output/feed.xml  output/cover.jpg
    output/episodes/2026-11-22-tour-eiffel/{episode.json, episode.mp3, script.md}

An episode is made in a hidden folder beside the others and appears by one rename; the feed is
replaced in one move; a lock lets one publisher at a time do so.  A reader never meets a half.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from briefing.errors import OutputError
from briefing.model import Episode, Kind, Loudness, Spoken

RECORD, AUDIO, SCRIPT, FEED = "episode.json", "episode.mp3", "script.md", "feed.xml"
FORMAT = 1  # of the record; a later program may read older ones
_DRAFT, _OLD = ".draft-", ".old-"
_STALE = 24 * 3600  # seconds after which a draft has been left behind by a crash
_PATIENCE = 120  # seconds to wait for another publisher; publishing takes well under one
_SLUG_LENGTH = 60


class Library:
    """The output folder: what is published, and the way to publish more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._episodes = folder / "episodes"

    def path(self, episode: Episode) -> Path:
        """The folder of *episode*."""
        return self._episodes / episode.id

    def audio(self, episode: Episode) -> Path:
        """The MP3 of *episode*."""
        return self.path(episode) / AUDIO

    def episodes(self, complain: Callable[[str], None]) -> tuple[Episode, ...]:
        """All whole episodes, newest first.

        One whose record or sound is missing or damaged is left out, and *complain* is told which
        and why: the rest stays published.
        """
        found = []
        for path in sorted(self._episodes.glob("[!.]*/")) if self._episodes.is_dir() else ():
            try:
                found.append(_read(path))
            except (OSError, ValueError, KeyError, TypeError) as error:
                complain(f"{path} is not a whole episode and is left out of the feed: {error}.")
        return tuple(
            sorted(found, key=lambda episode: (episode.published, episode.id), reverse=True)
        )

    def find(self, date: dt.date, title: str, origin: str) -> tuple[str, Episode | None]:
        """The id for an episode of that date and title, and the episode that bears it already.

        The same title from the same origin on the same day is the same episode, made again.
        Another origin's is another episode, and gets an id of its own.
        """
        base = f"{date:%Y-%m-%d}-{slug(title)}"
        number = 1
        while True:
            name = base if number == 1 else f"{base}-{number}"
            path = self._episodes / name
            if not path.exists():
                return name, None
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                there = _read(path)
                if there.origin == origin:
                    return name, there
            number += 1

    @contextlib.contextmanager
    def draft(self) -> Iterator[Path]:
        """A hidden folder to make an episode in; gone afterwards, unless it was published.

        Raises:
            OutputError: whenever the disk refuses something inside.
        """
        with _disk(self.folder):
            self._episodes.mkdir(parents=True, exist_ok=True)
            path = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self._episodes))
            path.chmod(0o755)  # mkdtemp keeps it private; episodes are for everybody to read
            try:
                yield path
            finally:
                shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """Be the only publisher, in a library without traces of a crash.

        Raises:
            OutputError: another one has been at it for two minutes, or the disk refuses.
        """
        import filelock  # only when something is published

        with _disk(self.folder):
            self._episodes.mkdir(parents=True, exist_ok=True)
            try:
                with filelock.FileLock(self.folder / ".lock", timeout=_PATIENCE):
                    self._recover()
                    yield
            except filelock.Timeout as error:
                raise OutputError(
                    f"Another briefing has been publishing to {self.folder} for {_PATIENCE} s.",
                    hint="Wait for it to end, and run this again.",
                ) from error

    def put(self, draft: Path, episode: Episode) -> None:
        """Publish *draft* as *episode*: its record is written, then the folder appears at once.

        One with the same id is replaced.  Only inside `publishing`.
        """
        replace_file(draft / RECORD, _dump(episode).encode())
        for name in (AUDIO, SCRIPT, RECORD):
            _sync(draft / name)
        target, old = self.path(episode), self._episodes / f"{_OLD}{episode.id}"
        if target.exists():
            target.rename(old)
        draft.rename(target)
        _sync(self._episodes)
        shutil.rmtree(old, ignore_errors=True)

    def _recover(self) -> None:
        for old in self._episodes.glob(f"{_OLD}*"):
            target = self._episodes / old.name.removeprefix(_OLD)
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(target)  # a crash between the two renames of `put`
        for draft in self._episodes.glob(f"{_DRAFT}*"):
            if time.time() - draft.stat().st_mtime > _STALE:
                shutil.rmtree(draft, ignore_errors=True)


def slug(title: str) -> str:
    """*title* as part of a file name: ASCII letters, digits and hyphens.

    >>> slug("L’été à Œting : 3,5 % !"), slug("???")
    ('l-ete-a-oeting-3-5', 'briefing')
    """
    letters = title.lower().replace("œ", "oe").replace("æ", "ae")
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", letters))
    words = re.findall(r"[a-z0-9]+", bare)
    name = ""
    for word in words:
        if len(name) + len(word) + 1 > _SLUG_LENGTH:
            break
        name = f"{name}-{word}" if name else word
    return name or (words[0][:_SLUG_LENGTH] if words else "briefing")


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file at *path* in one move: a reader gets the old one or the new one, whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OutputError(
                f"The disk of {folder} is full.",
                hint="Nothing was published and nothing published was touched; make room.",
            ) from error
        reason = error.strerror or str(error)
        raise OutputError(
            f"{folder} cannot be written: {reason}.",
            hint="Name another folder with --output.",
        ) from error


def _sync(path: Path) -> None:
    """Make sure that *path* is on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _dump(episode: Episode) -> str:
    table = {"format": FORMAT} | asdict(episode)
    table["published"] = episode.published.isoformat()
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _read(folder: Path) -> Episode:
    table = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    if table.pop("format") != FORMAT:
        raise ValueError("its record is of another version of briefing")
    if table["id"] != folder.name:
        raise ValueError(f"its record is that of '{table['id']}'")
    size = (folder / AUDIO).stat().st_size
    if size != table["bytes"]:
        raise ValueError(f"{AUDIO} has {size} bytes where the record says {table['bytes']}")
    table["published"] = dt.datetime.fromisoformat(table["published"])
    table["loudness"] = Loudness(**table["loudness"])
    table["transcript"] = tuple(
        Spoken(**{**each, "kind": Kind(each["kind"]), "sources": tuple(each["sources"])})
        for each in table["transcript"]
    )
    table["left_out"], table["notices"] = tuple(table["left_out"]), tuple(table["notices"])
    return Episode(**table)
