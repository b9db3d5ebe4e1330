"""A piece -> its sound.  The same piece gives the same samples every time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from briefing.model import Sound
from music.score import Instrument, Piece, Room, Style, hertz

RATE = 44_100  # Hz, the rate of the episode: nothing to resample
LEAD = 0.02  # seconds of silence before the first note: no player swallows its attack
# Seconds after the sound, and its level: the walls that are near.
WALLS = ((0.0113, 4.0), (0.0191, 3.0), (0.0277, 2.4), (0.0371, 1.8))

Wave = NDArray[np.float64]


def tone(instrument: Instrument, pitch: float, seconds: float) -> Wave:
    """A note of *pitch* Hz held for *seconds*, and its release: starts and ends at nothing."""
    time = np.arange(round((seconds + instrument.release) * RATE)) / RATE
    wave = np.zeros_like(time)
    for ratio, level, fade in instrument.partials:
        wave += level * np.exp(-time / fade) * np.sin(2 * np.pi * pitch * ratio * time)
    rise = np.clip(time / instrument.attack, 0, 1)
    fall = np.clip((seconds + instrument.release - time) / instrument.release, 0, 1)
    wave *= np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 2
    return wave


def sounds(piece: Piece, style: Style) -> Iterator[tuple[float, Wave]]:
    """Each note of *piece* and the second at which it starts, counted from the first beat."""
    for instrument, notes in piece.parts:
        for note in notes:
            pitch = hertz(note.pitch, style.scale)
            sound = tone(instrument, pitch, note.beats * 60 / piece.tempo)
            yield note.beat * 60 / piece.tempo, note.level * sound


def play(piece: Piece, style: Style) -> Wave:
    """All the notes of *piece*, dry; what would sound beyond its end is cut."""
    length = round(piece.seconds * RATE)
    wave = np.zeros(length)
    for second, sound in sounds(piece, style):
        start = round((LEAD + second) * RATE)
        wave[start : start + len(sound)] += sound[: length - start]
    return wave


def go_round(piece: Piece, style: Style) -> Wave:
    """All the notes of an endless *piece*, dry; what would sound beyond its end is at its start."""
    length = round(piece.seconds * RATE)
    wave = np.zeros(length)
    begin = piece.begin * 60 / piece.tempo
    for second, sound in sounds(piece, style):
        at = (round((second - begin) * RATE) + np.arange(len(sound))) % length
        np.add.at(wave, at, sound)
    return wave


def tail(room: Room) -> Wave:
    """What *room* answers to a click within a second: a few walls, then a soft tail."""
    # RandomState and not default_rng: numpy promises that its numbers never change.
    noise = np.random.RandomState(seed=room.seed).random_sample(RATE) * 2 - 1
    time = np.arange(RATE) / RATE
    answer: Wave = noise * np.exp(-time / room.decay) * np.clip(time / 0.03 - 0.5, 0, 1)
    for delay, level in WALLS:
        answer[round(delay * RATE)] += level
    return answer


def heard_in(room: Room, wave: Wave, *, endless: bool) -> Wave:
    """*wave* as heard in *room*; the room of an *endless* one still answers to its end."""
    # The transform takes any sound for endless; silence after it keeps the end from the beginning.
    size = len(wave) if endless else 2 ** (len(wave) + RATE).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    colour = 1 / (1 + (frequency / room.dark) ** 2) * frequency**2 / (frequency**2 + 180.0**2)
    wet = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(tail(room), size) * colour, size)
    return wave + room.level * wet[: len(wave)]


def faded(wave: Wave, seconds: float) -> Wave:
    """*wave* with its last *seconds* going to nothing."""
    count = round(seconds * RATE)
    wave = wave.copy()
    wave[-count:] *= np.cos(np.pi / 2 * np.arange(1, count + 1) / count) ** 2
    return wave


def compose(piece: Piece, style: Style) -> Sound:
    """*piece* played in its room, its highest sample at its peak, rounded to 16 bits."""
    dry = go_round(piece, style) if piece.endless else play(piece, style)
    wave = heard_in(style.room, dry, endless=piece.endless)
    if not piece.endless:
        wave = faded(wave, piece.fade)
    wave *= 10 ** (piece.peak / 20) / np.abs(wave).max()
    return Sound(np.round(wave * 32_767).astype("<i2").tobytes(), RATE)
