"""Who plays: every instrument is a handful of pure tones that fade, each at its own pace."""

from __future__ import annotations

import math

from music.score import Instrument, Partial

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
# Its bars are tuned so that the second tone is two octaves up; struck with wool, motor off.
VIBRAPHONE = Instrument(
    attack=0.018,
    release=0.35,
    partials=(
        Partial(1, 1.0, 1.10),
        Partial(2, 0.05, 0.50),
        Partial(4, 0.13, 0.22),
        Partial(9.9, 0.012, 0.03),
    ),
)
# A piano with felt between hammer and string: the upper tones hardly begin.
FELT_PIANO = Instrument(
    attack=0.020,
    release=0.30,
    partials=(
        Partial(1, 1.0, 1.20),
        Partial(2, 0.50, 0.80),
        Partial(3, 0.24, 0.50),
        Partial(4, 0.10, 0.30),
        Partial(5, 0.04, 0.20),
    ),
)
# What a bed lies on: it never fades by itself, and one chord comes as slowly as the other goes.
# The second player is faint, or the two would beat and the level would swell.
PAD = Instrument(
    attack=1.2,
    release=1.2,
    partials=(
        Partial(1, 1.0, math.inf),
        Partial(1.0024, 0.09, math.inf),
        Partial(2, 0.26, math.inf),
        Partial(2.0042, 0.03, math.inf),
        Partial(3, 0.08, math.inf),
        Partial(4, 0.025, math.inf),
    ),
)
# Fingers on the pad: an electric piano behind a curtain, without the bell and without an edge.
CURTAIN = Instrument(
    attack=0.070,
    release=0.60,
    partials=(Partial(1, 1.0, 0.90), Partial(2, 0.22, 0.50), Partial(3, 0.05, 0.30)),
)
