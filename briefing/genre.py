"""A text -> what kind of text it is, when it is none that a bulletin can tell well."""

from __future__ import annotations

import re
from collections.abc import Callable

_MOST = 0.6  # of the lines have to look so
_FEWEST = 4  # lines
_COLUMNS = re.compile(r"\t|\s\|\s|;(?=\S)|\s{3,}(?=\S)")
_MESSAGE = re.compile(
    r"^(?:\[?\d{1,2}[:h]\d{2}(?:[:h]\d{2})?\]?|\[[^\]]{3,30}\]|<[^<>]{1,30}>)\s*[-–]?\s*\S{1,30}"
    r"|^[A-ZÀ-Þ@][\w.-]{0,20}\s?:\s"
)
_LAW = re.compile(
    r"\b(?:[Aa]rticle|[Aa]rt\.)\s+(?:[LRD]\.?\s?)?\d|\balinéa\b|^\s*\d°\s", re.MULTILINE
)
_ITEM = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s")
_ITEMS = 0.4  # of the lines of a list, besides its headings
_SENTENCE_END = re.compile(r"[.!?…:][»”\")\s]*$")
_SHORT = 9  # words of a line of verse, or of an item


def of(text: str) -> str:
    r"""What *text* looks like, in words for the user; empty for prose.

    >>> of("Jean Dupont\nMarie Durand\nPaul Morel\nClaire Aubin")
    'a list'
    >>> of("[14:02] Léa: tu viens ?\n[14:03] Tom: oui\n[14:03] Léa: ok\n[14:05] Tom: super")
    'a chat'
    >>> of("Le maire est venu mardi à Lyon. Il a parlé du budget.")
    ''
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) >= _FEWEST:
        if _share(lines, lambda line: len(_COLUMNS.findall(line)) > 1) >= _MOST:
            return "a table"
        if _share(lines, lambda line: bool(_MESSAGE.match(line))) >= _MOST:
            return "a chat"
        if _share(lines, lambda line: bool(_ITEM.match(line))) >= _ITEMS:
            return "a list"
        short = _share(lines, lambda line: len(line.split()) <= _SHORT)
        if short >= _MOST:
            ended = _share(lines, lambda line: bool(_SENTENCE_END.search(line)))
            commas = _share(lines, lambda line: line.endswith((",", ";")))
            return "" if ended >= _MOST else "a poem" if commas + ended >= 0.3 else "a list"  # noqa: PLR2004
    return "a text of law" if len(_LAW.findall(text)) * 60 > len(text.split()) else ""


def _share(lines: list[str], looks: Callable[[str], bool]) -> float:
    return sum(map(looks, lines)) / len(lines)
