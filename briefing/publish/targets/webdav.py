"""A WebDAV server (RFC 4918): the one door to webdav4 and to httpx, which it stands on.

The user's name and password are BRIEFING_WEBDAV_USER and BRIEFING_WEBDAV_PASSWORD, or a line of
~/.netrc; they go over TLS only.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote

from briefing.errors import SettingsError
from briefing.publish.targets.onebyone import OneByOne
from briefing.publish.targets.tries import PATIENCE
from briefing.web import FaultError, Patience

USER, PASSWORD = "BRIEFING_WEBDAV_USER", "BRIEFING_WEBDAV_PASSWORD"
_ACCESS = f"Check the address, {USER} and {PASSWORD}: docs/publish.md."
_BUSY = {HTTPStatus.LOCKED, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT}
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Webdav(OneByOne):
    """Files are brought under a side name and moved: not every server hides half a file."""

    def __init__(self, name: str, url: SplitResult, patience: Patience = PATIENCE) -> None:
        super().__init__(name, url.netloc, patience)
        self._secure = url.scheme.endswith("s")
        self._made: set[str] = set()
        address = f"http{'s' if self._secure else ''}://{url.netloc}{unquote(url.path)}"
        self._client = _client(f"{address.rstrip('/')}/", self._login(url), patience)

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`."""
        if names is None:
            return dict(self._below(""))
        parents = {name.rpartition("/")[0] for name in names}
        found = {n: size for parent in parents for n, size in self._below(parent, deep=False)}
        return {name: found[name] for name in names if name in found}

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""

        def attempt() -> bytes | None:
            content = io.BytesIO()
            try:
                with _understood():
                    self._client.download_fileobj(name, content)
            except FaultError as fault:
                if fault.status == HTTPStatus.NOT_FOUND:
                    return None
                raise
            return content.getvalue()

        return self.patiently(attempt)

    def bring(self, path: Path, name: str) -> None:
        """PUT."""
        self._make(name.rpartition("/")[0])
        with _understood():
            self._client.upload_file(path, name, overwrite=True)

    def move(self, side: str, name: str) -> None:
        """MOVE, which replaces."""
        with _understood():
            self._client.move(side, name, overwrite=True)

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`, but folders stay: to delete one deletes whatever is in it."""
        for name in names:
            self.patiently(lambda name=name: self._delete(name))  # type: ignore[misc]

    def close(self) -> None:
        """Close the connections."""
        self._client.http.close()

    def hang_up(self) -> None:
        """What we made may have been on its way only."""
        self._made.clear()

    def _below(self, folder: str, *, deep: bool = True) -> Iterator[tuple[str, int]]:
        for each in self.patiently(lambda: self._list(folder)):
            name = str(each["name"]).strip("/")
            if each["type"] != "directory":
                yield name, int(each["content_length"] or 0)
            elif deep:
                yield from self._below(name)

    def _list(self, folder: str) -> list[dict[str, Any]]:
        try:
            with _understood():
                found: list[dict[str, Any]] = self._client.ls(f"{folder}/" if folder else "")
                return found
        except FaultError as fault:
            if fault.status == HTTPStatus.NOT_FOUND:
                return []
            raise

    def _delete(self, name: str) -> None:
        try:
            with _understood():
                self._client.remove(name)
        except FaultError as fault:
            if fault.status != HTTPStatus.NOT_FOUND:
                raise

    def _make(self, folder: str) -> None:
        """MKCOL of *folder* and those above it up to the target, each once."""
        if folder in self._made:
            return
        if folder:
            self._make(folder.rpartition("/")[0])
        from webdav4.client import ResourceAlreadyExists  # type: ignore[import-untyped] # see _client

        with _understood(), suppress(ResourceAlreadyExists):
            self._client.mkdir(folder)
        self._made.add(folder)

    def _login(self, url: SplitResult) -> tuple[str, str] | None:
        user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if not user:
            return None
        if not self._secure and url.hostname not in _LOOPBACK:
            raise SettingsError(
                "Over webdav:// anybody on the way could read the password.",
                hint=f"Write webdavs://{url.netloc}{url.path}",
            )
        return user, password


def _client(address: str, login: tuple[str, str] | None, patience: Patience) -> Any:
    try:
        import httpx  # comes with webdav4
        from webdav4.client import Client  # 0.2 s
    except ImportError as error:
        raise SettingsError(
            "WebDAV needs the library webdav4.", hint="pip install 'briefing-podcast[webdav]'"
        ) from error
    auth: Any = login
    if login is None:
        with suppress(OSError, ValueError):  # there is none, or none that can be read
            auth = httpx.NetRCAuth(None)
    timeout = httpx.Timeout(patience.read, connect=patience.connect)
    return Client(address, auth=auth, timeout=timeout, retry=False)


@contextmanager
def _understood() -> Iterator[None]:
    """Turn what webdav4 and httpx raise into a fault."""
    import httpx  # see _client
    from webdav4 import client as webdav  # type: ignore[import-untyped] # see _client

    try:
        yield
    except webdav.ResourceAlreadyExists:
        raise
    except (webdav.ClientError, httpx.HTTPError) as error:
        raise _fault(error) from error


def _fault(error: Exception) -> FaultError:
    import httpx  # see _client
    from webdav4 import client as webdav  # see _client

    match error:
        case webdav.ResourceNotFound():
            return FaultError("has no such file", again=False, status=HTTPStatus.NOT_FOUND)
        case webdav.HTTPError():
            status = int(error.status_code)
            again = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _BUSY
            return FaultError(f"answered {status}", again=again, hint=_ACCESS)
        case webdav.InsufficientStorage():
            return FaultError("is full", again=False, hint="Make room there.")
        case webdav.ResourceConflict():
            hint = "Make the folder above the target there first."
            return FaultError("has no folder for the target", again=False, hint=hint)
        case webdav.ClientError():
            return FaultError(f"refused: {error}", hint=_ACCESS)
        case httpx.ConnectError() if "CERTIFICATE_VERIFY_FAILED" in str(error):
            happened = "showed a certificate that cannot be trusted"
            return FaultError(happened, again=False, hint=_ACCESS)
        case httpx.ConnectError() | httpx.ConnectTimeout():
            return FaultError("could not be reached")
    return FaultError("did not answer, or broke off")
