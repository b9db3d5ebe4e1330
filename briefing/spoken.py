"""Written French -> spoken French: figures, dates, hours, money, abbreviations written out.

One rule, one named function, applied in the order of `RULES`.  A rule changes forms and nothing
else: words, punctuation and quotation marks stay where they are.  The one door to num2words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_SPACE = r"[\u00a0\u202f\u2009 ]"  # the spaces French typography puts inside figures
# Bounded, like all that repeats below: 100,000 figures take no longer than 100,000 letters.
_WHOLE = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?!\d)|\d+)"
_NUMBER = rf"{_WHOLE}(?:,\d+)?"
_NOT_BEFORE = r"(?<![\w.,])"  # a figure does not start inside another or inside a code
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_FEMININE_NOUNS = (
    r"(?:heures?|minutes?|secondes?|personnes?|années?|semaines?|tonnes?|fois|places?|voix|femmes?"
    r"|filles?|victimes?|familles?|villes?|communes?|régions?|entreprises?|écoles?|maisons?"
    r"|voitures?|pages?|lois?|mesures?|nuits?|questions?|lettres?)"
)


@lru_cache(maxsize=4096)
def _words(number: int) -> str:
    from num2words import num2words  # 0.1 s for all its languages

    return str(num2words(number, lang="fr"))


def cardinal(written: str) -> str:
    """A whole or decimal number in words, its decimals as French speakers group them.

    >>> cardinal("2 000"), cardinal("3,5"), cardinal("12,05"), cardinal("007")
    ('deux mille', 'trois virgule cinq', 'douze virgule zéro cinq', 'zéro zéro sept')
    """
    digits = re.sub(_SPACE, "", written)
    whole, _, decimals = digits.partition(",")
    if len(whole) > 18 or (whole.startswith("0") and len(whole) > 1):  # noqa: PLR2004
        said = " ".join(_words(int(digit)) for digit in whole)  # a code, read digit by digit
    else:
        said = _words(int(whole))
    if not decimals:
        return said
    zeros = ["zéro"] * (len(decimals) - len(decimals.lstrip("0")))
    rest = decimals.lstrip("0")
    tail = [_words(int(rest))] if rest and len(rest) <= 3 else [_words(int(d)) for d in rest]  # noqa: PLR2004
    return " ".join([said, "virgule", *zeros, *tail])


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


def _feminine(said: str) -> str:
    """Make "un" agree with a feminine noun: vingt et une heures."""
    return f"{said}e" if re.search(r"(?:^|\W)un$", said) else said


def _counted(figure: str, one: str, many: str, *, feminine: bool = False) -> str:
    """A number and its unit, in the number French grammar asks for: plural from two on."""
    value = float(re.sub(_SPACE, "", figure).replace(",", "."))
    said = cardinal(figure)
    return f"{_feminine(said) if feminine else said} {many if value >= 2 else one}"  # noqa: PLR2004


_RAISED = str.maketrans("ᵃᵇᶜᵈᵉᵍᵐⁿᵒᵖʳˡˢᵗᵘ", "abcdegmnoprlstu")


def raised_letters(text: str) -> str:
    """Raised letters as ordinary ones, so that the rules meet one form only.

    >>> raised_letters("le 1ᵉʳ mai, Mᵐᵉ Aubin")
    'le 1er mai, Mme Aubin'
    """
    return text.translate(_RAISED)


_POWER = re.compile(r"(?<=\d)([⁺⁻]?)([⁰¹²³⁴-⁹]{1,9})")
_CARET = re.compile(r"(?<=\d)\^(\d{1,9})")
_NOTE_MARK = re.compile(r"(?<=[^\W\d])[⁰¹⁴-⁹][⁰¹²³⁴-⁹]*|(?<=[.!?»”)])[⁰¹²³⁴-⁹]+")
_OTHER_FIGURES = re.compile(r"[₀-₉⁰¹⁴-⁹①-⑳０-９Ⅰ-Ⅻ]")


def figures(text: str) -> str:
    """Figures that are raised, lowered or circled as ordinary ones; marks of footnotes go.

    >>> figures("du CO₂, 10⁶, 3 m³, la loi¹.")
    'du CO2, 10 puissance 6, 3 m³, la loi.'
    >>> figures("10^6")
    '10 puissance 6'
    """

    def plain(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFKC", match.group())

    def power(match: re.Match[str]) -> str:
        sign = {"⁻": "moins ", "⁺": "plus "}.get(match[1], "")
        return f" puissance {sign}{unicodedata.normalize('NFKC', match[2])}"

    text = _POWER.sub(power, _CARET.sub(r" puissance \1", text))
    return _OTHER_FIGURES.sub(plain, _NOTE_MARK.sub("", text))


# An en dash after a figure is none, (1939 –1945), unless a percentage follows: CAC 40 –1,5 %.
_SIGN = re.compile(r"(?<![^\s(«“:])([-−+±]|(?<!\d\s)–|–(?=\d+(?:,\d+)?\s?%))(?=\d)")
_THOUSANDS = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3}){1,6})(?![\d.]*\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SIZE = re.compile(
    rf"(?<=\d)(?:({_SPACE}?(?:mm|cm|m|km)){_SPACE}?[x×]{_SPACE}?|{_SPACE}[x×]{_SPACE})(?=\d)"
)
_LISTED = re.compile(
    r"(?<![\w.,/-])\d{1,4}(?:/\d{1,4}){2,9}(?![\w/-])"
    r"|(?<![\w.,/-])\d{1,2}(?:-\d{1,2}){2,9}(?![\w/-])"
)


def signs_of_numbers(text: str) -> str:
    """Signs before figures and between them, before units hide the figures.

    >>> signs_of_numbers("par -5 °C, 1.500.000 €, l'article 49.3, de 93 mm x 20 mm, 4 x 4")
    "par moins 5 °C, 1500000 €, l'article 49 point 3, de 93 mm sur 20 mm, 4 fois 4"
    >>> signs_of_numbers("les 17/18/19 mars, les 17-18-19 mars")
    'les 17, 18, 19 mars, les 17, 18, 19 mars'
    """
    names = {"+": "plus ", "±": "plus ou moins "}
    text = _SIGN.sub(lambda m: names.get(m[1], "moins "), text)
    text = _LISTED.sub(lambda m: ", ".join(re.findall(r"\d+", m.group())), text)
    text = _THOUSANDS.sub(lambda m: m[1].replace(".", ""), text)
    text = _SIZE.sub(lambda m: f"{m[1]} sur " if m[1] else " fois ", text)
    return _POINT.sub(" point ", text)


_TITLES = {
    "M.": "monsieur", "MM.": "messieurs", "Mme": "madame", "Mmes": "mesdames",
    "Mlle": "mademoiselle", "Mlles": "mesdemoiselles", "Dr": "docteur", "Drs": "docteurs",
    "Dre": "docteure", "Dres": "docteures",
    "Pr": "professeur", "Me": "maître", "Mgr": "monseigneur",
}  # fmt: skip
_TITLE = re.compile(
    rf"\b(?<!-)(?:(Mmes?|Mlles?|Mgr|Dre?s|Dre)\b\.?|(MM?\.|Dr\.?|Pr\.?|Me\.?)"
    rf"(?={_SPACE}+(?:[A-ZÀ-Þ]|d['’][A-Z]|l[ea]{_SPACE}|l['’]|de{_SPACE})))(?!\w)"
)


def titles(text: str) -> str:
    """Forms of address, before a name.

    >>> titles("M. Macron et Mme Le Pen, Me Dupond")
    'monsieur Macron et madame Le Pen, maître Dupond'
    >>> titles("M. le maire, Mme la ministre")
    'monsieur le maire, madame la ministre'
    """
    return _TITLE.sub(lambda m: _TITLES.get(m.group()) or _TITLES[m.group().rstrip(".")], text)


_ABBREVIATIONS = [
    (re.compile(rf"\b([Aa])v\.{_SPACE}?J\.?-?{_SPACE}?C\.?"), r"\1vant Jésus-Christ"),
    (re.compile(rf"\b([Aa])pr\.{_SPACE}?J\.?-?{_SPACE}?C\.?"), r"\1près Jésus-Christ"),
    (re.compile(rf"\b[Nn][°º]s?{_SPACE}?(?=\w)"), "numéro "),
    (re.compile(rf"\b([LRDA])\.{_SPACE}?(\d+)-(\d+)-(\d+)\b"), r"\1 \2 tiret \3 tiret \4"),
    (re.compile(rf"\b([LRDA])\.{_SPACE}?(\d+)-(\d+)\b"), r"\1 \2 tiret \3"),
    (re.compile(r"\betc(?:\.{3}|…|\.(?=\s*[^\s»)\w])|\.(?=\s+[a-zà-ÿ])|(?=\.))"), "et cetera"),
    (re.compile(rf"\bp\.{_SPACE}?100\b"), "pour cent"),
    (re.compile(rf"\bpp?\.{_SPACE}(?=\d)"), "page "),
    (re.compile(rf"\b([Aa])rt\.{_SPACE}(?=\d)"), r"\1rticle "),
    (re.compile(r"\b(numéro \d+)-(\d+)\b"), r"\1 tiret \2"),
    (re.compile(r"\bcf\.(?=\s)"), "voir"),
    (re.compile(r"\bhab\.(?=[\s/]|$)"), "habitants"),
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


_DOMAINS = "fr|com|org|net|eu|edu|info|be|ch|io|tv|gouv"
_ADDRESS = re.compile(
    r"(?<!\w)(?:https?://|www\.)[^\s<>«»()\"”]+"
    r"|(?<![\w.+@])(?:\w[\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    rf"|\w[\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,8}}\.(?:{_DOMAINS})(?:/[^\s<>«»()\"”]*)?(?![\w@]))"
)
_ADDRESS_MARKS = {".": "point", "/": "slash", "-": "tiret", "_": "tiret bas", "@": "arobase"}


def addresses(text: str) -> str:
    """Addresses of the web and of mail, as they are dictated.

    >>> addresses("info@exemple.fr ou https://www.exemple.fr/aide.")
    'info arobase exemple point fr ou trois w point exemple point fr slash aide.'
    """

    def say(match: re.Match[str]) -> str:
        address = match.group().rstrip(".,;:!?…’'/")
        said = re.sub(r"^https?://", "", address)
        said = re.sub(r"^www(?=\.)", "trois w", said)
        said = re.sub(r"[./@_-]", lambda mark: f" {_ADDRESS_MARKS[mark.group()]} ", said)
        return " ".join(said.split()) + match.group()[len(address) :].replace("/", "")

    return _ADDRESS.sub(say, text)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


_CENTURY = re.compile(r"\b([IVX]{1,8})(?:e|è|ème|ᵉ|er|ᵉʳ|re|ère)(?=\W|$)")
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

    def say(match: re.Match[str]) -> str:
        value, feminine = _roman(match[1]), match.group().endswith(("re", "ère"))
        return "première" if value == 1 and feminine else ordinal(str(value))

    text = _CENTURY.sub(say, text)
    return _SOVEREIGN.sub(lambda m: f"{m[1]}{m[2]}{_words(_roman(m[3]))}", text)


# No space before the short endings: "en 2025 des élus" and "2 de plus" are no ordinals.
_ORDINAL = re.compile(
    rf"{_NOT_BEFORE}({_WHOLE})({_SPACE}?(?:ers?|ères?|i?èmes?)|res?|es?)(?![\w'’])"
    rf"|{_NOT_BEFORE}(2)(n?de?s?)(?!\w)"
)


def ordinals(text: str) -> str:
    """Ordinals in figures.

    >>> ordinals("le 1er mai, la 1re fois, la 42e édition, les 2es rencontres, la 2de, le 10 000e")
    'le premier mai, la première fois, la quarante-deuxième édition, les deuxièmes rencontres, \
la seconde, le dix millième'
    """

    def say(match: re.Match[str]) -> str:
        ending = (match[2] or match[4]).lstrip()
        plural = "s" if ending.endswith("s") else ""
        if match[3]:
            return ("seconde" if "de" in ending else "second") + plural
        if match[1] == "1" and ending.startswith(("r", "èr")):
            return f"première{plural}"
        return ordinal(match[1]) + plural

    return _ORDINAL.sub(say, text)


_DAY, _MONTH = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])"
_DATE = re.compile(rf"{_NOT_BEFORE}{_DAY}([/.-]){_MONTH}\2(\d{{4}})(?!\d)")
# Two figures on each side: "le 1/3 des élèves" is a fraction.
_SHORT_DATE = re.compile(
    rf"\b([Ll]e|[DdAa]u){_SPACE}(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\w/])"
)
_ISO_DATE = re.compile(rf"(?<![\w.,-])(\d{{4}})-{_MONTH}-{_DAY}(?![\w-])")


def dates(text: str) -> str:
    """Dates in figures.

    >>> dates("le 01/05/2026")
    'le premier mai deux mille vingt-six'
    >>> dates("le 2026-11-22"), dates("le 11/09")
    ('le vingt-deux novembre deux mille vingt-six', 'le onze septembre')
    """

    def say(day: str, month: str, year: str = "") -> str:
        said = "premier" if int(day) == 1 else _words(int(day))
        return f"{said} {_MONTHS[int(month) - 1]} {_words(int(year)) if year else ''}".rstrip()

    text = _SHORT_DATE.sub(lambda m: f"{m[1]} {say(m[2], m[3])}", text)
    text = _ISO_DATE.sub(lambda m: say(m[3], m[2], m[1]), text)
    return _DATE.sub(lambda m: say(m[1], m[3], m[4]), text)


_HALVES = {2: "demi", 3: "tiers", 4: "quart"}
_FRACTION = re.compile(r"(?<![\w.,/])(?:(\d{1,3}) )?(\d{1,2})[/⁄](\d{1,2})(?![\w/]|[.,]\d)")


def fractions(text: str) -> str:
    """Fractions, and what is out of so many.

    >>> fractions("1/2, 3/4, 2/3, 1/8, 15/20, 24/7")
    'un demi, trois quarts, deux tiers, un huitième, 15 sur 20, 24 sur 7'
    """

    def say(match: re.Match[str]) -> str:
        above, below = int(match[2]), int(match[3])
        whole = f"{match[1]} et " if match[1] else ""
        if not 0 < above < below <= 10:  # noqa: PLR2004 - "15/20" is a mark
            return match.group().replace("/", " sur ").replace("⁄", " sur ")
        part = _HALVES.get(below) or ordinal(str(below))
        plural = "s" if above > 1 and not part.endswith("s") else ""
        return f"{whole}{_words(above)} {part}{plural}"

    return _FRACTION.sub(say, text)


_CHRONO = re.compile(
    r"(?<![\w.,])(?:(\d{1,3})['’′](\d\d)(?:[\"″]|''|’’)(\d{1,3})?|(\d{1,2})(?:[\"″]|''|’’)(\d\d))(?!\d)"
)


def chronos(text: str) -> str:
    r"""Times of a race.

    >>> chronos("3'28\"76, 9''58")
    '3 minutes 28 secondes 76, 9 secondes 58'
    """

    def say(match: re.Match[str]) -> str:
        minutes, seconds, rest = match[1], match[2] or match[4], match[3] or match[5]
        said = f"{minutes} minutes " if minutes else ""
        return f"{said}{seconds} secondes" + (f" {rest}" if rest else "")

    return _CHRONO.sub(say, text)


_OPEN = re.compile(rf"(?<=\d[hH])(\d\d)?{_SPACE}?[-–]{_SPACE}?(?=\d{{1,2}}{_SPACE}?[hH])")
_HOUR = re.compile(
    rf"{_NOT_BEFORE}([01]?\d|2[0-4]){_SPACE}?[hH](?:{_SPACE}?([0-5]\d)(?:{_SPACE}?min(?:utes?)?)?)?(?!\w)"
    rf"|{_NOT_BEFORE}([01]?\d|2[0-3]):([0-5]\d)(?![\d:])"
)


def hours(text: str) -> str:
    """Times of day and durations in hours.

    >>> hours("à 14h30, 21 h, 9h05, 18H00")
    'à quatorze heures trente, vingt et une heures, neuf heures cinq, dix-huit heures'
    >>> hours("à 23:40")
    'à vingt-trois heures quarante'
    >>> hours("de 9h-11h30")
    'de neuf heures à onze heures trente'
    """

    def say(match: re.Match[str]) -> str:
        hour, minute = match[1] or match[3], int(match[2] or match[4] or 0)
        said = _counted(str(int(hour)), "heure", "heures", feminine=True)
        return f"{said} {_feminine(_words(minute))}" if minute else said

    return _HOUR.sub(say, _OPEN.sub(lambda m: f"{m[1] or ''} à ", text))


_CURRENCIES = {
    "€": ("euro", "euros"), "EUR": ("euro", "euros"), "$": ("dollar", "dollars"),
    "USD": ("dollar", "dollars"), "£": ("livre", "livres"), "¥": ("yen", "yens"),
    "₩": ("won", "wons"), "₹": ("roupie", "roupies"), "₽": ("rouble", "roubles"),
    "FCFA": ("franc CFA", "francs CFA"),
}  # fmt: skip
_SCALES = {
    "k": "mille", "M": "million", "Md": "milliard", "Mds": "milliard",
    "Mrd": "milliard", "Mrds": "milliard",
}  # fmt: skip
_SCALE = r"k|M|Mds?|Mrds?|millions?|milliards?"
_CENTS = re.compile(rf"{_NOT_BEFORE}(\d+){_SPACE}?([€$£])(\d\d)(?!\w)")  # 3 €50
_SHORT_SCALE = re.compile(
    rf"{_NOT_BEFORE}({_NUMBER}){_SPACE}?(Mr?ds?|M)(?={_SPACE}d(?:e{_SPACE}|['’])\w)"
)
_MONEY = re.compile(
    rf"{_NOT_BEFORE}({_NUMBER}){_SPACE}?({_SCALE})?{_SPACE}?([€$£¥₩₹₽]|EUR|USD|FCFA)(?!\w)"
)
_BEFORE = re.compile(rf"(?<!\w)(?<!\d\s)([€$£¥]){_SPACE}?({_NUMBER}(?:{_SPACE}?(?:{_SCALE})\b)?)")


def money(text: str) -> str:
    """Sums of money.

    >>> money("12,50 €, 1 €, 3,2 Md€")
    "douze euros cinquante, un euro, trois virgule deux milliards d'euros"
    >>> money("100 M$, 5 milliards €, $20, 1 000 000 €")
    "cent millions de dollars, cinq milliards d'euros, vingt dollars, un million d'euros"
    """

    def say(match: re.Match[str]) -> str:
        figure, scale, (one, many) = match[1], match[2], _CURRENCIES[match[3]]
        if scale and scale != "k":
            scale = _SCALES.get(scale, scale.rstrip("s"))
            return f"{_counted(figure, scale, scale + 's')} {_of(many)}"
        if scale == "k":
            # "cent" and "vingt" take no s before "mille".
            before = re.sub(r"(cent|vingt)s$", r"\1", cardinal(figure))
            return f"{before} mille {many}"
        whole, _, cents = figure.partition(",")
        said = _counted(whole, one, many, feminine=one in {"livre", "roupie"})
        said = re.sub(rf"(lli(?:on|ard)s?) {many}$", rf"\1 {_of(many)}", said)
        return f"{said} {cardinal(cents.ljust(2, '0').lstrip('0'))}" if cents.strip("0") else said

    text = _CENTS.sub(r"\1,\3 \2", text)
    text = _SHORT_SCALE.sub(
        lambda m: _counted(m[1], _SCALES[m[2]], f"{_SCALES[m[2]]}s"), text
    )  # 3 Md d'euros
    return _MONEY.sub(say, _BEFORE.sub(r"\2 \1", text))


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
    "l": ("litre", "litres"), "h": ("heure", "heures"), "°": ("degré", "degrés"),
    "°C": ("degré", "degrés"), "° C": ("degré", "degrés"),
    "kWh": ("kilowattheure", "kilowattheures"), "MWh": ("mégawattheure", "mégawattheures"),
    "GW": ("gigawatt", "gigawatts"), "MW": ("mégawatt", "mégawatts"),
    "kW": ("kilowatt", "kilowatts"),
    "Go": ("gigaoctet", "gigaoctets"), "Mo": ("mégaoctet", "mégaoctets"),
    "To": ("téraoctet", "téraoctets"), "min": ("minute", "minutes"), "s": ("seconde", "secondes"),
    "j": ("jour", "jours"), "µm": ("micromètre", "micromètres"), "L": ("litre", "litres"),
    "cl": ("centilitre", "centilitres"), "ml": ("millilitre", "millilitres"),
    "m/s": ("mètre par seconde", "mètres par seconde"),
    "µg/m³": ("microgramme par mètre cube", "microgrammes par mètre cube"),
    "µg/m3": ("microgramme par mètre cube", "microgrammes par mètre cube"),
    "kg/m³": ("kilo par mètre cube", "kilos par mètre cube"),
    "kg/m3": ("kilo par mètre cube", "kilos par mètre cube"),
    "m³/s": ("mètre cube par seconde", "mètres cubes par seconde"),
    "m3/s": ("mètre cube par seconde", "mètres cubes par seconde"),
    "km/heure": ("kilomètre-heure", "kilomètres-heure"),
    "GWh": ("gigawattheure", "gigawattheures"), "TWh": ("térawattheure", "térawattheures"),
    "W": ("watt", "watts"), "dB": ("décibel", "décibels"),
}  # fmt: skip
_UNIT_NAMES = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
# Not "en 2012 l’État", nor "5 d’entre eux".
_MEASURE = re.compile(rf"{_NOT_BEFORE}({_NUMBER}){_SPACE}?({_UNIT_NAMES})(?![\w²³/'’])")
_FEMININE_UNITS = {"t", "h", "min", "s"}
_EVERY = {"h": "heure", "j": "jour"} | {
    unit: _UNITS[unit][0] for unit in ("ha", "kg", "km", "km²", "l", "m²", "m³", "t", "kWh", "MWh")
}
_EVERY_NAMES = "|".join(re.escape(unit) for unit in sorted(_EVERY, key=len, reverse=True))
_RATE = re.compile(
    rf"(?<=[\w.€$£²³%])(?<!km)(?<!µg)/({_EVERY_NAMES}|mois|an|jour|semaine|heure|personne|habitant)"
    r"(?![\w²³/])"
)
_DAY_AND_NIGHT = re.compile(rf"(?<=\d){_SPACE}?([hj])/(?=\d)")
_HUNDRED = re.compile(rf"(?<=\d){_SPACE}?[lL]/100{_SPACE}?km\b")


def rates(text: str) -> str:
    """So much for each.

    >>> rates("5 €/kg, 300 habitants/km², 1 200 €/mois, 24h/24, 7j/7, 5 l/100 km, 130 km/h")
    '5 € par kilo, 300 habitants par kilomètre carré, 1 200 € par mois, 24 h sur 24, 7 j sur 7, \
5 litres aux 100 km, 130 km/h'
    """
    text = _DAY_AND_NIGHT.sub(r" \1 sur ", _HUNDRED.sub(" litres aux 100 km", text))
    return _RATE.sub(lambda m: f" par {_EVERY.get(m[1], m[1])}", text)


_TALL = re.compile(r"(?<!\w)(\d{1,2})\s?m\s?(\d\d)(?!\w)")  # 1m80
_HEIGHT = re.compile(rf"{_NOT_BEFORE}(\d{{1,2}}),(\d\d){_SPACE}?m(?![\w²³/'’])")
_SPAN = re.compile(
    rf"(?<![\w.,/-])({_NUMBER})(?:{_SPACE}?%)?(?:[-–]|{_SPACE}[-–]{_SPACE})"  # " -3 %" is a minus
    rf"(?={_NUMBER}{_SPACE}?(?:{_UNIT_NAMES}|{_SCALE}|[€$£¥])(?![\w²³/'’]))"
)


def spans(text: str) -> str:
    """From so much to so much, when only the second figure has its unit.

    >>> spans("10-15 %, 2-3 km, 5 – 10 millions d'euros")
    "10 à 15 %, 2 à 3 km, 5 à 10 millions d'euros"
    """
    return _SPAN.sub(r"\1 à ", text)


def measures(text: str) -> str:
    """Numbers with a unit or a percent sign.

    >>> measures("3,5 %, 1 km, 130 km/h, 21 °C")
    'trois virgule cinq pour cent, un kilomètre, cent trente kilomètres-heure, vingt et un degrés'
    >>> measures("45 m², 1,5 kg")
    'quarante-cinq mètres carrés, un virgule cinq kilo'
    >>> measures("il mesure 1,80 m, elle 1,05 m")
    'il mesure un mètre quatre-vingts, elle un mètre cinq'
    """
    text = _TALL.sub(r"\1,\2 m", text)
    text = _HEIGHT.sub(
        lambda m: f"{_counted(m[1], 'mètre', 'mètres')} {cardinal(m[2].lstrip('0') or '0')}", text
    )
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


_RANGE = re.compile(rf"{_NOT_BEFORE}({_NUMBER})[-–]({_NUMBER})(?![\w-])")


def ranges(text: str) -> str:
    """Ranges, scores and spans of years.

    >>> ranges("1 200-1 500 personnes")
    'mille deux cents à mille cinq cents personnes'
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


_CARDINAL = re.compile(rf"(?<![\w,])([-−+]?)({_NUMBER})(?!\w)(?:({_SPACE}{_FEMININE_NOUNS})\b)?")


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


_DIGITS = re.compile(r"(?<=([^\W\d_]))?(\d+(?:,\d+)?)(?=([^\W\d_]))?")


def names_with_figures(text: str) -> str:
    """Figures that stand inside a word, which no rule before this one knew.

    >>> names_with_figures("la note Baa2, Paris2024, le 4x4, la 5G")
    'la note Baa deux, Paris deux mille vingt-quatre, le quatre x quatre, la cinq G'
    """

    def say(match: re.Match[str]) -> str:
        before, after = " " if match[1] else "", " " if match[3] else ""
        return f"{before}{cardinal(match[2])}{after}"

    return _DIGITS.sub(say, text)


# Acronyms that look like words and are spelled all the same.
_SPELLED = frozenset(
    "ADN ADP AFP AG AI AOC API APL ARN ARS ATP BCE CDI CE CEA CFE CHU CIA CIO CO CPI CSA EDF"
    " EELV EPR ETA FBI FMI FO GPA IA IGN IGP ING IPO IRA IRM ISF ISS IUT IVG JO LFI NPA OCDE OGM"
    " OM OMC OMS ONG OPA PIB PIN PMA PS PSA RATP RDA RER RFA RFI RPDC RSA SA SARL TER TVA UCI"
    " UDI UE UMP URL URSS USA USB UTC UV VIH".split()
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
    (re.compile(r"\bkm/h\b"), "kilomètres-heure"),
    (re.compile(r"\bet/ou\b"), "et ou"),
    (re.compile(r"(?<=\w)/(?=\d)"), " sur "),
    (re.compile(r"(?<=\w)/(?=\w)"), " ou "),
    (re.compile(rf"{_SPACE}?%"), " pour cent"),
    (re.compile(r"\s*\+\s*"), " plus "),
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
    (re.compile(r"#"), " dièse "),
    (re.compile(r"€"), " euros "),
    (re.compile(r"\$"), " dollars "),
    (re.compile(r"£"), " livres "),
    (re.compile(r"°"), " degrés "),
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
    spaces,
    raised_letters,
    figures,
    addresses,
    titles,
    abbreviations,
    roman_numerals,
    telephone_numbers,
    dates,
    signs_of_numbers,
    fractions,
    spans,
    rates,
    chronos,
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
