from __future__ import annotations

import re

import numpy as np
import pytest

from briefing.model import Sound
from briefing.site import shape
from tests.builders import RATE, sound


def test_a_waveform_shows_where_it_is_loud() -> None:
    """480 values from 0 to 100; the silent half is nought, and the loudest stretch is 100."""
    loud = sound(2.0).pcm
    values = shape.waveform(Sound(bytes(len(loud)) + loud, RATE))
    assert len(values) == shape.VALUES
    assert max(values) == 100
    assert set(values[: shape.VALUES // 2]) == {0}
    assert min(values[shape.VALUES // 2 :]) > 10


@pytest.mark.parametrize("samples", [0, 1, 7, 480, 481, 100_000])
def test_any_sound_has_a_waveform(samples: int) -> None:
    """However short it is; one that is silent is flat."""
    values = shape.waveform(Sound(np.zeros(samples, "<i2").tobytes(), RATE))
    assert values == (0,) * shape.VALUES
    loudest = shape.waveform(Sound(np.full(samples, -32768, "<i2").tobytes(), RATE))
    assert set(loudest) <= {0, 100}


@pytest.mark.parametrize("values", [(0,), tuple(range(101)), (50,) * shape.VALUES, (999, -5)])
def test_a_drawing_has_as_many_strokes_as_asked_for(values: tuple[int, ...]) -> None:
    """All inside the drawing, whatever stands in the file it was read from."""
    strokes = re.findall(r"M([\d.]+) (\d+)v(\d+)", shape.path(values, 240))
    assert len(strokes) == 240
    for x, top, length in strokes:
        assert 0 < float(x) < shape.WIDTH
        assert 0 <= int(top) <= int(top) + int(length) <= shape.HEIGHT


def test_no_values_no_drawing() -> None:
    """Nothing is drawn of nothing."""
    assert shape.path((), 240) == ""
