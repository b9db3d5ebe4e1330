"""Who speaks: which voice has which part in a bulletin, and which words of a segment are whose."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.model import Segment, Speaker
from briefing.segment import quotations
from briefing.voices import Voice, open_voice
from briefing.voices.card import VoiceCard

BREATH = 0.18  # seconds between two voices in one sentence


Cast = Mapping[Speaker, Voice]
"""The open voices by their parts.  Presenter and reporter are always in it and may be one voice;
`Speaker.QUOTED` is only in it when the words of others have a voice of their own."""


@dataclass(frozen=True, slots=True)
class Casting:
    """Who is to have which part."""

    presenter: VoiceCard
    reporter: VoiceCard
    quoted: VoiceCard | None = None

    def by_part(self) -> dict[Speaker, VoiceCard]:
        """The card of each part that somebody has."""
        cards = {Speaker.PRESENTER: self.presenter, Speaker.REPORTER: self.reporter}
        return cards | {Speaker.QUOTED: self.quoted} if self.quoted else cards

    def voices(self) -> dict[str, VoiceCard]:
        """Every voice once, by name, the presenter's first."""
        return {card.name: card for card in self.by_part().values()}

    @property
    def names(self) -> str:
        """The names of the voices, as a record keeps them: `claire, nicolas`."""
        return ", ".join(self.voices())

    def offline(self, instead: VoiceCard) -> Casting:
        """The same with *instead* in the place of every voice that needs the network."""

        def kept(card: VoiceCard) -> VoiceCard:
            return instead if card.network else card

        return Casting(kept(self.presenter), kept(self.reporter), self.quoted and kept(self.quoted))


@contextlib.contextmanager
def opened(casting: Casting) -> Iterator[Cast]:
    """The voices of *casting*, each opened once, and closed in the end.

    Raises:
        VoiceUnavailable, SettingsError: see `voices.open_voice`.
    """
    with contextlib.ExitStack() as stack:
        voices = {
            name: stack.enter_context(contextlib.closing(open_voice(card)))
            for name, card in casting.voices().items()
        }
        yield {part: voices[card.name] for part, card in casting.by_part().items()}


def callers(cast: Cast) -> int:
    """How many threads may ask the voices of *cast* at once and gain by it."""
    return max(voice.callers for voice in cast.values())


def identity(casting: Casting) -> str:
    """What must be equal for two recordings of a script to be equal; see `Voice.identity`."""
    with opened(casting) as cast:
        return "; ".join(f"{part}: {voice.identity()}" for part, voice in cast.items())


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a segment that one voice says in one go."""

    speaker: Speaker
    text: str
    """Spoken French."""


def parts(segment: Segment, *, quoted: bool) -> tuple[Part, ...]:
    """What each voice says of *segment*, in order; together all of its words.

    The longer quotations go to `Speaker.QUOTED` when somebody has that part (*quoted*), except
    where nothing but marks would be left of the rest.

    >>> from briefing.model import Kind
    >>> words = "Il a dit : « Nous ne partirons pas avant la nuit », hier."
    >>> said = Segment(Kind.STORY, words, words, 0)
    >>> [f"{each.speaker}: {each.text}" for each in parts(said, quoted=True)]
    ['reporter: Il a dit :', 'quoted: Nous ne partirons pas avant la nuit', 'reporter: hier.']
    >>> len(parts(said, quoted=False))
    1
    """
    whole = (Part(segment.speaker, segment.spoken),)
    if not quoted:
        return whole
    found = tuple(_split(segment))
    return found if len(found) > 1 else whole


def _split(segment: Segment) -> Iterator[Part]:
    text, done = segment.spoken, 0
    for quote in quotations(text):
        yield from _said(segment.speaker, text[done : quote.start()])
        yield from _said(Speaker.QUOTED, quote.group()[1:-1])
        done = quote.end()
    yield from _said(segment.speaker, text[done:])


def _said(speaker: Speaker, text: str) -> Iterator[Part]:
    text = text.strip().lstrip(",;.:!?…) ")
    if any(map(str.isalnum, text)):
        yield Part(speaker, text)
