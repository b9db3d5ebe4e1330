"""A sentence of an article -> the ways to tell it for the ear, from the fullest to the shortest.

What is told is made of the words of the sentence, in their order but for who says it, which comes
first.  Each way was parsed again: where the grammar no longer holds, the sentence stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.condense import joints, speech
from briefing.condense.adjuncts import adjuncts
from briefing.condense.cuts import Cut, Kind, cuts
from briefing.condense.marks import edited, frame
from briefing.condense.openings import prepared
from briefing.condense.references import leans
from briefing.condense.soundness import added, closes, same_core, stands
from briefing.condense.syntax import Tree, parse
from briefing.spoken import speakable

_LONGEST = 25  # spoken words that are followed without effort
_MOST = 8  # tellings of a sentence
_ROUNDS = 3  # a sentence in four is the most that one is cut into
_SMALL = frozenset(
    "que qu il elle ils elles on cela c est ce cet cette ces".split()
)  # words that a cut may ask for


@dataclass(frozen=True, slots=True)
class Telling:
    """One way to tell a sentence: one or several spoken sentences that stand for it."""

    texts: tuple[str, ...]
    """Written French, each a full sentence with a capital and a final mark.

    Several when the sentence was cut in two, or a reported clause became its own sentence.
    """


def tellings(tree: Tree, known: Container[str] = ()) -> tuple[Telling, ...]:
    """All ways to tell the sentence, from the fullest to the shortest, eight at most.

    The first one tells all of it.  Who a person is, is only left out for the names in *known*.
    """
    return all_tellings((tree,), known)[0]


def all_tellings(
    trees: Sequence[Tree], known: Container[str] = ()
) -> tuple[tuple[Telling, ...], ...]:
    """The `tellings` of each of *trees*: much faster for many sentences than one by one."""
    grammar = _Grammar()
    texts = [prepared(tree.text) for tree in trees]
    whole = [tree if text == tree.text else None for tree, text in zip(trees, texts, strict=True)]
    grammar.learn(text for text, tree in zip(texts, whole, strict=True) if tree is None)
    bases = [tree or grammar.trees[text] for tree, text in zip(whole, texts, strict=True)]
    candidates = [{base.text: True} | dict(_shorter(base, known)) for base in bases]
    grammar.know(bases)
    grammar.learn(text for each in candidates for text in each)
    drafts: list[list[_Draft]] = [
        [
            (text,)
            for text, is_sure in each.items()
            if text == base.text or _holds(grammar.trees[text], base, is_sure)
        ]
        for base, each in zip(bases, candidates, strict=True)
    ]
    for _ in range(_ROUNDS):
        drafts = _told_better(drafts, grammar)
    return tuple(_ordered(each) for each in drafts)


class _Grammar:
    """The trees of all texts that were parsed for one article."""

    def __init__(self) -> None:
        self.trees: dict[str, Tree] = {}

    def know(self, trees: Iterable[Tree]) -> None:
        """Add what was parsed already."""
        self.trees.update((tree.text, tree) for tree in trees)

    def learn(self, texts: Iterable[str]) -> None:
        """Parse those of *texts* that are new, all at once."""
        new = [text for text in dict.fromkeys(texts) if text not in self.trees]
        self.know(parse(new))


_Draft = tuple[str, ...]


def _shorter(base: Tree, known: Container[str]) -> Iterator[tuple[str, bool]]:
    """The text without what can be cut: one by one, and together from the least missed on.

    With each, whether the cut is sure.
    """
    found = frame(base)
    if found is None:
        return
    every = sorted(
        (*cuts(found, known), *adjuncts(found)),
        key=lambda each: (each.kind, -each.edit.start),
    )
    if not stands(base):
        every = [each for each in every if each.is_sure]
    for group in _groups(every):
        text = edited(base.text, tuple(each.edit for each in group))
        yield text, all(each.is_sure for each in group)


def _groups(every: list[Cut]) -> Iterator[tuple[Cut, ...]]:
    taken: tuple[Cut, ...] = ()
    for each in every:
        yield (each,)
    for each in every:
        outer = tuple(one for one in taken if not one.edit.meets(each.edit))
        inner = [one for one in taken if one.edit.meets(each.edit)]
        if all(_within(one, each) for one in inner):
            taken = (*outer, each)
            yield taken
    without_clauses = tuple(each for each in taken if each.kind < Kind.CLAUSE)
    if without_clauses:
        yield without_clauses


def _within(inner: Cut, outer: Cut) -> bool:
    return outer.edit.start <= inner.edit.start and inner.edit.end <= outer.edit.end


# What says how much of a whole: "trois ans, dont deux avec sursis" are not three years.
_PART = re.compile(r"\bsursis\b|\bdont (?:un|une|deux|trois|quatre|la moitié|\d+)\b", re.IGNORECASE)


def _opens_well(tree: Tree, base: Tree) -> bool:
    """Whether what stands first is the subject, when what stood first was cut.

    "Devant la foule, un record, la petite équipe a gagné": the record cannot come first.
    """
    if tree.tokens[0].text.lower() == base.tokens[0].text.lower():
        return True
    before = tree.text[: tree.tokens[tree.root].start].count(",")
    return before % 2 == 0 or tree.tokens[0].pos in {"ADP", "ADV", "SCONJ", "VERB"}


def _holds(tree: Tree, base: Tree, is_sure: bool) -> bool:
    """Whether what is left of *base* is a sentence that says the same of the same."""
    return (
        (closes(tree) if is_sure else stands(tree) and same_core(base, tree))
        and not added(base.text, tree.text)
        and _opens_well(tree, base)
        and len(_PART.findall(tree.text)) == len(_PART.findall(base.text))
        and (leans(base) or not leans(tree))
    )


def _told_better(drafts: list[list[_Draft]], grammar: _Grammar) -> list[list[_Draft]]:
    """Each draft with those of its sentences cut in two, or turned, that can be."""
    ideas = {
        text: tuple(_ideas(grammar.trees[text]))
        for text in {text for each in drafts for draft in each for text in draft}
    }
    grammar.learn(text for each in ideas.values() for idea in each for text in idea)
    chosen = {text: _best(text, each, grammar) for text, each in ideas.items()}
    return [
        [tuple(part for text in draft for part in chosen[text]) for draft in each]
        for each in drafts
    ]


def _ideas(tree: Tree) -> Iterator[_Draft]:
    """Ways to tell all of the sentence better, the best first."""
    found = frame(tree)
    if found is None or not closes(tree):
        return
    fronted = speech.sourced_first(found) or speech.speaker_first(found)
    if fronted:
        yield (fronted,)
        return
    is_long = spoken_words(tree.text) > _LONGEST
    if stands(tree):
        yield from speech.own_sentences(found)
        if is_long:
            yield from sorted(joints.halves(found), key=_imbalance)
    elif is_long:
        yield from joints.plain_halves(found)


def _imbalance(parts: tuple[str, str]) -> int:
    return abs(len(parts[0]) - len(parts[1]))


def _best(text: str, ideas: tuple[_Draft, ...], grammar: _Grammar) -> _Draft:
    for idea in ideas:
        turned = len(idea) == 1 or idea[-1].startswith("Cela ")
        sound = closes if turned else stands
        if all(sound(grammar.trees[part]) for part in idea) and _is_faithful(text, idea):
            return idea
    return (text,)


def _is_faithful(text: str, parts: _Draft) -> bool:
    """Whether *parts* say nothing that *text* does not: at most a subject and a verb again."""
    return sum(added(text, " ".join(parts)).values()) <= 6  # noqa: PLR2004


def spoken_words(text: str) -> int:
    """How many words the ear counts in *text*."""
    return len(speakable(text).split())


def _ordered(drafts: list[_Draft]) -> tuple[Telling, ...]:
    """The drafts by length, the fullest first, without those that say less in more words."""
    full = drafts[0]
    others = sorted(dict.fromkeys(drafts[1:]), key=_length, reverse=True)
    shorter = [each for each in others if _length(each) < _length(full)]
    apart = [b for a, b in pairwise([full, *shorter]) if _length(b) < _length(a) - 2]
    if len(apart) > _MOST - 1:
        apart = [*apart[: _MOST - 2], apart[-1]]
    return tuple(map(Telling, (full, *apart)))


def _length(draft: _Draft) -> int:
    return sum(map(len, draft))
