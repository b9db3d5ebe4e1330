"""Letters in capitals: said as a word, or one by one; and codes of letters and figures.

What is spelled is written as the Imprimerie nationale used to print it, "S.N.C.F.": readers and
voices that know French say letters then.  Engines that rest at full stops are given bare letters
by `letters_apart`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from briefing.spoken.numbers import cardinal

_ONSETS = "(?:[bcfgpv][rl]|[dt]r|[cpst]h|qu|s[cptmnkq]|ps|kh|gn|[bcdfghjklmnpqrstvwxzç])"
_NUCLEUS = (
    "(?:ai|au|ay|ea|eau|ei|eo|eu|ia|ie|io|oa|oi|oo|ou|oy|ua|ue|ui|uy|ya|ye|yo"
    "|[aeiouyàâäéèêëîïôöùûü])"
)
_CODA = "(?:[lrnmscpx]?[bcdfgklmnpqrstvxz])"
_PRONOUNCEABLE = re.compile(
    rf"{_ONSETS}?{_NUCLEUS}(?:{_CODA}?{_ONSETS}{_NUCLEUS}){{0,12}}"
    r"(?:[bcdfgklmnpqrstvxz]|[lrnm][tdskgcpf]|[sx]t|c[ts]|nt?s|ss|ll|ck|sk|rm|rn)?",
    re.IGNORECASE,
)
_LONG = 4  # from so many letters on a name that can be pronounced is pronounced
_NAME = 6  # so long, and with vowels, it is a word in capitals
_VOWELS = re.compile("[AEIOUYÀ-ÖØ-Ü]")


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Those said as words, those spelled, and plain words that headlines set in capitals."""
    table = tomllib.loads(files("briefing.spoken").joinpath("acronyms.toml").read_text("utf-8"))
    words, spelled, plain = (frozenset(table[key].split()) for key in ("words", "spelled", "plain"))
    return words, spelled, plain


@lru_cache(maxsize=4096)
def is_spelled(name: str) -> bool:
    """Whether letters in capitals are said one by one.

    Short ones are, unless usage made a word of them (ONU, INA); longer ones are if French cannot
    pronounce them as they stand (SNCF, CFDT), or by usage (OCDE, ANPE).

    >>> [is_spelled(name) for name in ("SNCF", "OCDE", "PIB", "UE", "CHSCT")]
    [True, True, True, True, True]
    >>> [is_spelled(name) for name in ("ONU", "OTAN", "INSEE", "SACEM", "MACRON")]
    [False, False, False, False, False]
    """
    words, spelled, plain = _lists()
    if name in words or name in plain:
        return False
    if name in spelled or not _VOWELS.search(name):
        return True
    if len(name) < _LONG:
        return name.isascii()
    return len(name) < _NAME and not _PRONOUNCEABLE.fullmatch(name)


def spell(name: str) -> str:
    """Letters that are said one by one.

    >>> spell("PIB")
    'P.I.B.'
    """
    return "".join(f"{letter}." for letter in name)


_ACRONYM = re.compile(r"(?<![\w.])([A-ZÀ-Þ]{2,12})(s?)(?![\w’'])(\.?)(?!\w)")
_ELIDED_AFTER = re.compile(r"(?<![\w.])([A-ZÀ-Þ]{2,12})(?=['’]\s|['’]$)")
_DOTTED = re.compile(r"(?<![\w.])((?:[A-Z]\.(?:-(?=[A-Z]\.))?){2,10})([A-Z](?![\w.’']))?")
_NUMERAL = re.compile("[IVX]{2,}")
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{2,20}(?:-[A-ZÀ-Þ][a-zà-ÿ]{1,20})? $")
_BARE = 0.8


def _is_headline(text: str) -> bool:
    """A line in capitals, with plain words among them, holds no acronyms that show."""
    letters = sum(map(str.isalpha, text))
    if not letters or sum(map(str.isupper, text)) < _BARE * letters:
        return False
    plain = _lists()[2]
    words = re.findall(r"[^\W\d_]{2,}", text)
    return any(word in plain or len(word) > _NAME for word in words)


def acronyms(text: str) -> str:
    """Letters said one by one, where they do not make a word; ONU and OTAN are words.

    >>> acronyms("la SNCF, l'ONU, l’UE et la CGT, des ONGs")
    "la S.N.C.F., l'ONU, l’U.E. et la C.G.T., des O.N.G."
    >>> acronyms("selon l'OMS."), acronyms("l'O.N.U. et la S.N.C.F."), acronyms("Emmanuel MACRON")
    ("selon l'O.M.S.", "l'ONU et la S.N.C.F.", 'Emmanuel MACRON')
    >>> acronyms("LE PRÉSIDENT A DIT NON")
    'LE PRÉSIDENT A DIT NON'
    """

    def say(match: re.Match[str]) -> str:
        name = match[1]
        if _NUMERAL.fullmatch(name) or not is_spelled(name):
            return match.group()
        before = text[max(0, match.start() - 44) : match.start()]
        surname = len(name) >= _LONG and _VOWELS.search(name) and _FIRST_NAME.search(before)
        if surname and not match[2] and name not in _lists()[1]:
            return match.group()
        return spell(name)

    def dotted(match: re.Match[str]) -> str:
        name = re.sub(r"[.-]", "", match[1]) + (match[2] or "")
        if name not in _lists()[0]:
            return match[1] + (f"{match[2]}." if match[2] else "")
        ends = not match[2] and re.match(r"$|[»”)]| [A-ZÀ-Þ]", text[match.end() : match.end() + 2])
        return name + ("." if ends else "")

    if _is_headline(text):
        return text
    text = _DOTTED.sub(dotted, text)
    return _ACRONYM.sub(say, text)


_SPELLED = re.compile(r"(?<![\w.])((?:[A-ZÀ-Þ]\.){2,12})(?=(?:\s+[«“(]?(\w+))?)")
_CLOSED = re.compile(r"[ »”]*$")
_INITIAL = re.compile(r"(?<![\w.])((?:[A-ZÀ-Þ]\.-?){1,3})(?= [A-ZÀ-Þ][\w.’'-])")
_OPENERS = frozenset(
    "Le La Les L Un Une Des Il Elle Ils Elles On Ce Cela Cette Ces Cet C En Dans "
    "Mais Et Or Car Pour Par"
    " Au Aux À Selon Depuis Après Avant Avec Sans Sur Nous Vous Je J Tu Son Sa Ses "
    "Leur Leurs D Si Quand".split()
)


def letters_apart(text: str) -> str:
    """Spelled letters without their stops, for engines that would rest at each of them.

    The stop that also ends the sentence stays.

    >>> letters_apart("La S.N.C.F. dément. Selon l'O.M.S. Le virus recule. J. Chirac à l'O.N.G.")
    "La S N C F dément. Selon l'O M S. Le virus recule. J Chirac à l'O N G."
    """

    def say(match: re.Match[str]) -> str:
        ends = match[2] in _OPENERS if match[2] else _CLOSED.match(text, match.end())
        return " ".join(match[1].split("."))[:-1] + ("." if ends else "")

    def initial(match: re.Match[str]) -> str:
        word = re.match(r" ([\w]+)", text[match.end() : match.end() + 20])
        if word and word[1] in _OPENERS:
            return match.group()
        return " ".join(re.findall(r"\w", match[1]))

    text = _SPELLED.sub(say, text)
    return _INITIAL.sub(initial, text)


_CODE = re.compile(
    # `}+`: a hundred figures in a row can be parted in too many ways to try them all.
    r"(?<![\w.,+])(?=[A-Za-zÀ-ÿ]{0,20}-?\d)(?:[A-Za-zÀ-ÿ]{1,20}-?\d{1,12}+|\d{1,12}+(?=[A-Za-z]))"
    r"(?:-?(?:[A-Za-z]{1,12}+|\d{1,12}+)){0,6}(?:(?<=PM2),5)?(?!\w)"
)
_RUN = re.compile(r"\d+(?:,\d+)?|[^\W\d_]+")


def codes(text: str) -> str:
    """Letters and figures that make one name.

    >>> codes("un A380, un F-35, le COVID-19, H5N1, l'A7, du CO2, le TMA-05M, Baa3, 3D")
    "un A trois cent quatre-vingts, un F trente-cinq, le COVID dix-neuf, H cinq N un, l'A sept, \
du C.O. deux, le T.M.A. zéro cinq M, Baa trois, trois D"
    """

    def part(run: str) -> str:
        if run[0].isdecimal():
            return cardinal(run)
        return spell(run) if len(run) > 1 and run.isupper() and is_spelled(run) else run

    def say(match: re.Match[str]) -> str:
        return " ".join(part(run) for run in _RUN.findall(match.group()))

    return _CODE.sub(say, text)


_DIGITS = re.compile(r"(?<=([^\W\d_]))?(\d{1,400}(?:,\d{1,400})?)(?=([^\W\d_]))?")


def names_with_figures(text: str) -> str:
    """Figures that stand inside a word, which no rule before this one knew.

    >>> names_with_figures("la note Baa2, Paris2024, la 5G")
    'la note Baa deux, Paris deux mille vingt-quatre, la cinq G'
    """

    def say(match: re.Match[str]) -> str:
        before, after = " " if match[1] else "", " " if match[3] else ""
        return f"{before}{cardinal(match[2])}{after}"

    return _DIGITS.sub(say, text)
