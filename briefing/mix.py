"""Clips and jingles -> Mix: one sound at one rate, and when each segment is heard: pydub's door."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import codec
from briefing.errors import SoundError
from briefing.model import SAMPLE_BYTES, Clip, Cue, Mix, Sound

if TYPE_CHECKING:
    from pydub import AudioSegment

RATE = codec.MP3_RATE
_AFTER_OPENING = 250  # milliseconds between the opening jingle and the first word
_EDGE = 5  # milliseconds; a fade too short to be heard, so that no join clicks
_HEADROOM = -1.0  # dBFS; a jingle is not raised over it
_SOFTEST = -36.0  # LUFS; a voice lowered under it would be heard to have been 16 bits wide


class _Jingle(NamedTuple):
    segment: AudioSegment
    loudness: float
    """LUFS."""

    @property
    def loudest(self) -> float:
        """The loudness it can be raised to before it is clipped, in LUFS."""
        return self.loudness + _HEADROOM - float(self.segment.max_dBFS)

    def at(self, loudness: float) -> AudioSegment:
        """The jingle as loud as that, or as loud as it can be."""
        return self.segment.apply_gain(min(loudness, self.loudest) - self.loudness)


def stitch(clips: tuple[Clip, ...], opening: Path, closing: Path) -> Mix:
    """Lay *clips* end to end, each with its pause, between the two jingles (sound files).

    Clips of other rates are brought to 44.1 kHz first; joined as they are, they would squeak.  The
    jingles are as loud as the voice, so that nobody reaches for the volume; where one would have
    to be clipped for that, the voice comes down to it.

    Raises:
        SoundError: a jingle cannot be read or is silent, or so is all that the voice said.
    """
    jingles = _jingle(opening), _jingle(closing)
    voices, loudness = _levelled(clips, min(jingle.loudest for jingle in jingles))
    parts = [jingles[0].at(loudness), _silence(_AFTER_OPENING)]
    cues = []
    length = sum(map(_samples, parts))
    for clip, voice in zip(clips, voices, strict=True):
        start, length = length, length + _samples(voice)
        cues.append(Cue(start / RATE, length / RATE, clip.segment, clip.voice))
        pause = _silence(round(clip.segment.pause * 1000))
        parts += [voice, pause]
        length += _samples(pause)
    parts.append(jingles[1].at(loudness))
    return Mix(_joined(parts), tuple(cues))


def overhead(opening: Path, closing: Path) -> float:
    """Seconds that an episode lasts beyond its segments and their pauses.

    Raises:
        SoundError: a jingle cannot be read.
    """
    jingles = codec.decode(opening).seconds + codec.decode(closing).seconds
    return jingles + _AFTER_OPENING / 1000


def _levelled(clips: tuple[Clip, ...], loudest: float) -> tuple[list[AudioSegment], float]:
    """The voice at 44.1 kHz and no louder than *loudest*, within reason; its loudness, in LUFS."""
    voices = [_segment(codec.resample(clip.sound, RATE)) for clip in clips]
    spoken = codec.measure(_joined(voices))[1].integrated
    loudness = min(spoken, max(loudest, _SOFTEST))
    return [voice.apply_gain(loudness - spoken) for voice in voices], loudness


def _jingle(path: Path) -> _Jingle:
    sound = codec.resample(codec.decode(path), RATE)
    try:
        return _Jingle(_segment(sound), codec.measure(sound)[1].integrated)
    except SoundError as error:
        raise SoundError(
            f"The jingle {path} is silent.", hint="Choose another file, or leave the setting out."
        ) from error


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
