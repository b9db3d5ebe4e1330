"""What a timer starts: `briefing daily`, watched, with a log, a record, and somebody told.

A failure nobody hears of is the worst that can happen, so whatever goes wrong around the work (a
disk that is full, settings that cannot be read) stops neither the work nor the telling.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType
from typing import IO

from briefing import settings
from briefing.errors import BriefingError, OutputError, SettingsError
from briefing.library import alone
from briefing.schedule.notices import Notices
from briefing.schedule.places import Places
from briefing.schedule.state import FAILURE, NOTHING, SUCCESS, Run, load_run, load_timer, save_run

COMMAND = ("daily",)
LOG_SIZE = 1_000_000  # bytes: some months of runs
LOG_COUNT = 4  # older ones that are kept
TIMED_OUT = 124  # as timeout(1) says it
_STDERR = 20  # lines that are kept in the record
_LINE = 10_000  # letters of a line that are kept
_RULE = "-" * 8


class Ended(BaseException):
    """A signal asked this process to end; like KeyboardInterrupt, nobody takes it for an error."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number  # as shells say it


@dataclass(frozen=True, slots=True)
class Job:
    """One run of one show."""

    config: Path
    """Absolute."""
    command: tuple[str, ...] = COMMAND
    """The command of ours that does the work."""
    python: tuple[str, ...] = (sys.executable, "-P", "-m", "briefing")
    """What understands that command."""
    echo: Callable[[str], None] | None = None
    """Told each line of the log; for who looks on."""
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    notices: Notices = field(default_factory=Notices)
    grace: float = 10.0
    """Seconds between the request to end and the end."""

    @property
    def places(self) -> Places:
        """Where its log and its record are."""
        return Places(self.config)

    def due(self) -> bool:
        """Whether it should have been made since it last was; True where that is not known."""
        try:
            timer, run = load_timer(self.places.timer), load_run(self.places.run)
        except OutputError:
            return True
        if timer is None:
            return True
        last = max(timer.installed, run.started) if run else timer.installed
        return timer.plan.before(self.now()) > last

    def run(self) -> int:
        """Do the work; its exit code, `TIMED_OUT` when it had to be ended.

        When another run is at work it says so in the log, and it is well (0): that one will tell.
        """
        with contextlib.ExitStack() as stack:
            log = stack.enter_context(self._log())
            try:
                self.places.make()
                if not stack.enter_context(alone(self.places.lock)):
                    log.warning("Another run of this show is at work; this one leaves it to it.")
                    return 0
            except (OutputError, OSError) as error:
                log.error("There is no lock and no record: %s", error)  # noqa: TRY400 - a sentence
            return self._alone(log)

    def _alone(self, log: logging.Logger) -> int:
        before = self._before(log)
        run = Run(self.now(), worked=before.worked if before else None)
        log.info("%s %s %s", _RULE, " ".join(self.command), _RULE)
        self._save(run, log)
        try:
            with _signals():
                run = self._watched(run, log)
        except Ended as ended:
            run = self._over(run, ended.code, f"It was ended by signal {ended.code - 128}.")
        except Exception as error:  # whatever it is, somebody has to be told
            log.debug("A mistake of ours:", exc_info=True)
            run = self._over(run, 1, f"It broke off: {type(error).__name__}: {error}.")
        return self._tell(run, log)

    def _watched(self, run: Run, log: logging.Logger) -> Run:
        """Do the work, and say how it ended."""
        try:
            chosen = settings.read_schedule(self.config)
        except SettingsError as error:
            return self._over(run, error.exit_code, str(error))
        words = [*self.python, *self.command, "--config", str(self.config)]
        try:
            child = _start(words, self.config.parent)
        except OSError as error:
            return self._over(run, 127, f"{words[0]} cannot be run: {error.strerror}.")
        out: deque[str] = deque(maxlen=1)
        err: deque[str] = deque(maxlen=_STDERR)
        with _listening(child, out, err, log, self.grace):
            try:
                code = child.wait(chosen.timeout)
            except subprocess.TimeoutExpired:
                _end(child, self.grace)
                text = f"It did not end within {chosen.timeout:g} s, and was ended."
                return replace(self._over(run, TIMED_OUT, text), stderr=tuple(err))
            except BaseException:
                _end(child, self.grace)
                raise
        return replace(self._result(run, code, out, err), stderr=tuple(err))

    def _result(self, run: Run, code: int, out: deque[str], err: deque[str]) -> Run:
        if code:
            code = 128 - code if code < 0 else code  # minus the signal, to Python
            return self._over(run, code, _sentence(err) or f"It ended with code {code}, silently.")
        # The work prints the path of its episode, and nothing when there is nothing to tell.
        made = out[0] if out else ""
        if not made:
            return self._over(run, 0, "There is nothing new.")
        path = self.config.parent / made
        over = self._over(run, 0, f"There is a new episode: {path.stem}.", SUCCESS)
        return replace(over, episode=str(path))

    def _over(self, run: Run, code: int, message: str, state: str = "") -> Run:
        ended = self.now()
        state = state or (FAILURE if code else NOTHING)
        worked = run.worked if code else ended
        return replace(run, state=state, ended=ended, code=code, message=message, worked=worked)

    def _tell(self, run: Run, log: logging.Logger) -> int:
        """Write down how *run* ended, first of all, then tell who wants to know."""
        say = log.error if run.code else log.info
        say("%s (code %s, %.0f s)", run.message, run.code, run.seconds)
        self._save(run, log)
        try:
            chosen = settings.read_schedule(self.config)
        except SettingsError as error:
            chosen, problem = settings.Schedule(), f"Nobody can be told: {error}"
        else:
            who = {SUCCESS: chosen.on_success, NOTHING: chosen.on_nothing}
            words = who.get(run.state, chosen.on_failure)
            problem = self.notices.tell(words, self._show(), run, self.config.parent)
        if problem:
            log.error("The notice did not get through: %s", problem)
            self._save(replace(run, notice=problem), log)
        return run.code or 0

    def _show(self) -> str:
        """The title of the show; the name of its folder where the settings cannot be read."""
        try:
            return settings.read(self.config).show.title
        except BriefingError:
            return self.config.parent.name

    def _before(self, log: logging.Logger) -> Run | None:
        try:
            return load_run(self.places.run)
        except OutputError as error:
            log.warning("%s", error)
            return None

    def _save(self, run: Run, log: logging.Logger) -> None:
        try:
            save_run(self.places.run, run)
        except OutputError as error:
            log.error("%s", error)  # noqa: TRY400 - a sentence

    @contextlib.contextmanager
    def _log(self) -> Iterator[logging.Logger]:
        """The rotated log; failures are said on stderr, too: cron mails it, systemd keeps it."""
        log = logging.Logger("briefing")  # not the one of that name: it belongs to this run
        lines = logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
        handlers[0].setLevel(logging.ERROR)
        handlers[0].setFormatter(logging.Formatter("%(message)s"))
        if self.echo is not None:
            handlers = [_Echo(self.echo)]
        try:
            self.places.make()
            file = RotatingFileHandler(
                self.places.log, maxBytes=LOG_SIZE, backupCount=LOG_COUNT, encoding="utf-8",
                errors="backslashreplace",
            )  # fmt: skip
            file.setFormatter(lines)
            handlers.append(file)
        except (OutputError, OSError) as error:
            print(f"There is no log: {error}", file=sys.stderr)  # noqa: T201 - nowhere else to say
        for handler in handlers:
            log.addHandler(handler)
        try:
            yield log
        finally:
            for handler in handlers:
                handler.close()


def _sentence(lines: Iterable[str]) -> str:
    """What of *lines* says why it failed: our own sentence, else the last one with a word in it.

    >>> _sentence(["Notice.", "Error: The disk is full.", "  Make room."])
    'The disk is full.'
    >>> _sentence(["╭ Error ─╮", "│ No such option. │", "╰────────╯"])
    'No such option.'
    """
    bare = [line.strip("│ ") for line in lines if any(letter.isalnum() for letter in line)]
    ours = [line.removeprefix("Error: ") for line in bare if line.startswith("Error: ")]
    return (ours or bare or [""])[-1]


class _Echo(logging.Handler):
    """Hands each line on."""

    def __init__(self, echo: Callable[[str], None]) -> None:
        super().__init__()
        self._echo = echo

    def emit(self, record: logging.LogRecord) -> None:
        self._echo(record.getMessage())


def _start(words: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start *words* as the first of a group, so that what it starts can be ended with it."""
    return subprocess.Popen(  # noqa: S603 - words of ours, and no shell
        words,
        cwd=folder,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},  # its lines get the time they were said at
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@contextlib.contextmanager
def _listening(
    child: subprocess.Popen[bytes],
    out: deque[str],
    err: deque[str],
    log: logging.Logger,
    grace: float,
) -> Iterator[None]:
    """Keep in *out*, *err* and *log* what *child* says, as it says it."""
    threads = [
        threading.Thread(target=_keep, args=(stream, kept, log), daemon=True)
        for stream, kept in ((child.stdout, out), (child.stderr, err))
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join(grace)  # what it started and left behind may hold the pipe for ever


def _keep(stream: IO[bytes], kept: deque[str], log: logging.Logger) -> None:
    with stream:
        while raw := stream.readline(_LINE):
            line = raw.decode(errors="replace").strip()
            if line:
                kept.append(line)
                log.info("%s", line)


def _end(child: subprocess.Popen[bytes], grace: float) -> None:
    """End *child* and all it started: asked first, then not."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(grace)


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Whoever asks this process to end raises `Ended` inside."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise Ended(number)

    asked = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    here = threading.current_thread() is threading.main_thread()  # others may not
    before = {number: signal.signal(number, end) for number in asked} if here else {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
