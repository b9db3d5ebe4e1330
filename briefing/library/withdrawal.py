"""Episodes that are about to go: they are marked first, and go when no feed names them any more.

A mark is a hidden file in the folder of the episode.  Whoever reads the library passes over what
is marked, so the next feed is without it; its sound stays where the feed before says it is.  What
was marked when a crash came is taken away by the next publisher, after its feed.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from briefing.library.disk import sync

GONE = ".gone-"
"""How the name of a folder begins that nobody is to see any more."""
_MARK = ".removed"


def mark(folder: Path) -> None:
    """Say that the episode in *folder* is to go; on the disk when this returns."""
    (folder / _MARK).touch()
    sync(folder)


def unmark(folder: Path) -> None:
    """Let it stay after all."""
    with contextlib.suppress(FileNotFoundError):
        (folder / _MARK).unlink()


def is_marked(folder: Path) -> bool:
    """Whether the episode in *folder* is to go."""
    return (folder / _MARK).exists()


def marked(episodes: Path) -> Iterator[Path]:
    """The folders in *episodes* that are to go."""
    return (path.parent for path in episodes.glob(f"[!.]*/{_MARK}"))


def take_away(folder: Path) -> None:
    """Remove *folder*: it disappears in one step, and then file by file."""
    hidden = folder.with_name(f"{GONE}{folder.name}")
    folder.rename(hidden)
    sync(hidden.parent)
    shutil.rmtree(hidden, ignore_errors=True)
