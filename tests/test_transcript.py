"""The transcript is what was said, by whom and when, and foreign readers read it so."""

import html
import json
import re

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from briefing import transcript
from briefing.model import SYNTHETIC, Kind, Spoken

LONG = (
    "La présidente de la région, qui s’était d’abord tue\u00a0; puis «\u00a0très longuement\u00a0» "
    "expliquée devant les élus, a promis que les 3\u202f500\u00a0km de lignes seraient rouvertes "
    "d’ici à l’été prochain, malgré les retards."
)
SPOKEN = (
    Spoken(Kind.GREETING, 3.25, 4.5, "Bonjour.", (), "siwis"),
    Spoken(Kind.HEADLINE, 5.0, 7.1234, "À la une\u00a0: l’été & <la> neige.", (), "siwis"),
    Spoken(Kind.STORY, 7.75, 20.0, LONG, (1,), "google-france", 1),
    Spoken(Kind.STORY, 20.35, 3661.5, "Cela dure --> longtemps.", (2,), "google-france", 1),
    Spoken(Kind.STORY, 3662.1, 3663.0, "Un autre paragraphe.", (3,), "google-france", 1),
    Spoken(Kind.SIGNOFF, 3664.0, 3665.0, "Merci.", (), "siwis"),
)
# Hypothesis' texts hold every character; these make them look like sentences too.
TEXTS = st.text(max_size=20) | st.text(st.sampled_from("ab é\u00a0\u202f&<>-\n"), max_size=200)
VOICES = st.sampled_from(["", "pico", "a-b<&>", "é"])
SENTENCES = st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9), TEXTS, VOICES), max_size=5)


def spoken_of(said: list[tuple[float, float, str, str]]) -> tuple[Spoken, ...]:
    """A transcript of (pause before, seconds, text, voice)."""
    found, at = [], 0.0
    for pause, seconds, text, voice in said:
        at += pause
        found.append(Spoken(Kind.STORY, at, at + seconds, text, (), voice))
        at += seconds
    return tuple(found)


def bare(text: str) -> str:
    """*text* without blanks and without what no file of text can hold."""
    return re.sub(r"[\s\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]+", "", text)


def read(written: str) -> list[webvtt.Caption]:
    """The captions as another program reads them, one that refuses what is malformed."""
    return list(webvtt.from_string(written, strict=True))


def test_a_sentence_is_a_cue():
    """With its speaker, from its first to its last moment, hours included."""
    found = read(transcript.as_vtt(SPOKEN))
    assert [(each.start, each.end, each.voice) for each in found] == [
        ("00:00:03.250", "00:00:04.500", "Siwis"),
        ("00:00:05.000", "00:00:07.123", "Siwis"),
        ("00:00:07.750", "00:00:20.000", "Google France"),
        ("00:00:20.350", "01:01:01.500", "Google France"),
        ("01:01:02.100", "01:01:03.000", "Google France"),
        ("01:01:04.000", "01:01:05.000", "Siwis"),
    ]


def test_the_text_of_a_cue_is_the_sentence():
    """Broken into lines at blanks only; French keeps its no-break spaces."""
    found = read(transcript.as_vtt(SPOKEN))
    texts = [html.unescape(each.text.replace("\n", " ")) for each in found]
    assert texts == [each.text for each in SPOKEN]


def test_a_cue_is_written_as_the_standard_has_it():
    """To the letter: speaker, entities, and no arrow where it is not one."""
    assert transcript.as_vtt(SPOKEN[1:2] + SPOKEN[3:4]) == (
        "WEBVTT\n\n"
        "NOTE Voix de synthèse (IA)\n\n"
        "00:00:05.000 --> 00:00:07.123\n"
        "<v Siwis>À la une\u00a0: l’été &amp; &lt;la&gt; neige.\n\n"
        "00:00:20.350 --> 01:01:01.500\n"
        "<v Google France>Cela dure --&gt; longtemps.\n"
    )


@given(SENTENCES)
def test_any_transcript_is_read_back_from_webvtt(said):
    """Texts, speakers and times; no line is too long, no cue ends before it begins."""
    spoken = spoken_of(said)
    written = transcript.as_vtt(spoken)
    assert all(len(line) <= 65 for line in re.split(r"\r\n|\r|\n", written))
    found, expected = read(written), [each for each in spoken if bare(each.text)]
    assert [bare(html.unescape(each.text)) for each in found] == [
        bare(each.text) for each in expected
    ]
    assert [each.voice or "" for each in found] == [
        re.sub("[&<>]+", " ", transcript.name_of(each.voice)).strip() for each in expected
    ]
    times = [(each.start_time.in_milliseconds(), each.end_time.in_milliseconds()) for each in found]
    assert all(start < end for start, end in times)
    assert times == sorted(times)
    for (start, end), each in zip(times, expected, strict=True):
        assert abs(start - each.start * 1000) <= 1
        assert abs(end - each.end * 1000) <= 1.5


def test_a_word_longer_than_a_line_is_cut():
    """Never inside an entity, whatever the speaker is called."""
    address = "https://example.org/?" + "&".join(f"x={number}" for number in range(40))
    spoken = (Spoken(Kind.STORY, 0, 1, f"Voir {address} !", (), "une-voix-au-nom-bien-trop-long"),)
    (cue,) = read(transcript.as_vtt(spoken))
    assert all(len(line) <= 65 for line in transcript.as_vtt(spoken).split("\n"))
    assert bare(html.unescape(cue.text)) == bare(f"Voir {address} !")
    assert cue.voice == "Une Voix Au Nom Bien Tro"


def test_cues_are_in_order_of_time():
    """As the standard asks, whatever order a record was left in."""
    assert transcript.as_vtt(SPOKEN[::-1]) == transcript.as_vtt(SPOKEN)


def test_nothing_said_is_an_empty_transcript():
    """Still a file that can be read."""
    assert read(transcript.as_vtt(())) == []
    assert json.loads(transcript.as_json(()))["segments"] == []
    assert transcript.as_text(()) == ""


def test_the_transcript_says_that_a_machine_speaks():
    """Where readers of the file see it, and readers of its cues do not."""
    written = transcript.as_vtt(SPOKEN)
    assert f"NOTE {SYNTHETIC}" in written
    assert not any(SYNTHETIC in each.text for each in read(written))
    assert json.loads(transcript.as_json(SPOKEN))["note"] == SYNTHETIC


def test_the_json_has_the_same_sentences():
    """Of the documented shape (podcast-namespace, transcripts/transcripts.md), in seconds."""
    table = json.loads(transcript.as_json(SPOKEN))
    assert table["version"] == "1.0.0"
    assert table["segments"][1] == {
        "speaker": "Siwis", "startTime": 5.0, "endTime": 7.123, "body": SPOKEN[1].text,
    }  # fmt: skip
    assert [each["body"] for each in table["segments"]] == [each.text for each in SPOKEN]
    assert "l’été & <la>".encode() in transcript.as_json(SPOKEN)


@given(SENTENCES)
def test_any_transcript_is_json(said):
    """Each segment has a text, and ends after it begins."""
    spoken = spoken_of(said)
    segments = json.loads(transcript.as_json(spoken).decode())["segments"]
    assert [bare(each["body"]) for each in segments] == [
        text for each in spoken if (text := bare(each.text))
    ]
    assert all(each["startTime"] < each["endTime"] for each in segments)
    assert all(each.keys() - {"speaker"} == {"startTime", "endTime", "body"} for each in segments)


def test_the_plain_text_has_paragraphs():
    """A new one for another part of the bulletin, and after a longer pause."""
    assert transcript.as_text(SPOKEN).split("\n\n") == [
        "Bonjour.", SPOKEN[1].text, f"{LONG} Cela dure --> longtemps.", "Un autre paragraphe.",
        "Merci.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("voice", "name"), [("siwis", "Siwis"), ("google-france", "Google France"), ("", "")]
)
def test_a_voice_is_called_by_its_name(voice, name):
    """As a person would write it."""
    assert transcript.name_of(voice) == name
