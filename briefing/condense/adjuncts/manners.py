"""How something was done: "avec un enthousiasme communicatif"."""

from __future__ import annotations

from briefing.condense.adjuncts.limits import COUNT, LIMIT, QUANTIFIED, clause_without, is_owned
from briefing.condense.adjuncts.predicates import relations_of, tense_of, verb_word
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.adjuncts.verbs import ASKS_PLACE, JOINS
from briefing.condense.marks import Frame


def manner_may_go(found: Frame, find: Find) -> bool:
    """Whether what was done to what is told without how, and nothing is counted or limited."""
    verb = verb_word(found, find)
    inside = found.tree.between(find.first, find.after)
    return (
        "obj" in relations_of(found, find.verb)
        and not is_owned(found, find.verb)
        and not JOINS.match(verb)
        and not ASKS_PLACE.match(verb)
        and not QUANTIFIED.search(clause_without(found, find))
        and not COUNT.search(inside)
        and not LIMIT.search(inside)
        and tense_of(found, find) in {"past", "present", "imperfect"}
    )
