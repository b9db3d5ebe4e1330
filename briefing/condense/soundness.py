"""Whether a sentence that was operated on is still one: grammar, and nothing but the source."""

from __future__ import annotations

import re
from collections import Counter

from briefing.condense.marks import enclosed
from briefing.condense.syntax import Tree

_SHORTEST = 3  # words
# No French sentence ends on one of these, nor goes from one of them to a comma.
_DANGLING = frozenset(
    "à au aux avec car ce ces cet cette chez comme d dans de des dont du en entre est et l la le"
    " les leur leurs mais ne ni n or ou où par parmi pour qu que quel quelle qui sa sans se ses si"
    " son sous sur un une vers très afin puisque lorsque parce c s j m t".split()
)
# What turns the rest round, or keeps somebody from being taken for guilty.
_TURN = re.compile(
    r"\b(?:nie|nient|niait|niaient|nier|contest\w+|dément|démentent|démenti|réfut\w+|innocen\w+"
    r"|en vain|sans (?:succès|résultat|effet|y parvenir|toutefois|pour autant)|se raviser"
    r"|se rétracter"
    r"|renoncer|échouer|marche arrière|présumée?s?|supposée?s?|prétendue?s?|en (?:suppos|admett)ant"
    r"|sous (?:réserve|condition)|à condition|sauf|à moins|faux|fausse|hypoth\w+)\b",
    re.IGNORECASE,
)
_DEPENDENT = re.compile(
    r"(?:alors qu|tandis qu|pendant qu|après qu|avant qu|dès qu|depuis qu|tant qu|parce qu|afin qu"
    r"|pour qu|bien qu|même si\b|si\b|lorsqu|quand\b|puisqu|comme\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
# "que, pour la première fois, la ville…" is right; "J." and "°C" are no words.
_STOPS = re.compile(r"\b(?!que,|[A-ZÀ-Þ]\b)(\w+)['’]?\s*[,;:.!?…]")
# Whose words they are...
_SOURCE = re.compile(
    r"\b(?:selon|d['’]après|de source|de l['’]avis|de l['’]opinion|à en croire|à l['’]en croire"
    r"|dit-on"
    r"|aux dires|au dire|aux yeux)\b",
    re.IGNORECASE,
)
# ... and how sure they are of it.
_DOUBT = re.compile(
    r"\b(?:apparemment|peut[- ]être|probablement|vraisemblablement|sans doute|semble-t-il"
    r"|paraît-il|éventuellement|davantage|officiellement|sous réserve)\b",
    re.IGNORECASE,
)


def doubts(text: str) -> bool:
    """Whether *text* says how sure something is, or who says so."""
    return _DOUBT.search(text) is not None or sourced(text)


def turns(text: str) -> bool:
    """Whether leaving out *text* would turn round what is left: "en vain", "qui nie les faits"."""
    return _TURN.search(text) is not None


def sourced(text: str) -> bool:
    """Whether *text* says who says so, without a verb: "selon la police"."""
    return _SOURCE.search(text) is not None


def closes(tree: Tree) -> bool:
    """Whether nothing dangles: no word waits for another, no mark for its partner."""
    words = _WORD.findall(tree.text)
    return (
        len(words) >= _SHORTEST
        and enclosed(tree.text) is not None
        and not any(word.lower() in _DANGLING for word in _STOPS.findall(tree.text))
        and any(each.features.get("VerbForm") == "Fin" for each in tree.tokens)
        and not _only_depends(tree)
    )


def _only_depends(tree: Tree) -> bool:
    """Whether a clause that needs another one is all there is: "Alors que le feu avance."."""
    if not _DEPENDENT.match(tree.text):
        return False
    comma = next((i for i, each in enumerate(tree.tokens) if each.text == ","), None)
    return comma is None or not any(
        each.features.get("VerbForm") == "Fin" for each in tree.tokens[comma:]
    )


def stands(tree: Tree) -> bool:
    """Whether the text reads as one whole sentence: a verb, its subject, and nothing dangling."""
    verb = tree.finite(tree.root)
    return verb is not None and closes(tree) and _has_subject(tree, verb)


def _has_subject(tree: Tree, verb: int) -> bool:
    subject = tree.subject(tree.root)
    if subject is None:
        return False
    wanted = tree.tokens[verb].features.get("Number")
    own = tree.tokens[subject].features.get("Number")
    several = any(tree.tokens[i].relation == "conj" for i in tree.children(subject))
    return wanted is None or own is None or several or own == wanted or _counts(tree, subject)


def _counts(tree: Tree, subject: int) -> bool:
    """Whether the subject may take either number: "Une vingtaine de…", "La plupart", "12 morts"."""
    kinds = {"nmod", "nummod", "appos", "flat:name", "det"}
    return tree.tokens[subject].pos in {"PROPN", "PRON", "NUM", "X"} or any(
        tree.tokens[i].relation in kinds and tree.tokens[i].pos != "DET"
        for i in tree.children(subject)
    )


def same_core(before: Tree, after: Tree) -> bool:
    """Whether both say the same of the same: their main verbs and subjects are the same words."""
    return _core(before) == _core(after)


def _core(tree: Tree) -> tuple[str, str]:
    subject = tree.subject(tree.root)
    return (
        tree.tokens[tree.root].text.lower(),
        "" if subject is None else tree.tokens[subject].text.lower(),
    )


def added(source: str, told: str) -> Counter[str]:
    """The words that are told and are not in *source*, each as often as it is too many."""
    return Counter(_words(told)) - Counter(_words(source))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
