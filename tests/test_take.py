from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from briefing.errors import NetworkError, Unspeakable, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.take import said
from briefing.voices import Voice
from briefing.voices.edges import trimmed
from tests import fakes
from tests.fakes import FakeVoice, Fault

SHORT = "Le vent se lève sur la côte."
LONG = "Les pêcheurs du vieux port sont restés à quai, et la mer monte encore ce matin."


def once(fault: Fault) -> Fault:
    """*fault* at the first time only."""
    left = [fault]
    return lambda sound: left.pop()(sound) if left else sound


def test_what_is_good_is_said_once(opened: Callable[[str], Voice]) -> None:
    """It comes back without silence at its ends, as the voice said it."""
    voice = FakeVoice()
    assert said(voice, LONG).seconds > 1
    assert voice.asked == [LONG]
    pico = opened("pico")
    assert said(pico, LONG) == trimmed(pico.say(LONG))


@pytest.mark.parametrize(
    "fault", [fakes.silent, fakes.empty, fakes.cut(0.4), fakes.raising(VoiceError("No."))]
)
@pytest.mark.parametrize("text", [SHORT, LONG])
def test_what_fails_once_is_recorded_once_more(fault: Fault, text: str) -> None:
    """The second take is whole."""
    voice = FakeVoice({"e": once(fault)})
    letters = sum(map(str.isalpha, text))
    assert said(voice, text).seconds == pytest.approx(0.07 * letters + 0.18, abs=0.5)
    assert " ".join(voice.asked[1:]) == text


def test_a_voice_on_this_machine_gets_the_halves_of_a_long_sentence() -> None:
    """The same text would only fail the same way; it breathes where it has a comma."""
    voice = FakeVoice({"quai, et": fakes.empty})
    assert said(voice, LONG).seconds > 1
    assert voice.asked[1:] == [
        "Les pêcheurs du vieux port sont restés à quai,",
        "et la mer monte encore ce matin.",
    ]


def test_an_online_voice_is_asked_the_same_again() -> None:
    """It may just have had a bad moment, and a whole sentence sounds better."""
    voice = FakeVoice({"mer": once(fakes.silent)})
    voice.card = dataclasses.replace(voice.card, network=True)
    said(voice, LONG)
    assert voice.asked == [LONG, LONG]


@pytest.mark.parametrize("fault", [fakes.silent, fakes.empty, fakes.cut(0.4)])
def test_what_fails_twice_is_an_error_that_names_the_sentence(fault: Fault) -> None:
    """By the words a person wrote, with the fault and what to do."""
    voice = FakeVoice({"e": fault})
    with pytest.raises(VoiceError, match=r"'fake' failed twice on 'Le vent \(fort\)': ") as caught:
        said(voice, SHORT, written="Le vent (fort)")
    assert caught.value.hint
    assert len(voice.asked) == 2


def test_half_a_sentence_does_not_hide_behind_the_other_half() -> None:
    """Each half is inspected by itself."""
    voice = FakeVoice({"pêcheurs": fakes.cut(0.5)})
    with pytest.raises(VoiceError, match="too short"):
        said(voice, LONG)


@pytest.mark.parametrize("kind", [Unspeakable, VoiceUnavailable, NetworkError])
def test_what_cannot_change_is_not_tried_again(kind: type[VoiceError]) -> None:
    """The error of the voice comes out as it is."""
    error = kind("No.")
    voice = FakeVoice({"vent": fakes.raising(error)})
    with pytest.raises(kind) as caught:
        said(voice, SHORT)
    assert caught.value is error
    assert len(voice.asked) == 1


def test_a_drone_is_not_accepted() -> None:
    """A voice that hums instead of speaking, at both takes."""

    def droning(sound: Sound) -> Sound:
        return fakes.tone(sound.seconds, sound.rate)

    with pytest.raises(VoiceError, match="a drone"):
        said(FakeVoice({"vent": droning}), SHORT)
