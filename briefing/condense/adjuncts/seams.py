"""What closes up where something went: the words on both sides, and the marks."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.channels import CHANNEL
from briefing.condense.adjuncts.dates import EPISODE
from briefing.condense.adjuncts.openers import LEADS, OF, OPENS
from briefing.condense.adjuncts.predicates import verb_follows
from briefing.condense.adjuncts.sentences import beginning
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.cuts import Cut, Kind
from briefing.condense.marks import Edit, Frame

_AFTER_VERB = re.compile(rf" (?:{EPISODE}|{CHANNEL.pattern})$", re.IGNORECASE)
# What asks for something behind it, by its part of speech or by its word.
_OPENERS_BEFORE = frozenset("ADP DET CCONJ SCONJ".split())
_FOCUS = frozenset(
    "notamment surtout seulement encore déjà même juste peu plus moins dès jusque que qu' non pas"
    " uniquement tant aussi bien très longtemps directement comme sinon et ou ni mais entre".split()
)


def fits_around(found: Frame, find: Find) -> bool:
    """Whether the words before and behind belong to each other without *find*."""
    tokens = found.tree.tokens
    if find.first <= beginning(found):
        return _leads(found, find)
    before = tokens[find.first - 1]
    if _is_bare_participle(found, find.first - 1):
        return False
    if find.first - 1 in found.joints and before.text != ",":
        return False
    if before.pos in _OPENERS_BEFORE or before.text.lower() in _FOCUS:
        return False
    if find.after >= found.end or find.after in found.joints:
        return True
    return _goes_on_well(found, find)


def _goes_on_well(found: Frame, find: Find) -> bool:
    """Whether what stands behind *find*, without a mark, is a part of the clause of its own."""
    tokens = found.tree.tokens
    before, behind = tokens[find.first - 1], tokens[find.after]
    word = behind.text.lower()
    if OPENS.match(found.tree.text[behind.start :]) or (behind.pos == "SCONJ" and word[:2] != "qu"):
        return True
    if word in {"et", "ou", "mais", "puis"}:
        return verb_follows(found, find.after + 1)
    if behind.pos == "ADP" and word not in OF:
        return not find.first <= behind.head < find.after
    if before.pos == "AUX" and behind.pos == "ADJ":
        return True
    said = _AFTER_VERB.search(found.tree.text[: before.end])
    after_verb = before.pos in {"VERB", "AUX", "ADV"} or said is not None
    inner = word not in {"qui", "dont", "où"} and behind.pos != "ADJ"
    return after_verb and inner


def _is_bare_participle(found: Frame, place: int) -> bool:
    """Whether a participle that only tells which one is meant stands at *place*."""
    tokens = found.tree.tokens
    participle = tokens[place].features.get("VerbForm") == "Part"
    return (
        participle
        and not tokens[place].text.endswith("ment")
        and not any(
            each.pos == "AUX" or each.text.lower() in {"a", "ont", "est", "sont"}
            for each in tokens[max(place - 4, 0) : place]
        )
    )


def _leads(found: Frame, find: Find) -> bool:
    """Whether *find* opens the sentence, and its subject comes at once behind the comma."""
    tree, tokens = found.tree, found.tree.tokens
    comma = _lead_end(found, find)
    if found.mark(comma) != "," or comma + 1 >= found.end:
        return False
    subject = tree.subject(tree.root)
    if tokens[comma + 1].pos == "ADP" and subject is not None:
        again = found.next_joint(comma)  # "Pendant deux jours, devant les grilles, la foule…"
        short = again - comma < 8 and found.mark(again) == ","  # noqa: PLR2004
        return short and again < subject < tree.root and tokens[again + 1].pos in LEADS
    return (
        subject is not None
        and tokens[comma + 1].pos in LEADS
        and comma < subject < tree.root
        and (comma + 1 == subject or subject in tree.above(comma + 1))
    )


def _lead_end(found: Frame, find: Find) -> int:
    """Place of the comma behind what opens the sentence, and behind its relative clause."""
    tokens = found.tree.tokens
    behind = find.after + 1
    if found.mark(find.after) == "," and behind < found.end and tokens[behind].text.lower() == "où":
        return found.next_joint(behind)
    return find.after


def removal(found: Frame, find: Find, *, followed: bool) -> Cut | None:
    """What takes *find* away with the marks that are its own; None when a mark would be left over.

    *followed* tells whether the next of the finds begins behind its last mark.
    """
    if find.first <= beginning(found):
        tokens = found.tree.tokens
        end = tokens[_lead_end(found, find)].end
        return Cut(Edit(tokens[find.first].start, end), Kind.OPENING)
    edit = _edit(found, find, followed)
    kind = Kind.ASIDE if find.sort is Sort.COLOUR else Kind.CLAUSE
    return None if edit is None else Cut(edit, kind)


def _edit(found: Frame, find: Find, followed: bool) -> Edit | None:
    """What takes *find* away where it does not open the sentence."""
    tokens = found.tree.tokens
    before = find.first - 1
    if found.mark(before) != "," or before not in found.joints:
        return Edit(tokens[before].end, tokens[find.after - 1].end)
    if find.after >= found.end:
        return Edit(tokens[before].start, tokens[find.after - 1].end)
    if found.mark(find.after) == ",":
        keeps = followed or _keeps_comma(found, find)
        end = tokens[find.after].start if keeps else tokens[find.after].end
        return Edit(tokens[before].start, end)
    if tokens[find.after].pos == "ADP":
        return Edit(tokens[before].end, tokens[find.after - 1].end)
    return None


def _keeps_comma(found: Frame, find: Find) -> bool:
    """Whether the comma behind *find* is still wanted: before its verb or an addition."""
    behind = found.tree.tokens[find.after + 1]
    return (
        behind.text.lower() in {"qui", "dont", "où", "mais", "que", "selon"}
        or behind.pos == "PROPN"
        or find.first < (found.tree.finite(find.verb) or 0)
        or behind.features.get("VerbForm") == "Part"
    )
