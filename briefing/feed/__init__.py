"""Episodes -> feed.xml and its archives.

`rss` is the one door to feedgen; `tags` has what feedgen does not know, `description` what an app
shows below a title, `pages` which episode stands where, `text` what a feed can hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from briefing import __version__
from briefing.feed.pages import NEWEST, Page, pages
from briefing.feed.rss import Files, Place, render_page
from briefing.feed.tags import Frequency, guid
from briefing.model import Episode
from briefing.settings import Show

__all__ = [
    "NEWEST", "Document", "Frequency", "Page", "Place", "guid", "pages", "render", "render_all",
    "render_page",
]  # fmt: skip


class Known(Protocol):
    """An episode of which only the least has been read."""

    @property
    def stamp(self) -> object:
        """Changes when its record or the files beside it do."""


K = TypeVar("K", bound=Known)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the feed that may have to be written."""

    name: str
    key: str
    """The same as long as the content is; empty for what changes with every episode."""
    content: Callable[[], bytes]
    """Reads the records that it takes, and renders them."""


def render(show: Show, episodes: tuple[Episode, ...], base_url: str, cover: str) -> bytes:
    """The RSS 2.0 feed of *show* in one document: the same records give the same bytes.

    *episodes* are newest first; *base_url* is where the output folder is read, with a slash at its
    end; *cover* is the picture's name there, empty when there is none yet.
    """
    return render_page(show, episodes, Place(base_url, cover))


def render_all(
    show: Show,
    stock: Sequence[K],
    place: Place,
    read: Callable[[Sequence[K]], tuple[Episode, ...]],
    files: Files,
) -> Iterator[Document]:
    """Every document of the feed, the archives first and `feed.xml` last.

    *stock* is oldest first; *read* gives the episodes of a part of it, in its order.  Nothing is
    read before a document's content is asked for.
    """

    def content(page: Page) -> bytes:
        episodes = read(stock[page.first : page.last])
        return render_page(show, episodes[::-1], place, page, files)

    for page in pages(len(stock)):
        stamps = [each.stamp for each in stock[page.first : page.last]]
        decides = repr((__version__, show, place, page, stamps)).encode(errors="backslashreplace")
        key = hashlib.sha256(decides).hexdigest() if page.is_archive else ""
        yield Document(page.name, key, partial(content, page))
