"""Letters, spaces and figures as typographers set them, brought to one plain form each."""

from __future__ import annotations

import re
import unicodedata

from briefing.spoken.roman import numeral

# Marks without a sound: soft hyphens, joiners, byte order marks, private letters.
_SILENT = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\ue000-\uf8ff]"
)
_RAISED_TITLES = {"Mᵉˢ": "Maîtres", "Mᵉ": "Me", "Mˢ": "Messieurs"}
_RAISED_TITLE = re.compile("Mᵉˢ|Mᵉ|Mˢ(?!\\w)")
_RAISED = re.compile("[ᵃ-ᵿʰ-ʸˡ-ˣⁱⁿᶜᶠᶻᴬ-ᵂ]+")
_NUMERO = re.compile(r"\b([Nn])(?:ᵒ|º|°)(ˢ)?")


def spaces(text: str) -> str:
    r"""Single plain spaces; marks that only guide typesetting are taken out.

    >>> spaces(" dix\u202f000   pour\tcent ")
    'dix 000 pour cent'
    """
    return " ".join(_SILENT.sub("", text).split())


_HEADING = re.compile(r"#{1,6} (?=.)")


def headings(text: str) -> str:
    """The marks of a Markdown heading are not said.

    >>> headings("## Titre"), headings("#1"), headings("#Paris")
    ('Titre', '#1', '#Paris')
    """
    match = _HEADING.match(text)
    return text[match.end() :] if match else text


def raised_letters(text: str) -> str:
    """Raised letters as ordinary ones, so that the rules meet one form only.

    >>> raised_letters("le 1ᵉʳ mai, Mᵐᵉ Aubin, nᵒˢ 3 et 4")
    'le 1er mai, Mme Aubin, n°s 3 et 4'
    """
    if text.isascii():
        return text
    text = _NUMERO.sub(lambda m: f"{m[1]}°{'s' if m[2] else ''}", text)
    text = _RAISED_TITLE.sub(lambda m: _RAISED_TITLES[m.group()], text)
    return _RAISED.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


_POWER = re.compile(r"(?<=\d)([⁺⁻]?)([⁰¹²³⁴-⁹]{1,9})")
_CARET = re.compile(r"(?<=\d)\^([-−]?)(\d{1,9})")
_NOTE_MARK = re.compile(r"(?<=[^\W\d])[⁰¹⁴-⁹][⁰¹²³⁴-⁹]*|(?<=[.!?»”)])[⁰¹²³⁴-⁹]+")
_OTHER_FIGURES = re.compile(r"[₀-₉⁰¹⁴-⁹①-⑳０-９]")
_ROMAN = re.compile("[Ⅰ-Ⅿⅰ-ⅿ]{1,12}")
_VULGAR = re.compile(r"(?:(\d) ?)?([½⅓⅔¼¾⅕-⅞⅐⅑⅒])")


def figures(text: str) -> str:
    """Figures that are raised, lowered or circled as ordinary ones; marks of footnotes go.

    >>> figures("du CO₂, 10⁶, 3 m³, la loi¹, 1⅔")
    'du CO2, 10 puissance 6, 3 m³, la loi, 1 2/3'
    >>> figures("10^6, 10⁻³, le chapitre Ⅳ")
    '10 puissance 6, 10 puissance moins 3, le chapitre 4'
    """

    def plain(match: re.Match[str]) -> str:
        return unicodedata.normalize("NFKC", match.group())

    def power(match: re.Match[str]) -> str:
        sign = {"⁻": "moins ", "⁺": "plus "}.get(match[1], "")
        return f" puissance {sign}{unicodedata.normalize('NFKC', match[2])}"

    def roman(match: re.Match[str]) -> str:
        letters = unicodedata.normalize("NFKC", match.group()).upper()
        return str(numeral(letters) or letters)

    def parts(match: re.Match[str]) -> str:
        written = unicodedata.normalize("NFKC", match[2]).replace("\N{FRACTION SLASH}", "/")
        return f"{match[1]} {written}" if match[1] else written

    if "^" in text:
        text = _CARET.sub(lambda m: f" puissance {'moins ' if m[1] else ''}{m[2]}", text)
    if text.isascii():
        return text
    # A lone ² or ³ after a number is a power only where no unit stands between: 5² but 5 m².
    text = _POWER.sub(power, text)
    text = _ROMAN.sub(roman, _VULGAR.sub(parts, text))
    return _OTHER_FIGURES.sub(plain, _NOTE_MARK.sub("", text))
