"""Episodes on disk.  The folder is the database: one record an episode, and the feed from them.

    output/feed.xml  output/cover.jpg
    output/episodes/2026-11-22-tour-eiffel/{episode.json, 2026-11-22-tour-eiffel.mp3, script.md}

An episode is made in a hidden folder beside the others and appears by one rename; the feed is
replaced in one move; a lock lets one publisher at a time do so.  A reader never meets a half.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path

from briefing import record
from briefing.errors import OutputError
from briefing.model import Episode

RECORD, SCRIPT, FEED = "episode.json", "script.md", "feed.xml"
AUDIO = "sound"  # in a draft; published it is called `Episode.audio`
_DRAFT, _OLD, _NEW = ".draft-", ".old-", ".new-"
_STALE = 24 * 3600  # seconds after which a draft has been left behind by a crash
_PATIENCE = 120.0  # seconds to wait for another publisher; publishing takes well under one
_SLUG_LENGTH = 60


class Library:
    """The output folder: what is published, and the way to publish more."""

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        self.folder = folder
        self._episodes = folder / "episodes"
        self._patience = patience
        self._appeared: list[tuple[Path, Path]] = []  # draft and folder of each `put`, to undo it

    def path(self, episode: Episode) -> Path:
        """The folder of *episode*."""
        return self._episodes / episode.id

    def audio(self, episode: Episode) -> Path:
        """The MP3 of *episode*."""
        return self.path(episode) / episode.audio

    def episodes(self, complain: Callable[[str], None]) -> tuple[Episode, ...]:
        """All whole episodes, newest first, no two with the same guid.

        One whose record or sound is missing or damaged is left out, and *complain* is told which
        file and why: the rest stays published.  Of several with one guid the oldest keeps it.
        """
        found: dict[str, Episode] = {}
        for episode in sorted(self._whole(complain), key=_age):
            first = found.setdefault(episode.guid, episode)
            if first is not episode:
                complain(
                    f"{self.path(episode) / RECORD} is left out of the feed: "
                    f"its guid is that of {first.id}."
                )
        return tuple(reversed(found.values()))

    def find(self, date: dt.date, title: str, origin: str) -> tuple[str, Episode | None]:
        """The id for an episode of that date and title, and the episode that bears it already.

        The same title from the same origin on the same day is the same episode, made again.
        Any other gets an id of its own.
        """
        base = f"{date:%Y-%m-%d}-{slug(title)}"
        names = (base if number == 1 else f"{base}-{number}" for number in count(1))
        taken = {path.name for path in self._episodes.glob(f"{base}*")}
        # Its older namesakes may be gone, so all that are there are looked at, not only the first.
        for name in sorted(taken):
            with contextlib.suppress(OSError, ValueError):
                there = _read(self._episodes / name)
                if (there.title, there.origin) == (title, origin):
                    return name, there
        return next(name for name in names if name not in taken), None

    @contextlib.contextmanager
    def draft(self) -> Iterator[Path]:
        """A hidden folder to make an episode in; gone afterwards, unless it was published.

        Raises:
            OutputError: whenever the disk refuses something inside.
        """
        with _disk(self.folder):
            self._make()
            path = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self._episodes))
            path.chmod(0o755)  # mkdtemp keeps it private; episodes are for everybody to read
            try:
                yield path
            finally:
                shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """Be the only publisher, in a library without traces of a crash.

        Whatever is raised inside, what was published before is then as it was before.

        Raises:
            OutputError: another one has been at it for longer than our patience, two minutes, or
                the disk refuses.
        """
        import filelock  # only when something is published

        with _disk(self.folder):
            self._make()
            try:
                with filelock.FileLock(self.folder / ".lock", timeout=self._patience):
                    self._mend()
                    self._sweep()
                    with self._all_or_nothing():
                        yield
            except filelock.Timeout as error:
                raise OutputError(
                    f"Another briefing has been publishing to {self.folder} "
                    f"for {self._patience:g} s.",
                    hint="Wait for it to end, and run this again.",
                ) from error

    def put(self, draft: Path, episode: Episode) -> None:
        """Publish *draft* as *episode*: its record is written, then the folder appears at once.

        One with the same id is replaced.  Only inside `publishing`.

        Raises:
            ValueError: *draft* does not hold the sound that *episode* is about.
        """
        _check_sound(draft / AUDIO, episode)
        (draft / AUDIO).rename(draft / episode.audio)
        replace_file(draft / RECORD, record.dump(episode))
        for path in draft.iterdir():
            path.chmod(0o644)  # whatever the umask: a web server reads them
            _sync(path)
        target = self.path(episode)
        if target.exists():
            target.rename(self._episodes / f"{_OLD}{episode.id}")  # gone when all is published
        draft.rename(target)
        self._appeared.append((draft, target))
        _sync(self._episodes)

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._appeared.clear()
        try:
            yield
        except BaseException:
            for draft, target in reversed(self._appeared):
                target.rename(draft)
            raise
        finally:
            self._mend()

    def _whole(self, complain: Callable[[str], None]) -> Iterator[Episode]:
        for path in sorted(self._episodes.glob("[!.]*/")):
            try:
                yield _read(path)
            except FileNotFoundError as error:
                complain(f"{path} is left out of the feed: {_name(error)} is missing.")
            except OSError as error:
                complain(f"{path} is left out of the feed: {_name(error)}: {error.strerror}.")
            except ValueError as error:
                complain(f"{path} is left out of the feed: {error}.")

    def _make(self) -> None:
        for path in (self.folder, self._episodes):
            if not path.is_dir():
                path.mkdir(parents=True, exist_ok=True)
                path.chmod(0o755)  # whatever the umask: a web server reads it

    def _mend(self) -> None:
        """Undo half a `put`: the episode between its two renames comes back, one replaced goes."""
        for old in self._episodes.glob(f"{_OLD}*"):
            target = self._episodes / old.name.removeprefix(_OLD)
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(target)

    def _sweep(self) -> None:
        """Take away what crashes left behind long ago; what is fresh may be at work."""
        left = (self._episodes.glob(f"{_DRAFT}*"), self.folder.glob(f"{_NEW}*"))
        for path in chain(*left):
            # Drafts come and go while we look: their makers do not wait for the lock.
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _STALE:
                    if path.is_dir():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        path.unlink()


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
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_NEW, delete=False) as file:
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
        if error.errno is None:
            raise  # no disk says so: to Python, requests' errors of the network are OSErrors too
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OutputError(
                f"The disk of {folder} is full.",
                hint="Nothing was published and nothing published was touched; make room.",
            ) from error
        reason = error.strerror or str(error)
        if isinstance(error.filename, str) and not _is_within(error.filename, folder):
            raise OutputError(f"{error.filename} cannot be used: {reason}.") from error
        raise OutputError(
            f"{folder} cannot be written: {reason}.",
            hint="Name another folder with --output.",
        ) from error


def _is_within(name: str, folder: Path) -> bool:
    return Path(name).absolute().is_relative_to(folder.absolute())


def _sync(path: Path) -> None:
    """Make sure that *path* is on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(folder: Path) -> Episode:
    """The episode in *folder*; OSError or ValueError when it is not whole."""
    try:
        episode = record.load((folder / RECORD).read_bytes())
    except ValueError as error:
        raise ValueError(f"{RECORD}: {error}") from error
    if episode.id != folder.name:
        raise ValueError(f"{RECORD}: it is the record of '{episode.id}'")
    _check_sound(folder / episode.audio, episode)
    return episode


def _check_sound(path: Path, episode: Episode) -> None:
    size = path.stat().st_size
    if size != episode.bytes:
        raise ValueError(f"{path.name} has {size} bytes where the record says {episode.bytes}")


def _age(episode: Episode) -> tuple[dt.datetime, str]:
    return episode.published, episode.id


def _name(error: OSError) -> str:
    return Path(os.fsdecode(error.filename)).name
