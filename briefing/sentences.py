"""Text -> sentences with their offsets, by the rules of French typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.model import Sentence

# A full stop after one of these belongs to the abbreviation (Lexique des règles typographiques en
# usage à l'Imprimerie nationale, "Abréviations"; agencies write "Mme." and "St." with one too).
_ABBREVIATIONS = frozenset(
    "mme mmes mlle mlles dr drs pr me mgr st ste cie sté éts jr sr p pp art al av apr cf ex n"
    " no vol t chap fig éd tél env min max hab janv févr avr juil sept oct nov déc bd réf c-à-d"
    " j.-c vs adj gén col cap lt sgt cdt".split()
)
_END = re.compile(
    r"(?:(?P<dot>\.)|[!?…]|\.{3})+"  # the mark or marks a sentence ends on
    r"(?:[\s\u00a0\u202f]?»|[”\"')\]])*"  # what it closes
    r"(?=\s+(?P<opening>[«“\"'‘(\[—–-]?[\s\u00a0\u202f]*)(?P<next>\S)|\s*$)"
)
_LAST_WORD = re.compile(r"[^\s\u00a0\u202f('’«“\"]+$")


def split(text: str) -> tuple[Sentence, ...]:
    r"""The sentences of *text*, in order; together they hold every word of it.

    A line is a paragraph, unless the text sets its paragraphs apart by blank lines: then lines
    inside a paragraph are only wrapped.

    >>> [each.text for each in split("M. Dupont est venu. « Bonjour ! » a-t-il dit.")]
    ['M. Dupont est venu.', '« Bonjour ! » a-t-il dit.']
    >>> [(s.paragraph, s.start, s.end) for s in split("Un.\nDeux.")]
    [(1, 0, 3), (2, 4, 9)]
    """
    found: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text), 1):
        for left, right in _spans(text, start, end):
            words = text[left:right]
            if any(letter.isalnum() for letter in words):
                found.append(Sentence(len(found) + 1, words, left, right, paragraph))
            elif found and found[-1].paragraph == paragraph:
                # A lone mark ("…", "»") belongs to the sentence before it.
                last = found.pop()
                found.append(
                    Sentence(last.number, text[last.start : right], last.start, right, paragraph)
                )
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    blank = re.compile(r"\n[^\S\n]*\n\s*")
    separator = blank if _wrapped(text) else re.compile(r"\s*\n\s*")
    start = 0
    for gap in separator.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _wrapped(text: str) -> bool:
    """Whether lines of *text* end in the middle of sentences, as they do in e-mails."""
    lines = text.strip().split("\n")
    joints = [(a.strip(), b.strip()) for a, b in pairwise(lines)]
    inside = [(a, b) for a, b in joints if a and b]
    broken = sum(b[0].islower() and a[-1] not in ".!?:;»" for a, b in inside)
    return bool(inside) and broken * 2 >= len(inside)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for mark in _END.finditer(text, start, end):
        if _closes(text, left, mark):
            yield left, mark.end()
            left = mark.end()
            while left < end and text[left].isspace():
                left += 1
    stop = end
    while stop > left and text[stop - 1].isspace():
        stop -= 1
    if stop > left:
        yield left, stop


def _closes(text: str, left: int, mark: re.Match[str]) -> bool:
    """Whether a sentence really ends at *mark*."""
    following = mark["next"]
    if following is None:
        return True
    if following.islower():
        return False  # « Quoi ? » demande-t-il.
    if mark["dot"] is None or mark.group().startswith("..") or len(mark.group()) > 1:
        return True
    word = _LAST_WORD.search(text, left, mark.start())
    if word is None:
        return True
    name = word.group()
    if re.search(r"\d[\s\u00a0\u202f]*$", text[left : word.start()]):
        return True  # a unit: "330 m. Elle..."
    initial = len(name) == 1 and name.isupper()  # J. Chirac, M. Dupont
    return not initial and name != "MM" and name.lower() not in _ABBREVIATIONS
