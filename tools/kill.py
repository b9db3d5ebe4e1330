"""Kill `briefing make` and `briefing daily` hundreds of times, and look at the folder each time.

    python tools/kill.py [--what make|daily|both] [--kills 500] [--seconds 600] [--seed 1]
                         [--every]

The same as tests/robust/test_kill.py, for longer; see tests/robust/killed.py for what is done and
looked at.  Prints a table of the kills; ends with 1 at the first thing that is wrong, and leaves
the folder there to be looked at.  Needs the extra `dev`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Kill, and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--what", choices=("make", "daily", "both"), default="both")
    arguments.add_argument("--kills", type=int, default=500)
    arguments.add_argument("--seconds", type=float, default=600.0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--every", action="store_true", help="At every step, the last first.")
    asked = arguments.parse_args()
    folder = tempfile.mkdtemp(prefix="briefing-kill-")
    options = [f"--{name}={value}" for name, value in vars(asked).items() if name != "every"]
    options += ["--every"] if asked.every else []
    done = subprocess.run(  # noqa: S603 - our own module, and options that were checked
        [sys.executable, "-W", "ignore", "-m", "tests.robust.killed", folder, *options],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(f"See {folder}")
        sys.exit(1)
    for name, value in json.loads(done.stdout).items():
        print(f"{name:60}{value:8}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
