"""Sums of money."""

from __future__ import annotations

import re

from briefing.spoken.numbers import (
    NOT_BEFORE,
    NUMBER,
    SCALE,
    before_thousand,
    cardinal,
    counted,
    of,
    value,
)

# One and many of each, and of its hundredth part; from ISO 4217 and its French names.
_CENTS = ("centime", "centimes")
_CURRENCIES: dict[str, tuple[str, str]] = {
    "€": ("euro", "euros"), "$": ("dollar", "dollars"), "£": ("livre", "livres"),
    "¥": ("yen", "yens"), "₩": ("won", "wons"), "₹": ("roupie", "roupies"),
    "₽": ("rouble", "roubles"), "₺": ("livre turque", "livres turques"),
    "₴": ("hryvnia", "hryvnias"), "₪": ("shekel", "shekels"), "₫": ("dong", "dongs"),
    "₦": ("naira", "nairas"), "₿": ("bitcoin", "bitcoins"), "฿": ("baht", "bahts"),
    "EUR": ("euro", "euros"), "USD": ("dollar", "dollars"), "GBP": ("livre", "livres"),
    "JPY": ("yen", "yens"), "CNY": ("yuan", "yuans"), "RMB": ("yuan", "yuans"),
    "CHF": ("franc suisse", "francs suisses"), "CAD": ("dollar canadien", "dollars canadiens"),
    "AUD": ("dollar australien", "dollars australiens"), "RUB": ("rouble", "roubles"),
    "INR": ("roupie", "roupies"), "BRL": ("real", "reals"), "MAD": ("dirham", "dirhams"),
    "DZD": ("dinar", "dinars"), "TND": ("dinar", "dinars"), "FF": ("franc", "francs"),
    "FCFA": ("franc CFA", "francs CFA"), "F CFA": ("franc CFA", "francs CFA"),
    "CFA": ("franc CFA", "francs CFA"), "XOF": ("franc CFA", "francs CFA"),
    "XAF": ("franc CFA", "francs CFA"), "BTC": ("bitcoin", "bitcoins"), "F": ("franc", "francs"),
    "FS": ("franc suisse", "francs suisses"), "KRW": ("won", "wons"), "US$": ("dollar", "dollars"),
    "$US": ("dollar américain", "dollars américains"),
    "$ US": ("dollar américain", "dollars américains"), "SEK": ("couronne", "couronnes"),
    "C$": ("dollar canadien", "dollars canadiens"), "NOK": ("couronne", "couronnes"),
    "$CA": ("dollar canadien", "dollars canadiens"), "DKK": ("couronne", "couronnes"),
    "$ CA": ("dollar canadien", "dollars canadiens"), "zł": ("zloty", "zlotys"),
    "A$": ("dollar australien", "dollars australiens"), "PLN": ("zloty", "zlotys"),
    "HK$": ("dollar de Hong Kong", "dollars de Hong Kong"),
    "TRY": ("livre turque", "livres turques"), "¢": ("cent", "cents"), "R$": ("real", "reals"),
    "ct": _CENTS, "cts": _CENTS, "c€": _CENTS, "DH": ("dirham", "dirhams"), "DM": ("mark", "marks"),
}  # fmt: skip
_SHE = ("livre", "roupie", "couronne", "hryvnia")
_HUNDREDTHS = {
    "livre": ("penny", "pence"),
    "dollar": ("cent", "cents"),
    "rouble": ("kopeck", "kopecks"),
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_SCALES = {
    "M": "million", "Mio": "million", "m": "million", "Md": "milliard", "Mds": "milliard",
    "Mrd": "milliard", "Mrds": "milliard", "md": "milliard", "mds": "milliard", "Mia": "milliard",
    "G": "milliard", "bn": "milliard",
}  # fmt: skip
_SPLIT_CENTS = re.compile(rf"{NOT_BEFORE}(\d+) ?([€$£])(\d\d)(?!\w)")  # 3 €50
_SHORT_SCALE = re.compile(rf"{NOT_BEFORE}({NUMBER}) ?(Mr?ds?|mds?|M|Mio)\.?(?= d(?:e |['’])\w)")
_BARE_SCALE = re.compile(rf"{NOT_BEFORE}({NUMBER}) ?(?:Mr?ds?|mds?)(?![\w'’/-])")
_SUM = re.compile(
    rf"{NOT_BEFORE}({NUMBER})(?: ?({SCALE})(?:\. )?)?(?: d['’]?e? ?)? ?({_SIGNS})(?![\w²³]|['’]\w)"
)
_SIGN_FIRST = re.compile(
    rf"(?<!\w)(?<!\d\s)(US\$|C\$|A\$|HK\$|[€$£¥]|EUR|USD|CHF|GBP) ?({NUMBER}(?: ?"
    rf"(?:{SCALE}|bn|m)\b)?)(?! ?[€$£])"
)
_LONE = re.compile(r"(?<=[a-zé] )([dD]['’]|de )?(€|\$)(?=[ .,;:!?)»/]|$)")


def short_scales(text: str) -> str:
    """Millions and milliards cut short, before the word that they count.

    >>> short_scales("3 Md d’euros, 1,5 M d'habitants")
    "trois milliards d’euros, un virgule cinq million d'habitants"
    """
    return _SHORT_SCALE.sub(lambda m: counted(m[1], _SCALES[m[2]], f"{_SCALES[m[2]]}s"), text)


def money(text: str) -> str:
    """Sums of money: the unit where the decimal comma stands, as at a till.

    >>> money("12,50 €, 1 €, 3,2 Md€, 0,75 €")
    "douze euros cinquante, un euro, trois virgule deux milliards d'euros, soixante-quinze centimes"
    >>> money("100 M$, 5 milliards €, $20, 1 000 000 €, 5 k€, 5 000 F")
    "cent millions de dollars, cinq milliards d'euros, vingt dollars, un million d'euros, \
cinq mille euros, cinq mille francs"
    """
    text = text.replace("€uro", "euro")
    text = _SPLIT_CENTS.sub(r"\1,\3 \2", text)
    text = _SIGN_FIRST.sub(lambda m: f"{_long_scale(m[2])} {m[1]}", text)
    text = _SUM.sub(lambda m: _said(m[1], m[2] or "", m[3]), text)
    return _LONE.sub(_lone, text)


def bare_scales(text: str) -> str:
    """Milliards cut short that count nothing that is named.

    >>> bare_scales("un plan de 20 mds, puis 1 Md.")
    'un plan de vingt milliards, puis un milliard.'
    """
    return _BARE_SCALE.sub(lambda m: counted(m[1], "milliard", "milliards"), text)


def _long_scale(figure: str) -> str:
    """English scales in full: "£5m" and "$3bn" are five million and three billion."""
    return re.sub(r"(?<=\d) ?(m|bn)$", lambda m: " million" if m[1] == "m" else " milliard", figure)


def _lone(match: re.Match[str]) -> str:
    many = _CURRENCIES[match[2]][1]
    return of(many) if match[1] else many


def _said(figure: str, scale: str, sign: str) -> str:
    one, many = _CURRENCIES[sign]
    if scale in {"k", "K", "mille"}:
        return _thousands(figure, many)
    if scale:
        name = _SCALES.get(scale, scale.rstrip("s"))
        return f"{counted(figure, name, name + 's')} {of(many)}"
    return _whole_and_cents(figure, one, many)


def _thousands(figure: str, many: str) -> str:
    exact = value(figure) * 1000
    if exact == int(exact):
        return counted(str(int(exact)), many, many)
    return f"{before_thousand(cardinal(figure))} mille {many}"


def _whole_and_cents(figure: str, one: str, many: str) -> str:
    whole, _, cents = figure.partition(",")
    if len(cents) > 2:  # noqa: PLR2004 - no coin: a rate
        return counted(figure, one, many, she=one.startswith(_SHE))
    cents = cents.ljust(2, "0") if cents else ""
    if cents.strip("0") and not whole.strip("0 "):
        return counted(cents.lstrip("0"), *_HUNDREDTHS.get(one.split(maxsplit=1)[0], _CENTS))
    said = counted(whole, one, many, she=one.startswith(_SHE))
    return f"{said} {cardinal(cents.lstrip('0'))}" if cents.strip("0") else said
