"""Google Translate's voice: online, free, unofficial (the request is packaged by gTTS).

gTTS 2.5 is not trusted to carry the request: it does so without checking certificates, once, and
when an answer holds no line of audio those words are missing from the sound without an error.  So
the request goes through `briefing.web`, and every answer must prove that it is whole.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from briefing import codec, web
from briefing.errors import (
    NetworkError,
    SettingsError,
    SoundError,
    Unspeakable,
    VoiceUnavailable,
)
from briefing.model import Sound
from briefing.voices import breath
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined, trimmed

RATE = 24_000  # Hz; what Google sends, and what comes out should Google ever send another
_LONGEST = 100  # characters; Google answers longer texts with nothing
_BREATH = 0.2  # seconds between the parts of a sentence longer than that
_PATH = "/_/TranslateWebserverUi/data/batchexecute"
_MAX_ANSWER = 4_000_000  # bytes; a hundred characters make about 150 000
# The fastest French said by Pico and Kokoro takes 0.044 s a letter; half of that is not the whole.
_SHORTEST = 0.022  # seconds a letter
_SAID_MARKS = frozenset("%&@")  # punctuation to Unicode, words to a speaker
# A JSON text inside a JSON text: "jQ1olc","[\"//NExAAR...\"]", and null where there is no sound.
_AUDIO = re.compile(r'"jQ1olc","((?:[^"\\]+|\\.)*)"')
# Frames of MPEG layer III, from ISO 11172-3 and 13818-3: kbit/s by the index in the header, and
# by the version's number bytes a frame (times rate, by bit rate), what divides the rate, kbit/s.
_MPEG_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_VERSIONS = {3: (144, 1, _MPEG_1), 2: (72, 2, _MPEG_2), 0: (72, 4, _MPEG_2)}
_RATES = (44_100, 48_000, 32_000)  # Hz
_SYNC = 0x7FF
_HEADER = 4  # bytes


@dataclass(frozen=True, slots=True)
class _Options:
    """What a card may set under `[parameters]`."""

    tld: str = "com"
    """Of the host translate.google.<tld>: it decides the accent."""
    language: str = "fr"
    base_url: str = ""
    """Asked in the place of Google, for those who go through a gateway of their own."""
    pace: float = 0.5
    """Seconds between an answer and the next request, so that Google does not shut us out."""
    attempts: int = 4
    timeout: float = 10.0
    """Seconds for Google to take the call, and for each next piece of its answer."""


def _text(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def _number(least: float, most: float, *kinds: type) -> Callable[[Any], bool]:
    return lambda value: type(value) in kinds and least <= value <= most


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "tld": (_text(r"[a-z]{2,3}(\.[a-z]{2})?"), 'the end of a Google address, like "fr"'),
    "language": (_text(r"[a-z]{2,3}(-[A-Z]{2})?"), 'a language, like "fr"'),
    "base_url": (_text(r"(https?://[^\s/?#]+[^\s?#]*)?"), "an address with http:// or https://"),
    "pace": (_number(0, 60, int, float), "a number of seconds from 0 to 60"),
    "attempts": (_number(1, 10, int), "a whole number from 1 to 10"),
    "timeout": (_number(0.1, 120, int, float), "a number of seconds from 0.1 to 120"),
}


def open_voice(card: VoiceCard, *, patience: web.Patience | None = None) -> GoogleVoice:
    """The entry point: checks the card, asks nobody.

    *patience* brings a clock and waits of its own; tries and time-outs are the card's.

    Raises:
        SettingsError: a parameter of the card is unknown, or has a value that cannot be.
        VoiceUnavailable: gTTS is not installed.

    """
    if find_spec("gtts") is None:
        raise VoiceUnavailable(
            f"The voice '{card.name}' needs the package 'gTTS', which is missing.",
            hint="pip install gTTS",
        )
    return GoogleVoice(card, _options(card), patience or web.Patience())


def _options(card: VoiceCard) -> _Options:
    for name, value in card.parameters.items():
        if name not in _RULES:
            raise SettingsError(
                f"The voice '{card.name}' has an unknown parameter '{name}'.",
                hint=f"Google's voices know {', '.join(_RULES)}.",
            )
        is_right, expected = _RULES[name]
        if not is_right(value):
            raise SettingsError(
                f"The voice '{card.name}': the parameter '{name}' should be {expected}, "
                f"found {value!r}."
            )
    return _Options(**card.parameters)


class GoogleVoice:
    """Google Translate saying French, part by part; the text leaves this machine."""

    callers = 1  # more at once only makes Google refuse sooner

    def __init__(self, card: VoiceCard, options: _Options, patience: web.Patience) -> None:
        self.card = card
        self._options = options
        self._patience = replace(
            patience, attempts=options.attempts, connect=options.timeout, read=options.timeout
        )
        base = options.base_url or f"https://translate.google.{options.tld}"
        self._url = base.rstrip("/") + _PATH
        self._turn = threading.Lock()
        self._free_at = patience.clock()

    def say(self, text: str, speed: float = 1.0) -> Sound:  # noqa: ARG002 - it has but one
        """See `Voice.say`.  24 kHz."""
        return joined([self._said(part) for part in _parts(text, self.card.name)], _BREATH)

    def identity(self) -> str:
        """Package and version, language and accent, and the gateway when there is one."""
        options = self._options
        named = f"google gTTS/{version('gTTS')} lang={options.language} tld={options.tld}"
        return f"{named} via={urlsplit(self._url).hostname}" if options.base_url else named

    def close(self) -> None:
        """Nothing is held."""

    def _said(self, part: str) -> Sound:
        """One request, however often it takes."""
        from gtts import gTTS  # 0.2 s, it imports requests

        # Its pre-processors would change the text (English abbreviations), its check of the
        # language would ask the network.
        package = gTTS(part, lang=self._options.language, lang_check=False, pre_processor_funcs=[])
        (body,) = package.get_bodies()
        with self._turn:
            self._wait_for_turn()
            try:
                return web.ask(
                    self._url,
                    body.encode("ascii"),
                    gTTS.GOOGLE_TTS_HEADERS,
                    max_bytes=_MAX_ANSWER,
                    patience=self._patience,
                    understand=lambda answer: _sound_in(answer, part),
                )
            except NetworkError as error:
                raise NetworkError(
                    f"The voice '{self.card.name}' could not speak: {error}",
                    hint="Use an offline voice (see: briefing voices), or name one that steps in "
                    "with --fallback.",
                ) from error
            finally:
                self._free_at = self._patience.clock() + self._options.pace

    def _wait_for_turn(self) -> None:
        wait = self._free_at - self._patience.clock()
        if wait > 0:
            self._patience.sleep(wait)


def _parts(text: str, voice: str) -> list[str]:
    """*text* in parts that Google takes; parts without anything to say are left out."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(map(str.isalpha, text)):
        raise Unspeakable(f"There is no word to say in {text[:30]!r}.")
    strange = [word for word in text.split() if not all(map(_is_sayable, word))]
    if strange:
        raise Unspeakable(
            f"The voice '{voice}' cannot say {strange[0][:30]!r}.",
            hint="Write it as it should sound, in Latin letters.",
        )
    parts = breath.split(text, lambda part: len(part) <= _LONGEST)
    return [part for part in parts if any(map(_is_said, part))]


def _is_sayable(character: str) -> bool:
    """Google says any Latin letter; whether it says or skips others was never heard here."""
    if character.isalpha():
        return unicodedata.name(character, "").startswith("LATIN")
    return character.isprintable()


def _is_said(character: str) -> bool:
    """Whether *character* makes a sound by itself: letters, figures, symbols."""
    return unicodedata.category(character)[0] in "LNS" or character in _SAID_MARKS


def _sound_in(answer: bytes, text: str) -> Sound:
    """The sound in Google's *answer*, which must be all of *text* as far as can be told."""
    mp3 = _mp3_in(answer)
    try:
        sound = codec.resample(codec.decode(mp3), RATE)
    except SoundError:
        raise web.FaultError("sent something that is not a sound") from None
    letters = sum(map(str.isalpha, text))
    # FFmpeg makes up what a last frame lacks without a word, so the frames are counted here.
    if ends_within_a_frame(mp3) or trimmed(sound).seconds <= _SHORTEST * letters:
        raise web.FaultError("sent a sound that is cut short")
    return sound


def _mp3_in(answer: bytes) -> bytes:
    found = _AUDIO.search(answer.decode("utf-8", "replace"))
    if not found:
        raise web.FaultError("sent an answer without sound")
    try:
        encoded, *_ = json.loads(json.loads(f'"{found[1]}"'))
        return base64.b64decode(encoded, validate=True)
    except (TypeError, ValueError):
        raise web.FaultError("sent a sound that cannot be unpacked") from None


def ends_within_a_frame(mp3: bytes) -> bool:
    """Whether *mp3*, a row of frames, was cut before its last frame was complete.

    What follows the frames and is not one (a tag) is not judged.
    """
    at = 0
    while at < len(mp3):
        if len(mp3) - at < _HEADER:
            return True
        length = _frame_length(mp3[at : at + _HEADER])
        if length == 0:
            return False
        at += length
    return at > len(mp3)


def _frame_length(header: bytes) -> int:
    """Bytes of the MPEG layer III frame that begins with *header*; 0 when it is not one."""
    bits = int.from_bytes(header)
    sync, version, layer = bits >> 21, bits >> 19 & 3, bits >> 17 & 3
    bit_rate, rate, padding = bits >> 12 & 15, bits >> 10 & 3, bits >> 9 & 1
    if sync != _SYNC or layer != 1 or version not in _VERSIONS:
        return 0
    factor, divisor, bit_rates = _VERSIONS[version]
    if not 0 < bit_rate < len(bit_rates) or rate >= len(_RATES):
        return 0
    return factor * bit_rates[bit_rate] * 1000 * divisor // _RATES[rate] + padding
