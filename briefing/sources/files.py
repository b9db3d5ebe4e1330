"""What lies on this machine: files, pipes, folders, and patterns of names."""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from briefing.errors import SourceError

STDIN = "-"
MOST_FILES = 100  # of a folder or a pattern; a bulletin tells a few
MARKDOWN = frozenset({".md", ".markdown", ".mdown"})
_ARTICLES = MARKDOWN | {".txt", ".text", ".html", ".htm", ".xhtml", ".pdf"}
_HEAD = 4096  # bytes that show what a file is
_PATIENCE = 3.0  # seconds for somebody to open the other end of a named pipe


def expand(source: str) -> list[str]:
    """The files that *source* names: those of a folder or a pattern by name, else itself.

    A folder gives its own articles (text, Markdown, web pages, PDF), none of the folders in it.
    What exists under the very name is no pattern.

    Raises:
        SourceError: there are none, or more than `MOST_FILES`.
    """
    path = Path(source)
    if source == STDIN or not source or "\0" in source:
        return [source]
    if source.lower().startswith("file:"):
        return [_of_address(source)]
    try:
        if path.is_dir():
            return _checked(_in_folder(path, source), source, "is a folder without articles")
        if glob.has_magic(source) and not path.exists():
            found = [
                each
                for each in glob.glob(_home(source), recursive=True)  # noqa: PTH207 - see _home
                if Path(each).is_file()
            ]
            return _checked(sorted(found), source, "names no file")
    except OSError as error:
        raise SourceError(f"{printable(source)} cannot be read: {error.strerror}.") from error
    return [source]


def _in_folder(path: Path, source: str) -> list[str]:
    return sorted(
        os.path.join(source, each.name)  # noqa: PTH118 - "./x" stays as it was typed
        for each in path.iterdir()
        if each.suffix.lower() in _ARTICLES and not each.name.startswith(".") and each.is_file()
    )


def _checked(found: list[str], source: str, otherwise: str) -> list[str]:
    if not found:
        raise SourceError(
            f"{printable(source)} {otherwise}.",
            hint="Articles are files such as .txt, .md, .html and .pdf.",
        )
    if len(found) > MOST_FILES:
        raise SourceError(
            f"{printable(source)} names {len(found)} articles; at most {MOST_FILES} are read.",
            hint="Name those that you want to hear.",
        )
    return found


def _home(pattern: str) -> str:
    return os.path.expanduser(pattern)  # noqa: PTH111 - a Path would lose a "./"


def _of_address(source: str) -> str:
    """The path of a `file:` address that a person typed."""
    try:
        parts = urlsplit(source)
    except ValueError:
        parts = urlsplit("file://elsewhere/")
    if parts.netloc not in {"", "localhost"}:
        raise SourceError(f"{source[:80]!r} is no file of this machine.", hint="Name its path.")
    return url2pathname(parts.path)


def printable(source: str) -> str:
    """A file's name, which may be any bytes, so that it can be shown and recorded."""
    return os.fsencode(source).decode("utf-8", "replace")


def content(source: str, name: str, largest: Callable[[bytes], int]) -> bytes:
    """What the file *source* holds; *largest* says by its first bytes how many are read at most.

    Raises:
        SourceError: it cannot be read, or is too long.
    """
    if not source or "\0" in source:
        raise SourceError(f"{name!r} is no name of a file.", hint="Name a file, or give - .")
    path = Path(source)
    try:
        if path.is_fifo():
            return _piped(path, name, largest)
        with path.open("rb") as file:
            size = path.stat().st_size if path.is_file() else 0  # a device has no size
            return _bounded(file, b"", size, name, largest)
    except FileNotFoundError as error:
        hint = "Check the name; an address begins with https:// ."
        raise SourceError(f"There is no file {name}.", hint=hint) from error
    except IsADirectoryError as error:
        raise SourceError(f"{name} is a folder.", hint="Name a file in it.") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from error


def _bounded(
    file: IO[bytes], first: bytes, size: int, name: str, largest: Callable[[bytes], int]
) -> bytes:
    head = first + file.read(_HEAD - len(first))
    limit = largest(head)
    if size <= limit:
        whole = head + file.read(max(0, limit + 1 - len(head)))
        size = len(whole)
    if size > limit:
        raise too_long(name, size, limit)
    return whole


def _piped(path: Path, name: str, largest: Callable[[bytes], int]) -> bytes:
    """What comes through a named pipe; just opening it would wait for a writer for ever."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(pipe, "rb") as file:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                first = os.read(pipe, 1)
                connected = bool(first)
            except BlockingIOError:  # somebody is there who has not written yet
                first, connected = b"", True
            if connected:
                os.set_blocking(pipe, True)
                return _bounded(file, first, 0, name, largest)
            time.sleep(0.02)
    raise SourceError(f"{name} is a pipe that nobody writes to.", hint="Give a file, or -.")


def too_long(name: str, size: int, largest: int) -> SourceError:
    """The complaint about *size* bytes where at most *largest* are read."""
    # No more of a pipe or a device is read than shows that it is too long.
    amount = f" {size / 1e6:.1f} MB;" if size > largest + 1 else ""
    return SourceError(
        f"{name} is too long:{amount} at most {largest / 1e6:.0f} MB are read.",
        hint="Give the article alone, or a part of it.",
    )
