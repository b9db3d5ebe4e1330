"""The machine that a timer is set on, as far as timers are concerned; tests hand in another."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import OutputError
from briefing.schedule.plan import system_zone

_PATIENCE = 30.0  # seconds for one answer; a timer of the system answers at once
ABSENT = 127  # what a shell says of a command that is not there


@dataclass(frozen=True, slots=True)
class Done:
    """How a command of the system ended."""

    code: int
    out: bytes = b""
    err: bytes = b""

    @property
    def complaint(self) -> str:
        """What it said was wrong, in one line."""
        lines = self.err.decode(errors="replace").split("\n")
        return " ".join(" ".join(lines).split()) or f"it ended with code {self.code}"


Run = Callable[[Sequence[str], bytes], Done]


def run(words: Sequence[str], data: bytes = b"") -> Done:
    """Run *words* with *data* on its standard input; one that is not there is `ABSENT`."""
    try:
        done = subprocess.run(  # noqa: S603 - words of ours, and no shell
            words, input=data, capture_output=True, check=False, timeout=_PATIENCE,
            env=os.environ | {"LC_ALL": "C"},  # some answers are read
        )  # fmt: skip
    except FileNotFoundError:
        return Done(ABSENT, err=f"{words[0]} is not installed".encode())
    except (OSError, subprocess.TimeoutExpired) as error:
        return Done(1, err=str(error).encode(errors="replace"))
    return Done(done.returncode, done.stdout, done.stderr)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Machine:
    """Where timers live and who is asked about them."""

    run: Run = run
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    platform: str = sys.platform
    zone: Callable[[], str] = system_zone
    """Of the clock that the system's timers go by."""
    now: Callable[[], dt.datetime] = _now
    processes: Path = Path("/proc")

    def must(self, words: Sequence[str], data: bytes = b"") -> bytes:
        """What *words* print.

        Raises:
            OutputError: it did not work.
        """
        done = self.run(words, data)
        if done.code:
            raise OutputError(
                f"The system's timers cannot be changed: {words[0]}: {done.complaint}."
            )
        return done.out
