"""A page of the feed as RSS 2.0: the one door to feedgen, and the one place that knows its faults.

feedgen 1.0 writes the core of RSS and most of iTunes.  What it lacks, or writes as no validator
takes it, goes through an extension of ours that writes `tags.Tag`, see there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.feed import description, tags
from briefing.feed.pages import ALONE, Page
from briefing.feed.tags import Frequency, Tag
from briefing.feed.text import DESCRIPTION, address, clean, line, shortened
from briefing.model import MEDIA_TYPES, Episode
from briefing.settings import Show

if TYPE_CHECKING:
    from feedgen.feed import FeedGenerator

_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # of a feed without episodes
_KIND = "application/rss+xml"
Files = Callable[[Episode], Collection[str]]
"""The names of the files in an episode's folder."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed is read, and what it needs to know that no record says."""

    base_url: str
    """Of the output folder, with a slash at its end."""
    cover: str = ""
    """Name of the show's picture there; empty when there is none yet."""
    guid: str = ""
    """The show's own for ever, see `tags.guid`; left out when empty."""
    frequency: Frequency | None = None


def _no_files(_episode: Episode) -> Collection[str]:
    return ()


def render_page(
    show: Show,
    episodes: tuple[Episode, ...],
    place: Place,
    page: Page = ALONE,
    files: Files = _no_files,
) -> bytes:
    """*page* of the feed of *show*, holding *episodes*, newest first.

    The same records give the same bytes.  Of what lies beside the sound it names only *files*.
    """
    from feedgen.feed import FeedGenerator  # 0.1 s with lxml

    base_url = address(place.base_url)
    feed = FeedGenerator()
    feed.load_extension("podcast")
    # Not named "podcast", which is what feedgen calls its iTunes tags.
    feed.register_extension("briefing", *_extensions(), atom=False, rss=True)
    _channel(feed, show, base_url, page)
    if place.cover:
        _picture(feed, show, base_url, place.cover)
    feed.briefing.tags += (
        *tags.of_archives(page, base_url),
        *tags.of_show(show, place.guid, place.frequency),
    )
    # feedgen stamps the time of the run, which would make every feed a new one.
    feed.lastBuildDate(_date(episodes[0].published) if episodes else _EPOCH)
    for episode in episodes:
        # feedgen puts an entry before those that are there, when nothing is said.
        _item(feed.add_entry(order="append"), show, episode, base_url, files(episode))
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def _channel(feed: FeedGenerator, show: Show, base_url: str, page: Page) -> None:
    feed.title(line(show.title))
    feed.description(shortened(clean(show.description), DESCRIPTION))
    feed.language(line(show.language))
    feed.generator("briefing")
    # The channel's <link> is the last link given, whatever it is for; only the first "self" counts.
    feed.link(href=f"{base_url}{page.name}", rel="self", type=_KIND)
    feed.link(href=_home(show, base_url), rel="alternate")
    feed.podcast.itunes_author(line(show.author))
    feed.podcast.itunes_category(line(show.category))
    feed.podcast.itunes_type("episodic")
    if show.email:
        feed.podcast.itunes_owner(name=line(show.author), email=line(show.email))
    feed.briefing.tags += (tags.explicit(show),)


def _picture(feed: FeedGenerator, show: Show, base_url: str, cover: str) -> None:
    url = f"{base_url}{cover}"
    feed.image(url=url, title=line(show.title), link=_home(show, base_url))
    feed.briefing.tags += (tags.image(url),)


def _item(entry: Any, show: Show, episode: Episode, base_url: str, files: Collection[str]) -> None:
    folder = f"{base_url}episodes/{episode.id}/"
    entry.title(line(episode.title) or episode.id)
    # Twice what is cleaned away is still a guid: an empty one would be none.
    entry.guid(clean(episode.guid) or episode.id, permalink=False)
    entry.description(description.plain(episode))
    entry.content(description.rich(episode), type="CDATA")
    entry.pubDate(_date(episode.published))
    # Without a length feedgen writes "None", without a type it fails at the end.
    entry.enclosure(f"{folder}{episode.audio}", str(episode.bytes), MEDIA_TYPES[episode.encoding])
    entry.podcast.itunes_duration(max(1, round(episode.seconds)))
    entry.podcast.itunes_episode_type("full")
    if _PAGE in files:
        entry.link(href=f"{folder}{_PAGE}")
    picture = (tags.image(f"{folder}{episode.cover}"),) if episode.cover in files else ()
    entry.briefing.tags = (
        tags.explicit(show),
        *picture,
        *tags.of_episode(episode, folder, files, line(show.language)),
        *tags.simple_chapters(episode),
    )


_PAGE = "index.html"  # of an episode, when the show has a site


def _home(show: Show, base_url: str) -> str:
    return address(show.link) or base_url


def _date(moment: dt.datetime) -> dt.datetime:
    """*moment* in a zone that RFC 2822 can write: it has no seconds in its offsets."""
    offset = moment.utcoffset() or dt.timedelta()
    return moment.astimezone(dt.UTC) if offset % dt.timedelta(minutes=1) else moment


def _extensions() -> tuple[type, type]:
    """The extensions that write our own tags, after feedgen's."""
    from feedgen.ext.base import BaseEntryExtension, BaseExtension
    from feedgen.util import xml_elem

    def add(parent: Any, tag: Tag) -> None:
        element = xml_elem(tag.name, parent, **tag.attributes)
        element.text = tag.text or None
        for inner in tag.inside:
            add(element, inner)

    class OfShow(BaseExtension):  # type: ignore[misc] # feedgen has no types
        tags: tuple[Tag, ...] = ()

        def extend_ns(self) -> dict[str, str]:
            return {"podcast": tags.PODCAST, "psc": tags.PSC, "fh": tags.HISTORY}

        def extend_rss(self, feed: Any) -> Any:
            for tag in self.tags:
                add(feed[0], tag)
            return feed

    class OfEpisode(BaseEntryExtension):  # type: ignore[misc] # feedgen has no types
        tags: tuple[Tag, ...] = ()

        def extend_rss(self, entry: Any) -> Any:
            for tag in self.tags:
                add(entry, tag)
            return entry

    return OfShow, OfEpisode
