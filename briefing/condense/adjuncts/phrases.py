"""Phrases of circumstance, from their preposition to the last word that tells which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.condense.adjuncts.limits import is_year
from briefing.condense.adjuncts.openers import DURING, EVENT, LEADS, NEAR, OF
from briefing.condense.adjuncts.places import is_named, widens
from briefing.condense.adjuncts.predicates import relations_of, verb_follows, verb_of
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.marks import Frame
from briefing.condense.syntax import Token


def phrase_at(found: Frame, place: int) -> Iterator[Find]:
    """The phrase of circumstance that begins at *place*."""
    sort, opener = _opener(found, place)
    after = None if sort is None else _phrase_end(found, place, opener)
    verb = None if after is None else verb_of(found, place, after)
    if sort is not None and after is not None and verb is not None:
        find = Find(place, after, sort, verb)
        if _hangs_well(found, find):
            yield find


def _phrase_end(found: Frame, place: int, opener: int) -> int | None:
    """Where the phrase at *place* ends, whose preposition has *opener* letters."""
    tokens = found.tree.tokens
    inner = place
    while inner < found.end and tokens[inner].start < tokens[place].start + opener:
        inner += 1
    after = _noun_end(found, place, inner)
    if after is None:
        return None
    return _object_begins(found, place, after) or _whole_end(found, place, after)


def _object_begins(found: Frame, first: int, after: int) -> int | None:
    """*after* when the phrase stands between a verb and its object: "a présenté lors de… un"."""
    tokens = found.tree.tokens
    between = first > 0 and tokens[first - 1].pos == "VERB" and after < found.end
    event = EVENT.match(found.tree.text[tokens[first].start :]) is not None
    return after if event and between and tokens[after].pos == "DET" else None


def _opener(found: Frame, place: int) -> tuple[Sort | None, int]:
    """What a phrase that begins at *place* tells, and how long its preposition is."""
    text = found.tree.text[found.tree.tokens[place].start :]
    for pattern, sort in ((EVENT, Sort.EVENT), (NEAR, Sort.PLACE), (DURING, Sort.EVENT)):
        match = pattern.match(text)
        if match is not None:
            return sort, match.end()
    token = found.tree.tokens[place]
    word = token.text.lower()
    if word in {"dans", "devant"} and token.pos == "ADP":
        return Sort.PLACE, len(word)
    if re.match(r"avec une? ", text):
        return Sort.MANNER, len(word)
    if word in {"à", "en", "au", "aux", "sur"} and token.pos == "ADP" and is_named(found, place):
        return Sort.PLACE, len(word)
    return None, 0


def _noun_end(found: Frame, place: int, inner: int) -> int | None:
    """Where the noun behind the preposition ends, with all that tells which one it is."""
    here, noun = inner, False
    while here < found.end and found.is_open(here):
        word = found.tree.tokens[here].text.lower()
        if word in OF and (noun or here == inner) and _noun_follows(found, here):
            noun = False
        elif _belongs(found, here, place, noun):
            noun = noun or _is_noun(found.tree.tokens[here])
        else:
            break
        here += 1
    return _quoted_name(found, here) if noun and here > inner else None


def _belongs(found: Frame, here: int, place: int, noun: bool) -> bool:
    """Whether the word at *here* goes on with the phrase that begins at *place*.

    *noun* tells whether its noun has come: then an article or another noun begins something else.
    """
    tokens = found.tree.tokens
    token = tokens[here]
    if token.pos == "NUM" or _is_noun(token):
        return not noun or _is_inside(found, here, place)
    if token.pos == "DET":
        return not noun
    if token.pos == "ADV":
        return here + 1 < found.end and tokens[here + 1].pos == "ADJ"
    return token.pos == "ADJ" or _is_adjectival(found, here)


def _is_noun(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN", "X"} or is_year(token.text)


def _quoted_name(found: Frame, here: int) -> int | None:
    """*here*, or the place behind the title in quotation marks that begins there."""
    tokens = found.tree.tokens
    if here >= found.end or found.is_open(here):
        return here
    behind = here
    while behind < found.end and not found.is_open(behind):
        behind += 1
    few = 6
    return behind if behind - here <= few and tokens[here].text == '"' else None


def _noun_follows(found: Frame, place: int) -> bool:
    """Whether the word behind *place* can begin a noun with what belongs to it."""
    behind = place + 1
    pos = "" if behind >= found.end else found.tree.tokens[behind].pos
    return pos in {*LEADS, "ADJ", "ADP", "X"} - {"PRON"}


def _is_inside(found: Frame, here: int, place: int) -> bool:
    """Whether the word at *here* hangs on one of the phrase that begins at *place*."""
    return place <= found.tree.tokens[here].head < here


def _is_adjectival(found: Frame, here: int) -> bool:
    """Whether a participle without complements stands behind its noun."""
    token = found.tree.tokens[here]
    return (
        token.features.get("VerbForm") == "Part"
        and token.relation in {"acl", "amod"}
        and not any(i > here for i in found.tree.children(here))
    )


def _whole_end(found: Frame, first: int, after: int) -> int | None:
    """Where the phrase ends with all that hangs on it; None when it is not in one piece."""
    tree, tokens = found.tree, found.tree.tokens
    while True:
        strays = [
            i
            for i, each in enumerate(tokens)
            if each.pos != "PUNCT" and first <= each.head < after and not first <= i < after
        ]
        if not strays:
            return after if in_one_piece(found, first, after) else None
        edge = max(max(tree.subtree(i)) for i in strays) + 1
        if min(strays) < first or edge <= after or edge > found.end:
            return None
        after = edge


def in_one_piece(found: Frame, first: int, after: int) -> bool:
    """Whether no mark and no second clause stands between *first* and *after*."""
    marked = any(first <= joint < after for joint in found.joints)
    clause = any(
        found.tree.tokens[i].pos == "CCONJ" and verb_follows(found, i + 1)
        for i in range(first, after)
    )
    return not marked and not clause


def _hangs_well(found: Frame, find: Find) -> bool:
    """Whether the phrase hangs on its verb; on a noun only when it tells of an event."""
    tree, tokens = found.tree, found.tree.tokens
    first, after, verb = find.first, find.after, find.verb
    outer = [i for i in range(first, after) if not first <= tokens[i].head < after]
    on_verb = all(
        tokens[i].head == verb or tokens[tokens[i].head].pos in {"VERB", "AUX"} for i in outer
    )
    relations = {tokens[i].relation for i in outer}
    if find.sort is Sort.EVENT and EVENT.match(tree.text[tokens[first].start :]):
        return relations <= {"obl:mod", "nmod", "advmod", "dep", "obl:arg"}
    if widens(found, find):
        return True
    if find.sort is Sort.EVENT:
        return on_verb and relations <= {"obl:mod", "advmod"}
    if tokens[first].text.lower() in {"à", "au", "aux"}:
        return on_verb and relations == {"obl:mod"}
    if relations <= {"nmod", "conj"}:
        return _is_indefinite(found, tokens[outer[0]].head) and outer[0] > verb
    if find.sort is Sort.MANNER:
        return on_verb and relations == {"obl:mod"}
    argued = {"obl:arg"} if "obj" in relations_of(found, verb) else set()
    return on_verb and relations <= {"obl:mod", "advmod"} | argued


def _is_indefinite(found: Frame, place: int) -> bool:
    """Whether the noun at *place* stands behind "un" or "une"."""
    tree = found.tree
    words = {tree.tokens[i].text.lower() for i in tree.children(place) if i < place}
    return bool(words & {"un", "une"})
