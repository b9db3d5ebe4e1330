"""What `briefing.voices.Voice` promises, asked of every voice that ships."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing.errors import Unspeakable, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.voices import Voice, open_voice
from briefing.voices.card import VoiceCard
from briefing.voices.edges import trimmed
from tests.fakes import CARD
from tests.processes import children

VOICES = ("siwis", "nicolas", "pico", "google-france", "google-canada")
SECONDS = 20  # for an answer to any text, on a busy machine; a full sound takes a few of them
SHORT = ("Il pleut.", "Le vent se lève.", "Bonjour.", "Elle a ri.")
EIGHTY_WORDS = (
    "Hier soir, les pêcheurs du vieux port sont restés à quai, parce que le vent soufflait très "
    "fort sur la côte, que les vagues montaient jusque sur les terrasses des cafés, et que le "
    "maire, qui craignait une tempête, avait demandé à tous les habitants de la ville de ne pas "
    "sortir avant midi, mais ce matin le soleil est revenu, la mer est calme, et les bateaux "
    "partent un par un vers les îles, où les attendent depuis trois jours les touristes."
)
HOSTILE = {
    "nothing": "",
    "spaces": " \n\t\u00a0",
    "dots": "...",
    "quotes": "« »",
    "a dash": "—",
    "control characters": "Il\x00 pleut\x07 \x1b[31mfort\x9f.",
    "an emoji": "Bravo 🎉 !",
    "Cyrillic": "Bonjour Москва.",
    "Chinese": "北京",
    "Arabic": "مرحبا",
    "5,000 letters without a space": "a" * 5_000,
    "20,000 letters without a space": "abcdefghij" * 2_000,
    "a tag": "<speed level='50'>Il pleut</speed>",
    "another tag": "<break time='99s'/> Il pleut.",
    "a hundred commas": "Oui" + "," * 100 + " non.",
    "commas alone": "," * 100,
    "a backslash": "\\pau=99999\\ Il pleut.",
    "percent signs": "%s%n%d",
    "a single letter": "à",
    "half a character": "Il pleut \ud800.",
    "accents in a heap": "e" + "\u0301" * 500,
}


@pytest.fixture(params=VOICES)
def name(request: pytest.FixtureRequest) -> str:
    """Each voice in turn."""
    return str(request.param)


@pytest.fixture
def voice(name: str, opened: Callable[[str], Voice]) -> Voice:
    """It, open."""
    return opened(name)


def speech(sound: Sound) -> float:
    """Seconds from the first sound to the last."""
    return trimmed(sound).seconds


def letters(text: str) -> int:
    """How many there are to be said."""
    return sum(map(str.isalpha, text))


def answer(voice: Voice, text: str) -> Sound | VoiceError:
    """What comes of asking it."""
    try:
        return voice.say(text)
    except VoiceError as refusal:
        return refusal


def test_a_long_sentence_is_said_to_its_end(voice: Voice) -> None:
    """Eighty words take as long, by the letter, as the words of the voice's own pace."""
    assert len(re.findall(r"\w+", EIGHTY_WORDS)) > 80
    usual = letters(EIGHTY_WORDS) / 4.9 / voice.card.words_per_minute * 60
    assert 0.75 * usual < speech(voice.say(EIGHTY_WORDS)) < 1.6 * usual


def test_every_word_is_said(voice: Voice) -> None:
    """One word more, at the beginning, in the middle or at the end, makes the sound longer."""
    whole = "Demain le grand navire part lentement."
    seconds = speech(voice.say(whole))
    for word in ("Demain ", "navire ", " lentement"):
        assert speech(voice.say(whole.replace(word, ""))) < seconds - 0.1


def test_the_same_text_gives_the_same_sound(voice: Voice) -> None:
    """Sample for sample, whatever was said in between."""
    first = [voice.say(text) for text in SHORT]
    assert [voice.say(text) for text in reversed(SHORT)] == first[::-1]


def test_the_rate_is_always_the_same(voice: Voice) -> None:
    """For a word as for a sentence said in parts."""
    assert len({voice.say(text).rate for text in (*SHORT, SHORT[0] + " " + SHORT[1])}) == 1


def test_threads_get_what_one_gets(voice: Voice) -> None:
    """Asked from six threads at once, each has the sound of its own text."""
    alone = {text: voice.say(text) for text in SHORT}
    texts = [*SHORT, *SHORT[:2]]
    with ThreadPoolExecutor(6) as executor:
        assert list(executor.map(voice.say, texts)) == [alone[text] for text in texts]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_is_said_or_refused_in_time(hostile: str, voice: Voice) -> None:
    """Within seconds there is a sound that can be heard, or an error that people can read."""
    started = time.monotonic()
    found = answer(voice, hostile)
    assert time.monotonic() - started < SECONDS
    if isinstance(found, Sound):
        assert found.pcm
        assert speech(found) > 0.022 * letters(hostile)
    else:
        assert 0 < len(str(found).encode()) < 300


@pytest.mark.parametrize("text", ["", "...", "« »", "北京", "Bonjour Москва."])
def test_what_has_no_sound_is_refused(text: str, voice: Voice) -> None:
    """Nothing is left out in silence: not a word, let alone all of them."""
    with pytest.raises(Unspeakable):
        voice.say(text)


@pytest.mark.parametrize(
    ("native", "french"),
    [("Lech Wałęsa", "Lech Walesa"), ("São Paulo", "Sao Paulo"), ("Łódź", "Lodz")],
)
def test_a_foreign_name_is_said(native: str, french: str, voice: Voice) -> None:
    """In Latin letters that French does not have: about as long as in those it has."""
    assert speech(voice.say(native)) > 0.5 * speech(voice.say(french)) > 0.1


def test_typography_has_no_sound(voice: Voice) -> None:
    """Quotes, parentheses and dashes are not read aloud."""
    plain = speech(voice.say("Le vent se lève ici."))
    for marked in ("Le « vent » se lève ici.", "Le “vent” se lève ici !", "Le vent (se lève) ici."):
        assert speech(voice.say(marked)) < plain + 1.0  # two pauses at most


def test_it_says_what_it_is(voice: Voice, name: str) -> None:
    """Its card, how many may ask at once, and an identity that stays."""
    assert voice.card.name == name
    assert voice.callers >= 1
    assert voice.identity() == voice.identity()


def test_identities_differ(opened: Callable[[str], Voice]) -> None:
    """Two voices never share the recordings of each other."""
    assert len({opened(name).identity() for name in VOICES}) == len(VOICES)


def test_closing_twice_does_no_harm(name: str, cards: dict[str, VoiceCard]) -> None:
    """Before anything was said, too."""
    voice = open_voice(cards[name])
    voice.close()
    voice.close()


@pytest.mark.parametrize("offline", ["siwis", "pico"])
def test_nothing_is_left_of_a_closed_voice(offline: str, cards: dict[str, VoiceCard]) -> None:
    """No process; and who asks it again after all is answered."""
    before = children()
    voice = open_voice(cards[offline])
    said = voice.say("Il pleut.")
    voice.close()
    assert children() == before
    assert voice.say("Il pleut.") == said
    voice.close()
    assert children() == before


def test_opening_costs_nothing() -> None:
    """No model, no numbers, no network, no process and no thread before the first word."""
    code = (
        "import sys\n"
        "events = []\n"
        "watched = ('socket.connect', 'subprocess.Popen', '_thread.start_new_thread')\n"
        "sys.addaudithook(lambda event, args: events.append(event) if event in watched else None)\n"
        "from briefing import shipped\n"
        "from briefing.voices import open_voice\n"
        "from briefing.voices.card import read_cards\n"
        "for card in read_cards([shipped.voices_folder()]).values(): open_voice(card).close()\n"
        "print(events, *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    events, *modules = done.stdout.split()
    assert events == "[]"
    heavy = {"numpy", "onnxruntime", "kokoro_onnx", "phonemizer", "espeakng_loader", "av", "gtts"}
    heavy |= {"requests", "urllib3", "py_nanotts", "pydub", "rich"}
    assert not heavy & set(modules)


def test_an_engine_nobody_brings_is_named() -> None:
    """The error lists what there is."""
    with pytest.raises(VoiceUnavailable, match="engine 'fake'") as unknown:
        open_voice(CARD)
    assert "kokoro" in unknown.value.hint
    assert "pico" in unknown.value.hint
