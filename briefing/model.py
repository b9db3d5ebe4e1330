"""What travels from room to room: frozen, and checked where it is made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

SYNTHETIC = "Voix de synthèse (IA)"
"""How an episode is marked wherever it is read: in the feed, in the MP3, on a page."""
MEDIA_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "opus": "audio/ogg"}
"""The formats that an episode can have, and what feed and server call them."""
SAMPLE_BYTES = 2  # 16-bit samples everywhere inside the house


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, and where it stands there."""

    number: int
    """Counted from 1, as a person would."""
    text: str
    start: int
    """Offset of the first character in `Article.text`."""
    end: int
    """Offset after the last character: `article.text[start:end] == text`."""
    paragraph: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long something is to be: seconds of the episode, or words told of the articles."""

    amount: float
    in_words: bool = False

    def seconds(self, words_per_minute: int) -> float:
        """The seconds it stands for, about."""
        return self.amount / words_per_minute * 60 if self.in_words else self.amount


@dataclass(frozen=True, slots=True)
class Article:
    """What somebody wants to hear: a title and sentences, all from the source, in its order."""

    title: str
    title_given: bool
    """Whether the source has a title; else it was taken from the first sentence."""
    text: str
    sentences: tuple[Sentence, ...]
    language: str
    """ISO 639-1 code, in practice always `fr`."""
    origin: str
    """The name of the file it was read from, host and path of a page, or `-`.

    It is published, so no path of a home.
    """
    notices: tuple[str, ...] = ()
    """What was left out on the way in, in words for the user."""
    publisher: str = ""
    """The paper or agency it is from, as far as known: it is named in the bulletin."""
    url: str = ""
    """Where it can be read on the web: it is published, so no password and no private network."""
    published: dt.datetime | None = None
    """When it appeared, with its time zone, as far as known."""
    author: str = ""
    """Who wrote it, as far as known."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something to be told of an article, in one sentence."""

    text: str
    """Written French."""
    sources: tuple[int, ...]
    """Numbers of the article's sentences it stands on, at least one."""
    paragraph: int
    """Of the first of them."""
    only_mentioned: bool = False
    """Whether the sentences it stands on are named in it, and not told."""


class Kind(StrEnum):
    """What a segment is for in a bulletin."""

    GREETING = "greeting"
    HEADLINE = "headline"
    STORY = "story"
    TRANSITION = "transition"
    SIGNOFF = "signoff"


class Speaker(StrEnum):
    """Whose part a sentence is in a bulletin."""

    PRESENTER = "presenter"
    REPORTER = "reporter"
    QUOTED = "quoted"
    """Somebody whose words are quoted: a part of a sentence, never a whole segment."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a bulletin tells of one article: a chapter of the episode."""

    title: str
    """As a listener reads it in the list of chapters."""
    link: str = ""
    """Where the article can be read; empty when it is nowhere on the web."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of the script, as it is written and as it is said."""

    kind: Kind
    text: str
    """Written French: what a reader sees in the script and the transcript."""
    spoken: str
    """The same in spoken French, figures and abbreviations written out: what the voice gets."""
    pause: float
    """Seconds of silence that follow."""
    sources: tuple[int, ...] = ()
    """Numbers of the article's sentences it stands on; empty for our own words."""
    only_mentioned: bool = False
    """Whether these are named in it, and not told."""
    story: int = 0
    """Which of the script's stories it belongs to, counted from 1; 0 for none."""
    speed: float = 1.0
    """Of the voice's own: a headline is said a little faster."""

    @property
    def speaker(self) -> Speaker:
        """Who says it: the reporter tells the stories, the presenter says all else."""
        return Speaker.REPORTER if self.kind is Kind.STORY else Speaker.PRESENTER


@dataclass(frozen=True, slots=True)
class Script:
    """All that will be said, in order, word for word."""

    title: str
    date: dt.date
    language: str
    origin: str
    """That of the article: a script that was edited still tells the same story."""
    segments: tuple[Segment, ...]
    notices: tuple[str, ...] = ()
    """What the condenser had to say about it."""
    stories: tuple[Story, ...] = ()
    """What its segments of kind story tell, in order."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono signed 16-bit little-endian PCM that carries its own rate, so it is never mis-played."""

    pcm: bytes
    rate: int
    """Samples a second (Hz)."""

    def __post_init__(self) -> None:
        if self.rate <= 0 or len(self.pcm) % SAMPLE_BYTES:
            raise ValueError(f"not 16-bit mono sound: {len(self.pcm)} bytes at {self.rate} Hz")

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return len(self.pcm) / SAMPLE_BYTES / self.rate


@dataclass(frozen=True, slots=True)
class Clip:
    """A segment and the sound of a voice saying it."""

    segment: Segment
    sound: Sound
    voice: str = ""
    """The name of the voice."""


@dataclass(frozen=True, slots=True)
class Cue:
    """When a segment is heard, in seconds from the start of the episode."""

    start: float
    end: float
    segment: Segment
    voice: str = ""
    """The name of the voice that says it."""


@dataclass(frozen=True, slots=True)
class Mix:
    """The whole episode as one sound, and when each segment is heard in it."""

    sound: Sound
    cues: tuple[Cue, ...]

    def __post_init__(self) -> None:
        times = [moment for cue in self.cues for moment in (cue.start, cue.end)]
        if any(later < earlier for earlier, later in pairwise(times)):
            raise ValueError("cues overlap or run backwards")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of an episode that a listener can jump to; times in seconds from its start."""

    start: float
    end: float
    title: str
    link: str = ""
    """Where the article can be read; empty when it is nowhere on the web."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a meter says of a sound (ITU-R BS.1770-4, EBU R 128)."""

    integrated: float
    """LUFS."""
    true_peak: float
    """dBTP."""


@dataclass(frozen=True, slots=True)
class Master:
    """The encoded episode, as measured after encoding."""

    seconds: float
    loudness: Loudness


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of the transcript: what is said between two moments of the episode."""

    kind: Kind
    start: float
    end: float
    text: str
    sources: tuple[int, ...] = ()
    voice: str = ""
    """The name of the voice that says it."""
    story: int = 0
    """Which of the episode's stories it belongs to, counted from 1; 0 for none."""


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Episode:
    """A published episode: all that the feed and a page need to know of it."""

    id: str
    """Name of its folder: the date and a slug, ASCII, e.g. `2026-11-22-tour-eiffel`."""
    guid: str
    """Given once, kept for ever."""
    title: str
    description: str
    published: dt.datetime
    """With its time zone."""
    seconds: float
    """Measured on the encoded file."""
    bytes: int
    """Length of the enclosure."""
    voice: str
    origin: str
    loudness: Loudness
    fingerprint: str
    """Digest of all that decides how it sounds: equal fingerprints, equal episodes."""
    transcript: tuple[Spoken, ...]
    left_out: tuple[str, ...]
    """The article's sentences that were not read, so that nothing is lost quietly."""
    notices: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    """The article's own, from number 1: what the sources in the transcript point at."""
    chapters: tuple[Chapter, ...] = ()
    encoding: str = "mp3"
    """Of its sound file, one of `MEDIA_TYPES`."""
    cover: str = ""
    """Name of its own picture, in its folder; the show's is shown when empty."""

    take: int = 1
    """Counts the times that it was made: each has a sound file of its own."""

    @property
    def audio(self) -> str:
        """Name of its sound file, unlike any other's: apps keep a download by it.

        Made again it has another, so that the feed before still names the sound it means.
        """
        return (
            f"{self.id}.{self.encoding}"
            if self.take == 1
            else (f"{self.id}.{self.take}.{self.encoding}")
        )

    def __post_init__(self) -> None:
        if not SLUG.fullmatch(self.id):
            raise ValueError(f"not an episode id: {self.id!r}")
        if self.published.tzinfo is None:
            raise ValueError("the date of publication has no time zone")
        if self.encoding not in MEDIA_TYPES:
            raise ValueError(f"not a format of sound: {self.encoding!r}")
        if self.take < 1:
            raise ValueError(f"not the number of a take: {self.take}")
        if self.seconds <= 0 or self.bytes <= 0 or not self.guid or not self.title:
            raise ValueError("an episode needs a sound, a guid and a title")
