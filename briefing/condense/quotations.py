"""Quotations that go over several sentences: which sentences stand inside, and their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_OPENING, _CLOSING = "«“", "»”"
_QUOTED = re.compile(r"«[^«»]*»?|“[^“”]*”?|\"[^\"]*\"")
_FIRST_PERSON = re.compile(r"\b(?:je|moi|mon|ma|mes)\b|\b[jm]['’]", re.IGNORECASE)
_FEWEST_OUTSIDE = 2  # words that can say who speaks: "dit-il"


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


def speaks_itself(text: str) -> bool:
    """Whether somebody says "I" in *text* outside quotation marks: a quotation that lost them.

    >>> speaks_itself("J’ai eu peur."), speaks_itself("Il a dit : « J’ai eu peur. »")
    (True, False)
    """
    return bool(_FIRST_PERSON.search(_QUOTED.sub(" ", text)))


def is_attributed(text: str, *, inside: bool) -> bool:
    """Whether *text* has words that are not quoted, which may say whose words the others are.

    >>> [is_attributed(text, inside=False) for text in ("« Non », dit le maire.", "« Non. »")]
    [True, False]
    >>> [is_attributed(text, inside=True) for text in ("Jamais », dit le maire.", "Jamais.")]
    [True, False]
    """
    rest = _QUOTED.sub(" ", f"« {text}" if inside else text)
    return len(re.findall(r"\w+", rest)) >= _FEWEST_OUTSIDE
