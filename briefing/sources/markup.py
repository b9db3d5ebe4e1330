"""XML and HTML as trees: the one door to lxml.

Nothing is fetched, no entity is expanded, no script runs: a tree is only looked at.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.sources import prolog

Element = Any  # lxml's elements: its types are not part of what it ships

_REFERENCE = re.compile(r"&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));|&")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # not in XML 1.0
_TITLE = 2000  # letters, tags included; a title has a hundred
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
# Elements that stand on lines of their own, and those of which nothing is said.
_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p section table td th tr ul".split()
)
_SILENT = frozenset(
    "script style noscript template figure figcaption iframe object embed svg video audio picture "
    "img form button select textarea input head title pre code table".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def xml(text: str, name: str) -> Element:
    """The root of *text*, mended where it is broken.

    Raises:
        SourceError: it is no XML, or declares entities, which nothing honest in a feed does.
    """
    from lxml import etree  # 0.02 s, and only for what comes from the web

    text = _UNHEARD.sub("", text)
    start = prolog.read(text)
    if "[" in start.doctype or "<!entity" in start.doctype.lower():
        raise SourceError(
            f"{name} declares entities of its own, which is how feeds attack their readers.",
            hint="Ask its publisher for a feed without a DTD.",
        )
    text = text[start.end :]
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        tree = etree.fromstring(_REFERENCE.sub(_reference, text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise SourceError(f"{name} is no XML that can be read.", hint="Check the address.")
    return tree


def _reference(match: re.Match[str]) -> str:
    """A name of HTML, which XML does not know, as a number; a bare & as what it stands for."""
    if match[1] or match[2] in _XML_ENTITIES:
        return match.group()
    letters = html.entities.html5.get(f"{match[2]};") if match[2] else None
    if letters is None:
        return "&amp;" + match.group()[1:]
    return "".join(f"&#{ord(letter)};" for letter in letters)


def tag(element: Element) -> str:
    """The name of *element* without its namespace, in small letters; empty for a comment."""
    name = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def page(text: str) -> Element:
    """The root of the HTML *text*; None when nothing is in it."""
    from lxml import etree  # see xml

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_UNHEARD.sub("", text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def inner(element: Element) -> str:
    """What stands in *element*: its text, with the tags of the elements in it."""
    from lxml import etree  # see xml

    whole = [element.text or ""]
    whole += [etree.tostring(each, encoding="unicode") for each in element]
    return "".join(whole)


def plain(text: str) -> str:
    """A title as a person reads it: without tags, entities and line ends.

    >>> plain("Le&#160;maire <b>a dit</b> &laquo; non &raquo;, 3 < 5")
    'Le maire a dit « non », 3 < 5'
    """
    return " ".join(html.unescape(_TAG.sub("", html.unescape(text[:_TITLE]))).split())


def paragraphs(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML; scripts, pictures, tables and code are left out.

    >>> paragraphs("<p>Le <b>maire</b>.<br>Il part.</p><script>x()</script><h2>Et après</h2>Non.")
    ['Le maire.', 'Il part.', 'Et après.', 'Non.']
    """
    root = page(f"<html><body>{fragment}</body></html>") if fragment.strip() else None
    if root is None:
        return []
    found = [""]
    for kind, piece in _pieces(root):
        if kind == "text":
            found[-1] += piece
        else:
            if kind == "end of heading" and found[-1].strip()[-1:] not in ("", *".!?…:"):
                found[-1] = found[-1].rstrip() + "."
            found.append("")
    return [" ".join(each.split()) for each in found if each.strip()]


def _pieces(root: Element) -> Iterator[tuple[str, str]]:
    """The text below *root* and the breaks in it, in order; without recursion, however deep."""
    waiting: list[tuple[str, Element]] = [("open", root)]
    while waiting:
        what, element = waiting.pop()
        name = tag(element)
        silent = not name or name in _SILENT
        if what == "open":
            waiting.append(("close", element))
            if not silent:
                if name in _BLOCKS:
                    yield "break", ""
                yield "text", element.text or ""
                waiting.extend(("open", each) for each in reversed(element))
            continue
        if name in HEADINGS:
            yield "end of heading", ""
        elif name in _BLOCKS:
            yield "break", ""
        if element is not root:
            yield "text", element.tail or ""
