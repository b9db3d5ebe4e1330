"""Who is told how a run ended: a command of the user's, or an address that takes a POST."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from briefing import web
from briefing.errors import BriefingError
from briefing.schedule.state import Run

_COMMAND = 60.0  # seconds for the user's command
_ANSWER = 1_000_000  # bytes of an answer that are put up with; none of them is looked at
_HOOK = web.Patience(attempts=3, total=30.0)


@dataclass(frozen=True, slots=True)
class Notices:
    """How long somebody who is to be told is waited for."""

    command: float = _COMMAND
    """Seconds."""
    hook: web.Patience = field(default_factory=lambda: _HOOK)

    def tell(self, words: tuple[str, ...], show: str, run: Run, folder: Path) -> str:
        """Tell *words* (see `settings.Schedule`) of *run*; what went wrong, empty when nothing did.

        Nobody's failure to listen is a failure of the run, so nothing is raised.  An address is
        named by its host and a command by its first word: keys travel in the rest.
        """
        if not words:
            return ""
        told = message(show, run)
        if "://" in words[0]:
            return self._post(words[0], told)
        return self._call(words, told, folder)

    def _post(self, url: str, told: dict[str, object]) -> str:
        data = json.dumps(told, ensure_ascii=False).encode(errors="backslashreplace")
        headers = {"Content-Type": "application/json", "User-Agent": "briefing"}
        try:
            web.post(url, data, headers, max_bytes=_ANSWER, patience=self.hook)
        except BriefingError as error:
            return str(error)
        return ""

    def _call(self, words: tuple[str, ...], told: dict[str, object], folder: Path) -> str:
        first = os.path.expanduser(words[0])  # noqa: PTH111 - `mail` stays a name to look for
        told_too = {f"BRIEFING_{key.upper()}": str(value) for key, value in told.items()}
        data = json.dumps(told, ensure_ascii=False).encode(errors="backslashreplace")
        try:
            done = subprocess.run(  # noqa: S603 - the user's own words, and no shell
                [first, *words[1:]],
                input=data,
                cwd=folder,
                env=os.environ | told_too,
                capture_output=True,
                check=False,
                timeout=self.command,
            )
        except subprocess.TimeoutExpired:
            return f"{words[0]} did not end within {self.command:g} s."
        except (OSError, ValueError) as error:
            return f"{words[0]} cannot be run: {getattr(error, 'strerror', None) or error}."
        if done.returncode:
            said = " ".join(done.stderr.decode(errors="replace").split())[:200]
            return f"{words[0]} ended with code {done.returncode}{': ' if said else ''}{said}."
        return ""


def message(show: str, run: Run) -> dict[str, object]:
    """What is told of *run*: the body of a POST, and the standard input of a command."""
    return {
        "show": show,
        "state": run.state,
        "code": run.code,
        "message": run.message,
        "episode": run.episode,
        "started": run.started.isoformat(),
        "seconds": round(run.seconds, 1),
    }
