"""Dates, years and eras."""

from __future__ import annotations

import re

from briefing.spoken.numbers import in_words

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
MONTH_NAMES = "|".join(MONTHS)
_SHORT_MONTHS = {
    "janv": "janvier", "jan": "janvier", "févr": "février", "fév": "février", "avr": "avril",
    "juil": "juillet", "sept": "septembre", "oct": "octobre", "nov": "novembre",
    "déc": "décembre",
}  # fmt: skip
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
_DAYS_BY_STEM = {
    "lun": "di", "mar": "di", "mer": "credi", "jeu": "di", "ven": "dredi", "sam": "edi",
    "dim": "anche",
}  # fmt: skip
_SHORT_DAY = re.compile(r"(?<!\w)((lun|mar|mer|jeu|ven|sam|dim))\. (?=\d)", re.IGNORECASE)
_SHORT_MONTH = re.compile(
    r"(?:(?<=\d )|(?<=1er ))(janv|jan|févr|fév|avr|juil|sept|oct|nov|déc)(?:\.(?=,? [\wà])|\."
    r"(?=$)|(?= \d{4}\b))"
    r"|(?<!\w)(janv|févr|avr|juil|sept|oct|nov|déc)\.(?= \d{4}\b)"
    r"|(?<!\w)(janv|févr|juil|nov|déc)\.(?= [a-zà-ÿ])"
)
_DATE = re.compile(rf"(?<![\w.,/-]){_DAY}([/.-]){_MONTH}\2(\d{{4}}|\d\d)(?![\w/-]|[.,]\d)")
_ISO_DATE = re.compile(rf"(?<![\w.,/-])(\d{{4}})([-/]){_MONTH}\2{_DAY}(?:T(?=\d))?(?![\w/-])")
_SHORT_DATE = re.compile(
    rf"(?<!\w)((?:[Ll]e|[Dd]u|[Aa]u|{_DAYS})) {_DAY}([/.]){_MONTH}"
    r"(?![\w/%]|[.,]\d| ?[%€]| d[eu’']| h\b)"
)
_MONTH_YEAR = re.compile(r"(?<![\w.,/-])(0[1-9]|1[0-2])/((?:19|20)\d\d)(?![\w/])")
_FIRST = re.compile(rf"(?<![\w.,-])0?1(?= (?:{MONTH_NAMES})\b)")
_LEADING_ZERO = re.compile(rf"(?<![\w.,-])0([2-9])(?= (?:{MONTH_NAMES})\b)")
_FEAST = re.compile(rf"(?<![\w.,-])(\d{{1,2}}|1er)-({MONTH_NAMES})\b", re.IGNORECASE)
_WAR = re.compile(r"(?<![\w.,-])(14|39|1914|1939|70|1870)[-–](18|45|40|71)(?![\w-])")
_TURN = 50
"""Years in two figures: from here on those of last century, "le 3/5/68"."""


def _said(day: str, month: str, year: str = "") -> str:
    said = "premier" if int(day) == 1 else in_words(int(day))
    if len(year) == 2:  # noqa: PLR2004 - no century
        year = f"{'19' if int(year) >= _TURN else '20'}{year}"
    return f"{said} {MONTHS[int(month) - 1]} {in_words(int(year)) if year else ''}".rstrip()


def _is_share(before: str, day: str, month: str) -> bool:
    """Whether it is a fraction: "le 1/3", but not "le 3/5", which would be "les 3/5"."""
    return before.lower() in {"le", "du", "au"} and day == "1" and month in {"2", "3", "4"}


def short_months(text: str) -> str:
    """Months and days of the week cut short (Lexique de l'Imprimerie nationale).

    >>> short_months("le 3 janv. 2012, nov. 2013, le 1er sept.")
    'le 3 janvier 2012, novembre 2013, le 1er septembre.'
    """

    def say(match: re.Match[str]) -> str:
        stop = "." if match.end() == len(text) and match.group().endswith(".") else ""
        return _SHORT_MONTHS[match[1] or match[2] or match[3]] + stop

    text = _SHORT_DAY.sub(lambda m: f"{m[1]}{_DAYS_BY_STEM[m[2].lower()]} ", text)
    return _SHORT_MONTH.sub(say, text)


def dates(text: str) -> str:
    """Dates in figures; the day is a cardinal but for the first (Grevisse, § 599).

    >>> dates("le 01/05/2026, le 14.07.89")
    'le premier mai deux mille vingt-six, le quatorze juillet mille neuf cent quatre-vingt-neuf'
    >>> dates("le 2026-11-22"), dates("le 11/09"), dates("le 3/4 des élèves")
    ('le vingt-deux novembre deux mille vingt-six', 'le onze septembre', 'le 3/4 des élèves')
    >>> dates("Le match du 8/10, la réunion du 3/5, au 1/3")
    'Le match du huit octobre, la réunion du trois mai, au 1/3'
    >>> dates("le 1 mai, en 05/2012, l'attentat du 11-Septembre, la guerre de 39-45")
    "le 1er mai, en mai 2012, l'attentat du 11 Septembre, la guerre de 39 45"
    """

    def short(match: re.Match[str]) -> str:
        if _is_share(match[1], match[2], match[4]) or (
            match[3] == "." and not match[4].startswith("0")
        ):
            return match.group()
        return f"{match[1]} {_said(match[2], match[4])}"

    text = _ISO_DATE.sub(lambda m: _said(m[4], m[3], m[1]) + " " * m.group().endswith("T"), text)
    text = _DATE.sub(lambda m: _said(m[1], m[3], m[4]), text)
    text = _SHORT_DATE.sub(short, text)
    text = _MONTH_YEAR.sub(lambda m: f"{MONTHS[int(m[1]) - 1]} {m[2]}", text)
    text = _FEAST.sub(r"\1 \2", _WAR.sub(r"\1 \2", text))
    return _FIRST.sub("1er", _LEADING_ZERO.sub(r"\1", text))


_ERA = re.compile(
    r"\b([Aa])(v|vant|p|pr|près)\.? ?J\.?[- ]?-?C(?:\.|\b)(?: ?-? ?C\.)?|\b([Aa])(v|pr?)\. n\. ?è\."
)
_DECADE = re.compile(r"(?<=[ns] )'(?=\d\d\b)|(?<![\w'’])['’](?=[5-9]\ds?\b)")
_ABOUT = re.compile(r"(?<!\w)(?:v\.|ca\.?|c\.) (?=1\d{3}\b)")


def eras(text: str) -> str:
    """Before and after Christ; years that are only about right.

    >>> eras("en 52 av. J.-C., au IIe siècle apr. J.-C."), eras("né v. 1850")
    ('en 52 avant Jésus-Christ, au IIe siècle après Jésus-Christ.', 'né vers 1850')
    """

    def say(match: re.Match[str]) -> str:
        first, short = match[1] or match[3], match[2] or match[4]
        word = f"{first}{'vant' if short.startswith('v') else 'près'}"
        ends = match.end() == len(text) and match.group().endswith(".")
        era = "Jésus-Christ" if match[1] else "notre ère"
        return f"{word} {era}{'.' if ends else ''}"

    return _ABOUT.sub("vers ", _DECADE.sub("", _ERA.sub(say, text)))


_YEARS = re.compile(
    r"(?<![\w.,/-])((?:1[0-9]|20)\d\d)(?: ?[-–/] ?)((?:1[0-9]|20)\d\d|\d\d)(?![\w/-]|[.,]\d)"
)


def spans_of_years(text: str) -> str:
    """Seasons and lives; both years in full, with nothing between them, as announcers say them.

    >>> spans_of_years("la saison 2024-2025, le plan 2024-27")
    'la saison 2024 2025, le plan 2024 27'
    """

    def say(match: re.Match[str]) -> str:
        first, last = match.groups()
        if len(last) == 2 and int(last) <= int(first[2:]):  # noqa: PLR2004 - no century
            return match.group()
        return f"{first} {last}"

    return _YEARS.sub(say, text)
