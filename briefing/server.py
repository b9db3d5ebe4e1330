"""The output folder over HTTP, as podcast apps need it: the one door to Starlette and uvicorn.

Ranges, HEAD, ETag and 304 are Starlette's; the right types and what must not be served are ours.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from briefing import feed
from briefing.errors import ServerError
from briefing.library import FEED, Library
from briefing.settings import Show

_FEED_TYPE = "application/rss+xml; charset=utf-8"
_TYPES = {  # Python's own table depends on the system, and lacks some
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": _FEED_TYPE,
}
_HOST = re.compile(r"([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
_LAST_PORT = 65_535
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - not an address to bind, but how one is recognised


class _Files(StaticFiles):
    """The folder's files with their right types; hidden ones are drafts and locks, and stay so."""

    async def check_config(self) -> None:
        """Nothing: a disk that is away when first asked for may come back."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if any(part.startswith(".") for part in Path(path).parts):
            return "", None
        try:
            return super().lookup_path(path)
        except (OSError, ValueError):
            # A link in a circle, a name too long or with a zero byte, a folder closed to us: to the
            # world, not there.
            return "", None

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        kind = _TYPES.get(Path(full_path).suffix.lower())
        if kind and "content-type" in response.headers:
            response.headers["content-type"] = kind
        return response


def application(folder: Path, show: Show) -> Starlette:
    """An ASGI application that serves *folder* and nothing outside it, nor hidden files.

    The feed is made anew of the records at each request.  As long as the show has no base URL of
    its own it names the address that it was asked for, so that a phone on the same network can
    follow it.
    """

    def give_feed(request: Request) -> Response:
        if not _HOST.fullmatch(request.headers.get("host", "localhost")):
            return PlainTextResponse("This is not a host.", status_code=400)
        xml = _feed_for(folder, show, show.base_url or str(request.base_url))
        etag = f'"{hashlib.sha256(xml).hexdigest()[:32]}"'
        headers = {"etag": etag, "cache-control": "no-cache"}
        known = request.headers.get("if-none-match", "")
        if etag in known or known.strip() == "*":
            return Response(status_code=304, headers=headers)
        return Response(xml, headers=headers, media_type=_FEED_TYPE)

    def give_start(_request: Request) -> Response:
        return RedirectResponse(f"/{FEED}")

    files = Mount("/", app=_Files(directory=folder))
    return Starlette(routes=[Route("/", give_start), Route(f"/{FEED}", give_feed), files])


def serve(folder: Path, show: Show, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve *folder* until SIGINT or SIGTERM; *say* is told the address of the feed.

    Only in the main thread, where signals arrive.

    Raises:
        ServerError: there is no such folder, or the address is taken or no address of ours.
    """
    if not folder.is_dir():
        raise ServerError(f"There is no folder {folder} to serve.", hint="briefing make makes one.")
    with _listener(host, port) as listener:
        Library(folder).episodes(say)  # names, once, the episodes that are damaged and not served
        say(f"The feed is at http://{_name_of(listener)}/{FEED} (Ctrl-C ends)")
        if show.base_url:
            say(f"Its episodes are at {show.base_url}, as briefing.toml says.")
        config = uvicorn.Config(
            application(folder, show), log_level="warning", timeout_graceful_shutdown=3
        )
        _run(uvicorn.Server(config), listener)


def _run(running: uvicorn.Server, listener: socket.socket) -> None:
    """Run until a signal.  To be told to end is no error, and nothing is said about it.

    uvicorn ends in good order, then raises the signal again as if it had not: SIGTERM would kill
    us.  Downloads that it had to break off it reports as errors, with tracebacks.
    """

    def matters(_record: logging.LogRecord) -> bool:
        return not running.should_exit

    log = logging.getLogger("uvicorn.error")
    log.addFilter(matters)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            running.run(sockets=[listener])
    finally:
        signal.signal(signal.SIGTERM, before)
        log.removeFilter(matters)


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens on *host*, IPv4 or IPv6; a name that has both means the first."""
    if not 0 <= port <= _LAST_PORT:  # getaddrinfo would take 70000 for 4464
        raise _refusal(host, port, "there is no such port")
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        return socket.create_server(address, family=family, dualstack_ipv6=both)
    except UnicodeError as error:
        raise _refusal(host, port, "there is no such host") from error
    except OSError as error:
        # Python 3.11 appends the address, as a tuple; we say it already.
        raise _refusal(host, port, str(error.strerror).partition(" (while")[0]) from error


def _refusal(host: str, port: int, reason: str) -> ServerError:
    return ServerError(
        f"{_authority(host, port)} cannot be listened on: {reason}.",
        hint="Choose another one with --host and --port.",
    )


def _name_of(listener: socket.socket) -> str:
    """Host and port as people type them into an app."""
    host, port = listener.getsockname()[:2]
    return _authority(_own_address() if host in _EVERYWHERE else host, port)


def _authority(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _own_address() -> str:
    """The address under which the network knows this machine: a phone cannot go to 0.0.0.0."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Sends nothing, only finds the way; the address is for documentation (RFC 5737).
            probe.connect(("192.0.2.1", 9))
        except (OSError, ValueError):
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _feed_for(folder: Path, show: Show, base_url: str) -> bytes:
    episodes = Library(folder).episodes(lambda _problem: None)
    return feed.render(show, episodes, base_url, _cover(folder))


def _cover(folder: Path) -> str:
    """The name of the cover: the newest, as a show may have changed from one kind to the other."""
    there = [path for path in (folder / "cover.jpg", folder / "cover.png") if path.is_file()]
    return max(there, key=lambda path: path.stat().st_mtime).name if there else ""
