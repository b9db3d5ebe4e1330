"""Text -> sentences with their offsets, by the rules of French typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.model import Sentence

# A full stop after one of these belongs to the abbreviation (Lexique des règles typographiques en
# usage à l'Imprimerie nationale, "Abréviations"; agencies write "Mme." and "St." with one too).
_ABBREVIATIONS = frozenset(
    "mme mmes mlle mlles dr drs pr me mgr st ste cie sté éts jr sr pp al av apr cf ex chap fig éd"
    " tél env min max hab janv févr avr juil sept oct nov déc bd réf c-à-d j.-c vs adj gén lt sgt"
    " cdt".split()
)
# These are words or letters of their own ("une œuvre d’art."), but not before a figure: "art. 5".
_BEFORE_FIGURES = frozenset("art n no p t v vol".split())
_UNITS = frozenset("hab min t".split())
_SPACES = r"[\s\u00a0\u202f]"
# Possessive throughout, and only from the first of several marks on: a line of 100,000 dots takes
# no longer than a line of words.
_END = re.compile(
    r"(?<![.!?…])(?P<marks>[.!?…]++)"  # the mark or marks a sentence ends on
    rf"(?P<closed>(?:{_SPACES}?»|[”\"')\]])*+)"
    rf"(?={_SPACES}++(?:[«“\"'‘(\[—–-]{_SPACES}*+)?(?P<next>\S)|{_SPACES}*+$)"
)
_REACH = 40  # characters before a mark that tell whether it ends a sentence
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-)*[^\W\d_](?<=[A-ZÀ-Þ])")  # J. Chirac, J.-M. Le Pen
_LAST_WORD = re.compile(rf"(?P<figure>\d{_SPACES}*)?(?P<word>[^\s\u00a0\u202f('’«“\"]+)$")
_ERA = re.compile(rf"\b(?:av|apr|avant|après)\.?{_SPACES}*J\.?-?{_SPACES}?C$")


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
            found.append(Sentence(len(found) + 1, text[left:right], left, right, paragraph))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    separator = re.compile(r"\n[^\S\n]*\n\s*" if wrapped(text) else r"\n\s*")
    start = _skip(text, 0, len(text))
    for gap in separator.finditer(text, start):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def wrapped(text: str) -> bool:
    """Whether lines of *text* end in the middle of sentences, as they do in e-mails."""
    lines = text.strip().split("\n")
    joints = [(a.strip(), b.strip()) for a, b in pairwise(lines)]
    inside = [(a, b) for a, b in joints if a and b]
    broken = sum(b[0].islower() and a[-1] not in ".!?:;»" for a, b in inside)
    return bool(inside) and broken * 2 >= len(inside)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; a lone mark ("…", "»") belongs to the one before it."""
    held: tuple[int, int] | None = None
    for left, right in _pieces(text, start, end):
        if any(letter.isalnum() for letter in text[left:right]):
            if held:
                yield held
            held = left, right
        elif held:
            held = held[0], right
    if held:
        yield held


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = _skip(text, start, end)
    while end > left and text[end - 1].isspace():
        end -= 1
    for mark in _END.finditer(text, left, end):
        if _closes(text, left, mark):
            yield left, mark.end()
            left = _skip(text, mark.end(), end)
    if end > left:
        yield left, end


def _skip(text: str, start: int, end: int) -> int:
    """The place of the first character from *start* on that is not a space."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _closes(text: str, left: int, mark: re.Match[str]) -> bool:
    """Whether a sentence really ends at *mark*."""
    following = mark["next"]
    if following is None:
        return True
    if following.islower():
        return False  # « Quoi ? » demande-t-il.
    if mark["marks"] != "." or mark["closed"]:
        return True
    before = text[max(left, mark.start() - _REACH) : mark.start()]
    if before.isdecimal() and mark.start() - len(before) == left:
        return False  # the number of an item: "1. Le ministre..."
    last = _LAST_WORD.search(before)
    if last is None or _ERA.search(before):
        return True
    name, lower = last["word"], last["word"].lower()
    initial = _INITIALS.fullmatch(name) is not None
    if last["figure"] and (lower in _UNITS or (initial and name != "M")):
        return True  # a unit: "à 5 min. Elle...", "en 220 V. Elle..."
    if lower in _BEFORE_FIGURES and not initial:
        return not following.isdecimal()
    return not initial and name != "MM" and lower not in _ABBREVIATIONS  # J. Chirac, M. Dupont
