"""The path of a request -> a file of the folder, and never one outside it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

INDEX = "index.html"


class Place(NamedTuple):
    """A file that may be served, or a folder's page that is one slash away."""

    path: Path
    """Where it really lies."""
    name: str
    """Below the folder, with slashes, as it was asked for."""
    moved: bool = False
    """Whether a folder was asked for without the slash at its end: relative links need it."""


def locate(folder: Path, asked: str) -> Place | None:
    """The regular file that the path *asked*, with its escapes undone, stands for in *folder*.

    A path with a slash at its end, or of a folder, stands for the `index.html` in it; folders are
    never listed.  None for what is hidden (a name that begins with a dot), for what lies outside,
    by whatever trick or link, and for what is no file; to the world these are all not there.
    """
    if not asked.startswith("/") or "\\" in asked or "\0" in asked:
        return None
    parts = asked[1:].split("/")
    wants_index = parts[-1] == ""
    if wants_index:
        parts = parts[:-1]
    if any(not part or part.startswith(".") for part in parts):
        return None
    try:
        return _found(folder, parts, wants_index=wants_index)
    except (OSError, ValueError):
        # A link in a circle, a name too long, a folder closed to us, half a surrogate pair.
        return None


def _found(folder: Path, parts: list[str], *, wants_index: bool) -> Place | None:
    root = os.path.realpath(folder)
    path = Path(os.path.realpath(os.path.join(root, *parts)))  # noqa: PTH118 - as realpath needs it
    below = path.relative_to(root).parts  # a ValueError for what lies outside
    if any(part.startswith(".") for part in below):
        return None
    is_folder = path.is_dir()
    if not wants_index and not is_folder:
        return Place(path, "/".join(parts)) if stat.S_ISREG(path.stat().st_mode) else None
    if not is_folder:
        return None  # a slash after the name of a file
    index = _found(folder, [*parts, INDEX], wants_index=False)
    return index and index._replace(moved=not wants_index)
