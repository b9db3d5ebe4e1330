"""What a text leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.condense.facts.scopes import (
    CLAUSE_WORDS,
    CLOSING,
    MODALS,
    NEAR,
    REACH,
    Scope,
    Token,
    clause_before,
    governed,
    scope_of,
    tokens_of,
)
from briefing.condense.facts.words import EMPTY, content_of, stem_of

_CONDITIONAL = re.compile(
    r"\w*(?:e|d|r|ev|oi|ui|ett|att|aît|aî?t|clu|(?<!t)(?<!sp)(?<!dm)(?<!v)i)rai(?:t|ent)"
    r"|(?:s|re)?aurai(?:t|ent)"
)
_NOT_CONDITIONAL = re.compile(
    r"(?:(?:en)?terr|err|serr|barr|narr|désir|déchir|soupir|attrai|cadr|engendr|traî?|extra|distra"
    r"|abstra|retra|portra|soustra|contra).*"
)
_MAYBE = re.compile(
    r"probable(?:ment|s)?|vraisemblable(?:ment|s)?|apparemment|eventuel\w*|possible(?:ment|s)?"
    r"|potentiel\w*|presumee?s?|supposee?s?|pretendue?s?|soupconnee?s?|suspectee?s?|hypothe\w+"
)
_WANTING = re.compile(
    r"envisag\w*|souhait\w*|veut|veulent|voudrai\w*|voulai\w*|esper\w*|crain\w*|craign\w*|risqu\w*"
    r"|menac\w*|tent(?:e|er|ent|ait|aient|ative|atives)|sembl\w*|parait|paraissent"
    r"|promet\w*|promis\w*|projet\w*|prevoi\w*|prevoy\w*|peut|peuvent|pourrai\w*|devrai\w*|doit|doivent|demand\w*"
    r"|propos\w*|exig\w*|accus\w*|soupconn\w*|suspect\w*|affirm\w*|assur\w*|pretend\w*|croi\w*|pens\w*|estim\w*"
    r"|exclu\w*|reflechi\w*|hesit\w*|appel\w*|etudi\w*"
)
_INFINITIVE = re.compile(r"\w{2,}(?:er|ir|oir|[dt]re|uire|dire|rire|lire|ivre)|faire")
_BEFORE_NOUNS = frozenset("un une du des au aux cette cet ce".split())


def hedges_of(text: str) -> list[Scope]:
    """What *text* leaves open, by a conditional, an adverb or a verb of wanting."""
    tokens = tokens_of(text)
    found = [_hedge(tokens, place) for place in range(len(tokens))]
    return [scope for scope in found if scope]


def _hedge(tokens: Sequence[Token], place: int) -> Scope | None:
    raw, word = tokens[place].raw, tokens[place].word
    after = tokens[place + 1].word if place + 1 < len(tokens) else ""
    if is_conditional(raw):
        own = [] if word in EMPTY or stem_of(word) in MODALS else [stem_of(word)]
        led = "" if own else _infinitive(tokens, place + 1)
        head = led or scope_of(raw, own + governed(tokens, place + 1)).head
        return Scope(raw, head, frozenset())
    if (word, after) == ("peut", "etre"):
        head = next(iter(governed(tokens, place + 2)), "")
        return Scope(raw, head, frozenset(_around(tokens, place)))
    if _MAYBE.fullmatch(word) or (word, after) == ("sans", "doute"):
        return Scope(raw, "", frozenset(_around(tokens, place)))
    if _WANTING.fullmatch(word):
        head = _infinitive(tokens, place + 1)
        return Scope(raw, head, frozenset()) if head else None
    return None


def _around(tokens: Sequence[Token], place: int) -> list[str]:
    """Content stems of the clause that the word at *place* stands in, without that word."""
    before, behind = list(clause_before(tokens, place)), _content_of_clause(tokens, place + 1)
    opens = [n for n, each in enumerate(before) if each.word in CLAUSE_WORDS]
    near = content_of(each.word for each in before[opens[-1] + 1 if opens else 0 :]) + behind
    return near if len(near) > 1 else content_of(each.word for each in before) + behind


def _content_of_clause(tokens: Sequence[Token], start: int) -> list[str]:
    found = []
    for token in tokens[start : start + REACH]:
        if token.raw in {",", *CLOSING} or token.word in CLAUSE_WORDS:
            break
        found.append(token.word)
    return content_of(found)


def is_conditional(raw: str) -> bool:
    """Whether *raw*, in small letters and with its accents, is a verb in the conditional."""
    return bool(_CONDITIONAL.fullmatch(raw)) and not _NOT_CONDITIONAL.fullmatch(raw)


def _infinitive(tokens: Sequence[Token], start: int) -> str:
    """Stem of the verb in the infinitive soon after *start*: "contribuer à réduire" is "réduire".

    That of "avoir fini" is the participle.
    """
    found, end = "", start + NEAR
    for place in range(start, len(tokens)):
        token, before = tokens[place].word, tokens[place - 1].word
        if place == end or tokens[place].raw in {",", *CLOSING} or token in CLAUSE_WORDS:
            break
        if token in {"avoir", "etre"}:
            return next(iter(governed(tokens, place + 1)), "")
        led = place == start or before in EMPTY - _BEFORE_NOUNS or before.endswith("ment")
        if led and not tokens[place].capital and _INFINITIVE.fullmatch(token):
            found, end = stem_of(token), place + 3  # of a next one, led by "à" or "de"
    return found
