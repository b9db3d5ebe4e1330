"""A record survives the disk, and people who edit it."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import record
from briefing.model import Kind, Spoken
from tests.builders import an_episode

GOOD = json.loads(record.dump(an_episode()))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def edited(**changes: object) -> bytes:
    """The sample record with other values; those that are `...` are taken out."""
    table = {key: value for key, value in (GOOD | changes).items() if value is not ...}
    return json.dumps(table).encode()


def test_a_record_gives_the_very_same_episode_back():
    """Every value, with its type, to the microsecond and the time zone."""
    episode = an_episode()
    assert record.load(record.dump(episode)) == episode


def test_a_record_can_be_read_by_a_person():
    """Indented, with its accents and not their codes."""
    text = record.dump(an_episode()).decode()
    assert '\n  "title": "L’été à Noël : « ça » coûte 3 € ?",\n' in text
    assert text.endswith("}\n")


def test_a_file_name_that_is_not_utf8_survives():
    """`briefing make` on such a file ends in an episode, not in a traceback."""
    episode = an_episode(origin="\udce9t\udce9.txt")
    assert record.load(record.dump(episode)) == episode


@given(st.text(min_size=1), st.text())
def test_any_text_survives(title, description):
    """Quotes, emoji, control characters, half surrogates: what goes in comes out."""
    story = (Spoken(Kind.STORY, 0.0, 1.0, description),)
    episode = an_episode(title=title, description=description, transcript=story)
    assert record.load(record.dump(episode)) == episode


def test_a_whole_number_of_seconds_is_a_number():
    """A person writes 60, not 60.0."""
    assert record.load(edited(seconds=60)).seconds == 60.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"guid": ...}, "'guid' is missing"),
        ({"titel": "Noël"}, "'titel' is not part of a record"),
        ({"title": 5}, "'title' is not a text"),
        ({"title": ""}, "needs a sound, a guid and a title"),
        ({"description": None}, "'description' is not a text"),
        ({"bytes": "12"}, "'bytes' is not a whole number"),
        ({"bytes": True}, "'bytes' is not a whole number"),
        ({"bytes": -1}, "needs a sound"),
        ({"seconds": "une minute"}, "'seconds' is not a number"),
        ({"seconds": float("nan")}, "'seconds' is not a number"),
        ({"seconds": float("inf")}, "'seconds' is not a number"),
        ({"seconds": 10**400}, "holds what no record holds"),
        ({"published": "hier"}, "isoformat"),
        ({"published": "2026-11-22"}, "no time zone"),
        ({"published": 20261122}, "'published' is not a date"),
        ({"id": "../../etc"}, "not an episode id"),
        ({"loudness": -16}, "'loudness' is not a table"),
        ({"loudness": {"integrated": -16.0}}, "'true_peak' is missing"),
        ({"transcript": "Bonjour"}, "'transcript' is not a list"),
        ({"transcript": [{"kind": "weather"}]}, "is missing"),
        ({"left_out": "une phrase"}, "'left_out' is not a list"),
        ({"left_out": [1]}, "'left_out' is not a text"),
        ({"format": 2}, "it has format 2"),
        ({"format": ...}, "'format' is not a whole number"),
    ],
    ids=str,
)
def test_a_record_edited_into_nonsense_is_refused(changes, words):
    """With the name of the value that is wrong, so that a person can mend it."""
    with pytest.raises(ValueError, match=words):
        record.load(edited(**changes))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"5", b'"a"', b"null", b"\xff\xfe{}", b"[" * 100_000, b"1" * 10_000],
    ids=lambda content: repr(content[:8]),
)
def test_a_damaged_record_is_refused(content):
    """Whatever is in the file, the answer is ValueError: one bad file does not end a run."""
    with pytest.raises(ValueError, match=r"\w"):
        record.load(content)


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_whatever_stands_in_a_record_it_is_read_or_refused(name, value):
    """Any value in any place: an episode that is right in every type, or ValueError."""
    try:
        episode = record.load(edited(**{name: value}))
    except ValueError:
        return
    for field in dataclasses.fields(episode):
        assert type(getattr(episode, field.name)) is type(getattr(an_episode(), field.name))


def test_a_record_without_notices_is_as_good():
    """Nothing to notice is the usual case; a record may leave it unsaid."""
    assert record.load(edited(notices=...)).notices == ()
