"""A voice and some words -> their sound, inspected: what is faulty is recorded once more."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import NetworkError, Unspeakable, VoiceError, VoiceUnavailable
from briefing.inspection import fault_of
from briefing.model import Sound
from briefing.voices import Voice, breath
from briefing.voices.edges import joined, trimmed

_BREATH = 0.2  # seconds between two halves, as voices breathe in long sentences
_SHORT = 60  # letters; a sentence as short has no place to breathe
# The same again would end the same; of the network more has been asked already.
_HOPELESS = (Unspeakable, VoiceUnavailable, NetworkError)


def said(voice: Voice, text: str, speed: float = 1.0, *, written: str = "") -> Sound:
    """*text* said by *voice*, without silence at its ends, and fit to be heard.

    A sound with a fault (see `inspection.fault_of`) is recorded once more; *written* is how the
    error names the sentence, when not by *text*.

    Raises:
        VoiceError: the second take has a fault too; or one of its kinds, from the voice.
    """
    try:
        sound, fault = _take(voice, [text], speed)
    except _HOPELESS:
        raise
    except VoiceError:
        fault = "the voice gave up"
    if fault:
        sound, fault = _take(voice, _otherwise(voice, text), speed)
    if fault:
        raise VoiceError(
            f"The voice '{voice.card.name}' failed twice on '{(written or text)[:60]}': {fault}.",
            hint="Write it another way, or use another voice.",
        )
    return sound


def _take(voice: Voice, parts: Sequence[str], speed: float) -> tuple[Sound, str]:
    """*parts* said one after the other, and what is wrong with the first that has a fault.

    Each is inspected by itself: in a whole, half a sentence that is there hides one that is not.
    """
    sounds = [trimmed(voice.say(part, speed)) for part in parts]
    pace = voice.card.words_per_minute
    faults = (fault_of(*each, pace, speed) for each in zip(sounds, parts, strict=True))
    return joined(sounds, _BREATH), next(filter(None, faults), "")


def _otherwise(voice: Voice, text: str) -> list[str]:
    """The parts in which *text* is said once more.

    A voice on this machine says the same text the same way each time, so it gets other texts: the
    two halves of a long sentence.  An online voice may just have had a bad moment.
    """
    if voice.card.network or len(text) <= _SHORT:
        return [text]
    halves = breath.split(text, lambda part: len(part) < len(text))
    return [half for half in halves if any(map(str.isalnum, half))]
