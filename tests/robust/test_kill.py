"""Commands that are killed at any moment leave a whole folder, and the next one goes on."""

import json
import subprocess
import sys

from tests.builders import ROOT


def test_a_command_killed_at_any_moment_leaves_all_whole(tmp_path):
    """Twenty-five kills of `make` and `daily`, at random moments and steps, each followed by a run.

    After each kill the feed parses, what it names is there with its length, no guid has changed
    and nothing is lost; the run after it succeeds, publishes what was begun, and records nothing
    again that was recorded.  `tools/kill.py` does the same for as long as one likes.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.robust.killed", str(tmp_path),
         "--what", "both", "--kills", "25", "--seconds", "90"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=280,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rounds"] >= 5  # fewer when the machine is busy
