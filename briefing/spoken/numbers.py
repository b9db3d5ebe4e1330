"""Numbers in words: cardinals, ordinals, and their agreement.  The one door to num2words."""

from __future__ import annotations

import re
from functools import lru_cache

# Between groups of three figures French prints a thin or a non-breaking space (Bureau
# international des poids et mesures, "Brochure sur le SI", 5.4.4); `layout.spaces` has made them
# plain.  All that repeats is bounded: 100,000 figures take no longer than 100,000 letters.
WHOLE = r"(?:[1-9]\d{0,2}(?: \d{3}){1,6}(?!\d)|\d+)"
NUMBER = rf"{WHOLE}(?:,\d+)?"
SCALE = r"[kK]|M|Mio|Mds?|mds?|Mrds?|Mia|millions?|milliards?|billions?|mille"
"""Thousands, millions and milliards as news print them after a figure."""
NOT_BEFORE = r"(?<![\w.,])"
"""A figure does not start inside another, or inside a code."""

_MOST_FIGURES = 18  # beyond that nobody knows the names: a code, read figure by figure
_AT_ONCE = 3  # decimals that are read as one number
_PLURAL_FROM = 2


@lru_cache(maxsize=1 << 14)
def in_words(number: int) -> str:
    """A whole number in words, in the spelling of France, hyphens where the tradition has them.

    >>> in_words(81), in_words(200_000), in_words(80_000_000)
    ('quatre-vingt-un', 'deux cent mille', 'quatre-vingts millions')
    """
    from num2words import num2words  # 0.1 s for all its languages

    return str(num2words(number, lang="fr"))


def by_figures(digits: str) -> str:
    """Figures one by one, as in codes.

    >>> by_figures("007")
    'zéro zéro sept'
    """
    return " ".join(in_words(int(digit)) for digit in digits)


def cardinal(written: str) -> str:
    """A whole or decimal number in words, its decimals as French speakers group them.

    Two or three decimals are one number, zeros in front of them are said.

    >>> cardinal("2 000"), cardinal("3,5"), cardinal("12,05"), cardinal("007")
    ('deux mille', 'trois virgule cinq', 'douze virgule zéro cinq', 'zéro zéro sept')
    >>> cardinal("3,14159")
    'trois virgule un quatre un cinq neuf'
    """
    whole, _, decimals = written.replace(" ", "").partition(",")
    coded = len(whole) > _MOST_FIGURES or (whole.startswith("0") and len(whole) > 1)
    said = by_figures(whole) if coded else in_words(int(whole))
    if not decimals:
        return said
    rest = decimals.lstrip("0")
    zeros = ["zéro"] * (len(decimals) - len(rest))
    tail = [in_words(int(rest))] if rest and len(rest) <= _AT_ONCE else [by_figures(rest)]
    return " ".join([said, "virgule", *zeros, *filter(None, tail)])


def ordinal(written: str) -> str:
    """A whole number as an ordinal; that of num2words 0.5.14 is "deux centsième".

    >>> ordinal("1"), ordinal("9"), ordinal("81"), ordinal("200"), ordinal("10 000")
    ('premier', 'neuvième', 'quatre-vingt-unième', 'deux centième', 'dix millième')
    """
    said = cardinal(written)
    if said == "un":
        return "premier"
    stem = re.sub(r"(?<=cent)s$|(?<=vingt)s$|(?<=lion)s$|(?<=liard)s$|e$", "", said)
    return re.sub("cinq$", "cinqu", re.sub("neuf$", "neuv", stem)) + "ième"


def feminine(said: str) -> str:
    """Make "un" agree with a feminine noun (Grevisse, Le Bon Usage, § 599).

    >>> feminine("vingt et un"), feminine("quatre-vingt-un"), feminine("deux")
    ('vingt et une', 'quatre-vingt-une', 'deux')
    """
    return f"{said}e" if re.search(r"(?:^|\W)un$", said) else said


def before_thousand(said: str) -> str:
    """No s before "mille": it is a number, not a noun as "million" is.

    >>> before_thousand("quatre-vingts"), before_thousand("deux cents"), before_thousand("trois")
    ('quatre-vingt', 'deux cent', 'trois')
    """
    return re.sub(r"(cent|vingt)s$", r"\1", said)


def value(written: str) -> float:
    """What a number as written is worth.

    >>> value("1 234,5")
    1234.5
    """
    whole, _, decimals = written.replace(" ", "").partition(",")
    return float(f"{whole[:300]}.{decimals[:20] or 0}")


def counted(figure: str, one: str, many: str, *, she: bool = False) -> str:
    """A number and what it counts, which is plural from two on (Grevisse, § 513).

    >>> counted("1,9", "mètre", "mètres"), counted("21", "heure", "heures", she=True)
    ('un virgule neuf mètre', 'vingt et une heures')
    >>> counted("3 000 000", "habitant", "habitants")
    "trois millions d'habitants"
    """
    noun = many if value(figure) >= _PLURAL_FROM else one
    said = cardinal(figure)
    if re.search(r"lli(?:on|ard)s?$", said):
        return f"{said} {of(many)}"
    return f"{feminine(said) if she else said} {noun}"


def of(noun: str) -> str:
    """*noun* after "de", which loses its e before a vowel.

    >>> of("euros"), of("dollars"), of("hectares")
    ("d'euros", 'de dollars', "d'hectares")
    """
    return f"d'{noun}" if noun[0].lower() in "aeiouyhéèô" else f"de {noun}"
