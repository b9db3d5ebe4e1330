"""Written French -> spoken French: figures, dates, hours, money, abbreviations written out.

One rule, one named function, applied in the order of `RULES`.  A rule changes forms and nothing
else: words, punctuation and quotation marks stay where they are.  The one door to num2words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_SPACE = r"[\u00a0\u202f\u2009 ]"  # the spaces French typography puts inside figures
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_NOT_BEFORE = r"(?<![\w.,])"  # a figure does not start inside another or inside a code
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_FEMININE_NOUNS = (
    r"(?:heures?|minutes?|secondes?|personnes?|années?|semaines?|tonnes?|fois|places?)"
)


@lru_cache(maxsize=4096)
def _words(number: int | float | str, to: str = "cardinal") -> str:
    from num2words import num2words  # 0.1 s for all its languages

    return str(num2words(number, lang="fr", to=to))


def cardinal(written: str) -> str:
    """A whole or decimal number in words, its decimals as French speakers group them.

    >>> cardinal("2 000"), cardinal("3,5"), cardinal("12,05"), cardinal("007")
    ('deux mille', 'trois virgule cinq', 'douze virgule zéro cinq', 'zéro zéro sept')
    """
    digits = re.sub(_SPACE, "", written)
    whole, _, decimals = digits.partition(",")
    if len(whole) > 15 or (whole.startswith("0") and len(whole) > 1):  # noqa: PLR2004
        said = " ".join(_words(int(digit)) for digit in whole)  # a code, read digit by digit
    else:
        said = _words(int(whole))
    if not decimals:
        return said
    zeros = ["zéro"] * (len(decimals) - len(decimals.lstrip("0")))
    rest = decimals.lstrip("0")
    tail = [_words(int(rest))] if rest and len(rest) <= 3 else [_words(int(d)) for d in rest]  # noqa: PLR2004
    return " ".join([said, "virgule", *zeros, *tail])


def _feminine(said: str) -> str:
    """Make "un" agree with a feminine noun: vingt et une heures."""
    return f"{said}e" if re.search(r"(?:^|\W)un$", said) else said


def _counted(figure: str, one: str, many: str, *, feminine: bool = False) -> str:
    """A number and its unit, in the number French grammar asks for: plural from two on."""
    value = float(re.sub(_SPACE, "", figure).replace(",", "."))
    said = cardinal(figure)
    return f"{_feminine(said) if feminine else said} {many if value >= 2 else one}"  # noqa: PLR2004


def _regular(
    pattern: str, say: Callable[[re.Match[str]], str], flags: int = 0
) -> Callable[[str], str]:
    compiled = re.compile(pattern, flags)
    return lambda text: compiled.sub(say, text)


_RAISED = str.maketrans("ᵃᵇᶜᵈᵉᵍᵐⁿᵒᵖʳˡˢᵗᵘ", "abcdegmnoprlstu")


def raised_letters(text: str) -> str:
    """Raised letters as ordinary ones, so that the rules meet one form only.

    >>> raised_letters("le 1ᵉʳ mai, Mᵐᵉ Aubin")
    'le 1er mai, Mme Aubin'
    """
    return text.translate(_RAISED)


_TITLES = {
    "M.": "monsieur", "MM.": "messieurs", "Mme": "madame", "Mmes": "mesdames",
    "Mlle": "mademoiselle", "Mlles": "mesdemoiselles", "Dr": "docteur", "Drs": "docteurs",
    "Pr": "professeur", "Me": "maître", "Mgr": "monseigneur",
}  # fmt: skip
_TITLE = re.compile(
    rf"\b(MM?\.|(?:Mmes?|Mlles?|Drs?|Pr|Me|Mgr)\.?)(?={_SPACE}+(?:[A-ZÀ-Þ]|d['’][A-Z]|de{_SPACE}))"
)


def titles(text: str) -> str:
    """Forms of address, before a name.

    >>> titles("M. Macron et Mme Le Pen, Me Dupond")
    'monsieur Macron et madame Le Pen, maître Dupond'
    """
    return _TITLE.sub(lambda m: _TITLES.get(m[1]) or _TITLES[m[1].rstrip(".")], text)


_ABBREVIATIONS = [
    (re.compile(rf"\b([Aa])v\.{_SPACE}?J\.?-?{_SPACE}?C\.?"), r"\1vant Jésus-Christ"),
    (re.compile(rf"\b([Aa])pr\.{_SPACE}?J\.?-?{_SPACE}?C\.?"), r"\1près Jésus-Christ"),
    (re.compile(rf"\b[Nn][°º]{_SPACE}?(?=\d)"), "numéro "),
    (re.compile(r"\betc(?:\.{3}|…|\.(?=\s*[^\s»)\w])|\.(?=\s+[a-zà-ÿ])|(?=\.))"), "et cetera"),
    (re.compile(rf"\bpp?\.{_SPACE}(?=\d)"), "page "),
    (re.compile(rf"\bart\.{_SPACE}(?=\d)"), "article "),
    (re.compile(r"\bcf\.(?=\s)"), "voir"),
    (re.compile(r"\bhab\.(?=\s|$)"), "habitants"),
    (re.compile(r"\b([Ss])te-(?=[A-Z])"), r"\1ainte-"),
    (re.compile(r"\b([Ss])t-(?=[A-Z])"), r"\1aint-"),
]


def abbreviations(text: str) -> str:
    """Common abbreviations that are not forms of address.

    >>> abbreviations("le n° 5, art. 3, en 52 av. J.-C., pommes, poires, etc.")
    'le numéro 5, article 3, en 52 avant Jésus-Christ, pommes, poires, et cetera.'
    """
    for pattern, said in _ABBREVIATIONS:
        text = pattern.sub(said, text)
    return text


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


_CENTURY = re.compile(r"\b([IVX]+)(?:e|è|ème|ᵉ|er|ᵉʳ|re|ère)(?=\W|$)")
_SOVEREIGN = re.compile(
    r"\b(Louis|Henri|Charles|François|Philippe|Napoléon|Jean|Paul|Jean-Paul|Benoît|Pie|Léon"
    r"|Élisabeth|Elisabeth|Elizabeth|Georges?|Guillaume|Frédéric|Alexandre|Nicolas|Édouard"
    r"|Catherine|Juan Carlos|Philippe|Felipe|Albert|Léopold|Baudouin|Mohammed|Hassan|Ramsès"
    r"|tome|chapitre|acte|livre|titre|Mondiale?|mondiale?)( )([IVX]{1,5})\b"
)


def roman_numerals(text: str) -> str:
    """Centuries, republics, sovereigns.

    >>> roman_numerals("au XXIe siècle, Louis XIV, François Ier")
    'au vingt et unième siècle, Louis quatorze, François premier'
    >>> roman_numerals("la Ve République, la Ire")
    'la cinquième République, la première'
    """

    def ordinal(match: re.Match[str]) -> str:
        value = _roman(match[1])
        feminine = match.group().endswith(("re", "ère"))
        return ("première" if feminine else "premier") if value == 1 else _words(value, "ordinal")

    text = _CENTURY.sub(ordinal, text)
    return _SOVEREIGN.sub(lambda m: f"{m[1]}{m[2]}{_words(_roman(m[3]))}", text)


_ORDINAL = re.compile(
    rf"{_NOT_BEFORE}(\d+)(?:{_SPACE}?)(ers?|res?|ères?|èmes?|es?|nde?|ds?)(?![\w])"
)


def ordinals(text: str) -> str:
    """Ordinals in figures.

    >>> ordinals("le 1er mai, la 1re fois, la 42e édition, les 2es rencontres")
    'le premier mai, la première fois, la quarante-deuxième édition, les deuxièmes rencontres'
    """

    def say(match: re.Match[str]) -> str:
        value, ending = int(match[1]), match[2]
        plural = "s" if ending.endswith("s") else ""
        if value == 1:
            return ("première" if ending.startswith(("re", "èr")) else "premier") + plural
        if ending.startswith(("nd", "d")):
            return ("seconde" if ending == "nde" else "second") + plural
        return _words(value, "ordinal") + plural

    return _ORDINAL.sub(say, text)


_DATE = re.compile(rf"{_NOT_BEFORE}(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])\2(\d{{4}})(?!\d)")


def dates(text: str) -> str:
    """Dates in figures.

    >>> dates("le 01/05/2026")
    'le premier mai deux mille vingt-six'
    """

    def say(match: re.Match[str]) -> str:
        day = "premier" if int(match[1]) == 1 else _words(int(match[1]))
        return f"{day} {_MONTHS[int(match[3]) - 1]} {_words(int(match[4]))}"

    return _DATE.sub(say, text)


_HOUR = re.compile(
    rf"{_NOT_BEFORE}([01]?\d|2[0-4]){_SPACE}?[hH](?:{_SPACE}?([0-5]\d))?(?!\w)"
    rf"|{_NOT_BEFORE}([01]?\d|2[0-3]):([0-5]\d)(?![\d:])"
)


def hours(text: str) -> str:
    """Times of day and durations in hours.

    >>> hours("à 14h30, 21 h, 9h05, 18H00")
    'à quatorze heures trente, vingt et une heures, neuf heures cinq, dix-huit heures'
    >>> hours("à 23:40")
    'à vingt-trois heures quarante'
    """

    def say(match: re.Match[str]) -> str:
        hour, minute = match[1] or match[3], int(match[2] or match[4] or 0)
        said = _counted(str(int(hour)), "heure", "heures", feminine=True)
        return f"{said} {_feminine(_words(minute))}" if minute else said

    return _HOUR.sub(say, text)


_CURRENCIES = {
    "€": ("euro", "euros"), "$": ("dollar", "dollars"), "£": ("livre", "livres"),
    "¥": ("yen", "yens"), "₩": ("won", "wons"), "₹": ("roupie", "roupies"),
}  # fmt: skip
_SCALES = {"k": "mille", "M": "million", "Md": "milliard", "Mds": "milliard"}
_MONEY = re.compile(
    rf"{_NOT_BEFORE}({_NUMBER}){_SPACE}?(k|M|Mds?|millions?|milliards?)?{_SPACE}?([€$£¥₩₹])(?!\w)"
)


def money(text: str) -> str:
    """Sums of money.

    >>> money("12,50 €, 1 €, 3,2 Md€")
    "douze euros cinquante, un euro, trois virgule deux milliards d'euros"
    >>> money("100 M$, 5 milliards €")
    "cent millions de dollars, cinq milliards d'euros"
    """

    def say(match: re.Match[str]) -> str:
        figure, scale, (one, many) = match[1], match[2], _CURRENCIES[match[3]]
        if scale and scale != "k":
            scale = _SCALES.get(scale, scale.rstrip("s"))
            return f"{_counted(figure, scale, scale + 's')} {_of(many)}"
        whole, _, cents = figure.partition(",")
        if scale == "k":
            return f"{cardinal(figure)} mille {many}"
        said = _counted(whole, one, many, feminine=one in {"livre", "roupie"})
        return (
            f"{said} {cardinal(cents.ljust(2, '0').lstrip('0') or '0')}"
            if cents.strip("0")
            else said
        )

    return _MONEY.sub(say, text)


def _of(noun: str) -> str:
    return f"d'{noun}" if noun[0] in "aeiouyhéè" else f"de {noun}"


_UNITS = {
    "%": ("pour cent", "pour cent"), "‰": ("pour mille", "pour mille"),
    "km/h": ("kilomètre-heure", "kilomètres-heure"),
    "km²": ("kilomètre carré", "kilomètres carrés"),
    "km2": ("kilomètre carré", "kilomètres carrés"), "km": ("kilomètre", "kilomètres"),
    "m²": ("mètre carré", "mètres carrés"), "m2": ("mètre carré", "mètres carrés"),
    "m³": ("mètre cube", "mètres cubes"), "m3": ("mètre cube", "mètres cubes"),
    "m": ("mètre", "mètres"), "cm": ("centimètre", "centimètres"),
    "mm": ("millimètre", "millimètres"), "kg": ("kilo", "kilos"), "g": ("gramme", "grammes"),
    "mg": ("milligramme", "milligrammes"), "t": ("tonne", "tonnes"), "ha": ("hectare", "hectares"),
    "l": ("litre", "litres"), "°C": ("degré", "degrés"), "°": ("degré", "degrés"),
    "kWh": ("kilowattheure", "kilowattheures"), "MWh": ("mégawattheure", "mégawattheures"),
    "GW": ("gigawatt", "gigawatts"), "MW": ("mégawatt", "mégawatts"),
    "kW": ("kilowatt", "kilowatts"),
    "Go": ("gigaoctet", "gigaoctets"), "Mo": ("mégaoctet", "mégaoctets"),
    "To": ("téraoctet", "téraoctets"), "min": ("minute", "minutes"), "s": ("seconde", "secondes"),
}  # fmt: skip
_UNIT_NAMES = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(rf"{_NOT_BEFORE}({_NUMBER}){_SPACE}?({_UNIT_NAMES})(?![\w²³/])")
_FEMININE_UNITS = {"t", "min", "s"}


def measures(text: str) -> str:
    """Numbers with a unit or a percent sign.

    >>> measures("3,5 %, 1 km, 130 km/h, 21 °C")
    'trois virgule cinq pour cent, un kilomètre, cent trente kilomètres-heure, vingt et un degrés'
    >>> measures("45 m², 1,5 kg")
    'quarante-cinq mètres carrés, un virgule cinq kilo'
    """
    return _MEASURE.sub(
        lambda m: _counted(m[1], *_UNITS[m[2]], feminine=m[2] in _FEMININE_UNITS), text
    )


_TELEPHONE = re.compile(rf"(?<![\d])0\d(?:[{_SPACE[1:-1]}.-]?\d\d){{4}}(?!\d)")


def telephone_numbers(text: str) -> str:
    """French telephone numbers, by pairs.

    >>> telephone_numbers("au 01 23 45 67 08")
    'au zéro un, vingt-trois, quarante-cinq, soixante-sept, zéro huit'
    """

    def say(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        return ", ".join(cardinal(digits[place : place + 2]) for place in range(0, 10, 2))

    return _TELEPHONE.sub(say, text)


_RANGE = re.compile(rf"{_NOT_BEFORE}(\d+(?:,\d+)?)[-–](\d+(?:,\d+)?)(?![\w-])")


def ranges(text: str) -> str:
    """Ranges, scores and spans of years.

    >>> ranges("10-15 personnes, 3-1, la saison 2024-2025")
    'dix à quinze personnes, trois à un, la saison deux mille vingt-quatre deux mille vingt-cinq'
    """

    def say(match: re.Match[str]) -> str:
        years = all(re.fullmatch(r"(?:1[5-9]|20)\d\d", side) for side in match.groups())
        return f"{cardinal(match[1])} {'' if years else 'à '}{cardinal(match[2])}"

    return _RANGE.sub(say, text)


_CODE = re.compile(r"(?<![\w])([A-Z]{1,6})-?(\d{1,4})(?![\w])|\b([A-Z])(\d)([A-Z])(\d)\b")


def codes(text: str) -> str:
    """Letters and figures that make one name.

    >>> codes("un A380, un F-35, le COVID-19, H5N1, l'A7")
    "un A trois cent quatre-vingts, un F trente-cinq, le COVID dix-neuf, H cinq N un, l'A sept"
    """

    def say(match: re.Match[str]) -> str:
        if match[3]:
            return f"{match[3]} {_words(int(match[4]))} {match[5]} {_words(int(match[6]))}"
        return f"{match[1]} {cardinal(match[2])}"

    return _CODE.sub(say, text)


_CARDINAL = re.compile(rf"(?<![\w,])([-−+]?)({_NUMBER})(?:({_SPACE}{_FEMININE_NOUNS})\b)?")


def cardinals(text: str) -> str:
    """All figures that are left.

    >>> cardinals("2 000 milliards, 21 personnes, -5, 1,5 million")
    'deux mille milliards, vingt et une personnes, moins cinq, un virgule cinq million'
    """

    def say(match: re.Match[str]) -> str:
        sign = {"": "", "+": "plus "}.get(match[1], "moins ")
        said = cardinal(match[2])
        return sign + (_feminine(said) + match[3] if match[3] else said)

    return _CARDINAL.sub(say, text)


_DIGITS = re.compile(r"(?<=([^\W\d_]))?(\d+)(?=([^\W\d_]))?")


def names_with_figures(text: str) -> str:
    """Figures that stand inside a word, which no rule before this one knew.

    >>> names_with_figures("la note Baa2, Paris2024, le 4x4")
    'la note Baa deux, Paris deux mille vingt-quatre, le quatre x quatre'
    """

    def say(match: re.Match[str]) -> str:
        before, after = " " if match[1] else "", " " if match[3] else ""
        return f"{before}{cardinal(match[2])}{after}"

    return _DIGITS.sub(say, text)


# Acronyms that look like words and are spelled all the same.
_SPELLED = frozenset(
    "ADN AFP AG AI API ARN BCE CE CEA CFE CHU CIA EDF FBI FMI FO IA IPO IRA IRM ISF IUT OGM OMC OMS"
    " ONG PIB PIN PS PSA RATP RER RFI RPDC SA SARL TVA UDI UE UMP USA UTC UV".split()
)
_ACRONYM = re.compile(r"(?<![\w’'-])((?:[ldnsLDNSqu]{1,2}['’])?)([A-Z]{2,6})s?(?![\w’'])")
_VOWELS = set("AEIOUY")


def acronyms(text: str) -> str:
    """Letters said one by one, where they do not make a word; ONU and OTAN are words.

    >>> acronyms("la SNCF, l'ONU, l’UE et la CGT")
    "la S N C F, l'ONU, l’U E et la C G T"

    A line that is all capitals holds no acronyms:

    >>> acronyms("LE PRÉSIDENT A DIT NON")
    'LE PRÉSIDENT A DIT NON'
    """
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) * 5 > 4 * len(letters):
        return text

    def say(match: re.Match[str]) -> str:
        name = match[2]
        spelled = name in _SPELLED or not _VOWELS & set(name)
        return match[1] + " ".join(name) if spelled else match.group()

    return _ACRONYM.sub(say, text)


_SYMBOLS = [
    (re.compile(r"\s*&\s*"), " et "),
    (re.compile(r"(?<=\w)/(?=\w)"), " ou "),
    (re.compile(rf"{_SPACE}?%"), " pour cent"),
    (re.compile(r"(?<=\S)\s*\+(?=\s|$)"), " plus"),
    (re.compile(r"\+"), "plus "),
    (re.compile(r"\s*=\s*"), " égale "),
    (re.compile(r"\s*×\s*"), " fois "),
    (re.compile(r"\s*>\s*"), " supérieur à "),
    (re.compile(r"\s*<\s*"), " inférieur à "),
    (re.compile(r"≥\s*"), "au moins "),
    (re.compile(r"≤\s*"), "au plus "),
    (re.compile(r"[≈~∼]\s*(?=\w)"), "environ "),
    (re.compile(r"±\s*"), "plus ou moins "),
    (re.compile(r"\s*[÷∕⁄]\s*"), " sur "),
    (re.compile(r"\s*[→⇒]\s*"), ", "),
    (re.compile(r"[µμ](?=\w)"), "micro"),
    (re.compile(r"‰"), " pour mille"),
    (re.compile(r"¥"), "yen"),
    (re.compile(r"@"), " arobase "),
    (re.compile(r"#(?=\w)"), "hashtag "),
    (re.compile(r"€"), "euro"),
    (re.compile(r"\$"), "dollar"),
    (re.compile(r"£"), "livre"),
    (re.compile(r"°"), " degré"),
    (re.compile(r"§"), "paragraphe "),
    (re.compile(r"½"), "un demi"),
    (re.compile(r"¼"), "un quart"),
    (re.compile(r"¾"), "trois quarts"),
    (re.compile(r"²"), " au carré"),
    (re.compile(r"³"), " au cube"),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r"[\]}]"), ")"),
    # Marks that lay out a page and have no sound.
    (re.compile(r"[*_|~^`\\¹•·†‡/]"), " "),
    (re.compile(r"[‐‑−]"), "-"),
    (re.compile(r"[„‟‹›]"), '"'),
    (re.compile(r"[‘‛ʼ´′]"), "’"),
]  # fmt: skip


def symbols(text: str) -> str:
    """Signs that are words when read.

    >>> symbols("Dupont & Fils, homme/femme, a = b, 80 %")
    'Dupont et Fils, homme ou femme, a égale b, 80 pour cent'
    """
    for pattern, said in _SYMBOLS:
        text = pattern.sub(said, text)
    return text


def spaces(text: str) -> str:
    r"""Single plain spaces.

    >>> spaces(" dix   pour\tcent ")
    'dix pour cent'
    """
    return " ".join(text.split())


RULES: tuple[Callable[[str], str], ...] = (
    raised_letters,
    titles,
    abbreviations,
    roman_numerals,
    telephone_numbers,
    dates,
    hours,
    money,
    measures,
    ordinals,
    ranges,
    codes,
    cardinals,
    names_with_figures,
    acronyms,
    symbols,
    spaces,
)


def speakable(text: str) -> str:
    """*text* as a French speaker would say it: no figures, no signs, no abbreviations.

    >>> speakable("À 14h30, le taux atteint 3,5 % ;")
    'À quatorze heures trente, le taux atteint trois virgule cinq pour cent ;'
    >>> speakable("Au XXIe siècle, M. Dupont paie 12 €.")
    'Au vingt et unième siècle, monsieur Dupont paie douze euros.'
    """
    for rule in RULES:
        text = rule(text)
    return text
