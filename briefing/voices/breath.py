"""Where a speaker breathes: at one mark at a time, and in long sentences more than once.

Nothing is ever cut inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.errors import Unspeakable

# From the best place to breathe to the last resort.  A part keeps the punctuation it ends on.
_JOINTS = (
    re.compile(r"(?<=[.!?…;:])\s+"),
    re.compile(r"(?<=[,)—–])\s+"),
    re.compile(
        r"\s+(?=(?:et|ou|mais|car|donc|or|que|qui|dont|où|quand|lorsque|puisque|parce|afin|pour"
        r"|avec|sans|dans|après|avant|depuis|tandis)\b)",
        re.IGNORECASE,
    ),
    re.compile(r"\s+"),
)


_ROW = re.compile(r"\s*([.,;:!?…])(?:\s*[.,;:!?…–—])+")


def one_mark_at_a_time(text: str) -> str:
    """Of marks in a row keep the one that makes the melody, else the first.

    Each would be a pause of its own, and a hundred of them half a minute of silence:

    >>> one_mark_at_a_time("Quoi… ?! dit-il , — , — puis... rien.")
    'Quoi? dit-il, puis. rien.'
    """
    return _ROW.sub(lambda row: next((mark for mark in row[0] if mark in "?!"), row[1]), text)


def split(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Split *text* into parts that each *fits*, at the best joints there are.

    What does not fit is parted at the best kind of joint it has, where that is nearest to its
    middle.  Joined again with spaces the parts give the text back, word for word:

    >>> split("Il pleut, mais il fait doux. On sort.", lambda part: len(part) < 20)
    ['Il pleut,', 'mais il fait doux.', 'On sort.']
    >>> split("Il pleut.", lambda part: True)
    ['Il pleut.']

    Raises:
        Unspeakable: a single word does not fit.
    """
    text = " ".join(text.split())
    if fits(text):
        return [text]
    for joint in _JOINTS:
        places = [place.span() for place in joint.finditer(text)]
        if places:
            left, right = min(places, key=lambda place: abs(place[0] + place[1] - len(text)))
            return [*split(text[:left], fits), *split(text[right:], fits)]
    raise Unspeakable(f"The word '{text[:40]}…' ({len(text)} letters) is too long to be said.")
