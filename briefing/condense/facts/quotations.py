"""What stands in quotation marks, compared as it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from briefing.condense.facts.faults import Fault, FaultKind
from briefing.condense.facts.words import WORD

_QUOTATION = re.compile(r"«([^«»]*)»|“([^“”]*)”|\"([^\"]*)\"")
_LEFT_OUT = re.compile(r"[\[(](?:…|\.\.\.)[\])]|…|\.\.\.")
OWN_WORDS = 4  # from so many words on, a quotation must be one in the article too


def quotations_of(text: str) -> list[str]:
    """What stands in quotation marks in *text*, without the marks."""
    return [next(filter(None, match), "") for match in _QUOTATION.findall(text)]


def comparable(text: str) -> str:
    """*text* without what differs from one typographer to the next, between spaces."""
    low = unicodedata.normalize("NFC", text).lower().replace("œ", "oe")
    return f" {' '.join(WORD.findall(low))} "


def wrong_quotations(text: str, *, said: str, quoted: str) -> Iterator[Fault]:
    """The quotations of *text* that an article does not have.

    *said* is all of the article, *quoted* what it quotes, both `comparable`.
    """
    for quotation in quotations_of(text):
        for part in map(comparable, _LEFT_OUT.split(quotation)):
            there = quoted if len(part.split()) >= OWN_WORDS else said
            if part.strip() and part not in there:
                yield Fault(FaultKind.QUOTATION, f"« {quotation.strip()} »")
                break
