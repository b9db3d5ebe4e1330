"""The fact check: whether a sentence says only what the article says, and as surely.

Figures and dates are compared as they are spoken, so that "14h30" and "quatorze heures trente" are
one; names and quotations as they are written; negations and degrees of certainty by the words they
govern.  It knows words, not grammar: it finds what was put in, taken out or exchanged, but not a
sentence whose right words stand in a wrong order ("A poursuit B" for "B poursuit A").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.condense.facts.attributions import wrong_attribution
from briefing.condense.facts.certainty import wrong_certainty
from briefing.condense.facts.dates import wrong_days
from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.figures import Figure, figures_of, wrong_figures
from briefing.condense.facts.inventions import invented
from briefing.condense.facts.names import Names, names_of, wrong_names
from briefing.condense.facts.negations import wrong_negations
from briefing.condense.facts.peoples import wrong_peoples
from briefing.condense.facts.quotations import comparable, quotations_of, wrong_quotations
from briefing.condense.facts.words import content_of, words_of
from briefing.model import Article

__all__ = ["Evidence", "Fault", "FaultKind", "check", "evidence", "evidence_of"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that an article says, made ready to be asked often; see `evidence`."""

    words: frozenset[str]
    stems: frozenset[str]
    names: Names
    figures: tuple[Figure, ...]
    said: str
    """All of it, in the form in which quotations are compared."""
    quoted: str
    """What stands in quotation marks, likewise."""


def evidence(article: Article) -> Evidence:
    """What *article* says, its title included."""
    return evidence_of([article.title, *(each.text for each in article.sentences)])


def evidence_of(sentences: Sequence[str]) -> Evidence:
    """What *sentences*, one article's, say."""
    whole = " ".join(sentences)
    return Evidence(
        frozenset(words_of(whole)),
        frozenset(content_of(words_of(whole))),
        names_of(sentences),
        tuple(figure for each in sentences for figure in figures_of(each)),
        comparable(whole),
        comparable(" … ".join(quotations_of(whole))),
    )


def check(text: str, sources: Sequence[str], article: Evidence) -> tuple[Fault, ...]:
    """What *text*, one sentence that stands on the sentences *sources* of *article*, says wrongly.

    Empty when it says only what they say.  Names and quotations may come from anywhere in
    *article*, dates too when the sources have none; all else has to be in *sources*.  A text that
    is sentences of *sources*, whole and unchanged, has no faults.

    >>> said = ["Selon la mairie, 2 000 personnes ont traversé le pont samedi à 14h30."]
    >>> check("Deux mille personnes l’ont traversé, selon la mairie.", said, evidence_of(said))
    ()
    >>> [str(fault) for fault in check("Selon la mairie, 300 personnes.", said, evidence_of(said))]
    ['the figure 300 is not in the article like that']
    """
    if _plain(text) in {_plain(each) for each in sources} | {_plain(" ".join(sources))}:
        return ()
    found = (
        *wrong_figures(text, sources, article.figures),
        *wrong_days(text, sources, article.words | {one.unit for one in article.figures}),
        *wrong_names(text, article.names, article.words),
        *wrong_peoples(text, sources, article.words),
        *wrong_quotations(text, said=article.said, quoted=article.quoted),
        *wrong_negations(text, sources),
        *wrong_certainty(text, sources),
        *wrong_attribution(text, sources, article.words),
        *invented(text, known=article.words, stems=article.stems),
    )
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return " ".join(text.split())
