"""Words that only colour a sentence, and what a listener knows anyhow."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.limits import LIMIT, clause_without
from briefing.condense.adjuncts.predicates import tense_of
from briefing.condense.adjuncts.sentences import beginning
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.marks import Frame

# Adverbs that may go between a verb and what follows it.
COLOUR = re.compile(
    r"(?<![\w'’-])(?:également|officiellement|actuellement|récemment|désormais|notamment|ensuite"
    r"|alors(?! qu)|aussi|en effet|par ailleurs|en outre|par la suite|à présent|cependant|toutefois"
    r"|longuement|fermement|vivement|violemment|chaleureusement|vigoureusement|solennellement"
    r"|effectivement|dans un premier temps|dans la foulée|de son côté|de leur côté|pour sa part"
    r"|en parallèle|parallèlement|donc|ainsi(?! qu)|d['’]ailleurs|tout de même"
    r"|immédiatement|aussitôt"
    r"|rapidement|finalement|publiquement|clairement|nettement|sévèrement|brièvement|soudainement"
    r"|brusquement|progressivement|bel et bien)(?![\w'’-])",
    re.IGNORECASE,
)
# What a listener knows anyhow.
FILLER = re.compile(
    r"(?<![\w'’-])(?:sur la scène internationale|à l['’]heure actuelle|à ce jour|en ce moment"
    r"|dans le même temps|à cette occasion|à ce titre|à cet effet|dans ce contexte|dans ce cadre"
    r"|au passage|par la même occasion|par la suite|à ce sujet|à cet égard)(?![\w'’-])",
    re.IGNORECASE,
)


def colour_may_go(found: Frame, find: Find) -> bool:
    """Whether the word opens the sentence, or stands behind the verb that it colours."""
    tokens = found.tree.tokens
    if find.first <= beginning(found):
        return True
    before = tokens[find.first - 1]
    behind = tokens[find.after] if find.after < len(tokens) else tokens[-1]
    word = tokens[find.first].text.lower()
    if word == "notamment":
        return before.text not in {",", "("} and (
            behind.pos in {"VERB", "AUX", "DET", "PROPN", "NUM"}
            or behind.text.lower() in {"à", "au", "sur"}
        )
    if word in {"récemment", "actuellement"} and behind.pos == "ADP" and find.first > find.verb:
        return before.pos in {"NOUN", "VERB"}
    if before.pos not in {"AUX", "VERB"} or (
        word == "alors" and tense_of(found, find) != "past"  # "at that time"
    ):
        return False
    return not (
        word == "aussi"
        and (behind.pos in {"ADJ", "ADV", "CCONJ", "SCONJ"} or "que" in found.tree.text.split())
    )


def filler_may_go(found: Frame, find: Find) -> bool:
    """Whether nothing in the clause is only true then and there: "le plus grand à ce jour"."""
    return LIMIT.search(clause_without(found, find)) is None
