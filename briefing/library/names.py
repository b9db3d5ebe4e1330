"""A title -> the name of a folder that every disk and every address takes."""

from __future__ import annotations

import re
import unicodedata

_LENGTH = 60


def slug(title: str) -> str:
    """*title* as part of a file name: ASCII letters, digits and hyphens.

    >>> slug("L’été à Œting : 3,5 % !"), slug("???")
    ('l-ete-a-oeting-3-5', 'briefing')
    """
    letters = title.lower().replace("œ", "oe").replace("æ", "ae")
    bare = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", letters))
    words = re.findall(r"[a-z0-9]+", bare)
    name = ""
    for word in words:
        if len(name) + len(word) + 1 > _LENGTH:
            break
        name = f"{name}-{word}" if name else word
    return name or (words[0][:_LENGTH] if words else "briefing")
