"""All that will be said, in order and in time."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import article
from briefing.condense import Condensed
from briefing.manuscript import dump, parse
from briefing.model import Kind, Length
from briefing.script import Pace, date_in_words, write
from tests.scripts import DATE, EDITION, NAMES, PACE, heard, lines, read, script_of, seconds, titled

# ---- writing -------------------------------------------------------------------------------------


def test_a_bulletin_greets_tells_and_takes_leave() -> None:
    """The date in words, the synthetic voice announced, the title, the story, the sign-off."""
    script = script_of(read("tramway.txt"), 90)
    greeting, announcement = lines(script, Kind.GREETING)
    assert "dimanche 1er novembre 2026" in greeting
    assert "dimanche premier novembre deux mille vingt-six" in script.segments[0].spoken
    assert "« Le briefing »" in announcement
    assert "voix de synthèse" in announcement
    (headline,) = lines(script, Kind.HEADLINE)
    assert headline.endswith(": Le tramway de Brive-le-Lac prend du retard.")
    assert "« Le briefing »" in lines(script, Kind.SIGNOFF)[0]
    assert [segment.kind for segment in script.segments] == sorted(
        (segment.kind for segment in script.segments), key=list(Kind).index
    )
    assert (script.title, script.date) == ("Le tramway de Brive-le-Lac prend du retard", DATE)


def test_a_title_that_was_found_is_not_said_twice() -> None:
    """It is the beginning of the first sentence, which is told anyway."""
    script = script_of(read("halle.txt"), 90)
    assert lines(script, Kind.HEADLINE) == []
    assert script.title.startswith("La commune de Saint-Aubin")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Un pont rouvre", "Un pont rouvre."),
        ("Un pont rouvre.", "Un pont rouvre."),
        ("Qui rouvre le pont ?", "Qui rouvre le pont ?"),
        ("Un pont, et après…", "Un pont, et après…"),
        ("Contexte :", "Contexte."),
        ("Un  pont\nrouvre", "Un pont rouvre."),
        ("100 % & <b>", "100 % & <b>."),
    ],
)
def test_a_headline_ends_like_a_sentence(title: str, said: str) -> None:
    """Whatever mark the title ends on, or none; and it stands on one line."""
    script = script_of(titled(title), 90)
    assert lines(script, Kind.HEADLINE)[-1].endswith(f": {said}")
    assert script.title == " ".join(title.split())


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (dt.date(2026, 1, 1), "jeudi 1er janvier 2026"),
        (dt.date(2024, 2, 29), "jeudi 29 février 2024"),
        (dt.date(2026, 8, 31), "lundi 31 août 2026"),
    ],
)
def test_the_date_is_written_out(date: dt.date, words: str) -> None:
    """With its day of the week, and the first of a month as an ordinal."""
    assert date_in_words(date) == words


@pytest.mark.parametrize("name", NAMES)
def test_all_is_read_when_no_length_is_asked_for(name: str) -> None:
    """`--full`: every sentence, each knowing which one of the article it is."""
    found = read(name)
    story = [each for each in script_of(found).segments if each.kind is Kind.STORY]
    assert [each.sources for each in story] == [(each.number,) for each in found.sentences]
    for segment, sentence in zip(story, found.sentences, strict=True):
        assert re.sub(r",? (je cite|fin de citation),|^Je cite : ", "", segment.text) == (
            " ".join(sentence.text.split()).lstrip("– ")
        )


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(NAMES), st.integers(20, 300), st.integers(90, 260), st.floats(0, 15))
def test_the_length_is_met_to_within_a_sentence(
    name: str, length: int, speed: int, overhead: float
) -> None:
    """Not longer than asked but for pauses, unless the lead alone is; nor much shorter."""
    found, pace = read(name), Pace(speed, overhead)
    script = script_of(found, length, pace=pace)
    story = [each for each in script.segments if each.kind is Kind.STORY]
    pauses = 0.25 * len(story) + 0.55
    if len(story) > 1:
        assert seconds(script, pace) <= length + pauses
    left_out = [each for each in script_of(found).segments if each.kind is Kind.STORY]
    left_out = [each for each in left_out if each.sources not in {kept.sources for kept in story}]
    if left_out:
        # No sentence is left out for which there was room, with those it leans on.
        longest = sum(sorted(map(pace.seconds, left_out))[-3:])
        assert seconds(script, pace) >= length - longest - pauses


def test_a_paragraph_is_followed_by_a_longer_pause() -> None:
    """As is a section: a listener hears where something new begins."""
    script = script_of(read("pont.md"))
    story = [each for each in script.segments if each.kind is Kind.STORY]
    assert [each.pause for each in story] == [0.35, 0.6, 0.35, 0.6, 0.35, 0.9]
    assert [each.pause for each in script.segments if each.kind is Kind.HEADLINE] == [0.9]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("– Le maire est venu ce matin.", "Le maire est venu ce matin."),
        ("• Le maire est venu ce matin.", "Le maire est venu ce matin."),
        ("-5 °C ce matin à Lyon.", "-5 °C ce matin à Lyon."),
        ("–5 °C ce matin à Lyon.", "–5 °C ce matin à Lyon."),
        ("Le maire\nest  venu ce matin.", "Le maire est venu ce matin."),
    ],
)
def test_a_bullet_is_not_read_and_a_minus_is(sentence: str, said: str) -> None:
    """A dash before a figure belongs to it."""
    found = article.read("-", sentence.encode)
    assert lines(script_of(found), Kind.STORY) == [said]


def test_a_story_of_which_nothing_is_kept_is_no_story() -> None:
    """A condenser may find nothing worth telling; greeting and sign-off are still a script."""
    found = read("pont.md")
    script = write([found], lambda *_: Condensed(()), PACE, EDITION, Length(60.0))
    assert lines(script, Kind.STORY) == []
    assert heard(parse(dump(script), "x")) == heard(script)
