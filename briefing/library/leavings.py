"""What crashes leave behind, and how the next publisher tells it from what is at work now.

A draft is locked by its maker: the system lets go of the lock when that process ends, however it
ends, and then the draft is nobody's.  Whoever publishes leaves a mark in the output folder until
the feed is written: who finds one knows that pages may be missing, and writes all of them anew.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from briefing.library.disk import NEW, sync

_DRAFT, _BEGUN = ".draft-", ".begun-"
_OWNER = ".owner"  # in a draft: the file that its maker has locked
_BUSY = ".publishing"  # in the output folder: the mark
_STALE = 24 * 3600  # seconds after which what has no owner has been left behind by a crash


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[bool]:
    """Whether this process is the only one inside such a block with the file *lock*.

    It asks and never waits.  The system lets go of the lock when a process ends, however it ends.

    Raises:
        OSError: *lock* cannot be made.
    """
    import filelock  # 20 ms, and only when something is published

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


@contextlib.contextmanager
def draft(episodes: Path) -> Iterator[Path]:
    """A hidden folder in *episodes* that is ours until the end of the block, and gone then."""
    # It gets the name of a draft when it has its owner, so nobody finds one that has none yet.
    begun = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=episodes))
    path = begun.with_name(_DRAFT + begun.name.removeprefix(_BEGUN))
    try:
        begun.chmod(0o755)  # mkdtemp keeps it private; episodes are for everybody to read
        with alone(begun / _OWNER):
            begun.rename(path)
            yield path
    finally:
        shutil.rmtree(begun, ignore_errors=True)
        shutil.rmtree(path, ignore_errors=True)


def disown(path: Path) -> None:
    """Take what makes it a draft out of the draft *path*, which is about to be published."""
    (path / _OWNER).unlink(missing_ok=True)


def sweep(folder: Path, episodes: Path) -> None:
    """Take away what crashes left in the output *folder*; only for the one publisher."""
    fresh = (episodes.glob(f"{_DRAFT}*"), episodes.glob(f"{_BEGUN}*"), folder.glob(f"{NEW}*"))
    for path in chain(*fresh):
        # Drafts come and go while we look: their makers do not wait for the lock.
        with contextlib.suppress(FileNotFoundError):
            if (path / _OWNER).exists():
                with alone(path / _OWNER) as ours:
                    if ours:
                        shutil.rmtree(path, ignore_errors=True)
            elif time.time() - path.stat().st_mtime > _STALE:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def begin(folder: Path) -> bool:
    """Leave the mark in the output *folder*; whether one was there, of a publisher that crashed.

    The halves of pages that it was writing are taken away.
    """
    if is_marked(folder):
        for path in folder.rglob(f"{NEW}*"):
            parents = path.relative_to(folder).parts[:-1]
            # Beside the feed others write, too, and in drafts their makers.
            if parents and not any(each.startswith(".") for each in parents):
                path.unlink(missing_ok=True)
        return True
    (folder / _BUSY).touch()
    sync(folder)
    return False


def is_marked(folder: Path) -> bool:
    """Whether the mark is in the output *folder*."""
    return (folder / _BUSY).exists()


def end(folder: Path) -> None:
    """Take the mark away: all that is published is in its place."""
    (folder / _BUSY).unlink(missing_ok=True)
