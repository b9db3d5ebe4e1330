"""The verb whose clause something is in: which one it is, and when and whether it is a fact."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.sentences import beginning
from briefing.condense.adjuncts.sorts import Find, Sort
from briefing.condense.adjuncts.verbs import WITH_BE
from briefing.condense.marks import Frame
from briefing.condense.sayings import is_saying

_BEFORE_VERB = frozenset("ne n' se s' il elle y".split())
_NEGATIVE = frozenset("ne n' pas jamais aucun aucune sans ni".split())


def verb_of(found: Frame, first: int, after: int) -> int | None:
    """The word whose clause the words from *first* up to *after* are in.

    None when they are in a clause that only tells of a noun, or when grammar and text disagree.
    """
    tree = found.tree
    outside = next(
        (i for i in tree.above(_top(found, first, after)) if not first <= i < after), None
    )
    if outside is None:
        return None
    for place in tree.above(outside):
        if _narrows(found, place):
            return None
        if tree.finite(place) is not None:
            return place
    return None


def _narrows(found: Frame, place: int) -> bool:
    """Whether the clause of the word at *place* tells which one is meant, or only when or why."""
    tree, tokens = found.tree, found.tree.tokens
    relation = tokens[place].relation
    if relation == "acl:relcl" and tree.finite(place) is not None:
        first = min(tree.subtree(place))
        return found.mark(first) != "," and found.mark(first - 1) != ","
    return relation.startswith("acl") or relation in {"advcl", "amod"}


def _top(found: Frame, first: int, after: int) -> int:
    """The highest word of those from *first* up to *after*."""
    top = first
    for place in found.tree.above(first):
        if not first <= place < after:
            break
        top = place
    return top


def verb_before(found: Frame, place: int) -> int | None:
    """The word of the clause that the last verb before *place* is the verb of."""
    tree, tokens = found.tree, found.tree.tokens
    verb = next(
        (
            i
            for i in range(place - 1, -1, -1)
            if tokens[i].features.get("VerbForm") == "Fin" and found.is_open(i)
        ),
        None,
    )
    if verb is None:
        return None
    word = tokens[verb].head if tokens[verb].relation[:3] in {"aux", "cop"} else verb
    narrow = tokens[word].relation.startswith("acl") or tokens[word].relation == "advcl"
    return None if (narrow and _narrows(found, word)) or tree.finite(word) is None else word


def verb_between(found: Frame, find: Find) -> bool:
    """Whether another clause lies between *find* and its verb: then it is rather told of that."""
    tokens = found.tree.tokens
    verb = found.tree.finite(find.verb)
    if verb is None or find.first <= beginning(found) or find.sort is Sort.COLOUR:
        return False
    places = range(verb + 1, find.first) if verb < find.first else range(find.after, verb)
    return any(tokens[i].features.get("VerbForm") == "Fin" and found.is_open(i) for i in places)


def verb_follows(found: Frame, place: int) -> bool:
    """Whether a verb with person and tense comes at once, be it behind a small word."""
    tokens = found.tree.tokens
    if place < found.end and tokens[place].text.lower() in _BEFORE_VERB:
        place += 1
    return place < found.end and tokens[place].features.get("VerbForm") == "Fin"


def is_denied(found: Frame, find: Find) -> bool:
    """Whether *find* is in a clause with "ne", or "ne" stands between it and its verb."""
    tree, tokens = found.tree, found.tree.tokens
    verb = tree.finite(find.verb)
    if verb is None:
        return True
    low, high = sorted((verb, find.first))
    for i, each in enumerate(tokens):
        if each.text.lower() in _NEGATIVE and i not in find:
            near = low <= i <= high or (low - 3 <= i <= low) or abs(i - verb) <= 3  # noqa: PLR2004
            if near or each.head in {verb, find.verb}:
                return True
    return False


def is_fact(found: Frame, find: Find) -> bool:
    """Whether the verb tells a fact, not what might be, should be, or was asked."""
    verb = found.tree.finite(find.verb)
    if verb is None:
        return False
    token = found.tree.tokens[verb]
    maybe = token.features.get("Mood") in {"Cnd", "Sub", "Imp"} or re.search(
        r"r(?:ait|aient)$", token.text
    )
    return not maybe or find.sort in {Sort.COLOUR, Sort.CHANNEL}


def tense_of(found: Frame, find: Find) -> str:
    """The tense of the verb of *find*: `past`, `imperfect`, `present` or `future`."""
    tree, tokens = found.tree, found.tree.tokens
    verb = tree.finite(find.verb)
    if verb is None:
        return ""
    own = tokens[verb].features.get("Tense", "")
    # The model takes "demanda" and "demandèrent" for the present.
    simple = re.search(r"[^r]a$|èrent$", tokens[verb].text) and tokens[verb].pos == "VERB"
    either = re.search(r"(?:it|is)$", tokens[verb].text) and verb == find.verb  # "interdit"
    if simple or (own == "Past" and not either):
        return "past"
    if verb != find.verb and own in {"Pres", "Imp"} and _is_helper(found, find, verb):
        return "past"
    return {"Pres": "present", "Imp": "imperfect", "Fut": "future"}.get(own, "")


def _is_helper(found: Frame, find: Find, verb: int) -> bool:
    """Whether the word at *verb* only makes the past of the verb of *find*."""
    tokens = found.tree.tokens
    if tokens[verb].relation == "aux:tense":
        return True
    # The model takes "il est mort" and "il s'est rendu" for what is so now.
    return tokens[verb].pos == "AUX" and (
        any(each.text == "été" for each in tokens[verb + 1 : verb + 4])
        or WITH_BE.match(verb_word(found, find)) is not None
        or tokens[max(verb - 1, 0)].text.lower() in {"s'", "se"}
    )


def reports(found: Frame, verb: int) -> bool:
    """Whether somebody says something with the verb: not "le satellite a été lancé"."""
    passive = "aux:pass" in relations_of(found, verb)
    return is_saying(found.tree.tokens[verb].text) and not passive


def verb_word(found: Frame, find: Find) -> str:
    """The verb of *find* as it is written, in small letters."""
    return found.tree.tokens[find.verb].text.lower()


def relations_of(found: Frame, place: int) -> set[str]:
    """What the words that hang on the one at *place* are to it."""
    return {found.tree.tokens[i].relation for i in found.tree.children(place)}


def outer_relations(found: Frame, find: Find) -> set[str]:
    """What the words of *find* are to those outside that they hang on."""
    tokens = found.tree.tokens
    return {
        tokens[i].relation
        for i in range(find.first, find.after)
        if not find.first <= tokens[i].head < find.after
    }
