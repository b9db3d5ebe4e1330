from __future__ import annotations

import base64
import dataclasses
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import pytest

from briefing.errors import NetworkError, SettingsError, Unspeakable
from briefing.model import Sound
from briefing.shipped import voices_folder
from briefing.voices import open_voice
from briefing.voices.card import VoiceCard, read_card
from briefing.voices.edges import trimmed
from briefing.voices.google import GoogleVoice, ends_within_a_frame
from briefing.voices.google import open_voice as open_google_voice
from tests import google_server as google
from tests.google_server import Behaviour, GoogleServer, Hourglass, status

SENTENCE = "Il pleut sur la ville, et le vent se lève."
LONG = (
    "Le président russe, Vladimir Poutine, a exprimé sa gratitude envers les unités de l’armée de "
    "Corée du Nord qui ont participé aux combats dans la région de Koursk, où elles ont combattu "
    "aux côtés des forces russes contre les troupes ukrainiennes : « Nous n’oublierons jamais. »"
)


@pytest.fixture
def hourglass() -> Hourglass:
    """A new one."""
    return Hourglass()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached without the proxy that this machine may have."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[GoogleServer]:
    """Google, as far as a voice can tell."""
    with GoogleServer() as running:
        yield running


def card(parameters: Mapping[str, Any]) -> VoiceCard:
    """The card of the voice, with other parameters."""
    ours = read_card(voices_folder() / "google-france.toml")
    return dataclasses.replace(ours, parameters=parameters)


def opened(hourglass: Hourglass, total: float = 60.0, **parameters: Any) -> GoogleVoice:
    """A voice that waits by *hourglass*."""
    return open_google_voice(card(parameters), patience=hourglass.patience(total=total))


@pytest.fixture
def voice(server: GoogleServer, hourglass: Hourglass) -> GoogleVoice:
    """It asks *server*, three times at most, without a pace."""
    return opened(hourglass, base_url=server.url, pace=0, attempts=3, timeout=5)


# --- what is said ---


def test_a_sentence_is_said(voice: GoogleVoice, server: GoogleServer) -> None:
    """The sound is the speech of the text, at 24 kHz; Google gets text and language unchanged."""
    sound = voice.say(SENTENCE)
    (heard,) = server.heard
    assert (heard.text, heard.language) == (SENTENCE, "fr")
    assert sound.rate == 24_000
    speech = trimmed(Sound(google.pico(SENTENCE), 16_000))
    assert sound.seconds == pytest.approx(speech.seconds, abs=0.1)


def test_a_long_text_is_said_in_several_parts_and_nothing_is_lost(
    voice: GoogleVoice, server: GoogleServer
) -> None:
    """Google hears all the words in their order, a hundred characters at most each time."""
    sound = voice.say(LONG)
    parts = [heard.text for heard in server.heard]
    assert [word for part in parts for word in part.split()] == LONG.split()
    assert len(parts) > 2
    assert max(map(len, parts)) <= 100
    spoken = sum(voice.say(part).seconds for part in parts)
    assert sound.seconds == pytest.approx(spoken + 0.2 * (len(parts) - 1), abs=0.01)


def test_the_text_is_not_rewritten(voice: GoogleVoice, server: GoogleServer) -> None:
    """Left to itself, gTTS would take the full stop off "St." and "Dr."."""
    text = "Le Dr. Bost et M. St. Clair, peut-être : oui ? Esq. !"
    voice.say(text)
    assert [heard.text for heard in server.heard] == [text]


def test_spaces_of_all_kinds_are_spaces(voice: GoogleVoice, server: GoogleServer) -> None:
    """French typography has unbreakable ones; line ends are no more than that either."""
    voice.say("Vraiment\u202f?\nOui\u00a0: «\u00a0vraiment\u00a0».")
    assert server.heard[0].text == "Vraiment ? Oui : « vraiment »."


def test_a_part_of_marks_alone_is_not_asked_for(voice: GoogleVoice, server: GoogleServer) -> None:
    """Marks have no sound; Google would answer with nothing, which is an error."""
    voice.say("mot " * 24 + "fin. — … !")
    assert [w for h in server.heard for w in h.text.split()][:25] == ["mot"] * 24 + ["fin."]
    assert all(any(map(str.isalpha, heard.text)) for heard in server.heard)


def test_the_same_text_gives_the_same_sound(voice: GoogleVoice) -> None:
    """Recordings can be kept by content."""
    assert voice.say(SENTENCE) == voice.say(SENTENCE)


def test_an_accent_is_a_host_of_google(hourglass: Hourglass) -> None:
    """Two accents are never taken for each other; nor a gateway for Google."""
    identities = {
        opened(hourglass, **parameters).identity()
        for parameters in (
            {"tld": "fr"},
            {"tld": "ca"},
            {"tld": "ca", "language": "fr-CA"},
            {"tld": "fr", "base_url": "https://editor:pass-word@gateway.example/voice"},
        )
    }
    assert identities == {
        f"google gTTS/{version('gTTS')} lang=fr tld=fr",
        f"google gTTS/{version('gTTS')} lang=fr tld=ca",
        f"google gTTS/{version('gTTS')} lang=fr-CA tld=ca",
        f"google gTTS/{version('gTTS')} lang=fr tld=fr via=gateway.example",
    }


def test_a_gateway_may_lie_below_a_path(server: GoogleServer, hourglass: Hourglass) -> None:
    """A newsroom's own gateway is asked in the place of Google."""
    opened(hourglass, base_url=f"{server.url}/voice/").say(SENTENCE)
    assert server.requests[0].path == f"/voice{google.PATH}"


def test_another_rate_is_brought_to_ours(voice: GoogleVoice, server: GoogleServer) -> None:
    """Parts of two rates joined as they are would squeak."""
    server.will(google.speak, google.another_rate)
    mixed = voice.say(LONG)
    assert mixed.rate == 24_000
    assert mixed.seconds == pytest.approx(voice.say(LONG).seconds, abs=0.1)


@pytest.mark.parametrize("name", ["google-france", "google-canada"])
def test_our_cards_open_by_the_common_door(name: str) -> None:
    """They say that the text leaves the machine; opening them asks nobody."""
    voice = open_voice(read_card(voices_folder() / f"{name}.toml"))
    assert voice.card.network
    assert "sent to Google" in voice.card.licence
    assert voice.callers == 1
    voice.close()
    voice.close()


# --- what cannot be said ---


@pytest.mark.parametrize("text", ["", " ", "…", "« ! »", "12", "\n"])
def test_a_text_without_a_word_is_refused(
    voice: GoogleVoice, server: GoogleServer, text: str
) -> None:
    """There is nothing to hear; Google is not asked."""
    with pytest.raises(Unspeakable, match="no word"):
        voice.say(text)
    assert server.requests == []


@pytest.mark.parametrize("word", ["Москва", "东京", "a\x07b", "zéro\u200bun"])
def test_a_word_that_might_be_skipped_is_refused(
    voice: GoogleVoice, server: GoogleServer, word: str
) -> None:
    """Control characters and other alphabets: the message shows the word, printable."""
    with pytest.raises(Unspeakable) as caught:
        voice.say(f"Il dit {word} et sort.")
    assert repr(word) in str(caught.value)
    assert str(caught.value).isprintable()
    assert server.requests == []


def test_a_word_longer_than_google_takes_is_refused(
    voice: GoogleVoice, server: GoogleServer
) -> None:
    """It is not cut in two."""
    with pytest.raises(Unspeakable, match="too long"):
        voice.say(f"Un {'a' * 101}.")
    assert server.requests == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Łódź, São Paulo, Čapek, ÿ, œuvre.", "Łódź, São Paulo, Čapek, ÿ, œuvre."),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_any_latin_letter_is_said(
    voice: GoogleVoice, server: GoogleServer, text: str, heard: str
) -> None:
    """With its accent, in whichever way it is written."""
    voice.say(text)
    assert server.heard[0].text == heard


# --- when Google is in trouble ---

PASSING: dict[str, Behaviour] = {
    "429": status(429),
    "500": status(500),
    "503": status(503),
    "no sound": google.no_audio,
    "no line of sound": google.no_line,
    "a page": google.html,
    "not an MP3": google.not_mp3,
    "silence": google.silence,
    "base64 garbled": google.garbled_base64,
    "base64 cut": google.cut_base64,
    "MP3 cut within a frame": google.cut_within_a_frame,
    "MP3 cut between frames": google.cut_between_frames,
    "body cut": google.cut_body,
    "chunk cut": google.cut_chunks,
    "hung up": google.hang_up,
}


@pytest.mark.parametrize("trouble", PASSING.values(), ids=PASSING.keys())
def test_a_passing_trouble_changes_nothing(
    voice: GoogleVoice, server: GoogleServer, trouble: Behaviour
) -> None:
    """Whatever went wrong once in the middle of a sentence, the sound is the whole one."""
    whole = voice.say(LONG)
    server.will(google.speak, trouble)
    assert voice.say(LONG) == whole


@pytest.mark.parametrize("trouble", PASSING.values(), ids=PASSING.keys())
def test_a_lasting_trouble_is_an_error(
    voice: GoogleVoice, server: GoogleServer, trouble: Behaviour
) -> None:
    """Three tries, then one sentence that names the voice, the host and what it did."""
    server.will(*[trouble] * 3)
    with pytest.raises(NetworkError) as caught:
        voice.say(SENTENCE)
    assert len(server.requests) == 3
    start = f"The voice 'google-france' could not speak: {server.host} "
    assert str(caught.value).startswith(start)
    assert str(caught.value).endswith(" (3 tries).")
    assert "offline" in caught.value.hint
    assert "--fallback" in caught.value.hint


@pytest.mark.parametrize(
    ("trouble", "happened"),
    [
        (google.no_audio, "sent an answer without sound"),
        (google.html, "sent an answer without sound"),
        (google.garbled_base64, "sent a sound that cannot be unpacked"),
        (google.cut_base64, "sent a sound that cannot be unpacked"),
        (google.not_mp3, "sent something that is not a sound"),
        (google.cut_within_a_frame, "sent a sound that is cut short"),
        (google.cut_between_frames, "sent a sound that is cut short"),
        (google.cut_body, "broke off before its answer was complete"),
    ],
)
def test_the_error_says_what_google_did(
    voice: GoogleVoice, server: GoogleServer, trouble: Behaviour, happened: str
) -> None:
    """So that who reads it knows where to look."""
    server.will(*[trouble] * 3)
    with pytest.raises(NetworkError, match=happened):
        voice.say(SENTENCE)


def test_google_is_left_alone_as_long_as_it_asks(
    voice: GoogleVoice, server: GoogleServer, hourglass: Hourglass
) -> None:
    """429 with Retry-After, then success: the wait is the one asked for."""
    server.will(status(429, Retry_After="12"))
    voice.say(SENTENCE)
    assert 12.0 in hourglass.waits


def test_a_refusal_is_not_asked_again(voice: GoogleVoice, server: GoogleServer) -> None:
    """403 is Google's "no"; insisting makes it worse."""
    server.will(status(403))
    with pytest.raises(NetworkError, match=r"answered 403 Forbidden \(1 try\)"):
        voice.say(SENTENCE)
    assert len(server.requests) == 1


def test_a_google_that_never_answers_is_given_up(
    server: GoogleServer, hourglass: Hourglass
) -> None:
    """The card's time-out counts for each try."""
    server.will(google.hang, google.hang)
    voice = opened(hourglass, base_url=server.url, pace=0, attempts=2, timeout=0.1)
    with pytest.raises(NetworkError, match=r"did not answer in time \(2 tries\)"):
        voice.say(SENTENCE)


def test_a_google_that_trickles_is_given_up(server: GoogleServer, hourglass: Hourglass) -> None:
    """A byte now and then does not hold an episode up."""
    server.will(google.trickle)
    voice = opened(hourglass, total=0.3, base_url=server.url, pace=0, timeout=5)
    started = time.monotonic()
    with pytest.raises(NetworkError, match="had not sent all"):
        voice.say(SENTENCE)
    assert time.monotonic() - started < 5


def test_without_a_network_one_sentence_says_so(hourglass: Hourglass) -> None:
    """No traceback of a library: who could not be reached, and which way out there is."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = f"127.0.0.1:{listener.getsockname()[1]}"
    voice = opened(hourglass, base_url=f"http://{host}", pace=0)
    with pytest.raises(NetworkError) as caught:
        voice.say(SENTENCE)
    assert str(caught.value) == (
        f"The voice 'google-france' could not speak: {host} could not be reached (4 tries)."
    )
    assert "--fallback" in caught.value.hint


def test_a_trouble_leaves_the_voice_able_to_speak(voice: GoogleVoice, server: GoogleServer) -> None:
    """One lost sentence does not silence the next."""
    server.will(status(403))
    with pytest.raises(NetworkError):
        voice.say(SENTENCE)
    assert voice.say(SENTENCE).seconds > 1


# --- the pace ---


def test_requests_keep_their_distance(server: GoogleServer, hourglass: Hourglass) -> None:
    """Between an answer and the next request lies the card's pace; the first does not wait."""
    voice = opened(hourglass, base_url=server.url, pace=30)
    voice.say(SENTENCE)
    assert hourglass.waits == []
    voice.say(LONG)
    assert hourglass.waits == [pytest.approx(30, abs=5)] * (len(server.heard) - 1)


def test_the_pace_is_kept_after_a_trouble_too(server: GoogleServer, hourglass: Hourglass) -> None:
    """A refused request counts as one."""
    server.will(status(403))
    voice = opened(hourglass, base_url=server.url, pace=30)
    with pytest.raises(NetworkError):
        voice.say(SENTENCE)
    voice.say(SENTENCE)
    assert hourglass.waits == [pytest.approx(30, abs=5)]


def test_a_pause_between_sentences_counts(server: GoogleServer, hourglass: Hourglass) -> None:
    """Who comes late enough does not wait."""
    voice = opened(hourglass, base_url=server.url, pace=2)
    voice.say(SENTENCE)
    hourglass.sleep(5)
    voice.say(SENTENCE)
    assert hourglass.waits == [5]


def test_several_threads_keep_one_pace(server: GoogleServer) -> None:
    """By the real clock: four threads, and no two requests closer than the pace."""
    voice = open_google_voice(card({"base_url": server.url, "pace": 0.1}))
    sounds: list[Sound] = []
    threads = [
        threading.Thread(target=lambda: sounds.append(voice.say(SENTENCE))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [heard.time for heard in server.heard]
    assert len(sounds) == 4
    assert len(set(sounds)) == 1
    assert min(b - a for a, b in pairwise(times)) >= 0.1


# --- the card ---


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tld", "fr/evil"),
        ("tld", 1),
        ("tld", ""),
        ("language", "français"),
        ("base_url", "gateway.example"),
        ("base_url", "ftp://gateway.example"),
        ("base_url", "https://gateway.example/?key=1"),
        ("pace", "slow"),
        ("pace", -1),
        ("pace", True),
        ("pace", float("nan")),
        ("attempts", 0),
        ("attempts", 2.0),
        ("attempts", True),
        ("timeout", 0),
        ("timeout", float("inf")),
    ],
)
def test_a_value_that_cannot_be_is_refused(name: str, value: object) -> None:
    """The message names the voice, the parameter and what is expected."""
    with pytest.raises(SettingsError, match=f"'google-france': the parameter '{name}' should be"):
        open_google_voice(card({name: value}))


def test_an_unknown_parameter_is_refused() -> None:
    """A slip of the pen is not ignored; the hint lists the parameters there are."""
    with pytest.raises(SettingsError, match=r"'google-france' .*'speed'") as caught:
        open_google_voice(card({"speed": 2}))
    assert "pace" in caught.value.hint


# --- whole MP3s ---


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A second or so of speech."""
    return google.spoken("Il pleut sur la ville.")


def test_a_whole_mp3_ends_with_a_frame(whole: bytes) -> None:
    """Nor does a tag behind it make it look cut."""
    assert not ends_within_a_frame(whole)
    assert not ends_within_a_frame(whole + b"TAG" + bytes(125))


@pytest.mark.parametrize("rate", [16_000, 22_050, 32_000, 44_100, 48_000])
def test_frames_of_every_rate_are_measured(rate: int) -> None:
    """Whatever Google may come to send: 44.1 kHz has frames of two lengths."""
    sound = google.mp3(google.pico(SENTENCE), rate)
    assert not ends_within_a_frame(sound)
    assert ends_within_a_frame(sound[:-1])


def test_every_cut_within_a_frame_is_seen(whole: bytes) -> None:
    """FFmpeg decodes such an MP3 without a complaint; only cuts between frames go unseen here."""
    unseen = [size for size in range(1, len(whole)) if not ends_within_a_frame(whole[:size])]
    assert unseen == list(range(google.FRAME, len(whole), google.FRAME))


def test_the_fake_answers_as_google_does() -> None:
    """The expression with which gTTS reads Google's answers finds the MP3 in ours."""
    line = google.envelope(google.spoken("Oui.")).decode().splitlines()[2]
    found = re.search(r'jQ1olc","\[\\"(.*)\\"]', line)
    assert found
    assert base64.b64decode(found[1]) == google.spoken("Oui.")
