"""Sound -> the shape of it that a page draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.model import Sound

VALUES = 480
"""How many a waveform has: more than a phone has room for, fewer than a large screen's pixels."""
WIDTH, HEIGHT = 2 * VALUES, 100
"""Of the drawing, in its own units."""


def waveform(sound: Sound) -> tuple[int, ...]:
    """How loud *sound* is in 480 equal stretches, from 0, silent, to 100, its loudest.

    It is the effective value (RMS) and not the peak: of mastered speech all peaks are alike.
    """
    import numpy as np  # 0.1 s

    samples = np.frombuffer(sound.pcm, dtype="<i2")
    edges = [len(samples) * number // VALUES for number in range(VALUES + 1)]
    # One stretch at a time: two hours as floating point would take gigabytes.
    powers = [
        float(np.mean(np.square(samples[start:end], dtype=np.float32))) if end > start else 0.0
        for start, end in pairwise(edges)
    ]
    loudest = max(powers)
    return tuple(round(100 * (power / loudest) ** 0.5) if loudest else 0 for power in powers)


def path(values: Sequence[int], bars: int) -> str:
    """The *values* of a waveform as *bars* upright strokes: the `d` of an SVG path.

    Silence is a dot, so that there is something to see and to click.
    """
    if not values:
        return ""
    strokes = []
    for number in range(bars):
        start = len(values) * number // bars
        few = values[start : max(start + 1, len(values) * (number + 1) // bars)]
        half = max(1, round(max(0, min(100, max(few))) * 0.48))
        x = WIDTH * (2 * number + 1) / (2 * bars)
        strokes.append(f"M{x:g} {HEIGHT // 2 - half}v{2 * half}")
    return "".join(strokes)
