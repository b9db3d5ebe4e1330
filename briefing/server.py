"""The output folder over HTTP, as podcast apps need it: the one door to Starlette and uvicorn.

Ranges, HEAD, ETag and 304 are Starlette's; the right types and what must not be served are ours.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
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


class _Files(StaticFiles):
    """The folder's files with their right types; hidden ones are drafts and locks, and stay so."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        if any(part.startswith(".") for part in Path(path).parts):
            return "", None
        return super().lookup_path(path)

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

    As long as the show has no base URL of its own, the feed it gives out names the address that it
    was asked for, so that a phone on the same network can follow it.
    """

    def give_feed(request: Request) -> Response:
        xml = _feed_for(folder, show, str(request.base_url))
        etag = f'"{hashlib.sha256(xml).hexdigest()[:32]}"'
        headers = {"etag": etag, "cache-control": "no-cache"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(xml, headers=headers, media_type=_FEED_TYPE)

    def give_start(_request: Request) -> Response:
        return RedirectResponse(f"/{FEED}")

    own_feed = [] if show.base_url else [Route(f"/{FEED}", give_feed)]
    files = Mount("/", app=_Files(directory=folder))
    return Starlette(routes=[Route("/", give_start), *own_feed, files])


def serve(folder: Path, show: Show, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve *folder* until interrupted; *say* is told the address of the feed.

    Raises:
        ServerError: there is no such folder, or the address is taken.
    """
    if not folder.is_dir():
        raise ServerError(f"There is no folder {folder} to serve.", hint="briefing make makes one.")
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise ServerError(
            f"{host}:{port} cannot be listened on: {error.strerror}.",
            hint="Choose another one with --host and --port.",
        ) from error
    port = listener.getsockname()[1]
    say(f"The feed is at http://{host}:{port}/{FEED} (Ctrl-C ends)")
    if show.base_url:
        say(f"Its episodes are at {show.base_url}, as briefing.toml says.")
    with listener:
        config = uvicorn.Config(
            application(folder, show), log_level="warning", timeout_graceful_shutdown=3
        )
        uvicorn.Server(config).run(sockets=[listener])


def _feed_for(folder: Path, show: Show, base_url: str) -> bytes:
    episodes = Library(folder).episodes(lambda _problem: None)
    cover = "cover.png" if (folder / "cover.png").is_file() else "cover.jpg"
    return feed.render(show, episodes, base_url, cover)
