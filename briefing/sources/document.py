"""What the sources hand over: documents, and the items of a feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How the text of a document is to be taken."""

    TEXT = "text"
    """As a person typed it: the first line may be a title."""
    MARKDOWN = "markdown"
    PROSE = "prose"
    """Paragraphs taken from a page, its title set apart."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article's words, wherever they came from."""

    name: str
    """What the user knows it by: for messages."""
    origin: str
    """What may be published of that: a file's name, host and path of a page, or `-`."""
    text: str
    form: Form = Form.TEXT
    title: str = ""
    publisher: str = ""
    url: str = ""
    """Where everybody can read it; empty when that is nowhere."""
    published: dt.datetime | None = None
    """With its time zone."""
    author: str = ""
    notices: tuple[str, ...] = ()
    """What was left out, in words for the user."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed, as the feed has it: nothing was fetched for it."""

    id: str
    """Stays the same from day to day: the feed's own, else the link, else a digest."""
    title: str
    link: str
    """Its page, http or https; empty when the feed names none."""
    published: dt.datetime | None
    """With its time zone; None when the feed gives none that can be read."""
    text: str
    """What the feed itself holds of it, as paragraphs: all, a summary, or nothing."""
    whole: bool
    """Whether that is the article, as far as can be seen."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """An RSS or Atom feed."""

    title: str
    url: str
    """Where it came from; empty for a file."""
    items: tuple[Item, ...]
    """The newest first; those without a date after them, in the feed's order."""
