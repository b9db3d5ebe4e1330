"""Kill `briefing make` and `briefing daily` again and again; run as a process of its own.

    python -m tests.robust.killed FOLDER [--what make|daily|both] [--kills 25] [--seconds 90]
                                  [--seed 1] [--every]

Each round starts a command in a child that is warm, kills it with SIGKILL, either at a random
moment or at a random step at which the disk changes, looks at the folder, starts the same command
again, and looks again.  Prints what was counted as JSON; the first thing that is wrong ends it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.robust.sound import Seen, complete, sound
from tests.robust.world import World, die_at, fork, kill_after, wait, warm

_FRESH = 12  # rounds after which a show begins anew, so that it stays small
_STEPS = 160  # no command has more steps at which the disk changes; see `Round.steps`


@dataclass
class Tally:
    """What came of the kills."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    """Lengths of runs that nobody killed."""


@dataclass
class Killer:
    """Kills one command after the other in one show after the other."""

    home: Path
    dice: random.Random
    what: tuple[str, ...]
    tally: Tally = field(default_factory=Tally)
    _world: World | None = None
    _seen: Seen = field(default_factory=Seen)
    _number: int = 0
    _round: int = 0
    _steps: int = _STEPS

    def round(self) -> None:
        """One kill and what has to come after it."""
        if self._round % _FRESH == 0:
            self._begin()
        self._round += 1
        assert self._world is not None
        what = self.dice.choice(self.what)
        fresh = self.dice.random() < 0.7  # else an episode that is there is made again
        self._number += fresh
        command = self._command(what, fresh=fresh)
        by_step = self.dice.random() < 0.5
        code = self._kill(command, by_step=by_step)
        how = f"{what}, {'new' if fresh else 'again'}, at {'a step' if by_step else 'a moment'}"
        self.tally.counts[f"{how}: {'killed' if code < 0 else 'had ended'}"] += 1
        self._look(sound, f"after a kill ({how})")
        takes = self._takes()
        self._run(command)
        self._look(complete, f"after the run that followed ({how})")
        now = self._takes()
        assert all(now.get(name) == inode for name, inode in takes.items()), "recorded again"

    def _begin(self) -> None:
        if self._world is not None:
            shutil.rmtree(self._world.home)
        self._world = World(self.home / f"show-{self._round}")
        self._world.prepare()
        self._seen, self._number = Seen(), 0
        self._run(self._world.make(0))
        if "daily" in self.what:
            self._number += 1
            self._world.article(self._number, "news")
            self._run(self._world.daily())
        self._look(complete, "at the beginning")

    def _command(self, what: str, *, fresh: bool) -> list[str]:
        world = self._world
        assert world is not None
        if what == "daily":
            self._number += not fresh
            world.article(self._number, "news")
            return world.daily()
        if fresh:
            return world.make(self._number)
        # Another length gives the same episode another sound.
        return [*world.make(0), "--length", f"{self.dice.choice((20, 26, 32, 40))}s"]

    def _kill(self, command: list[str], *, by_step: bool) -> int:
        assert self._world is not None
        if by_step:
            return wait(fork(self._world, command, die_at(self.dice.randint(1, self._steps))))
        usual = sum(self.tally.seconds[-5:]) / len(self.tally.seconds[-5:])
        child = fork(self._world, command)
        return kill_after(child, self.dice.uniform(0, usual), group=self.dice.random() < 0.5)

    def _run(self, command: list[str]) -> None:
        assert self._world is not None
        begun = time.monotonic()
        code = wait(fork(self._world, command))
        assert code == 0, f"{command} ended with {code}:\n{self._world.said()}"
        self.tally.seconds.append(time.monotonic() - begun)

    def _look(self, look: Callable[[Path, Seen], Seen], when: str) -> None:
        assert self._world is not None
        try:
            self._seen = look(self._world.output, self._seen)
        except AssertionError as error:
            raise AssertionError(f"{when}, in {self._world.home}: {error}") from error

    def _takes(self) -> dict[str, int]:
        """The takes that are kept, and which files hold them."""
        assert self._world is not None
        return {path.name: path.stat().st_ino for path in self._world.home.rglob("*.take")}


def every_step(folder: Path, seconds: float, tally: Counter[str]) -> None:
    """Kill each kind of command at its first step, its second… and the last, in copies of a show.

    As long as there are *seconds*; the last steps, in which it publishes, come first.
    """
    base = World(folder / "base")
    base.prepare()
    base.article(3, "news")
    for command in (base.make(0), base.make(1)):
        assert wait(fork(base, command)) == 0, base.said()
    before = complete(base.output)
    kinds = {
        "made again": lambda world: [*world.make(0), "--length", "40s"],
        "new": lambda world: world.make(2),
        "daily": lambda world: world.daily(),
    }
    end = time.monotonic() + seconds
    for step in range(_STEPS, 0, -1):
        for name, command_in in kinds.items():
            if time.monotonic() > end:
                return
            world = World(folder / f"{name.replace(' ', '-')}-{step}")
            shutil.copytree(base.home, world.home)
            world.prepare()
            command = command_in(world)
            code = wait(fork(world, command, die_at(step)))
            tally[f"{name}, each step: {'killed' if code < 0 else 'had ended'}"] += 1
            if code < 0:
                seen = sound(world.output, before)
                assert wait(fork(world, command)) == 0, world.said()
                complete(world.output, seen)
            shutil.rmtree(world.home)


def main() -> None:
    """Kill until the kills or the seconds are used up."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--what", choices=("make", "daily", "both"), default="make")
    arguments.add_argument("--kills", type=int, default=25)
    arguments.add_argument("--seconds", type=float, default=90.0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--every", action="store_true", help="At every step, in order.")
    asked = arguments.parse_args()
    home = World(asked.folder / "warm")
    home.prepare()
    warm(home)
    if asked.every:
        counts: Counter[str] = Counter()
        every_step(asked.folder, asked.seconds, counts)
        sys.stdout.write(json.dumps(counts, indent=1) + "\n")
        return
    what = ("make", "daily") if asked.what == "both" else (asked.what,)
    killer = Killer(asked.folder, random.Random(asked.seed), what)
    end = time.monotonic() + asked.seconds
    done = 0
    while done < asked.kills and time.monotonic() < end:
        killer.round()
        done += 1
    runs = killer.tally.seconds
    result = {
        "rounds": done,
        "usual seconds": round(sum(runs) / len(runs), 2),
        **killer.tally.counts,
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
