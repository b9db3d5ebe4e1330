"""Clauses of time, manner and purpose, from their first word to their last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.condense.adjuncts.limits import QUANTIFIED, clause_without
from briefing.condense.adjuncts.openers import CLAUSE, SURE, SURE_CLAUSE
from briefing.condense.adjuncts.phrases import in_one_piece
from briefing.condense.adjuncts.predicates import (
    reports,
    tense_of,
    verb_before,
    verb_follows,
    verb_of,
)
from briefing.condense.adjuncts.sentences import beginning
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.marks import Frame
from briefing.condense.sayings import SAYINGS
from briefing.condense.speech import attributes

# What came of it is the news, most of all when it undoes what was told.
_RESULT = re.compile(
    r"avant (?:de |d['’])(?:se |s['’])?(?:être|ravis|renonc|annul|reven|retir|démen|dédi"
    r"|rétract|échou|abandonn|mour|succomb|perdre|céder|recul|chang|accept|reconn|inverser|divorc"
    r"|fai(?:re|llir))"
    r"|en (?:tuant|blessant|faisant|provoquant|causant|détruisant|devenant|battant|\w+portant)"
)
_PURPOSE = re.compile(r"(?:afin|pour)\b")
_PAST_ONLY = re.compile(r"(?:lorsqu|alors qu|pendant qu|avant qu|après|avant)")
_NO_PURPOSE = re.compile(
    r"\b(?:profit|fa(?:ut|llait|udra)|suffi|assez|trop|suffisamment|besoin|serv|utilis|temps"
    r"|jours|mois|semaines|\bans\b|heures|dispos(?:e|ent|ait)|moyens?|lutt|batt"
    r"|cré|conçu|prévu|vot|nécessaire|opt|condamn|mobilis|unir|unis|entend|connu|appel|prêt|accus"
    r"|poursuiv|jug|manifesté|milit|plaid|vote|fonds|million|milliard|euros)",
)
_GOES_ON = re.compile(
    r"(?:selon|d['’]après|il|elle|ils|elles|mais|et (?:il|elle|a|ont|est|sont|l['’]|le|la|les)) "
)


def clause_at(found: Frame, place: int) -> Iterator[Find]:
    """The clause of time, manner or purpose that begins at *place* and ends a clause."""
    tree, tokens = found.tree, found.tree.tokens
    text = tree.text[tokens[place].start :]
    leading = place == beginning(found)
    if not CLAUSE.match(text.lower()) or (leading and not _PURPOSE.match(text.lower())):
        return
    after = found.next_joint(place) if leading else _clause_end(found, place)
    if after is None:
        return
    outer = [i for i in range(place, after) if not place <= tokens[i].head < after]
    crossing = any(place <= each.head < after and not place <= i < after and each.pos != "PUNCT"
                   for i, each in enumerate(tokens))  # fmt: skip
    if len(outer) != 1 or tokens[outer[0]].relation != "advcl" or crossing:
        return
    verb = verb_of(found, place, after)
    if verb is not None and (verb < place or leading):
        yield Find(place, after, Sort.CLAUSE, verb)


def last_words(found: Frame) -> Iterator[Find]:
    """From a sure opener to the end of the clause, whatever the model makes of what is between."""
    tokens = found.tree.tokens
    for place in range(3, found.end):
        text = found.tree.text[tokens[place].start :]
        if not found.is_open(place) or not SURE.match(text):
            continue
        after, verb = _clause_end(found, place), verb_before(found, place)
        if after is None or verb is None or not in_one_piece(found, place, after):
            continue
        clause = SURE_CLAUSE.match(text) is not None
        finite = any(tokens[i].features.get("VerbForm") == "Fin" for i in range(place, after))
        if clause or not finite:
            yield Find(place, after, Sort.CLAUSE if clause else Sort.EVENT, verb)


def _clause_end(found: Frame, place: int) -> int | None:
    """The end, or what says who says so, or a second verb of the main clause."""
    after = found.next_joint(place)
    tokens = found.tree.tokens
    second = next(
        (
            i
            for i in range(place + 1, after)
            if tokens[i].pos == "CCONJ"
            and verb_follows(found, i + 1)
            and tokens[i].head > i
            and tokens[tokens[i].head].head < place
        ),
        None,
    )
    if second is not None:
        return second
    if after == found.end:
        return after
    behind = found.tree.text[tokens[after].end :].lstrip()
    says = _GOES_ON.match(behind) or attributes(found, after + 1)
    return after if found.mark(after) == "," and says else None


def clause_may_go(found: Frame, find: Find) -> bool:
    """Whether the clause only accompanies the main one: no result, no reason, nobody's words."""
    text = found.tree.between(find.first, find.after)
    rest, tense = clause_without(found, find), tense_of(found, find)
    if QUANTIFIED.search(rest) or re.search(r"\b(?:pour|afin d['’e]|en) ?(?:avoir|être)\b", text):
        return False
    if SAYINGS.keys() & set(text.split()) or _RESULT.match(text):
        return False
    if _PURPOSE.match(text):
        before = found.tree.text[: found.tree.tokens[find.first].start].lower()
        which = text.startswith("pour") and re.search(r"\b(?:une?|des) (?:[\w'’-]+ ){1,3}$", before)
        return _NO_PURPOSE.search(before) is None and not which
    if _PAST_ONLY.match(text):
        return tense == "past" or reports(found, find.verb)
    return True
