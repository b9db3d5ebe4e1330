"""Files that appear whole, and what a disk refuses as a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.errors import OutputError

NEW = ".new-"
"""How the name of a file begins that is not in its place yet."""
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, from linux/fcntl.h and linux/fs.h


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file at *path* in one move: a reader gets the old one or the new one, whole."""
    replace_files([(path, content)], always=True)


def replace_files(
    contents: Iterable[tuple[Path, bytes]], *, always: bool = False
) -> tuple[Path, ...]:
    """Replace several, all of which are written before the first is moved; which were replaced.

    One that has its content already is left alone, unless *always*: its date tells web servers
    and apps that nothing is new.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for path, content in contents:
            if always or not _holds(path, content):
                made.append((_temporary(path, content), path))
        for temporary, path in made:
            temporary.replace(path)
    except BaseException:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)
        raise
    return tuple(path for _, path in made)


def _holds(path: Path, content: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.stat().st_size == len(content) and path.read_bytes() == content
    return False


def _temporary(path: Path, content: bytes) -> Path:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=NEW, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(0o644)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return temporary


@contextlib.contextmanager
def refusals(folder: Path) -> Iterator[None]:
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


def sync(path: Path) -> None:
    """Make sure that *path* is on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(one: Path, other: Path) -> bool:
    """Have two folders change places in one step; False when this system or disk cannot.

    Linux can (`renameat2` with RENAME_EXCHANGE, rename(2)); nobody meets neither of them.
    """
    import ctypes  # only when an episode is made again

    swap = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return swap is not None and not swap(
        _HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE
    )


def folders(path: Path) -> list[Path]:
    """The folders in *path* that are no drafts, by name; none when it is not there."""
    try:
        with os.scandir(path) as found:
            names = [each.name for each in found if each.name[0] != "." and each.is_dir()]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    return [path / name for name in sorted(names)]
