"""Regular French spelling that espeak-ng misreads, written as it reads it right.

What each rule says holds for French without exception, or its exceptions stand beside it; the
source is Le Petit Robert, and Fouché's "Traité de prononciation française" for the endings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.phonemes.sounds import opens_with_vowel

# With these, th is English.
_ENGLISH = frozenset("the with this that both south north youth death earth health truth".split())

# Adjectives and nouns; every other word in -lent is a verb: "les prix s'envolent", "ils coulent".
_LENT = frozenset(
    """
    bénévolent calent corpulent crapulent dolent féculent flatulent fraudulent indolent insolent
    malévolent opulent purulent pulvérulent redolent sanguinolent somnolent succulent truculent
    turbulent violent virulent
    """.split()
)
_VERB = re.compile(r"([ou]l|arr|[nsg]omm|flamm|gramm)ent$")

_PREFIXED = re.compile(
    r"^(vidéo|télé|micro|macro|éco|agro|auto|électro|géo|néo|bio|thermo|socio|radio|photo"
    r"|hydro|aéro|rétro|euro|anti|multi|mono|pluri|demi|extra|infra|ultra|supra|pseudo)"
    r"s(?=[aeiouyéèêîô])"
)

_KEPT_H = ("heure", "hier", "hindi", "hiver", "homme", "hy", "hélas")

_REPLACED = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        # th is t; at the end it is heard: "zénith".  The t of "asthme" and "isthme" is not.
        (r"sth(?=m)", "s"),
        (r"th(?=i)", "tt"),  # or it would be [s]: "Éthiopie"
        (r"th(?=[^s])", "t"),
        (r"th(s?)$", r"tte\1"),
        # "huitième" has [t], unlike "initié": espeak-ng gives them one sound.
        (r"(hui|cen|ren|uaran|quan|oixan)tième", r"\1ttième"),
        # -ûment is an adverb; espeak-ng takes it for a verb in the plural.
        (r"(û|^unu|ingénu)ment$", r"\1mant"),
        # -ents is a noun or adjective; espeak-ng takes "émergents" for a verb.
        (r"gents$", "geants"),
        (r"(?<=[^cgi])ents$", "ants"),
        # s between vowels is [s] where a word begins with it: "homosexuel".
        (r"(?<=[aeio])sexu(?=[eaé])", "ssexu"),
        # -tie is [si] after these: "prophétie".
        (r"(prophé|acroba|facé|péripé|idio|inep|calvi|impéri|argu)tie(?=s?$)", r"\1cie"),
        # -illaire has [l], not [j]: "capillaire".
        (r"(cap|max|anc|bac|pap|pup)ill(?=aire)", r"\1il"),
        # espeak-ng goes over to English at these letters: "jury", "Nancy", "versons".
        (r"(?<=..[bcdfghjklmnpqrstvwxz])y(?=s?$)", "i"),
        (r"(?<=[lr])sons$", "ssons"),
    )
)


@lru_cache(maxsize=20_000)
def respelled(word: str) -> str | None:
    """How *word*, in small letters, is written for espeak-ng; None when it is right as it is.

    >>> [respelled(word) for word in ("méthode", "homologue", "huitième", "coulent", "violent")]
    ['métode', 'omologue', 'huittième', 'coule', None]
    """
    if word in _ENGLISH:
        return None
    said = _without_mute_h(word)
    if word not in _LENT:
        said = _VERB.sub(r"\1e", said)
    said = _PREFIXED.sub(r"\1ss", said)
    for pattern, by in _REPLACED:
        said = pattern.sub(by, said)
    return said if said != word else None


def _without_mute_h(word: str) -> str:
    """A mute h is not said, but espeak-ng refuses the liaison before some: "les homologues".

    Where it gets both right, the letter stays: it tells espeak-ng how "hier" and "neuf heures" end.
    """
    if not word.startswith("h") or word.startswith(_KEPT_H):
        return word
    return word[1:] if opens_with_vowel(word) else word
