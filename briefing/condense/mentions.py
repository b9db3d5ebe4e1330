"""The grammar of a text -> what can be mentioned in a few words: its names and noun phrases.

What there is no time to tell can still be named, so that a listener knows what else is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.condense.syntax import Tree

_ARTICLES = {"le": "le", "la": "la", "les": "les", "l'": "l’", "du": "le", "au": "le", "aux": "les"}
_DETERMINERS = frozenset(
    "un une des ce cet cette ces son sa ses leur leurs de d' chaque quelques deux trois".split()
)
_LONGEST = 5  # words after the article
_LINKS = frozenset("de d' du des".split())
# What these point at is not mentioned with them.
_VAGUE = re.compile(
    r"\b(?:ce|cet|cette|ces|son|sa|ses|leurs?|même|derni\w+|premi\w+|précédent\w*|tel\w*|autres?"
    r"|\d+|ensemble|suite|sein|cadre|égide|fait|part|foulée|contraire|citée?s?|concernée?s?)\b",
    re.IGNORECASE,
)
_QUOTES = frozenset('«»“”"')
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'.&-]+(?:[ -][\w’'.&-]+)*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that can be mentioned."""

    text: str
    """With its article: "la banlieue de Lagos"; a town or a person without one."""
    head: str
    """The noun, or the whole name."""
    place: int
    """Of the sentence it was found in."""
    name: bool
    """Whether it is one, and not a noun with its article."""


def mentions(tree: Tree, place: int) -> Iterator[Mention]:
    """What the sentence at *place* names with a definite article, or by a name that needs none."""
    last = -1
    for start, token in enumerate(tree.tokens):
        if start <= last or token.pos not in {"NOUN", "PROPN", "ADJ"} or _in_quotes(tree, start):
            continue
        end = _name_end(tree, start) if token.name else _phrase_end(tree, start)
        article = _article(tree, start)
        if end is None or article is None:
            continue
        last = end
        words = tree.text[token.start : tree.tokens[end].end]
        whole = tree.text[tree.tokens[end].end :][:1] not in {"-", "'", "’"}  # "chef-d’œuvre"
        if (
            whole
            and len(words.split()) <= _LONGEST
            and not _VAGUE.search(words)
            and words[-1].isalnum()
        ):
            head = words if token.name else _head(tree, start, end)
            yield Mention(article + words, head, place, bool(token.name))


def _name_end(tree: Tree, start: int) -> int | None:
    """The last word of the name that begins at *start*; None when it does not begin there."""
    token = tree.tokens[start]
    if start and tree.tokens[start - 1].name == token.name and _joined(tree, start - 1):
        return None
    end = start
    while end + 1 < len(tree.tokens) and tree.tokens[end + 1].name == token.name:
        end += 1
    while end > start and not tree.tokens[end].text[0].isupper():
        end -= 1
    while end + 1 < len(tree.tokens) and _completes(tree, end + 1, start):
        end += 1
    words = tree.text[token.start : tree.tokens[end].end]
    single_person = token.name == "PER" and end == start
    return None if single_person or not _NAME.fullmatch(words) else end


def _completes(tree: Tree, place: int, start: int) -> bool:
    """Whether the word at *place* is a part of the name that the model missed: "européenne"."""
    token = tree.tokens[place]
    return token.pos in {"ADJ", "PROPN"} and token.text.isalpha() and start in tree.above(place)


def _joined(tree: Tree, place: int) -> bool:
    return tree.tokens[place + 1].start - tree.tokens[place].end <= 1


def _phrase_end(tree: Tree, start: int) -> int | None:
    """The last word of the noun phrase whose first word, after the article, is at *start*."""
    tokens = tree.tokens
    head = start
    if tokens[start].pos == "ADJ":
        head = start + 1
        if head >= len(tokens) or tokens[head].pos != "NOUN" or tokens[start].head != head:
            return None
    if tokens[head].pos != "NOUN" or not tokens[head].text.isalpha() or not _ends_here(tree, head):
        return _extended(tree, head) if tokens[head].pos == "NOUN" else None
    return head


def _ends_here(tree: Tree, head: int) -> bool:
    """Whether nothing that belongs to the noun follows it at once."""
    following = head + 1
    return following >= len(tree.tokens) or head not in tree.above(following)


def _extended(tree: Tree, head: int) -> int | None:
    """The last word of the adjectives and of one "de…" that follow the noun, if that is all."""
    tokens, end = tree.tokens, head
    while end + 1 < len(tokens) and tokens[end + 1].pos == "ADJ" and tokens[end + 1].head == head:
        end += 1
    if end + 1 < len(tokens) and tokens[end + 1].text.lower().replace("’", "'") in _LINKS:
        inner = next(
            (
                i
                for i in range(end + 2, min(end + 5, len(tokens)))
                if tokens[i].pos in {"NOUN", "PROPN"}
            ),
            None,
        )
        if inner is None or head not in tree.above(inner):
            return None
        end = inner
        while (
            end + 1 < len(tokens)
            and (tokens[end + 1].head == inner)
            and tokens[end + 1].pos in {"ADJ", "PROPN"}
        ):
            end += 1
    inside = all(head in tree.above(i) for i in range(head, end + 1))
    clean = not any(tokens[i].pos in {"PUNCT", "VERB", "AUX", "NUM"} for i in range(head, end + 1))
    cut = end + 1 < len(tokens) and tokens[end + 1].relation.startswith(("amod", "nmod", "flat"))
    return end if inside and clean and not cut else None


def _head(tree: Tree, start: int, end: int) -> str:
    nouns = (tree.tokens[i].text for i in range(start, end + 1) if tree.tokens[i].pos == "NOUN")
    return next(nouns, tree.tokens[end].text)


def _article(tree: Tree, start: int) -> str | None:
    """The article to say before the word at *start*, with its space; empty for a bare name."""
    token = tree.tokens[start]
    before = tree.tokens[start - 1].text.lower().replace("’", "'") if start else ""
    if before in _ARTICLES:
        article = _ARTICLES[before]
        if before in {"du", "au"} and token.text[0].lower() in "aeiouyàâéèêhœ":
            return None  # "du haut", "au hasard": elided or not, nobody can tell
        return article if article.endswith("’") else f"{article} "
    if token.name in {"ORG", "MISC"} and token.text[0].isupper():
        # "la CGT" has an article, which only those know who have seen it.
        return None if before in _DETERMINERS or token.text.isupper() else ""
    if token.name == "PER" or (token.name == "LOC" and before in {"à", ",", "("}):
        return ""
    return None


def _in_quotes(tree: Tree, place: int) -> bool:
    marks = sum(tree.text[: tree.tokens[place].start].count(mark) for mark in _QUOTES)
    return marks % 2 == 1
