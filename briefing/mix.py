"""Clips and jingles -> Mix: one sound at one rate, and when each segment is heard: pydub's door."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import codec
from briefing.model import SAMPLE_BYTES, Clip, Cue, Mix, Sound

if TYPE_CHECKING:
    from pydub import AudioSegment

RATE = codec.MP3_RATE
_AFTER_OPENING = 250  # milliseconds between the opening jingle and the first word
_EDGE = 5  # milliseconds; a fade too short to be heard, so that no join clicks
_HEADROOM = -1.0  # dBFS; a jingle is not raised over it


def stitch(clips: tuple[Clip, ...], opening: Path, closing: Path) -> Mix:
    """Lay *clips* end to end, each with its pause, between the two jingles (sound files).

    Clips of other rates are brought to 44.1 kHz first; joined as they are, they would squeak.  The
    jingles are made as loud as the voice, so that nobody reaches for the volume.

    Raises:
        SoundError: a jingle cannot be read.
    """
    voices = [_segment(codec.resample(clip.sound, RATE)) for clip in clips]
    spoken = codec.measure(_joined(voices))[1].integrated
    parts = [_jingle(opening, spoken), _silence(_AFTER_OPENING)]
    cues = []
    length = sum(map(_samples, parts))
    for clip, voice in zip(clips, voices, strict=True):
        start, length = length, length + _samples(voice)
        cues.append(Cue(start / RATE, length / RATE, clip.segment))
        pause = _silence(round(clip.segment.pause * 1000))
        parts += [voice, pause]
        length += _samples(pause)
    parts.append(_jingle(closing, spoken))
    return Mix(_joined(parts), tuple(cues))


def overhead(opening: Path, closing: Path) -> float:
    """Seconds that an episode lasts beyond its segments and their pauses.

    Raises:
        SoundError: a jingle cannot be read.
    """
    jingles = codec.decode(opening).seconds + codec.decode(closing).seconds
    return jingles + _AFTER_OPENING / 1000


def _jingle(path: Path, loudness: float) -> AudioSegment:
    sound = codec.resample(codec.decode(path), RATE)
    segment = _segment(sound)
    gain = loudness - codec.measure(sound)[1].integrated
    return segment.apply_gain(min(gain, _HEADROOM - segment.max_dBFS))


def _segment(sound: Sound) -> AudioSegment:
    segment = _pydub()(data=sound.pcm, sample_width=SAMPLE_BYTES, frame_rate=sound.rate, channels=1)
    return segment.fade_in(_EDGE).fade_out(_EDGE)


def _silence(milliseconds: int) -> AudioSegment:
    return _pydub().silent(duration=milliseconds, frame_rate=RATE)


def _samples(segment: AudioSegment) -> int:
    return len(segment.raw_data) // SAMPLE_BYTES


def _joined(parts: list[AudioSegment]) -> Sound:
    # Adding segments one by one copies all that went before each time; this copies once.
    return Sound(b"".join(part.raw_data for part in parts), RATE)


def _pydub() -> Any:
    with warnings.catch_warnings():
        # pydub looks for ffmpeg when imported, and complains; we encode elsewhere.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment  # not for `briefing --help`

    return AudioSegment
