"""Sentences that trip French voices, and whether the phonemes handed to Kokoro are right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

OURS = Path(__file__).parent / "traps.tsv"
_NASAL = {"ɑ̃": "1", "ɔ̃": "2", "ɛ̃": "3", "œ̃": "3"}  # each as one sign while the others are merged
_ALIKE = str.maketrans("ɛɔœɑɥgrɹ", "eoøayɡʁʁ", "əˈˌː‿_.|,;:!?…-“”«»()")


class Trap(NamedTuple):
    """A sentence, and the patterns that its merged phonemes must match (`!`: must not)."""

    kind: str
    sentence: str
    checks: tuple[str, ...]


def read(path: Path = OURS) -> Iterator[Trap]:
    """The traps of a file: kind, sentence, checks between `;;`; lines with # say what it is."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, sentence, checks = line.split("\t")
            yield Trap(kind, sentence, tuple(checks.split(";;")))


def merged(phonemes: str) -> str:
    """*phonemes* without stress, length, marks, spaces and schwa; close and open vowels alike."""
    text = unicodedata.normalize("NFD", phonemes)
    for nasal, sign in _NASAL.items():
        text = text.replace(unicodedata.normalize("NFD", nasal), sign)
    text = "".join(text.translate(_ALIKE).split())
    for nasal, sign in list(_NASAL.items())[:3]:
        text = text.replace(sign, unicodedata.normalize("NFD", nasal))
    return text


def wrong(trap: Trap, phonemise: Callable[[str], str]) -> list[str]:
    """The checks that fail."""
    said = merged(phonemise(trap.sentence))
    return [check for check in trap.checks if not _holds(check, said)]


def _holds(check: str, said: str) -> bool:
    pattern = check.removeprefix("!").replace("œ̃", "ɛ̃").replace("g", "ɡ").replace("ɥ", "y")
    found = re.search(unicodedata.normalize("NFD", pattern), said)
    return (found is None) is check.startswith("!")
