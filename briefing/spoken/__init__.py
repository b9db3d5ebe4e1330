"""Written French -> spoken French: figures, dates, hours, money, abbreviations written out.

One rule, one named function, applied in the order of `RULES`.  A rule changes forms and nothing
else: words, punctuation and quotation marks stay where they are.  No engine is known here, but for
the respellings of `pronunciations`.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.spoken.abbreviations import abbreviations, titles
from briefing.spoken.acronyms import acronyms, codes, names_with_figures
from briefing.spoken.addresses import addresses, hashtags
from briefing.spoken.dates import dates, eras, short_months, spans_of_years
from briefing.spoken.elision import elisions
from briefing.spoken.hours import angles, chronos, clocks_of_races, hours, minutes_of_a_match
from briefing.spoken.layout import figures, headings, raised_letters, spaces
from briefing.spoken.measures import measures, rates, spans
from briefing.spoken.money import bare_scales, money, short_scales
from briefing.spoken.pronunciations import Pronunciation, Pronunciations, restored, shipped
from briefing.spoken.quantities import (
    cardinals,
    fractions,
    items_of_law,
    ordinals,
    points,
    ranges,
    scores,
    signs_of_numbers,
)
from briefing.spoken.roman import centuries, reigns
from briefing.spoken.symbols import symbols
from briefing.spoken.telephone import telephone_numbers

__all__ = ["RULES", "Pronunciation", "Pronunciations", "shipped", "speakable"]

RULES: tuple[Callable[[str], str], ...] = (
    spaces,
    headings,
    raised_letters,
    figures,
    addresses,
    hashtags,
    titles,
    eras,
    short_months,
    abbreviations,
    centuries,
    reigns,
    telephone_numbers,
    dates,
    clocks_of_races,
    items_of_law,
    points,
    scores,
    spans_of_years,
    signs_of_numbers,
    elisions,
    rates,
    fractions,
    spans,
    angles,
    chronos,
    minutes_of_a_match,
    hours,
    short_scales,
    money,
    measures,
    bare_scales,
    ordinals,
    ranges,
    codes,
    cardinals,
    names_with_figures,
    acronyms,
    symbols,
    spaces,
)


def speakable(text: str, pronunciations: Pronunciations | None = None) -> str:
    """*text* as a French speaker would say it: no figures, no signs, no abbreviations.

    What *pronunciations* tell for every engine wins over all rules.

    >>> speakable("À 14h30, le taux atteint 3,5 % ;")
    'À quatorze heures trente, le taux atteint trois virgule cinq pour cent ;'
    >>> speakable("Au XXIe siècle, M. Dupont paie 12 €.")
    'Au vingt et unième siècle, monsieur Dupont paie douze euros.'
    >>> speakable("Le G7 à Lens", Pronunciations((Pronunciation("G7", "groupe des sept"),)))
    'Le groupe des sept à Lens'
    """
    said: tuple[str, ...] = ()
    if pronunciations is not None:
        text, said = pronunciations.held(spaces(text))
    for rule in RULES:
        text = rule(text)
    return " ".join(restored(text, said).split())
