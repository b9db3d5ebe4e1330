"""All rules in their order: a text as espeak-ng has to be told to say it right."""

from __future__ import annotations

from briefing.phonemes import figures, heteronyms, liaisons, more, spelling, words
from briefing.phonemes.place import Place, Rule, places

# espeak-ng binds nothing to a word that begins with this, and says it as ever.
_APART = "'"

_RULES: dict[str, Rule] = {
    **liaisons.RULES,
    **figures.RULES,
    **heteronyms.RULES,
    **more.RULES,
}


def corrected(text: str) -> str:
    """*text* with the words respelled that espeak-ng gets wrong; as many words, all marks kept.

    >>> corrected("Les fils des pompiers ont cent ans.")
    "Les fisse des pompiers 'ont sante ans."
    """
    found = places(text)
    if not found:
        return text
    parts = [found[0].before]
    at = 0
    while at < len(found):
        place = found[at]
        several = words.joined(place)
        if several:
            length, said = several
            at += length
        else:
            said = _said(place)
            at += 1
        parts += [said, place.gaps[at]]
    return "".join(parts)


def _said(place: Place) -> str:
    rule = _RULES.get(place.word)
    said = (
        (rule(place) if rule else None)
        or words.respelled(place.written)
        or spelling.respelled(place.word)
        or place.written
    )
    return f"{_APART}{said}" if liaisons.forbidden(place) else said
