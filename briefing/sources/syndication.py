"""RSS and Atom -> the items of a feed.  Nothing is fetched."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from briefing.errors import SourceError
from briefing.sources import addresses, charset, markup
from briefing.sources.document import Feed, Item
from briefing.sources.look import moment
from briefing.sources.markup import Element, tag

MOST_ITEMS = 20_000  # the first of a feed; those behind them are not looked at
_WHOLE = 60  # words of what a feed calls the content of an item
_LONG = 150  # words of what it calls a description: so long, it is all
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|lire (?:la suite|plus|l.article)|en savoir plus|continuer la lecture"
    r"|read more|continue reading)\W*$",
    re.IGNORECASE,
)
# What WordPress puts below an item.
_CREDIT = re.compile(
    r"(?:L.article|The post|Cet article) .{0,300}(?:est apparu en premier|appeared)"
)
_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"


def parse(raw: bytes, name: str, url: str = "", claimed: str = "") -> Feed:
    """The feed *raw*, which came from *url* and which its host says is written in *claimed*.

    RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, also where they are not well-formed.

    Raises:
        SourceError: it is no feed, or declares entities.
    """
    root = markup.xml(charset.text(raw, claimed), name)
    kind = tag(root)
    if kind not in {"rss", "rdf", "feed"}:
        raise SourceError(f"{name} is no feed.", hint="Check the address.")
    channel = root if kind == "feed" else _child(root, "channel")
    top = channel if channel is not None else root
    base = _base(top, _base(root, url))
    nodes = [each for each in root.iter() if tag(each) in {"item", "entry"}]
    items = [_item(node, base) for node in nodes[:MOST_ITEMS]]
    title = markup.plain(_text(_child(top, "title")))
    return Feed(title, url, tuple(_newest_first(items)))


def _newest_first(items: list[Item]) -> list[Item]:
    """By date; those without one, and of those of one moment, in the feed's own order."""
    dated = [(each.published.timestamp(), each) for each in items if each.published]
    undated = [each for each in items if not each.published]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [*(item for _, item in dated), *undated]


def _item(node: Element, base: str) -> Item:
    base = _base(node, base)
    link = _link(node, base)
    title = markup.plain(_text(_child(node, "title")))
    published = _date(node)
    text, whole = _content(node)
    own = (_text(_child(node, "guid")) or _text(_child(node, "id"))).strip()
    about = node.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
    made = hashlib.sha256(f"{title}\n{published}\n{text}".encode("utf-8", "replace")).hexdigest()
    identity = own or about.strip() or link or f"sha256:{made}"
    return Item(identity[:2000], title, link, published, text, whole, _author(node))


def _content(node: Element) -> tuple[str, bool]:
    """What the feed has of the item, and whether that looks like all of it."""
    found = []
    for name, least in (("encoded", _WHOLE), ("content", _WHOLE), ("description", _LONG),
                        ("summary", _LONG)):  # fmt: skip
        child = _child(node, name)
        if child is None or child.get("src"):
            continue
        lines = [each for each in markup.paragraphs(_markup(child)) if not _CREDIT.match(each)]
        text = "\n\n".join(lines)
        whole = len(text.split()) >= least and not _CUT.search(text[-60:])
        found.append((whole, len(text), text))
    if not found:
        return "", False
    whole, _, text = max(found, key=lambda each: each[:2])
    return text, whole


def _markup(child: Element) -> str:
    """The HTML of a text construct (RFC 4287, 3.1), or of RSS, where all may be HTML."""
    if child.get("type") == "xhtml" or len(child):
        return markup.inner(child)
    text = child.text or ""
    if child.get("type") == "text":
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "<p>")
    return text


def _link(node: Element, base: str) -> str:
    """The page of the item: RSS has it as text, Atom as an attribute."""
    for child in node:
        if tag(child) != "link":
            continue
        if child.get("href") is not None:
            if (child.get("rel") or "alternate") == "alternate":
                return addresses.link(_base(child, base), child.get("href"))
        elif _text(child).strip():
            return addresses.link(_base(child, base), _text(child))
    guid = _child(node, "guid")
    told = _text(guid).strip()
    if guid is not None and guid.get("isPermaLink") != "false" and told.startswith("http"):
        return addresses.link(base, told)
    return ""


def _date(node: Element) -> dt.datetime | None:
    """When it appeared, else when it was changed; None for what is no date."""
    for name in ("pubdate", "published", "issued", "date", "updated", "modified"):
        told = _text(_child(node, name)).strip()
        found = moment(told) or _rfc822(told)
        if found:
            return found
    return None


def _rfc822(told: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(told)
        return moment(found.isoformat())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _author(node: Element) -> str:
    for child in node:
        if tag(child) in {"creator", "author"}:
            name = _child(child, "name")
            told = markup.plain(_text(name if name is not None else child))
            inside = re.search(r"\S+@\S+ \((.+)\)$", told)  # RSS 2.0: address (name)
            told = inside[1] if inside else told
            if told and "@" not in told:
                return told[:200]
    return ""


def _base(node: Element, base: str) -> str:
    own = node.get(f"{_NAMESPACE}base")
    return addresses.link(base, own) or base if own else base


def _child(node: Element, name: str) -> Element:
    """The first child of that name which says something; of any namespace but that of pictures."""
    found = [each for each in node if tag(each) == name and "mrss" not in str(each.tag)]
    return next((each for each in found if len(each) or each.text), found[0] if found else None)


def _text(node: Element) -> str:
    return "".join(_texts(node)) if node is not None else ""


def _texts(node: Element) -> Iterator[str]:
    for each in node.itertext():
        yield str(each)
