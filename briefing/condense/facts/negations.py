"""What a text denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.scopes import (
    CLOSING,
    NEAR,
    REACH,
    Scope,
    Token,
    clause_before,
    governed,
    outside,
    scope_of,
    tokens_of,
)
from briefing.condense.facts.words import EMPTY, fold, share, stem_of

_NEGATORS = frozenset("pas plus jamais aucun aucune rien personne guère point nul nulle ni".split())
_BEFORE_NE = frozenset("personne rien aucun aucune ni jamais nul nulle".split())
_NO_STEP = frozenset("un le de premier faux au ce chaque à grand grands les des".split())
_SANS = frozenset("doute cesse abri papiers".split())
_NON = frozenset("seulement plus loin".split())
_MOST = 0.75  # of what is said in a subordinate clause: then it is that clause that is said
_DENIALS = re.compile(
    r"refus\w*|dement(?:i|is|ie|ir|ent|ait)?|nie|nient|niait|nier|niant|rejet\w*"
    r"|exclu(?:t|ent|re|ait|ant|e|s|es)?|interdi\w*|renonc\w*|empech\w*|impossibles?|echou\w*"
    r"|annul\w*|contest\w*|absence"
)


def _negations(text: str) -> list[Scope]:
    """What *text* denies."""
    tokens = tokens_of(text)
    found = [_negation(tokens, place) for place in range(len(tokens))]
    return [scope for scope in found if scope]


def _negation(tokens: Sequence[Token], place: int) -> Scope | None:
    raw, word = tokens[place].raw, tokens[place].word
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    if raw in {"ne", "n"}:
        denied = _denied(tokens, place)
    elif raw == "pas":
        alone = not _ne_before(tokens, place)
        step = place > 0 and tokens[place - 1].raw in _NO_STEP
        denied = alone and not step and after not in {"moins", "plus"}
    elif raw == "ni":
        denied = not _ne_near(tokens, place)
    elif raw in {"aucun", "aucune"}:
        denied = True
    elif raw in {"sans", "non"}:
        denied = after not in (_SANS if raw == "sans" else _NON)
    else:
        denied = bool(_DENIALS.fullmatch(word)) and not _ne_just_before(tokens, place)
    if not denied:
        return None
    through = after in {"que", "qu"}
    start = _behind_insertion(tokens, place) if raw in {"ne", "n"} else place + 1
    return scope_of(raw, governed(tokens, start, through=through))


def _behind_insertion(tokens: Sequence[Token], place: int) -> int:
    """Where what the "ne" at *place* governs begins: "il n'a, dit-il, pas | parlé"."""
    comma = False
    for ahead in range(place + 1, min(place + 1 + REACH, len(tokens))):
        comma = comma or tokens[ahead].raw == ","
        if tokens[ahead].raw in _NEGATORS:
            return ahead if comma else place + 1
    return place + 1


def _denied(tokens: Sequence[Token], place: int) -> bool:
    """Whether the "ne" at *place* denies: not that of "ne… que", nor that of "craint qu'il ne"."""
    before = {token.raw for token in clause_before(tokens, place)}
    if before & _BEFORE_NE:
        return True
    for token in tokens[place + 1 : place + 1 + REACH]:
        if token.raw in _NEGATORS:
            return True
        if token.word in {"que", "qu"} or token.raw in {"ne", "n", *CLOSING}:
            return False
    verb = next((t.word for t in tokens[place + 1 :] if t.word not in EMPTY), "")
    return stem_of(verb) == "pouv"


def _ne_before(tokens: Sequence[Token], place: int) -> bool:
    return any(token.raw in {"ne", "n"} for token in tokens[max(0, place - REACH) : place])


def _ne_just_before(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb at *place* is denied itself: "n'exclut pas"."""
    for token in reversed(tokens[max(0, place - NEAR) : place]):
        if token.raw in {"ne", "n"}:
            return True
        if token.word and token.word not in EMPTY:
            return False
    return False


def _ne_near(tokens: Sequence[Token], place: int) -> bool:
    after = tokens[place : place + REACH]
    return _ne_before(tokens, place) or any(token.raw in {"ne", "n"} for token in after)


def wrong_negations(text: str, sources: Sequence[str]) -> Iterator[Fault]:
    """What *sources* deny and *text* does not, or the reverse."""
    ours = _negations(text)
    theirs = [scope for each in sources for scope in _negations(each)]
    asserted, affirmed = outside([text], ours), outside(sources, theirs)
    for scope in theirs:
        if scope.head in asserted - affirmed and not _kept(scope, ours):
            yield Fault(FaultKind.NEGATION, f"{scope.word}… {scope.head}…")
        elif (
            _DENIALS.fullmatch(fold(scope.word))
            and not ours
            and share(scope.stems, asserted) >= _MOST
        ):
            yield Fault(FaultKind.NEGATION, f"{scope.word}…")
    for scope in ours:
        if not theirs or (scope.head in affirmed and not _kept(scope, theirs)):
            yield Fault(FaultKind.NEGATION, f"{scope.word}… {scope.head}…")


def _kept(scope: Scope, others: Iterable[Scope]) -> bool:
    """Whether one of *others* governs what *scope* governs."""
    return any(
        (scope.head in other.stems or other.head in scope.stems)
        and stem_of(fold(other.word)) != scope.head  # "exclut" is the reverse of "n'exclut pas"
        for other in others
    )
