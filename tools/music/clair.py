"""Bright and warm: marimba and electric piano in D major.

Intervals are pure (fifths of 3/2, thirds of 5/4): no chord is rough.  The opening climbs over G, A
and D and stays up on the fifth, as a question does; the closing starts on the note where the
opening ended, falls, takes up the same leap (A to E) and comes home to D; the transition is that
leap alone.  The bed goes from D to G and back, and over A to D again.
"""

from __future__ import annotations

from music.instruments import BASS, CURTAIN, MARIMBA, PAD, PIANO, STRINGS
from music.score import Note, Piece, Room, Style, chords, line, softer

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
        (PIANO, softer(RISING, 0.32)),
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
        (PIANO, softer(FALLING, 0.32)),
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

# Two notes and a breath; the chord has no third, so it neither begins nor ends anything.
LEAP = (Note(0.0, 0.5, "A4", 0.62), Note(0.5, 2.0, "E5", 0.70))
TRANSITION = Piece(
    name="transition",
    tempo=122,
    seconds=1.4,
    peak=-3.4,
    fade=0.6,
    parts=(
        (MARIMBA, LEAP),
        (PIANO, softer(LEAP, 0.32)),
        (PIANO, (Note(0.0, 2.5, "A3", 0.20), Note(0.04, 2.5, "D4", 0.18))),
        (STRINGS, (Note(0.0, 2.5, "A4", 0.11),)),
        (BASS, (Note(0.0, 2.5, "A2", 0.32),)),
    ),
)

# Four bars of four and a half seconds.  That is a whole number of periods of every note held from
# one bar into the next, so where two bars cross nothing swells.  The pad leaves low thirds out,
# which would be rough; the fingers play them higher up.
BED = Piece(
    name="bed",
    tempo=8 / 4.5 * 60,
    seconds=18.0,
    peak=-16.0,
    begin=2,
    endless=True,
    parts=(
        (PAD, chords(8, 0.08, "D3", "G2", "A2", "A2")),
        (PAD, chords(8, 0.12, "A3 D4 F#4", "G3 D4 G4", "A3 D4 F#4", "")),
        (PAD, chords(8, 0.08, "", "", "", "A3 E4 A4")),  # its octave makes it loud
        (
            CURTAIN,
            line(
                1,
                0.10,
                "D4 A4 F#4 A4 D4 A4 F#4 A4",
                "D4 B4 G4 B4 D4 B4 G4 B4",
                "D4 A4 F#4 A4 D4 A4 F#4 A4",
                "A3 E4 A4 E4 A3 E4 A4 E4",
            ),
        ),
    ),
)

# Ratios to D.  Every chord above is pure in it; E with B would howl: no chord holds both.
SCALE = {"D": 1.0, "E": 9 / 8, "F#": 5 / 4, "G": 4 / 3, "A": 3 / 2, "B": 5 / 3}

CLAIR = Style(
    name="clair",
    scale=SCALE,
    # A small wooden room.  Of 300 tried, one of the three that colour the notes played least.
    room=Room(seed=143, decay=0.18, dark=2200, level=0.014),
    pieces=(OPENING, TRANSITION, CLOSING, BED),
)
