"""Publish again and again, each time killed one moment later; run as a process of its own.

A moment is one in which a file is made safe on the disk, takes its place or is deleted.
Usage: python -m tests.publish.killed FOLDER
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from briefing.publish.plan import SIDE
from tests.publish.folders import Folder, assert_sound, names, send, tree


def die_at(deadly: int) -> None:
    """Have this process killed at its moment number *deadly*."""
    count = 0

    def watched(work):
        def step(*arguments, **options):
            nonlocal count
            count += 1
            if count == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*arguments, **options)

        return step

    os.fsync = watched(os.fsync)
    for name in ("replace", "unlink", "rmdir"):
        setattr(Path, name, watched(getattr(Path, name)))


def survives(folder: Folder, before: Path, world: Path, old: bytes, moment: int) -> bool:
    """Publish over a copy of *before*, killed at *moment*; whether it was still alive then."""
    shutil.copytree(before, world)
    child = os.fork()
    if child == 0:
        die_at(moment)
        send(folder, str(world), delete=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert_sound(world, old, folder.feed)
    there = tree(world)
    done = send(folder, str(world), delete=True)
    again = {name for name in names(done) if there.get(name) == folder.tree()[name]}
    # One that is replaced by another of the same size is not told from it.
    assert not {name for name in again if "trois" in name}, (moment, again)
    assert tree(world) == folder.tree()
    assert not list(world.rglob(f"{SIDE}*"))
    return status == 0


def main() -> None:
    """Go on until a run comes to its end; print how many moments there were."""
    home = Path(sys.argv[1])
    folder = Folder(home / "output")
    for title in ("un", "deux", "quatre"):
        folder.add(title)
    send(folder, str(home / "before"))
    old = folder.feed
    folder.add("trois")
    folder.remove("deux")
    moment = 1
    while not survives(folder, home / "before", home / f"world-{moment}", old, moment):
        moment += 1
    sys.stdout.write(f"{moment - 1}\n")


if __name__ == "__main__":
    main()
