"""What instruments read off a sound: level, silences, flat tops, and how much it changes."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from briefing.model import Sound

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 0.02  # seconds; what is looked at in one go
SILENCE = -55.0  # dBFS (RMS) of a block; the threshold of `voices.edges`

_FULL = 32_768  # of 16 bits
_FLAT = 4  # samples in a row at the highest level of a sound: a wave that was cut off there
_LOUD = 0.5  # of full scale; what is flat under it was made so, not cut off
# Bands of speech, evenly spaced in pitch, in blocks that are long: noise is even in them, and a
# short frame that is repeated is the same in each.
_BANDS, _LOWEST, _HIGHEST = 16, 100.0, 7000.0  # Hz
_LONG_BLOCK = 0.1  # seconds
_DEPTH = 50.0  # dB under the loudest band, where silence begins
_FAINTEST = -90.0  # dB; under it there is nothing, whatever else there is
_HEARD = 10.0  # dB over silence: a band that is heard
_NOTHING = 1e-12  # of full power: -120 dB


class Stretch(NamedTuple):
    """From one moment of a sound to another, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def levels(sound: Sound) -> NDArray[np.float64]:
    """The level of every block, in dBFS (RMS)."""
    import numpy as np  # 0.1 s, and only where there is sound

    blocks = _blocks(sound, BLOCK)
    # Row by row: an hour in floating point would take a gigabyte.
    power = np.fromiter((np.dot(row, row) for row in (each / _FULL for each in blocks)), np.float64)
    return _decibels(power / blocks.shape[1])


def mean_level(sound: Sound) -> float:
    """The level of the whole, in dBFS (RMS)."""
    import numpy as np  # see levels

    samples = _samples(sound) / _FULL
    return float(_decibels(np.array([np.dot(samples, samples) / len(samples)]))[0])


def silences(sound: Sound, longer_than: float) -> list[Stretch]:
    """Every silence of more than *longer_than* seconds, to a block."""
    found = starmap(Stretch, (_runs(levels(sound) < SILENCE) * BLOCK).round(2).tolist())
    return [each for each in found if each.seconds > longer_than]


def flat_tops(sound: Sound) -> float:
    """Percent of the samples that lie where a wave was cut off: clipped, then perhaps lowered."""
    import numpy as np  # see levels

    height = np.abs(_samples(sound).astype(np.int32))
    top = int(height.max(initial=0))
    if top < _LOUD * _FULL:
        return 0.0
    lengths = np.diff(_runs(height >= top - 1)).ravel()
    return float(lengths[lengths >= _FLAT].sum()) / len(height) * 100


def steadiest(sound: Sound, seconds: float) -> tuple[float, float]:
    """How little *sound* changes where it does least for *seconds* on end, and when that begins.

    In dB: the standard deviation of the level of a band of speech, the mean of those that are
    heard.  Silence is no sound that could change; where there is nothing else it is infinite.
    """
    import numpy as np  # see levels

    bands = _band_levels(sound)
    blocks = round(seconds / _LONG_BLOCK)
    if len(bands) < blocks:
        return np.inf, 0.0
    silence = max(bands.max() - _DEPTH, _FAINTEST)
    windows = np.lib.stride_tricks.sliding_window_view(np.maximum(bands, silence), blocks, axis=0)
    heard = windows.mean(-1) > silence + _HEARD
    change = (windows.std(-1) * heard).sum(1) / np.maximum(heard.sum(1), 1)
    change[~heard.any(1)] = np.inf
    at = int(change.argmin())
    return float(change[at]), at * _LONG_BLOCK


def _samples(sound: Sound) -> NDArray[np.int16]:
    import numpy as np  # see levels

    return np.frombuffer(sound.pcm, "<i2")


def _blocks(sound: Sound, seconds: float) -> NDArray[np.int16]:
    """The samples in rows of *seconds* each; what is left over at the end is not in them."""
    samples, length = _samples(sound), max(1, round(sound.rate * seconds))
    return samples[: len(samples) // length * length].reshape(-1, length)


def _decibels(power: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np  # see levels

    found: NDArray[np.float64] = 10 * np.log10(np.maximum(power, _NOTHING))
    return found


def _runs(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each run of what is true begins and ends: a row a run."""
    import numpy as np  # see levels

    steps = np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8))
    return np.flatnonzero(steps).reshape(-1, 2)


def _band_levels(sound: Sound) -> NDArray[np.float64]:
    """The level of each band (columns) in each block (rows), in dB."""
    import numpy as np  # see levels

    blocks = _blocks(sound, _LONG_BLOCK)
    length = blocks.shape[1]
    power = np.abs(np.fft.rfft(blocks / _FULL * np.hanning(length), axis=1)) ** 2 / length
    edges = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1)
    place = np.searchsorted(edges, np.fft.rfftfreq(length, 1 / sound.rate))
    each = [power[:, place == number].sum(1) for number in range(1, _BANDS + 1)]
    return _decibels(np.stack(each, axis=1))
