"""What a text says in somebody else's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.hedges import hedges_of
from briefing.condense.facts.quotations import OWN_WORDS, quotations_of
from briefing.condense.facts.scopes import CLOSING, NEAR, Scope, outside, tokens_of
from briefing.condense.facts.words import EMPTY, content_of, share, words_of

SAYING = re.compile(
    r"dit|disent|disai\w*|disant|dire|affirm\w+|declar\w+|assur\w+|estim\w+|indiqu\w+|expliqu\w+"
    r"|jug(?:e|ent|eait|eant)|croi(?:t|ent)|pens(?:e|ent|ait|ant)|pretend\w*|soutien\w*"
    r"|souten\w+|accus\w+|soupconn\w+|annonc\w+|precis\w+|soulign\w+|rappel\w+|ajout\w+"
    r"|racont\w+|confi(?:e|ent|ait|ant)|regrett\w+|denonc\w+|crain\w+|craign\w+|esper\w+"
    r"|promet\w*|promis|reconnai\w+|reconnu\w*|admet\w*|rapport\w+|revel\w+|not(?:e|ent|ait|ant)|insist\w+"
    r"|repond\w*|lanc(?:e|ent|ait|ant)|avert\w+|consider\w+|suppos\w+|dout(?:e|ent|ait)|plaid\w+"
)
_CLAUSE = re.compile(r";|:|,\s+(?=et\b|mais\b|puis\b|tandis\b|alors\b)")
_COMMA = re.compile(r",")
_ACCORDING = re.compile(r"\b(?:selon|d['’]après|à en croire|de source)\b", re.IGNORECASE)
_LONGEST_SPEECH = 60  # words of what somebody says that are looked at
_MOST_SPEAKERS = 8  # in a sentence
_LOST = 0.7  # of a sentence in one attributed part of its source: then that is what it tells
_PRONOUNS = frozenset("il elle ils elles lui eux".split())


def attributions_of(text: str) -> list[Scope]:
    """What *text* says in somebody else's name, each with the word that says so."""
    return [*_after_que(text), *_according(text), *_in_quotation(text)]


def _after_que(text: str) -> Iterator[Scope]:
    """What stands after "affirme que"."""
    tokens = tokens_of(text)
    for place, token in enumerate(tokens):
        near = [each.word for each in tokens[place + 1 : place + 1 + NEAR]]
        que = next((ahead for ahead, each in enumerate(near) if each in {"que", "qu"}), None)
        if que is not None and SAYING.fullmatch(token.word):
            rest: list[str] = []
            for each in tokens[place + que + 2 : place + _LONGEST_SPEECH]:
                if each.raw in CLOSING:
                    break
                rest.append(each.word)
            yield Scope(token.raw, "", frozenset(content_of(rest)))


def _according(text: str) -> Iterator[Scope]:
    """What "selon" stands with: its part of the sentence, or all of it when it opens it."""
    for match in islice(_ACCORDING.finditer(text), _MOST_SPEAKERS):
        if not text[: match.start()].strip(' «“"'):
            said = text
        else:
            said = _part(text, match.start(), _CLAUSE)
            inner = _part(said, said.find(match.group()), _COMMA)
            said = said if _ACCORDING.match(inner.strip()) else inner
        yield Scope(match.group().lower(), "", frozenset(content_of(words_of(said))))


def _part(text: str, place: int, separator: re.Pattern[str]) -> str:
    """The part of *text* around *place* between two of *separator*."""
    start = max((m.end() for m in separator.finditer(text, 0, place)), default=0)
    end = separator.search(text, place)
    return text[start : end.start() if end else len(text)]


def _in_quotation(text: str) -> Iterator[Scope]:
    for quotation in quotations_of(text):
        if len(words_of(quotation)) >= OWN_WORDS:
            yield Scope("«", "", frozenset(content_of(words_of(quotation))))


def is_attributed(text: str) -> bool:
    """Whether *text* tells anywhere who says it."""
    return bool(_ACCORDING.search(text) or quotations_of(text)) or any(
        SAYING.fullmatch(word) for word in words_of(text)
    )


def wrong_attribution(
    text: str, sources: Sequence[str], article: frozenset[str]
) -> Iterator[Fault]:
    """What *text* ascribes otherwise than its *sources*; *article* has all words of the article."""
    yield from _new_speakers(text, sources, article)
    if is_attributed(text) or hedges_of(text):
        return
    theirs = [scope for each in sources for scope in attributions_of(each)]
    stems, plain = set(content_of(words_of(text))), outside(sources, theirs)
    for scope in theirs:
        if share(stems, scope.stems) >= _LOST and share(stems, plain) < _LOST:
            yield Fault(FaultKind.ATTRIBUTION, scope.word)


def _new_speakers(text: str, sources: Sequence[str], article: frozenset[str]) -> Iterator[Fault]:
    """Those to whom *text* ascribes what it says, and the sources do not name."""
    told = {word for each in sources for word in words_of(each)}
    known = told | article if told & _PRONOUNS else told
    for match in islice(_ACCORDING.finditer(text), _MOST_SPEAKERS):
        words = (word for word in words_of(text[match.end() :]) if word not in EMPTY)
        speaker = next(words, "")
        if speaker and speaker not in known:
            yield Fault(FaultKind.ATTRIBUTION, f"{match.group()} {speaker}")
