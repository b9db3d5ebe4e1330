"""Numbers read off spoken words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from briefing.condense.facts.units import MONTHS
from briefing.condense.facts.words import fold
from briefing.spoken import speakable

_ONES = {
    word: value
    for value, word in enumerate(
        "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
        " seize".split()
    )
} | {"une": 1}
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "vingts": 80,
}  # fmt: skip
SCALES = {
    "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "billion": 10**12, "billions": 10**12,
}  # fmt: skip
_ORDINALS = {
    "unieme": "un", "deuxieme": "deux", "troisieme": "trois", "quatrieme": "quatre",
    "cinquieme": "cinq", "sixieme": "six", "septieme": "sept", "huitieme": "huit",
    "neuvieme": "neuf", "dixieme": "dix", "onzieme": "onze", "douzieme": "douze",
    "treizieme": "treize", "quatorzieme": "quatorze", "quinzieme": "quinze", "seizieme": "seize",
    "vingtieme": "vingt", "trentieme": "trente", "quarantieme": "quarante",
    "cinquantieme": "cinquante", "soixantieme": "soixante", "centieme": "cent",
    "millieme": "mille",
}  # fmt: skip
_SPOKEN_TOKEN = re.compile(r"[^\W_]+|[^\w\s’'‐-]")


def spoken_tokens(text: str) -> list[str]:
    """The words of *text* as they are spoken, folded, and its marks of punctuation."""
    tokens = [fold(each) or each for each in _SPOKEN_TOKEN.findall(speakable(text))]
    for place, (one, two) in enumerate(pairwise(tokens)):
        if one == "premier" and two in MONTHS:
            tokens[place] = "un"
    return tokens


class Reader:
    """Reads numbers off spoken words."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.place = 0
        self.ordinal = False
        self._tokens = tokens

    def peek(self, ahead: int = 0) -> str:
        """The word *ahead* of the place, as a cardinal; empty past the end."""
        place = self.place + ahead
        word = self._tokens[place] if place < len(self._tokens) else ""
        return _ORDINALS.get(word.rstrip("s"), word)

    def _step(self) -> str:
        """Take a word."""
        word = self.peek()
        self.ordinal = word != self._tokens[self.place]
        self.place += 1
        return word

    def number(self) -> Fraction | None:
        """The number that begins at the place, which moves behind it; None when none does."""
        self.ordinal = False
        whole = self._whole()
        if whole is None:
            return None
        value, decimal = Fraction(whole), False
        if self.peek() in {"virgule", "point"} and self.number_begins(self.peek(1)):
            self.place += 1
            value, decimal = value + self._decimals(), True
        if decimal and self.peek() in SCALES:
            value *= SCALES[self._step()]
        elif whole >= 10**6 and (self.peek(), self.peek(1)) == ("et", "demi"):
            self.place += 2
            value += Fraction(10**6 if whole < 10**9 else 10**9, 2)
        return value

    @staticmethod
    def number_begins(word: str) -> bool:
        """Whether a number may begin with *word*."""
        return word in _ONES or word in _TENS or word in {"cent", "mille"}

    def _decimals(self) -> Fraction:
        """What follows "virgule": "zéro cinq" is 5/100, "vingt-cinq" is 25/100."""
        digits = ""
        while self.number_begins(self.peek()):
            before = self.place
            group = self._below_thousand()
            if self.place == before:
                break
            digits += str(group)
        return Fraction(int(digits or 0), 10 ** len(digits))

    def _whole(self) -> int | None:
        if not self.number_begins(self.peek()):
            return None
        total, smallest = 0, 10**15
        while smallest > 1 and not self.ordinal and self.number_begins(self.peek()):
            before = self.place
            group = 1 if self.peek() == "mille" else self._below_thousand()
            scale = SCALES.get(self.peek(), 1)
            if scale >= smallest:  # another number: "deux mille | trois mille"
                self.place, self.ordinal = before, False
                break
            if scale > 1:
                self._step()
            total, smallest = total + group * scale, scale
        return total

    def _below_thousand(self) -> int:
        if self.peek() == "cent":
            self._step()
            return 100 + self._rest()
        value = self._below_hundred()
        if 1 < value < 20 and self.peek() in {"cent", "cents"} and not self.ordinal:  # noqa: PLR2004
            self._step()
            return value * 100 + self._rest()
        return value

    def _rest(self) -> int:
        """What follows a hundred."""
        small = self.peek() in _ONES or self.peek() in _TENS
        return self._below_hundred() if small and not self.ordinal else 0

    def _below_hundred(self) -> int:
        word = self.peek()
        if word == "quatre" and self.peek(1) in {"vingt", "vingts"}:
            self.place += 1
            self._step()
            return 80 + self._small(80)
        if word in _TENS:
            self._step()
            return _TENS[word] + self._small(_TENS[word])
        if word not in _ONES:
            return 0
        self._step()
        teen = word == "dix" and not self.ordinal and self.peek() in {"sept", "huit", "neuf"}
        return 10 + _ONES[self._step()] if teen else _ONES[word]

    def _small(self, tens: int) -> int:
        """What follows tens: "et un", "cinq", "et onze", "dix-sept"."""
        if self.ordinal:
            return 0
        if self.peek() == "et" and self.peek(1) in {"un", "une", "onze"}:
            self.place += 1
            return _ONES[self._step()]
        most = 19 if tens in {60, 80} else 9
        if self.peek() in _ONES and 0 < _ONES[self.peek()] <= most:
            return self._below_hundred()
        return 0
