"""What was read of the records once, so that a new episode does not have all others read again.

A hidden file in the output folder, a line of JSON an episode.  It is a cache: a record that changed
since is read again, and without the file, or with a damaged one, all of them are.  Lines are only
added, as long as not too many have lost their meaning: ten thousand episodes make two megabytes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from briefing.model import Episode

INDEX = ".catalogue.jsonl"
_HEAD = ["briefing", 1]  # a later program starts anew
_SLACK = 100  # lines without meaning that are not worth writing the file anew


@dataclass(frozen=True, slots=True)
class Entry:
    """As much of a whole episode as decides where it stands in the feed."""

    id: str
    guid: str
    published: dt.datetime
    audio: str
    """Name of its sound file."""
    bytes: int
    """Of the sound file."""
    record: tuple[int, int]
    """Of its record: time of the last change in nanoseconds, and size in bytes."""
    folder: int
    """When a file last came into its folder or left it, in nanoseconds."""

    @property
    def stamp(self) -> tuple[str, tuple[int, int], int]:
        """Changes when its record or the files beside it do."""
        return self.id, self.record, self.folder


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


class Catalogue:
    """The entries that are known, and the documents that were written of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._entries: dict[str, Entry] = {}
        self._keys: dict[str, str] = {}
        self._added: list[list[Any]] = []
        self._read: set[str] = set()  # episodes whose record is new to us
        self._lines = 0  # in the file; none when it has to be written anew
        with contextlib.suppress(OSError):
            self._load(path.read_bytes().splitlines())

    def entry(self, folder: Path, record: Path, read: Callable[[], Episode]) -> Entry:
        """The entry of the episode in *folder*; *read* is called when its *record* is not known.

        Raises:
            OSError: there is no record.
            ValueError: it is damaged.
        """
        status, changed = record.stat(), folder.stat().st_mtime_ns
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._entries.get(folder.name)
        if known is None or known.record != stamp:
            episode = read()
            known = Entry(
                folder.name, episode.guid, episode.published, episode.audio, episode.bytes, stamp,
                changed,
            )  # fmt: skip
            self._entries[folder.name] = known
            self._read.add(folder.name)
            self._added.append(_row(known))
        return replace(known, folder=changed)  # not in the file: it is looked at each time

    def knew(self, name: str) -> bool:
        """Whether the record of the episode *name* is the one that was known before."""
        return name in self._entries and name not in self._read

    def key(self, name: str) -> str:
        """What decided the content of the document *name* when it was written; empty: unknown."""
        return self._keys.get(name, "")

    def wrote(self, name: str, key: str) -> None:
        """Remember that the document *name* is as *key* says."""
        if key and self._keys.get(name) != key:
            self._keys[name] = key
            self._added.append([name, key])

    def save(self, alive: Collection[str], write: Callable[[Path, bytes], None]) -> None:
        """Write what is new; *alive* are the folders and documents that are still there.

        Only while nobody else publishes.  A disk that refuses is passed over: it is a cache.
        """
        worth = [each for each in (*self._entries, *self._keys) if each in alive]
        with contextlib.suppress(OSError):
            if not self._lines or self._lines + len(self._added) > 2 * len(worth) + _SLACK:
                rows: Iterable[list[Any]] = (
                    _row(self._entries[each]) if each in self._entries else [each, self._keys[each]]
                    for each in worth
                )
                write(self._path, _written([_HEAD, *rows]))
            elif self._added:
                with self._path.open("ab") as file:
                    file.write(b"\n" + _written(self._added))  # a line that was cut off ends here
        self._added.clear()

    def _load(self, lines: list[bytes]) -> None:
        if not lines or _parsed(lines[0]) != _HEAD:
            return
        self._lines = len(lines)
        for each in lines[1:]:
            with contextlib.suppress(ValueError, TypeError):
                match _parsed(each):
                    case [str(name), str(key)]:
                        self._keys[name] = key
                    case [
                        str(name),
                        str(guid),
                        str(date),
                        str(audio),
                        int(size),
                        int(at),
                        int(length),
                    ]:
                        published = dt.datetime.fromisoformat(date)
                        if published.tzinfo is not None and os.sep not in audio:
                            self._entries[name] = Entry(
                                name, guid, published, audio, size, (at, length), 0
                            )


def _row(entry: Entry) -> list[Any]:
    return [
        entry.id, entry.guid, entry.published.isoformat(), entry.audio, entry.bytes, *entry.record,
    ]  # fmt: skip


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _written(rows: list[list[Any]]) -> bytes:
    return b"".join(json.dumps(row).encode("ascii") + b"\n" for row in rows)
