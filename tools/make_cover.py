"""Draw the cover of a show that has none of its own.

    python tools/make_cover.py [FOLDER]

A sun rising out of the sea, drawn with the bars of a sound: above the horizon a half-disc, below it
the reflection, as a level meter would show a voice.  Apps show it anywhere from 3000 pixels to 50,
so it is one shape in two colours on night blue; they lay their own buttons over the bottom, so that
fifth stays free.  Our own work, given away: CC0 1.0
(https://creativecommons.org/publicdomain/zero/1.0/).
"""

from __future__ import annotations

import hashlib
import math
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SIZE = 3000  # pixels a side; Apple asks for 1400 to 3000
SMOOTH = 2  # drawn this much larger, then reduced: round ends without steps
QUALITY = 88
SHIPPED = Path(__file__).resolve().parent.parent / "briefing" / "shipped"

NIGHT = (17, 34, 68)
SUN = (255, 186, 73)
SEA = (239, 106, 79)
PAPER = (255, 246, 230)

# Lengths are in pixels of the finished picture.
WORDS = "Le briefing"
WORDS_TOP = 320
WORDS_WIDTH = 2060  # as wide as the sun
HORIZON = 1880
RADIUS = 1020
STEP = 235  # from one bar to the next
BAR = 176
GLINT = 34  # of night, between the sun and the sea
# How deep each bar is mirrored, of the radius: a voice, not a rule.
MIRRORED = (0.18, 0.29, 0.22, 0.40, 0.31, 0.46, 0.25, 0.33, 0.18)


class Bar(NamedTuple):
    """One bar of the sound: a stretch of sun and a stretch of sea."""

    middle: float
    above: float
    """Height over the horizon."""
    below: float
    """Depth under it."""


def bars() -> tuple[Bar, ...]:
    """The bars from left to right, as tall as a half-disc allows."""
    offsets = [(number - (len(MIRRORED) - 1) / 2) * STEP for number in range(len(MIRRORED))]
    return tuple(
        Bar(SIZE / 2 + offset, math.sqrt(RADIUS**2 - offset**2), depth * RADIUS)
        for offset, depth in zip(offsets, MIRRORED, strict=True)
    )


def draw_bar(draw: ImageDraw.ImageDraw, bar: Bar) -> None:
    """The sun's part with a round head, the sea's part with a round foot."""
    left, right = bar.middle - BAR / 2, bar.middle + BAR / 2
    sun = (left, HORIZON - bar.above, right, HORIZON)
    sea = (left, HORIZON + GLINT, right, HORIZON + GLINT + bar.below)
    head, foot = (True, True, False, False), (False, False, True, True)
    for box, colour, corners in ((sun, SUN, head), (sea, SEA, foot)):
        larger = [round(SMOOTH * length) for length in box]
        draw.rounded_rectangle(larger, SMOOTH * BAR / 2, fill=colour, corners=corners)


def draw_words(draw: ImageDraw.ImageDraw) -> None:
    """The name of the show above the sun, as wide as `WORDS_WIDTH`, in Pillow's own font."""
    trial = ImageFont.load_default(size=1000)
    left, _, right, _ = trial.getbbox(WORDS)
    font = ImageFont.load_default(size=SMOOTH * WORDS_WIDTH * 1000 / (right - left))
    draw.text(
        (SMOOTH * SIZE / 2, SMOOTH * WORDS_TOP),
        WORDS,
        fill=PAPER,
        font=font,
        anchor="mt",
        stroke_width=SMOOTH * 5,  # the font has one weight, too thin for 100 pixels
        stroke_fill=PAPER,
    )


def draw_cover() -> Image.Image:
    """The whole picture, RGB."""
    picture = Image.new("RGB", (SMOOTH * SIZE, SMOOTH * SIZE), NIGHT)
    draw = ImageDraw.Draw(picture)
    for bar in bars():
        draw_bar(draw, bar)
    draw_words(draw)
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def main(folder: Path = SHIPPED) -> None:
    """Write the cover into *folder* and say what it weighs."""
    path = folder / "cover.jpg"
    draw_cover().save(path, quality=QUALITY, optimize=True, subsampling=0)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}  {SIZE} x {SIZE}  {path.stat().st_size} bytes  {digest}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
