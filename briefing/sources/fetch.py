"""Pages from the web, politely: one request at a time, nothing that a host asks to leave alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path
from urllib.parse import urljoin

from briefing import __version__, web
from briefing.errors import NetworkError, OffLimits, SourceError
from briefing.sources import addresses, cache, robots
from briefing.sources.addresses import Network, Place

AGENT = "briefing"
HOME = "https://example.org/briefing"  # where a host can read what asks it; none exists yet
USER_AGENT = f"{AGENT}/{__version__} (+{HOME})"
PAGE = 10_000_000  # bytes, unpacked
PDF = 50_000_000  # bytes of what calls itself .pdf
_REDIRECTIONS = 5  # RFC 9110, 15.4 leaves it open; browsers follow 20, and honest pages need 2
_PAUSE = 1.0  # seconds between the end of a request and the next one to the same host
_MOVED = {301, 302, 303, 307, 308}
_UNCHANGED = 304
_PLAIN, _SECURE = 80, 443  # ports
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5"
_PATIENCE = web.Patience(attempts=3, connect=5.0, read=15.0, total=45.0)
"""For a page with all its redirections, seconds; a document of 50 MB has to come in that time."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address has."""

    url: str
    """After redirections."""
    content: bytes
    kind: str
    """The media type that the host claims, in small letters; may be empty."""
    charset: str
    """The one that the host claims; may be empty."""
    public: bool
    """Whether everybody can reach it."""


class Fetcher:
    """Asks hosts for pages: one request at a time for each host, with a pause after it.

    *folder* is where pages are kept to ask only for changes; nothing is kept when it is None.
    It may be used by several threads; other processes are not waited for.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        patience: web.Patience = _PATIENCE,
        network: Network | None = None,
        pause: float = _PAUSE,
    ) -> None:
        self._pages = cache.Pages(folder) if folder else None
        self._patience = patience
        self._network = network or Network()
        self._pause = pause
        self._lock = threading.Lock()
        self._hosts: dict[tuple[str, int], threading.Lock] = {}
        self._free: dict[tuple[str, int], float] = {}
        self._named: dict[tuple[str, int], Place] = {}
        self._rules: dict[tuple[str, int], robots.Rules] = {}

    def page(self, url: str, *, named: bool = False) -> Page:
        """What *url* has.

        *named* says that the user typed it: it may be in a private network, and so may be whatever
        else is at that very host.  Any other address may not, wherever a redirection leads.

        Raises:
            OffLimits: it is, or leads, into a private network.
            SourceError: it is no address of a page.
            NetworkError: it could not be fetched in time, or is larger than `PAGE` or `PDF` allow.
        """
        url = addresses.spelled(url)
        end = self._patience.clock() + self._patience.total
        before = self._pages.get(url) if self._pages else None
        place = self._place(url, named=named)
        for _ in range(_REDIRECTIONS + 1):
            # A condition fits the page it came with, not what lies on the way to it.
            known = before if before and before.url == place.url else None
            answer = self._ask(place, known.conditions if known else {}, end)
            if answer.status == _UNCHANGED and known:
                return _page(place, known.headers, known.body)
            if answer.status not in _MOVED:
                self._keep(url, place, answer)
                return _page(place, answer.headers, answer.body)
            target = addresses.link(place.url, answer.headers.get("location", ""))
            if not target:
                host = addresses.origin(place.url)[0]
                raise OffLimits(
                    f"{host} sends us on to what is no page on the web.", hint="Check the address."
                )
            place = self._place(addresses.spelled(target))
        raise NetworkError(
            f"{addresses.origin(url)[0]} sends us on from address to address without end.",
            hint="Check the address.",
        )

    def item(self, url: str) -> Page:
        """The page of a feed's item, if the host's robots.txt leaves it open to us.

        Raises:
            OffLimits: it does not; and what `page` raises.
        """
        url = addresses.spelled(url)
        if not self._allowed(url).allow(url):
            raise OffLimits(
                f"{addresses.origin(url)[0]} asks programs not to read this page (robots.txt).",
                hint="A page that you name yourself is fetched for you all the same.",
            )
        return self.page(url)

    def _place(self, url: str, *, named: bool = False) -> Place:
        """Where *url* is.  A host that the user named is looked up once and for all."""
        host = addresses.origin(url)
        known = self._named.get(host)
        if known is None and host[1] == _SECURE:  # the same host, and now it speaks TLS
            known = self._named.get((host[0], _PLAIN))
        if known is not None:
            return replace(known, url=url)
        try:
            place = addresses.locate(
                url, self._network, by_proxy=web.uses_proxy(url), asked_for=named
            )
        except OSError:
            raise NetworkError(
                f"{host[0]} could not be found.",
                hint="Check the address and the network connection.",
            ) from None
        if named:
            self._named[host] = place
        return place

    def _ask(self, place: Place, conditions: dict[str, str], end: float) -> web.Answer:
        left = max(0.0, end - self._patience.clock())
        path = addresses.split(place.url).path
        with self._turn(addresses.origin(place.url)):
            return web.get(
                place.url,
                {
                    "User-Agent": USER_AGENT,
                    "Accept": _ACCEPT,
                    "Accept-Language": "fr",
                    **conditions,
                },
                addresses=place.addresses,
                max_bytes=PDF if path.lower().endswith(".pdf") else PAGE,
                patience=replace(self._patience, total=left),
            )

    @contextmanager
    def _turn(self, host: tuple[str, int]) -> Iterator[None]:
        """Wait until *host* may be asked again."""
        with self._lock:
            turn = self._hosts.setdefault(host, threading.Lock())
        with turn:
            wait = self._free.get(host, 0.0) - self._patience.clock()
            if wait > 0:
                self._patience.sleep(wait)
            try:
                yield
            finally:
                self._free[host] = self._patience.clock() + self._pause

    def _keep(self, url: str, place: Place, answer: web.Answer) -> None:
        if self._pages:
            forbidden = "no-store" in answer.headers.get("cache-control", "").lower()
            secret = addresses.split(url).username is not None  # no password is written to a disk
            stored = cache.Stored(place.url, dict(answer.headers), answer.body)
            self._pages.put(url, stored, forbidden=forbidden or secret)

    def _allowed(self, url: str) -> robots.Rules:
        host = addresses.origin(url)
        if host not in self._rules:
            self._rules[host] = self._robots(urljoin(url, "/robots.txt"))
        return self._rules[host]

    def _robots(self, url: str) -> robots.Rules:
        """The rules at *url*: none where there is no file, all where nobody can tell (RFC 9309)."""
        try:
            page = self.page(url)
        except web.Refused as refusal:
            return robots.NOTHING if refusal.status >= 500 else robots.EVERYTHING  # noqa: PLR2004
        except NetworkError:
            return robots.NOTHING
        except SourceError:  # a robots.txt that leads astray
            return robots.EVERYTHING
        return robots.parse(page.content[: robots.LARGEST].decode("utf-8", "replace"), AGENT)


def _page(place: Place, headers: Mapping[str, str], content: bytes) -> Page:
    claimed = Message()
    claimed["content-type"] = headers.get("content-type", "")
    kind = claimed.get_content_type() if claimed["content-type"] else ""
    return Page(place.url, content, kind, claimed.get_content_charset() or "", place.public)
