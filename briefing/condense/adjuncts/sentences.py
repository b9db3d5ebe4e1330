"""Whether a sentence tells something, and where it begins."""

from __future__ import annotations

import re

from briefing.condense.marks import Frame

_RELIEF = re.compile(
    r"(?:[-–—] )?(?:(?:Mais|Et|Or),? )?(?:C['’]|Ce ?n['’]?|Ce )(?:est|était|sera|sont|fut)",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"\b(?:non seulement|pas seulement|d['’]une part|d['’]un côté|ni\b.+\bni|soit\b.+\bsoit"
    r"|à la fois|si bien|tellement|tant|autant)\b",
    re.IGNORECASE,
)


def is_told(found: Frame) -> bool:
    """Whether the sentence tells something: no question, no order, no two halves in balance."""
    text = found.tree.text
    relief = _RELIEF.match(text) or _HALVES.search(text)
    verb = found.tree.finite(found.tree.root)
    mood = "" if verb is None else found.tree.tokens[verb].features.get("Mood", "")
    return "?" not in text and relief is None and mood != "Imp"


def beginning(found: Frame) -> int:
    """Place of the first word, behind a dash that opens the sentence."""
    return 1 if found.tree.tokens[0].text in {"-", "–", "—"} else 0
