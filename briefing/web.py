"""The one door to `requests`: questions, pages and downloads that give up in time and say why.

Most of what goes wrong on a network mends itself, so every exchange is tried several times, with
growing waits between the tries.  What waiting does not mend (a refused access, a certificate that
cannot be trusted) is told at once.  Addresses are named in errors by their host alone: user names,
passwords and keys travel in the rest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.client import responses
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from briefing.errors import NetworkError, OutputError

if TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.adapters import HTTPAdapter

T = TypeVar("T")
_BLOCK = 65_536  # bytes asked for at once; what has come is handed on without waiting for more
_CHECK_NETWORK = "Check the network connection, then try again."
_LATER = "Try again later."
_REFUSED = "Trying again does not help: check the address and the access to it."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the network is waited for, and by which clock.  All times are in seconds."""

    attempts: int = 4
    """Tries in all, the first included."""
    connect: float = 5.0
    """For the host to take the call."""
    read: float = 15.0
    """For each next piece of the answer."""
    total: float = 60.0
    """For everything: the tries, the waits between them and the last byte of the answer.

    Only the system's search for a name, and headers that come byte by byte, can overrun it.
    """
    first_wait: float = 0.5
    """Before the second try; it doubles from try to try."""
    longest_wait: float = 20.0
    """Between two tries, even when the host asks for more."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    chance: random.Random = field(default_factory=random.Random)
    """Spreads the waits, so that many machines do not all come back at the same moment."""

    def wait(self, tries: int, asked: float) -> float:
        """How long to wait after that many *tries*, when the host *asked* for that many seconds."""
        backoff = self.first_wait * 2.0 ** (tries - 1) * self.chance.uniform(0.5, 1.0)
        return min(self.longest_wait, max(asked, backoff))


class _Deadline(NamedTuple):
    """When somebody's patience ends."""

    patience: Patience
    moment: float  # by the clock of *patience*

    def left(self) -> float:
        return self.moment - self.patience.clock()


_USUAL = Patience()
_FOR_DOWNLOADS = Patience(attempts=6, total=3600.0)


class Refused(NetworkError):
    """The host answered with a status that is not a success."""

    def __init__(self, message: str, *, status: int, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class FaultError(Exception):
    """One try that failed; becomes a `NetworkError` when no further try helps.

    *happened* follows the host's name: "answered with a page".  *again* says whether another try
    may help, *asked* how many seconds the host wants to be left alone, *status* what HTTP calls it.
    """

    def __init__(
        self,
        happened: str,
        *,
        again: bool = True,
        asked: float = 0.0,
        hint: str = _LATER,
        status: int = 0,
    ) -> None:
        super().__init__(happened)
        self.again = again
        self.asked = asked
        self.hint = hint
        self.status = status

    def told(self, host: str, tries: int) -> NetworkError:
        """What people are told after so many *tries* at *host*."""
        message = f"{host} {self} ({tries} {'tries' if tries > 1 else 'try'})."
        if self.status:
            return Refused(message, status=self.status, hint=self.hint)
        return NetworkError(message, hint=self.hint)


def post(
    url: str,
    data: bytes,
    headers: Mapping[str, str],
    *,
    max_bytes: int,
    patience: Patience = _USUAL,
) -> bytes:
    """The answer of *url* to *data*: whole, and no longer than *max_bytes*.

    Certificates are checked; redirections are not followed.

    Raises:
        Refused: the host answered with a status that is not a success.
        NetworkError: no such answer came within *patience*.

    """
    return ask(url, data, headers, max_bytes=max_bytes, patience=patience, understand=bytes)


def ask(
    url: str,
    data: bytes,
    headers: Mapping[str, str],
    *,
    max_bytes: int,
    patience: Patience = _USUAL,
    understand: Callable[[bytes], T],
) -> T:
    """What *understand* makes of the answer of *url* to *data*; otherwise like `post`.

    An answer for which *understand* raises `FaultError` counts as a try that failed.
    """

    def attempt(deadline: _Deadline) -> T:
        request = {"data": data, "headers": headers, "allow_redirects": False}
        with _exchange("POST", url, request, deadline) as response:
            _check_status(response)
            answer = b"".join(_pieces(response, max_bytes, deadline))
        return understand(answer)

    return _patiently(url, patience, attempt)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host sends for an address."""

    status: int
    """A success, 304 (unchanged) or another redirection."""
    headers: Mapping[str, str]
    """By names in small letters."""
    body: bytes
    """Uncompressed; empty for a redirection."""


def get(
    url: str,
    headers: Mapping[str, str],
    *,
    addresses: Sequence[str],
    max_bytes: int,
    patience: Patience = _USUAL,
) -> Answer:
    """What *url* has, no longer than *max_bytes* once it is unpacked.

    The connection goes to one of *addresses*, the next one at each try, whatever the name means to
    the system by then; the certificate has to be that of the name.  Only a proxy that the
    environment names looks for the host itself.  Redirections are told, not followed.  Passwords
    of ~/.netrc are not sent; those in *url* are.

    Raises:
        Refused: the host answered with a status that is neither a success nor a redirection.
        NetworkError: no such answer came within *patience*.
    """
    tries = 0

    def attempt(deadline: _Deadline) -> Answer:
        nonlocal tries
        address = addresses[tries % len(addresses)] if addresses else ""
        tries += 1
        request = {
            "headers": {"Accept-Encoding": "gzip, deflate", **headers},
            "allow_redirects": False,
            "auth": _credentials(url) or _unchanged,
        }
        with _exchange("GET", url, request, deadline, address) as response:
            status = response.status_code
            told = {name.lower(): value for name, value in response.headers.items()}
            if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
                return Answer(status, told, b"")
            _check_status(response)
            pieces = _pieces(response, max_bytes, deadline, decode=False)
            packed = told.get("content-encoding", "").strip().lower()
            return Answer(status, told, b"".join(_unpacked(pieces, packed, max_bytes)))

    return _patiently(url, patience, attempt)


def probe(
    method: str,
    url: str,
    headers: Mapping[str, str],
    *,
    addresses: Sequence[str],
    patience: Patience = _USUAL,
) -> Answer:
    """What the host says of *url* when it is asked with *method*, whatever the status.

    The body is empty: none of it is read.  Otherwise like `get`.

    Raises:
        NetworkError: no answer came within *patience*.
    """

    def attempt(deadline: _Deadline) -> Answer:
        request = {
            "headers": dict(headers),
            "allow_redirects": False,
            "auth": _credentials(url) or _unchanged,
        }
        with _exchange(method, url, request, deadline, addresses[0] if addresses else "") as said:
            told = {name.lower(): value for name, value in said.headers.items()}
            return Answer(said.status_code, told, b"")

    return _patiently(url, patience, attempt)


def uses_proxy(url: str) -> bool:
    """Whether the environment has a proxy for *url*."""
    from requests.utils import get_environ_proxies, select_proxy  # see _exchange

    return bool(select_proxy(url, get_environ_proxies(url, no_proxy=None)))


def download(
    url: str,
    path: Path,
    *,
    sha256: str,
    size: int,
    progress: Callable[[int, int], None],
    patience: Patience = _FOR_DOWNLOADS,
) -> None:
    """Fetch the file of *size* bytes and that *sha256* to *path*, which appears in one move.

    What has come lies in `<path>.part`; a later try, or a later run, goes on from there.
    *progress* is told bytes so far and bytes in all.  One download to a *path* at a time.

    Raises:
        NetworkError: it did not come within *patience*, or is not the file expected.
        OutputError: it cannot be written.

    """
    part = path.with_suffix(path.suffix + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _patiently(url, patience, lambda end: _fetch(url, part, size, progress, end))
        _verify(url, part, sha256)
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Make room there, or choose another folder.",
        ) from error


def _patiently(url: str, patience: Patience, attempt: Callable[[_Deadline], T]) -> T:
    """The result of the first *attempt* that works; each is told what time there is."""
    deadline = _Deadline(patience, patience.clock() + patience.total)
    tries = 0
    while True:
        tries += 1
        try:
            return attempt(deadline)
        except FaultError as fault:
            wait = patience.wait(tries, fault.asked)
            if not fault.again or tries >= patience.attempts or wait >= deadline.left():
                # From None: the cause names the whole address, which may hold a key.
                raise fault.told(_host(url), tries) from None
            patience.sleep(wait)


@contextmanager
def _exchange(
    method: str, url: str, request: dict[str, Any], deadline: _Deadline, address: str = ""
) -> Iterator[Response]:
    """Send *request* and hand out the response, its body still to be read; all is closed after.

    *address* is where the connection goes; when it is empty, the system looks for the host.
    """
    import requests  # 0.16 s, and most runs ask nobody
    from urllib3.exceptions import HTTPError  # comes with requests

    left = max(deadline.left(), 0.001)
    timeout = (min(deadline.patience.connect, left), min(deadline.patience.read, left))
    # Not compressed: the bytes that come are the bytes that are counted (who asks otherwise unpacks
    # and counts).  One question, one connection: a kept one would stay open for as long as somebody
    # looks at the error.
    usual = {"Accept-Encoding": "identity"}
    request["headers"] = {**usual, **request.get("headers", {}), "Connection": "close"}
    if "Authorization" in request["headers"]:
        request["auth"] = _unchanged  # else a line of ~/.netrc would replace it
    try:
        with requests.Session() as session:
            if address:
                for scheme in ("http://", "https://"):
                    session.mount(scheme, _connecting_to(address))
            with session.request(method, url, timeout=timeout, stream=True, **request) as response:
                yield response
    except (requests.RequestException, HTTPError) as error:
        raise _understood(error) from None


def _unchanged(prepared: PreparedRequest) -> PreparedRequest:
    return prepared


def _connecting_to(address: str) -> HTTPAdapter:
    """An adapter that connects to *address*, and speaks to the host that the request names there.

    urllib3 documents it as "custom SNI hostname".
    """
    from requests.adapters import HTTPAdapter  # see _exchange
    from requests.utils import select_proxy

    class Pinned(HTTPAdapter):
        def get_connection_with_tls_context(
            self, request: PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
        ) -> Any:
            self.direct = not select_proxy(request.url or "", proxies)
            return super().get_connection_with_tls_context(request, verify, proxies, cert)

        def build_connection_pool_key_attributes(
            self, request: PreparedRequest, verify: Any, cert: Any = None
        ) -> Any:
            host, tls = super().build_connection_pool_key_attributes(request, verify, cert)
            pool: dict[str, Any] = {**tls}
            if self.direct:
                parts = urlsplit(request.url or "")
                request.headers["Host"] = parts.netloc.rpartition("@")[2]
                if host["scheme"] == "https" and parts.hostname != address:
                    pool["server_hostname"] = host["host"]  # whose certificate it has to be
                host["host"] = address
            return host, pool

    return Pinned()


def _credentials(url: str) -> tuple[str, str] | None:
    """The name and password in *url*; `requests` would let a line of ~/.netrc go before them."""
    try:
        parts = urlsplit(url)
    except ValueError:  # told by the request itself
        return None
    return (unquote(parts.username), unquote(parts.password or "")) if parts.username else None


def _understood(error: Exception) -> FaultError:
    """What an error of requests, or of urllib3 beneath it, means for people."""
    import requests  # see _exchange
    from urllib3 import exceptions as urllib3  # see _exchange

    inner = error.args[0] if error.args else None
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FaultError(
            "showed a certificate that cannot be trusted",
            again=False,
            hint="A proxy that reads along? Name its certificate in REQUESTS_CA_BUNDLE.",
        )
    if isinstance(error, requests.Timeout | urllib3.TimeoutError):
        return FaultError("did not answer in time")
    if isinstance(error, urllib3.HTTPError) or isinstance(inner, urllib3.ProtocolError):
        return FaultError("broke off before its answer was complete")
    if isinstance(error, requests.ConnectionError):
        return FaultError("could not be reached", hint=_CHECK_NETWORK)
    return FaultError(f"could not be asked: {type(error).__name__}", again=False, hint=_REFUSED)


def _check_status(response: Response) -> None:
    status = response.status_code
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    happened = f"answered {status} {responses.get(status, '')}".rstrip()
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FaultError(happened, asked=_retry_after(response.headers), status=status)
    raise FaultError(happened, again=False, hint=_REFUSED, status=status)


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds for which the host asks to be left alone; 0 when it does not say.

    A date is taken against the host's own clock, so that ours may be wrong:

    >>> _retry_after({"Retry-After": "7"})
    7.0
    >>> _retry_after({"Retry-After": "Sun, 22 Nov 2026 06:30:20 GMT",
    ...               "Date": "Sun, 22 Nov 2026 06:30:00 GMT"})
    20.0
    >>> _retry_after({"Retry-After": "soon"})
    0.0
    """
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked)
    now = headers.get("Date") or format_datetime(dt.datetime.now(dt.UTC))
    try:
        until = parsedate_to_datetime(asked) - parsedate_to_datetime(now)
    except (TypeError, ValueError):  # not dates, or only one of them has a time zone
        return 0.0
    return max(0.0, until.total_seconds())


def _pieces(
    response: Response, limit: int, deadline: _Deadline, *, decode: bool = True
) -> Iterator[bytes]:
    """The body as it comes: at most *limit* bytes of it, and none after *deadline*.

    A body shorter than announced is an error of urllib3.
    """
    received = 0
    # read1, since iter_content waits for a full block: a host that trickles would hold us for ever.
    while piece := response.raw.read1(_BLOCK, decode_content=decode):
        received += len(piece)
        if received > limit:
            raise FaultError(f"sent more than {limit} bytes", again=False, hint=_REFUSED)
        if deadline.left() < 0:
            raise FaultError(f"had not sent all after {deadline.patience.total:g} seconds")
        yield piece


def _unpacked(pieces: Iterable[bytes], packed: str, limit: int) -> Iterator[bytes]:
    """*pieces* without their compression *packed*; at most *limit* bytes, never more in memory.

    By hand: not every version of urllib3 unpacks a kilobyte into no more than it is asked for.
    """
    if packed in {"", "identity"}:
        yield from pieces
        return
    if packed not in {"gzip", "x-gzip", "deflate"}:
        raise FaultError(
            f"packed its answer as nobody asked for ({packed[:20]!r})", again=False, hint=_REFUSED
        )
    try:
        yield from _inflated(pieces, packed, limit)
    except zlib.error:
        raise FaultError("sent an answer that cannot be unpacked") from None


def _inflated(pieces: Iterable[bytes], packed: str, limit: int) -> Iterator[bytes]:
    came, inflater = 0, None
    for piece in pieces:
        if inflater is None:
            # "deflate" is zlib's format by RFC 9110; some hosts send the bare one instead.
            bare = packed == "deflate" and (piece[0] & 0x0F != zlib.DEFLATED)
            inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        full = True
        while piece or full:  # what comes out may still wait inside when all has gone in
            out = inflater.decompress(piece, _BLOCK)
            came += len(out)
            if came > limit:
                happened = f"sent more than {limit} bytes"
                raise FaultError(happened, again=False, hint=_REFUSED)
            yield out
            piece, full = inflater.unconsumed_tail, len(out) == _BLOCK  # noqa: PLW2901 - the rest
    if inflater is not None and not inflater.eof:
        raise FaultError("broke off before its answer was complete")


def _fetch(
    url: str, part: Path, size: int, progress: Callable[[int, int], None], deadline: _Deadline
) -> None:
    """Bring *part* to *size* bytes, or raise `FaultError` with what has come kept in it."""
    have = part.stat().st_size if part.exists() else 0
    if have == size:
        return
    request = {"headers": {"Range": f"bytes={have}-"}} if 0 < have < size else {}
    with _exchange("GET", url, request, deadline) as response:
        have = _start(response, part, have, size)
        with part.open("ab" if have else "wb") as file:
            for piece in _pieces(response, size - have, deadline):
                file.write(piece)
                have += len(piece)
                progress(have, size)
    if have < size:
        raise FaultError("broke off before the file was complete")


def _start(response: Response, part: Path, have: int, size: int) -> int:
    """Where in the file the body begins: at *have*, or at 0 when the host does not resume.

    A host whose file has another size than expected is asked no further.
    """
    came = response.headers.get("Content-Range", "")
    partial = response.status_code == HTTPStatus.PARTIAL_CONTENT
    if partial and came.startswith(f"bytes {have}-") and came.endswith(f"/{size}"):
        return have
    if partial or response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        part.unlink(missing_ok=True)  # the file has changed: the next try starts over
        raise FaultError("did not send the rest of the file")
    _check_status(response)
    offered = response.headers.get("Content-Length", str(size))
    if offered != str(size):
        happened = f"offers a file of {offered} bytes where {size} were expected"
        raise FaultError(happened, again=False, hint=_REFUSED)
    return 0


def _verify(url: str, part: Path, sha256: str) -> None:
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != sha256:
        part.unlink()
        raise NetworkError(
            f"{_host(url)} sent a file that is not the one expected (SHA-256).",
            hint="Try again; if it happens twice, the file at that address was changed.",
        )


def _host(url: str) -> str:
    """The part of *url* that may be shown.

    >>> _host("https://editor:secret@gateway.example:8443/speak?key=secret")
    'gateway.example:8443'
    """
    # By hand: urlsplit refuses some of the addresses that an error has to name.
    authority = re.split("[/?#]", url.partition("://")[2], maxsplit=1)[0]
    return authority.rpartition("@")[2] or "the address"
