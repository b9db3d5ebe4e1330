"""Episodes on disk.  The folder is the database: one record an episode, and the feed from them.

    output/feed.xml  output/feed-0001.xml  output/show.json  output/cover.jpg
    output/episodes/2026-11-22-tour-eiffel/{episode.json, 2026-11-22-tour-eiffel.mp3, script.md}

An episode is made in a hidden folder beside the others and appears by one rename; the feed is
replaced in one move; a lock lets one publisher at a time do so.  A reader never meets a half.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Protocol, TypeVar

from briefing import record
from briefing.errors import OutputError
from briefing.library.catalogue import INDEX, Catalogue, Entry
from briefing.library.disk import NEW, folders, refusals, replace_file, replace_files, sync
from briefing.library.show import give_guid, read_guid
from briefing.model import Episode

__all__ = [
    "AUDIO", "FEED", "INDEX", "RECORD", "SCRIPT", "Document", "Entry", "Library", "alone",
    "give_guid", "read_guid", "replace_file", "slug",
]  # fmt: skip
RECORD, SCRIPT, FEED = "episode.json", "script.md", "feed.xml"
AUDIO = "sound"  # in a draft; published it is called `Episode.audio`
_DRAFT, _OLD = ".draft-", ".old-"
_STALE = 24 * 3600  # seconds after which a draft has been left behind by a crash
_PATIENCE = 120.0  # seconds to wait for another publisher; publishing takes well under one
_SLUG_LENGTH = 60
_ARCHIVE = re.compile(r"feed-\d{4,}\.xml")  # what `feed.pages` calls them


class Document(Protocol):
    """A file of the feed; see `feed.Document`."""

    @property
    def name(self) -> str:
        """Of the file in the output folder."""

    @property
    def key(self) -> str:
        """The same as long as the content is; empty when that is not known beforehand."""

    @property
    def content(self) -> Callable[[], bytes]:
        """Renders it."""


class _Dated(Protocol):
    """An episode, or its entry in the catalogue."""

    @property
    def id(self) -> str: ...
    @property
    def guid(self) -> str: ...
    @property
    def published(self) -> dt.datetime: ...


T = TypeVar("T", bound=_Dated)


class Library:
    """The output folder: what is published, and the way to publish more."""

    def __init__(self, folder: Path, *, patience: float = _PATIENCE) -> None:
        self.folder = folder
        self._episodes = folder / "episodes"
        self._patience = patience
        self._catalogue: Catalogue | None = None  # of the last `stock`
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
        Reads every record to its end; `stock` and `read` read only what they must.
        """
        whole = self._each(_read, complain)
        return tuple(reversed(self._unlike(whole, complain)))

    def stock(
        self, complain: Callable[[str], None], until: dt.datetime | None = None
    ) -> tuple[Entry, ...]:
        """The same episodes, oldest first, by as much as decides where they stand in the feed.

        Only records that changed since `refresh` are read.  One that is dated after *until* is
        left out too, and named: it comes in when the feed is written after that date.
        """
        known = self._catalogue = Catalogue(self.folder / INDEX)

        def look(folder: Path) -> Entry:
            entry = known.entry(folder, folder / RECORD, lambda: _read(folder))
            _check_sound(folder / entry.audio, entry.bytes)
            return entry

        found = self._unlike(self._each(look, complain), complain)
        for entry in found:
            if until is not None and entry.published > until:
                complain(
                    f"{self._episodes / entry.id / RECORD} is left out of the feed until "
                    f"{entry.published.isoformat()}, its date, is past."
                )
        return tuple(each for each in found if until is None or each.published <= until)

    def read(
        self, entries: Iterable[Entry], complain: Callable[[str], None]
    ) -> tuple[Episode, ...]:
        """The episodes of *entries*, in their order; one that was damaged just now is left out."""
        paths = (self._episodes / each.id for each in entries)
        return tuple(self._those(paths, _read, complain))

    def beside(self, episode: Episode) -> frozenset[str]:
        """The names of the files in the folder of *episode*."""
        with contextlib.suppress(OSError):
            return frozenset(os.listdir(self.path(episode)))  # noqa: PTH208 - names, not paths
        return frozenset()

    def refresh(self, documents: Iterable[Document], *, anew: bool = False) -> tuple[str, ...]:
        """Write those *documents* of the feed that are not as they should be; their names.

        What is as its key says is neither rendered nor read, unless *anew*; what comes out as it
        was is not written, so that it keeps its date.  All are rendered before the first is moved
        into place, in the order given.  Only inside `publishing`, after `stock`.
        """
        known = self._catalogue or Catalogue(self.folder / INDEX)
        names: set[str] = set()
        stale: dict[str, str] = {}

        def rendered() -> Iterator[tuple[Path, bytes]]:
            for each in documents:
                path = self.folder / each.name
                names.add(each.name)
                if anew or not each.key or known.key(each.name) != each.key or not path.is_file():
                    stale[each.name] = each.key
                    yield path, each.content()

        written = replace_files(rendered())
        for name, key in stale.items():
            known.wrote(name, key)
        for path in self.folder.glob("feed-*.xml"):
            if path.name not in names and _ARCHIVE.fullmatch(path.name):
                path.unlink()
        known.save(names | {each.name for each in folders(self._episodes)}, replace_file)
        return tuple(path.name for path in written)

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
        with refusals(self.folder):
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

        with refusals(self.folder):
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
        _check_sound(draft / AUDIO, episode.bytes)
        (draft / AUDIO).rename(draft / episode.audio)
        replace_file(draft / RECORD, record.dump(episode))
        for path in draft.iterdir():
            path.chmod(0o644)  # whatever the umask: a web server reads them
            sync(path)
        target = self.path(episode)
        if target.exists():
            target.rename(self._episodes / f"{_OLD}{episode.id}")  # gone when all is published
        draft.rename(target)
        self._appeared.append((draft, target))
        sync(self._episodes)

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

    def _each(self, read: Callable[[Path], T], complain: Callable[[str], None]) -> Iterator[T]:
        return self._those(folders(self._episodes), read, complain)

    def _those(
        self, paths: Iterable[Path], read: Callable[[Path], T], complain: Callable[[str], None]
    ) -> Iterator[T]:
        """What *read* makes of the episodes in *paths* that are whole."""
        for path in paths:
            try:
                yield read(path)
            except FileNotFoundError as error:
                complain(f"{path} is left out of the feed: {_name(error)} is missing.")
            except OSError as error:
                complain(f"{path} is left out of the feed: {_name(error)}: {error.strerror}.")
            except ValueError as error:
                complain(f"{path} is left out of the feed: {error}.")

    def _unlike(self, found: Iterable[T], complain: Callable[[str], None]) -> Sequence[T]:
        """Those of *found* that do not have the guid of an older one, oldest first."""
        kept: dict[str, T] = {}
        for episode in sorted(found, key=_age):
            first = kept.setdefault(episode.guid, episode)
            if first is not episode:
                complain(
                    f"{self._episodes / episode.id / RECORD} is left out of the feed: "
                    f"its guid is that of {first.id}."
                )
        return tuple(kept.values())

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
        left = (self._episodes.glob(f"{_DRAFT}*"), self.folder.glob(f"{NEW}*"))
        for path in chain(*left):
            # Drafts come and go while we look: their makers do not wait for the lock.
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > _STALE:
                    if path.is_dir():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        path.unlink()


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[bool]:
    """Whether this process is the only one inside such a block with the file *lock*.

    It asks and never waits.  The system lets go of the lock when a process ends, however it ends.

    Raises:
        OSError: *lock* cannot be made.
    """
    import filelock  # see publishing

    held = filelock.FileLock(lock)
    try:
        held.acquire(timeout=0)
    except filelock.Timeout:
        yield False
        return
    try:
        yield True
    finally:
        held.release()


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


def _read(folder: Path) -> Episode:
    """The episode in *folder*; OSError or ValueError when it is not whole."""
    try:
        episode = record.load((folder / RECORD).read_bytes())
    except ValueError as error:
        raise ValueError(f"{RECORD}: {error}") from error
    if episode.id != folder.name:
        raise ValueError(f"{RECORD}: it is the record of '{episode.id}'")
    _check_sound(folder / episode.audio, episode.bytes)
    return episode


def _check_sound(path: Path, length: int) -> None:
    size = path.stat().st_size
    if size != length:
        raise ValueError(f"{path.name} has {size} bytes where the record says {length}")


def _age(episode: _Dated) -> tuple[dt.datetime, str]:
    return episode.published, episode.id


def _name(error: OSError) -> str:
    return Path(os.fsdecode(error.filename)).name
