"""Calm and sober: vibraphone, felt piano and strings in A minor without its leading note.

Intervals are pure, as in `clair`.  The opening climbs from E to the E above over F, E minor and A;
the closing comes down over the same chords and rests on A, E and B, fifths that are neither sad nor
glad; the transition is the last leap of the opening (B to E).  The bed holds one E through all its
chords.
"""

from __future__ import annotations

from music.instruments import CURTAIN, FELT_PIANO, PAD, STRINGS, VIBRAPHONE
from music.score import Note, Piece, Room, Style, chords, line, softer

# The vibraphone says each melody, the piano doubles it.  A note is left before the next one is a
# step away: both together would beat.
RISING = (
    Note(0.0, 0.6, "E4", 0.62),
    Note(0.5, 0.6, "A4", 0.66),
    Note(1.0, 0.6, "C5", 0.70),
    Note(2.0, 0.9, "B4", 0.66),
    Note(3.0, 3.0, "E5", 0.74),
)
OPENING = Piece(
    name="opening",
    tempo=92,
    seconds=3.9,
    peak=-4.8,
    fade=0.9,
    parts=(
        (VIBRAPHONE, RISING),
        (FELT_PIANO, softer(RISING, 0.22)),
        (
            FELT_PIANO,
            (
                Note(0.0, 1.9, "F2", 0.36),
                Note(0.0, 1.9, "A3", 0.20),
                Note(2.0, 0.95, "E2", 0.36),
                Note(2.0, 0.95, "E3", 0.22),
                Note(3.0, 3.0, "A2", 0.38),
                Note(3.04, 3.0, "E3", 0.24),
                Note(3.08, 3.0, "A3", 0.22),
            ),
        ),
        (
            STRINGS,
            (
                Note(0.0, 2.0, "A3", 0.14),
                Note(0.0, 2.0, "C4", 0.12),
                Note(2.0, 1.0, "G3", 0.14),
                Note(2.0, 1.0, "E4", 0.12),
                Note(3.0, 3.0, "C4", 0.14),
                Note(3.0, 3.0, "E4", 0.12),
            ),
        ),
    ),
)

# The last beat comes a little late, as a player would bring a piece to rest.
FALLING = (
    Note(0.0, 1.0, "E5", 0.72),
    Note(1.0, 0.6, "C5", 0.68),
    Note(1.5, 0.3, "A4", 0.64),
    Note(2.0, 0.7, "B4", 0.66),
    Note(3.1, 3.0, "A4", 0.72),
)
CLOSING = Piece(
    name="closing",
    tempo=90,
    seconds=3.9,
    peak=-4.9,
    fade=0.9,
    parts=(
        (VIBRAPHONE, FALLING),
        (FELT_PIANO, softer(FALLING, 0.22)),
        (
            FELT_PIANO,
            (
                Note(0.0, 1.9, "F2", 0.36),
                Note(0.0, 1.9, "A3", 0.20),
                Note(2.0, 1.0, "E2", 0.36),
                Note(2.0, 1.0, "E3", 0.22),
                Note(3.1, 3.0, "A2", 0.38),
                Note(3.14, 3.0, "E3", 0.24),
                Note(3.18, 3.0, "B3", 0.16),
            ),
        ),
        (
            STRINGS,
            (
                Note(0.0, 2.0, "A3", 0.14),
                Note(0.0, 2.0, "C4", 0.12),
                Note(2.0, 1.1, "G3", 0.14),
                Note(2.0, 1.1, "E4", 0.12),
                Note(3.1, 3.0, "B3", 0.10),
                Note(3.1, 3.0, "E4", 0.16),
            ),
        ),
    ),
)

# The leap alone, over fifths.
LEAP = (Note(0.0, 0.5, "B4", 0.60), Note(0.5, 3.0, "E5", 0.68))
TRANSITION = Piece(
    name="transition",
    tempo=76,
    seconds=1.6,
    peak=-5.5,
    fade=0.7,
    parts=(
        (VIBRAPHONE, LEAP),
        (FELT_PIANO, softer(LEAP, 0.22)),
        (
            FELT_PIANO,
            (
                Note(0.0, 3.0, "A2", 0.36),
                Note(0.03, 3.0, "E3", 0.24),
                Note(0.06, 3.0, "B3", 0.16),
            ),
        ),
        (STRINGS, (Note(0.0, 3.0, "E4", 0.14),)),
    ),
)

# Four bars of five seconds.  That is a whole number of periods of every note held from one bar into
# the next, so where two bars cross nothing swells.  Low thirds are left out, as in `clair`.
BED = Piece(
    name="bed",
    tempo=4 / 5 * 60,
    seconds=20.0,
    peak=-15.6,
    begin=1,
    endless=True,
    parts=(
        (PAD, chords(4, 0.08, "A2", "F2", "C3", "E2")),
        # A chord with an octave in it sounds louder: those are played softer.
        (PAD, chords(4, 0.092, "E3 A3 E4", "", "", "E3 B3 E4")),
        (PAD, chords(4, 0.125, "", "F3 C4 E4", "G3 C4 E4", "")),
        (CURTAIN, line(1, 0.11, "A4 C5 E4 C5", "A4 C5 F4 A4", "G4 C5 E4 G4", "G4 B4 E4 B4")),
    ),
)

# Ratios to C.  Every chord above is pure in it; D with A would howl: it has no part here.
SCALE = {"C": 1.0, "E": 5 / 4, "F": 4 / 3, "G": 3 / 2, "A": 5 / 3, "B": 15 / 8}

NUIT = Style(
    name="nuit",
    scale=SCALE,
    room=Room(seed=143, decay=0.24, dark=1800, level=0.016),
    pieces=(OPENING, TRANSITION, CLOSING, BED),
)
