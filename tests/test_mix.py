from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from briefing import codec, mix, shipped
from briefing.errors import SoundError
from briefing.model import Clip, Kind, Mix, Segment, Sound
from briefing.voices import Voice
from briefing.voices.edges import trimmed
from tests.fakes import silence, sound_of, tone, wave_of

RATE = mix.RATE
MUSIC = mix.Music(
    *(shipped.music("clair", name) for name in ("opening", "transition", "closing", "bed"))
)
SENTENCES = (
    "Bonjour, voici les nouvelles du jour.",
    "Le vent se lève sur la côte, et les pêcheurs restent au port.",
)


def with_(**pieces: Path) -> mix.Music:
    """Our music with some of its pieces replaced."""
    return replace(MUSIC, **pieces)


def clip(
    sound: Sound, pause: float = 0.4, kind: Kind = Kind.STORY, story: int = 1, voice: str = "pico"
) -> Clip:
    """A segment that sounds like that."""
    segment = Segment(kind, "Il pleut.", "Il pleut.", pause, story=story)
    return Clip(segment, sound, voice)


def speech(voice: Voice) -> tuple[Clip, ...]:
    """Two sentences of *voice*."""
    return tuple(clip(trimmed(voice.say(sentence))) for sentence in SENTENCES)


def part(found: Mix, start: float, end: float) -> Sound:
    """What is heard between two moments, in seconds."""
    samples = slice(round(start * RATE) * 2, round(end * RATE) * 2)
    return Sound(found.sound.pcm[samples], RATE)


def wav(path: Path, sound: Sound, channels: int = 1) -> Path:
    """Write *sound*, the same on every channel."""
    samples = np.repeat(np.frombuffer(sound.pcm, "<i2"), channels)
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, sound.rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def loudness(sound: Sound) -> float:
    """LUFS."""
    return codec.measure(sound)[1].integrated


def said(found: Mix) -> Sound:
    """All that the voice says, without the pauses."""
    return Sound(b"".join(part(found, cue.start, cue.end).pcm for cue in found.cues), RATE)


def around(found: Mix, music: mix.Music = MUSIC) -> tuple[Sound, Sound]:
    """The jingles as they are in *found*."""
    end = found.sound.seconds
    return (
        part(found, 0, codec.decode(music.opening).seconds),
        part(found, end - codec.decode(music.closing).seconds, end),
    )


def pitch(sound: Sound) -> float:
    """The strongest frequency, in Hz."""
    samples = wave_of(sound)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / sound.rate)[spectrum.argmax()])


def test_cues_are_where_speech_is() -> None:
    """Inside every cue the voice sounds from end to end; between them there is nothing."""
    found = mix.stitch(tuple(clip(tone(each)) for each in (0.5, 1.25, 0.777)), MUSIC)
    assert len(found.cues) == 3
    for cue in found.cues:
        sounding = np.abs(wave_of(part(found, cue.start, cue.end))) > 0.01
        assert sounding[:300].any()
        assert sounding[-300:].any()
    for before, after in pairwise(found.cues):
        assert not any(part(found, before.end, after.start).pcm)


def test_the_cues_of_a_real_voice_fit_its_speech(opened: Callable[[str], Voice]) -> None:
    """Speech begins within 0.1 s of its cue and ends within 0.2 s of it."""
    found = mix.stitch(speech(opened("pico")), MUSIC)
    for cue in found.cues:
        loud = np.flatnonzero(np.abs(wave_of(part(found, cue.start, cue.end))) > 0.003)
        assert loud[0] / RATE < 0.1
        assert cue.end - cue.start - loud[-1] / RATE < 0.2


def test_the_length_is_the_sum_of_the_parts() -> None:
    """Jingles, the breath after the first, clips and pauses: to a hundredth of a second."""
    pauses, lengths = (0.4, 0.0, 1.3), (0.5, 2.0, 0.333)
    clips = tuple(clip(tone(each), pause) for each, pause in zip(lengths, pauses, strict=True))
    found = mix.stitch(clips, MUSIC)
    expected = mix.overhead(MUSIC) + sum(lengths) + sum(pauses)
    assert found.sound.seconds == pytest.approx(expected, abs=0.01)
    assert found.cues[0].start == pytest.approx(
        codec.decode(MUSIC.opening).seconds + 0.25, abs=0.001
    )


def test_the_pause_of_a_segment_follows_it() -> None:
    """The next one begins so many seconds after its end."""
    found = mix.stitch((clip(tone(1), 0.85), clip(tone(1))), MUSIC)
    first, second = found.cues
    assert second.start - first.end == pytest.approx(0.85, abs=0.001)


@pytest.mark.parametrize("name", ["pico", "siwis", "nicolas"])
def test_the_jingles_are_as_loud_as_the_voice(name: str, opened: Callable[[str], Voice]) -> None:
    """Within 1 LU, whichever voice speaks: nobody reaches for the volume."""
    found = mix.stitch(speech(opened(name)), MUSIC)
    for jingle in around(found):
        assert loudness(jingle) == pytest.approx(loudness(said(found)), abs=1)


@pytest.mark.parametrize("level", [0.003, 0.05, 0.99])
def test_a_jingle_follows_a_soft_voice_and_a_loud_one(level: float) -> None:
    """From a whisper to a shout, and nothing is clipped on the way."""
    found = mix.stitch((clip(tone(3, level=level)),), MUSIC)
    for jingle in around(found):
        assert loudness(jingle) == pytest.approx(loudness(said(found)), abs=1)
        assert codec.measure(jingle)[1].true_peak < -0.5


def test_a_voice_comes_down_to_a_jingle_of_peaks(tmp_path: Path) -> None:
    """A jingle of single claps cannot be raised without clipping, so the voice meets it."""
    claps = np.zeros(RATE * 2)
    claps[:: RATE // 4] = 0.9
    jingle = wav(tmp_path / "claps.wav", sound_of(claps, RATE))
    found = mix.stitch((clip(tone(3, level=0.5)),), with_(opening=jingle, closing=jingle))
    assert loudness(said(found)) == pytest.approx(-36, abs=1)  # no lower: 16 bits would be heard


@pytest.mark.parametrize("rate", [16_000, 24_000, 22_050, 44_100, 48_000])
def test_a_clip_of_any_rate_keeps_its_pitch_and_length(rate: int) -> None:
    """A voice at 16 kHz does not squeak among sounds at 44.1 kHz."""
    found = mix.stitch((clip(tone(1, rate, hertz=440)),), MUSIC)
    (cue,) = found.cues
    assert cue.end - cue.start == pytest.approx(1, abs=0.001)
    assert pitch(part(found, cue.start, cue.end)) == pytest.approx(440, abs=1)


def test_clips_of_several_rates_go_together() -> None:
    """One voice may step in for another halfway."""
    found = mix.stitch((clip(tone(1, 16_000)), clip(tone(1, 24_000))), MUSIC)
    for cue in found.cues:
        assert pitch(part(found, cue.start, cue.end)) == pytest.approx(220, abs=1)


def test_a_jingle_may_be_stereo_at_another_rate(tmp_path: Path) -> None:
    """What people have: 48 kHz, two channels.  It keeps its length and its pitch."""
    jingle = wav(tmp_path / "mine.wav", tone(1.5, 48_000, hertz=330), channels=2)
    found = mix.stitch((clip(tone(1)),), with_(opening=jingle))
    opening, _ = around(found, with_(opening=jingle))
    assert found.cues[0].start == pytest.approx(1.75, abs=0.001)
    assert pitch(opening) == pytest.approx(330, abs=1)


def test_a_very_short_jingle_will_do(tmp_path: Path) -> None:
    """A ding of a tenth of a second is louder than nothing and clips nothing."""
    jingle = wav(tmp_path / "ding.wav", tone(0.1, hertz=880))
    found = mix.stitch((clip(tone(1)),), with_(opening=jingle, closing=jingle))
    assert found.cues[0].start == pytest.approx(0.35, abs=0.001)
    assert codec.measure(found.sound)[1].true_peak < -0.5


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>" * 50])
def test_a_broken_jingle_is_an_error(content: bytes, tmp_path: Path) -> None:
    """The error names the file, before and after recording."""
    broken = tmp_path / "mine.mp3"
    broken.write_bytes(content)
    for name in ("opening", "transition", "closing", "bed"):
        with pytest.raises(SoundError, match=r"mine\.mp3"):
            mix.stitch((clip(tone(1)),), with_(**{name: broken}))
    for name in ("opening", "transition", "closing"):
        with pytest.raises(SoundError, match=r"mine\.mp3"):
            mix.overhead(with_(**{name: broken}), stories=2)


def test_a_silent_jingle_is_an_error(tmp_path: Path) -> None:
    """Nobody chooses silence for a jingle on purpose; the error says which file it is."""
    jingle = wav(tmp_path / "mine.wav", silence(2))
    with pytest.raises(SoundError, match=r"mine\.wav is silent") as caught:
        mix.stitch((clip(tone(1)),), with_(opening=jingle))
    assert caught.value.hint


def test_silent_clips_are_an_error() -> None:
    """An episode of jingles alone is not a success."""
    with pytest.raises(SoundError):
        mix.stitch((clip(silence(2)),), MUSIC)
    with pytest.raises(SoundError):
        mix.stitch((), MUSIC)


def test_no_join_clicks() -> None:
    """A clip that is cut at full swing begins and ends at zero all the same."""
    at = np.arange(RATE)
    swing = sound_of(0.5 * np.cos(2 * np.pi * 100 * at / RATE), RATE)  # begins at its crest
    found = mix.stitch((clip(swing), clip(Sound(swing.pcm[:-1110], RATE))), MUSIC)
    samples = wave_of(found.sound)
    for cue in found.cues:
        for moment in (cue.start, cue.end):
            near = samples[round(moment * RATE) - 3 : round(moment * RATE) + 3]
            assert np.abs(np.diff(near)).max() < 0.02


def test_without_music_there_is_only_the_voice() -> None:
    """A moment of silence at each end, so that no player swallows the first word."""
    found = mix.stitch((clip(tone(1), 0), clip(tone(1), 0)), None)
    assert found.sound.seconds == pytest.approx(2 + mix.overhead(None), abs=0.001)
    assert found.cues[0].start == pytest.approx(0.3, abs=0.001)
    assert not any(part(found, 0, found.cues[0].start).pcm)


def test_a_transition_parts_the_stories() -> None:
    """It sounds once between two stories, begins in the pause after the first, hides nothing."""
    clips = (
        clip(tone(1), 0.9), clip(tone(1), 0.9, Kind.TRANSITION, 2), clip(tone(1), 0.9, story=2),
    )  # fmt: skip
    found = mix.stitch(clips, MUSIC)
    first, second, third = found.cues
    jingle = codec.decode(MUSIC.transition).seconds
    assert second.start - first.end == pytest.approx(0.35 + jingle + 0.3, abs=0.002)
    assert not any(part(found, first.end, first.end + 0.34).pcm)
    assert loudness(part(found, first.end, second.start)) > loudness(said(found)) - 6
    assert third.start - second.end == pytest.approx(0.9, abs=0.001)
    expected = mix.overhead(MUSIC, stories=2) + 3 + 2.7
    assert found.sound.seconds == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("style", shipped.STYLES)
def test_the_bed_lies_well_under_the_voice(style: str) -> None:
    """At least 15 LU, from the first word to the last of greeting and headlines; then it goes."""
    music = mix.Music(
        *(shipped.music(style, name) for name in ("opening", "transition", "closing", "bed"))
    )
    clips = (
        clip(tone(3), 0.35, Kind.GREETING, 0), clip(tone(25), 0.9, Kind.HEADLINE, 0),
        clip(tone(2), 0.9),
    )  # fmt: skip
    found, bare = mix.stitch(clips, music), mix.stitch(clips, replace(music, bed=None))
    greeting, headline, story = found.cues
    for start, end in ((greeting.start, greeting.end), (headline.start, headline.end)):
        under = difference(part(found, start, end), part(bare, start, end))
        assert 15 <= loudness(part(bare, start, end)) - loudness(under) < 24
    assert part(found, story.start, story.end) == part(bare, story.start, story.end)


def test_no_story_has_a_bed() -> None:
    """Not even between a greeting and a headline that was put behind it by hand."""
    clips = (
        clip(tone(1), 0.9, Kind.GREETING, 0), clip(tone(2), 0.9),
        clip(tone(1), 0.9, Kind.HEADLINE, 0),
    )  # fmt: skip
    music = replace(MUSIC, bed=shipped.music("clair", "bed"))
    found, bare = mix.stitch(clips, music), mix.stitch(clips, replace(music, bed=None))
    greeting, story, _ = found.cues
    assert part(found, greeting.start, greeting.end) != part(bare, greeting.start, greeting.end)
    assert part(found, story.start, story.end) == part(bare, story.start, story.end)


def difference(one: Sound, other: Sound) -> Sound:
    """What is in *one* and not in *other*."""
    return sound_of(wave_of(one) - wave_of(other), one.rate)


def test_voices_and_sections_are_equally_loud() -> None:
    """A soft reporter and a loud presenter meet: no jump over 2 LU between sections."""
    clips = (
        clip(tone(3, level=0.5), kind=Kind.GREETING, story=0, voice="claire"),
        clip(tone(3, level=0.03), voice="nicolas"),
        clip(tone(3, level=0.2), kind=Kind.SIGNOFF, story=0, voice="claire"),
    )
    found = mix.stitch(clips, MUSIC)
    levels = [loudness(part(found, cue.start, cue.end)) for cue in found.cues]
    assert max(levels) - min(levels) < 1


def test_a_cue_knows_its_voice() -> None:
    """As the clip does."""
    found = mix.stitch((clip(tone(1), voice="claire"), clip(tone(1), voice="nicolas")), MUSIC)
    assert [cue.voice for cue in found.cues] == ["claire", "nicolas"]
