"""Requests -> answers: the one door to Starlette."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from briefing.library import FEED
from briefing.server import conditions, kinds
from briefing.server.content import Body, Contents
from briefing.server.kinds import Kind
from briefing.server.places import Place, locate
from briefing.settings import Show

_HOST = re.compile(r"([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.IGNORECASE)
_CHUNK = 64 << 10  # bytes read at a time; uvicorn holds back when the client is slower
_METHODS = "GET, HEAD, OPTIONS"
_SAFE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
_SHARED = {  # https://fetch.spec.whatwg.org/#http-cors-protocol
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "access-control-max-age": "86400",
}
_MISSING = """<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page introuvable</title>
<h1>Page introuvable</h1>
<p>Il n’y a rien à cette adresse. Voici <a href="/">les épisodes</a> et <a href="/feed.xml">le flux
du podcast</a>.</p>
</html>
"""


class _Part(NamedTuple):
    start: int
    end: int
    head: bytes = b""
    """What is written before it in an answer of several parts."""


def application(folder: Path, show: Show) -> Starlette:
    """An ASGI application that serves *folder* and nothing outside it, nor hidden files.

    Files are served as they lie there, but for the feed: as long as it was not made for a base URL
    of the show it names the address that it was asked for, so that a phone on the same network can
    follow it.
    """
    return Starlette(routes=[Route("/{path:path}", _Folder(folder, show))])


class _Streamed(StreamingResponse):
    """An answer that is read as fast as the client takes it; closes its file."""

    def __init__(
        self, file: BinaryIO, parts: list[_Part], status: HTTPStatus, headers: dict[str, str]
    ) -> None:
        super().__init__(_pieces(file, parts), status_code=status, headers=headers)
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._file:
            await super().__call__(scope, receive, send)


class _Folder:
    def __init__(self, folder: Path, show: Show) -> None:
        self._folder = folder
        self._contents = Contents(folder, follow=not show.base_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self._answer, Request(scope), scope["path"])
        await response(scope, receive, send)

    def _answer(self, request: Request, path: str) -> Response:
        """What is said to *request*; a short answer has been read when this returns."""
        kind = kinds.of(path)
        headers = _SAFE | (_SHARED if kind.shared else {})
        if request.method not in {"GET", "HEAD"}:
            return _other(request, kind, headers)
        found = self._open(request, path)
        if isinstance(found, Response):
            found.headers.update(headers)
            return found
        place, body = found
        with contextlib.ExitStack() as stack:
            stack.enter_context(body.file)
            response = _sent(request, body, _SAFE | _described(place.name, request, body))
            if isinstance(response, _Streamed):
                stack.pop_all()  # which closes it at its end
            return response

    def _open(self, request: Request, path: str) -> Response | tuple[Place, Body]:
        """The file that is asked for, open; or what is to be said instead."""
        place = locate(self._folder, path)
        if place is None:
            # Before there are pages, who types the address alone finds the feed.
            return _moved(f"/{FEED}") if path == "/" else _missing()
        if place.moved:
            return _moved(f"{quote(path)}/")
        if not _HOST.fullmatch(request.headers.get("host", "localhost")):
            return _plain(HTTPStatus.BAD_REQUEST, "Ce nom d’hôte n’en est pas un.")
        try:
            if not kinds.of(place.name).text:
                return place, self._contents.whole(place.path)
            # A part of a text is one of the text as it lies.
            packed = conditions.takes_gzip(_asked(request)) and "range" not in request.headers
            address = str(request.base_url)
            return place, self._contents.text(place.path, address, packed=packed)
        except OSError:  # it went away since, or is closed to us
            return _missing()


def _asked(request: Request) -> dict[str, str]:
    """The headers by their names in small letters; one that came in several lines is one list."""
    return {name: ", ".join(request.headers.getlist(name)) for name in request.headers}


def _described(name: str, request: Request, body: Body) -> dict[str, str]:
    """The headers of a file, whatever is sent of it."""
    kind = kinds.of(name)
    headers = {
        "content-type": kind.media_type,
        "accept-ranges": "bytes",
        "cache-control": kinds.keep(name, request.url.query),
        "etag": body.etag,
    }
    if body.modified is not None:
        headers["last-modified"] = conditions.date(body.modified)
    if kind.text:
        headers["vary"] = "Accept-Encoding"
    if body.packed:
        headers["content-encoding"] = "gzip"
    return headers | (_SHARED if kind.shared else {})


def _sent(request: Request, body: Body, headers: dict[str, str]) -> Response:
    """What the request asks of *body*: nothing new, all, a part, several parts."""
    asked = _asked(request)
    status = conditions.state(asked, body.etag, body.modified)
    if status is not HTTPStatus.OK:
        for name in ("content-type", "content-encoding"):
            headers.pop(name, None)
        return Response(status_code=status, headers=headers)
    wanted = None
    if conditions.may_continue(asked, body.etag, body.modified):
        wanted = conditions.ranges(asked.get("range", ""), body.size)
    if wanted is None:
        return _filled(request, body.file, [_Part(0, body.size)], headers)
    if not wanted:
        headers["content-range"] = f"bytes */{body.size}"
        return _plain(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "", headers)
    if len(wanted) == 1:
        ((start, end),) = wanted
        headers["content-range"] = f"bytes {start}-{end - 1}/{body.size}"
        parts = [_Part(start, end)]
    else:
        parts = _several(wanted, body.size, headers)
    return _filled(request, body.file, parts, headers, HTTPStatus.PARTIAL_CONTENT)


def _several(
    wanted: tuple[tuple[int, int], ...], size: int, headers: dict[str, str]
) -> list[_Part]:
    """The parts of an answer in several (RFC 9110, 14.6); *headers* are told of it."""
    boundary = secrets.token_hex(16)
    kind = headers["content-type"]
    headers["content-type"] = f"multipart/byteranges; boundary={boundary}"
    heads = [
        f"\r\n--{boundary}\r\nContent-Type: {kind}\r\n"
        f"Content-Range: bytes {start}-{end - 1}/{size}\r\n\r\n"
        for start, end in wanted
    ]
    parts = [_Part(*each, head.encode()) for each, head in zip(wanted, heads, strict=True)]
    return [*parts, _Part(0, 0, f"\r\n--{boundary}--\r\n".encode())]


def _filled(
    request: Request,
    file: BinaryIO,
    parts: list[_Part],
    headers: dict[str, str],
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    length = sum(len(part.head) + part.end - part.start for part in parts)
    headers["content-length"] = str(length)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    if length <= _CHUNK and len(parts) == 1:
        content = _read(file, parts[0].start, length)
        if len(content) == length:  # else it was cut short on disk
            return Response(content, status_code=status, headers=headers)
    return _Streamed(file, parts, status, headers)


async def _pieces(file: BinaryIO, parts: list[_Part]) -> AsyncIterator[bytes]:
    for part in parts:
        if part.head:
            yield part.head
        at = part.start
        while at < part.end:
            piece = await run_in_threadpool(_read, file, at, min(_CHUNK, part.end - at))
            if not piece:
                return  # cut short on disk; uvicorn breaks the connection off, so that it is seen
            at += len(piece)
            yield piece


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)


def _other(request: Request, kind: Kind, headers: Mapping[str, str]) -> Response:
    """What is said to a method that asks for no file."""
    allow = {**headers, "allow": _METHODS}
    if request.method != "OPTIONS":
        return _plain(HTTPStatus.METHOD_NOT_ALLOWED, "On ne peut que lire ici.", allow)
    return Response(
        status_code=HTTPStatus.NO_CONTENT, headers=allow | (_PREFLIGHT if kind.shared else {})
    )


def _moved(location: str) -> Response:
    headers = {"location": location, "cache-control": "no-cache"}
    return Response(status_code=HTTPStatus.TEMPORARY_REDIRECT, headers=headers)


def _missing() -> Response:
    return Response(
        _MISSING,
        status_code=HTTPStatus.NOT_FOUND,
        headers={"cache-control": "no-cache", "content-security-policy": "default-src 'none'"},
        media_type="text/html",
    )


def _plain(status: HTTPStatus, text: str, headers: Mapping[str, str] | None = None) -> Response:
    given = {**(headers or {}), "content-type": "text/plain; charset=utf-8"}
    return Response(text, status_code=status, headers=given)
