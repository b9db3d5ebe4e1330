"""The bytes of a feed -> its elements, strictly: a second door to lxml.

`sources.markup` mends what is broken, as who only wants to read does; here what is broken is what
we are asked about.  Nothing is fetched and no entity is expanded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.errors import SourceError

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
OLD_PODCAST = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
_SPACES = {
    ITUNES: "itunes:",
    PODCAST: "podcast:",
    OLD_PODCAST: "podcast:",  # docs/1.0.md: readers take both
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
}
# Those that feeds are written in; what else XML allows hides from those who look at bytes.
_ENCODINGS = re.compile(r"utf-8|utf-16(le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Node:
    """An element, with its children by name: `title`, `itunes:image`, `podcast:guid`."""

    __slots__ = ("_attributes", "_children", "_text", "line")

    def __init__(self, element: Any) -> None:
        self._children: dict[str, list[Node]] = {}
        self._attributes: dict[str, str] = dict(element.attrib)
        self._text: str = element.text or ""
        self.line: int = element.sourceline or 0
        """Where it stands in the file, counted from 1."""

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        return self._children.get(name, [])

    def has(self, name: str) -> bool:
        """Whether there is a child of that name."""
        return name in self._children

    def text(self, name: str = "") -> str:
        """The text of the first child of that name, or its own, without the space around it."""
        return self.raw(name).strip()

    def raw(self, name: str = "") -> str:
        """The same as it stands there."""
        if not name:
            return self._text
        return self._children[name][0].raw() if name in self._children else ""

    def get(self, attribute: str) -> str:
        """The attribute, without the space around it; empty when there is none."""
        return self._attributes.get(attribute, "").strip()

    def of(self, name: str, attribute: str) -> str:
        """The attribute of the first child of that name."""
        return self._children[name][0].get(attribute) if name in self._children else ""

    def add(self, name: str, child: Node) -> None:
        """Only while the document is read."""
        self._children.setdefault(name, []).append(child)


@dataclass(frozen=True, slots=True)
class Document:
    """A feed as it was written."""

    root: str
    """The name of the outermost element."""
    version: str
    channel: Node
    items: tuple[Node, ...]
    """In the order of the document."""
    encoding: str
    spaces: frozenset[str]
    """The namespaces it uses."""


def parse(content: bytes) -> Document:
    """The feed that *content* is.

    Raises:
        SourceError: it is not well-formed XML, has a DTD, or is in an encoding that no feed is.
    """
    from lxml import etree  # 0.02 s, and only for who checks a feed

    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise SourceError(f"It is not text in {encoding}, which it says it is.") from None
    bare = _DECLARATION.sub("", text.lstrip("\ufeff"))
    lines = text.count("\n") - bare.count("\n")
    # No recover: that is the question.  No huge_tree: libxml2 keeps its limits on depth and length.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(bare.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        at, says = getattr(error, "lineno", 0) or 0, str(error).split(", line")[0]
        raise SourceError(f"It is not well-formed XML, line {at + lines}: {says}.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("It has a DTD, which readers refuse: entities attack them.")
    return _document(root, encoding)


def _encoding(content: bytes) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name
    declared = _DECLARED.match(content)
    name = declared[1].decode().lower() if declared else "utf-8"
    if not _ENCODINGS.fullmatch(name):
        raise SourceError(f"It is in the encoding {name}, which few readers know.")
    return name


def _document(root: Any, encoding: str) -> Document:
    spaces = frozenset(uri for element in _three_levels(root) for uri in element.nsmap.values())
    channel = root.find("channel")
    if channel is None:
        empty = Node(root)
        return Document(_name(root), root.get("version", ""), empty, (), encoding, spaces)
    node = _node(channel, skip="item")
    items = tuple(_node(each) for each in channel.iterchildren("item"))
    return Document(_name(root), root.get("version", ""), node, items, encoding, spaces)


def _three_levels(root: Any) -> Iterator[Any]:
    """Where namespaces are declared: the root as a rule, some at the tags themselves."""
    yield root
    for child in root:
        yield child
        yield from child


def _node(element: Any, skip: str = "", depth: int = 2) -> Node:
    """*element* with its children and theirs: nothing in a feed is deeper that we ask about."""
    node = Node(element)
    for child in element if depth else ():
        name = _name(child)
        if name != skip:
            node.add(name, _node(child, depth=depth - 1))
    return node


def _name(element: Any) -> str:
    space, _, name = str(element.tag).rpartition("}")
    return f"{_SPACES.get(space[1:], space + '}')}{name}" if space else name
