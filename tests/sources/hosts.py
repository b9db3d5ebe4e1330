"""A small internet on loopback: names that tests may call public, and what is found there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing.sources import addresses
from briefing.sources.addresses import Network
from briefing.sources.fetch import Fetcher
from tests.google_server import Behaviour, Exchange, Hourglass, Loopback, status

NEWS = "journal.example"


def resolve(host: str, port: int) -> list[str]:
    """Names of `.example` are on loopback; the system knows literal addresses, and no name."""
    if host.endswith(".example"):
        return ["127.0.0.1"]
    if host == "rebound.test":
        return ["169.254.169.254"]
    if host == "half.test":
        return ["93.184.216.34", "10.0.0.1"]
    if host[:1].isdigit() or ":" in host or host == "localhost":
        return list(addresses.system_resolve(host, port))
    raise OSError(host)


def open_to_all(host: str, address: str) -> bool:
    """As in the world, but that `.example` is public, save what is called an intranet."""
    if host.endswith(".example"):
        return not host.startswith("intranet.")
    return not addresses.is_private(address)


NETWORK = Network(resolve, open_to_all)


class Site(Loopback):
    """Answers by path; 404 for any other."""

    def __init__(self) -> None:
        self.paths: dict[str, Behaviour] = {}
        super().__init__(self._answer)

    def _answer(self, exchange: Exchange) -> None:
        self.paths.get(exchange.path.partition("?")[0], status(404))(exchange)

    @property
    def port(self) -> str:
        """Its port."""
        return self.host.rpartition(":")[2]

    def at(self, path: str, name: str = NEWS) -> str:
        """The address of *path* at the host *name*."""
        return f"http://{name}:{self.port}{path}"

    def has(self, pages: Mapping[str, bytes | str | Behaviour], kind: str = "text/html") -> None:
        """Put *pages* there, by path."""
        for path, content in pages.items():
            if callable(content):
                self.paths[path] = content
            else:
                body = content.encode() if isinstance(content, str) else content
                self.paths[path] = status(200, body, Content_Type=kind)

    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [each.path for each in self.requests]


def fetcher(hourglass: Hourglass, folder: Path | None = None, **changes: Any) -> Fetcher:
    """One that knows this internet, and whose waits pass at once."""
    patience = hourglass.patience(**{"attempts": 2, "read": 2.0, "total": 20.0} | changes)
    return Fetcher(folder=folder, patience=patience, network=NETWORK)
