from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from itertools import count

import pytest
from rich.console import Console

from briefing.model import Clip, Kind, Segment
from briefing.progress import Lines, Report, Silent, Terminal, report
from tests.fakes import tone

CLIP = Clip(Segment(Kind.STORY, "Il pleut.", "Il pleut.", 0.4), tone(2.0))


def tell(told: Report) -> None:
    """All that can happen in a run."""
    told.step("Reading")
    told.notice("A table was left out.")
    told.step("Recording (siwis)")
    told.recording(2)
    told.heard(CLIP)
    told.heard(CLIP)
    told.transfer(46_000_000, 92_000_000)
    told.close()


class Screen:
    """A terminal of 80 columns that remembers all that was ever drawn on it."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self.console = Console(file=self._out, force_terminal=True, width=80, color_system=None)

    @property
    def drawn(self) -> str:
        """Without what moves the cursor."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self._out.getvalue())

    @property
    def raw(self) -> str:
        """With it."""
        return self._out.getvalue()


def refreshed(told: Terminal) -> None:
    """Draw now, not at the next tenth of a second."""
    told._progress.refresh()


@pytest.fixture
def screen() -> Screen:
    """A new one."""
    return Screen()


def test_quiet_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """Not a letter on either stream."""
    tell(report(quiet=True, verbose=False))
    assert capfd.readouterr() == ("", "")


def test_a_pipe_gets_notices_alone(capfd: pytest.CaptureFixture[str]) -> None:
    """As lines on standard error; a log is not filled with progress."""
    tell(report(quiet=False, verbose=False))
    assert capfd.readouterr() == ("", "A table was left out.\n")


def test_verbose_tells_every_segment(capfd: pytest.CaptureFixture[str]) -> None:
    """Steps, what is said, how long it takes to hear, and how many there are."""
    tell(report(quiet=False, verbose=True))
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "Reading…",
        "A table was left out.",
        "Recording (siwis)…",
        "  1/2  2.0 s  Il pleut.",
        "  2/2  2.0 s  Il pleut.",
    ]


def test_lines_are_written_as_they_come() -> None:
    """Nothing waits in a buffer: who reads along is up to date."""
    reader, writer = os.pipe()
    with open(writer, "w", encoding="utf-8") as out:  # noqa: PTH123 - a pipe has no path
        Lines(out, verbose=False).notice("Il pleut.")
        assert os.read(reader, 100) == b"Il pleut.\n"
    os.close(reader)


def test_a_second_recording_counts_anew() -> None:
    """When another voice steps in, it begins at one."""
    out = io.StringIO()
    told = Lines(out, verbose=True)
    for total in (5, 2):
        told.recording(total)
        told.heard(CLIP)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == ["1/5", "1/2"]


def test_a_terminal_shows_what_happens_now(screen: Screen) -> None:
    """The step; then how many segments of how many, and the speed against real time."""
    ticks = count(0.0, 1.0)  # a second passes between two looks at the clock
    told = Terminal(lambda: next(ticks), screen.console)
    told.step("Recording (siwis)")
    refreshed(told)
    assert "Recording (siwis)" in screen.drawn
    told.recording(2)
    refreshed(told)
    assert "0 of 2" in screen.drawn
    told.heard(CLIP)
    refreshed(told)
    assert "1 of 2 segments, 2.0× real time" in screen.drawn
    told.heard(CLIP)
    refreshed(told)
    assert "2 of 2 segments, 2.0× real time" in screen.drawn
    told.close()


def test_a_download_is_counted_in_megabytes(screen: Screen) -> None:
    """So that somebody can tell how long it will take."""
    told = Terminal(console=screen.console)
    told.step("Fetching the voice model")
    told.transfer(46_000_000, 92_361_271)
    refreshed(told)
    assert "46 of 92 MB" in screen.drawn
    told.close()


def test_a_new_step_wipes_the_old_count(screen: Screen) -> None:
    """The words "2 of 2 segments" do not stand beside "Publishing"."""
    told = Terminal(console=screen.console)
    told.recording(2)
    told.heard(CLIP)
    told.step("Publishing")
    refreshed(told)
    assert "segments" not in screen.drawn.rpartition("Publishing")[2]
    told.close()


def test_notices_stay_and_the_line_goes(screen: Screen) -> None:
    """After the end nothing moves any more, and what was noticed can be read."""
    told = Terminal(console=screen.console)
    tell(told)
    assert "A table was left out.\n" in screen.drawn.replace(" \n", "\n")
    assert "\x1b[2K" in screen.raw  # the line was wiped
    told.close()  # twice does no harm


@pytest.mark.parametrize("text", ["[b]", "[/b]", "[online] [red]", "50 % [x]", "{task}", "a" * 300])
def test_a_name_is_shown_as_it_is(text: str, screen: Screen) -> None:
    """Brackets in the name of a voice or in a notice are no commands to the terminal."""
    told = Terminal(console=screen.console)
    told.step(text)
    told.notice(text)
    refreshed(told)
    told.close()
    assert text[:40] in screen.drawn


def test_silence_has_every_word_of_a_report() -> None:
    """The protocol, whole."""
    tell(Silent())


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_real_terminal_gets_the_moving_line() -> None:
    """Standard error is a terminal, standard output a pipe: the line is drawn on the one alone."""
    code = (
        "from briefing import progress\n"
        "told = progress.report(quiet=False, verbose=False)\n"
        "print(type(told).__name__)\n"
        "told.step('Reading'); told._progress.refresh(); told.notice('Noticed.'); told.close()"
    )
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
        check=True,
        timeout=60,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.stdout == b"Terminal\n"
    assert "Reading" in shown
    assert "Noticed." in shown
