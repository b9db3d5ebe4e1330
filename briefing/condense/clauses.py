"""Where the pieces of a sentence end: what begins behind a comma, and a second main clause."""

from __future__ import annotations

import re

from briefing.condense.marks import Frame
from briefing.condense.soundness import sourced
from briefing.condense.speech import attributes, follows_statement

_LISTS = re.compile(
    r"(?:ainsi qu|comme |notamment |en particulier|particulièrement|soit |y compris )",
    re.IGNORECASE,
)


def has_verb(found: Frame, first: int, last: int) -> bool:
    """Whether a verb with person and tense stands from *first* on and before *last*."""
    return any(found.tree.tokens[i].features.get("VerbForm") == "Fin" for i in range(first, last))


def head_of_piece(found: Frame, comma: int) -> int:
    """The word of the piece behind *comma* that all of it hangs on."""
    first = comma + 1 if found.is_open(comma + 1) else min(comma + 2, found.end - 1)
    head = first
    for place in found.tree.above(first):
        if place <= comma:
            break
        head = place
    return head


def piece_end(found: Frame, comma: int) -> int | None:
    """The joint where the piece behind *comma* ends; None when that is not clear."""
    tree = found.tree
    if head_of_piece(found, comma) == tree.root:
        return None
    later = [joint for joint in found.joints if joint > comma]
    if tree.root > comma:
        return _by_grammar(found, comma, later)
    said = _attribution(found, later)
    if said is not None and not _is_certain(found, said):
        return None  # "…, dont Brest, a annoncé…": whose verb it is, is not clear
    if said is not None:
        return said if said == later[0] or _verbs_only_before(found, comma, said) else None
    if later == [found.end]:
        return found.end
    if _LISTS.match(tree.text[tree.tokens[comma + 1].start :]):
        return _list_end(found, later)
    return _by_grammar(found, comma, later)


def _is_certain(found: Frame, said: int) -> bool:
    """Whether what stands behind the joint *said* tells who says so, and is no main verb."""
    return not attributes(found, said + 1) or follows_statement(found, said + 1)


def _verbs_only_before(found: Frame, comma: int, said: int) -> bool:
    """Whether the piece behind *comma* reaches up to the joint *said*."""
    end = _by_grammar(found, comma, [joint for joint in found.joints if joint > comma])
    return end is not None and end >= said


def _by_grammar(found: Frame, comma: int, later: list[int]) -> int | None:
    """The joint behind all that hangs on the head of the piece behind *comma*."""
    tree = found.tree
    head = head_of_piece(found, comma)
    edge = max(i for i in tree.subtree(head) if i < found.end)
    while edge > comma and edge in found.joints:
        edge -= 1
    last = found.next_joint(edge)
    if found.mark(last) not in {",", ";"} and last != found.end:
        return None
    stray = any(
        head not in tree.above(i) and tree.tokens[i].pos != "PUNCT" for i in range(comma + 1, last)
    )
    goes_on = any(
        found.word(joint + 1) in {"que", "qu'", "mais"} for joint in later if joint < last
    )
    return None if stray or goes_on or comma < tree.root < last else last


def _attribution(found: Frame, later: list[int]) -> int | None:
    """The first of *later* joints behind which it says who says so, up to the end."""
    for joint in later[:-1]:
        behind = found.tree.between(joint + 1, found.end)
        own = found.tree.between(joint + 1, found.next_joint(joint))
        if attributes(found, joint + 1) or (
            sourced(own[:25]) and (behind == own or not has_verb(found, joint + 1, found.end))
        ):
            return joint
    return None


def _list_end(found: Frame, later: list[int]) -> int | None:
    """Where a list ends: before the next verb, or with the sentence when no verb follows."""
    tokens = found.tree.tokens
    behind = later[0] + 1 + (found.word(later[0] + 1) in {"et", "mais"})
    if later[0] == found.end or behind >= found.end:
        return found.end
    if found.mark(later[0]) == "," and tokens[behind].features.get("VerbForm") == "Fin":
        return later[0]
    nominal = all(
        found.mark(joint) == ","
        and (
            tokens[joint + 1].pos in {"DET", "NOUN", "PROPN", "NUM"}
            or tokens[joint + 1].pos == "CCONJ"
        )
        for joint in later[:-1]
    )
    return found.end if nominal and not has_verb(found, later[0], found.end) else None


def second_predicate(found: Frame) -> int | None:
    """Place of the "et", "mais" or "puis" where a second main clause begins, to the very end."""
    tree, tokens = found.tree, found.tree.tokens
    for place in range(tree.root + 1, found.end):
        if tokens[place].text.lower() not in {"et", "mais", "puis"} or not found.is_open(place):
            continue
        if _plain_second(found, place) is not None:
            return place
        verb = second_verb(found, place)
        if verb is None:
            continue
        whole = all(
            verb in tree.above(i) or tokens[i].pos == "PUNCT" for i in range(place, found.end)
        )
        early = all(tokens[i].head < place for i in range(place) if tokens[i].head != tree.root)
        if whole and early:
            return place
    return None


def second_verb(found: Frame, place: int) -> int | None:
    """The verb of the main clause that begins with the conjunction at *place*, if one does."""
    plain = _plain_second(found, place)
    if plain is not None:
        return plain
    tree, tokens = found.tree, found.tree.tokens
    verb = tokens[place].head
    if verb <= place or tokens[verb].relation != "conj" or not found.is_open(verb):
        return None
    finite = tree.finite(verb)
    first = tree.finite(tree.root)
    if finite is None or first is None or _may_be_infinitive(found, finite):
        return None
    others = any(tokens[i].features.get("VerbForm") == "Fin" and i != first for i in range(place))
    if tokens[verb].head == tree.root:
        return verb
    alone = not others and tokens[verb].head < place and tree.subject(verb) is None
    number = tokens[finite].features.get("Number")
    return verb if alone and number == tokens[first].features.get("Number") else None


def _plain_second(found: Frame, place: int) -> int | None:
    """The verb right behind the "et" at *place*, when only the main verb can be its partner."""
    tree, tokens = found.tree, found.tree.tokens
    first, verb = tree.finite(tree.root), place + 1
    if verb < found.end and tokens[verb].text.lower() in {"ne", "n'", "se", "s'"}:
        verb += 1
    if first is None or verb >= found.end or _may_be_infinitive(found, verb):
        return None
    others = any(i != first for i in range(place) if has_verb(found, i, i + 1))
    number = tokens[verb].features.get("Number")
    fits = tokens[verb].pos in {"VERB", "AUX"} and has_verb(found, verb, verb + 1)
    return verb if fits and not others and number == tokens[first].features.get("Number") else None


def _may_be_infinitive(found: Frame, verb: int) -> bool:
    """Whether the model may take an infinitive for a finite verb: "vouloir… et restreindre"."""
    return re.search(r"(?:er|ir|oir|re)$", found.tree.tokens[verb].text) is not None and any(
        each.features.get("VerbForm") == "Inf" for each in found.tree.tokens
    )
