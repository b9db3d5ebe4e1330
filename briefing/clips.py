"""Script -> Clips: every segment said by its voice, on all cores, and checked to be there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed

from briefing import codec
from briefing.cast import BREATH, Cast, parts
from briefing.model import Clip, Script, Segment, Sound, Speaker
from briefing.take import said
from briefing.voices.edges import joined

_CEILING = -1.0  # dBTP; no voice is raised over it to match another

Pronounce = Callable[[str, str], str]
"""Spoken French and the name of an engine -> the same as that engine has to be told to say it."""


def record(
    script: Script,
    cast: Cast,
    executor: Executor,
    pronounce: Pronounce = lambda text, _engine: text,
    heard: Callable[[Clip], None] = lambda _clip: None,
) -> tuple[Clip, ...]:
    """Have *cast* say every segment, in the script's order; *heard* is told each as it comes.

    The longest go first, so that no core waits at the end for a long one begun late.  One lost
    sentence spoils an episode without anyone noticing, so each is inspected and recorded once more
    when it is not fit to be heard (see `take.said`); the first error ends the recording.

    Raises:
        VoiceError: or one of its kinds, from a voice.
    """
    order = sorted(range(len(script.segments)), key=lambda n: -len(script.segments[n].spoken))
    futures: dict[Future[Clip], int] = {
        executor.submit(_clip, cast, pronounce, script.segments[number]): number for number in order
    }
    clips: dict[int, Clip] = {}
    try:
        for future in as_completed(futures):
            clip = clips[futures[future]] = future.result()
            heard(clip)
    finally:
        for future in futures:
            future.cancel()
    return tuple(clips[number] for number in range(len(script.segments)))


def _clip(cast: Cast, pronounce: Pronounce, segment: Segment) -> Clip:
    sounds = []
    for part in parts(segment, quoted=Speaker.QUOTED in cast):
        voice = cast[part.speaker]
        text = pronounce(part.text, voice.card.engine)
        sounds.append(said(voice, text, segment.speed, written=segment.text))
    return Clip(segment, _together(sounds), cast[segment.speaker].card.name)


def _together(sounds: list[Sound]) -> Sound:
    """*sounds* as one, a breath between them, all as loud as the first."""
    first, *others = sounds
    if not others:
        return first
    loudness = codec.measure(first)[1].integrated
    for number, other in enumerate(others, 1):
        same_rate = codec.resample(other, first.rate)
        gain = loudness - codec.measure(same_rate)[1].integrated
        sounds[number] = codec.limit(same_rate, gain, _CEILING)
    return joined(sounds, BREATH)
