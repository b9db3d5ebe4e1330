"""The respelled words of `words.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from briefing.phonemes.place import Place

_FILE = Path(__file__).with_name("words.toml")
_MOST = 4  # words joined by hyphens, apostrophes or spaces that one entry has


@lru_cache(maxsize=1)
def entries() -> dict[str, str]:
    """What the file says: a word or its beginning with a star, and how it is respelled."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {word: say for part in table.values() for word, say in part.items()}


def respelled(written: str) -> str | None:
    """How a word or several joined ones are written for espeak-ng; None when they are right.

    >>> respelled("Toast"), respelled("magnats"), respelled("homosexuelle"), respelled("maire")
    ('toste', 'maggnas', 'omossexuelle', None)
    """
    lower = written.lower()
    return _whole(written, lower) or _begun(lower)


def joined(place: Place) -> tuple[int, str] | None:
    """An entry of several words that begins at *place*: their number, and the respelling."""
    if place.word not in _openings():
        return None
    for length in range(min(_MOST, len(place.words) - place.at), 1, -1):
        until = place.at + length
        gaps = place.gaps[place.at + 1 : until]
        parts = place.words[place.at : until]
        written = parts[0] + "".join(
            _link(gap) + part for gap, part in zip(gaps, parts[1:], strict=True)
        )
        said = _whole(written, written.lower())
        if said:
            return length, said
    return None


def _whole(written: str, lower: str) -> str | None:
    known = entries()
    said = known.get(written) or known.get(lower)
    if not said and lower.endswith("s"):
        said = known.get(written[:-1]) or known.get(lower[:-1])
        return f"{said}s" if said else None
    return said


def _begun(lower: str) -> str | None:
    beginnings = _beginnings()
    for length in range(len(lower), 2, -1):
        said = beginnings.get(lower[:length])
        if said:
            return said + lower[length:]
    return None


@lru_cache(maxsize=1)
def _beginnings() -> dict[str, str]:
    return {word[:-1]: say for word, say in entries().items() if word.endswith("*")}


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """The first words of the entries that have several."""
    parts = (word.lower().replace("-", " ").replace("'", " ").split() for word in entries())
    return frozenset(part[0] for part in parts if len(part) > 1)


def _link(gap: str) -> str:
    """What joins two words, as entries write it; a mark of punctuation joins none."""
    gap = gap.replace("’", "'").replace("‐", "-").replace("‑", "-")
    if gap in {"'", "-"}:
        return gap
    return " " if gap.isspace() else "\0"
