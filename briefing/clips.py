"""Script -> Clips: every segment said by its voice, on all cores, and checked to be there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed

from briefing import codec
from briefing.cast import BREATH, Cast, parts
from briefing.model import Clip, Script, Segment, Sound, Speaker
from briefing.recordings import Recordings
from briefing.take import said
from briefing.voices import Voice
from briefing.voices.edges import joined

_CEILING = -1.0  # dBTP; no voice is raised over it to match another

Pronounce = Callable[[str, str], str]
"""Spoken French and the name of an engine -> the same as that engine has to be told to say it."""


def record(
    script: Script,
    cast: Cast,
    executor: Executor,
    pronounce: Pronounce = lambda text, _engine: text,
    recordings: Recordings | None = None,
    heard: Callable[[Clip], None] = lambda _clip: None,
) -> tuple[Clip, ...]:
    """Have *cast* say every segment, in the script's order; *heard* is told each as it comes.

    The longest go first, so that no core waits at the end for a long one begun late.  One lost
    sentence spoils an episode without anyone noticing, so each is inspected and recorded once more
    when it is not fit to be heard (see `take.said`); the first error ends the recording.  What
    *recordings* hold already is not said again.

    Raises:
        VoiceError: or one of its kinds, from a voice.
    """
    order = sorted(range(len(script.segments)), key=lambda n: -len(script.segments[n].spoken))
    studio = _Studio(cast, pronounce, recordings)
    futures: dict[Future[Clip], int] = {
        executor.submit(studio.clip, script.segments[number]): number for number in order
    }
    clips: dict[int, Clip] = {}
    try:
        for future in as_completed(futures):
            clip = clips[futures[future]] = future.result()
            heard(clip)
    finally:
        for future in futures:
            future.cancel()
    if recordings:
        recordings.tidy()
    return tuple(clips[number] for number in range(len(script.segments)))


class _Studio:
    """Where segments are said, each by its voice."""

    def __init__(self, cast: Cast, pronounce: Pronounce, recordings: Recordings | None) -> None:
        self._cast = cast
        self._pronounce = pronounce
        self._recordings = recordings
        # Asked once: a voice reads its data for it.
        self._identities = {voice.card.name: voice.identity() for voice in cast.values()}

    def clip(self, segment: Segment) -> Clip:
        """*segment* as it sounds."""
        sounds = [
            self._said(self._cast[part.speaker], part.text, segment)
            for part in parts(segment, quoted=Speaker.QUOTED in self._cast)
        ]
        return Clip(segment, _together(sounds), self._cast[segment.speaker].card.name)

    def _said(self, voice: Voice, text: str, segment: Segment) -> Sound:
        text = self._pronounce(text, voice.card.engine)

        def say() -> Sound:
            return said(voice, text, segment.speed, written=segment.text)

        if self._recordings is None:
            return say()
        identity = self._identities[voice.card.name]
        return self._recordings.said(identity, text, segment.speed, say)


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
