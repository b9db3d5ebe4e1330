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
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Protocol, TypeVar
from xml.sax.saxutils import escape

from briefing import record
from briefing.errors import OutputError
from briefing.library import leavings, withdrawal
from briefing.library.catalogue import INDEX, Catalogue, Document, Entry
from briefing.library.disk import exchange, folders, refusals, replace_file, replace_files, sync
from briefing.library.leavings import alone
from briefing.library.names import slug
from briefing.library.show import give_guid, read_guid
from briefing.model import MEDIA_TYPES, Episode

__all__ = [
    "AUDIO", "FEED", "INDEX", "RECORD", "SCRIPT", "Document", "Entry", "Library", "alone",
    "give_guid", "read_guid", "replace_file", "replace_files", "slug",
]  # fmt: skip
RECORD, SCRIPT, FEED = "episode.json", "script.md", "feed.xml"
AUDIO = "sound"  # in a draft; published it is called `Episode.audio`
_OLD = ".old-"
_PAGE = "index.html"  # in the folder of an episode; see `publication`
_PATIENCE = 120.0  # seconds to wait for another publisher; publishing takes well under one
_ARCHIVE = re.compile(r"feed-\d{4,}\.xml")  # what `feed.pages` calls them


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
        self._withdrawn: list[Path] = []  # folders marked by `withdraw`, to undo it
        self._refreshed = False  # whether the feed was written in this `publishing`
        self._interrupted = False

    @property
    def interrupted(self) -> bool:
        """Whether the publisher before did not come to its end: pages may be missing or old."""
        return self._interrupted

    @property
    def unfinished(self) -> bool:
        """Whether somebody is publishing, or a crash kept him from coming to the end."""
        return leavings.is_marked(self.folder)

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
        left out too, and named: it comes in when the feed is written after that date.  What the
        feed has already stays in it, as long as nobody edits its record: a clock that was put
        back takes nothing away.
        """
        known = self._catalogue = Catalogue(self.folder / INDEX)

        def look(folder: Path) -> Entry:
            entry = known.entry(folder, folder / RECORD, lambda: _read(folder))
            _check_sound(folder / entry.audio, entry.bytes)
            return entry

        found = self._unlike(self._each(look, complain), complain)
        if until is None:
            return tuple(found)
        late = {entry.id for entry in found if entry.published > until and not self._stays(entry)}
        for entry in found:
            if entry.id in late:
                complain(
                    f"{self._episodes / entry.id / RECORD} is left out of the feed until "
                    f"{entry.published.isoformat()}, its date, is past."
                )
        return tuple(each for each in found if each.id not in late)

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
        sync(self.folder)  # the feed is in its place before what it no longer names goes
        for name, key in stale.items():
            known.wrote(name, key)
        for path in self.folder.glob("feed-*.xml"):
            if path.name not in names and _ARCHIVE.fullmatch(path.name):
                path.unlink()
        known.save(names | {each.name for each in folders(self._episodes)}, replace_file)
        self._refreshed = True
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
            with leavings.draft(self._episodes) as path:
                yield path

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
                    leavings.sweep(self.folder, self._episodes)
                    self._interrupted = leavings.begin(self.folder)
                    with self._all_or_nothing():
                        yield
                    if self._refreshed or not (self._appeared or self._interrupted):
                        leavings.end(self.folder)
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
        leavings.disown(draft)
        for path in draft.iterdir():
            path.chmod(0o644)  # whatever the umask: a web server reads them
            sync(path)
        target, old = self.path(episode), self._episodes / f"{_OLD}{episode.id}"
        self._carry_over(target, draft)
        sync(draft)
        if not target.exists():
            draft.rename(target)
        elif exchange(draft, target):
            draft.rename(old)  # gone when all is published
        else:
            target.rename(old)
            draft.rename(target)
        self._appeared.append((draft, target))
        sync(self._episodes)

    def names(self) -> tuple[str, ...]:
        """The ids of all episodes, whole or damaged, oldest first."""
        there = folders(self._episodes)
        return tuple(each.name for each in there if not withdrawal.is_marked(each))

    def withdraw(self, name: str) -> None:
        """Let the episode *name* go: no feed written from now on has it.

        Its files are there until `publishing` ends, and go only if the feed was written in it.
        Only inside `publishing`.

        Raises:
            OSError: there is no such folder, or it cannot be written.
        """
        folder = self._episodes / name
        withdrawal.mark(folder)
        self._withdrawn.append(folder)

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._appeared.clear()
        self._withdrawn.clear()
        self._refreshed = False
        try:
            yield
        except BaseException:
            for folder in self._withdrawn:
                withdrawal.unmark(folder)
            for draft, target in reversed(self._appeared):
                old = target.with_name(f"{_OLD}{target.name}")
                if old.exists() and exchange(old, target):
                    old.rename(draft)
                else:
                    target.rename(draft)
            raise
        else:
            for folder in withdrawal.marked(self._episodes) if self._refreshed else ():
                withdrawal.take_away(folder)
            crashed = self._interrupted and self._refreshed
            for folder in folders(self._episodes) if crashed else self._made():
                self._drop_superseded(folder)
        finally:
            self._mend()

    def _made(self) -> list[Path]:
        return [target for _, target in self._appeared]

    def _carry_over(self, target: Path, draft: Path) -> None:
        """Lend the *draft* what the feed names of the episode in *target*, until the next feed."""
        with contextlib.suppress(OSError, ValueError):
            for name in (_read(target).audio, _PAGE):
                if not (draft / name).exists():
                    os.link(target / name, draft / name)

    def _drop_superseded(self, folder: Path) -> None:
        """Take away the sounds in *folder* that an episode made again no longer has."""
        with contextlib.suppress(OSError, ValueError):
            named = _read(folder).audio
            for path in folder.glob(f"{folder.name}.*"):
                if path.suffix[1:] in MEDIA_TYPES and path.name != named:
                    path.unlink()

    def _stays(self, entry: Entry) -> bool:
        """Whether the feed has *entry* already, whose record is as it was then."""
        if self._catalogue is None or not self._catalogue.knew(entry.id):
            return False
        with contextlib.suppress(OSError):
            return escape(entry.guid).encode() in (self.folder / FEED).read_bytes()
        return False

    def _each(self, read: Callable[[Path], T], complain: Callable[[str], None]) -> Iterator[T]:
        there = (each for each in folders(self._episodes) if not withdrawal.is_marked(each))
        return self._those(there, read, complain)

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
        """Undo half a `put`: the episode between its two renames comes back, one replaced goes.

        What was on its way out goes.
        """
        for gone in self._episodes.glob(f"{withdrawal.GONE}*"):
            shutil.rmtree(gone, ignore_errors=True)
        for old in self._episodes.glob(f"{_OLD}*"):
            target = self._episodes / old.name.removeprefix(_OLD)
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(target)


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
