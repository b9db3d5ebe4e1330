"""Quotations that go over several sentences: which sentences stand inside, and their marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_OPENING, _CLOSING = "«“", "»”"


def continued(texts: Iterable[str]) -> Iterator[bool]:
    """Whether each of *texts*, in order, begins inside a quotation that was opened before it.

    >>> list(continued(["Il dit : « Non.", "Jamais. »", "Il part."]))
    [False, True, False]
    """
    inside = False
    for text in texts:
        yield inside
        for letter in text:
            inside = letter in _OPENING or (inside and letter not in _CLOSING)


def closed(text: str, *, inside: bool) -> str:
    """*text* with both marks of a quotation of which it holds but a part.

    >>> closed("Il dit : « Non.", inside=False), closed("Jamais. »", inside=True)
    ('Il dit : « Non. »', '« Jamais. »')
    >>> closed("Il reste « ici ».", inside=False)
    'Il reste « ici ».'
    """
    if inside:
        text = f"« {text}"
    still = False
    for letter in text:
        still = letter in _OPENING or (still and letter not in _CLOSING)
    return f"{text} »" if still else text
