"""Where articles come from: files, folders, web pages, PDF, feeds and lists of feeds.

`find` is the one way in.  What a user names may be anywhere; what a feed, a list or a redirection
names has to be on the public web.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefing.errors import BriefingError, SourceError
from briefing.sources import addresses, apart, charset, files, opml, syndication
from briefing.sources.cache import default_folder
from briefing.sources.charset import Kind
from briefing.sources.document import Document, Feed, Form, Item
from briefing.sources.fetch import PAGE, PDF, Fetcher, Page
from briefing.sources.files import STDIN

__all__ = [
    "LARGEST", "NEWEST", "STDIN", "Document", "Feed", "Fetcher", "Form", "Item", "document",
    "feeds", "fetcher", "find", "is_address", "items", "limit", "shown",
]  # fmt: skip

LARGEST = 1_000_000  # bytes of text; 150,000 words, more than any article and most books
NEWEST = 5  # items of a feed, or of all feeds of a list
_LIMITS = {Kind.PDF: PDF, Kind.HTML: PAGE, Kind.FEED: PAGE, Kind.OPML: PAGE, Kind.XML: PAGE}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_ADDRESS = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PAGES = {"text/html", "application/xhtml+xml"}
_MARKDOWN = {"text/markdown", "text/x-markdown"}

Missed = Callable[[BriefingError], None]
"""Told about an article among several that cannot be read; it may raise what it is told."""


def fetcher() -> Fetcher:
    """One for real use: it keeps pages in the user's cache folder."""
    return Fetcher(folder=default_folder())


def is_address(source: str) -> bool:
    """Whether *source* is on the web."""
    return bool(_ADDRESS.match(source))


def shown(source: str) -> str:
    """*source* as it may stand in a message: of an address no password and no key."""
    try:
        return addresses.short(source) if is_address(source) else files.printable(source)
    except SourceError:
        return "The address"


def find(
    source: str,
    stdin: Callable[[], bytes],
    fetch: Callable[[], Fetcher],
    missed: Missed,
    *,
    newest: int = NEWEST,
) -> Iterator[Document]:
    """The documents at *source*, one for each article.

    *source* is a file (text, Markdown, a web page, PDF, a feed, OPML), a folder or a pattern of
    names, `-` for what *stdin* returns, or an address of a page, of a PDF or of a feed.  Of a feed,
    and of all feeds of a list together, the *newest* items are read.  *fetch* makes who asks the
    web.  Where a source holds several articles, *missed* is told of each that cannot be read.

    Raises:
        SourceError: there is nothing that could be read; `Withheld` and `OffLimits` say why.
        NetworkError: a host did not answer.
    """
    if is_address(source):
        yield from _from_page(_address(source), fetch(), missed, newest)
        return
    if _OTHER_ADDRESS.match(source):
        raise SourceError(
            f"{files.printable(source)[:80]} is no address of a page.",
            hint="Pages are read from http:// and https://.",
        )
    names = files.expand(source)
    some = _Several(missed)
    for name in names:
        try:
            found = list(_from_file(name, stdin, fetch, missed, newest))
        except BriefingError as error:
            if len(names) == 1:
                raise
            some.miss(error)
        else:
            yield from some.found(found)
    some.end()


def items(url: str, asking: Fetcher, *, named: bool = True) -> Feed:
    """The feed at *url* with all its items, the newest first; no page of theirs is fetched.

    *named* says that the user typed the address; see `Fetcher.page`.

    Raises:
        SourceError: it is no feed, or may not be asked.
        NetworkError: its host did not answer.
    """
    page = asking.page(url, named=named)
    name = addresses.short(page.url)
    if not page.content.strip():
        raise SourceError(f"{name} is empty.", hint="Check the address.")
    return syndication.parse(page.content, name, page.url, page.charset)


def feeds(source: str) -> tuple[str, ...]:
    """The addresses of the feeds in the OPML file *source*.

    Raises:
        SourceError: it cannot be read, is no OPML or lists no feed.
    """
    name = files.printable(source)
    return opml.parse(files.content(source, name, limit), name)


def document(item: Item, feed: Feed, asking: Fetcher) -> Document:
    """The article of *item*: from *feed* itself where it has all of it, else from its page.

    Raises:
        OffLimits: robots.txt closes the page, or it is in a private network.
        SourceError: there is no article.
        NetworkError: the host did not answer.
    """
    if item.whole or not item.link:
        return _from_item(item, feed)
    page = asking.item(item.link)
    if charset.kind(page.content) in {Kind.FEED, Kind.OPML}:
        raise SourceError(f"{addresses.short(page.url)} is a feed, not an article.")
    found = _from_content(page.content, _known(page), page)
    return replace(
        found,
        title=found.title or item.title,
        publisher=found.publisher or feed.title,
        published=item.published or found.published,
        author=found.author or item.author,
    )


def limit(head: bytes) -> int:
    """How many bytes are read at most of what begins with *head*."""
    return _LIMITS.get(charset.kind(head), LARGEST)


class _Several:
    """Counts what was found and missed where there are several, so that none at all is an error."""

    def __init__(self, missed: Missed) -> None:
        self._missed = missed
        self._first: BriefingError | None = None
        self._any = False

    def miss(self, error: BriefingError) -> None:
        """One cannot be read."""
        self._first = self._first or error
        self._missed(error)

    def found(self, documents: list[Document]) -> list[Document]:
        """These can."""
        self._any = self._any or bool(documents)
        return documents

    def end(self) -> None:
        """Complain when there was nothing but misses."""
        if self._first and not self._any:
            raise self._first


def _from_file(
    source: str,
    stdin: Callable[[], bytes],
    fetch: Callable[[], Fetcher],
    missed: Missed,
    newest: int,
) -> Iterator[Document]:
    name = "standard input" if source == STDIN else files.printable(source)
    raw = stdin() if source == STDIN else files.content(source, name, limit)
    if len(raw) > limit(raw[:4096]):
        raise files.too_long(name, len(raw), limit(raw[:4096]))
    kind = charset.kind(raw)
    if kind is Kind.FEED:
        yield from _from_feed(syndication.parse(raw, name), name, fetch(), missed, newest)
    elif kind is Kind.OPML:
        yield from _from_list(opml.parse(raw, name), fetch(), missed, newest)
    else:
        origin = source if source == STDIN else _last(name)
        found = _from_content(raw, Document(name, origin, ""))
        marked = any(name.lower().endswith(ending) for ending in files.MARKDOWN)
        yield replace(found, form=Form.MARKDOWN) if marked and found.form is Form.TEXT else found


def _from_page(url: str, asking: Fetcher, missed: Missed, newest: int) -> Iterator[Document]:
    page = asking.page(url, named=True)
    name = addresses.short(page.url)
    kind = charset.kind(page.content)
    if kind is Kind.FEED:
        feed = syndication.parse(page.content, name, page.url, page.charset)
        yield from _from_feed(feed, name, asking, missed, newest)
    elif kind is Kind.OPML:
        links = opml.parse(page.content, name, page.url, page.charset)
        yield from _from_list(links, asking, missed, newest)
    else:
        yield _from_content(page.content, _known(page), page)


def _from_feed(
    feed: Feed, name: str, asking: Fetcher, missed: Missed, newest: int
) -> Iterator[Document]:
    if not feed.items:
        raise SourceError(f"{name} is a feed without items.", hint="Try again later.")
    yield from _documents([(item, feed) for item in feed.items[:newest]], asking, missed)


def _from_list(
    links: tuple[str, ...], asking: Fetcher, missed: Missed, newest: int
) -> Iterator[Document]:
    """The newest of all feeds; of those without dates the first ones count as older."""
    found: list[tuple[Item, Feed]] = []
    some = _Several(missed)
    for link in links:
        try:
            feed = items(link, asking, named=False)
        except BriefingError as error:
            some.miss(error)
        else:
            found += [(item, feed) for item in feed.items[:newest]]
    if not found:
        some.end()
        raise SourceError("No feed of the list has items.", hint="Try again later.")
    found.sort(key=lambda pair: pair[0].published.timestamp() if pair[0].published else 0.0,
               reverse=True)  # fmt: skip
    yield from _documents(found[:newest], asking, missed)


def _documents(
    found: list[tuple[Item, Feed]], asking: Fetcher, missed: Missed
) -> Iterator[Document]:
    some, seen = _Several(missed), set()
    for item, feed in found:
        if (item.link or item.id) in seen:
            continue
        seen.add(item.link or item.id)
        try:
            one = document(item, feed, asking)
        except BriefingError as error:
            some.miss(error)
        else:
            yield from some.found([one])
    some.end()


def _from_item(item: Item, feed: Feed) -> Document:
    name = item.title or item.link or feed.title or "An item of the feed"
    if not item.text.strip():
        raise SourceError(f"{name} has no text in its feed, and no page.")
    source = item.link or feed.url
    return Document(
        name=name,
        origin=addresses.short(source) if source else feed.title or "feed",
        text=item.text,
        form=Form.PROSE,
        title=item.title,
        publisher=feed.title,
        url=addresses.shown(item.link) if item.link else "",
        published=item.published,
        author=item.author,
    )


def _known(page: Page) -> Document:
    """What is known of a page before it is read.

    A page of a private network is named without its host: what is known of it is published.
    """
    short = addresses.short(page.url)
    url = addresses.shown(page.url) if page.public else ""
    form = Form.TEXT
    if page.kind in _MARKDOWN or short.lower().endswith(tuple(files.MARKDOWN)):
        form = Form.MARKDOWN
    name = short if page.public else _last(short)
    return Document(name, name, "", form=form, url=url)


def _from_content(raw: bytes, known: Document, page: Page | None = None) -> Document:
    """*known* with the words of *raw*."""
    kind, claimed = charset.kind(raw), page.charset if page else ""
    if kind is Kind.TEXT and raw.strip() and _claims_html(known, page):
        kind = Kind.HTML
    if kind in {Kind.RTF, Kind.XML}:
        raise SourceError(f"{known.name} is {kind.value}.", hint="Give its words as text.")
    if kind is Kind.TEXT:
        if len(raw) > LARGEST:
            raise files.too_long(known.name, len(raw), LARGEST)
        return replace(known, text=charset.text(raw, claimed))
    found = apart.parts("pdf" if kind is Kind.PDF else "html", raw, known.name, claimed)
    return replace(
        known,
        text=found.text,
        form=Form.PROSE,
        title=found.title,
        publisher=found.publisher,
        url=_canonical(known.url, found.canonical),
        published=found.published,
        author=found.author,
        notices=found.notices,
    )


def _claims_html(known: Document, page: Page | None) -> bool:
    """Whether what could be a text is called a page: some begin with a word, or in the middle."""
    return page.kind in _PAGES if page else known.name.lower().endswith((".html", ".htm", ".xhtml"))


def _canonical(url: str, told: str) -> str:
    """The address that a page gives itself, if it is one of the same host; else *url*."""
    itself = addresses.link(url, told) if url and told else ""
    same = itself and addresses.origin(itself)[0] == addresses.origin(url)[0]
    return addresses.shown(itself) if same else url


def _address(source: str) -> str:
    url = source.strip()
    addresses.split(addresses.link(url, "") or url)
    return url


def _last(name: str) -> str:
    return re.split(r"[/\\]", name.rstrip("/\\"))[-1] or name
