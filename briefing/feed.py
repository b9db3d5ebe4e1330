"""Episodes -> feed.xml: the one door to feedgen, and the one place that knows its faults."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from briefing.model import MEDIA_TYPES, Episode
from briefing.settings import Show

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
# Characters that XML 1.0 cannot hold, https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DESCRIPTION = 4000  # bytes; Apple, "A Podcaster's Guide to RSS"
_TITLE = 255  # bytes; the same: 255 characters of anything else
_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # of a feed without episodes


def render(show: Show, episodes: tuple[Episode, ...], base_url: str, cover: str) -> bytes:
    """The RSS 2.0 feed of *show*: the same records give the same bytes.

    *episodes* are newest first; *base_url* is where the output folder is read, with a slash at its
    end; *cover* is the picture's name there, empty when there is none yet.
    """
    from feedgen.feed import FeedGenerator  # 0.1 s with lxml

    base_url = _ascii(base_url)
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.register_extension("briefing", *_extensions(), atom=False, rss=True)
    _channel(feed, show, base_url)
    if cover:
        _picture(feed, show, base_url, cover)
    # feedgen stamps the time of the run, which would make every feed a new one.
    feed.lastBuildDate(episodes[0].published if episodes else _EPOCH)
    for episode in episodes:
        _item(feed.add_entry(order="append"), show, episode, base_url)
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def _channel(feed: FeedGenerator, show: Show, base_url: str) -> None:
    feed.title(_line(show.title))
    feed.description(_shortened(_clean(show.description), _DESCRIPTION))
    feed.language(_line(show.language))
    feed.generator("briefing")
    # The channel's <link> is the last link given, whatever it is for; only the first "self" counts.
    feed.link(href=f"{base_url}feed.xml", rel="self", type="application/rss+xml")
    feed.link(href=_ascii(show.link) or base_url, rel="alternate")
    feed.podcast.itunes_author(_line(show.author))
    feed.podcast.itunes_category(_line(show.category))
    feed.podcast.itunes_type("episodic")
    if show.email:
        feed.podcast.itunes_owner(name=_line(show.author), email=_line(show.email))
    feed.briefing.explicit = show.explicit


def _picture(feed: FeedGenerator, show: Show, base_url: str, cover: str) -> None:
    url = f"{base_url}{cover}"
    feed.image(url=url, title=_line(show.title), link=_ascii(show.link) or base_url)
    feed.podcast.itunes_image(url)


def _item(entry: Any, show: Show, episode: Episode, base_url: str) -> None:
    entry.title(_line(episode.title) or episode.id)
    entry.guid(_clean(episode.guid), permalink=False)
    entry.description(_paragraphs(episode.description))
    entry.pubDate(episode.published)
    url = f"{base_url}episodes/{episode.id}/{episode.audio}"
    entry.enclosure(url, str(episode.bytes), MEDIA_TYPES[episode.encoding])
    entry.podcast.itunes_duration(max(1, round(episode.seconds)))
    entry.podcast.itunes_episode_type("full")
    entry.briefing.explicit = show.explicit


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _line(text: str) -> str:
    """*text* on one line without blanks at its ends; French keeps its no-break spaces."""
    return _shortened(re.sub(r"[ \t\r\n]+", " ", _clean(text)).strip(), _TITLE)


def _shortened(text: str, limit: int) -> str:
    """*text* in at most *limit* bytes of UTF-8; an ellipsis says that there was more."""
    if len(text.encode()) <= limit:
        return text
    return text.encode()[: limit - 3].decode(errors="ignore").rsplit(" ", 1)[0] + "…"


def _paragraphs(text: str) -> str:
    """*text* as HTML: apps take a description for that, and would drop what looks like a tag."""
    room = _DESCRIPTION
    while True:
        parts = re.split(r"\s*\n\s*", _shortened(_clean(text).strip(), room))
        written = "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts)
        excess = len(written.encode()) - _DESCRIPTION
        if excess <= 0:
            return written
        room -= excess // 8 + 1  # a line break, the most that a byte becomes, is "</p><p>"


def _ascii(url: str) -> str:
    """*url* as it goes over the wire; some apps (podboat) do not escape what is not ASCII.

    >>> _ascii("https://radio-été.fr/le briefing/%C3%A9/")
    'https://xn--radio-t-gyab.fr/le%20briefing/%C3%A9/'
    """
    parts = urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = re.sub(r"[^:@]+", lambda part: part[0].encode("idna").decode(), host)
    path, query = (quote(part, safe="/%:;=&+,~!$'()*@?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, parts.fragment))


def _extensions() -> tuple[type, type]:
    """Write `itunes:explicit` as Apple asks, true or false: feedgen takes yes and no only."""
    from feedgen.ext.base import BaseEntryExtension, BaseExtension
    from feedgen.util import xml_elem

    def add(parent: Any, *, explicit: bool) -> Any:
        xml_elem(f"{{{_ITUNES}}}explicit", parent).text = "true" if explicit else "false"
        return parent

    class OfShow(BaseExtension):  # type: ignore[misc] # feedgen has no types
        explicit = False

        def extend_rss(self, feed: Any) -> Any:
            add(feed[0], explicit=self.explicit)
            return feed

    class OfEpisode(BaseEntryExtension):  # type: ignore[misc] # feedgen has no types
        explicit = False

        def extend_rss(self, entry: Any) -> Any:
            return add(entry, explicit=self.explicit)

    return OfShow, OfEpisode
