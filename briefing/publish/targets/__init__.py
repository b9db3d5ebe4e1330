"""Where a folder can be published to: one module a kind, and one door a library."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from briefing.errors import SettingsError

KINDS = "FOLDER, HOST:PATH, rsync://, sftp://, s3://, webdavs://, rclone:REMOTE:PATH"
# As rsync decides: a colon before the first slash is a host's.  One letter is a drive of Windows.
_HOST = re.compile(r"(?:[\w.-]+@)?(?:[\w.][\w.-]+|\[[0-9a-fA-F:.]+\]):")
_REMOTE = re.compile(r"[\w.+@][\w.+@ -]*:")  # https://rclone.org/docs/#valid-remote-names


class Target(Protocol):
    """A place for files.  Its methods raise NetworkError, OutputError or SettingsError."""

    @property
    def name(self) -> str:
        """As the user wrote it."""

    @property
    def local(self) -> bool:
        """Whether it may be for this machine alone."""

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """The sizes in bytes of all files there by name, or only of *names*.

        Hidden ones are among them where the server shows them; nginx does not.
        """

    def read(self, name: str) -> bytes | None:
        """What is in a file; None when it is not there."""

    def put(
        self, folder: Path, names: Sequence[str], done: Callable[[str], None], *, together: bool
    ) -> None:
        """Bring *names* of *folder*, in this order; *done* is told of each one that is up.

        A reader finds each one as it was, or whole.  With *together*, all are brought before the
        first one is replaced, where the target can.
        """

    def remove(self, names: Sequence[str]) -> None:
        """Take *names* away, and most folders that are empty then; what is gone is not missed."""

    def close(self) -> None:
        """Hang up."""


def find(text: str, folder: Path) -> Target:
    """The target that *text* names, for what is in *folder*.  Nobody is called yet.

    Raises:
        SettingsError: it names none, or holds a secret, or its library or program is missing.
    """
    if text.startswith("rclone:"):
        return _rclone(text)
    if "://" in text:
        return _by_scheme(text, folder)
    _refuse_secret(text.partition("/")[0].rpartition("@")[0])
    if _HOST.match(text):
        from briefing.publish.targets.rsync import Rsync  # only the kind that is used

        return Rsync(text)
    if not text or text.startswith("-"):
        raise SettingsError(f"'{text}' is no place to publish to.", hint=f"Write {KINDS}.")
    return _local(text, Path(text), folder)


def _by_scheme(text: str, folder: Path) -> Target:
    try:
        url = urlsplit(text)
        _ = url.port
    except ValueError:
        url = SplitResult("", "", "", "", "")
    _refuse_secret(url.netloc.rpartition("@")[0] or url.query)
    if url.scheme == "file" and url.netloc in {"", "localhost"}:
        return _local(text, Path(unquote(url.path)), folder)
    if url.hostname and not url.hostname.startswith("-") and not url.query and not url.fragment:
        if url.scheme == "s3" and "@" not in url.netloc and url.port is None:
            from briefing.publish.targets.s3 import S3  # see find

            return S3(text, url.netloc, url.path)
        if url.scheme == "sftp":
            from briefing.publish.targets.sftp import Sftp  # see find

            return Sftp(text, url)
        if url.scheme in {"webdav", "webdavs", "dav", "davs"} and "@" not in url.netloc:
            from briefing.publish.targets.webdav import Webdav  # see find

            return Webdav(text, url)
        if url.scheme == "rsync":
            from briefing.publish.targets.rsync import Rsync  # see find

            return Rsync(text)
    raise SettingsError("This is no place that can be published to.", hint=f"Write {KINDS}.")


def _rclone(text: str) -> Target:
    from briefing.publish.targets.rclone import Rclone  # see find

    where = text.removeprefix("rclone:")
    if not _REMOTE.match(where):  # :s3,secret_access_key=…: is a remote to rclone, too
        raise SettingsError(
            "After rclone: comes a remote of rclone's own configuration.",
            hint="rclone config makes one; then write rclone:REMOTE:PATH.",
        )
    return Rclone(text, where)


def _local(text: str, path: Path, folder: Path) -> Target:
    from briefing.publish.targets.local import Local  # see find

    path = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - resolve() would follow links
    there, here = path.resolve(), folder.resolve()
    if there.is_relative_to(here) or here.is_relative_to(there):
        raise SettingsError(
            f"{text} lies in the output folder, or around it.", hint="Name another folder."
        )
    return Local(text, path)


def _refuse_secret(user: str) -> None:
    """Complain about *user*, what stands before the @, without repeating it."""
    if ":" in user or "=" in user:
        raise SettingsError(
            "There is a password in the target, where others can read it.",
            hint="Keep it in the environment or in the tool's own configuration: docs/publish.md.",
        )
