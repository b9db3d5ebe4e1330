"""Where the bars of sound stand on a cover, in pixels: a sun over the sea, a wave, a badge."""

from __future__ import annotations

import hashlib
import math
from typing import NamedTuple


class Bar(NamedTuple):
    """An upright bar with round ends."""

    middle: float
    top: float
    foot: float
    width: float


# On a show's cover, of 3000 pixels.
_MIDDLE, _HORIZON = 1500, 1990
_REACH, _RISE = 1225, 880  # half the sun's width, and its height
_STEP, _WIDTH = 236, 160
_GLINT = 50  # between the sun and the sea
# How deep each bar of the sun is mirrored, of its height: a voice, not a rule.
_MIRRORED = (0.19, 0.26, 0.22, 0.34, 0.27, 0.39, 0.30, 0.36, 0.24, 0.29, 0.20)

# On an episode's, of 1400.
_WAVE_MIDDLE, _WAVE_STEP, _WAVE_WIDTH, _WAVE_BARS = 1265, 48, 30, 29
_SOFTEST, _LOUDEST = 20, 104  # half of a bar's height
_BADGE_LEFT, _BADGE_MIDDLE, _BADGE_STEP, _BADGE_WIDTH = 100, 150, 27, 18
_BADGE = (16, 34, 50, 26, 40)


def sun() -> list[Bar]:
    """Half a flattened disc on a show's cover, as wide as its words may be."""
    return [
        Bar(_MIDDLE + offset, _HORIZON - height, _HORIZON, _WIDTH)
        for offset in _offsets()
        for height in (_RISE * math.sqrt(1 - (offset / _REACH) ** 2),)
    ]


def sea() -> list[Bar]:
    """Its light below the horizon; it ends above the lowest fifth."""
    top = _HORIZON + _GLINT
    return [
        Bar(_MIDDLE + offset, top, top + depth * _RISE, _WIDTH)
        for offset, depth in zip(_offsets(), _MIRRORED, strict=True)
    ]


def _offsets() -> list[float]:
    """How far each bar of the sun is from its middle."""
    return [(number - (len(_MIRRORED) - 1) / 2) * _STEP for number in range(len(_MIRRORED))]


def wave(seed: str) -> list[Bar]:
    """A sound across the lowest fifth of an episode's cover; each *seed* has its own."""
    digest = hashlib.sha256(seed.encode("utf-8", "replace")).digest()
    # Speech comes in syllables: every few bars it swells and falls, and no two swell alike.
    pace, start = 0.35 + digest[30] / 1500, digest[31] / 40  # radians
    bars = []
    for number in range(_WAVE_BARS):
        swell = 0.25 + 0.75 * math.sin(start + number * pace) ** 2
        strength = swell * (0.3 + 0.7 * digest[number] / 255)
        half = _SOFTEST + (_LOUDEST - _SOFTEST) * strength
        middle = (number + 0.5) * _WAVE_STEP + 4
        bars.append(Bar(middle, _WAVE_MIDDLE - half, _WAVE_MIDDLE + half, _WAVE_WIDTH))
    return bars


def badge() -> list[Bar]:
    """The sound beside the show's name on an episode's cover."""
    first = _BADGE_LEFT + _BADGE_WIDTH / 2
    return [
        Bar(first + number * _BADGE_STEP, _BADGE_MIDDLE - half, _BADGE_MIDDLE + half, _BADGE_WIDTH)
        for number, half in enumerate(_BADGE)
    ]
