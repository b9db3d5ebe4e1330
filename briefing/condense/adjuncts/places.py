"""Where something happened: left out of what somebody did once."""

from __future__ import annotations

from briefing.condense.adjuncts.limits import LIMIT, clause_without, is_counted, is_one, is_owned
from briefing.condense.adjuncts.predicates import relations_of, tense_of, verb_word
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.adjuncts.verbs import ASKS_PLACE, CHANGES, SCOPED
from briefing.condense.marks import Frame


def place_may_go(found: Frame, find: Find) -> bool:
    """Whether one event is told that was only in one place, and the verb does not ask where."""
    verb, rest = verb_word(found, find), clause_without(found, find)
    if widens(found, find):
        return True
    plain = found.tree.tokens[find.first].text.lower() in {"en", "à", "au", "aux", "sur"}
    if plain and find.first > 1 and found.mark(find.first - 1) == ",":
        return False  # "en Chine, en Inde": one more of several
    if tense_of(found, find) != "past" or LIMIT.search(rest) or is_counted(found, find.verb):
        return False
    if SCOPED.match(verb) or ASKS_PLACE.match(verb) or CHANGES.match(verb):
        return False
    behind = find.first > find.verb
    if "cop" in relations_of(found, find.verb) or (behind and is_owned(found, find.verb)):
        return False
    return is_one(found, find.verb)


def widens(found: Frame, find: Find) -> bool:
    """Whether *find* tells where a place lies that was just named: "à Vannes, dans le Morbihan"."""
    tokens = found.tree.tokens
    before = find.first - 1
    before -= found.mark(before) == ","
    first = before
    while first > 0 and tokens[first].name == "LOC" and tokens[first].text[:1].isupper():
        first -= 1
    prepositions = {"à", "au", "aux", "près", "de", "d'"}
    near = tokens[first].text.lower() in prepositions and tokens[first - 1].text.lower() not in {
        "jusqu'", "jusque", "entre"
    }  # fmt: skip
    route = tokens[first].text.lower() in {"de", "d'"} and tokens[first - 1].text.lower() != "près"
    own = tokens[find.first].text.lower() in {"en", "au", "aux", "dans"} and not any(
        tokens[i].pos == "CCONJ" for i in range(find.first, find.after)
    )
    listed = tokens[first].text.lower() == tokens[find.first].text.lower()
    return 0 < first < before + 1 and first != before and near and own and not (route or listed)


def is_named(found: Frame, place: int) -> bool:
    """Whether the preposition at *place* is followed by the name of a place."""
    tokens = found.tree.tokens
    behind = place + 1
    while behind < found.end and tokens[behind].pos == "DET":
        behind += 1
    return behind < found.end and tokens[behind].name == "LOC" and tokens[behind].text[:1].isupper()
