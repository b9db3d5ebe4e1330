"""The tags that feedgen does not know, or writes wrongly, as plain data: a namespace a section."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from briefing.companions import CAPTIONS, CHAPTERS, TRANSCRIPT
from briefing.feed.pages import FEED, Page
from briefing.feed.text import line, web_address
from briefing.model import SYNTHETIC, Episode, Kind
from briefing.settings import Show

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PSC = "http://podlove.org/simple-chapters"
ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"

# Of the Podcasting 2.0 specification, docs/tags/guid.md
_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_VALUE = 128  # bytes of a tag's text; docs/tags: 128 characters
# Seconds.  docs/tags/soundbite.md advises 15 to 120; a minute of a briefing is most of it.
_SHORTEST_BITE, _LONGEST_BITE = 15.0, 60.0


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of XML: `{namespace}name`, text, attributes and what is inside."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a show appears, when that is known."""

    words: str
    """As a listener reads it: « Du lundi au vendredi »."""
    rule: str
    """RFC 5545: `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR`."""


def guid(url: str) -> str:
    """The `podcast:guid` of a feed whose address is *url*, to be given once and kept.

    >>> guid("https://podnews.net/rss/")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(_GUIDS, url.partition("://")[2].rstrip("/")))


# --- itunes: what feedgen refuses or drops --------------------------------------------------------


def explicit(show: Show) -> Tag:
    """True or false, as Apple asks; feedgen knows only yes and no, which validators refuse."""
    return Tag(f"{{{ITUNES}}}explicit", "true" if show.explicit else "false")


def image(url: str) -> Tag:
    """A picture; feedgen drops one that does not end in .jpg or .png without a word."""
    return Tag(f"{{{ITUNES}}}image", attributes={"href": url})


# --- podcast: https://github.com/Podcastindex-org/podcast-namespace, docs/tags --------------------


def of_show(show: Show, identity: str, frequency: Frequency | None) -> Iterator[Tag]:
    """What the channel says of itself."""
    if identity:
        yield _podcast("guid", identity)
    # Nobody may move it to another host.  Who asks by the owner's address may; it is optional.
    yield _podcast("locked", "yes", **({"owner": line(show.email)} if show.email else {}))
    yield _podcast("medium", "podcast")
    yield _ai()
    yield from _persons(show)
    if frequency:
        yield _podcast("updateFrequency", line(frequency.words, _VALUE), rrule=frequency.rule)


def of_episode(
    episode: Episode, place: str, files: Collection[str], language: str
) -> Iterator[Tag]:
    """What an item says beside its sound; *files* are those in its folder, *place* its address."""
    transcripts = (
        (CAPTIONS, {"type": "text/vtt", "language": language, "rel": "captions"}),
        (TRANSCRIPT, {"type": "application/json", "language": language}),
    )
    for name, attributes in transcripts:
        if name in files:
            yield _podcast("transcript", url=f"{place}{name}", **attributes)
    if CHAPTERS in files:
        yield _podcast("chapters", url=f"{place}{CHAPTERS}", type="application/json+chapters")
    yield from _soundbite(episode)
    yield _ai()


def _ai() -> Tag:
    """Silence would not say "false", nor would it say "true" (docs/tags/txt.md)."""
    return _podcast("txt", "true", purpose="ai-content")


def _persons(show: Show) -> Iterator[Tag]:
    """Who makes it, when that is not the show's own name, and that nobody reads it.

    A voice is called what it is, and not by its name, which would make a person of it.
    """
    author = line(show.author, _VALUE)
    if author and author != line(show.title, _VALUE):
        yield _podcast("person", author, group="creative direction", role="producer")
    yield _podcast("person", SYNTHETIC, group="cast", role="narrator")


def _soundbite(episode: Episode) -> Iterator[Tag]:
    """How the first story begins, in whole sentences, where 15 to 60 seconds of them fit."""
    told = [each for each in episode.transcript if each.kind is Kind.STORY]
    first = list(takewhile(lambda each: each.story == told[0].story, told))
    for each in first:
        start, seconds = first[0].start, each.end - first[0].start
        if seconds > _LONGEST_BITE or not 0 <= start < each.end <= episode.seconds:
            return
        if seconds >= _SHORTEST_BITE:
            yield _podcast(
                "soundbite",
                line(_title(episode, start), _VALUE),
                startTime=f"{start:.3f}",
                duration=f"{seconds:.3f}",
            )
            return


def _title(episode: Episode, moment: float) -> str:
    """Of the chapter in which *moment* lies."""
    there = (each.title for each in episode.chapters if each.start <= moment < each.end)
    return next(there, "") or episode.title


def _podcast(name: str, text: str = "", **attributes: str) -> Tag:
    return Tag(f"{{{PODCAST}}}{name}", text, attributes)


# --- Podlove Simple Chapters 1.2: what gPodder and Spotify read -----------------------------------


def simple_chapters(episode: Episode) -> Iterator[Tag]:
    """The chapters inside the feed, to the millisecond."""
    entries = []
    for each in episode.chapters:
        link = web_address(each.link)
        table = {"start": _clock(each.start), "title": line(each.title) or _clock(each.start)}
        entries.append(
            Tag(f"{{{PSC}}}chapter", attributes=table | ({"href": link} if link else {}))
        )
    if entries:
        yield Tag(f"{{{PSC}}}chapters", attributes={"version": "1.2"}, inside=tuple(entries))


def _clock(seconds: float) -> str:
    """Normal play time, RFC 2326, section 3.6."""
    whole, thousandths = divmod(round(max(0.0, seconds) * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


# --- RFC 5005: archives ---------------------------------------------------------------------------


def of_archives(page: Page, base_url: str) -> Iterator[Tag]:
    """Where older and newer episodes are; feedgen writes one link of Atom, the feed's own."""
    if page.is_archive:
        yield Tag(f"{{{HISTORY}}}archive")
        yield _link("current", f"{base_url}{FEED}")
    if page.older:
        yield _link("prev-archive", f"{base_url}{page.older}")
    if page.newer:
        yield _link("next-archive", f"{base_url}{page.newer}")


def _link(relation: str, url: str) -> Tag:
    return Tag(
        f"{{{ATOM}}}link", attributes={"rel": relation, "href": url, "type": "application/rss+xml"}
    )
