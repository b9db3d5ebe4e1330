"""The figures of a text, compared as they are spoken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from briefing.condense.facts.bounds import bound_between
from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.numerals import SCALES, Reader, spoken_tokens
from briefing.condense.facts.units import CURRENCIES, MONTHS, ONE_NAME, UNITS
from briefing.condense.facts.words import content_of, words_of

_VAGUE = frozenset(
    "moitie tiers quart quarts double triple quadruple dizaine dizaines douzaine quinzaine"
    " vingtaine trentaine quarantaine cinquantaine soixantaine centaine centaines millier"
    " milliers million millions milliard milliards".split()
)
_YEARS = range(1500, 2100)
_MINUTES = 60
_CENTS = 100
_DEFINITE = frozenset("les ces ses leurs nos vos aux tous toutes".split())
_BEFORE_YEARS = frozenset("en depuis an annee fin debut ete hiver printemps".split()) | {*MONTHS}
_LINKS = frozenset("a au et ou de".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    value: Fraction
    ordinal: bool
    unit: str
    """Of `UNITS`, or empty."""
    noun: str
    """Stem of what is counted, or empty."""
    bound: str = ""
    """`more` (or as many), `less` (or as many), `about`, or empty when it is exact."""

    @property
    def shown(self) -> str:
        """As a person would jot it down."""
        if self.unit == "heure":
            return f"{int(self.value)}h{int(self.value % 1 * _MINUTES):02}"
        whole = self.value.denominator == 1
        value = str(self.value) if whole else f"{float(self.value):g}".replace(".", ",")
        return f"{value} {self.unit}".strip()

    @property
    def dated(self) -> bool:
        """Whether it tells when: the day of a month, or a year."""
        return self.unit in MONTHS or (
            not (self.unit or self.noun or self.ordinal) and self.value in _YEARS
        )


def figures_of(text: str) -> list[Figure]:
    """The numbers of *text* in its order; "un" and "une" without a unit are articles."""
    tokens = spoken_tokens(text)
    reader = Reader(tokens)
    found: list[Figure] = []
    links: list[tuple[int, int]] = []
    while reader.place < len(tokens):
        start = reader.place
        value = reader.number()
        if value is None:
            figure = _noon(tokens[start])
            reader.place = start + 1
        else:
            value = -value if _negative(tokens, start) else value
            figure = _with_unit(value, reader, tokens[start - 1] if start else "")
        if figure and not _is_word(figure, tokens[start - 1] if start else ""):
            bound = bound_between(
                tokens[max(0, start - 4) : start], tokens[reader.place : reader.place + 2]
            )
            found.append(replace(figure, bound=bound))
            links.append((start, reader.place))
    return _shared_units(found, links, tokens)


def _is_word(figure: Figure, before: str) -> bool:
    """Whether it tells no number: "un pont", "une heure", and "les deux ponts"."""
    if figure.value == 1:
        return figure.unit in {"", "heure", "jour", "an", "mois"}
    return figure.value == 2 and not figure.unit and before in _DEFINITE  # noqa: PLR2004


def _noon(word: str) -> Figure | None:
    hour = {"midi": 12, "minuit": 0}.get(word)
    return None if hour is None else Figure(Fraction(hour), False, "heure", "")


def _negative(tokens: Sequence[str], start: int) -> bool:
    before = tokens[max(0, start - 2) : start]
    return before[-1:] == ["moins"] and before[:1] != ["au"]


def _with_unit(value: Fraction, reader: Reader, before: str) -> Figure:
    """The figure of *value* behind the word *before*; *reader* stands before its unit.

    The reader moves behind a unit, not behind a noun.
    """
    ordinal, ahead = reader.ordinal, 0
    if value in _YEARS and before in _BEFORE_YEARS:
        return Figure(value, ordinal, "", "")
    if reader.peek() in {"de", "d"}:
        ahead = 1  # deux millions d'euros
    unit = _unit(reader, ahead)
    if not unit:
        return Figure(value, ordinal, "", _noun(reader))
    reader.place += ahead + (2 if unit == "%" else 1)
    power = reader.peek().removesuffix("s")
    if unit.endswith("metre") and power in {"heure", "carre", "cube"}:
        reader.place += 1
        return Figure(value, ordinal, f"{unit} {power}", "")
    if not ordinal:
        value += _fine(reader, unit)
    return Figure(value, ordinal, unit, "")


def _unit(reader: Reader, ahead: int) -> str:
    word = reader.peek(ahead)
    if word == "pour" and reader.peek(ahead + 1) in {"cent", "mille"}:
        return "%" if reader.peek(ahead + 1) == "cent" else ""
    if word in MONTHS:
        return word
    single = word if word in UNITS else word.removesuffix("s")
    single = ONE_NAME.get(single, single)
    return single if single in UNITS and single not in MONTHS else ""


def _fine(reader: Reader, unit: str) -> Fraction:
    """What follows a unit: the minutes of an hour, the cents of a euro, the centimetres."""
    parts = _MINUTES if unit == "heure" else _CENTS
    if unit == "heure" and (reader.peek(), reader.peek(1).rstrip("e")) == ("et", "demi"):
        reader.place += 2
        return Fraction(1, 2)
    if unit not in {"heure", "metre"} | CURRENCIES:
        return Fraction(0)
    before = reader.place
    fine = reader.number()
    if fine is None or reader.ordinal or fine >= parts or fine.denominator > 1:
        reader.place, reader.ordinal = before, False
        return Fraction(0)
    if unit == "heure" and reader.peek() in {"minute", "minutes"}:
        reader.place += 1
    return fine / parts


def _noun(reader: Reader) -> str:
    """The stem of what is counted: of the next two words the first that carries meaning."""
    near = []
    for ahead in range(3):
        word = reader.peek(ahead)
        if not word.isalpha() or reader.number_begins(word):
            break
        near.append(word)
    content = content_of(near)
    return content[0] if content else ""


def _shared_units(
    figures: Sequence[Figure], places: Sequence[tuple[int, int]], tokens: Sequence[str]
) -> list[Figure]:
    """*figures*, where "de 12 à 14 %" gives its unit to both."""
    found = list(figures)
    for here in range(len(found) - 2, -1, -1):
        between = tokens[places[here][1] : places[here + 1][0]]
        linked = bool(between) and all(word in _LINKS for word in between)
        one, two = found[here], found[here + 1]
        if linked and not one.unit and two.unit:
            found[here] = replace(one, unit=two.unit, noun="")
    return found


def wrong_figures(text: str, sources: Sequence[str], article: Sequence[Figure]) -> Iterator[Fault]:
    """The figures of *text* that are not those of its *sources*; *article* has all there are."""
    said = [figure for each in sources for figure in figures_of(each)]
    dated = any(figure.dated for figure in said)
    known, anywhere = _index(said), _index([*said, *article])
    for figure in figures_of(text):
        if not _known(figure, known if dated or not figure.dated else anywhere):
            kind = FaultKind.DATE if figure.dated else FaultKind.FIGURE
            yield Fault(kind, figure.shown)
    spoken = {word for each in sources for word in (*words_of(each), *spoken_tokens(each))}
    for before, word in pairwise(["", *spoken_tokens(text)]):
        counted = word in SCALES and Reader.number_begins(before.removesuffix("s"))
        forms = {word, f"{word}s", word.removesuffix("s")}
        if word in _VAGUE and not counted and not forms & spoken:
            yield Fault(FaultKind.FIGURE, word)


_Index = dict[Fraction, set[Figure]]


def _index(figures: Iterable[Figure]) -> tuple[_Index, frozenset[str]]:
    """*figures* by their values, and the nouns that any of them counts."""
    found: _Index = {}
    for figure in figures:
        found.setdefault(figure.value, set()).add(figure)
    return found, frozenset(each.noun for same in found.values() for each in same)


def _known(figure: Figure, said: tuple[_Index, frozenset[str]]) -> bool:
    """Whether *said* has the same number of the same thing, as exact."""
    index, nouns = said
    same = [
        one.noun
        for one in index.get(figure.value, ())
        if (one.ordinal, one.unit, one.bound) == (figure.ordinal, figure.unit, figure.bound)
    ]
    if figure.unit or not figure.noun or {figure.noun, ""} & set(same):
        return bool(same)
    return bool(same) and figure.noun not in nouns  # else it is said of another number
