"""A show to be killed in: articles, settings, and the command, forked from a process that is warm.

A process of its own takes seconds to import its libraries; a child of one that has them takes
a part of a second, so that most kills hit mixing and publishing, where they may hurt.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.daily import pairs

_MORE = "Les travaux ont coûté 3,5 millions d’euros. Une réunion aura lieu samedi à 14h30."
CONFIG = """[episode]
voice = "pico"
reporter = ""
music = "none"
length = "20s"
[daily]
length = "20s"
[[source]]
name = "Dossier"
url = "news"
"""


@dataclass(frozen=True)
class World:
    """A folder with articles, settings, takes that are kept, and what is published."""

    home: Path

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.home / "output"

    @property
    def log(self) -> Path:
        """What the commands said."""
        return self.home / "log.txt"

    def prepare(self) -> None:
        """Write the settings."""
        (self.home / "news").mkdir(parents=True, exist_ok=True)
        (self.home / "briefing.toml").write_text(CONFIG, encoding="utf-8")

    def article(self, number: int, folder: str = "") -> Path:
        """The article of that number; the same number gives the same article."""
        title, lead = pairs.SAME[number % len(pairs.SAME)][0]
        path = self.home / folder / f"article-{number}.md"
        path.write_text(f"# {title}\n\n{lead} {_MORE}\n", encoding="utf-8")
        return path

    def make(self, number: int, *options: str) -> list[str]:
        """The command that makes an episode of that article."""
        return ["make", str(self.article(number)), "--voice", "pico", "--solo", "--no-music",
                "--length", "20s", "-o", str(self.output), *options]  # fmt: skip

    def daily(self) -> list[str]:
        """The command that tells what is new."""
        return ["daily", "-o", str(self.output), "--config", str(self.home / "briefing.toml")]

    def said(self) -> str:
        """The last words of the commands."""
        return self.log.read_text("utf-8", "replace")[-3000:] if self.log.exists() else ""


def warm(world: World) -> None:
    """Import and load what commands need, so that children have it; says nothing."""
    import av  # noqa: F401 - loaded for the children
    import feedgen.feed  # noqa: F401
    import trafilatura  # noqa: F401

    from briefing import pipeline, progress, recordings, settings
    from briefing.model import Length

    chosen = settings.Settings(voice="pico", reporter="", music="none", length=Length(20.0))
    studio = pipeline.Studio(chosen, progress.Silent(), _now, bytes)
    found = pipeline.read([str(world.article(0))], studio)
    pipeline.write(found, studio)
    assert recordings


def _now():
    import datetime as dt

    return dt.datetime.now().astimezone()


def fork(world: World, command: list[str], before: Callable[[], None] = lambda: None) -> int:
    """Start `briefing` with *command* as a child that leads a group of its own; its id."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setsid()
        _redirect(world)
        os.chdir(world.home)
        os.environ["XDG_CACHE_HOME"] = str(world.home / "cache")
        sys.argv = ["briefing", *command]
        from briefing.cli import main

        before()
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 - a traceback is what is looked for
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _redirect(world: World) -> None:
    out = os.open(world.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(out, 1)
    os.dup2(out, 2)


def wait(child: int) -> int:
    """The exit code of *child*; negative: the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_after(child: int, seconds: float, *, group: bool = True) -> int:
    """Kill *child*, or the whole group, with SIGKILL after *seconds* unless it has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            break
        time.sleep(min(0.002, max(0.0, end - time.monotonic())))
    with contextlib.suppress(ProcessLookupError):
        (os.killpg if group else os.kill)(child, signal.SIGKILL)
    return wait(child)


def die_at(deadly: int) -> Callable[[], None]:
    """Have the process killed at its step number *deadly* at which the disk may change."""
    names = ("fsync", "rename", "replace", "unlink", "rmdir", "mkdir", "link", "chmod", "utime")
    return lambda: _watch(deadly, names)


def _watch(deadly: int, names: tuple[str, ...]) -> None:
    count = 0

    def watched(work):
        def step(*arguments, **options):
            nonlocal count
            count += 1
            if count == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*arguments, **options)

        return step

    for name in names:
        setattr(os, name, watched(getattr(os, name)))
