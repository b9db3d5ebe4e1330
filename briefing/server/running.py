"""A folder that is served until somebody ends it: the one door to uvicorn."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from briefing import qr
from briefing.errors import ServerError
from briefing.library import FEED, Library
from briefing.server import addresses
from briefing.server.application import application
from briefing.server.content import Contents
from briefing.settings import LOCAL_URL, Show

_PATIENCE = 3  # seconds that downloads have to end when the server is told to


def serve(
    folder: Path, show: Show, host: str, port: int, say: Callable[[str], None], *, columns: int = 0
) -> None:
    """Serve *folder* until SIGINT or SIGTERM; *say* is told the address of the feed.

    Others in the network can reach it where *host* is not of this machine alone; then, on a
    terminal of so many *columns*, the address is also drawn as a QR code.  It ends within 4 s of
    being told to: downloads that run have three to come to their end.

    Only in the main thread, where signals arrive.

    Raises:
        ServerError: there is no such folder, or the address is taken or no address of ours.
    """
    if not folder.is_dir():
        raise ServerError(f"There is no folder {folder} to serve.", hint="briefing make makes one.")
    with addresses.listener(host, port) as listener:
        _look_through(folder, say)
        _introduce(listener, say, columns)
        base = Contents(folder, follow=not show.base_url).base().decode()
        if show.base_url and base not in {"", LOCAL_URL}:
            say(f"Its episodes are at {base}, as briefing.toml says.")
        # "error": a phone that tries https first is no news; a fault of ours is.
        config = uvicorn.Config(
            application(folder, show), log_level="error", server_header=False, ws="none",
            timeout_graceful_shutdown=_PATIENCE,
        )  # fmt: skip
        _run(uvicorn.Server(config), listener)


def _look_through(folder: Path, say: Callable[[str], None]) -> None:
    """Name, once, the episodes that are damaged: apps would ask for them in vain."""
    damaged: list[str] = []
    Library(folder).episodes(damaged.append)
    for each in damaged:
        say(each)
    if damaged:
        say("briefing episodes --rebuild writes the feed without them.")


def _introduce(listener: socket.socket, say: Callable[[str], None], columns: int) -> None:
    """Say where the feed is: the first line is the address to type, the others are for phones."""
    port = listener.getsockname()[1]
    hosts = addresses.reached_at(listener)
    first = hosts[0] if hosts else addresses.authority("127.0.0.1", port)
    say(f"The feed is at http://{first}/{FEED} (Ctrl-C ends)")
    for other in hosts[1:]:
        say(f"and at http://{other}/{FEED}")
    if not addresses.is_of_the_network(listener):
        return
    if not hosts:
        say("This machine is in no network: no phone can reach it.")
    elif columns and (drawn := qr.as_text(f"http://{first}/{FEED}", columns)):
        say(drawn)


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
