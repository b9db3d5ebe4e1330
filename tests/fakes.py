"""The one fake of the voices: it hums as long as its text would take, and fails when told to."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from briefing.cast import Cast
from briefing.model import SAMPLE_BYTES, Sound, Speaker
from briefing.voices import Voice
from briefing.voices.card import VoiceCard

CARD = VoiceCard(
    name="fake",
    engine="fake",
    description="Hums.",
    language="fr-FR",
    gender="unknown",
    words_per_minute=170,
    licence="MIT",
    network=False,
    parameters={},
    folder=Path(),
)
_PACE = 0.07  # seconds a letter, as real voices take
Fault = Callable[[Sound], Sound]


def tone(seconds: float, rate: int = 24_000, hertz: float = 220.0, level: float = 0.2) -> Sound:
    """A sine; *level* is its peak, of 1."""
    at = np.arange(round(seconds * rate)) / rate
    return sound_of(level * np.sin(2 * np.pi * hertz * at), rate)


def sound_of(wave: np.ndarray, rate: int) -> Sound:
    """*wave*, between -1 and 1, as a sound."""
    return Sound(np.round(np.clip(wave, -1, 1) * 32_767).astype("<i2").tobytes(), rate)


def wave_of(sound: Sound) -> np.ndarray:
    """The samples of *sound*, between -1 and 1."""
    return np.frombuffer(sound.pcm, "<i2") / 32_768


def silence(seconds: float, rate: int = 24_000) -> Sound:
    """Nothing but zeros."""
    return Sound(bytes(round(seconds * rate) * SAMPLE_BYTES), rate)


# What may go wrong.


def silent(sound: Sound) -> Sound:
    """As long as it should be, and nothing in it."""
    return silence(sound.seconds, sound.rate)


def empty(sound: Sound) -> Sound:
    """No samples at all."""
    return Sound(b"", sound.rate)


def cut(share: float) -> Fault:
    """Only the first *share* of it, then silence, as when an engine breaks off."""

    def fault(sound: Sound) -> Sound:
        kept = round(len(sound.pcm) / SAMPLE_BYTES * share) * SAMPLE_BYTES
        return Sound(sound.pcm[:kept] + bytes(len(sound.pcm) - kept), sound.rate)

    return fault


def raising(error: Exception) -> Fault:
    """No sound but *error*."""

    def fault(_sound: Sound) -> Sound:
        raise error

    return fault


def waiting(event: threading.Event) -> Fault:
    """The whole sound, but not before *event*."""

    def fault(sound: Sound) -> Sound:
        assert event.wait(10)
        return sound

    return fault


def solo(voice: Voice) -> Cast:
    """*voice* in every part that there always is."""
    return {Speaker.PRESENTER: voice, Speaker.REPORTER: voice}


def _syllables(hum: Sound) -> Sound:
    """*hum* swelling four times a second or so, from its first sample to its last: no drone."""
    wave = wave_of(hum)
    times = 2 * np.pi * max(1, round(hum.seconds * 4))
    return sound_of(wave * (0.5 + 0.5 * np.cos(np.linspace(0, times, len(wave)))), hum.rate)


class FakeVoice:
    """A voice that says any text; a text that holds a word of *faults* meets that fault."""

    def __init__(
        self,
        faults: Mapping[str, Fault] | None = None,
        *,
        rate: int = 24_000,
        callers: int = 2,
        words_per_minute: int = CARD.words_per_minute,
        name: str = CARD.name,
    ) -> None:
        self.card = dataclasses.replace(CARD, words_per_minute=words_per_minute, name=name)
        self.callers = callers
        self.asked: list[str] = []
        self._faults = faults or {}
        self._rate = rate

    def say(self, text: str, speed: float = 1.0) -> Sound:
        """A hum, its pitch by the text, with silence before and after as engines leave it."""
        self.asked.append(text)
        letters = sum(map(str.isalpha, text))
        hum = _syllables(tone(letters * _PACE, self._rate, hertz=200 + letters))
        edge = silence(0.3, self._rate).pcm
        sound = Sound(edge + hum.pcm + edge, self._rate)
        for word, fault in self._faults.items():
            if word in text:
                sound = fault(sound)
        return sound

    def identity(self) -> str:
        """Always the same."""
        return "fake"

    def close(self) -> None:
        """Nothing is held."""
