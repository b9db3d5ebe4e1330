"""Files on the web, asked for one at a time: never two requests at once, to whatever host.

The host that the user named may be anywhere; any other that a feed names has to be public, since
listeners could not reach it either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message

from briefing import __version__, web
from briefing.check.places import Seen
from briefing.errors import BriefingError, NetworkError, OffLimits, SourceError
from briefing.sources import addresses
from briefing.sources.addresses import Network

_HEADERS = {"User-Agent": f"briefing/{__version__} (check)", "Accept": "*/*"}
_MOVED = {301, 302, 303, 307, 308}
_REDIRECTIONS = 5  # RFC 9110, 15.4 leaves it open; apps give up after about as many
_LOOK = web.Patience(attempts=2, connect=5.0, read=10.0, total=15.0)  # seconds for one question
_READ = web.Patience(attempts=2, connect=5.0, read=15.0, total=180.0)  # for a sound of an hour
_TOTAL = re.compile(r"bytes 0-0/(\d{1,15})")


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was fetched."""

    url: str
    """After redirections."""
    content: bytes
    headers: Mapping[str, str]
    public: bool


class Remote:
    """The web, as a place where the files of the feed at *url* are."""

    told = True

    def __init__(
        self,
        url: str,
        *,
        network: Network | None = None,
        look: web.Patience = _LOOK,
        read: web.Patience = _READ,
    ) -> None:
        self._network = network or Network()
        self._named = addresses.origin(addresses.spelled(url))
        self._look, self._read = look, read
        self._away: dict[tuple[str, int], NetworkError] = {}  # hosts that do not answer

    def has(self, _url: str) -> bool:
        """All of the web is asked about."""
        return True

    def fetch(self, url: str, most: int) -> Read:
        """What *url* has.

        Raises:
            NetworkError: it could not be fetched in time, or has more than *most* bytes.
            SourceError: it is no address, or leads into a private network.
        """

        def ask(place: addresses.Place) -> web.Answer:
            return web.get(
                place.url, _HEADERS, addresses=place.addresses, max_bytes=most, patience=self._read
            )

        answer, place, _ = self._follow(url, ask)
        return Read(place.url, answer.body, answer.headers, place.public)

    def read(self, url: str, most: int) -> bytes:
        """The content alone."""
        return self.fetch(url, most).content

    def look(self, url: str) -> Seen:
        """Ask for the head of *url*, then for its first byte."""
        try:
            head, place, moves = self._follow(url, self._asking("HEAD"))
            part, _, _ = self._follow(place.url, self._asking("GET", Range="bytes=0-0"))
        except BriefingError as error:
            return Seen(str(error))
        if not _is_good(part.status) and not _is_empty(part):
            return Seen(f"{addresses.short(place.url)} answers {part.status}.", moves=moves)
        answer = head if _is_good(head.status) else part
        return Seen(
            size=_size(head, part),
            kind=_kind(answer.headers),
            head=_is_good(head.status),
            ranges=part.status == 206 or _is_empty(part),  # noqa: PLR2004 - RFC 9110, 15.3.7
            shared="access-control-allow-origin" in part.headers,
            moves=moves,
        )

    def _asking(self, method: str, **headers: str) -> Callable[[addresses.Place], web.Answer]:
        # Not packed: the size is asked for, and a part of a packed answer is none of the file.
        told = {**_HEADERS, "Accept-Encoding": "identity", **headers}
        return lambda place: web.probe(
            method, place.url, told, addresses=place.addresses, patience=self._look
        )

    def _follow(
        self, url: str, ask: Callable[[addresses.Place], web.Answer]
    ) -> tuple[web.Answer, addresses.Place, tuple[str, ...]]:
        """The answer at the end of all redirections, where that is, and what lay between."""
        moves: list[str] = []
        place = self._place(addresses.spelled(url))
        while True:
            answer = self._once(place, ask)
            if answer.status not in _MOVED:
                return answer, place, tuple(moves)
            target = addresses.link(place.url, answer.headers.get("location", ""))
            if not target or len(moves) == _REDIRECTIONS:
                raise SourceError(
                    f"{addresses.short(place.url)} leads on to nowhere, or without end."
                )
            moves.append(target)
            place = self._place(addresses.spelled(target))

    def _once(
        self, place: addresses.Place, ask: Callable[[addresses.Place], web.Answer]
    ) -> web.Answer:
        host = addresses.origin(place.url)
        if host in self._away:
            raise self._away[host]
        try:
            return ask(place)
        except web.Refused:
            raise
        except NetworkError as error:
            self._away[host] = error  # a host that is away is waited for once
            raise

    def _place(self, url: str) -> addresses.Place:
        try:
            return addresses.locate(
                url,
                self._network,
                by_proxy=web.uses_proxy(url),
                asked_for=addresses.origin(url) == self._named,
            )
        except OSError:
            raise NetworkError(f"{addresses.origin(url)[0]} could not be found.") from None
        except OffLimits:
            host = addresses.origin(url)[0]
            raise OffLimits(f"{host} is in a private network, where no listener can go.") from None


def _is_good(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - RFC 9110, 15.3


def _is_empty(answer: web.Answer) -> bool:
    """A file without bytes has no first one: RFC 9110, 15.5.17."""
    return answer.status == 416 and answer.headers.get("content-range") == "bytes */0"  # noqa: PLR2004


def _size(head: web.Answer, part: web.Answer) -> int | None:
    if match := _TOTAL.fullmatch(part.headers.get("content-range", "")):
        return int(match[1])
    for answer in (head, part):
        told = answer.headers.get("content-length", "")
        if answer.status == 200 and told.isdecimal():  # noqa: PLR2004 - RFC 9110, 15.3.1
            return int(told)
    return 0 if _is_empty(part) else None


def _kind(headers: Mapping[str, str]) -> str:
    if not headers.get("content-type"):
        return ""
    claimed = Message()
    claimed["content-type"] = headers["content-type"]
    return claimed.get_content_type()
