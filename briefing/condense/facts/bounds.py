"""How exact a figure is: "plus de", "au moins", "environ"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BEFORE_BOUNDS = (
    (
        "less",
        re.compile(r"(?:(?<!pas )moins d[e’']?|(?:au|pas) plus(?: de)?|maximum(?: de)?|jusqu a)$"),
    ),
    (
        "more",
        re.compile(r"(?:plus d[e’']?|pas moins d[e’']?|au moins|au dela de|minimum(?: de)?)$"),
    ),
    ("about", re.compile(r"(?:pres d[e’']?|environ|quelque|quelques|autour de|presque)$")),
)
_AFTER_BOUNDS = (
    ("less", re.compile(r"(?:au (?:plus|maximum))\b")),
    ("more", re.compile(r"(?:au (?:moins|minimum))\b")),
    ("about", re.compile(r"environ\b")),
)


def bound_between(before: Sequence[str], after: Sequence[str]) -> str:
    """How exact a figure is between the words *before* and *after*; empty for exact."""
    left, right = " ".join(before), " ".join(after)
    found = [name for name, pattern in _BEFORE_BOUNDS if pattern.search(left)]
    found += [name for name, pattern in _AFTER_BOUNDS if pattern.match(right)]
    return found[0] if found else ""
