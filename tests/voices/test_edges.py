from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from briefing.model import Sound
from briefing.voices import Voice
from briefing.voices.edges import joined, trimmed
from briefing.voices.kokoro import KokoroVoice
from tests.fakes import silence, sound_of, tone, wave_of

RATE = 24_000
# They begin and end in the consonants that are softest.
SOFT = (
    "Fabrice souffre.",
    "Sophie pense à sa tasse.",
    "Chaque chat se cache.",
    "Personne ne frappe.",
    "Trois cents euros, c'est net.",
)


def padded(sound: Sound, before: float, after: float, noise: float = 0.0) -> Sound:
    """*sound* with seconds of silence around it, and *noise* (a peak, of 1) over it all."""
    wave = np.concatenate([
        np.zeros(round(before * sound.rate)), wave_of(sound), np.zeros(round(after * sound.rate))
    ])  # fmt: skip
    return sound_of(wave + np.random.default_rng(1).uniform(-noise, noise, len(wave)), sound.rate)


def test_silence_at_both_ends_goes() -> None:
    """But for 0.06 s before and 0.12 s after."""
    assert trimmed(padded(tone(1), 0.5, 0.9)).seconds == pytest.approx(1.18, abs=0.01)


def test_silence_within_stays() -> None:
    """A pause of the speaker is none of our business."""
    speech = Sound(tone(0.5).pcm + silence(1).pcm + tone(0.5).pcm, RATE)
    assert trimmed(padded(speech, 0.3, 0.3)).seconds == pytest.approx(2.18, abs=0.01)


def test_the_noise_of_an_engine_is_silence() -> None:
    """What lies 60 dB under full scale is no speech."""
    assert trimmed(padded(tone(1), 0.5, 0.5, noise=0.001)).seconds == pytest.approx(1.18, abs=0.01)


def test_sound_without_silence_stays_as_it_is() -> None:
    """To the last sample."""
    flat = sound_of(np.full(1000, 0.5), RATE)
    assert trimmed(flat) == flat


@pytest.mark.parametrize("nothing", [silence(3), Sound(b"", RATE)])
def test_silence_altogether_comes_back_empty(nothing: Sound) -> None:
    """So that nobody takes it for speech."""
    assert trimmed(nothing) == Sound(b"", RATE)


def test_trimming_twice_is_trimming_once() -> None:
    """Voices trim the parts of a sentence, and the recording trims the whole."""
    once = trimmed(padded(tone(1), 0.5, 0.5))
    assert trimmed(once) == once


@pytest.mark.parametrize("hertz", [3_000, 6_000])
def test_a_soft_consonant_is_kept(hertz: int) -> None:
    """An "s" 48 dB under full scale, before and after a vowel."""
    consonant = tone(0.1, hertz=hertz, level=0.004)
    word = Sound(consonant.pcm + tone(0.3).pcm + consonant.pcm, RATE)
    assert trimmed(padded(word, 0.4, 0.4)).seconds == pytest.approx(0.68, abs=0.01)


def test_sounds_are_joined_with_a_pause() -> None:
    """Each is trimmed first, so that the pause is what was asked for, with the margins."""
    found = joined([padded(tone(1), 0.4, 0.4), padded(tone(2), 0.7, 0)], 0.25)
    assert found.seconds == pytest.approx(1.18 + 0.25 + 2.06, abs=0.01)
    assert joined([tone(1)], 9) == tone(1)


def test_sounds_of_two_rates_are_not_joined() -> None:
    """One of them would squeak: that is a mistake of ours."""
    with pytest.raises(ValueError, match="too many"):
        joined([tone(1, 16_000), tone(1, 24_000)], 0.1)


@pytest.mark.parametrize("sentence", SOFT)
def test_no_syllable_of_a_real_voice_is_clipped(
    sentence: str, opened: Callable[[str], Voice]
) -> None:
    """What is cut off "Fabrice souffre" is 60 dB under its speech; the first "f" is whole."""
    voice = opened("siwis")
    assert isinstance(voice, KokoroVoice)
    raw = voice._said(sentence.replace("'", "’"), voice._load(), 1.0)
    kept = trimmed(raw)
    start = raw.pcm.index(kept.pcm)
    lost = Sound(raw.pcm[:start] + raw.pcm[start + len(kept.pcm) :], RATE)
    assert lost.seconds > 0.2
    assert np.abs(wave_of(lost)).max() < 0.001 * np.abs(wave_of(raw)).max()
