"""Running rsync and rclone: arguments as a list, never through a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefing.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended."""

    code: int
    out: bytes
    errors: tuple[str, ...]
    """The lines it complained in."""

    @property
    def reason(self) -> str:
        """The first complaint, which names the cause; the later ones are its consequences."""
        return self.errors[0].rstrip(".") if self.errors else f"it ended with code {self.code}"


def find_program(name: str, hint: str) -> str:
    """Where program *name* is.

    Raises:
        SettingsError: it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise SettingsError(f"The program {name} is not installed.", hint=hint)
    return found


def run(
    command: Sequence[str],
    lines: Iterable[str] = (),
    *,
    end: str = "\n",
    heard: Callable[[str], None] | None = None,
    merged: bool = False,
    variables: dict[str, str] | None = None,
) -> Done:
    """Run *command* to its end, with *lines* to read; *heard* is told each line that it prints.

    *merged* has its complaints among those lines.  It is ended when we are.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write("".join(f"{line}{end}" for line in lines).encode())
        given.seek(0)
        out = bytearray()
        with subprocess.Popen(  # noqa: S603 - a list of arguments, none of which begins an option
            list(command),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if merged else complaints,
            env=os.environ | {"LC_ALL": "C"} | (variables or {}),  # we read what they say
        ) as process:
            try:
                for line in process.stdout or ():
                    out += line
                    if heard is not None:
                        heard(os.fsdecode(line).rstrip("\n"))
            except BaseException:
                process.terminate()
                raise
        complaints.seek(0)
        said = complaints.read().decode(errors="replace").splitlines()
    return Done(process.returncode, bytes(out), tuple(each for each in said if each.strip()))
