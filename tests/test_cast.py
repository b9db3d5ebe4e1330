"""Who speaks: the parts of a bulletin, and the words that are somebody else's."""

from __future__ import annotations

import dataclasses
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import cast, clips, codec
from briefing.cast import Casting
from briefing.errors import VoiceUnavailable
from briefing.model import Kind, Script, Segment, Sound, Speaker
from tests.builders import NOW
from tests.fakes import CARD, FakeVoice, solo, sound_of, wave_of

QUOTE = "« Nous ne partirons pas avant la nuit »"


def card(name: str, *, network: bool = False, engine: str = "pico") -> cast.VoiceCard:
    """The card of a voice of that name."""
    return dataclasses.replace(CARD, name=name, network=network, engine=engine)


def story(text: str, kind: Kind = Kind.STORY) -> Segment:
    """A segment that is said as it is written."""
    return Segment(kind, text, text, 0.4)


def said(segment: Segment) -> list[tuple[str, str]]:
    """Who says what of it when quotations have a voice."""
    return [(each.speaker.value, each.text) for each in cast.parts(segment, quoted=True)]


def test_presenter_and_reporter_share_the_bulletin() -> None:
    """The reporter tells the stories, the presenter says all else."""
    speakers = {kind: cast.parts(story("Oui.", kind), quoted=False)[0].speaker for kind in Kind}
    assert speakers.pop(Kind.STORY) is Speaker.REPORTER
    assert set(speakers.values()) == {Speaker.PRESENTER}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"Le maire a dit : {QUOTE}.",
            [("reporter", "Le maire a dit :"), ("quoted", QUOTE[2:-2])],
        ),
        (f"{QUOTE}, a-t-il dit.", [("quoted", QUOTE[2:-2]), ("reporter", "a-t-il dit.")]),
        ("Le « bon sens » paysan.", [("reporter", "Le « bon sens » paysan.")]),
        (QUOTE, [("reporter", QUOTE)]),
        (f"Le {QUOTE} ressort.", [("reporter", f"Le {QUOTE} ressort.")]),
        (
            f'Il a dit : "{QUOTE[2:-2]}", hier.',
            [("reporter", "Il a dit :"), ("quoted", QUOTE[2:-2]), ("reporter", "hier.")],
        ),
    ],
)
def test_longer_quotations_are_somebody_elses(text: str, expected: list[tuple[str, str]]) -> None:
    """Neither a turn of phrase nor the name of a work; nor is a sentence of nothing else."""
    assert said(story(text)) == expected


@given(st.text("ab ,.«»“”?", max_size=80))
def test_no_word_is_lost_between_two_voices(text: str) -> None:
    """Together the parts have all the words, in order."""
    words = " ".join(part for _, part in said(story(text)))
    assert re.findall(r"\w+", words) == re.findall(r"\w+", text)


def test_one_voice_may_have_several_parts() -> None:
    """Then it is opened once and named once."""
    one = card("claire")
    casting = Casting(one, one, card("nicolas"))
    assert casting.names == "claire, nicolas"
    with cast.opened(casting) as voices:
        assert voices[Speaker.PRESENTER] is voices[Speaker.REPORTER]
        assert voices[Speaker.QUOTED].card.name == "nicolas"


def test_the_fallback_takes_the_parts_of_online_voices() -> None:
    """Whoever works without the network goes on speaking."""
    casting = Casting(card("google", network=True), card("nicolas"))
    assert casting.offline(card("pico")).names == "pico, nicolas"


def test_voices_that_were_opened_are_closed_when_one_cannot_be() -> None:
    """An unknown engine leaves nothing behind."""
    casting = Casting(card("claire"), card("nobody", engine="nothing"))
    with pytest.raises(VoiceUnavailable, match="nobody"), cast.opened(casting):
        pass


def test_other_voices_are_other_episodes() -> None:
    """Who has which part is a part of what an episode sounds like."""
    one, other = card("claire"), card("nicolas")
    kinds = {cast.identity(Casting(one, one)), cast.identity(Casting(one, other, other))}
    assert len(kinds) == 2


def test_quoted_words_are_as_loud_as_the_rest_and_in_their_place() -> None:
    """Another voice at another rate, ten times softer: one sound, even, nothing missing."""
    soft = FakeVoice(
        {"partirons": lambda sound: sound_of(wave_of(sound) / 10, sound.rate)},
        rate=16_000,
        name="soft",
    )
    everybody = {**solo(FakeVoice()), Speaker.QUOTED: soft}
    segment = story(f"Le maire a dit hier soir à la radio : {QUOTE}, et puis il est parti.")
    script = Script("Essai", NOW.date(), "fr", "a.txt", (segment,))
    with ThreadPoolExecutor(2) as executor:
        (clip,) = clips.record(script, everybody, executor)
    assert soft.asked == [QUOTE[2:-2]]
    assert clip.voice == "fake"
    parts = [sum(map(str.isalpha, text)) * 0.07 + 0.18 for _, text in said(segment)]
    assert clip.sound.seconds == pytest.approx(sum(parts) + 2 * cast.BREATH, abs=0.1)
    middle = round((parts[0] + cast.BREATH) * clip.sound.rate) * 2
    length = round(parts[1] * clip.sound.rate) * 2
    quoted = Sound(clip.sound.pcm[middle : middle + length], clip.sound.rate)
    before = Sound(clip.sound.pcm[: round(parts[0] * clip.sound.rate) * 2], clip.sound.rate)
    levels = [codec.measure(each)[1].integrated for each in (before, quoted)]
    assert levels[0] == pytest.approx(levels[1], abs=1)
