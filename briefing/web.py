"""The one door to `requests`: questions and downloads that give up in time and say why.

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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from briefing.errors import NetworkError, OutputError

if TYPE_CHECKING:
    from requests import Response

T = TypeVar("T")
_BLOCK = 65_536  # bytes asked for at once; what has come is handed on without waiting for more
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
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
    """For everything: the tries, the waits between them and the last byte of the answer."""
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
        backoff = self.first_wait * 2 ** (tries - 1) * self.chance.uniform(0.5, 1.0)
        return min(self.longest_wait, max(asked, backoff))


_USUAL = Patience()
_FOR_DOWNLOADS = Patience(attempts=6, total=3600.0)


class FaultError(Exception):
    """One try that failed; becomes a `NetworkError` when no further try helps.

    *happened* follows the host's name: "answered with a page".  *again* says whether another try
    may help, *asked* how many seconds the host wants to be left alone.
    """

    def __init__(
        self, happened: str, *, again: bool = True, asked: float = 0.0, hint: str = _LATER
    ) -> None:
        super().__init__(happened)
        self.again = again
        self.asked = asked
        self.hint = hint


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

    def attempt(deadline: float) -> T:
        request = {"data": data, "headers": dict(headers), "allow_redirects": False}
        with _exchange("POST", url, patience, deadline, request) as response:
            _check_status(response)
            answer = b"".join(_pieces(response, max_bytes, patience, deadline))
        return understand(answer)

    return _patiently(url, patience, attempt)


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
        _patiently(url, patience, lambda end: _fetch(url, part, size, progress, (patience, end)))
        _verify(url, part, sha256)
        part.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.",
            hint="Make room there, or choose another folder.",
        ) from error


def _patiently(url: str, patience: Patience, attempt: Callable[[float], T]) -> T:
    """The result of the first *attempt* that works; each is told when the time is over."""
    deadline = patience.clock() + patience.total
    for tries in count(1):
        try:
            return attempt(deadline)
        except FaultError as fault:
            wait = patience.wait(tries, fault.asked)
            late = patience.clock() + wait >= deadline
            if not fault.again or tries >= patience.attempts or late:
                tried = f"{tries} tries" if tries > 1 else "1 try"
                # From nothing: the cause names the whole address, which may hold a key.
                raise NetworkError(f"{_host(url)} {fault} ({tried}).", hint=fault.hint) from None
            patience.sleep(wait)
    raise AssertionError("count() has no end")


@contextmanager
def _exchange(
    method: str, url: str, patience: Patience, deadline: float, request: dict[str, Any]
) -> Iterator[Response]:
    """Send *request* and hand out the response, its body still to be read; all is closed after."""
    import requests  # noqa: PLC0415 - 0.16 s, and most runs ask nobody
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - comes with requests

    left = max(deadline - patience.clock(), 0.001)
    timeout = (min(patience.connect, left), min(patience.read, left))
    # Not compressed: the bytes that come are the bytes that are counted.
    request["headers"] = {**request.get("headers", {}), "Accept-Encoding": "identity"}
    try:
        with (
            requests.Session() as session,
            session.request(method, url, timeout=timeout, stream=True, **request) as response,
        ):
            yield response
    except (requests.RequestException, HTTPError) as error:
        raise _understood(error) from None


def _understood(error: Exception) -> FaultError:
    """What an error of requests, or of urllib3 beneath it, means for people."""
    import requests  # noqa: PLC0415 - see _exchange
    from urllib3 import exceptions as urllib3  # noqa: PLC0415 - see _exchange

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
    phrase = HTTPStatus(status).phrase if status in HTTPStatus else ""
    happened = f"answered {status} {phrase}".rstrip()
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FaultError(happened, asked=_retry_after(response.headers))
    raise FaultError(happened, again=False, hint=_REFUSED)


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
    if re.fullmatch("[0-9]+", asked):
        return float(asked)
    now = headers.get("Date") or format_datetime(dt.datetime.now(dt.UTC))
    try:
        until = parsedate_to_datetime(asked) - parsedate_to_datetime(now)
    except (TypeError, ValueError):  # not dates, or only one of them has a time zone
        return 0.0
    return max(0.0, until.total_seconds())


def _pieces(response: Response, limit: int, patience: Patience, deadline: float) -> Iterator[bytes]:
    """The body as it comes, at most *limit* bytes of it and none after *deadline*.

    A body shorter than announced is an error of urllib3.
    """
    received = 0
    # read1, since iter_content waits for a full block: a host that trickles would hold us for ever.
    while piece := response.raw.read1(_BLOCK, decode_content=True):
        received += len(piece)
        if received > limit:
            raise FaultError(f"sent more than {limit} bytes", again=False, hint=_REFUSED)
        if patience.clock() > deadline:
            raise FaultError(f"had not sent its whole answer after {patience.total:g} s")
        yield piece


def _fetch(
    url: str,
    part: Path,
    size: int,
    progress: Callable[[int, int], None],
    time_left: tuple[Patience, float],
) -> None:
    """Bring *part* to *size* bytes, or raise `FaultError` with what has come kept in it."""
    have = part.stat().st_size if part.exists() else 0
    if have == size:
        return
    request = {"headers": {"Range": f"bytes={have}-"}} if 0 < have < size else {}
    with _exchange("GET", url, *time_left, request) as response:
        have = _start(response, part, have, size)
        with part.open("ab" if have else "wb") as file:
            for piece in _pieces(response, size - have, *time_left):
                file.write(piece)
                have += len(piece)
                progress(have, size)
    if have < size:
        raise FaultError("broke off before the file was complete")


def _start(response: Response, part: Path, have: int, size: int) -> int:
    """Where in the file the body of *response* begins: at *have*, or at 0 with hosts that refuse.

    A host whose file has another size than expected is asked no further.
    """
    resumed = _CONTENT_RANGE.match(response.headers.get("Content-Range", ""))
    if response.status_code == HTTPStatus.PARTIAL_CONTENT and resumed:
        start, whole = int(resumed[1]), int(resumed[2])
    else:
        start, whole = 0, int(response.headers.get("Content-Length") or size)
    refused = response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    if refused or start not in {0, have}:
        part.unlink(missing_ok=True)
        raise FaultError("did not send the rest of the file")
    _check_status(response)
    if whole != size:
        raise FaultError(
            f"offers a file of {whole} bytes where {size} were expected",
            again=False,
            hint=_REFUSED,
        )
    return start


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
    return urlsplit(url).netloc.rpartition("@")[2] or "the address"
