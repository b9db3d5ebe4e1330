"""The program rclone, which speaks to some seventy kinds of stores: rclone:REMOTE:PATH.

Remotes and their keys are those of `rclone config`, or of its RCLONE_CONFIG_… variables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from briefing.errors import OutputError
from briefing.publish.targets.programs import Done, find_program, run
from briefing.publish.targets.tries import PATIENCE, patiently
from briefing.web import FaultError, Patience

_HINT = "https://rclone.org/install/; 1.63 or newer."
_ACCESS = "See whether `rclone lsf REMOTE:PATH` works."
_NO_FOLDER, _NO_FILE = 3, 4  # exit codes, https://rclone.org/docs/#exit-code
# A line of its log that is not for information only.
_COMPLAINT = re.compile(r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?!NOTICE|INFO|DEBUG)(?:\w+ *: )?(.*)")


class Rclone:
    """Whole batches at a time."""

    local = False

    def __init__(self, name: str, where: str, patience: Patience = PATIENCE) -> None:
        self.name = name
        self._where = where
        self._patience = patience
        self._program = find_program("rclone", _HINT)

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`."""
        options = ["lsjson", "--recursive", "--files-only", "--no-modtime", "--no-mimetype"]
        some = ["--files-from-raw=-"] if names is not None else []
        ended = self._run([*options, *some, self._where], names or (), absent=True)
        found = json.loads(ended.out or b"[]") if ended.code == 0 else []
        return {each["Path"]: each["Size"] for each in found}

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""
        ended = self._run(["cat", self._at(name)], absent=True)
        return ended.out if ended.code == 0 else None

    def put(
        self,
        folder: Path,
        names: Sequence[str],
        done: Callable[[str], None],
        *,
        together: bool,  # noqa: ARG002 - rclone cannot
    ) -> None:
        """See `Target.put`; rclone replaces each one as soon as it is up, *together* or not."""

        def heard(line: str) -> None:
            if not line.startswith("{"):
                return
            entry = json.loads(line)
            if entry.get("object") in names and str(entry.get("msg", "")).startswith("Copied"):
                done(entry["object"])

        options = ["copy", "--files-from-raw=-", "--ignore-times", "-v", "--use-json-log"]
        for _, group in groupby(names, lambda name: name.startswith("episodes/")):
            self._run([*options, str(folder), self._where], list(group), heard=heard)

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`."""
        if not names:
            return
        self._run(["delete", "--files-from-raw=-", self._where], names, absent=True)
        for parent in sorted({name.rpartition("/")[0] for name in names} - {""}, reverse=True):
            if not self.look_below(parent):
                run([self._program, "rmdir", self._at(parent)])  # a store may have no folders

    def look_below(self, folder: str) -> bool:
        """Whether there is anything in *folder*."""
        return bool(self._run(["lsf", self._at(folder)], absent=True).out.strip())

    def close(self) -> None:
        """Nothing is open."""

    def _at(self, name: str) -> str:
        return f"{self._where}{'' if self._where.endswith((':', '/')) else '/'}{name}"

    def _run(
        self,
        arguments: Sequence[str],
        names: Sequence[str] = (),
        *,
        heard: Callable[[str], None] | None = None,
        absent: bool = False,
    ) -> Done:
        """Run rclone, which tries again by itself, until it says that it makes no sense."""
        patience = self._patience
        command = [
            self._program, f"--contimeout={patience.connect:g}s", f"--timeout={patience.read:g}s",
            "--retries=1", "--low-level-retries=1", *arguments,
        ]  # fmt: skip

        def attempt() -> Done:
            said: list[str] = []

            def listen(line: str) -> None:
                said.append(line)
                if heard:
                    heard(line)

            ended = run(command, names, heard=listen, merged=heard is not None)
            if ended.code == 0 or (absent and ended.code in {_NO_FOLDER, _NO_FILE}):
                return ended
            reason = _reason(said if heard else ended.errors, ended.reason)
            if "didn't find section in config file" in reason:
                raise OutputError(f"rclone does not know {self._where}.", hint="rclone config")
            raise FaultError(f"is out of rclone's reach: {reason}", hint=_ACCESS)

        return patiently(self.name, patience, attempt)


def _reason(lines: Sequence[str], otherwise: str) -> str:
    """The first complaint in a log of rclone, in JSON or not."""
    for line in lines:
        if line.startswith("{"):
            entry = json.loads(line)
            if entry.get("level") in {"error", "critical", "fatal"}:
                return str(entry.get("msg")).strip().rstrip(".")
        elif (match := _COMPLAINT.match(line)) is not None:
            return match[1].strip().rstrip(".")
    return otherwise
