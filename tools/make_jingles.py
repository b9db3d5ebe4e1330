"""Compose the two jingles that come with the program, note by note.

    python tools/make_jingles.py [FOLDER]

They are our own work, made by this file alone, and given away: CC0 1.0
(https://creativecommons.org/publicdomain/zero/1.0/).  The same file gives the same samples every
time, so whoever doubts where the sound comes from can make it again.

The key is D major with pure intervals (fifths of 3/2, thirds of 5/4): no chord is rough.  The
opening climbs over G, A and D and stays up on the fifth, as a question does; the closing starts on
the note where the opening ended, falls, takes up the same leap (A to E) and comes home to D.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from briefing.codec import measure
from briefing.model import Sound

RATE = 44_100  # Hz, the rate of the episode: nothing to resample
LEAD = 0.02  # seconds of silence before the first note: no player swallows its attack
SEED = 143  # of 300 rooms tried, one of the three that colour the notes played least
FADE = 0.7  # seconds at the end over which the last resonance goes
SHIPPED = Path(__file__).resolve().parent.parent / "briefing" / "shipped"

Wave = NDArray[np.float64]


class Partial(NamedTuple):
    """One of the pure tones an instrument's note is made of."""

    ratio: float
    """To the pitch of the note."""
    level: float
    """Amplitude, against the other partials."""
    fade: float
    """Seconds in which it falls to a third (1/e)."""


class Instrument(NamedTuple):
    """How a note comes, of what it is made, and how it goes."""

    attack: float
    """Seconds from nothing to full."""
    release: float
    """Seconds from the end of the note to nothing."""
    partials: tuple[Partial, ...]


class Note(NamedTuple):
    """A note of the score."""

    beat: float
    """When it starts, counted from 0."""
    beats: float
    """How long it is held."""
    pitch: str
    """Letter, sharp and octave: `A4` is 440 Hz."""
    level: float


class Piece(NamedTuple):
    """A jingle, as it is written."""

    name: str
    tempo: float
    """Beats a minute."""
    seconds: float
    peak: float
    """dBFS; chosen by the meter, so that both jingles are equally loud."""
    parts: tuple[tuple[Instrument, tuple[Note, ...]], ...]


# A bar of rosewood sounds its pitch, then two octaves above and a little more, both soon gone.
MARIMBA = Instrument(
    attack=0.010,
    release=0.15,
    partials=(
        Partial(1, 1.0, 0.38),
        Partial(2, 0.10, 0.20),
        Partial(3.98, 0.24, 0.07),
        Partial(9.2, 0.035, 0.025),
    ),
)
# An electric piano: round, with a bell in the first tenth of a second.
PIANO = Instrument(
    attack=0.012,
    release=0.18,
    partials=(
        Partial(1, 1.0, 0.95),
        Partial(2, 0.34, 0.60),
        Partial(3, 0.13, 0.35),
        Partial(4, 0.06, 0.22),
        Partial(7, 0.025, 0.08),
    ),
)
# Barely there: what makes the chord one thing.  Two players, three cents apart: the sound breathes.
STRINGS = Instrument(
    attack=0.16,
    release=0.30,
    partials=(
        Partial(0.9992, 0.5, 2.2),
        Partial(1.0009, 0.5, 2.2),
        Partial(1.9984, 0.15, 1.8),
        Partial(2.0018, 0.15, 1.8),
        Partial(3, 0.14, 1.4),
        Partial(4, 0.06, 1.0),
        Partial(5, 0.03, 0.8),
    ),
)
# With its octave and twelfth, or a telephone would not let it be heard.
BASS = Instrument(
    attack=0.02,
    release=0.12,
    partials=(Partial(1, 1.0, 0.9), Partial(2, 0.55, 0.7), Partial(3, 0.18, 0.4)),
)

# Each line of melody is struck twice: the marimba says it, the piano lets it sing.
RISING = (
    Note(0.0, 0.5, "B4", 0.64),
    Note(0.5, 0.5, "D5", 0.68),
    Note(1.0, 0.5, "A4", 0.66),
    Note(1.5, 1.0, "E5", 0.74),
    Note(2.5, 0.5, "F#5", 0.72),
    Note(3.0, 3.0, "A5", 0.80),
    Note(3.5, 3.0, "D6", 0.20),
)
OPENING = Piece(
    name="opening",
    tempo=122,
    seconds=3.3,
    peak=-3.5,
    parts=(
        (MARIMBA, RISING),
        (PIANO, tuple(note._replace(level=0.32 * note.level) for note in RISING)),
        (
            PIANO,
            (
                Note(0.0, 1.4, "B3", 0.20),
                Note(0.0, 1.4, "D4", 0.20),
                Note(1.5, 1.4, "A3", 0.20),
                Note(1.5, 1.4, "D4", 0.18),
                Note(3.0, 3.0, "D4", 0.22),
                Note(3.04, 3.0, "F#4", 0.22),
                Note(3.08, 3.0, "A4", 0.22),
            ),
        ),
        (
            STRINGS,
            (
                Note(0.0, 1.5, "D4", 0.10),
                Note(1.5, 1.5, "A4", 0.11),
                Note(3.0, 3.0, "F#4", 0.12),
                Note(3.0, 3.0, "A4", 0.12),
                Note(3.0, 3.0, "E5", 0.05),
            ),
        ),
        (
            BASS,
            (
                Note(0.0, 1.4, "G2", 0.34),
                Note(1.5, 1.4, "A2", 0.34),
                Note(3.0, 3.0, "D3", 0.36),
            ),
        ),
    ),
)

# The last beats come a little late, as a player would bring a piece to rest.
FALLING = (
    Note(0.0, 0.5, "A5", 0.74),
    Note(0.5, 0.5, "F#5", 0.70),
    Note(1.0, 0.5, "D5", 0.66),
    Note(1.5, 0.5, "A4", 0.64),
    Note(2.0, 1.0, "E5", 0.70),
    Note(3.08, 3.0, "D5", 0.74),
    Note(3.68, 3.0, "A5", 0.14),
)
CLOSING = Piece(
    name="closing",
    tempo=116,
    seconds=3.4,
    peak=-4.0,
    parts=(
        (MARIMBA, FALLING),
        (PIANO, tuple(note._replace(level=0.32 * note.level) for note in FALLING)),
        (
            PIANO,
            (
                Note(0.0, 0.95, "D4", 0.20),
                Note(0.0, 0.95, "F#4", 0.20),
                Note(1.0, 0.95, "B3", 0.20),
                Note(1.0, 0.95, "D4", 0.20),
                Note(2.0, 1.0, "A3", 0.20),
                Note(2.0, 1.0, "D4", 0.18),
                Note(3.08, 3.0, "D4", 0.22),
                Note(3.12, 3.0, "F#4", 0.22),
                Note(3.16, 3.0, "A4", 0.22),
            ),
        ),
        (
            STRINGS,
            (
                Note(0.0, 1.0, "F#4", 0.10),
                Note(1.0, 1.0, "D4", 0.10),
                Note(2.0, 1.0, "A4", 0.10),
                Note(3.08, 3.0, "F#4", 0.13),
                Note(3.08, 3.0, "A4", 0.13),
            ),
        ),
        (
            BASS,
            (
                Note(0.0, 0.95, "D3", 0.32),
                Note(1.0, 0.95, "G2", 0.32),
                Note(2.0, 1.0, "A2", 0.32),
                Note(3.08, 3.0, "D3", 0.36),
            ),
        ),
    ),
)

# Ratios to D.  Every chord above is pure in it; E with B would howl: no chord holds both.
SCALE = {"D": 1.0, "E": 9 / 8, "F#": 5 / 4, "G": 4 / 3, "A": 3 / 2, "B": 5 / 3}


def hertz(pitch: str) -> float:
    """The frequency of *pitch* in D major, tuned so that `A4` is 440 Hz.

    >>> hertz("A4"), hertz("D5"), hertz("G2")
    (440.0, 586.6666666666666, 97.77777777777777)
    """
    letter, octave = pitch[:-1], int(pitch[-1])
    return 440.0 / SCALE["A"] * SCALE[letter] * 2.0 ** (octave - 4)


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


def play(piece: Piece) -> Wave:
    """All the notes of *piece*, dry; what would sound beyond its end is cut."""
    length = round(piece.seconds * RATE)
    wave = np.zeros(length)
    for instrument, notes in piece.parts:
        for note in notes:
            start = round((LEAD + note.beat * 60 / piece.tempo) * RATE)
            sound = tone(instrument, hertz(note.pitch), note.beats * 60 / piece.tempo)
            sound = note.level * sound[: length - start]
            wave[start : start + len(sound)] += sound
    return wave


def room(wave: Wave) -> Wave:
    """*wave* as heard in a small wooden room: itself, a few walls, and a soft dark tail."""
    # RandomState and not default_rng: numpy promises that its numbers never change.
    noise = np.random.RandomState(seed=SEED).random_sample(RATE) * 2 - 1
    time = np.arange(RATE) / RATE
    tail = noise * np.exp(-time / 0.18) * np.clip(time / 0.03 - 0.5, 0, 1)
    for delay, level in ((0.0113, 4.0), (0.0191, 3.0), (0.0277, 2.4), (0.0371, 1.8)):
        tail[round(delay * RATE)] += level
    size = 2 ** (len(wave) + RATE).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    colour = 1 / (1 + (frequency / 2200) ** 2) * frequency**2 / (frequency**2 + 180.0**2)
    wet = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(tail, size) * colour, size)
    return wave + 0.014 * wet[: len(wave)]


def finish(wave: Wave, peak: float) -> Sound:
    """Fade the end out, bring the highest sample to *peak* dBFS, and round to 16 bits."""
    count = round(FADE * RATE)
    wave = wave.copy()
    wave[-count:] *= np.cos(np.pi / 2 * np.arange(1, count + 1) / count) ** 2
    wave *= 10 ** (peak / 20) / np.abs(wave).max()
    return Sound(np.round(wave * 32_767).astype("<i2").tobytes(), RATE)


def compose(piece: Piece) -> Sound:
    """*piece* played, in its room, finished."""
    return finish(room(play(piece)), piece.peak)


def write_flac(sound: Sound, path: Path, title: str) -> None:
    """Write *sound* to *path* without loss, and without a date or a version that would change."""
    samples = np.frombuffer(sound.pcm, dtype="<i2")
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        container.metadata.update({"title": title, "license": "CC0-1.0"})
        stream = container.add_stream("flac", rate=sound.rate, layout="mono")
        stream.codec_context.format = "s16"
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = sound.rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main(folder: Path = SHIPPED) -> None:
    """Write both jingles into *folder* and say what a meter says of them."""
    for piece in (OPENING, CLOSING):
        path = folder / f"{piece.name}.flac"
        write_flac(compose(piece), path, f"briefing: {piece.name}")
        seconds, loudness = measure(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(
            f"{path.name}  {seconds:.2f} s  {loudness.integrated:.1f} LUFS  "
            f"{loudness.true_peak:.1f} dBTP  {digest}"
        )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
