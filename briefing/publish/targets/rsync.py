"""The program rsync: over SSH (HOST:PATH, with the user's own ~/.ssh), or to its daemon (rsync://).

It brings each file under a hidden name and renames it, and it goes on inside a file where it was
cut off.  A daemon's password is RSYNC_PASSWORD, as rsync itself has it.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from briefing.errors import OutputError
from briefing.publish.plan import PARTS
from briefing.publish.targets.programs import Done, find_program, run
from briefing.publish.targets.tries import PATIENCE, patiently
from briefing.web import FaultError, Patience

_HINT = "apt install rsync, brew install rsync; 3.1 or newer."
_ACCESS = "See whether `ssh HOST` works from here without a question: docs/publish.md."
_LOGIN = re.compile(r"(?P<user>[^/@]+@)?(?:\[(?P<address>[^]]+)\]|(?P<host>[^/@:]+)):")
_LINE = re.compile(r">(\d+) (.*)")
_IDLE = 10  # seconds after which ssh logs out when we did not
_PARTLY = {23, 24}  # of the exit codes in rsync(1): not all could be transferred, some vanished
_BROKEN = {10, 12, 30, 35, 255}  # the same: socket, stream, time-outs; 255 is what ssh ends with
_PREFIX = re.compile(r"^rsync: (\[\w+\] )?")
_MISSING = "No such file or directory"
_HOPELESS = re.compile(
    r"Permission denied \(|Host key verification failed|Could not resolve hostname|auth failed|"
    r"REMOTE HOST IDENTIFICATION|[Nn]ame or service not known",
)


class Rsync:
    """Whole batches at a time.  SSH logs in once: its later connections go through the first."""

    local = False

    def __init__(self, name: str, patience: Patience = PATIENCE) -> None:
        self.name = name
        self._host = re.sub(r"^rsync://|^[^/@]*@|:.*$|/.*$", "", name.removeprefix("rsync://"))
        self._patience = patience
        self._program = find_program("rsync", _HINT)
        self._sockets = tempfile.TemporaryDirectory(prefix="briefing-ssh-")
        self._where = name if name.endswith((":", "/")) else f"{name}/"

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`: what a dry run would fetch."""
        found: dict[str, int] = {}

        def heard(line: str) -> None:
            match = _LINE.fullmatch(line)
            if match and not match[2].endswith("/"):
                found[match[2]] = int(match[1])

        with tempfile.TemporaryDirectory() as empty:
            some = ["--files-from=-", "--from0"] if names is not None else ["--recursive"]
            options = ["--dry-run", "--out-format=>%l %n", *some]
            self._run([*options, "--", self._where, f"{empty}/"], names or (), heard, absent=True)
        return found

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""
        with tempfile.TemporaryDirectory() as place:
            # Not --files-from: with that, a folder that is missing looks like a line that broke.
            only = ["--recursive", f"--include=/{name}", "--exclude=*"]
            self._run([*only, "--", self._where, f"{place}/"], [], absent=True)
            path = Path(place) / name
            return path.read_bytes() if path.is_file() else None

    def put(
        self, folder: Path, names: Sequence[str], done: Callable[[str], None], *, together: bool
    ) -> None:
        """See `Target.put`.  Rsync has an order of its own, so pages have a run of their own."""
        options = [
            "--times", "--ignore-times", "--chmod=D755,F644", f"--partial-dir={PARTS}",
            "--files-from=-", "--from0",
            *(["--delay-updates"] if together else []), "--", f"{folder}/", self._where,
        ]  # fmt: skip
        for _, group in groupby(names, lambda name: together or name.startswith("episodes/")):
            batch = list(group)
            self._run(options, batch)
            for name in batch:  # only now: what rsync names before has left us, not arrived
                done(name)

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`: what is listed and missing here is deleted there."""
        parents = {name.rpartition("/")[0] for name in names} - {""}
        with tempfile.TemporaryDirectory() as empty:
            options = ["--delete-missing-args", "--files-from=-", "--from0", "--dirs"]
            for each in (names, sorted(parents, reverse=True)):
                if each:  # a folder that is not empty stays, with a complaint
                    self._run([*options, "--", f"{empty}/", self._where], each, absent=True)

    def close(self) -> None:
        """Log out; where that fails, ssh does so by itself."""
        if any(Path(self._sockets.name).iterdir()) and (match := _LOGIN.match(self.name)):
            login = f"{match['user'] or ''}{match['address'] or match['host']}"
            run([*shlex.split(self._shell()["RSYNC_RSH"]), "-O", "exit", "--", login])
        self._sockets.cleanup()

    def _run(
        self,
        options: Sequence[str],
        names: Sequence[str],
        heard: Callable[[str], None] | None = None,
        *,
        absent: bool = False,
    ) -> None:
        """Run rsync, again when the network broke off; *absent* files are no reason to complain."""
        wait = [f"--timeout={self._patience.read:.0f}", "--8-bit-output"]
        if self._where.startswith("rsync://"):
            wait.append(f"--contimeout={self._patience.connect:.0f}")
        command = [self._program, *wait, *options]

        def attempt() -> None:
            ended = run(command, names, end="\0", heard=heard, variables=self._shell())
            if ended.code:
                self._judge(ended, absent=absent)

        patiently(self._host, self._patience, attempt)

    def _shell(self) -> dict[str, str]:
        """How rsync calls ssh: never with a question, and never for ever."""
        shell = os.environ.get("RSYNC_RSH") or "ssh"
        wait = f"-o ConnectTimeout={self._patience.connect:.0f} -o ServerAliveInterval=15"
        share = f"-o ControlMaster=auto -o ControlPersist={_IDLE}"
        share += f" -o ControlPath={self._sockets.name}/%C"
        return {"RSYNC_RSH": f"{shell} -o BatchMode=yes {wait} {share}"}

    def _judge(self, ended: Done, *, absent: bool) -> None:
        text = "\n".join(ended.errors)
        reason = _PREFIX.sub("", ended.reason)
        if absent and ended.code in _PARTLY and _only_absent(ended.errors):
            return
        if ended.code in _BROKEN or _HOPELESS.search(text):
            again = not _HOPELESS.search(text)
            raise FaultError(f"is out of rsync's reach: {reason}", again=again, hint=_ACCESS)
        raise OutputError(f"rsync to {self.name} failed: {reason}.", hint=_ACCESS)


def _only_absent(complaints: Sequence[str]) -> bool:
    """Whether all that went wrong is that something is not there, or a folder not empty.

    Other lines sum that up, or are of the other side's login.
    """
    causes = [line for line in complaints if " failed: " in line or line.startswith("cannot ")]
    harmless = (_MISSING, "non-empty directory", "not empty")
    return all(any(each in line for each in harmless) for line in causes)
