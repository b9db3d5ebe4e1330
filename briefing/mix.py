"""Clips and music -> Mix: one sound at one rate, and when each segment is heard: pydub's door."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import codec
from briefing.errors import SoundError
from briefing.model import SAMPLE_BYTES, Clip, Cue, Kind, Mix, Sound

if TYPE_CHECKING:
    from pydub import AudioSegment

RATE = codec.RATE
_AFTER_OPENING = 250  # milliseconds between the opening jingle and the first word
_INTO_PAUSE = 550  # milliseconds of the pause after a story over which the transition begins
_AFTER_TRANSITION = 300  # milliseconds
_NO_MUSIC = 300  # milliseconds of silence at each end of an episode without music
_EDGE = 5  # milliseconds; a fade too short to be heard, so that no join clicks
_HEADROOM = -1.0  # dBFS; a jingle is not raised over it
_SOFTEST = -36.0  # LUFS; a voice lowered under it would be heard to have been 16 bits wide
_OVER_BED = frozenset({Kind.GREETING, Kind.HEADLINE})
# LU under the voice.  At 15 speech is easy to follow for nearly everybody; 4 more, because the bed
# is steady and the voice, whose loudness is a mean over its syllables, is not.
_DUCKED = 19.0
_FREE = 11.0  # LU under the voice, while nobody speaks
_DUCK = 400  # milliseconds in which the bed goes down
_BED_IN, _BED_OUT = 700, 850  # milliseconds in which it comes and goes, within a pause


@dataclass(frozen=True, slots=True)
class Music:
    """The sound files around and under the voices."""

    opening: Path
    transition: Path
    """Between two stories."""
    closing: Path
    bed: Path | None = None
    """Under greeting and headlines; played again from its start as long as it is needed."""


class _Tune(NamedTuple):
    segment: AudioSegment
    loudness: float
    """LUFS."""

    @property
    def loudest(self) -> float:
        """The loudness it can be raised to before it is clipped, in LUFS."""
        return self.loudness + _HEADROOM - float(self.segment.max_dBFS)

    def at(self, loudness: float) -> AudioSegment:
        """The tune as loud as that, or as loud as it can be."""
        return self.segment.apply_gain(min(loudness, self.loudest) - self.loudness)


def stitch(clips: Sequence[Clip], music: Music | None) -> Mix:
    """Lay *clips* end to end, each with its pause, with *music* around, between and under them.

    Clips of other rates are brought to 44.1 kHz first; joined as they are, they would squeak.
    Every section of every voice is as loud as the others, and the jingles are as loud as the
    voices, so that nobody reaches for the volume; where a jingle would have to be clipped for
    that, the voices come down to it.  The bed lies 19 LU under what is said over it.

    Raises:
        SoundError: a piece of music cannot be read or is silent, or so is all that a voice said.
    """
    tunes = _tunes(music)
    jingles = [tunes[name] for name in ("opening", "transition", "closing") if name in tunes]
    voices, loudness = _levelled(clips, min((each.loudest for each in jingles), default=0.0))
    track = _Track()
    if "opening" in tunes:
        track.add(tunes["opening"].at(loudness))
    track.wait(_AFTER_OPENING if tunes else _NO_MUSIC)
    story = 1
    for clip, voice in zip(clips, voices, strict=True):
        if clip.segment.story > story and "transition" in tunes:
            track.shorten(_INTO_PAUSE)
            track.add(tunes["transition"].at(loudness))
            track.wait(_AFTER_TRANSITION)
        story = max(story, clip.segment.story)
        track.say(clip, voice)
    if "closing" in tunes:
        track.add(tunes["closing"].at(loudness))
    else:
        track.wait(_NO_MUSIC)
    cues = tuple(track.cues)
    whole = _joined(track.parts)
    return Mix(_with_bed(whole, cues, tunes["bed"], loudness) if "bed" in tunes else whole, cues)


def check(music: Music | None) -> None:
    """Make sure, before anything is recorded, that *music* can be heard.

    Raises:
        SoundError: a piece of it cannot be read or is silent; the sentence names piece and file.
    """
    _tunes(music)


def overhead(music: Music | None, stories: int = 1) -> float:
    """Seconds that an episode of *stories* lasts beyond its segments and their pauses.

    Raises:
        SoundError: a piece of music cannot be read.
    """
    if music is None:
        return 2 * _NO_MUSIC / 1000
    ends = _piece(music, "opening").seconds + _piece(music, "closing").seconds
    between = 0.0
    if stories > 1:
        jingle = _piece(music, "transition").seconds
        between = (stories - 1) * (jingle + (_AFTER_TRANSITION - _INTO_PAUSE) / 1000)
    return ends + _AFTER_OPENING / 1000 + between


class _Track:
    """What is heard one after the other."""

    def __init__(self) -> None:
        self.parts: list[AudioSegment] = []
        self.cues: list[Cue] = []
        self._samples = 0

    def add(self, part: AudioSegment) -> None:
        """*part* is next."""
        self.parts.append(part)
        self._samples += _samples(part)

    def wait(self, milliseconds: int) -> None:
        """Nothing is next."""
        self.add(_silence(milliseconds))

    def shorten(self, milliseconds: int) -> None:
        """Of the silence at its end, take so much back, or all that there is."""
        silence = self.parts.pop()
        self._samples -= _samples(silence)
        self.wait(max(0, len(silence) - milliseconds))

    def say(self, clip: Clip, voice: AudioSegment) -> None:
        """*voice*, which is how *clip* sounds here, is next, with the pause after it."""
        start = self._samples
        self.add(voice)
        self.cues.append(Cue(start / RATE, self._samples / RATE, clip.segment, clip.voice))
        self.wait(round(clip.segment.pause * 1000))


def _levelled(clips: Sequence[Clip], loudest: float) -> tuple[list[AudioSegment], float]:
    """The voices at 44.1 kHz, all sections equally loud; and how loud, in LUFS.

    No louder than *loudest*, within reason.  A section is what one voice says of one kind in one
    story: of a single short sentence the loudness says little, of a section enough.
    """
    voices = [_segment(codec.resample(clip.sound, RATE)) for clip in clips]
    loudness = min(codec.measure(_joined(voices))[1].integrated, max(loudest, _SOFTEST))
    levelled: list[AudioSegment] = []
    numbered = enumerate(clips)
    for _, section in groupby(numbered, lambda each: _section(each[1])):
        said = [voices[number] for number, _ in section]
        gain = loudness - codec.measure(_joined(said))[1].integrated
        levelled += [voice.apply_gain(gain) for voice in said]
    return levelled, loudness


def _section(clip: Clip) -> tuple[str, bool, int]:
    return clip.voice, clip.segment.kind in _OVER_BED, clip.segment.story


def _with_bed(whole: Sound, cues: Sequence[Cue], bed: _Tune, loudness: float) -> Sound:
    """*whole* with the bed under its greeting and headlines.

    It comes before the first word, goes down for it, stays there through the pauses, so that it
    does not pump, and goes after the last.  A headline that a person put behind a story has none.
    """
    runs = groupby(cues, lambda cue: cue.segment.kind in _OVER_BED)
    over = next((list(run) for is_over, run in runs if is_over), [])
    if not over:
        return whole
    first, last = round(over[0].start * 1000), round(over[-1].end * 1000)
    start, end = max(0, first - _BED_IN), last + _BED_OUT
    free, ducked = (bed.at(loudness - under) for under in (_FREE, _DUCKED))
    down = _looped(ducked, end - start)
    lead = _looped(free, first - start).fade(
        to_gain=_FREE - _DUCKED, start=max(0, first - start - _DUCK), duration=_DUCK
    )
    under = (lead + down[first - start :]).fade_in(first - start or 1).fade_out(_BED_OUT)
    # Only the stretch that has a bed is copied: an episode may last two hours.
    first_byte, last_byte = (each * RATE // 1000 * SAMPLE_BYTES for each in (start, end))
    stretch = _segment(Sound(whole.pcm[first_byte:last_byte], RATE), edge=0).overlay(under)
    parts = (whole.pcm[:first_byte], stretch.raw_data, whole.pcm[last_byte:])
    return Sound(b"".join(parts), RATE)


def _looped(tune: AudioSegment, milliseconds: int) -> AudioSegment:
    return (tune * (milliseconds // len(tune) + 1))[:milliseconds]


def _tunes(music: Music | None) -> Mapping[str, _Tune]:
    if music is None:
        return {}
    return dict(_read(music))


def _read(music: Music) -> Iterator[tuple[str, _Tune]]:
    for name in ("opening", "transition", "closing", "bed"):
        path = getattr(music, name)
        if path is None:
            continue
        sound = codec.resample(_piece(music, name), RATE)
        # A bed is played in a loop: faded at its ends it would stumble.
        segment = _segment(sound, edge=0 if name == "bed" else _EDGE)
        try:
            yield name, _Tune(segment, codec.measure(sound)[1].integrated)
        except SoundError as error:
            raise SoundError(
                f"The {name} {path} is silent.",
                hint=f"Choose another file, or leave '{name}' out of briefing.toml for ours.",
            ) from error


def _piece(music: Music, name: str) -> Sound:
    path: Path = getattr(music, name)
    return codec.decode(path, name=f"The {name} {path}")


def _segment(sound: Sound, edge: int = _EDGE) -> AudioSegment:
    segment = _pydub()(data=sound.pcm, sample_width=SAMPLE_BYTES, frame_rate=sound.rate, channels=1)
    return segment.fade_in(edge).fade_out(edge) if edge else segment


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
