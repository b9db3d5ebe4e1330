"""What a request asks of a file: all of it, parts, or nothing new.  Rules of RFC 9110."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus

Headers = Mapping[str, str]
_MOST = 16  # parts in one answer; who asks for more gets the whole (RFC 9110, 14.2 and 17.15)
_PART = re.compile(r"(\d{1,18})-(\d{0,18})|-(\d{1,18})", re.ASCII)
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_REFUSED = re.compile(r"\s*q\s*=\s*0(?:\.0{0,3})?\s*")


def ranges(asked: str, size: int) -> tuple[tuple[int, int], ...] | None:
    """The parts of *size* bytes that a Range header asks for: starts, and ends after the last.

    In order and without overlaps.  None when the header says nothing that counts: another unit, no
    sense, or too many parts; then the whole is due.  Empty when none of the parts exists: 416.

    >>> ranges("bytes=0-9, 5-14, -2", 100), ranges("bytes=200-", 100), ranges("lines=1-", 100)
    (((0, 15), (98, 100)), (), None)
    """
    unit, _, parts = asked.partition("=")
    given = [part.strip() for part in parts.split(",") if part.strip()]
    if unit.strip().lower() != "bytes" or not 0 < len(given) <= _MOST:
        return None
    found = []
    for part in given:
        match = _PART.fullmatch(part)
        if match is None:
            return None
        first, last, tail = match.groups()
        if tail:
            start, end = max(size - int(tail), 0), size
        else:
            start, end = int(first), min(int(last) + 1, size) if last else size
            if last and int(last) < start:
                return None
        if start < size and start < end:
            found.append((start, end))
    return _joined(sorted(found))


def _joined(parts: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def may_continue(headers: Headers, etag: str, modified: float | None) -> bool:
    """Whether a part may be sent: If-Range is absent, or names just this file."""
    known = headers.get("if-range")
    return known is None or known in {etag, date(modified)}


def state(headers: Headers, etag: str, modified: float | None) -> HTTPStatus:
    """200, 304 when the client has it already, or 412 when it insists on another one.

    *etag* is a strong one; *modified* in seconds since 1970, None where no date counts.
    """
    wanted = headers.get("if-match")
    if wanted is not None and wanted.strip() != "*" and f" {etag}" not in _spaced(wanted):
        return HTTPStatus.PRECONDITION_FAILED
    known = headers.get("if-none-match")
    if known is not None:
        seen = known.strip() == "*" or etag in _TAG.findall(known)
        return HTTPStatus.NOT_MODIFIED if seen else HTTPStatus.OK
    since = _moment(headers.get("if-modified-since", ""))
    if since is not None and modified is not None and int(modified) <= since:
        return HTTPStatus.NOT_MODIFIED
    return HTTPStatus.OK


def takes_gzip(headers: Headers) -> bool:
    """Whether the client unpacks gzip, and did not say that it would rather not."""
    for part in headers.get("accept-encoding", "").split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() in {"gzip", "x-gzip"}:
            return not _REFUSED.fullmatch(weight)
    return False


def date(modified: float | None) -> str:
    """*modified*, seconds since 1970, as HTTP writes it; empty for None.

    >>> date(0.9)
    'Thu, 01 Jan 1970 00:00:00 GMT'
    """
    if modified is None:
        return ""
    return format_datetime(datetime.fromtimestamp(int(modified), UTC), usegmt=True)


def _spaced(tags: str) -> str:
    """*tags* with a blank before each: a weak one, W/"…", never is If-Match's."""
    return " " + tags.replace(",", " ")


def _moment(written: str) -> float | None:
    try:
        return parsedate_to_datetime(written).timestamp()
    except (ValueError, OverflowError, TypeError):
        return None
