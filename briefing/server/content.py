"""A file of the folder -> the bytes that a client gets, and the ETag that names them."""

from __future__ import annotations

import functools
import gzip
import hashlib
import io
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from briefing.library import FEED
from briefing.settings import LOCAL_URL

_MOST = 4 << 20  # bytes of a text that is packed; a larger one is sent as it lies
_LEAST = 500  # bytes; packing less saves nothing, all fits in one packet
_KEPT = 16  # texts, packed and not, kept in memory: every app asks for the same few
_SELF = re.compile(rb"<atom:link\b[^>]*\brel=\"self\"[^>]*>")
_BASE = re.compile(rb"\bhref=\"(https?://[^\"]*/)" + re.escape(FEED).encode() + rb"\"")


class Body(NamedTuple):
    """What is sent, from whole to a part; to be closed."""

    file: BinaryIO
    size: int
    """Bytes."""
    etag: str
    """Strong: other bytes have another one, packed ones too."""
    modified: float | None
    """Seconds since 1970; None when the date of the file says nothing of these bytes."""
    packed: bool = False
    """Whether it is packed by gzip."""


class _Text(NamedTuple):
    content: bytes
    etag: str
    changed: bool


class Contents:
    """The files of *folder*.  What is kept in memory is at most 16 texts of 4 MB."""

    def __init__(self, folder: Path, *, follow: bool) -> None:
        """With *follow*, the feed names the address that it is asked for at."""
        self._folder = folder
        self._follow = follow
        self._text = functools.lru_cache(_KEPT)(_read)

    def whole(self, path: Path) -> Body:
        """The file at *path* as it lies.

        Raises:
            OSError: it cannot be opened, or is no file.
        """
        file = path.open("rb", buffering=0)
        there = os.fstat(file.fileno())
        if not stat.S_ISREG(there.st_mode):
            file.close()
            raise FileNotFoundError(path)
        mark = f"{there.st_ino}-{there.st_size}-{there.st_mtime_ns}"
        return Body(file, there.st_size, _etag(mark.encode()), there.st_mtime)

    def text(self, path: Path, address: str, *, packed: bool) -> Body:
        """The text at *path*; a feed names its files at *address*, see `base`.

        Raises:
            OSError: it cannot be opened.
        """
        there = path.stat()
        if there.st_size > _MOST:
            return self.whole(path)
        before = self.base() if path.suffix == ".xml" else b""
        after = self.address(before, address)
        made = self._text(path, (there.st_ino, there.st_size, there.st_mtime_ns), before, after,
                          packed)  # fmt: skip
        return Body(
            io.BytesIO(made.content),
            len(made.content),
            made.etag,
            None if made.changed else there.st_mtime,
            packed and made.etag.endswith('-gzip"'),
        )

    def base(self) -> bytes:
        """Where the feed on disk says that this folder is read from, with a slash at its end."""
        try:
            feed = (self._folder / FEED).read_bytes()
        except OSError:
            return b""
        start = _SELF.search(feed)
        match = _BASE.search(start[0]) if start else None
        return match[1] if match else b""

    def address(self, base: bytes, asked: str) -> bytes:
        """What is to be written in the place of *base* for who asked at *asked*.

        A feed that was made for the world keeps its addresses.  One that was made for this machine
        only would send a phone to itself, so it names the address at which the phone found it.
        """
        if not self._follow and base != LOCAL_URL.encode():
            return base
        return asked.encode()


def _read(
    path: Path, _version: tuple[int, int, int], before: bytes, after: bytes, packed: bool
) -> _Text:
    content = path.read_bytes()
    changed = bool(before) and before != after and before in content
    if changed:
        content = content.replace(before, after)
    etag = _etag(content)
    if packed and len(content) >= _LEAST:
        # Level 6 is the usual one; without a time the same text gives the same bytes.
        content, etag = gzip.compress(content, 6, mtime=0), f'{etag[:-1]}-gzip"'
    return _Text(content, etag, changed)


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
