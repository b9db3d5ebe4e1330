"""What limits, counts or compares: beside it, nothing can go without saying more."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.dates import TIME
from briefing.condense.adjuncts.predicates import relations_of, verb_follows
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.marks import Frame

# Beside these, leaving out when, where or how makes the sentence say more than it did.
LIMIT = re.compile(
    r"(?<![\w'’-])(?:seule?s?|seulement|uniquement|tous|toute?s?|aucune?|nul|chaque|chacune?"
    r"|toujours"
    r"|premi(?:er|ère)s?(?! ministre| temps)|(?<!ce )(?<!cette )derni(?:er|ère)s?|plupart"
    r"|majorité|record|jamais|plus|moins"
    r"|autant|ni|sauf|unique|uniques|davantage|pire|meilleure?s?|fois|surtout|principalement"
    r"|souvent|parfois|généralement|rarement|habituellement|presque|quasi\w*|même|si|à condition"
    r"|jusqu['’]|jusque|personne|rien|seuil|maximum|minimum|principale?s?|nième|énième|trop"
    r"|assez)(?![\w-])",
    re.IGNORECASE,
)
QUANTIFIED = re.compile(
    r"(?<![\w'’-])(?:seule?s?|tous|toute?s?|aucune?|nul|chaque|chacune?|plupart|majorité|record"
    r"|jamais|fois|sauf|uniques?|rien|personne|toujours|souvent|parfois|si"
    r"|(?:le|la|les) (?:plus|moins)"
    r"|mieux|pire)(?![\w-])",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\d|(?<![\w'’-])(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|cents|mille|dizaines?|vingtaine"
    r"|trentaine|quarantaine|cinquantaine|centaines?|milliers?|millions?|milliards?|moitié|tiers"
    r"|quart|double|triple)(?![\w])",
    re.IGNORECASE,
)


def is_year(text: str) -> bool:
    """Whether *text* is a year, which counts nothing.

    >>> is_year("1987"), is_year("300")
    (True, False)
    """
    return re.fullmatch(r"(?:1\d|20)\d\d", text) is not None


def clause_without(found: Frame, find: Find) -> str:
    """The clause around *find* without it, and without all that tells a time.

    The first subject is part of it: the verb behind an "et" has the same one.
    """
    tree, tokens = found.tree, found.tree.tokens
    edges = [
        i
        for i in range(found.end + 1)
        if (i in found.joints and found.mark(i) in {";", ":"})
        or i == found.end
        or (tokens[i].pos == "CCONJ" and verb_follows(found, i + 1))
    ]
    first = max((edge for edge in edges if edge < find.first), default=0)
    last = next((edge for edge in edges if edge >= find.after), found.end)
    text = tree.text
    inner = text[tokens[first].start : tokens[find.first].start]
    inner += " " + text[tokens[find.after - 1].end : found.offset(last)]
    subject = tree.subject(tree.root)
    if subject is not None and subject < first:
        inner = tree.between(min(tree.subtree(subject)), subject + 1) + " " + inner
    bare = re.sub(r'«[^»]*»|“[^”]*”|"[^"]*"', " ", inner)
    return TIME.sub(" ", bare)


def is_counted(found: Frame, verb: int) -> bool:
    """Whether the clause says how many: its subject or its object is a number of something."""
    tree, tokens = found.tree, found.tree.tokens
    roles = [i for i in tree.children(verb) if tokens[i].relation[:5] in {"nsubj", "obj", "obl:a"}]
    if "cop" in relations_of(found, verb):
        roles.append(verb)
    words = [tokens[j].text for i in roles for j in (i, *tree.children(i))]
    return any(COUNT.match(word) and not is_year(word) for word in words) or "%" in words


def is_owned(found: Frame, verb: int) -> bool:
    """Whether the object only says whose: "mener sa campagne", "rappeler son ambassadeur"."""
    tree, tokens = found.tree, found.tree.tokens
    objects = [i for i in tree.children(verb) if tokens[i].relation == "obj"]
    words = {tokens[j].text.lower() for i in objects for j in tree.children(i) if j < i}
    return bool(words & {"son", "sa", "ses", "leur", "leurs"})


def is_one(found: Frame, verb: int) -> bool:
    """Whether the subject is one that the clause tells an event of, not a kind of thing."""
    tree, tokens = found.tree, found.tree.tokens
    subject = tree.subject(verb)
    if subject is None:
        return False
    token = tokens[subject]
    words = {tokens[i].text.lower() for i in tree.children(subject) if i < subject}
    if token.name or token.pos == "PROPN" or words & {"un", "une"}:
        return True
    if token.pos == "PRON":
        return token.text.lower() in {"il", "elle", "qui"}
    return token.features.get("Number") == "Sing" and bool(
        {"obj", "aux:pass", "ccomp"} & relations_of(found, verb)
    )
