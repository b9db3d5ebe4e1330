"""How French words begin: with a vowel that takes a liaison, or not."""

from __future__ import annotations

import re

# Mute h, by the beginnings of words (Petit Robert, Trésor de la langue française); any other h is
# aspirated and lets no liaison through.
_MUTE = re.compile(
    r"h(?:a(?:b[eioî]|cienda|giogr|leine|llali|llucin|log[èé]n|lt[èé]r|meçon|rmoni|ru|ïti)"
    r"|e(?:bdo|ct|ll[éè]|lv[éè]|pta|rb|rc[uy]|rm[aéièe]|rp[èé]|ur[eè]|uris|x)"
    r"|é(?:b|ca|g[éè]|las|li|m|pa|r[aé]d|r[ée][dst]|rit|ro[ïi][nqsd]|s|t)"
    r"|i(?:at|bern|bis|er|lar|malay|nd|ppi[qs]|ppo|ronde|rsut|sp|st|tl[éè]|v|érog|érat)"
    r"|o(?:lo|mi[cln]|mm(?:ag|e)|mo|mé|nn[eê]|nor|raire|ri|rlo|rmo|ro|rr|rti|sp|st)"
    r"|ô[pt]|u(?:il|is|î|m(?!er$|é))|y)"
)
# Words that are spelled with a vowel and take no liaison all the same.
_CLOSED = re.compile(
    r"onz|oui(?:ghour|gour)?s?$|ouï[gd]|ouistit|ouat|uhlan|ulul|y(?!eux|pr|onn|err)[aeiou]"
)
_VOWEL = re.compile(r"[aeiouyàâäæéèêëîïôöœùûü]")

# Small words that do not depend on the word before: no figure and no adjective is bound to them.
GRAMMAR = frozenset(
    """
    et ou où à a au aux en est sont ont avait avaient aura auront eut était étaient ai as il ils
    elle elles on y ici hier aujourd alors ainsi aussi encore ensuite environ avec après avant
    entre afin étant ayant eu été être avoir autant autour auprès hors hormis outre oui onze un une
    """.split()
)
NUMBERS = frozenset(
    """
    zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
    seize vingt vingts trente quarante cinquante soixante septante octante huitante nonante cent
    cents mille million millions milliard milliards
    """.split()
)


def opens_with_vowel(word: str) -> bool:
    """Whether *word*, in small letters, is bound to the word before it.

    >>> [word for word in ("homme", "hausse", "onze", "yaourt", "yeux") if opens_with_vowel(word)]
    ['homme', 'yeux']
    """
    if word.startswith("h"):
        return bool(_MUTE.match(word))
    return bool(_VOWEL.match(word)) and not _CLOSED.match(word)


def bound(word: str) -> bool:
    """Whether *word* is a noun or adjective, as far as one can see, that a liaison leads to."""
    return bool(word) and word not in GRAMMAR and opens_with_vowel(word)
