"""What stands before or inside a sentence for the eye only: datelines, references, acronyms."""

from __future__ import annotations

import re

from briefing.condense.marks import Edit, edited, enclosed

_MONTHS = (
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|janv\.?|févr\.?|avr\.?|juil\.?|sept\.?|oct\.?|nov\.?|déc\.?"
)
_DATE = rf"\d{{1,2}}(?:er)? (?:{_MONTHS})(?: \d{{4}})?"
_PLACE = r"[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:(?:{_DATE}\.?\s*)?[-–—]\s+)?"
    rf"(?:{_PLACE}(?:, {_DATE})?(?:\s*\([^)]{{2,20}}\))?(?:, {_DATE})?"
    r"\s*[-–—]\s+(?=[«“\"]?\s?[A-ZÀ-Þ\d]))?"
)
_REFERENCE = re.compile(r"\s*\[\d+\]")
_FOR_THE_EYE = re.compile(
    r"(?:photos?|vidéos?|infographie|carte|illustration|AFP|Reuters|AP|(?:cf|voir|lire|source"
    r"|crédit"
    r"|ci-dessus|ci-contre|ci-dessous)\b.*|pp?\. ?\d+.*)",
    re.IGNORECASE,
)
_SHORT = 8  # words that may stand between commas


def prepared(text: str) -> str:
    """The sentence without what only an eye needs; parentheses that can be said, between commas.

    >>> prepared("Lyon - Le musée d'art moderne (MAM) rouvre (photo).")
    "Le musée d'art moderne rouvre."
    """
    bare = _REFERENCE.sub("", text[_dateline(text) :])
    spans = enclosed(bare)
    if spans is None:
        return bare
    asides = [(start, end) for start, end in spans if bare[start] == "("]
    edits = []
    for start, end in asides:
        inside = bare[start + 1 : end - 1].strip()
        if _FOR_THE_EYE.fullmatch(inside) or _abbreviates(inside, bare[:start]):
            edits.append(Edit(start, end))
        elif len(asides) == 1 and _can_be_said(inside, bare[:start], bare[end:]):
            edits.append(Edit(len(bare[:start].rstrip()), end, f", {inside},"))
    return edited(bare, tuple(edits)) if edits or bare != text else text


def _dateline(text: str) -> int:
    """Where the sentence begins behind its place and date."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _abbreviates(inside: str, before: str) -> bool:
    """Whether *inside* is made of initials of the words *before* it."""
    if not re.fullmatch(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ.-]{1,9}", inside):
        return False
    letters = [letter for letter in inside if letter.isupper()]
    initials = [word[0].upper() for word in re.findall(r"\w+", before)[-12:]]
    place = 0
    for initial in initials:
        place += place < len(letters) and initial == letters[place]
    return len(letters) > 1 and place * 2 >= len(letters)  # "(RCCI)" leaves out small words


def _can_be_said(inside: str, before: str, behind: str) -> bool:
    return (
        len(inside.split()) <= _SHORT
        and re.search(r"[,;:.…«»\"/=]|^[-–−+]", inside) is None
        and behind.lstrip()[:1] not in {"-", "–", "—"}
        and before.rstrip()[-1:] not in {",", ";", ":", ""}
        and re.search(r"\w", inside) is not None
    )
