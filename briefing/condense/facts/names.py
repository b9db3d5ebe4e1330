"""The names of a text: runs of words with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.words import EMPTY, WORD, fold


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an article: runs of words with capitals, folded."""

    words: frozenset[str]
    small: frozenset[str]
    """Words that the article writes with a small letter."""
    pairs: frozenset[tuple[str, str]]
    """Words of one run, the first before the second, with or without words between."""
    starts: frozenset[str]
    ends: frozenset[str]
    bound: frozenset[str]
    """Words that a particle ties to another: "Corée" in "Corée du Nord"."""


_PARTICLES = frozenset("de du des d la le les l ben bin ibn von van der den al el y da di".split())
_TITLES = frozenset("m mm mme mmes mlle dr pr me mgr".split())
# Words that open a sentence and are no names.
_OPENERS = EMPTY | _TITLES | frozenset(
    "actuellement afin ainsi apres aujourd au aupres autour autrefois bien bref celle celles celui"
    " certain certaine certaines certains chacun chaque chez cinq combien comment contre cote"
    " dehors demain derniere dernier derriere des desormais deux devant dix dorenavant durant"
    " enfin environ est face faute grace hier hors huit ici impossible jeudi jusque la lundi malgre"
    " mardi mercredi mieux neanmoins neuf nombre nouveau nouvelle nul outre parfois parmi partout"
    " pire plusieurs pourquoi pourtant premiere premier pres quant quatre quelle quelles quelque"
    " quelques quels quiconque quoi quoique reste samedi sauf sept seul seule seules seuls selon"
    " sinon six soudain souvent suite surtout tandis tant tantot tel telle toutefois trois va"
    " vendredi dimanche vingt voici voila aucun aucune personne rien jamais interroge interrogee"
    " age agee ages mort arrive ne nee fonde fondee cree creee situe situee prevu prevue resultat"
    " rappel moins plus peut peut-etre probablement autant bientot ceci ca cela mes mon ma ton tes"
    " votre vos quinze trente quarante cinquante soixante cent mille douze onze treize quatorze"
    " seize quatre-vingt janvier fevrier mars avril mai juin juillet aout septembre octobre"
    " novembre decembre tot tard lors or depuis ensuite puis mais jusqu lorsque quand comme si"
    " parce puisque ailleurs alentour concernant suivant pendant dessous dedans objectif principal"
    " autrement entre dans en sur sous vers sans avec par pour".split()
)  # fmt: skip
_NAME_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_OPENING_MARKS = frozenset('.:!?«“"(—–…')
# Capitals of figures and units, which are compared as figures: XXIe, Md€.
_OF_FIGURES = re.compile(r"[IVXLCDM]+(?:er|re|e|è|ème)|M[dr]?ds?|Mrd|[MGT](?:Wh?|o)|EUR|USD|FCFA")
_LONGEST_RUN = 12  # words; more is a line in capitals


def _runs(sentence: str, common: frozenset[str]) -> Iterator[list[tuple[str, bool]]]:
    """The runs of words with capitals in *sentence*, without those of *common* that open it.

    With each word goes whether a particle ties it to the one before.
    """
    run: list[tuple[str, bool]] = []
    tied, opening = False, True
    for each in _NAME_TOKEN.findall(sentence):
        word = fold(each)
        if _capital(each) and not (opening and _is_common(word, common)):
            run.append((word, tied and bool(run)))
            tied = False
        elif run and (word in _PARTICLES or each in {"-", "‐", "’", "'"}):
            tied = tied or word in _PARTICLES
        else:
            yield run
            run, tied = [], False
        opening = each in _OPENING_MARKS or (opening and not each.isalnum())
    yield run


def _capital(word: str) -> bool:
    """Whether *word* may be a name's."""
    name = word[0].isupper() and len(word) > 1 and fold(word) not in _TITLES
    return name and not _OF_FIGURES.fullmatch(word)


def _is_common(word: str, common: frozenset[str]) -> bool:
    return word in _OPENERS or word in common or word.endswith(("ment", "ant"))


def _small_words(sentences: Sequence[str]) -> frozenset[str]:
    """Words that *sentences* also write with a small letter."""
    found = (word for each in sentences for word in WORD.findall(each))
    return frozenset(fold(word) for word in found if word[0].islower())


def names_of(sentences: Sequence[str]) -> Names:
    """The names of *sentences*, one article's."""
    small = _small_words(sentences)
    runs = [run for each in sentences for run in _runs(each, small) if run]
    names = [[word for word, _ in run] for run in runs]
    pairs = (combinations(run[:_LONGEST_RUN], 2) for run in names)
    bound = (one[0] for run in runs for one, two in pairwise(run) if two[1])
    return Names(
        frozenset(word for run in names for word in run),
        small,
        frozenset(pair for each in pairs for pair in each),
        frozenset(run[0] for run in names),
        frozenset(run[-1] for run in names),
        frozenset(bound),
    )


def wrong_names(text: str, names: Names, words: frozenset[str]) -> Iterator[Fault]:
    """The names of *text* that an article of *names* and *words* does not have like that."""
    known, written = words | _OPENERS, {fold(each): each for each in _NAME_TOKEN.findall(text)}
    for run in _runs(text, names.small | _small_words([text])):
        unknown = [word for word, _ in run if word not in known]
        if unknown:
            yield Fault(FaultKind.NAME, " ".join(written[word] for word in unknown))
            continue
        for (one, _), (two, tied) in pairwise(run):
            if not _follows(one, two, tied, names):
                yield Fault(FaultKind.NAME, f"{written[one]} {written[two]}")


def _follows(one: str, two: str, tied: bool, names: Names) -> bool:
    """Whether *two* may follow *one* in a name, or as the next name."""
    if (one, two) in names.pairs:
        return True
    if tied:
        return one not in names.bound
    return one in names.ends and two in names.starts and one not in names.bound
