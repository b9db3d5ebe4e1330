"""The sources of the settings -> the items that are there now.  No page of an item is fetched."""

from __future__ import annotations

import datetime as dt
import glob
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing import sources
from briefing.daily.ledger import key
from briefing.errors import BriefingError, SourceError
from briefing.intake import Source
from briefing.model import Article
from briefing.sources import addresses, charset, files, opml, syndication
from briefing.sources.charset import Kind
from briefing.sources.document import Document, Feed, Item

ToArticle = Callable[[Document], Article]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be told."""

    source: Source
    title: str
    text: str
    """What is known of its words before its page is fetched."""
    whole: bool
    """Whether that is all of them."""
    keys: tuple[str, ...]
    """By any of these it is known again."""
    publisher: str
    published: dt.datetime | None
    link: str
    place: int
    """Among the items of its source, the newest first, from 0."""
    read: Callable[[], Article] = field(repr=False)
    """Fetches it where it has to be fetched; raises what `sources.document` raises."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is there."""

    candidates: tuple[Candidate, ...]
    answered: tuple[str, ...]
    """Keys of the sources that could be read."""
    faults: tuple[tuple[Source, BriefingError], ...]
    """What could not be."""


def gather(
    given: tuple[Source, ...], asking: Callable[[], sources.Fetcher], to_article: ToArticle
) -> Gathered:
    """What the sources *given* have; one that fails is a fault, and the others are asked."""
    found: list[Candidate] = []
    faults: list[tuple[Source, BriefingError]] = []
    answered = []
    for source in given:
        look = _Look(source, asking, to_article)
        try:
            found += look.candidates()
        except BriefingError as error:
            look.faults.append((source, error))
        else:
            answered.append(key(source.url))
        faults += look.faults
    return Gathered(tuple(found), tuple(answered), tuple(faults))


def name_of(source: Source) -> str:
    """What *source* is called on screen and in the record, which is published: no path of a home.

    >>> name_of(Source("/home/ada/news/*.md")), name_of(Source("/home/ada/feeds.opml"))
    ('*.md', 'feeds.opml')
    """
    if source.name or sources.is_address(source.url):
        return source.name or sources.shown(source.url)
    return files.printable(Path(source.url).name or source.url)


def public(error: BriefingError, source: Source) -> str:
    """What *error* says of *source*, without the folders that lead to it on this machine."""
    folder = Path(source.url).parent
    while glob.has_magic(str(folder)):
        folder = folder.parent
    away = "" if sources.is_address(source.url) else files.printable(str(folder))
    return str(error).replace(f"{away}/", "") if len(away) > 1 else str(error)


class _Look:
    """Looks into one source."""

    def __init__(
        self, source: Source, asking: Callable[[], sources.Fetcher], to_article: ToArticle
    ) -> None:
        self._source, self._asking, self._to_article = source, asking, to_article
        self.faults: list[tuple[Source, BriefingError]] = []

    def candidates(self) -> list[Candidate]:
        """Its items."""
        url = self._source.url
        if sources.is_address(url):
            page = self._asking().page(url, named=True)
            name = addresses.short(page.url)
            kind = charset.kind(page.content)
            if not page.content.strip():
                raise SourceError(f"{name} is empty.", hint="Check the address.")
            if kind is Kind.FEED:
                feed = syndication.parse(page.content, name, page.url, page.charset)
                return list(self._of_feed(feed))
            if kind is Kind.OPML:
                links = opml.parse(page.content, name, page.url, page.charset)
                return list(self._of_list(links))
            return list(self._of_documents(url))
        return list(self._of_files(files.expand(url)))

    def _of_files(self, names: list[str]) -> Iterator[Candidate]:
        for each in names:
            name = files.printable(each)
            try:
                kind = charset.kind(files.content(each, name, sources.limit)[:4096])
                if kind is Kind.FEED:
                    raw = files.content(each, name, sources.limit)
                    yield from self._of_feed(syndication.parse(raw, name))
                elif kind is Kind.OPML:
                    yield from self._of_list(sources.feeds(each))
                else:
                    yield from self._of_documents(each)
            except BriefingError as error:
                if len(names) == 1:
                    raise
                self.faults.append((self._source, error))

    def _of_list(self, links: tuple[str, ...]) -> Iterator[Candidate]:
        missed = []
        for link in links:
            try:
                feed = sources.items(link, self._asking(), named=False)
            except BriefingError as error:
                missed.append(error)
            else:
                yield from self._of_feed(feed, named=False)
        if len(missed) == len(links):
            raise missed[0]
        self.faults += [(self._source, each) for each in missed]

    def _of_feed(self, feed: Feed, *, named: bool = True) -> Iterator[Candidate]:
        publisher = (self._source.name if named else "") or feed.title
        links = Counter(each.link for each in feed.items)
        origin = feed.url or self._source.url
        for place, item in enumerate(feed.items):
            # A page that many items of one feed point at tells none of them from the others.
            alone = bool(item.link) and links[item.link] == 1
            keys = (key(origin, item.id), *([key(item.link)] if alone else []))
            yield Candidate(
                source=self._source,
                title=item.title,
                text=item.text,
                whole=item.whole,
                keys=keys,
                publisher=publisher,
                published=item.published,
                link=addresses.shown(item.link) if item.link else "",
                place=place,
                read=self._reader(item, feed),
            )

    def _of_documents(self, name: str) -> Iterator[Candidate]:
        """Files and pages that are articles themselves: known again by their words."""
        found = sources.find(name, bytes, self._asking, self._miss)
        for place, document in enumerate(found):
            article = self._to_article(document)
            yield Candidate(
                source=self._source,
                title=article.title,
                text=article.text,
                whole=True,
                keys=(key(article.title, article.text),),
                publisher=self._source.name or article.publisher,
                published=article.published,
                link=article.url,
                place=place,
                read=_given(article),
            )

    def _miss(self, error: BriefingError) -> None:
        self.faults.append((self._source, error))

    def _reader(self, item: Item, feed: Feed) -> Callable[[], Article]:
        return lambda: self._to_article(sources.document(item, feed, self._asking()))


def _given(article: Article) -> Callable[[], Article]:
    return lambda: article
