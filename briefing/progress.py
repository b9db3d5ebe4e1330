"""What a person sees while an episode is made: the one door to rich.  All of it goes to stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Protocol

from briefing.model import Clip

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID


class Report(Protocol):
    """Somebody to tell how the work goes."""

    def step(self, what: str) -> None:
        """*what* begins now."""

    def recording(self, total: int) -> None:
        """A voice begins to say *total* segments."""

    def heard(self, clip: Clip) -> None:
        """One of them is said."""

    def notice(self, text: str) -> None:
        """The user should know *text*: something was left out, replaced or already there."""

    def transfer(self, done: int, total: int) -> None:
        """*done* of *total* bytes have been fetched."""

    def close(self) -> None:
        """The work is over, well or not."""


class Silent:
    """Says nothing: `--quiet`.  What it would have noticed is in the episode's record."""

    def step(self, what: str) -> None:
        """Nothing."""

    def recording(self, total: int) -> None:
        """Nothing."""

    def heard(self, clip: Clip) -> None:
        """Nothing."""

    def notice(self, text: str) -> None:
        """Nothing."""

    def transfer(self, done: int, total: int) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Lines(Silent):
    """Notices as lines, for a pipe or a log; with *verbose* the steps and segments too."""

    def __init__(self, out: IO[str], *, verbose: bool) -> None:
        self._out = out
        self._verbose = verbose
        self._total = self._done = 0

    def step(self, what: str) -> None:
        """A line, when verbose."""
        if self._verbose:
            self._print(f"{what}…")

    def recording(self, total: int) -> None:
        """Count from here."""
        self._total, self._done = total, 0

    def heard(self, clip: Clip) -> None:
        """A line, when verbose."""
        self._done += 1
        if self._verbose:
            seconds = f"{clip.sound.seconds:.1f} s"
            self._print(f"  {self._done}/{self._total}  {seconds}  {clip.segment.spoken}")

    def notice(self, text: str) -> None:
        """A line."""
        self._print(text)

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)


class Terminal:
    """A moving line: what happens now, n of N segments, the speed against real time."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, console: Console | None = None
    ) -> None:
        from rich.console import Console  # 0.1 s, and only on a terminal
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        self._progress: Progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),  # a voice may be called "[b]"
            BarColumn(bar_width=24),
            TextColumn("{task.fields[detail]}", markup=False),
            TimeElapsedColumn(),
            console=console or Console(stderr=True),
            transient=True,
            redirect_stdout=False,  # that is for results, and a program may be reading them
        )
        self._clock = clock
        self._task: TaskID = self._progress.add_task("", total=None, detail="")
        self._started = clock()
        self._seconds = 0.0
        self._progress.start()

    def step(self, what: str) -> None:
        """Change the words of the line."""
        self._progress.update(self._task, description=what, total=None, completed=0, detail="")

    def recording(self, total: int) -> None:
        """Begin a bar of *total* segments."""
        self._started, self._seconds = self._clock(), 0.0
        self._progress.update(self._task, total=total, completed=0, detail=f"0 of {total}")

    def heard(self, clip: Clip) -> None:
        """Move the bar; work out the speed."""
        self._seconds += clip.sound.seconds
        speed = self._seconds / max(self._clock() - self._started, 1e-3)
        self._progress.advance(self._task)
        task = self._progress.tasks[0]
        detail = f"{task.completed:.0f} of {task.total:.0f} segments, {speed:.1f}× real time"
        self._progress.update(self._task, detail=detail)

    def notice(self, text: str) -> None:
        """A line that stays, above the moving one."""
        self._progress.console.print(text, highlight=False, markup=False)

    def transfer(self, done: int, total: int) -> None:
        """A bar of megabytes."""
        detail = f"{done / 1e6:.0f} of {total / 1e6:.0f} MB"
        self._progress.update(self._task, total=total, completed=done, detail=detail)

    def close(self) -> None:
        """Take the line away."""
        self._progress.stop()


def report(*, quiet: bool, verbose: bool) -> Report:
    """The one that fits: a moving line on a terminal, lines in a pipe."""
    if quiet:
        return Silent()
    if sys.stderr.isatty() and not verbose:
        return Terminal()
    return Lines(sys.stderr, verbose=verbose)
