"""Adjectives of countries: they are written with a small letter, and are names all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.words import WORD, fold, words_of

# Stems of countries and their peoples, as news have them most; a bar or a new line begins the next.
_PEOPLES = """
russ moscovit|ukrain|americain etats|chinois chine|allemand allemagne|britanni anglais angleterre
italien italie|espagn|portug|belg|suiss helvet|polon pologn|ture turqu turc|grec|japon|indien inde
israel|palestin|iranien iran|irak|syri|libanais liban|egypt|algeri|maroc|tunisi|libye libyen|malien
nigerian nigeria|congol congo|senegal|ivoir|camerou|canad quebec|mexi|bresil|argentin|chili|venezu
colomb|cuba cubain|corée coree|vietnam|pakista|afghan|saoud|qatar|suedois suede|norveg|danois danem
finland|irland|ecoss|hongr|roumain roumanie|bulgar|serb|croat|tcheq tchec|autrich|neerland holland
europe|african afriqu|asiati asie|franc
"""
_PEOPLE = {
    stem: country
    for country, stems in enumerate(re.split(r"[|\n]", _PEOPLES.strip()))
    for stem in stems.split()
}
_LIKE_PEOPLES = re.compile(r"francs?|franch\w*|francoise?|inde(?!s?$)\w+")
_STEM_LENGTHS = range(4, 10)
_HOME = frozenset("france francais francaise francaises".split())


def _people(word: str) -> int | None:
    """The number of the country that *word*, folded, belongs to."""
    if _LIKE_PEOPLES.fullmatch(word):
        return None
    found = (_PEOPLE.get(word[:length]) for length in _STEM_LENGTHS)
    return next((country for country in found if country is not None), None)


def wrong_peoples(text: str, sources: Sequence[str], article: frozenset[str]) -> Iterator[Fault]:
    """Adjectives of countries that the sources do not speak of; if of none, the article.

    *article* has its words.
    """
    near = {_people(word) for each in sources for word in words_of(each)} - {None}
    known = near or {_people(word) for word in article}
    if _HOME & article:  # every other French article speaks of the French in passing
        known = known | {_people("france")}
    for each in WORD.findall(text):
        people = _people(fold(each)) if each[0].islower() else None
        if people is not None and people not in known:
            yield Fault(FaultKind.NAME, each)
