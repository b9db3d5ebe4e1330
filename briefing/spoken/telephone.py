"""Numbers that are dialled, and numbers that are typed off a card."""

from __future__ import annotations

import re

from briefing.spoken.numbers import by_figures, in_words

_PAIRS = re.compile(
    r"(?<![\w,.+-])(0\d)(?:[ .-]?(\d\d))(?:[ .-]?(\d\d))(?:[ .-]?(\d\d))(?:[ .-]?"
    r"(\d\d))(?![\w-]|[., ]\d)"
)
_ABROAD = re.compile(
    r"(?<![\w.,])(?:\+ ?|00)([1-9]\d{0,2})(?:[ .-]?\((0)\)[ .-]?|[ .-])"
    r"(\(?\d{1,4}\)?(?:[ .-]\d{2,4}){1,6})(?![\w-]|[.,]\d)"
)
_FREE = re.compile(
    r"(?<![\w.,])(0) ?(8\d\d|9\d\d)[ .](\d\d\d)[ .](\d\d\d)(?!\w)|(?<![\w.,])(0) ?"
    r"(8\d\d) (\d\d) (\d\d) (\d\d)(?!\w)"
)
_SHORT = re.compile(
    r"(?<!\w)((?:[Aa]ppel\w{0,5}|[Cc]ompos\w{0,3}|[Jj]oindre|[Tt]éléphon\w{0,4}"
    r"|[Nn]uméros?|[Tt]él\.?"
    r"|[Cc]ontact\w{0,3}|SMS|[Ll]e|[Aa]u|via|sur)(?: :)?(?: (?:vert|d['’]urgence"
    r"|unique|gratuit))?(?: le| au)? )"
    r"(3[0-9]|10)(\d\d)(?![\w]|[., ]\d|-\d| ?[€%°$]| (?:m|km|euros?|mètres?|habitants|personnes)\b)"
)
_CARE = re.compile(r"(?<![\w.,])(le |au |numéro )(11[5-9]) (\d{3})(?! ?\d)(?!\w)")
_POSTCODE = re.compile(r"(?<![\w.,])0([1-9])(\d{3})(?= [A-ZÀ-Þ])")
_CARD = re.compile(r"(?<![\w.,])(\d{4})[ -](\d{4})[ -](\d{4})[ -](\d{4})(?![\w-])")


def _pair(digits: str) -> str:
    """Two figures: "zéro six", "douze"."""
    return by_figures(digits) if digits.startswith("0") else in_words(int(digits))


def telephone_numbers(text: str) -> str:
    """Telephone numbers as French speakers dictate them, by pairs; card numbers by fours.

    >>> telephone_numbers("au 01 23 45 67 08")
    'au zéro un, vingt-trois, quarante-cinq, soixante-sept, zéro huit'
    >>> telephone_numbers("le 3919, +33 6 12 34 56 78, 0 800 123 456")
    'le trente-neuf dix-neuf, plus trente-trois, six, douze, trente-quatre, cinquante-six, \
soixante-dix-huit, zéro huit cents, cent vingt-trois, quatre cent cinquante-six'
    """
    if not re.search(r"\d", text):
        return text
    text = _ABROAD.sub(_abroad, text)
    text = _FREE.sub(_free, text)
    text = _PAIRS.sub(lambda m: ", ".join(_pair(part) for part in m.groups()), text)
    text = _CARD.sub(lambda m: ", ".join(_four(part) for part in m.groups()), text)
    text = _CARE.sub(lambda m: f"{m[1]}{in_words(int(m[2]))} {_group(m[3])}", text)
    text = _POSTCODE.sub(lambda m: f"zéro {in_words(int(m[1]))} mille{_thousandth(m[2])}", text)
    return _SHORT.sub(_short, text)


def _abroad(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match[3])
    said = [f"plus {in_words(int(match[1]))}", *(["zéro"] if match[2] else [])]
    return ", ".join([*said, *map(_group, groups)])


def _group(digits: str) -> str:
    """A group of figures with the zeros that lead it."""
    rest = digits.lstrip("0")
    zeros = ["zéro"] * (len(digits) - len(rest))
    return " ".join([*zeros, *([in_words(int(rest))] if rest else [])])


def _thousandth(digits: str) -> str:
    return f" {in_words(int(digits))}" if int(digits) else ""


def _four(digits: str) -> str:
    return f"{_pair(digits[:2])} {_pair(digits[2:])}"


def _free(match: re.Match[str]) -> str:
    zero, first, *rest = [part for part in match.groups() if part]
    return ", ".join([f"{_group(zero)} {_group(first)}", *map(_group, rest)])


def _short(match: re.Match[str]) -> str:
    plain = re.search(r"(?:^|\s)(?:[Ll]e|[Aa]u|sur) $", match[1]) is not None
    named = re.match(r"[ACJTNacjtnS]\w{2}", match[1]) is not None
    # "en 3000", "le 1066": a year, or a race, unless one is told to dial it.
    if plain and not named and (match[2] == "10" or match[3] == "00"):
        return match.group()
    return f"{match[1]}{_pair(match[2])} {_pair(match[3])}"
