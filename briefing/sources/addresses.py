"""Addresses on the web: which may be asked, and what of one may be shown."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from briefing.errors import OffLimits, SourceError

_LONGEST = 2000  # characters; no browser promises to take more
_PORTS = {"http": 80, "https": 443}
# What leads to an IPv4 address inside an IPv6 one: NAT64 (RFC 6052); the rest `ipaddress` knows.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")  # RFC 3879: given up, and still routed by some
_SPELLABLE = re.compile(r"[^\x21-\x7e]")
# What says where a reader came from, and nothing about the page.
_TRACKING = re.compile(r"(?:utm_[a-z]+|xtor|fbclid|gclid|mc_cid|mc_eid|at_[a-z_]+)=", re.IGNORECASE)

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port -> its IP addresses, the best one first; OSError or UnicodeError when unknown."""


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the system, which also understands decimal, octal and hexadecimal addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_private(address: str) -> bool:
    """Whether the IP *address* is none of the public internet's.

    Loopback, RFC 1918, link-local (where clouds keep their secrets), carrier NAT, unique local,
    multicast, reserved, and all of these inside an IPv6 address.

    >>> [is_private(each) for each in ("10.0.0.1", "169.254.169.254", "::ffff:7f00:1", "ff02::1")]
    [True, True, True, True]
    >>> [is_private(each) for each in ("100.64.1.1", "fd00::1", "64:ff9b::a00:1", "2002:7f00:1::")]
    [True, True, True, True]
    >>> [is_private(each) for each in ("93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8")]
    [False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
        if ip in _SITE_LOCAL or ip.teredo:
            return True
    return not ip.is_global or ip.is_multicast


def _public(_host: str, address: str) -> bool:
    return not is_private(address)


@dataclass(frozen=True, slots=True)
class Network:
    """What the names of hosts mean, and which addresses a stranger may send us to."""

    resolve: Resolve = system_resolve
    open_to_all: Callable[[str, str], bool] = _public
    """Whether (host, its address) belongs to the public internet."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address that was looked up once, so that it cannot mean another machine later."""

    url: str
    addresses: tuple[str, ...]
    """Where its host is; empty when only a proxy knows."""
    public: bool


def split(url: str) -> SplitResult:
    """The parts of *url*.

    Raises:
        SourceError: it is no address of a page.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    odd = "\\" in parts.netloc or " " in parts.netloc  # which readers of addresses disagree about
    if parts.scheme not in _PORTS or not parts.hostname or odd or len(url) > _LONGEST:
        raise SourceError(
            f"{url[:80]!r} is no address of a page.", hint="It looks like https://example.org/page"
        )
    return parts


def locate(url: str, network: Network, *, by_proxy: bool, asked_for: bool) -> Place:
    """Look up where *url* is; *asked_for* says that the user named its host.

    Raises:
        OffLimits: it is in a private network, and the user did not name it.
        SourceError: it is no address of a page.
        OSError: nobody knows its host, and no proxy will look for it (*by_proxy*).
    """
    parts = split(url)
    host = parts.hostname or ""
    try:
        found = tuple(network.resolve(host, parts.port or _PORTS[parts.scheme]))
    except (OSError, UnicodeError) as error:
        if not by_proxy:
            raise OSError(f"{host} is not known") from error
        return Place(url, (), public=True)
    public = all(network.open_to_all(host, each) for each in found)
    if not public and not asked_for:
        raise OffLimits(
            f"{host} is in a private network, and it was not you who named it.",
            hint="Name the address yourself if you trust it.",
        )
    return Place(url, found, public)


def origin(url: str) -> tuple[str, int]:
    """Host and port: what counts as one host."""
    parts = split(url)
    return (parts.hostname or "").lower(), parts.port or _PORTS[parts.scheme]


def link(base: str, reference: str) -> str:
    """What *reference* means on the page *base*; empty when it is no page.

    >>> link("https://example.org/a/feed", "../b?x=1#top")
    'https://example.org/b?x=1'
    >>> link("https://example.org/", "file:///etc/passwd"), link("", "javascript:alert(1)")
    ('', '')
    """
    try:
        joined = urljoin(base, reference.strip())
        split(joined)
    except (ValueError, SourceError):
        return ""
    return joined.partition("#")[0]


def shown(url: str) -> str:
    """*url* as everybody may see it: no password in it, and nothing that only follows readers.

    >>> shown("https://editor:secret@example.org/a?utm_source=x&id=7&xtor=RSS-1#top")
    'https://example.org/a?id=7'
    """
    parts = split(url)
    query = "&".join(each for each in parts.query.split("&") if not _TRACKING.match(each))
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def short(url: str) -> str:
    """Host and path of *url*, as people say an address.

    >>> short("https://www.example.org/monde/le-pont/?page=2")
    'example.org/monde/le-pont'
    """
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    return (host + unquote(parts.path, errors="replace")).rstrip("/")


def spelled(url: str) -> str:
    """*url* with what may not stand in an address written as it may.

    >>> spelled("https://example.org/le pont/été")
    'https://example.org/le%20pont/%C3%A9t%C3%A9'
    """
    scheme, mark, rest = url.strip().partition("://")
    host, slash, path = rest.partition("/")
    safe = _SPELLABLE.sub(lambda odd: "".join(f"%{byte:02X}" for byte in _utf8(odd.group())), path)
    return f"{scheme.lower()}{mark}{host}{slash}{safe}"


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
