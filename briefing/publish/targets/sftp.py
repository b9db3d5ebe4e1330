"""SFTP, file transfer over SSH: the one door to asyncssh.

Hosts, keys and the agent are those of OpenSSH: ~/.ssh/config, ~/.ssh/known_hosts, ~/.ssh/id_*.
A host whose key is not known is refused.  A password is BRIEFING_SFTP_PASSWORD.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import SplitResult, unquote

from briefing.errors import SettingsError
from briefing.publish.targets.onebyone import OneByOne
from briefing.publish.targets.tries import PATIENCE
from briefing.web import FaultError, Patience

if TYPE_CHECKING:
    from asyncssh import SFTPClient, SSHClientConnection

T = TypeVar("T")
PASSWORD = "BRIEFING_SFTP_PASSWORD"  # noqa: S105 - its name
_KEEP_ALIVE = 15  # seconds of silence after which the host is asked whether it is still there
_UNKNOWN = "Compare its fingerprint, then add it: ssh-keyscan HOST >> ~/.ssh/known_hosts"
_ACCESS = f"Check the user, the key in ~/.ssh or {PASSWORD}: docs/publish.md."


class Sftp(OneByOne):
    """Files are brought under a side name and renamed over what is there."""

    def __init__(self, name: str, url: SplitResult, patience: Patience = PATIENCE) -> None:
        super().__init__(name, url.hostname or "", patience)
        try:
            import asyncssh  # noqa: F401 # 0.4 s, and most runs do not publish
        except ImportError as error:
            raise SettingsError(
                "SFTP needs the library asyncssh.", hint="pip install 'briefing-podcast[sftp]'"
            ) from error
        path = unquote(url.path).rstrip("/")
        # As in the draft of the sftp: address, /~/ begins at the user's home.
        self._root = path.removeprefix("/~").lstrip("/") or "." if path[:2] == "/~" else path or "/"
        self._login = {"host": url.hostname, "username": url.username, "port": url.port}
        self._runner = asyncio.Runner()
        # What breaks off breaks many tasks off, and we tell of the first one.
        self._runner.get_loop().set_exception_handler(lambda _loop, _context: None)
        self._connection: SSHClientConnection | None = None
        self._sftp: SFTPClient | None = None
        self._made: set[str] = set()

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`."""
        if names is None:
            return self.patiently(lambda: self._do(self._below("")))
        return self.patiently(lambda: self._do(self._sizes(names)))

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""
        return self.patiently(lambda: self._do(self._read(name)))

    def bring(self, path: Path, name: str) -> None:
        """Write; a web server may read it, whatever the umask there."""
        self._do(self._bring(path, name))

    def move(self, side: str, name: str) -> None:
        """Rename as POSIX does, in one step (OpenSSH's posix-rename, which others have, too)."""
        self._do(self._move(side, name))

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`."""
        for name in names:
            self.patiently(lambda name=name: self._do(self._remove(name)))  # type: ignore[misc]

    def close(self) -> None:
        """Hang up for good."""
        self.hang_up()
        self._runner.close()

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        connection, self._connection, self._sftp = self._connection, None, None
        self._made.clear()
        if connection is not None:
            connection.abort()
            with suppress(Exception):  # it may be broken: that is why we hang up
                self._runner.run(asyncio.wait_for(connection.wait_closed(), 1.0))

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        with _understood():
            return self._runner.run(work)

    async def _open(self) -> SFTPClient:
        import asyncssh  # see __init__

        if self._sftp is None:
            given = {key: value for key, value in self._login.items() if value is not None}
            if os.environ.get(PASSWORD):
                given["password"] = os.environ[PASSWORD]
            self._connection = await asyncssh.connect(
                **given,
                connect_timeout=self._patience.connect,
                login_timeout=self._patience.read,
                keepalive_interval=_KEEP_ALIVE,
            )
            self._sftp = await self._connection.start_sftp_client()
        return self._sftp

    async def _below(self, folder: str) -> dict[str, int]:
        from asyncssh import SFTPNoSuchFile  # see __init__

        sftp = await self._open()
        found: dict[str, int] = {}
        try:
            entries = await sftp.readdir(self._at(folder))
        except SFTPNoSuchFile:
            return {}
        for each in entries:
            if each.filename in {".", ".."}:
                continue
            name = f"{folder}/{each.filename!s}" if folder else str(each.filename)
            mode = each.attrs.permissions or 0
            if stat.S_ISDIR(mode):
                found |= await self._below(name)
            elif stat.S_ISREG(mode):
                found[name] = each.attrs.size or 0
        return found

    async def _sizes(self, names: Sequence[str]) -> dict[str, int]:
        from asyncssh import SFTPNoSuchFile  # see __init__

        sftp = await self._open()
        found: dict[str, int] = {}
        for name in names:
            with suppress(SFTPNoSuchFile):
                found[name] = (await sftp.stat(self._at(name))).size or 0
        return found

    async def _read(self, name: str) -> bytes | None:
        from asyncssh import SFTPNoSuchFile  # see __init__

        sftp = await self._open()
        try:
            async with sftp.open(self._at(name), "rb") as file:
                content = await file.read()
        except SFTPNoSuchFile:
            return None
        return content if isinstance(content, bytes) else content.encode()

    async def _bring(self, path: Path, name: str) -> None:
        sftp = await self._open()
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            await sftp.makedirs(self._at(parent), exist_ok=True)
            self._made.add(parent)
        await sftp.put(str(path), self._at(name))
        await sftp.chmod(self._at(name), 0o644)

    async def _move(self, side: str, name: str) -> None:
        await (await self._open()).posix_rename(self._at(side), self._at(name))

    async def _remove(self, name: str) -> None:
        from asyncssh import SFTPError, SFTPNoSuchFile  # see __init__

        sftp = await self._open()
        with suppress(SFTPNoSuchFile):
            await sftp.remove(self._at(name))
        parent = name.rpartition("/")[0]
        with suppress(SFTPError):  # it is not empty, or gone
            while parent:
                await sftp.rmdir(self._at(parent))
                parent = parent.rpartition("/")[0]

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}" if name else self._root


@contextmanager
def _understood() -> Iterator[None]:
    """Turn what asyncssh and the sockets beneath raise into a fault."""
    import asyncssh  # see Sftp.__init__

    try:
        yield
    except (ValueError, asyncssh.KeyImportError) as error:  # of ~/.ssh/config or a key
        raise SettingsError(f"SSH is not set up: {error}.", hint=_ACCESS) from error
    except (OSError, asyncssh.Error) as error:
        raise _fault(error) from error


def _fault(error: Exception) -> FaultError:
    import asyncssh  # see Sftp.__init__

    match error:
        case asyncssh.PermissionDenied():
            return FaultError("does not let us in", again=False, hint=_ACCESS)
        case asyncssh.HostKeyNotVerifiable():
            return FaultError("is not a host that is known", again=False, hint=_UNKNOWN)
        case asyncssh.SFTPNoSpaceOnFilesystem() | asyncssh.SFTPQuotaExceeded():
            return FaultError("is full", again=False, hint="Make room there.")
        case asyncssh.SFTPNoSuchFile():
            return FaultError("has no such file", status=HTTPStatus.NOT_FOUND)
        case asyncssh.SFTPConnectionLost() | asyncssh.SFTPNoConnection():
            return FaultError("broke off")
        case asyncssh.SFTPError() | asyncssh.ChannelOpenError():
            return FaultError(f"refused: {error.reason}", again=False, hint=_ACCESS)
        case asyncssh.Error():
            return FaultError("broke off")
    # By the number: asyncio's own text has the address as a tuple.
    reason = f": {os.strerror(error.errno)}" if isinstance(error, OSError) and error.errno else ""
    return FaultError(f"could not be reached{reason}")
