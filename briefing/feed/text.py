"""Words and addresses as a feed can hold them: clean, on one line, in so many bytes, in ASCII."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlsplit, urlunsplit

DESCRIPTION = 4000  # bytes; Apple, "A Podcaster's Guide to RSS"
_TITLE = 255  # bytes; the same: 255 characters of anything else
# Characters that XML 1.0 cannot hold, https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PATH = "/%:;=&+,~!$'()*@?"  # what stays as it is; what is escaped already is not escaped again
_HOST = re.compile(r"[\w.:@\[\]%~-]+", re.ASCII)


def clean(text: str) -> str:
    """*text* without what XML cannot hold."""
    return _ILLEGAL.sub("", text)


def line(text: str, limit: int = _TITLE) -> str:
    """*text* on one line of at most *limit* bytes; French keeps its no-break spaces."""
    return shortened(re.sub(r"[ \t\r\n]+", " ", clean(text)).strip(), limit)


def shortened(text: str, limit: int) -> str:
    """*text* in at most *limit* bytes of UTF-8, cut at a word; an ellipsis says there was more."""
    if len(text.encode()) <= limit:
        return text
    return text.encode()[: limit - 3].decode(errors="ignore").rsplit(" ", 1)[0] + "…"


def paragraphs(text: str, limit: int) -> str:
    """*text* as HTML of at most *limit* bytes, a paragraph a line.

    Apps take a description for HTML, and would drop what looks like a tag.
    """
    room = limit
    while True:
        parts = re.split(r"\s*\n\s*", shortened(clean(text).strip(), room))
        written = "".join(f"<p>{escaped(part)}</p>" for part in parts if part)
        excess = len(written.encode()) - limit
        if excess <= 0:
            return written
        room -= excess // 8 + 1  # a line break, the most that a byte becomes, is "</p><p>"


def escaped(text: str) -> str:
    """*text* as HTML shows it."""
    return html.escape(text, quote=False)


def address(url: str) -> str:
    """*url* as it goes over the wire; some apps (podboat) do not escape what is not ASCII.

    >>> address("https://radio-été.fr/le briefing/%C3%A9/")
    'https://xn--radio-t-gyab.fr/le%20briefing/%C3%A9/'

    Raises:
        ValueError: it is no address, or its host has no name in ASCII.
    """
    parts = urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = re.sub(r"[^:@]+", lambda part: part[0].encode("idna").decode(), host)
    path, query, fragment = (
        quote(part, safe=_PATH) for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host, path, query, fragment))


def web_address(url: str) -> str:
    """*url* where it is one of the web, else nothing: records are edited by people.

    >>> web_address("https://example.org/é"), web_address("javascript:alert(1)")
    ('https://example.org/%C3%A9', '')
    """
    if clean(url) != url:
        return ""  # without what was cleaned away it would lead elsewhere
    try:
        whole = address(url.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    known = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc)
    return whole if known else ""
