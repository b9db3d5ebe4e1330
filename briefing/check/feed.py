"""A feed, ours or any other, from a folder, a file or an address -> a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.check import channel, items, named
from briefing.check.document import Document, parse
from briefing.check.named import Limits
from briefing.check.places import Folder
from briefing.check.remote import Remote
from briefing.check.rules import Fault, Feed, found, judge, where
from briefing.errors import SettingsError, SourceError
from briefing.findings import Check, Finding, Level, Report
from briefing.library import FEED, RECORD, Library
from briefing.sources import addresses, is_address

LARGEST = 50_000_000  # bytes of a feed; ten thousand of our episodes make 17 MB
_ORDER = (Level.ERROR, Level.WARNING, Level.ADVICE)
_REBUILD = "`briefing episodes --rebuild` writes the feed anew from the records."
XML = Check("XML", Level.ERROR, "Have the feed written by a program; readers show nothing of it.")
THERE = Check("feed", Level.ERROR, _REBUILD)
RECORDS = Check("records", Level.ERROR, f"The records are what is true. {_REBUILD}")
LEFT_OUT = Check("left out", Level.WARNING, "Mend it, or remove it: `briefing episodes remove ID`.")
SERVED = Check(
    "feed served", Level.WARNING, "Have the server call it application/rss+xml.", "RSS 2.0"
)
SAVED = Check("unchanged", Level.ADVICE, "Have the server send an ETag and answer 304.", "RFC 9110")
FILES = Check("files", Level.ADVICE, "Check the address of the feed instead of a copy of it.")
_XML_KINDS = {"application/rss+xml", "application/xml", "text/xml"}


@dataclass(frozen=True, slots=True)
class Options:
    """How a feed is looked at."""

    now: dt.datetime
    """With its time zone."""
    limits: Limits = field(default_factory=Limits)
    previous: str = ""
    """A file or an address: the feed as it was before."""
    base_url: str = ""
    """Of a folder whose feed does not say where it is."""


def is_feed(name: str) -> bool:
    """Whether *name* is a feed to look at, and not an episode of ours."""
    path = Path(name)
    return is_address(name) or path.is_file() or (path.is_dir() and not (path / RECORD).exists())


def check_feed(name: str, options: Options, remote: Remote | None = None) -> Report:
    """A report on the feed *name*: a folder with feed.xml in it, a file, or an address.

    What is wrong comes first, the worst before all.  *remote* asks for what is on the web.

    Raises:
        SettingsError: the file of the feed before cannot be read.
        NetworkError: a feed could not be fetched in time.
        SourceError: its address leads into a private network, or is none.
    """
    findings = list(_findings(name, options, remote))
    good = [each for each in findings if each.good]
    bad = [each for each in findings if not each.good]
    bad.sort(key=lambda each: _ORDER.index(each.check.level))
    return Report(_shown(name), (*bad, *good))


def _shown(name: str) -> str:
    return addresses.shown(addresses.spelled(name)) if is_address(name) else name


def _findings(name: str, options: Options, remote: Remote | None) -> Iterator[Finding]:
    before = _previous(options.previous, remote) if options.previous else None
    if is_address(name):
        yield from _of_address(name, options, remote or Remote(name), before)
        return
    path = Path(name)
    file = path / FEED if path.is_dir() else path
    try:
        content = _content(file)
    except OSError as error:
        yield Finding(THERE, good=False, says=f"{file} cannot be read: {error.strerror}.")
        return
    document, problem = _parsed(content)
    yield from found(XML, [Fault(problem)] if problem else [], "It is well-formed.")
    if document is None:
        return
    feed = Feed(document, options.now, previous=before)
    yield from _of_feed(feed)
    base = channel.own_address(document).rpartition("/")[0] or options.base_url.rstrip("/")
    place = Folder(file.parent, f"{base}/" if base else "")
    if path.is_dir() or _is_there(feed, place):
        yield from named.look(feed, place, options.limits)
    else:
        says = "What it names is not beside it, so it was not looked at."
        yield Finding(FILES, good=False, says=says)
    if (file.parent / "episodes").is_dir() and file.name == FEED:
        yield from _of_records(Library(file.parent), feed)


def _of_address(
    url: str, options: Options, remote: Remote, before: Document | None
) -> Iterator[Finding]:
    read = remote.fetch(url, LARGEST)
    yield from _of_server(read.headers)
    document, problem = _parsed(read.content)
    yield from found(XML, [Fault(problem)] if problem else [], "It is well-formed.")
    if document is not None:
        feed = Feed(document, options.now, read.url, previous=before)
        yield from _of_feed(feed)
        yield from named.look(feed, remote, options.limits)


def _of_feed(feed: Feed) -> Iterator[Finding]:
    yield from judge((*channel.RULES, *items.RULES), feed)
    if feed.previous is not None:
        yield from judge(items.AGAINST_BEFORE, feed)


def _of_server(headers: Mapping[str, str]) -> Iterator[Finding]:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    wrong = [] if kind in _XML_KINDS else [Fault(f"The server calls it '{kind}'.")]
    yield from found(SERVED, wrong, "Right.")
    known = "etag" in headers or "last-modified" in headers
    says = "Every app fetches it whole each time: it has neither ETag nor date."
    yield from found(SAVED, [] if known else [Fault(says)], "Right.")


def _of_records(shelf: Library, feed: Feed) -> Iterator[Finding]:
    """Whether the feed says what the records say; archives hold what is no longer in it."""
    complaints: list[str] = []
    stock = shelf.stock(complaints.append, feed.now)
    yield from found(LEFT_OUT, map(Fault, complaints), "Nothing is left out.")
    yield from found(RECORDS, _unlike(feed, {each.guid: each.id for each in stock}), "As they are.")


def _unlike(feed: Feed, ids: Mapping[str, str]) -> Iterable[Fault]:
    named_here = {item.text("guid") for item in feed.items}
    for item in feed.items:
        folder = items.urlsplit_path(item.of("enclosure", "url")).split("/")[-2:-1]
        known = ids.get(item.text("guid"))
        if known is None or folder != [known]:
            yield Fault("No record has its guid, or that of another episode.", where(item))
    for guid, name in [*ids.items()][-len(feed.items) or None :]:
        if guid not in named_here:
            yield Fault(f"The feed does not have {name}, which is published.")


def _previous(name: str, remote: Remote | None) -> Document:
    if is_address(name):
        document, problem = _parsed((remote or Remote(name)).read(name, LARGEST))
    else:
        try:
            path = Path(name)
            document, problem = _parsed(_content(path / FEED if path.is_dir() else path))
        except OSError as error:
            raise SettingsError(f"{name} cannot be read: {error.strerror}.") from error
    if document is None:
        raise SettingsError(f"{_shown(name)} is no feed to compare with. {problem}")
    return document


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _parsed(content: bytes) -> tuple[Document | None, str]:
    """The document, or what is wrong with it."""
    if len(content) > LARGEST:
        return None, f"It has more than {LARGEST} bytes."
    try:
        return parse(content), ""
    except SourceError as error:
        return None, str(error)


def _is_there(feed: Feed, place: Folder) -> bool:
    """Whether one of the newest sounds lies beside a feed that was named by its file."""
    urls = [item.of("enclosure", "url") for item in feed.newest[:3]]
    return any(place.has(url) and not place.look(url).missing for url in urls)
