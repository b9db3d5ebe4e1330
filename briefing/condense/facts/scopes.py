"""What a word governs: a negation, a hedge or a verb of saying."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.condense.facts.words import content_of, fold, words_of


@dataclass(frozen=True, slots=True)
class Scope:
    """What a negation or a hedge governs."""

    word: str
    """The word that governs."""
    head: str
    """Stem of the first word that it governs; empty when none in particular."""
    stems: frozenset[str]
    """Of all that it governs."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark."""

    raw: str
    """In small letters."""
    word: str
    """The same without accents; empty for a mark."""
    capital: bool


_TOKEN = re.compile(r"[^\W_]+|[^\w\s’'‐-]")
CLOSING = frozenset(".;:!?")
CLAUSE_WORDS = frozenset("qui que qu mais dont ou et car".split())
MODALS = frozenset("pouv dev voul sav".split())  # their stems
NEAR = 6  # words between a verb and the infinitive or the "que" that it governs
REACH = 12  # words that a negation or a hedge is looked at in


def tokens_of(text: str) -> list[Token]:
    """The words and marks of *text*, without the apostrophes and hyphens between words."""
    return [
        Token(each.lower(), fold(each) if each.isalnum() else "", each[0].isupper())
        for each in _TOKEN.findall(text)
    ]


def clause_before(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The words before *place* in its clause."""
    start = place
    while start > max(0, place - REACH) and tokens[start - 1].raw not in {",", *CLOSING}:
        start -= 1
    return tokens[start:place]


def governed(tokens: Sequence[Token], start: int, *, through: bool = False) -> list[str]:
    """Content stems from *start* to the end of the clause, without names.

    *through* goes on behind conjunctions.
    """
    found: list[str] = []
    for token in tokens[start : start + REACH]:
        conjunction = found and token.word in CLAUSE_WORDS and not through
        if conjunction or token.raw == "," or token.raw in CLOSING:
            break
        if not token.capital:
            found += content_of([token.word])
    return found


def scope_of(word: str, stems: Sequence[str]) -> Scope:
    """The scope of *word* over *stems*; a modal hands on to its infinitive."""
    head = next((stem for stem in stems if stem not in MODALS), stems[0] if stems else "")
    return Scope(word, head, frozenset(stems))


def outside(texts: Iterable[str], scopes: Sequence[Scope]) -> set[str]:
    """Content stems of *texts* that none of *scopes* governs."""
    inside = {stem for scope in scopes for stem in scope.stems}
    return {stem for each in texts for stem in content_of(words_of(each))} - inside
