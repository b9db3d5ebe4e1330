"""What has to stay when all else goes, so that the sentence still says something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.condense.adjuncts.dates import MONTH
from briefing.condense.adjuncts.predicates import reports, verb_follows
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.adjuncts.verbs import ALONE
from briefing.condense.marks import Frame


def without_needed(found: Frame, finds: tuple[Find, ...]) -> tuple[Find, ...]:
    """*finds* without those that the sentence needs to say something when all others go."""
    for verb in {each.verb for each in finds}:
        own = [each for each in finds if each.verb == verb and each.sort is not Sort.COLOUR]
        spared = {*_to_say_something(found, verb, own), *_to_place_it(found, verb, own)}
        finds = tuple(each for each in finds if each not in spared)
    return finds


def _to_say_something(found: Frame, verb: int, own: list[Find]) -> Iterator[Find]:
    """One of *own* when nothing else would be left behind the verb."""
    tokens = found.tree.tokens
    behind = [each for each in own if each.first > verb]
    if not behind or ALONE.match(tokens[verb].text.lower()):
        return
    ends = _end_behind(found, verb, behind)
    says = any(
        tokens[i].pos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"}
        and not any(i in each for each in behind)
        for i in range(verb + 1, ends)
    )
    core = any(
        tokens[i].relation in {"cop", "ccomp"} and i < ends and not any(i in each for each in own)
        for i in found.tree.children(verb)
    )
    if not says and not core and not reports(found, verb):
        places = [each for each in behind if each.sort is not Sort.TIME]
        yield (places or behind[-1:])[0]


def _end_behind(found: Frame, verb: int, behind: list[Find]) -> int:
    """Where what the verb says ends: at a mark before none of *behind*, or at a second verb."""
    firsts = {each.first for each in behind}
    ends = (
        i
        for i in range(verb + 1, found.end)
        if (i in found.joints and i + 1 not in firsts)
        or (found.tree.tokens[i].pos == "CCONJ" and verb_follows(found, i + 1))
    )
    return next(ends, found.end)


def _to_place_it(found: Frame, verb: int, own: list[Find]) -> Iterator[Find]:
    """One of *own* that tells when or where, if news without them would hang in the air."""
    tree, tokens = found.tree, found.tree.tokens
    placing = [each for each in own if each.sort in {Sort.TIME, Sort.PLACE}]
    subject = tree.subject(verb)
    if subject is None or not placing or reports(found, verb):
        return
    placed = any(
        tokens[i].name == "LOC" and not any(i in each for each in own)
        for i in range(verb, found.end)
    )
    if placed:
        return
    words = {tokens[i].text.lower() for i in tree.children(subject) if i < subject}
    news = bool(words & {"un", "une", "des", "de", "d'"}) or any(
        re.search(rf"{MONTH} \d{{4}}", tree.between(each.first, each.after)) for each in placing
    )
    if news:
        yield min(placing, key=lambda each: (each.sort is Sort.TIME, each.after - each.first))
