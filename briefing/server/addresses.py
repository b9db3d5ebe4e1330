"""Host and port -> a socket that listens, and the address under which others reach it."""

from __future__ import annotations

import errno
import ipaddress
import socket

from briefing.errors import ServerError

_LAST_PORT = 65_535
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - not an address to bind, but how one is recognised
_FREE = "Another program has it, perhaps another briefing serve: --port 0 picks a free one."
_OTHER = "Choose another one with --host and --port."
# To each the system chooses a way, and so the interface that it leaves by: addresses that are for
# documentation (RFC 5737, RFC 3849) show the usual one, those of private networks (RFC 1918) one
# beside a tunnel.
_ELSEWHERE = ("192.0.2.1", "192.168.0.1", "192.168.1.1", "10.0.0.1", "172.16.0.1", "2001:db8::1")


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens on *host*, IPv4 or IPv6; a name that has both means the first.

    Raises:
        ServerError: the address is taken, or no address of ours.
    """
    if not 0 <= port <= _LAST_PORT:  # getaddrinfo would take 70000 for 4464
        raise _refusal(host, port, "there is no such port")
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        both = family == socket.AF_INET6 and socket.has_dualstack_ipv6() and address[0] == "::"
        return socket.create_server(address, family=family, dualstack_ipv6=both)
    except UnicodeError as error:
        raise _refusal(host, port, "there is no such host") from error
    except OSError as error:
        hint = _FREE if error.errno == errno.EADDRINUSE else _OTHER
        # Python 3.11 appends the address, as a tuple; we say it already.
        raise _refusal(host, port, str(error.strerror).partition(" (while")[0], hint) from error


def reached_at(listening: socket.socket) -> tuple[str, ...]:
    """Hosts and ports by which *listening* can be reached, as people type them, the best first.

    For one that listens everywhere these are the addresses of this machine in its networks; none
    when it is in no network.
    """
    host, port = listening.getsockname()[:2]
    if host not in _EVERYWHERE:
        return (authority(host, port),)
    own = networks() if listening.family == socket.AF_INET6 else networks(ipv6=False)
    return tuple(authority(each, port) for each in own)


def is_of_the_network(listening: socket.socket) -> bool:
    """Whether others can reach *listening*, and not only this machine."""
    return not ipaddress.ip_address(listening.getsockname()[0].partition("%")[0]).is_loopback


def networks(*, ipv6: bool = True) -> tuple[str, ...]:
    """The addresses under which networks know this machine, the usual one first.

    Nothing is sent and no name is asked for: a datagram socket that is connected only looks up the
    way.
    """
    there = (own for elsewhere in _ELSEWHERE if (own := _own(elsewhere)))
    return tuple(dict.fromkeys(each for each in there if ipv6 or ":" not in each))


def authority(host: str, port: int) -> str:
    """Host and port as an URL has them.

    >>> authority("::1", 8000)
    '[::1]:8000'
    """
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _own(elsewhere: str) -> str:
    """The address of this machine on the way to *elsewhere*; empty where there is no way."""
    family = socket.AF_INET6 if ":" in elsewhere else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((elsewhere, 9))
            own = str(probe.getsockname()[0])
    except OSError:
        return ""
    address = ipaddress.ip_address(own.partition("%")[0])
    return "" if address.is_loopback or address.is_link_local else own


def _refusal(host: str, port: int, reason: str, hint: str = _OTHER) -> ServerError:
    return ServerError(f"{authority(host, port)} cannot be listened on: {reason}.", hint=hint)
