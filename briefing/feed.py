"""Episodes -> feed.xml: the one door to feedgen, and the one place that knows its faults."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from briefing.model import Episode
from briefing.settings import Show

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
# Characters that XML 1.0 cannot hold, https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DESCRIPTION = 4000  # bytes; Apple, "A Podcaster's Guide to RSS"
_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # of a feed without episodes


def render(show: Show, episodes: tuple[Episode, ...], base_url: str, cover: str) -> bytes:
    """The RSS 2.0 feed of *show*: the same records give the same bytes.

    *episodes* are newest first; *base_url* is where the output folder is read, with a slash at its
    end; *cover* is the picture's name there.
    """
    from feedgen.feed import FeedGenerator  # 0.1 s with lxml

    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.register_extension("briefing", *_extensions(), atom=False, rss=True)
    _channel(feed, show, base_url, cover)
    # feedgen stamps the time of the run, which would make every feed a new one.
    feed.lastBuildDate(episodes[0].published if episodes else _EPOCH)
    for episode in episodes:
        _item(feed.add_entry(order="append"), show, episode, base_url)
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def _channel(feed: FeedGenerator, show: Show, base_url: str, cover: str) -> None:
    feed.title(_clean(show.title))
    feed.description(_shortened(_clean(show.description), _DESCRIPTION))
    feed.language(show.language)
    feed.generator("briefing")
    feed.author(name=_clean(show.author), email=show.email or None)
    # The channel's <link> is the last link given, whatever it is for; only the first "self" counts.
    feed.link(href=f"{base_url}feed.xml", rel="self", type="application/rss+xml")
    feed.link(href=show.link or base_url, rel="alternate")
    feed.image(url=f"{base_url}{cover}", title=_clean(show.title), link=show.link or base_url)
    feed.podcast.itunes_author(_clean(show.author))
    feed.podcast.itunes_category(show.category)
    feed.podcast.itunes_image(f"{base_url}{cover}")
    feed.podcast.itunes_type("episodic")
    if show.email:
        feed.podcast.itunes_owner(name=_clean(show.author), email=show.email)
    feed.briefing.explicit = show.explicit


def _item(entry: Any, show: Show, episode: Episode, base_url: str) -> None:
    entry.title(_clean(episode.title))
    entry.guid(episode.guid, permalink=False)
    entry.description(_shortened(_clean(episode.description), _DESCRIPTION))
    entry.pubDate(episode.published)
    entry.enclosure(
        f"{base_url}episodes/{episode.id}/episode.mp3", str(episode.bytes), "audio/mpeg"
    )
    entry.podcast.itunes_duration(max(1, round(episode.seconds)))
    entry.podcast.itunes_episode_type("full")
    entry.briefing.explicit = show.explicit


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _shortened(text: str, limit: int) -> str:
    """*text* in at most *limit* bytes of UTF-8; an ellipsis says that there was more."""
    if len(text.encode()) <= limit:
        return text
    return text.encode()[: limit - 3].decode(errors="ignore").rsplit(" ", 1)[0] + "…"


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
