"""What a sentence can do without: each cut leaves a sentence that says less, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import IntEnum

from briefing.condense.clauses import has_verb, head_of_piece, piece_end, second_predicate
from briefing.condense.marks import Edit, Frame
from briefing.condense.soundness import doubts, turns
from briefing.condense.speech import attributes


class Kind(IntEnum):
    """What is cut, what is missed least first."""

    PARENTHESIS = 1
    ASIDE = 2
    RELATIVE = 3
    PARTICIPLE = 4
    APPOSITION = 5
    CLAUSE = 6
    OPENING = 7
    COORDINATED = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that may be left out."""

    edit: Edit
    kind: Kind
    is_sure: bool = False
    """Whether the marks around it and the grammar say the same, so that nothing else is asked."""


_RELATIVES = frozenset(
    "qui dont où lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels"
    " desquelles".split()
)
_NO_PARTICIPLES = frozenset(
    "avant pendant devant durant cependant maintenant auparavant autant suivant moyennant quant"
    " tant nonobstant concernant enfant étudiant habitant dirigeant représentant commandant"
    " enseignant fabricant commerçant manifestant lieutenant croyant militant passant restaurant"
    " important dorénavant pourtant néant constant".split()
)
_PREPOSITIONS = frozenset("compte passé vu excepté attendu étant suivant selon hormis".split())
_ARTICLES = frozenset("autre un une le la les l' l’ des".split())
_NAMED_BY_FUNCTION = frozenset("ancien ancienne ex-ministre seul seule".split())
# Clauses and phrases behind a comma that add why, when or how.  Not "si", "sauf", "même si":
# without them the sentence says more than the article.  Nor "pour avoir volé": that is the news.
_ADDED = re.compile(
    r"(?:alors qu|tandis qu|pendant qu|après |avant |afin d|afin qu|lorsqu|quand |sans |car "
    r"|parce qu|puisqu|comme |notamment|en particulier|particulièrement|en réponse |soit "
    r"|à la suite |en raison |grâce |y compris |à l['’]occasion |ainsi que |ainsi qu|d['’]où "
    r"|malgré |au terme |à l['’]issue |dans le cadre |ce qui |ce que |ce dont |faute d|tout en "
    r"|en \w+ant\b|pour (?!avoir\b)\w+(?:er|ir|re|oir)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:après (?:avoir|être|s['’]être) |malgré |à la suite |à l['’]issue |à l['’]occasion |face à "
    r"|devant |alors qu|tandis qu|en marge |comme prévu|sans surprise)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"(?:comme|et|ou|ni|mais|sauf|si|seule?s?|non|pas|même|notamment|dans|en|à|au|aux|sur|lors"
    r"|le \d)\b"
)
# Halves that need each other.
_PAIRED = re.compile(
    r"\b(?:non seulement|pas seulement|d['’]une part|ni\b.+\bni|soit\b.+\bsoit|autant|d['’]un côté"
    r"|si bien|tellement|tant|à la fois|moins .* moins|plus .* plus)\b",
    re.IGNORECASE,
)


def cuts(found: Frame, known: Container[str] = ()) -> tuple[Cut, ...]:
    """All that the sentence can do without, each on its own.

    What a person is, is only left out when their name is in *known*.
    """
    if _PAIRED.search(found.tree.text):
        return tuple(_parentheses(found))
    every = (*_parentheses(found), *_dashes(found), *_pieces(found, known), *_ends(found),
             *_openings(found), *_inserted(found, known))  # fmt: skip
    return tuple(
        each
        for each in every
        if each.kind is Kind.PARENTHESIS
        or (
            not found.cuts_through(each.edit.start, each.edit.end)
            and not turns(found.tree.text[each.edit.start : each.edit.end])
        )
    )


def _parentheses(found: Frame) -> Iterator[Cut]:
    for start, end in found.spans:
        if found.tree.text[start] == "(":
            yield Cut(Edit(start, end), Kind.PARENTHESIS, is_sure=True)


def _dashes(found: Frame) -> Iterator[Cut]:
    tokens = found.tree.tokens
    dashes = [joint for joint in found.joints[:-1] if tokens[joint].text in "–—"]
    if len(dashes) == 2 and found.tree.root not in range(*dashes):  # noqa: PLR2004
        first, last = (tokens[joint] for joint in dashes)
        inside = found.tree.text[first.end : last.start]
        if not doubts(inside):
            yield Cut(Edit(first.start, last.end), Kind.ASIDE, is_sure=True)


def _pieces(found: Frame, known: Container[str]) -> Iterator[Cut]:
    """What begins behind a comma."""
    for comma in found.joints[:-1]:
        if found.mark(comma) != "," or comma + 1 >= found.end or attributes(found, comma + 1):
            continue
        kind = kind_of(found, comma, known)
        last = piece_end(found, comma)
        if (
            kind is None
            or last is None
            or _word_before(found, comma) in {"que", "qu'", "et", "mais"}
        ):
            continue
        inside = found.tree.between(comma + 1, last)
        trailing = last == found.end
        if (doubts(inside) and kind is not Kind.RELATIVE) or (
            kind is Kind.CLAUSE and not trailing and found.mark(last) != ","
        ):
            continue
        if kind is Kind.APPOSITION and not _explains(found, comma, last):
            continue
        is_sure = kind is Kind.RELATIVE and _is_apart(found, comma, last)
        yield Cut(_removal(found, comma, last), kind, is_sure)


def _is_apart(found: Frame, comma: int, last: int) -> bool:
    """Whether one clause lies between the two marks, and nothing outside hangs on it."""
    tokens = found.tree.tokens
    inside = range(comma + 1, last)
    crossing = any(
        each.head in inside and i not in inside and each.pos != "PUNCT"
        for i, each in enumerate(tokens)
    )
    return not crossing and found.next_joint(comma) == last


def _word_before(found: Frame, comma: int) -> str:
    """The word before *comma*, in small letters."""
    return found.word(comma - 1)


def _inserted(found: Frame, known: Container[str]) -> Iterator[Cut]:
    """What the marks alone show to be inserted before the main verb."""
    if len(found.joints) <= 2 or any(found.mark(each) != "," for each in found.joints[:2]):  # noqa: PLR2004
        return
    tokens = found.tree.tokens
    first, last = found.joints[:2]
    if tokens[0].pos == "ADP":
        yield from _after_circumstance(found, first, last)
    if tokens[0].pos not in {"DET", "PROPN", "NOUN"} or has_verb(found, 0, first):
        return
    verb = last + 1 + (found.word(last + 1) in {"ne", "n'", "se", "s'"})
    if verb >= found.end or not has_verb(found, verb, verb + 1) or attributes(found, last + 1):
        return
    edit = Edit(tokens[first].start, tokens[last].end)
    if _is_relative(found, first + 1):
        if has_verb(found, first + 1, last):
            yield Cut(edit, Kind.RELATIVE, is_sure=True)
    elif _agree(found, first, verb) and _describes(found, known):
        yield Cut(edit, Kind.APPOSITION, is_sure=True)


def _describes(found: Frame, known: Container[str]) -> bool:
    """Whether what stands between the first two commas tells what the subject is or did.

    "Le pont, construit en 1890, ferme": no verb, no name, no doubt, no circumstance.
    """
    first, last = found.joints[:2]
    word, inside = found.tree.tokens[first + 1], found.tree.between(first + 1, last)
    if has_verb(found, first + 1, last) or doubts(inside) or _CIRCUMSTANCE.match(inside):
        return False
    if word.pos == "PROPN" or word.name or not inside[:1].islower():
        return False
    name = _name_before(found, first)
    return not name or name in known or _is_participle(found, first + 1)


def _after_circumstance(found: Frame, first: int, last: int) -> Iterator[Cut]:
    """The relative clause in "En Vendée, où il a plu, la récolte est bonne"."""
    tokens = found.tree.tokens
    begins = tokens[last + 1].pos in {"DET", "PRON", "PROPN"} and not _is_relative(found, last + 1)
    if (
        begins
        and _is_relative(found, first + 1)
        and not has_verb(found, 0, first)
        and has_verb(found, first + 1, last)
        and has_verb(found, last + 1, found.next_joint(last))
    ):
        yield Cut(Edit(tokens[first].start, tokens[last].start), Kind.RELATIVE, is_sure=True)


def _agree(found: Frame, first: int, verb: int) -> bool:
    """Whether the noun phrase before *first* may be the subject of *verb*, going by number."""
    tokens = found.tree.tokens
    wanted = tokens[verb].features.get("Number")
    noun = next((i for i in range(first) if tokens[i].pos in {"NOUN", "PROPN"}), None)
    return noun is not None and tokens[noun].features.get("Number", wanted) == wanted


def kind_of(found: Frame, comma: int, known: Container[str] = ()) -> Kind | None:
    """What the piece behind *comma* is, if it is something that can go."""
    tree = found.tree
    first = comma + 1 if found.is_open(comma + 1) else comma + 2
    if first >= len(tree.tokens):
        return None
    word = tree.tokens[first]
    text = tree.text[word.start :]
    if _is_relative(found, first):
        return Kind.RELATIVE
    if _is_participle(found, first):
        return Kind.PARTICIPLE
    if _ADDED.match(text):
        return None if _is_condition(found, comma, text) else Kind.CLAUSE
    if _is_absolute(found, first):
        return Kind.PARTICIPLE
    if _is_nominal(found, comma, first, known):
        return Kind.APPOSITION
    return None


def _is_condition(found: Frame, comma: int, text: str) -> bool:
    """Whether "quand" tells of a time that is still to come: then it is as good as "si"."""
    places = range(comma, found.end)
    return re.match(r"quand |lorsqu", text) is not None and any(
        found.tree.tokens[i].features.get("Tense") == "Fut" for i in places
    )


def _is_relative(found: Frame, first: int) -> bool:
    tokens = found.tree.tokens
    word = tokens[first]
    behind = tokens[first + 1].text.lower() if first + 1 < len(tokens) else ""
    return word.text.lower() in _RELATIVES or (
        word.pos == "ADP" and (behind in _RELATIVES or behind == "qui")
    )


def _is_participle(found: Frame, first: int) -> bool:
    word = found.tree.tokens[first]
    if word.text.endswith("ant") and word.text.islower() and word.text not in _NO_PARTICIPLES:
        return True
    return word.features.get("VerbForm") == "Part" and word.pos in {"VERB", "ADJ"}


def _is_absolute(found: Frame, first: int) -> bool:
    """Whether a participle with a subject of its own begins: "la droite pointant…"."""
    tokens = found.tree.tokens
    if tokens[first].pos not in {"DET", "PROPN", "NOUN"}:
        return False
    for place in range(first, min(first + 6, found.next_joint(first))):
        if tokens[place].features.get("VerbForm") == "Fin":
            return False
        if tokens[place].text.endswith("ant") and (
            tokens[place].features.get("VerbForm") == "Part"
        ):
            return place > first
    return False


def _is_nominal(found: Frame, comma: int, first: int, known: Container[str]) -> bool:
    """Whether a noun phrase begins that tells what the noun before the comma is."""
    tokens = found.tree.tokens
    before, word = tokens[comma - 1], tokens[first]
    article = word.text.lower() in _ARTICLES
    function = word.text.lower() in _NAMED_BY_FUNCTION
    if not (article or function or word.pos == "NOUN") or word.name == "PER":
        return False
    if before.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"}:
        return False
    name = _name_before(found, comma)
    if name:
        return name in known
    return not any(tokens[i].name == "PER" for i in range(first, found.next_joint(first)))


def _name_before(found: Frame, comma: int) -> str:
    """The person's name that ends before *comma*; empty when there is none."""
    first = comma
    while first > 0 and found.tree.tokens[first - 1].name == "PER":
        first -= 1
    return found.tree.between(first, comma)


def _explains(found: Frame, comma: int, last: int) -> bool:
    """Whether the nouns between two marks explain the one before, and are not one more of many."""
    tree, tokens = found.tree, found.tree.tokens
    inside = range(comma + 1, last)
    following = found.word(last + 1)
    if following in {"et", "ou", "ni", "mais", "puis"}:
        return False
    before_verb = any(
        tokens[i].relation.startswith("nsubj") and tokens[i].head >= last
        for i in range(found.previous_joint(comma) + 1, comma)
    )
    others = [
        tokens[joint + 1].pos
        for joint in found.joints[:-1]
        if joint not in {comma, last} and found.mark(joint) == ","
    ]
    if {"DET", "NOUN", "NUM"} & set(others) and not before_verb:
        return False  # one of many: "des tessons, un four, des pièces"
    several = any(tokens[i].text.lower() in {"et", "ou"} for i in inside)
    commas = [joint for joint in found.joints if found.mark(joint) == ","]
    if before_verb:
        return last != found.end and not several
    verbs = has_verb(found, comma + 1, last)
    labelled = tokens[head_of_piece(found, comma)].relation == "appos"
    indefinite = tokens[comma + 1].text.lower() in {"un", "une"}
    alone = len(commas) == 1 and last == found.end
    bare = tokens[comma + 1].pos == "NOUN" and tokens[comma - 1].pos == "PROPN"
    if verbs and not (indefinite and last == found.end):
        return False
    return (
        not several
        and (alone or labelled)
        and (indefinite or bare or labelled)
        and (tree.root < comma)
    )


def _removal(found: Frame, comma: int, last: int) -> Edit:
    """What goes when the piece behind *comma* goes, up to the joint *last*."""
    tokens = found.tree.tokens
    start = tokens[comma].start
    if last == found.end or found.mark(last) != "," or _keeps_comma(found, comma, last):
        return Edit(start, found.offset(last))
    return Edit(start, tokens[last].end)


def _keeps_comma(found: Frame, comma: int, last: int) -> bool:
    """Whether a comma is still wanted where the piece was: not between a subject and its verb."""
    tokens = found.tree.tokens
    if found.word(last + 1) in {"et", "ou"}:
        return False
    return not any(
        tokens[i].relation.startswith(("nsubj", "expl:subj")) and tokens[i].head > last
        for i in range(found.previous_joint(comma) + 1, comma)
    )


def _ends(found: Frame) -> Iterator[Cut]:
    """A second main clause: behind a semicolon, or with "et"."""
    tree, tokens = found.tree, found.tree.tokens
    for joint in found.joints[:-1]:
        inside = tree.between(joint + 1, found.end)
        verbs = has_verb(found, joint + 1, found.end)
        if found.mark(joint) == ";" and joint > tree.root and verbs and not doubts(inside):
            yield Cut(Edit(tokens[joint].start, found.offset(found.end)), Kind.COORDINATED)
    place = second_predicate(found)
    if place is None or tokens[place].text.lower() != "et":
        return
    if not doubts(tree.between(place, found.end)):
        yield Cut(Edit(tokens[place].start, found.offset(found.end)), Kind.COORDINATED)


def _openings(found: Frame) -> Iterator[Cut]:
    """What comes before the subject and only tells of circumstances."""
    tree, tokens = found.tree, found.tree.tokens
    verb = tree.finite(tree.root)
    features = {} if verb is None else tokens[verb].features
    is_participle = (
        _is_participle(found, 0)
        and tokens[0].text.lower() not in _PREPOSITIONS
        and features.get("Tense") != "Fut"  # "Réélu, il partira": it may be a condition
        and features.get("Mood") != "Cnd"
    )
    if not _OPENS.match(tree.text) and not is_participle:
        return
    head = 0
    for place in tree.above(0):
        if place == tree.root:
            break
        head = place
    edge = max(tree.subtree(head))
    if edge >= tree.root:
        return
    joint = found.next_joint(edge)
    inside = tree.between(0, joint)
    if found.mark(joint) == "," and joint < tree.root and not doubts(inside):
        stray = [i for i in range(joint) if tokens[i].head > joint and tokens[i].head != tree.root]
        if not stray:
            yield Cut(Edit(0, tokens[joint].end), Kind.OPENING)
