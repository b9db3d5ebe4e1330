"""Commands that run at once, forked from one process that is warm; run as a process of its own.

Usage: python -m tests.robust.crowd FOLDER, and the commands as JSON on standard input.
"""

import json
import subprocess
import sys
from pathlib import Path

from briefing.errors import OutputError
from tests.builders import ROOT
from tests.robust.world import World, fork, wait, warm

BUSY = OutputError.exit_code


def together(world: World, commands: list[list[str]]) -> list[int]:
    """Run *commands* at once; their exit codes."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.robust.crowd", str(world.home)],
        input=json.dumps(commands), capture_output=True, text=True, check=True, cwd=ROOT,
        timeout=250,
    )  # fmt: skip
    codes: list[int] = json.loads(done.stdout)
    return codes


def main() -> None:
    """Start all, then wait for all."""
    world = World(Path(sys.argv[1]))
    commands = json.load(sys.stdin)
    warm(world)
    children = [fork(world, each) for each in commands]
    sys.stdout.write(json.dumps([wait(each) for each in children]))


if __name__ == "__main__":
    main()
