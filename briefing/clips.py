"""Script -> Clips: every segment said by a voice, on all cores, and checked to be there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed

from briefing.errors import VoiceError
from briefing.model import Clip, Script, Segment, Sound
from briefing.voices import Voice
from briefing.voices.edges import trimmed

# Seconds a letter.  The fastest of our voices takes 0.05, an auctioneer 0.03; what is under that
# has been cut.
_FASTEST = 0.025


def record(
    script: Script,
    voice: Voice,
    executor: Executor,
    heard: Callable[[Clip], None] = lambda _clip: None,
) -> tuple[Clip, ...]:
    """Have *voice* say every segment, in the script's order; *heard* is told each as it comes.

    The longest go first, so that no core waits at the end for a long one begun late.  One lost
    sentence spoils an episode without anyone noticing, so a sound that is empty or too short for
    its words is an error, and the first error ends the recording.

    Raises:
        VoiceError: or one of its kinds, from the voice.
    """
    order = sorted(range(len(script.segments)), key=lambda n: -len(script.segments[n].spoken))
    futures: dict[Future[Clip], int] = {
        executor.submit(_clip, voice, script.segments[number]): number for number in order
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


def _clip(voice: Voice, segment: Segment) -> Clip:
    sound = trimmed(voice.say(segment.spoken))
    _check(sound, segment, voice.card.name)
    return Clip(segment, sound)


def _check(sound: Sound, segment: Segment, voice: str) -> None:
    letters = sum(letter.isalpha() for letter in segment.spoken)
    if sound.seconds < letters * _FASTEST:
        state = "said nothing for" if not sound.pcm else "broke off in"
        raise VoiceError(
            f"The voice '{voice}' {state} '{segment.text[:60]}' "
            f"({sound.seconds:.1f} s for {letters} letters).",
            hint="Run it again, or use another voice.",
        )
