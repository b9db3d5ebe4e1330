"""Script -> Clips: every segment said by a voice, on all cores, and checked to be there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed

from briefing.errors import VoiceError
from briefing.model import Clip, Script, Segment, Sound
from briefing.voices import Voice
from briefing.voices.card import VoiceCard
from briefing.voices.edges import trimmed

# What a sound must last at least, as a share of what its letters take at the voice's own pace.  Of
# about 500 sentences said by three voices the fastest took 0.75; half a sentence takes 0.5.
_LEAST = 0.55
_LETTERS_A_WORD = 4.9  # in French news
# Words a minute below which a card is not believed: no voice of today is as slow.
_SLOWEST = 150


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
    _check(sound, segment, voice.card)
    return Clip(segment, sound, voice.card.name)


def _check(sound: Sound, segment: Segment, card: VoiceCard) -> None:
    letters = sum(letter.isalpha() for letter in segment.spoken)
    usual = letters / _LETTERS_A_WORD / max(card.words_per_minute, _SLOWEST) * 60
    if not sound.pcm or sound.seconds < _LEAST * usual:
        state = "said nothing for" if not sound.pcm else "broke off in"
        raise VoiceError(
            f"The voice '{card.name}' {state} '{segment.text[:60]}' "
            f"({sound.seconds:.1f} s for {letters} letters).",
            hint="Run it again, or use another voice.",
        )
