"""What can be seen of a web page without reading it: words, links, what it says of itself."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefing.sources import markup
from briefing.sources.markup import Element

_UNSEEN = frozenset({"", "script", "style", "template", "head", "svg"})
_EDGES = frozenset({"nav", "header", "footer", "aside"})
_EDGE = re.compile(
    r"\b(?:nav|menu|header|footer|sidebar|aside|related|bandeau|pied)\b", re.IGNORECASE
)
_MOST_NODES = 500  # of a page's JSON-LD; a page has ten
_ARTICLES = ("article", "posting", "report", "review")


@dataclass(frozen=True)
class Look:
    """A page that was looked at."""

    root: Element

    @cached_property
    def text(self) -> str:
        """All that a reader sees, menus and banners included, noscript too."""
        return " ".join(" ".join(self._texts()).split())

    @cached_property
    def middle(self) -> str:
        """The same without menus, heads, feet and sides, as far as they are marked as such."""
        return " ".join(" ".join(self._texts(edges=False)).split())

    @cached_property
    def linked(self) -> int:
        """How many of those words are in links."""
        links = self.root.iter("a")
        return sum(len(" ".join(each.itertext()).split()) for each in links)

    @cached_property
    def scripts(self) -> int:
        """Letters of script in it, and of addresses of scripts."""
        return sum(
            len(each.text or "") + 1000 * bool(each.get("src")) for each in self.root.iter("script")
        )

    @cached_property
    def meta(self) -> dict[str, str]:
        """What its `meta` elements say, by name or property in small letters."""
        found: dict[str, str] = {}
        for each in self.root.iter("meta"):
            key = each.get("property") or each.get("name") or each.get("itemprop") or ""
            found.setdefault(key.strip().lower(), (each.get("content") or "").strip())
        return found

    @cached_property
    def article(self) -> dict[str, Any]:
        """The article as schema.org describes it; empty when the page has no such description."""
        return next((node for node in self._nodes() if _is_article(node)), {})

    @property
    def canonical(self) -> str:
        """The address it gives itself."""
        for each in self.root.iter("link"):
            if "canonical" in (each.get("rel") or "").lower().split():
                return (each.get("href") or "").strip()
        return ""

    @property
    def feed(self) -> str:
        """The address of the feed that it offers, as it stands there."""
        for each in self.root.iter("link"):
            if (each.get("type") or "").lower() in {"application/rss+xml", "application/atom+xml"}:
                return (each.get("href") or "").strip()
        return ""

    @property
    def published(self) -> dt.datetime | None:
        """When it appeared, by what it says of itself."""
        told = (
            self.article.get("datePublished"),
            self.meta.get("article:published_time"),
            self.meta.get("datepublished"),
            self.meta.get("date"),
        )
        return next((found for found in map(moment, told) if found), None)

    def _texts(self, *, edges: bool = True) -> Iterator[str]:
        waiting: list[tuple[Element, bool]] = [(self.root, False)]
        while waiting:
            element, tail = waiting.pop()
            if tail:
                yield element.tail or ""
            elif markup.tag(element) not in _UNSEEN and (edges or not _is_edge(element)):
                yield element.text or ""
                for each in reversed(element):
                    waiting += ((each, True), (each, False))

    def _nodes(self) -> Iterator[dict[str, Any]]:
        """Descriptions at the top of the page's JSON-LD; those of other articles are deeper."""
        waiting: list[Any] = []
        for each in self.root.iter("script"):
            if "ld+json" in (each.get("type") or "").lower():
                try:
                    waiting.append(json.loads((each.text or "").strip()))
                except (ValueError, RecursionError):
                    continue
        for _ in range(_MOST_NODES):
            if not waiting:
                return
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                inner = [node.get("@graph"), node.get("mainEntity"), node.get("mainEntityOfPage")]
                waiting.extend(each for each in inner if isinstance(each, dict | list))


def _is_edge(element: Element) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return markup.tag(element) in _EDGES or bool(_EDGE.search(named[:500]))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(str(each).lower().endswith(_ARTICLES) for each in named)


def moment(text: object) -> dt.datetime | None:
    """A date of ISO 8601 with its time zone, UTC where it names none; None for anything else.

    >>> moment("2026-11-22T08:30:00+01:00").isoformat(), moment("2026-11-22").isoformat()
    ('2026-11-22T08:30:00+01:00', '2026-11-22T00:00:00+00:00')
    >>> moment("hier")
    """
    try:
        found = dt.datetime.fromisoformat(str(text).strip())
        found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        found.astimezone(dt.UTC)  # the first day of the first year has no yesterday
    except (ValueError, OverflowError):
        return None
    return found
