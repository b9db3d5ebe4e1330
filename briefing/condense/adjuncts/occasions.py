"""At what occasion, in whose company, since when or for how long."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.dates import DAY, MONTH
from briefing.condense.adjuncts.limits import QUANTIFIED, clause_without, is_counted
from briefing.condense.adjuncts.openers import DURING, SPAN
from briefing.condense.adjuncts.predicates import outer_relations, reports, tense_of, verb_word
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.adjuncts.verbs import ASKS_PLACE, ASKS_TIME, CHANGES, ORDERS, SCOPED
from briefing.condense.marks import Frame

_SINCE = re.compile(
    r"depuis (?:.*\d|plus|(?:une?|deux|trois|quatre|cinq|six|dix|plusieurs|quelques) \w"
    r"|(?:le début|la fin|sa|son|la création|la mort|la guerre|l['’]indépendance|les années"
    r"|l['’]été|l['’]automne|l['’]hiver|le printemps|hier)\b)"
    rf"|depuis (?:{DAY}|{MONTH})"
)
# "La justice a ordonné la fermeture pendant six mois": that long is what was ordered.
_FOR_LONG = re.compile(r"(?:pendant|durant) (?!l)")


def event_may_go(found: Frame, find: Find) -> bool:
    """Whether what happened is told, and is true, without its occasion."""
    verb, tense = verb_word(found, find), tense_of(found, find)
    text = found.tree.between(find.first, find.after).lower()
    if reports(found, find.verb) and not SPAN.match(text):
        return True
    if QUANTIFIED.search(clause_without(found, find)) or _is_asked_for(found, find, text):
        return False
    if text.startswith("depuis") and not _SINCE.match(text):
        return False
    if DURING.match(text):
        lasts = text.startswith("depuis") and tense in {"present", "imperfect"}
        return lasts or (tense == "past" and not CHANGES.match(verb))
    if tense != "past" and "nmod" in outer_relations(found, find):
        return False
    many = re.match(r"lors (?:d['’]\w+s |des )", text) is not None
    return not many and tense in {"past", "present", "imperfect"}


def _is_asked_for(found: Frame, find: Find, text: str) -> bool:
    """Whether the verb asks for what the occasion *text* tells, or is true only then."""
    verb = verb_word(found, find)
    if _FOR_LONG.match(text) and (ORDERS.match(verb) or reports(found, find.verb)):
        return True
    then = DURING.match(text) or text.startswith(("lors", "au cours"))
    if then and (SCOPED.match(verb) or (ASKS_TIME.match(verb) and DURING.match(text))):
        return True
    if SPAN.match(text) and (is_counted(found, find.verb) or CHANGES.match(verb)):
        return True
    return text.startswith("dans un") and ASKS_PLACE.match(verb) is not None
