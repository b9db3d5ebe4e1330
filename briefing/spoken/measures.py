"""Measures: numbers with a unit or a percent sign."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.spoken.numbers import NOT_BEFORE, NUMBER, SCALE, cardinal, counted

# The International System of Units (BIPM, "Brochure sur le SI", 9e édition): prefixes and units.
_PREFIXES = {
    "n": "nano", "µ": "micro", "μ": "micro", "m": "milli", "c": "centi", "d": "déci", "h": "hecto",
    "k": "kilo", "M": "méga", "G": "giga", "T": "téra", "P": "péta",
}  # fmt: skip
_BASES = {
    # symbol: (name, the prefixes that are used with it)
    "m": ("mètre", "nµμmcdk"), "g": ("gramme", "nµμmcdkT"), "l": ("litre", "µμmcdh"),
    "L": ("litre", "µμmcdh"), "W": ("watt", "mkMGT"), "Wh": ("wattheure", "kMGT"),
    "V": ("volt", "mkM"), "Hz": ("hertz", "kMGT"), "o": ("octet", "kMGTP"), "N": ("newton", "kM"),
    "Pa": ("pascal", "hkMG"), "J": ("joule", "kMGT"), "eV": ("électronvolt", "kMGT"),
    "Bq": ("becquerel", "kMGTP"), "Sv": ("sievert", "mµμ"), "bit": ("bit", "kMGT"),
    "Gy": ("gray", "mµμ"), "cal": ("calorie", "k"), "bar": ("bar", "m"), "t": ("tonne", "kMG"),
    "ha": ("hectare", "M"), "b": ("bit", "kMG"), "s": ("seconde", "mnµμ"), "mol": ("mole", "mµμ"),
    "B": ("octet", "kKMGT"), "Wc": ("watt-crête", "kMG"), "Ah": ("ampère-heure", "mk"),
    "VA": ("voltampère", "kM"), "A": ("ampère", "mk"), "Ω": ("ohm", "kM"), "px": ("pixel", "M"),
}  # fmt: skip
_WITHOUT_PREFIX = {"b", "B", "A", "o", "J", "N"}
"""Alone they are names more often than units: "le groupe 5 A"."""

_OTHERS: dict[str, tuple[str, str]] = {
    "%": ("pour cent", "pour cent"), "‰": ("pour mille", "pour mille"), "pt": ("point", "points"),
    "pts": ("point", "points"), "pp": ("point", "points"), "h": ("heure", "heures"),
    "j": ("jour", "jours"), "min": ("minute", "minutes"), "mn": ("minute", "minutes"),
    "sec": ("seconde", "secondes"), "°": ("degré", "degrés"), "°C": ("degré", "degrés"),
    "° C": ("degré", "degrés"), "ºC": ("degré", "degrés"), "℃": ("degré", "degrés"),
    "°F": ("degré Fahrenheit", "degrés Fahrenheit"), "℉": ("degré Fahrenheit", "degrés Fahrenheit"),
    "° F": ("degré Fahrenheit", "degrés Fahrenheit"), "K": ("kelvin", "kelvins"),
    "dB": ("décibel", "décibels"), "dBA": ("décibel", "décibels"), "ch": ("cheval", "chevaux"),
    "CV": ("cheval", "chevaux"), "al": ("année-lumière", "années-lumière"),
    "UA": ("unité astronomique", "unités astronomiques"), "hab": ("habitant", "habitants"),
    "hab.": ("habitant", "habitants"), "ppm": ("partie par million", "parties par million"),
    "kgf": ("kilogramme-force", "kilogrammes-force"), "q": ("quintal", "quintaux"),
    "ft": ("pied", "pieds"), "lb": ("livre", "livres"), "lbs": ("livre", "livres"),
    "mi": ("mille", "milles"), "mph": ("mille à l'heure", "milles à l'heure"),
    "oz": ("once", "onces"), "po": ("pouce", "pouces"), "kn": ("nœud", "nœuds"),
    "Nm": ("newton-mètre", "newtons-mètres"),
    "tep": ("tonne équivalent pétrole", "tonnes équivalent pétrole"),
    "Mtep": ("mégatonne équivalent pétrole", "mégatonnes équivalent pétrole"),
    "lm": ("lumen", "lumens"), "lx": ("lux", "lux"), "Ko": ("kilooctet", "kilooctets"),
    "mmHg": ("millimètre de mercure", "millimètres de mercure"),
    "cc": ("centimètre cube", "centimètres cubes"), "pc": ("parsec", "parsecs"),
    "Mbps": ("mégabit par seconde", "mégabits par seconde"),
    "Gbps": ("gigabit par seconde", "gigabits par seconde"),
    "kbps": ("kilobit par seconde", "kilobits par seconde"),
    "rpm": ("tour par minute", "tours par minute"), "kg": ("kilo", "kilos"),
    "km/h": ("kilomètre-heure", "kilomètres-heure"),
    "km/heure": ("kilomètre-heure", "kilomètres-heure"), "kms": ("kilomètre", "kilomètres"),
    "kmh": ("kilomètre-heure", "kilomètres-heure"), "Km/h": ("kilomètre-heure", "kilomètres-heure"),
    "KM/H": ("kilomètre-heure", "kilomètres-heure"),
    "km/H": ("kilomètre-heure", "kilomètres-heure"), "Kg": ("kilo", "kilos"),
    "Km": ("kilomètre", "kilomètres"), "KM": ("kilomètre", "kilomètres"),
    "tr/min": ("tour par minute", "tours par minute"), "kt": ("kilotonne", "kilotonnes"),
    "ppp": ("point par pouce", "points par pouce"), "dpi": ("point par pouce", "points par pouce"),
    "Kwh": ("kilowattheure", "kilowattheures"), "kwh": ("kilowattheure", "kilowattheures"),
    "KWh": ("kilowattheure", "kilowattheures"),
    "m/s²": ("mètre par seconde carrée", "mètres par seconde carrée"),
}  # fmt: skip
_POWERS = {
    "²": ("carré", "carrés"), "2": ("carré", "carrés"), "³": ("cube", "cubes"),
    "3": ("cube", "cubes"),
}  # fmt: skip
_BELOW = (
    "h|s|min|m[23²³]|cm[2²]|dm3|km[2²]|[lL]|dl|kg|g|t|ha|kWh|MWh|j|jour|an|mois|mol|mn|heure"
    "|seconde|m|km|hab"
)
_PER = {
    "j": "jour",
    "h": "heure",
    "s": "seconde",
    "min": "minute",
    "mn": "minute",
    "hab": "habitant",
}
_SHE = frozenset({"tonne", "heure", "minute", "seconde", "livre", "partie", "once", "mole", "année",
                  "unité", "calorie"})  # fmt: skip


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, str]]:
    """Each simple unit, with its squares and cubes, in one and many."""
    found = dict(_OTHERS)
    for symbol, (name, prefixes) in _BASES.items():
        if symbol not in _WITHOUT_PREFIX:
            found.setdefault(symbol, _pair(name))
        for prefix in prefixes:
            found.setdefault(prefix + symbol, _pair(_PREFIXES.get(prefix, "kilo") + name))
    for symbol in ("m", "km", "cm", "mm", "dm", "hm"):
        for mark, (one, many) in _POWERS.items():
            name = found[symbol][0] if symbol in found else "hectomètre"
            found.setdefault(symbol + mark, (f"{name} {one}", f"{name}s {many}"))
    found["Gm3"] = found["Gm³"] = ("milliard de mètres cubes", "milliards de mètres cubes")
    return found


def _pair(name: str) -> tuple[str, str]:
    first, hyphen, rest = name.partition("-")
    return name, name if first.endswith(("z", "x")) else f"{first}s{hyphen}{rest}"


@lru_cache(maxsize=1)
def _names() -> str:
    return "|".join(re.escape(unit) for unit in sorted(_units(), key=len, reverse=True))


@lru_cache(maxsize=256)
def _unit(written: str) -> tuple[str, str] | None:
    """One and many of a unit, simple or so much of one for each of another."""
    known = _units().get(written)
    if known or "/" not in written:
        return known
    above, _, below = written.partition("/")
    if above not in _units():
        return None
    one, many = _units()[above]
    if above == "kg":
        one, many = "kilogramme", "kilogrammes"
    each = _PER.get(below) or (_units().get(below) or (below,))[0]
    return f"{one} par {each}", f"{many} par {each}"


@lru_cache(maxsize=1)
def _measure() -> re.Pattern[str]:
    # Not "en 2012 l’État", nor "5 d’entre eux", nor "le groupe 3 A. Dupont".
    return re.compile(
        rf"{NOT_BEFORE}({NUMBER})(?: ?(millions?|milliards?|Mds?|M) (?:de )?)? ?("
        rf"(?:{_names()})(?:/(?:{_BELOW})(?!\w))?)(?![\w²³'’]|-[a-z]|/\w|\.\w)"
    )


@lru_cache(maxsize=1)
def _span() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/–-])([-−]?{NUMBER})(?: ?[%€])?(?:[-–]| [-–] )"  # " -3 %" is a minus
        rf"(?={NUMBER} ?(?:{_names()}|{SCALE}|[€$£¥])(?![\w²³/'’]))"
    )


_EACH = r"km[²2]|m[²23³]|ha|kg|km|[lL]|t|kWh|MWh|h|j|s"
_RATE = re.compile(rf"(?:(?<=[a-zé]{{3}})|(?<=[€$£]))/({_EACH}|b|[a-zé]{{2,12}})(?![\w²³/])")
_DAY_AND_NIGHT = re.compile(r"(?<=\d) ?([hj])(?:eures|ours)?/(?=\d)")
_HUNDRED = re.compile(r"(?<=\d) ?([lL]|kWh)/100 ?km\b")
_HUNDRED_BARE = re.compile(r"(?<![\w/])([lL]|kWh)/100 ?km\b")
_INHABITANTS = re.compile(r"\b[Hh]ab\.?(?=/)")
_COUNTED = frozenset(
    "an mois jour semaine heure minute seconde personne habitant élève nuit baril".split()
)


def rates(text: str) -> str:
    """So much for each.

    >>> rates("5 €/kg, 300 hab./km², 1 200 €/mois, 24h/24, 7j/7, 5 l/100 km")
    '5 € par kilo, 300 habitants par kilomètre carré, 1 200 € par mois, 24 h sur 24, 7 j sur 7, \
5 litres aux 100 km'
    """

    def each(match: re.Match[str]) -> str:
        after_money = match.string[match.start() - 1] in "€$£"
        unit = "baril" if after_money and match[1] == "b" else match[1]
        if unit in _units():
            return f" par {_PER.get(unit) or _units()[unit][0]}"
        return f" par {unit}" if after_money or unit in _COUNTED else match.group()

    if "/" not in text:
        return text
    text = _HUNDRED.sub(lambda m: f" {_units()[m[1]][1]} aux 100 km", text)
    text = _HUNDRED_BARE.sub(lambda m: f"{_units()[m[1]][1]} aux 100 km", text)
    text = _DAY_AND_NIGHT.sub(r" \1 sur ", _INHABITANTS.sub("habitants", text))
    return _RATE.sub(each, text)


def spans(text: str) -> str:
    """From so much to so much, when only the second figure has its unit.

    >>> spans("10-15 %, 2-3 km, 5 – 10 millions d'euros")
    "10 à 15 %, 2 à 3 km, 5 à 10 millions d'euros"
    """
    return _span().sub(r"\1 à ", text)


_TALL = re.compile(r"(?<!\w)(\d{1,2}) ?m ?(\d\d)(?!\w)")  # 1m80
_HEIGHT = re.compile(rf"{NOT_BEFORE}([1-9]\d?),(\d\d) ?m(?![\w²³/'’])")


def measures(text: str) -> str:
    """Numbers with a unit or a percent sign; the unit is plural from two on.

    >>> measures("3,5 %, 1 km, 130 km/h, 21 °C")
    'trois virgule cinq pour cent, un kilomètre, cent trente kilomètres-heure, vingt et un degrés'
    >>> measures("45 m², 1,5 kg, 50 µg/m³, 21 t, 3 MW")
    'quarante-cinq mètres carrés, un virgule cinq kilo, cinquante microgrammes par mètre cube, \
vingt et une tonnes, trois mégawatts'
    >>> measures("il mesure 1,80 m, elle 1,05 m")
    'il mesure un mètre quatre-vingts, elle un mètre cinq'
    """

    def say(match: re.Match[str]) -> str:
        unit = _unit(match[3])
        if unit is None or re.search(r"\dK$", match.group()):  # "4K" is a name
            return match.group()
        one, many = unit
        if match[2]:
            scale = {"M": "million", "Md": "milliard", "Mds": "milliard"}.get(
                match[2], match[2].rstrip("s")
            )
            linked = "d'" if many[0] in "aehiou" else "de "
            return f"{counted(match[1], scale, scale + 's')} {linked}{many}"
        return counted(match[1], one, many, she=re.split(r"[ -]", one)[0] in _SHE)

    text = _TALL.sub(r"\1,\2 m", text)
    text = _HEIGHT.sub(
        lambda m: (
            f"{counted(m[1], 'mètre', 'mètres')} {cardinal(m[2].lstrip('0') or '0')}"
            if m[2] != "00"
            else counted(m[1], "mètre", "mètres")
        ),
        text,
    )
    return _measure().sub(say, text)
