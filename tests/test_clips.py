from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing import clips
from briefing.errors import NetworkError, Unspeakable, VoiceError
from briefing.model import Clip, Script
from briefing.recordings import Recordings
from briefing.voices import Voice
from tests import fakes
from tests.builders import script_of
from tests.fakes import FakeVoice, solo

SENTENCES = (
    "Le vent se lève sur la côte.",
    "Il pleut.",
    "Les pêcheurs du port sont restés à quai depuis trois jours déjà.",
    "La mer monte.",
    "Personne ne sait quand la tempête finira, dit le capitaine.",
)


def record(voice: Voice, *texts: str, threads: int = 3, **options: object) -> tuple[Clip, ...]:
    """The clips of a script of *texts*."""
    with ThreadPoolExecutor(threads) as executor:
        return clips.record(script_of(*texts), solo(voice), executor, **options)


def spoken(script: Script) -> list[str]:
    """What a voice is asked to say."""
    return [segment.spoken for segment in script.segments]


def test_clips_come_in_the_order_of_the_script() -> None:
    """Whichever is ready first, each segment has its own sound, in the script's order."""
    first = threading.Event()
    voice = FakeVoice({"vent": fakes.waiting(first)})

    def heard(clip: Clip) -> None:
        if "pleut" in clip.segment.text:
            first.set()  # only now may the first sentence be said

    found = record(voice, *SENTENCES, heard=heard)
    assert [clip.segment for clip in found] == list(script_of(*SENTENCES).segments)
    for clip in found:
        letters = sum(map(str.isalpha, clip.segment.spoken))
        assert clip.sound.seconds == pytest.approx(0.07 * letters + 0.18, abs=0.02)


def test_a_real_voice_is_recorded_in_parallel(opened: Callable[[str], Voice]) -> None:
    """Four threads give the very sounds that one gives."""
    voice = opened("pico")
    assert record(voice, *SENTENCES, threads=4) == record(voice, *SENTENCES, threads=1)


def test_the_longest_are_asked_first() -> None:
    """No core waits at the end for a long sentence that was begun late."""
    voice = FakeVoice()
    record(voice, *SENTENCES, threads=1)
    assert voice.asked == sorted(spoken(script_of(*SENTENCES)), key=len, reverse=True)


def test_each_clip_is_told_as_it_comes() -> None:
    """`heard` gets every clip once."""
    told: list[Clip] = []
    found = record(FakeVoice(), *SENTENCES, heard=told.append)
    assert sorted(told, key=found.index) == list(found)


def test_silence_around_a_sentence_is_taken_off() -> None:
    """The fake leaves 0.3 s at each end; less than 0.2 s of both together stays."""
    found = record(FakeVoice(), *SENTENCES)
    for clip in found:
        loud = abs(fakes.wave_of(clip.sound)) > 0.1
        assert 0 < loud.argmax() / clip.sound.rate < 0.1
        assert 0 < loud[::-1].argmax() / clip.sound.rate < 0.15


@pytest.mark.parametrize("fault", [fakes.silent, fakes.empty])
def test_a_silent_clip_is_an_error(fault: fakes.Fault) -> None:
    """A voice that says nothing ends the recording; the error names the voice and the sentence."""
    with pytest.raises(VoiceError, match=r"'fake' .* 'La mer monte\.': nothing was said") as caught:
        record(FakeVoice({"mer": fault}), *SENTENCES)
    assert caught.value.hint


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_clip_that_breaks_off_is_an_error(share: float) -> None:
    """Half a sentence does not pass for a whole one."""
    with pytest.raises(VoiceError, match=r"'Les pêcheurs .*: too short"):
        record(FakeVoice({"pêcheurs": fakes.cut(share)}), *SENTENCES)


def test_a_quick_speaker_is_not_taken_for_a_broken_one() -> None:
    """A voice that speaks a third faster than its card says is believed."""
    assert record(FakeVoice({"e": fakes.cut(0.75)}), *SENTENCES)


def test_a_card_that_promises_a_crawl_is_not_believed() -> None:
    """A guess of 60 words a minute on a card does not turn whole sentences into broken ones."""
    assert record(FakeVoice(words_per_minute=60), *SENTENCES)


@pytest.mark.parametrize("kind", [VoiceError, Unspeakable, NetworkError])
def test_the_error_of_a_voice_is_the_error_of_the_recording(kind: type[VoiceError]) -> None:
    """It comes out as it is, so that the caller can tell a network that fails from a bad text."""
    error = kind("No.", hint="Later.")
    with pytest.raises(kind) as caught:
        record(FakeVoice({"capitaine": fakes.raising(error)}), *SENTENCES)
    assert caught.value is error


def test_the_first_error_cancels_the_rest() -> None:
    """Nothing is asked any more of a voice that failed, but for what was being said already."""
    texts = ["La toute première phrase, qui est longue, tombe en panne."] + ["Il pleut."] * 30
    over = threading.Event()
    voice = FakeVoice(
        {"panne": fakes.raising(VoiceError("No.")), "pleut": fakes.waiting(over)}, callers=1
    )
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(VoiceError):
            clips.record(script_of(*texts), solo(voice), executor)
        over.set()
    assert voice.asked.count("Il pleut.") <= 1


def test_a_listener_that_fails_ends_the_recording_too() -> None:
    """Ctrl-C while a clip is reported leaves no sentence waiting to be said."""
    over = threading.Event()
    voice = FakeVoice({"pleut": fakes.waiting(over)}, callers=1)
    texts = ["La toute première phrase est dite tout de suite."] + ["Il pleut."] * 30

    def heard(_clip: Clip) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            clips.record(script_of(*texts), solo(voice), executor, heard=heard)
        over.set()
    assert len(voice.asked) <= 2


def test_what_was_recorded_is_not_recorded_again(tmp_path: Path) -> None:
    """One sentence of a script changed: one sentence is said; nothing changed: none."""
    kept = Recordings(tmp_path)
    first, second, third = FakeVoice(), FakeVoice(), FakeVoice()
    sounds = record(first, *SENTENCES, recordings=kept)
    assert record(second, *SENTENCES, recordings=kept) == sounds
    assert second.asked == []
    record(third, *SENTENCES[:-1], "Elle est finie.", recordings=kept)
    assert third.asked == ["Elle est finie."]
