"""Nouns and what stands for them: gender, number, pronouns, and naming a thing once more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.condense.syntax import Tree

_MASCULINE = frozenset("le un du au ce cet m. mm.".split())
_FEMININE = frozenset("la une cette mme mmes mlle mme.".split())
_FEMININE_ENDING = re.compile(r"(?:[ts]ion|ence|ance|ette|itude|esse|[sl]ure|trice|euse|ité|erie)$")
_MASCULINE_ENDING = re.compile(r"(?:ment|isme|teur|eau|oir|ier|al|phone|scope)$")
_PRONOUNS = {
    ("Masc", "Sing"): "il",
    ("Fem", "Sing"): "elle",
    ("Masc", "Plur"): "ils",
    ("Fem", "Plur"): "elles",
}
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]|h(?:omm|ôt|ôp|ab|ist|oraire|eur)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Gender and number: those of a noun, asked of what stands for it."""

    gender: str
    """`Masc` or `Fem`; empty when not known."""
    number: str
    """`Sing` or `Plur`; empty when not known."""

    @property
    def pronoun(self) -> str:
        """The subject pronoun that agrees; empty when gender or number are not known."""
        return _PRONOUNS.get((self.gender, self.number), "")


def agreement(tree: Tree, place: int) -> Agreement:
    """Gender and number of the noun, name or pronoun at *place*; neither behind the last word."""
    if place >= len(tree.tokens):
        return Agreement("", "")
    features = tree.tokens[place].features
    number = _by_determiner(tree, place) or features.get("Number", "")
    gender = _gender(tree, place)
    if coordinated(tree, place):
        number, gender = "Plur", "Masc" if gender == "Masc" else ""
    return Agreement(gender, number)


def is_sure(tree: Tree, place: int) -> bool:
    """Whether the gender of the noun at *place* shows: by its article, an adjective or its ending.

    The model guesses it for "l'ouragan" and "les élus", and a wrong pronoun is heard at once.
    """
    own = agreement(tree, place)
    words = {tree.tokens[i].text.lower() for i in tree.children(place) if i < place}
    if not own.gender or coordinated(tree, place):
        return False
    if words & (_MASCULINE | _FEMININE):
        return True
    noun = tree.tokens[place].text.lower().removesuffix("s")
    if _FEMININE_ENDING.search(noun):
        return own.gender == "Fem"
    if _MASCULINE_ENDING.search(noun):
        return own.gender == "Masc"
    adjectives = [i for i in tree.children(place) if tree.tokens[i].relation == "amod"]
    return (
        any(
            "Gender" in tree.tokens[i].features and not tree.tokens[i].text.endswith(("e", "es"))
            for i in adjectives
        )
        and own.gender == "Masc"
    )


def coordinated(tree: Tree, place: int) -> bool:
    """Whether the noun at *place* is the first of several: "le maire et son adjoint"."""
    return any(
        tree.tokens[i].relation == "conj"
        and any(tree.tokens[j].relation == "cc" for j in tree.children(i))
        for i in tree.children(place)
    )


def _gender(tree: Tree, place: int) -> str:
    around = [tree.tokens[i].text.lower() for i in tree.children(place) if i < place]
    around.append(tree.tokens[place].text.lower())
    if any(word in _MASCULINE for word in around):
        return "Masc"
    if any(word in _FEMININE for word in around):
        return "Fem"
    if tree.tokens[place].name == "PER":
        return ""  # the model guesses
    own = tree.tokens[place].features.get("Gender", "")
    adjectives = {
        tree.tokens[i].features.get("Gender", own)
        for i in tree.children(place)
        if tree.tokens[i].relation == "amod"
    }
    return own if adjectives <= {own} else ""


def _by_determiner(tree: Tree, place: int) -> str:
    for i in tree.children(place):
        if tree.tokens[i].pos == "DET" and i < place:
            return tree.tokens[i].features.get("Number", "")
    return ""


def phrase_start(tree: Tree, place: int) -> int:
    """Place of the first word of the noun phrase around the noun at *place*."""
    first = place
    while first > 0 and (
        place in tree.above(first - 1) and tree.tokens[first - 1].pos not in {"ADP", "PUNCT"}
    ):
        first -= 1
    return first


def name_of(tree: Tree, place: int) -> str:
    """The proper name that the noun phrase at *place* holds; empty when there is none."""
    tokens = tree.tokens
    inside = [i for i in tree.subtree(place) if tokens[i].name == "PER" and i >= place]
    if not inside or (inside[0] != place and tokens[inside[0] - 1].pos == "ADP"):
        return ""
    last = inside[0] + 1
    while last < len(tokens) and tokens[last].name == "PER":
        last += 1
    first = inside[0]
    if first > 0 and tokens[first - 1].text in {"M.", "Mme", "Mlle", "Me", "Dr", "Mgr"}:
        first -= 1
    return tree.between(first, last)


def named_again(tree: Tree, place: int) -> str:
    """What the noun at *place* is called when it is spoken of again at once.

    A person by their name, a thing by its noun: "ce vaste plan".  Empty when that is not safe.
    """
    name = name_of(tree, place)
    if name and not coordinated(tree, place):
        return name
    own = agreement(tree, place)
    if own.number != "Plur" and not is_sure(tree, place):
        return ""
    if tree.tokens[place].pos != "NOUN" or coordinated(tree, place) or not own.number:
        return ""
    last = place + 1
    tokens = tree.tokens
    while last < len(tokens) and tokens[last].pos == "ADJ" and tokens[last].head == place:
        last += 1
    first = place
    while first > 0 and tokens[first - 1].pos == "ADJ" and tokens[first - 1].head == place:
        first -= 1
    if last < len(tokens) and (tokens[last].pos in {"PROPN", "X", "NUM"} or tokens[last].name):
        return ""
    noun = tree.between(first, last)
    article = demonstrative(own, noun)
    return f"{article} {noun}" if article and noun.islower() else ""


def subject_again(tree: Tree, place: int) -> str:
    """How the subject at *place* is called at the start of a sentence that follows at once.

    By a pronoun when its gender shows, a person and what has an article by their names; empty when
    none of these is safe.
    """
    word = tree.tokens[place].text.lower()
    if word in {"il", "elle", "ils", "elles", "on"}:
        return word
    name = name_of(tree, place)
    if name and not coordinated(tree, place):
        return name
    if is_sure(tree, place):
        return agreement(tree, place).pronoun
    first = place
    while (
        first > 0 and tree.tokens[first - 1].head == place and tree.tokens[first - 1].pos == "ADJ"
    ):
        first -= 1
    article = tree.tokens[first - 1].text.lower() if first > 0 else ""
    if article not in {"l'", "les"} or coordinated(tree, place):
        return ""
    return tree.between(first - 1, place + 1).lower()


def demonstrative(own: Agreement, noun: str) -> str:
    """The demonstrative before *noun*; empty when its gender is not known."""
    if own.number == "Plur":
        return "ces"
    if own.gender == "Fem":
        return "cette"
    if own.gender == "Masc":
        return "cet" if _VOWEL.match(noun) else "ce"
    return ""


def phrase(tree: Tree, place: int) -> tuple[int, int]:
    """Places of the first word of the noun phrase at *place*, and of the one behind its last.

    With its adjectives and complements, but up to a comma, a relative clause or a verb.
    """
    first = phrase_start(tree, place)
    under = set(tree.subtree(place))
    last = place + 1
    while last < len(tree.tokens) and last in under and not _breaks(tree, last):
        last += 1
    while last > place + 1 and tree.tokens[last - 1].pos in {"ADP", "DET", "CCONJ"}:
        last -= 1
    return first, last


def _breaks(tree: Tree, place: int) -> bool:
    token = tree.tokens[place]
    return (
        token.pos in {"PUNCT", "SCONJ", "AUX"}
        or token.features.get("VerbForm") == "Fin"
        or token.features.get("PronType") == "Rel"
    )


_DEFINITE = {
    ("un", "Masc"): "le", ("une", "Fem"): "la", ("des", ""): "les", ("de", ""): "les",
}  # fmt: skip
_KEPT = frozenset("le la les l' l’".split())
_TWO = frozenset("deux trois quatre cinq six sept huit neuf dix douze quinze vingt".split())


def definite(tree: Tree, place: int) -> str:
    """The noun phrase at *place* as something known: "un homme de 32 ans" is "l'homme de 32 ans".

    Empty when that is not safe.
    """
    first, last = phrase(tree, place)
    text = tree.between(first, last)
    opener = tree.tokens[first]
    word = opener.text.lower()
    name = name_of(tree, place)
    if coordinated(tree, place):
        return ""
    if opener.pos == "PROPN" or (name and text.startswith(name)):
        return name or text
    if name and name not in text:
        text = f"{text} {name}"
    if word in _KEPT:
        return text[0].lower() + text[1:]
    if word in _TWO:
        return f"les {text[0].lower()}{text[1:]}"
    own = agreement(tree, place)
    rest = text[len(opener.text) :].strip()
    article = _DEFINITE.get((word, own.gender if word in {"un", "une"} else ""))
    if article is None or not rest:
        return ""
    if article in {"le", "la"} and _VOWEL.match(rest):
        mark = "’" if "’" in tree.text else "'"
        return f"l{mark}{rest}"
    return f"{article} {rest}"


def of_it(owner: str) -> str:
    """*owner* behind "de": "du maire", "des élus", "d'Anne".

    >>> of_it("le maire"), of_it("les élus"), of_it("Anne"), of_it("la ville")
    ('du maire', 'des élus', "d'Anne", 'de la ville')
    """
    for article, merged in (("le ", "du "), ("les ", "des ")):
        if owner.lower().startswith(article):
            return merged + owner[len(article) :]
    return f"d'{owner}" if _VOWEL.match(owner) else f"de {owner}"
