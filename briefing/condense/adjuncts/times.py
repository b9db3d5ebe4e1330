"""When something happened: what is over stays true without its date."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.dates import TIME
from briefing.condense.adjuncts.limits import QUANTIFIED, clause_without, is_counted
from briefing.condense.adjuncts.predicates import reports, tense_of, verb_word
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.adjuncts.verbs import ASKS_TIME, CHANGES, SCOPED
from briefing.condense.marks import Frame


def time_may_go(found: Frame, find: Find) -> bool:
    """Whether what is told stays true, and is still news, without its time."""
    if find.first > find.verb and _is_paired(found, find):
        return False
    verb = verb_word(found, find)
    if reports(found, find.verb):
        return tense_of(found, find) in {"past", "present", "imperfect"}
    if ASKS_TIME.match(verb) or QUANTIFIED.search(clause_without(found, find)):
        return False
    text = found.tree.between(find.first, find.after)
    day = re.match(r"(?:en|l['’]an\w*|le mois|la semaine|la même) ", text, re.IGNORECASE) is None
    counted = is_counted(found, find.verb)
    if tense_of(found, find) == "past":
        return day or not (counted or CHANGES.match(verb) or SCOPED.match(verb))
    return tense_of(found, find) == "imperfect" and day and not counted


def _is_paired(found: Frame, find: Find) -> bool:
    """Whether another time is told of another half: "les uns mardi et les autres jeudi"."""
    text = found.tree.text
    start, end = found.tree.tokens[find.first].start, found.tree.tokens[find.after - 1].end
    for other in TIME.finditer(text):
        low, high = sorted(((start, end), other.span()))
        between = text[low[1] : high[0]]
        joined = re.search(
            r"(?:\bet|\bpuis|\bmais|,) (?:une?|le|la|les|l['’]|des|son|sa|ses)\b", between
        )
        if (
            low != high
            and joined
            and not any(
                each.features.get("VerbForm") == "Fin" and low[1] <= each.start < high[0]
                for each in found.tree.tokens
            )
        ):
            return True
    return False
