"""The address of the feed, and the links by which podcast apps take it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_WEB = ("http://", "https://")


class App(NamedTuple):
    """A podcast app and the link that makes it follow a feed."""

    name: str
    link: str
    where: str
    """The systems it runs on."""


def on_the_wire(address: str) -> str:
    """*address* in ASCII, as apps need it; what is escaped already stays so.

    >>> on_the_wire("https://example.org/le briefing/%C3%A9té/")
    'https://example.org/le%20briefing/%C3%A9t%C3%A9/'
    """
    return quote(address, safe="/%:;=&+,~!$'()*@?#[]")


def apps(feed: str, title: str) -> tuple[App, ...]:
    """The usual apps, each with its link to follow *feed*, the feed's whole address.

    Most take the address without its scheme; which, is as of 2026 in the apps' own sources or their
    notes for podcasters: AntennaPod's `documentation/podcasters-hosters/add-on-antennapod`, Pocket
    Casts' `IntentUtilTest`, overcast.fm/podcasterinfo, gPodder's `util.normalize_feed_url`.
    """
    bare = re.sub(r"^https?://", "", feed)
    whole = quote(feed, safe="")
    deep = f"https://antennapod.org/deeplink/subscribe?url={whole}&title={quote(title, safe='')}"
    return (
        App("Apple Podcasts", f"podcast://{bare}", "iPhone, Mac"),
        App("AntennaPod", deep, "Android"),
        App("Pocket Casts", f"pktc://subscribe/{bare}", "Android, iPhone"),
        App("Overcast", f"overcast://x-callback-url/add?url={whole}", "iPhone"),
        App("Castro", f"castro://subscribe/{bare}", "iPhone"),
        App("gPodder", f"gpodder://{bare}", "Linux, Windows"),
    )


def link(address: str) -> str:
    """*address* where it is one of the web, else nothing: it may be `javascript:` as well."""
    if not address.startswith(_WEB) or re.search(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]", address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:
        return ""


def host(address: str) -> str:
    """Whose page *address* is, as people know it.

    >>> host("https://www.example.org/a")
    'example.org'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")
