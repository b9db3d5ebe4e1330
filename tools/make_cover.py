"""Draw the cover of a show that has none of its own.

    python tools/make_cover.py [FOLDER]

A sun rising out of the sea, drawn with the bars of a sound: above the horizon a half-disc, below it
the reflection, as a level meter would show a voice.  Podcast apps show it anywhere from 3000 pixels
to 50, so it is one shape in three colours; they lay their own buttons over the bottom, so that fifth
stays empty.  Our own work, given away: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/).
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = 3000  # pixels a side; Apple asks for 1400 to 3000
SMOOTH = 2  # drawn this much larger, then reduced: round edges without steps
SHIPPED = Path(__file__).resolve().parent.parent / "briefing" / "shipped"

NIGHT = (16, 32, 66)
SUN = (255, 184, 64)
SEA = (238, 108, 77)
PAPER = (255, 246, 230)

# All lengths are pixels of the finished picture.
HORIZON = 1560
RADIUS = 1010
BARS = 9
BAR = 148
GAP = 86
WATERLINE = 30  # half the dark stripe between the sun and its reflection
REFLECTION = (0.16, 0.46, 0.30, 0.62, 0.44, 0.56, 0.24, 0.38, 0.13)  # of the radius, left to right


def bars() -> list[tuple[float, float, float]]:
    """Each bar from left to right: where its middle is, its height above the sea and below."""
    step = BAR + GAP
    middle = SIZE / 2
    found = []
    for number in range(BARS):
        offset = (number - (BARS - 1) / 2) * step
        above = math.sqrt(RADIUS**2 - offset**2)
        found.append((middle + offset, above, REFLECTION[number] * RADIUS))
    return found


def draw_bar(draw: ImageDraw.ImageDraw, x: float, top: float, bottom: float, colour: tuple[int, int, int]) -> None:
    ...
