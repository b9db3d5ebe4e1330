"""Lines that lie on a page -> paragraphs in the order in which they are read.

All lengths are in points, from the lower left corner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_MARGIN = 0.12  # of a page's height: above and below it stand running heads
_CROSSING = 0.25  # of the lines may cross what parts two columns: headlines do
_FEWEST = 3  # lines of a column
_GUTTER = 6.0  # points between columns, at least
_SPACE = 1.5  # times the usual distance of lines: a new paragraph
_INDENT = 6.0  # points
_SHORT = 0.85  # of the column's width: the last line of a paragraph
_LARGER = 1.5  # times the usual height: a headline; brackets make a line a third higher
_BULLET = re.compile(r"[•▪■◦●–—-]\s")
_TITLE_WORDS = 40
_PAGE_NUMBER = re.compile(
    r"\W*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?\W*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…:][\s»”\")\]]*$")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010\x02\ufffe]$")
_HYPHENS = re.compile("[\x02\ufffe\u2010]")
# Where a hyphen stays, though it stands at the end of a line: "dit-il", "peut-être", "dix-sept".
_AFTER = frozenset(
    "il elle on ils elles je tu nous vous moi toi lui leur ce le la les y en là ci même mêmes t "
    "être dire ni vis midi heure cinq six sept huit neuf dix un deux trois quatre".split()
)
_BEFORE = frozenset(
    "vingt trente quarante cinquante soixante dix quatre cent demi semi après avant sous vice non "
    "mi ex peut celui celle ceux celles grand nord sud franco anglo socio porte rendez au ci là "
    "saint sainte".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on a page, on one line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    page: float
    """Height of the page."""

    @property
    def height(self) -> float:
        """Of its letters, about."""
        return self.top - self.bottom


def joined(pieces: Sequence[Line]) -> list[Line]:
    """Pieces that stand side by side on one line, as one: a change of type parts them."""
    lines: list[Line] = []
    for piece in pieces:
        before = lines[-1] if lines else None
        if before and _same_line(before, piece):
            gap = piece.left - before.right
            space = " " if gap > 0.1 * before.height else ""  # a hair
            lines[-1] = replace(
                before,
                text=before.text + space + piece.text,
                right=max(before.right, piece.right),
                bottom=min(before.bottom, piece.bottom),
                top=max(before.top, piece.top),
            )
        else:
            lines.append(piece)
    return lines


def _same_line(before: Line, piece: Line) -> bool:
    overlap = min(before.top, piece.top) - max(before.bottom, piece.bottom)
    lower = min(before.height, piece.height)
    gap = piece.left - before.right
    return overlap > lower / 2 and -lower < gap < max(before.height, piece.height)


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without what stands at the edge of most of them, and how many lines that were."""
    seen = Counter(
        edge for page in pages for edge in {_unnumbered(line) for line in page if _at_edge(line)}
    )
    often = max(2, (len(pages) + 1) // 2)
    kept = [[line for line in page if not _is_head(line, seen, often)] for page in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _is_head(line: Line, seen: Counter[str], often: int) -> bool:
    if not _at_edge(line):
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or seen[_unnumbered(line)] >= often


def _at_edge(line: Line) -> bool:
    return line.bottom > line.page * (1 - _MARGIN) or line.top < line.page * _MARGIN


def _unnumbered(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def headline(page: list[Line]) -> tuple[str, list[Line]]:
    """The largest lines in the upper half of a page, if they are larger than the rest, and it."""
    upper = [line for line in page if line.bottom > line.page / 2]
    if not upper or len(page) < _FEWEST:
        return "", page
    largest = max(line.height for line in upper)
    if largest < _LARGER * median(line.height for line in page):
        return "", page
    title: list[Line] = []
    for line in sorted(upper, key=lambda line: -line.top):
        near = not title or title[-1].bottom - line.top < largest
        if line.height > largest * 0.7 and near:
            title.append(line)
    words = " ".join(line.text for line in title)
    if not 1 < len(words.split()) <= _TITLE_WORDS or "://" in words:
        return "", page
    return words, [line for line in page if line not in title]


def in_order(page: Sequence[Line]) -> list[Line]:
    """The lines as they are read: down a column, then down the next one.

    A line across columns ends those above it.
    """
    gutter = _gutter(page)
    if gutter is None:
        return _rows(page)
    found: list[Line] = []
    part: list[Line] = []
    for line in sorted(page, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            found += _sides(part, gutter)
            found.append(line)
            part = []
        else:
            part.append(line)
    return found + _sides(part, gutter)


def _rows(page: Sequence[Line]) -> list[Line]:
    """The lines of one column from above; a bullet is on the line that it stands before."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.top):
        if rows and _beside(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda line: line.left)) for row in rows]


def _beside(row: Sequence[Line], line: Line) -> bool:
    top, bottom = row[0].top, row[0].bottom
    overlap = min(top, line.top) - max(bottom, line.bottom)
    apart = all(line.left >= each.right or line.right <= each.left for each in row)
    return apart and overlap > min(top - bottom, line.height) / 2


def _row(row: Sequence[Line]) -> Line:
    return replace(
        row[0],
        text=" ".join(line.text for line in row),
        right=row[-1].right,
        bottom=min(line.bottom for line in row),
        top=max(line.top for line in row),
    )


def _sides(part: Sequence[Line], gutter: float) -> list[Line]:
    left = [line for line in part if line.right <= gutter]
    right = [line for line in part if line.right > gutter]
    return in_order(left) + in_order(right)


def _gutter(page: Sequence[Line]) -> float | None:
    """Where two columns part, the leftmost such place; None when there is one column."""
    if len(page) < 2 * _FEWEST:
        return None
    for place in sorted({line.left - _GUTTER / 2 for line in page}):
        left = sum(line.right <= place - _GUTTER / 2 for line in page)
        right = sum(line.left >= place + _GUTTER / 2 - 0.01 for line in page)
        crossing = len(page) - left - right
        if min(left, right) >= _FEWEST and crossing <= _CROSSING * len(page):
            return place
    return None


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of lines in their order, with words that were divided whole again."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    whole = " ".join(line.text for line in lines).casefold()
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole))
    steps = [above.top - below.top for above, below in pairwise(lines) if _below(above, below)]
    step = median(steps) if steps else median(line.height for line in lines) * 1.2
    found: list[list[Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        if _begins(above, below, found[-1], step):
            found.append([])
        found[-1].append(below)
    return [_text(each, words) for each in found]


def _below(above: Line, below: Line) -> bool:
    return below.top < above.top and below.left < above.right and above.left < below.right


def _begins(above: Line, below: Line, paragraph: Sequence[Line], step: float) -> bool:
    """Whether *below* is the first line of a paragraph."""
    ended = bool(_SENTENCE_END.search(above.text))
    if not _below(above, below):  # the next column, or the next page
        return ended or (below.text[:1].isupper() and _differ(above, below))
    if above.top - below.top > _SPACE * step or _differ(above, below):
        return True
    if _BULLET.match(below.text):
        return True
    if not ended:
        return False
    width = max(line.right - line.left for line in (*paragraph, below))
    indented = below.left > min(line.left for line in paragraph) + _INDENT
    return indented or above.right - above.left < _SHORT * width


def _differ(above: Line, below: Line) -> bool:
    lower, higher = sorted((above.height, below.height))
    return higher > _LARGER * lower


def _text(lines: Sequence[Line], words: frozenset[str]) -> str:
    text = ""
    for line in lines:
        text = _continued(text, _HYPHENS.sub("-", line.text), words) if text else line.text
    return _HYPHENS.sub("-", text)


def _continued(text: str, line: str, words: frozenset[str]) -> str:
    """*text* and the next *line*; a word that was divided between them is whole again.

    >>> known = frozenset({"ministre"})
    >>> _continued("Le minis-", "tre a-", known), _continued("peut-", "être là", known)
    ('Le ministre a-', 'peut-être là')
    """
    broken = _BROKEN.search(text)
    if not broken:
        return f"{text} {line}"
    first, rest = broken[1].casefold(), _first_word(line)
    stem = text[:-1]
    if f"{first}-{rest}" in words or not rest or not line[0].islower():
        return f"{stem}-{line}"
    if first + rest not in words and (rest in _AFTER or first in _BEFORE):
        return f"{stem}-{line}"
    return stem + line


def _first_word(line: str) -> str:
    match = re.match(r"[^\W\d_]+", line)
    return match.group().casefold() if match else ""
