"""Where a long sentence is cut in two: at a joint between two things that are told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.condense.clauses import (
    head_of_piece,
    piece_end,
    second_predicate,
    second_verb,
)
from briefing.condense.cuts import Kind, kind_of
from briefing.condense.marks import Frame, capital, written
from briefing.condense.phrases import agreement, named_again, subject_again
from briefing.condense.sayings import is_saying
from briefing.condense.soundness import sourced
from briefing.condense.speech import tense

Halves = tuple[str, str]
_STARTS = ("parataxis", "conj", "ccomp", "advcl", "dep")


def halves(found: Frame) -> Iterator[Halves]:
    """All ways to tell the sentence in two; whether both are sentences is still to be seen."""
    yield from _semicolon(found)
    if sourced(found.tree.text):
        return  # who says so would be lost to the second half
    yield from _coordinated(found)
    if is_saying(found.tree.tokens[found.tree.root].text):
        return  # what follows may be part of what is said
    for comma in found.joints[:-1]:
        if found.mark(comma) == ",":
            yield from _at_comma(found, comma)


def plain_halves(found: Frame) -> Iterator[Halves]:
    """Before ", ce qui", where no grammar has to be known."""
    tree, tokens = found.tree, found.tree.tokens
    if sourced(tree.text) or any(is_saying(each.text) for each in tokens):
        return
    comma = found.previous_joint(found.end)
    if comma > 0 and found.mark(comma) == ",":
        behind = tree.text[tokens[comma + 1].start :]
        if behind.startswith("ce qui "):
            yield _parted(found, comma, "Cela" + behind.removeprefix("ce qui"))


def _semicolon(found: Frame) -> Iterator[Halves]:
    tree = found.tree
    for joint in found.joints[:-1]:
        if found.mark(joint) == ";" and not re.match(r"selon|d['’]après", tree.text, re.IGNORECASE):
            yield _parted(found, joint, tree.text[tree.tokens[joint].end :])


def _parted(found: Frame, joint: int, second: str) -> Halves:
    tree = found.tree
    first = tree.text[: tree.tokens[joint].start].rstrip(" ,")
    return written(first), written(second.strip())


def _coordinated(found: Frame) -> Iterator[Halves]:
    """Before "et", "mais" and "puis" that begin a second main clause."""
    tree, tokens = found.tree, found.tree.tokens
    place = second_predicate(found)
    if place is None:
        return
    verb = second_verb(found, place)
    if verb is None:
        return
    own, first = tree.subject(verb), tree.subject(tree.root)
    if is_saying(tokens[tree.root].text) and (own is not None or not is_saying(tokens[verb].text)):
        return
    link = "" if tokens[place].text.lower() == "et" else capital(tokens[place].text) + " "
    rest = tree.text[tokens[place].end : found.offset(len(tokens))].strip()
    if own is not None:
        if own > place:
            yield _parted(found, place, f"{link}{rest}")
        return
    who = "" if first is None else subject_again(tree, first)
    if who and not _clitic_before(found, place + 1, verb):
        yield _parted(found, place, f"{link}{who if link else capital(who)} {rest}")


def _clitic_before(found: Frame, first: int, verb: int) -> bool:
    """Whether the second clause begins with anything but its verb, "ne" or an adverb."""
    word = found.tree.tokens[first]
    return word.pos not in {"VERB", "AUX", "ADV"} and first != verb


def _at_comma(found: Frame, comma: int) -> Iterator[Halves]:
    tree, tokens = found.tree, found.tree.tokens
    if comma + 2 >= found.end or tree.root > comma:
        return
    behind = tree.text[tokens[comma + 1].start :]
    trailing = piece_end(found, comma) == found.end
    if re.match(r"tandis qu(?:e |['’])", behind) and trailing:
        yield _parted(found, comma, re.sub(r"tandis qu(?:e |['’])", "", behind, count=1))
    elif behind.startswith("ce qui ") and trailing:
        yield _parted(found, comma, "Cela" + behind.removeprefix("ce qui"))
    elif behind.startswith("où ") and trailing:
        yield from _there(found, comma, behind.removeprefix("où "))
    elif behind.startswith("qui ") and trailing:
        yield from _relative(found, comma, behind.removeprefix("qui "))
    elif re.match(r"une? ", behind) and trailing and kind_of(found, comma) is Kind.APPOSITION:
        if tense(tree) in {"present", "perfect"}:
            mark = "’" if "’" in tree.text else "'"
            yield _parted(found, comma, f"C{mark}est {behind}")
    else:
        yield from _spliced(found, comma, behind)


def _relative(found: Frame, comma: int, rest: str) -> Iterator[Halves]:
    """Before ", qui": the noun takes the place of the pronoun."""
    tree, tokens = found.tree, found.tree.tokens
    clause = head_of_piece(found, comma)
    noun = tokens[clause].head
    verb = tree.finite(clause)
    if tokens[clause].relation != "acl:relcl" or verb is None or noun > comma:
        return
    if tokens[noun].relation == "conj":
        return  # one of several, or all of them
    after_noun = range(noun + 1, comma)
    if any(noun not in tree.above(i) for i in after_noun) or not found.is_open(noun):
        return
    wanted = tokens[verb].features.get("Number")
    who = named_again(tree, noun)
    if who and wanted and agreement(tree, noun).number == wanted:
        yield _parted(found, comma, f"{capital(who)} {rest}")


def _there(found: Frame, comma: int, rest: str) -> Iterator[Halves]:
    """Before ", où": "y" takes its place before the verb."""
    tree, tokens = found.tree, found.tree.tokens
    clause = head_of_piece(found, comma)
    verb, subject = tree.finite(clause), tree.subject(clause)
    noun = tokens[clause].head
    if tokens[clause].relation != "acl:relcl" or verb is None or subject is None:
        return
    if not comma < subject < verb or tokens[noun].name not in {"LOC", ""} or noun > comma:
        return
    before = tokens[verb - 1]
    negated = before.text.lower() in {"ne", "n'"}
    if (before.pos == "PRON" and verb - 1 != subject) or negated:
        return
    cut = tokens[verb].start - (len(tree.text) - len(rest))
    yield _parted(found, comma, f"{rest[:cut]}y {rest[cut:]}")


def _spliced(found: Frame, comma: int, behind: str) -> Iterator[Halves]:
    """At a comma between two main clauses without a word that links them."""
    tree, tokens = found.tree, found.tree.tokens
    first = tokens[comma + 1]
    is_subject = first.text.lower() in {"il", "elle", "ils", "elles"} or first.pos == "DET"
    if not is_subject:
        return
    for verb in range(comma + 1, found.end):
        subject = tree.subject(verb)
        if (
            subject is not None
            and comma < subject < verb
            and comma + 1 in tree.subtree(subject)
            and tree.finite(verb) is not None
            and tokens[verb].head < comma
            and tokens[verb].relation in _STARTS
        ):
            yield _parted(found, comma, behind)
            return
