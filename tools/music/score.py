"""What music is written in: notes, instruments, pieces, styles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

CONCERT = 440.0  # Hz, the pitch of A4 (ISO 16)


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


Part = tuple[Instrument, tuple[Note, ...]]
"""What one instrument plays."""


class Piece(NamedTuple):
    """A piece of music, as it is written."""

    name: str
    tempo: float
    """Beats a minute."""
    seconds: float
    peak: float
    """dBFS; chosen by the meter, so that the jingles are equally loud and the bed lies under."""
    parts: tuple[Part, ...]
    fade: float = 0.7
    """Seconds at the end over which the last resonance goes."""
    begin: float = 0.0
    """The beat with which an endless piece begins: one on which its first chord is all there."""
    endless: bool = False
    """Whether the end flows into the beginning: what rings on is heard there, nothing fades."""


class Room(NamedTuple):
    """Where it is played."""

    seed: int
    """Of the noise that its tail is made of."""
    decay: float
    """Seconds in which the tail falls to a third (1/e)."""
    dark: float
    """Hz, above which the walls swallow the sound."""
    level: float


class Style(NamedTuple):
    """Pieces that belong together: one scale, one room."""

    name: str
    scale: Mapping[str, float]
    """Ratio of each letter to the first note of an octave; the same for all octaves."""
    room: Room
    pieces: tuple[Piece, ...]


def hertz(pitch: str, scale: Mapping[str, float]) -> float:
    """The frequency of *pitch* in *scale*, tuned so that `A4` is 440 Hz.

    >>> major = {"D": 1.0, "A": 3 / 2}
    >>> hertz("A4", major), hertz("D5", major)
    (440.0, 586.6666666666666)
    """
    letter, octave = pitch[:-1], int(pitch[-1])
    return CONCERT / scale["A"] * scale[letter] * 2.0 ** (octave - 4)


def softer(notes: tuple[Note, ...], share: float) -> tuple[Note, ...]:
    """The same *notes*, for an instrument that only doubles them at *share* of their level."""
    return tuple(note._replace(level=share * note.level) for note in notes)


def chords(beats: float, level: float, *bars: str) -> tuple[Note, ...]:
    """One chord a bar, its pitches written in one word or several, each held for *beats*.

    >>> [(note.beat, note.pitch) for note in chords(4, 0.1, "D3 A3", "G2")]
    [(0, 'D3'), (0, 'A3'), (4, 'G2')]
    """
    return tuple(
        Note(bar * beats, beats, pitch, level)
        for bar, pitches in enumerate(bars)
        for pitch in pitches.split()
    )


def line(beats: float, level: float, *pitches: str) -> tuple[Note, ...]:
    """One note after the other, evenly, each held for *beats*.

    >>> [(note.beat, note.pitch) for note in line(0.5, 0.1, "D4 A4")]
    [(0.0, 'D4'), (0.5, 'A4')]
    """
    return tuple(
        Note(count * beats, beats, pitch, level)
        for count, pitch in enumerate(" ".join(pitches).split())
    )
