"""Figures that count or compare: signs, fractions, ranges, scores, and all that is left."""

from __future__ import annotations

import re

from briefing.spoken.dates import MONTH_NAMES
from briefing.spoken.genders import counts_feminine, is_feminine
from briefing.spoken.numbers import (
    NOT_BEFORE,
    NUMBER,
    SCALE,
    WHOLE,
    before_thousand,
    cardinal,
    feminine,
    in_words,
    ordinal,
)

_AFTER_POINT = rf"(?= ?(?:%|‰|€|\$|£|°|(?:{SCALE}|points?|fois|km|m|kg|t|ha|GW|MW|Mo|Go|To)\b))"
_ENGLISH_DECIMAL = re.compile(
    rf"(?<![\w.,])(\d{{1,3}})\.(?:(\d{{1,2}}|\d{{4,9}}){_AFTER_POINT}|(?<=\b0\.)"
    rf"(\d{{1,9}}))(?![\d.]*\d)"
)
_THOUSANDS = re.compile(r"(?<![\w.,])([1-9]\d{0,2}(?:\.\d{3}){1,6})(?![\d.]*\d|\w)")
_THOUSANDS_DECIMAL = re.compile(r"(?<![\w.,])([1-9]\d{0,2}(?:[ .,]\d{3}){2,6})(?![\w]|[.,]\d)")
# The article of the Constitution that every French newsreader knows by these two numbers.
_FORTY_NINE_THREE = re.compile(
    r"(?:(?<=\b[Ll]e )|(?<=\b[Dd]u )|(?<=\bau )|"
    r"(?<=rticle ))49[.-]3(?![\w-]|[.,]\d)"
)
_AFTER_SIGN = re.compile(
    r"(?<=[€$£])(\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,9}(?=\.\d))(?:\.(\d{1,2}))?(?![\d.])"
)
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def _english_sum(match: re.Match[str]) -> str:
    return match[1].replace(",", "") + (f",{match[2]}" if match[2] else "")


def points(text: str) -> str:
    """Points inside numbers: of thousands, of decimals as English prints them, of versions.

    >>> points("2.133 élus, 1.500.000 €, l'article 12.3, 3.5 %, 0.5, la version 2.0")
    "2133 élus, 1500000 €, l'article 12 point 3, 3,5 %, 0,5, la version 2 point 0"
    """
    text = _AFTER_SIGN.sub(_english_sum, text)
    text = _FORTY_NINE_THREE.sub("49 3", text)
    if "." in text:
        text = _THOUSANDS.sub(lambda m: m[1].replace(".", ""), text)
        text = _ENGLISH_DECIMAL.sub(lambda m: f"{m[1]},{m[2] or m[3]}", text)
        text = _POINT.sub(" point ", text)
    return _THOUSANDS_DECIMAL.sub(lambda m: re.sub(r"\D", "", m[1]), text)


# An en dash after a figure is none, (1939 –1945), unless a percentage follows: CAC 40 –1,5 %.
_SIGN = re.compile(
    r"(?<![^\s(\[«“:/])([-−+±]|(?<!\d\s)–|–(?=\d+(?:,\d+)?\s?%)) ?(?<!\d [-+–−] )(?=\d)"
)
_COMPARED = re.compile(r"(?<![<>=–-]) ?([<>]) ?(?=[-−]?\d)")
_SIZE = re.compile(r"(?<=\d)(?: ?(mm|cm|m|km)) ?[x×] ?(?=\d)|(?<=\d)( ?)[x×]( ?)(?=\d)")
_LESS = re.compile(r"(?<=\d) (?:−|[-–](?= ?\d{1,9}(?:,\d{1,9})? ?=)) (?=\d)")
_TIMES = re.compile(r"(?<!\w)[x×] ?(?=\d)")
_LISTED = re.compile(
    r"(?<![\w.,/-])\d{1,4}(?:/\d{1,4}){2,9}(?![\w/-])"
    r"|(?<![\w.,/-])\d{1,2}(?:-\d{1,2}){2,9}(?![\w/-])"
)
_DAYS_LISTED = re.compile(rf"(?<![\w.,/-])(\d{{1,2}}|1er)[/-](\d{{1,2}})(?= (?:{MONTH_NAMES})\b)")


def signs_of_numbers(text: str) -> str:
    """Signs before figures and between them, before units hide the figures.

    >>> signs_of_numbers("par -5 °C, de 93 mm x 20 mm, 4 x 100 m, un 4x4")
    'par moins 5 °C, de 93 mm sur 20 mm, 4 fois 100 m, un 4 4'
    >>> signs_of_numbers("les 17/18/19 mars, les 17-18-19 mars, en 4-4-2")
    'les 17, 18, 19 mars, les 17, 18, 19 mars, en quatre quatre deux'
    >>> signs_of_numbers("<5 cas, > 10")
    'inférieur à 5 cas, supérieur à 10'
    """
    compared = {"<": " inférieur à ", ">": " supérieur à "}
    text = _COMPARED.sub(lambda m: compared[m[1]], text).lstrip(" ")
    names = {"+": "plus ", "±": "plus ou moins "}
    text = _LESS.sub(" moins ", text)
    text = _SIGN.sub(lambda m: names.get(m[1], "moins "), text)
    text = _LISTED.sub(_listed, text)
    text = _DAYS_LISTED.sub(r"\1 à \2", text)
    text = _SIZE.sub(_times, text)
    return _TIMES.sub("fois ", text)


def _listed(match: re.Match[str]) -> str:
    days = re.match(rf" (?:{MONTH_NAMES})\b", match.string[match.end() : match.end() + 12])
    parts = re.findall(r"\d+", match.group())
    return ", ".join(parts) if days else " ".join(map(cardinal, parts))


def _times(match: re.Match[str]) -> str:
    if match[1]:
        return f" {match[1]} sur "
    around = match.string[max(0, match.start() - 2) : match.end() + 2]
    wheels = re.search(r"(?<!\d)(4[x×]4|2[x×]2|2[x×]1|2[x×]3)(?!\d)", around)
    if wheels and not match[2]:
        return " " if wheels[1][0] == "4" else " fois "
    sized = re.match(
        r"\d+(?:,\d+)? ?(?:cm|mm|m|km)\b(?!²)", match.string[match.end() : match.end() + 12]
    )
    relay = re.match(r"\d{2,4} ?m\b", match.string[match.end() : match.end() + 9])
    return " sur " if sized and not relay else " fois "


_PARTS = {2: "demi", 3: "tiers", 4: "quart"}
_FRACTION = re.compile(
    r"(?<![\w.,/])(?:(\d{1,3}) )?(\d{1,3})[/⁄](\d{1,4})(e|è|ème|th)?(?![\w/]|[.,]\d"
    r"|-\d)( de finale| finales?)?"
)
_HALF = re.compile(
    r"(?<!\d )(?<![\w.,/])1/2[ -](h(?!\w)|[a-zà-ÿ]{4,20})(?<!pour)(?<!avec)(?<!dans)\b"
)
_QUARTER_OF_AN_HOUR = re.compile(r"(?<![\w.,/])([13])/4 ?h(?:eures?)?\b(?! ?\d)")
_MAP = re.compile(r"(?<![\w.,])1/([1-9]\d{0,2} (?:\d{3} ?)?000)(?!\d)")
_ONE_OF = re.compile(r"(?<![\w.,/])(\d{1,3}(?:,\d{1,2})?)/(\d{1,3})(?![\w/])")
_NOTE_OUT_OF = frozenset({20, 60, 120})
_MARKED_OUT_OF = frozenset({10, 20})
_MOST_PARTS = 100


def fractions(text: str) -> str:
    """Fractions, and what is out of so many: 20 is what French schools mark out of.

    >>> fractions("1/2, 3/4, 2/3, 1/8, 15/20, 24/7, 4 2/4, 50/50, 6,5/20")
    'un demi, trois quarts, deux tiers, un huitième, 15 sur 20, 24 sur 7, 4 et deux quarts, \
cinquante cinquante, \
6,5 sur 20'
    >>> fractions("8/10 en dictée, 20/20, les 9/10 des élèves, 3/4h")
    "8 sur 10 en dictée, 20 sur 20, les neuf dixièmes des élèves, trois quarts d'heure"
    >>> fractions("en 1/8e de finale, les 1/4 de finale, 1/10e de seconde")
    'en huitième de finale, les quarts de finale, un dixième de seconde'
    """

    def say(match: re.Match[str]) -> str:
        above, below = int(match[2]), int(match[3])
        if not below or _is_mark(match):
            return re.sub("[/⁄]", " sur ", match.group())
        part = _PARTS.get(below) or ordinal(str(below))
        if match[5]:
            return _round_of_a_cup(match, part)
        if above == below and below > 9 and not match[4]:  # noqa: PLR2004 - of two figures
            return f"{match[1] + ' ' if match[1] else ''}{in_words(above)} {in_words(below)}"
        whole = f"{match[1]} et " if match[1] else ""
        if (
            above == 1
            and match[4]
            and re.search(r"\bun $", match.string[max(0, match.start() - 4) : match.start()])
        ):
            return part
        if not _is_part(above, below) and not match[4]:
            return re.sub("[/⁄]", " sur ", match.group())
        plural = "s" if above > 1 and not part.endswith("s") else ""
        return f"{whole}{in_words(above)} {part}{plural}"

    if "/" not in text and "⁄" not in text:
        return text
    text = _HALF.sub(_half, text)
    text = _QUARTER_OF_AN_HOUR.sub(
        lambda m: "un quart d'heure" if m[1] == "1" else "trois quarts d'heure", text
    )
    text = _MAP.sub(lambda m: f"un {ordinal(m[1])}", text)
    text = _FRACTION.sub(say, text)
    return _ONE_OF.sub(r"\1 sur \2", text)


def _is_mark(match: re.Match[str]) -> bool:
    """Whether it is a mark out of ten or twenty, and not a share: "les 9/10 des élèves"."""
    if int(match[3]) not in _MARKED_OUT_OF or match[4] or match[5]:
        return False
    before = match.string[max(0, match.start() - 4) : match.start()]
    after = match.string[match.end() : match.end() + 5]
    named = re.search(r"\b(?:[LlDdCc]es|[Aa]ux) $", before)
    return not (match[1] or named or re.match(r" d(?:es?|u) | d['’]", after))


def _round_of_a_cup(match: re.Match[str], part: str) -> str:
    if part == "demi":
        return f"{match[1] + ' ' if match[1] else ''}{part}-{match[5].strip()}"
    before = match.string[max(0, match.start() - 5) : match.start()]
    return f"{part}{'s' if re.search('(?:[Ll]es|[Dd]es|aux) $', before) else ''}{match[5]}"


def _half(match: re.Match[str]) -> str:
    noun = "heure" if match[1] == "h" else match[1]
    return f"{'une' if is_feminine(noun) else 'un'} demi-{noun}"


def _is_part(above: int, below: int) -> bool:
    if below in _NOTE_OUT_OF:
        return False
    if (above, below) in {(16, 9), (21, 9)}:  # the shapes of screens
        return True
    if below in _PARTS:
        return above <= 11  # noqa: PLR2004 - "11/2" is half of eleven
    return 0 < above < below and (below <= _MOST_PARTS or below == 1000)  # noqa: PLR2004 - millièmes


_ARTICLE = re.compile(
    r"([Aa]rticles?|[Aa]lin[ée]as?|[Nn]uméros?|[Ll]oi|[Dd]écret) (?:[LRDA] )?\d{1,5}$"
)
_BRANDS = re.compile(
    r"(?:Boeing|Airbus|ATR|Antonov|Tupolev|Iliouchine|Bombardier|Peugeot|vol|type|Ariane) $"
)
_RANGE = re.compile(rf"{NOT_BEFORE}(?<!\d[-–])({NUMBER})( ?)[-–](\2)({NUMBER})(?![\w-]|[.,]\d)")
_SET = r"\d{1,2}[-–]\d{1,2}(?: ?\(\d{1,2}(?:[-–/]\d{1,2})?\))?"
_SETS = re.compile(
    rf"(?<![\w.,-])(?:{_SET}(?:(?:, ?| et |/| ){_SET}){{1,6}}|[67][-–][67] "
    rf"?\(\d{{1,2}}(?:[-–/]\d{{1,2}})?\))(?![\w-])"
)
_WON = r"(?:6/[0-4]|[0-4]/6|7/[56]|[56]/7)(?: ?\(\d{1,2}(?:[-–/]\d{1,2})?\))?"
_SETS_WITH_SLASHES = re.compile(
    rf"(?<![\w.,/-]){_WON}(?:(?:, ?| et | - | ){_WON}){{1,4}}(?![\w/-])"
)
_ONE_SET = re.compile(r"(\d{1,2})[-–/](\d{1,2})")


def scores(text: str) -> str:
    """Sets of tennis: figures side by side, with no "à" between.

    >>> scores("Elle gagne 6-4, 7-5, puis 7-6 (7-4), 6-2. Lens gagne 3-1.")
    'Elle gagne 6 4, 7 5, puis 7 6 (7 4), 6 2. Lens gagne 3-1.'
    >>> scores("6/4 7/6")
    '6 4 7 6'
    """

    def apart(sets: re.Match[str]) -> str:
        return _ONE_SET.sub(r"\1 \2", sets.group())

    return _SETS.sub(apart, _SETS_WITH_SLASHES.sub(apart, text))


def ranges(text: str) -> str:
    """Ranges and scores; two years stand side by side, and so do the parts of a name.

    >>> ranges("1 200-1 500 personnes")
    'mille deux cents à mille cinq cents personnes'
    >>> ranges("10-15 personnes, 3-1, un Boeing 737-800, l'article 12-3")
    "dix à quinze personnes, trois à un, un Boeing sept cent trente-sept huit cents, \
l'article douze tiret trois"
    """

    def say(match: re.Match[str]) -> str:
        first, last = match[1], match[4]
        before = match.string[max(0, match.start() - 20) : match.start()] + first
        if last == "0" and not match[2]:
            return f"{cardinal(first)} à zéro"
        link = "à "
        if _ARTICLE.search(before):
            link = "tiret "
        elif _BRANDS.search(before[: len(before) - len(first)]):
            link = ""
        elif match[2] and not _grows(first, last):
            return f"{cardinal(first)} – {cardinal(last)}"
        return f"{cardinal(first)} {link}{cardinal(last)}"

    return _RANGE.sub(say, text)


def _grows(first: str, last: str) -> bool:
    return float(first.replace(" ", "").replace(",", ".")) < float(
        last.replace(" ", "").replace(",", ".")
    )


# No space before the short endings: "en 2025 des élus" and "2 de plus" are no ordinals.
_ORDINAL = re.compile(
    rf"{NOT_BEFORE}({WHOLE})(?: ?(ers?|[èée]res?|i?[èée]mes?)|-?(res?|es?|è|nds?|ndes?))(?![\w'’])"
    rf"|{NOT_BEFORE}(2)(n?de?s?)(?!\w)"
)
_ITEM_OF_LAW = re.compile(
    r"(?<![\w.,])(\d{1,2})°(?=(?:(?:,| et| ou| à) \d{1,2}°){0,4} (?:d[eu] (?:la "
    r"|l['’]|présent |[IVX]+\b)|dudit))"
)
_NTH = re.compile(r"(?<!\w)[nNxX]-?i?[èe]me\b")


def items_of_law(text: str) -> str:
    """The items of an article of law, which look like degrees.

    >>> items_of_law("le 3° de l'article 5, les 1° et 2° du I, par 3° de moins")
    "le 3 de l'article 5, les 1 et 2 du I, par 3° de moins"
    """
    return _ITEM_OF_LAW.sub(r"\1", text) if "°" in text else text


def ordinals(text: str) -> str:
    """Ordinals in figures, with every ending that is printed (Imprimerie nationale: er, re, e, de).

    >>> ordinals("le 1er mai, la 1re fois, la 42e édition, les 2es rencontres, la 2de, le 10 000e")
    'le premier mai, la première fois, la quarante-deuxième édition, les deuxièmes rencontres, \
la seconde, le dix millième'
    >>> ordinals("la 3ème, la 1ère, la n-ième fois, le 8è")
    'la troisième, la première, la énième fois, le huitième'
    """

    def say(match: re.Match[str]) -> str:
        ending = (match[2] or match[3] or match[5]).lstrip()
        plural = "s" if ending.endswith("s") else ""
        if match[4] or (match[1] == "2" and ending.startswith("n")):
            return ("seconde" if "de" in ending else "second") + plural
        if match[1] == "1" and (ending.startswith("r") or "res" in f"{ending}s"):
            return f"première{plural}"
        return ordinal(match[1]) + plural

    return _NTH.sub("énième", _ORDINAL.sub(say, text))


_FEMININE_PLACE = re.compile(r"(?:[Nn]uméro|pages?|chapitre|article|tome|n°|[A-Z]\w{1,20}) $")
_LINE_OF_YEARS = (1500, 2100)
_CARDINAL = re.compile(
    rf"(?<![\w,])([-−+]?)({NUMBER})(?!\w)(?=( [a-zà-ÿœ’'-]+(?: [a-zà-ÿœ’'-]+)?)?)"
)
_ARTICLES = frozenset("Les Des Ces Mes Ses Nos Vos Leurs Une Aux Avec Entre Plus Moins Pour Quelque"
                      " Environ Sur Dans Parmi Après Avant Soit Il"
                          " Elle On Et Ou De À Par Près".split())  # fmt: skip


def cardinals(text: str) -> str:
    """All figures that are left, in agreement with a feminine noun.

    >>> cardinals("2 000 milliards, 21 personnes, -5, 31 nouvelles voitures, 1 001 nuits")
    'deux mille milliards, vingt et une personnes, moins cinq, trente et une nouvelles voitures, \
mille et une nuits'
    >>> cardinals("la Ligue 1 saison après saison, 200 mille")
    'la Ligue un saison après saison, deux cent mille'
    """
    return _CARDINAL.sub(_counting, text)


def _counting(match: re.Match[str]) -> str:
    figure, following = match[2], match[3] or ""
    sign = {"": "", "+": "plus "}.get(match[1], "moins ")
    said = cardinal(figure)
    if following.startswith(" mille") and not following.startswith(" milles"):
        return sign + before_thousand(said)
    if not said.endswith("un") or "," in figure or said.endswith("mille un"):
        if figure.replace(" ", "") == "1001" and following.startswith(" nuits"):
            return "mille et une"
        if not (said.endswith("mille un") and counts_feminine(following)):
            return sign + said
    return sign + (feminine(said) if _agrees(match, figure, following) else said)


def _agrees(match: re.Match[str], figure: str, following: str) -> bool:
    if len(figure) == 4 and _LINE_OF_YEARS[0] <= int(figure) < _LINE_OF_YEARS[1]:  # noqa: PLR2004 - a year
        return False
    before = _FEMININE_PLACE.search(match.string[max(0, match.start() - 24) : match.start()])
    if before and before.group().strip() not in _ARTICLES:
        return False
    votes = re.search(
        r"\bvoix (?:contre|à) $", match.string[max(0, match.start() - 14) : match.start()]
    )
    return votes is not None or counts_feminine(following)
