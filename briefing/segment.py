"""A sentence of a bulletin -> Segment: as it is written, as it is said, and the silence after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefing.model import Kind, Segment
from briefing.spoken import speakable

PAUSES = {"sentence": 0.35, "paragraph": 0.6, "section": 0.9}
"""Seconds of silence after what ends one."""
SPEEDS = {Kind.HEADLINE: 1.04, Kind.SIGNOFF: 0.97}
"""Of the voice's own speed, by what is said: headlines press on, a farewell takes its time."""
Speak = Callable[[str], str]
"""Written French -> spoken French: `spoken.speakable`, with somebody's own pronunciations."""

_QUOTE = re.compile(r"«[^«»]{1,2000}»|“[^“”]{1,2000}”|(?<!\S)\"[^\"]{1,2000}\"")
# Fewer words are a name or a turn of phrase ("le « modèle » allemand"): the ear needs no more.
_LONG_QUOTE = 6
_LEFT_OVER = 4  # words after a quotation that could be taken for a part of it
# "a déclaré X", "explique-t-il", "selon Y" after a quotation says already that it has ended.
_SPEAKER_FOLLOWS = re.compile(
    r"[,\s]*(?:(?:a|ont|avait|avaient)(?:-t-(?:il|elle|on)|-t-ils|-(?:ils|elles))?\s+"
    r"(?:\w+é|dit|écrit|promis|admis|répondu|reconnu|soutenu|prévenu|conclu)\b"
    r"|\w+(?:-t)?-(?:il|elle|ils|elles|on)\b|(?:selon|d['’]après|pour|dixit)\b"
    r"|(?:dit|affirme|explique|estime|assure|indique|précise|ajoute|souligne|déclare|raconte"
    r"|(?!(?:et|mais|pour|dans|à|de|sur|avec|par|en|qui|que|car|où|ou|comme|puis|contre|sans)\b)\w+"
    r"\s+(?:le|la|l['’]|les|un|une|M\.|Mme|[A-ZÀ-Þ])"
    r"|rapporte|confie|lance|résume|note|conclut|juge|regrette|promet|prévient)(?:nt)?\b)"
)
# "le « Journal parlé de la tour Eiffel »" is the name of something, not somebody's words.
_NAMES_A_WORK = re.compile(
    r"(?:(?<!\w)(?:le|la|les|l['’]|un|une|des|du|de|d['’]|au|aux|son|sa|ses|leur|ce|cette"
    r"|intitulée?s?|baptisée?s?|appelée?s?|nommée?s?|dite?s?|titrée?s?))\s*$",
    re.IGNORECASE,
)
# Not "élu(e)s"; nor a minus or a span of figures.
_BRACKETS = re.compile(r"(?:^|\s+)[(\[]([^()\[\]]{1,500})[)\]]\s*(?=([,;:.!?…»])|)")
_DASHES = re.compile(r"(?<!\d)\s+[–—-]\s+|\s+[–—-]\s+(?!\d)")
_COMMAS = re.compile(r",(?: ?,){1,9}")
_SPACED_COMMA = re.compile(r" (?=,)")


def compose(
    kind: Kind,
    text: str,
    pause: float,
    sources: tuple[int, ...] = (),
    speak: Speak = speakable,
) -> Segment:
    """*text*, one sentence on one line, with what the voice gets of it and a *pause* in seconds."""
    text = one_line(text)
    return Segment(kind, text, speak(flat(text)), pause, sources, speed=SPEEDS.get(kind, 1.0))


def last_pause(kind: Kind) -> float:
    """Seconds of silence after the last segment of a section of *kind*."""
    return PAUSES["paragraph" if kind is Kind.TRANSITION else "section"]


def one_line(text: str) -> str:
    """*text* with single spaces, as a line of the script holds it."""
    return " ".join(text.split())


def flat(text: str) -> str:
    """*text* with what only the eye sees in it made heard: brackets and dashes become commas.

    >>> flat("Le musée (Rouen) – fermé depuis mai – rouvre (enfin).")
    'Le musée, Rouen, fermé depuis mai, rouvre, enfin.'
    >>> flat("(Lyon) Il pleut, ou presque (3 mm), ce soir.")
    'Lyon, Il pleut, ou presque, 3 mm, ce soir.'
    """
    text = _DASHES.sub(", ", _BRACKETS.sub(_between_commas, text))
    return _SPACED_COMMA.sub(",", _COMMAS.sub(",", one_line(text))).strip(", ")


def _between_commas(bracket: re.Match[str]) -> str:
    said = bracket[1].strip(" .…")  # "[...]" says nothing
    return f", {said}" + ("" if bracket[2] else ", ") if said else " "


_LEFT_OUT = re.compile(r"\s*(?:\[(?:\.{3}|…)\]|\((?:\.{3}|…)\))")
_DOUBLED = re.compile(r"»(?:\s*»)+")


def tidied(text: str) -> str:
    """*text* without the marks of what was left out of a quotation, and without doubled ones.

    >>> tidied("Il dit : « Non [...] jamais (…). »»")
    'Il dit : « Non jamais. »'
    """
    return _DOUBLED.sub("»", _LEFT_OUT.sub("", text))


def quotations(text: str) -> Iterator[re.Match[str]]:
    """The longer quotations in *text* that are somebody's words, marks included.

    >>> [each.group() for each in quotations("Le « bon sens », et « il faut que tous le sachent »")]
    ['« il faut que tous le sachent »']
    """
    for match in _QUOTE.finditer(text):
        words = len(match.group().strip('«»“”" \u00a0\u202f').split())
        if words >= _LONG_QUOTE and not _NAMES_A_WORK.search(text[: match.start()]):
            yield match


def announced(text: str, opening: str, closing: str) -> str:
    """*text* with its longer quotations announced, and closed where the sentence goes on.

    Where a colon before it or a verb of saying after it does so already, nothing is added.

    >>> announced("Il juge que « la loi va dans le bon sens pour tous ».", "je cite", "fin")
    'Il juge que, je cite, « la loi va dans le bon sens pour tous ».'
    >>> announced("Elle a dit : « Nous ne partirons pas avant la nuit. »", "je cite", "fin")
    'Elle a dit : « Nous ne partirons pas avant la nuit. »'
    >>> announced("Le « bon sens » l’emporte.", "je cite", "fin")
    'Le « bon sens » l’emporte.'
    >>> announced("« Nous ne partirons pas avant la nuit », a dit le maire.", "je cite", "fin")
    '« Nous ne partirons pas avant la nuit », a dit le maire.'
    """
    out, done = "", 0
    for match in quotations(text):
        before, after = text[done : match.start()], text[match.end() :]
        if _SPEAKER_FOLLOWS.match(after):
            continue
        out += _opened(before, opening, first=not done) + match.group()
        done = match.end()
        goes_on = len(re.findall(r"\w+", after)) >= _LEFT_OVER
        if goes_on and not match.group()[:-1].rstrip().endswith(","):
            out += f", {closing}" + ("" if after.lstrip()[:1] in {",", ".", ";"} else ",")
    return out + text[done:]


def _opened(before: str, opening: str, *, first: bool) -> str:
    """What stands *before* a quotation, with its announcement."""
    said = before.rstrip()
    if said.endswith(":"):
        return before
    if not said and first:
        return f"{opening[:1].upper()}{opening[1:]} : "
    return f"{said}{'' if said.endswith(',') else ','} {opening}, "
