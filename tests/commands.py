"""Running the real command line, as a person would: in its own process, with its own streams."""

import os
import subprocess
import sys
from pathlib import Path

ARTICLE = Path(__file__).parent / "articles" / "pont.md"


def briefing(*arguments, cwd, stdin=b"", **environment):
    """Run `briefing` with *arguments* in *cwd*; its exit code, stdout and stderr as text."""
    return subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=240,
        check=False,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"} | environment,
    )


def text(output: bytes) -> str:
    """What a process wrote."""
    return output.decode("utf-8")
