from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SettingsError, Unspeakable, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.voices import Voice
from briefing.voices.card import VoiceCard
from briefing.voices.pico import WORKER, PicoVoice, _tidy, memory_is_clean
from tests.processes import children
from tests.voices import workers

PATIENCE = 1.5  # seconds; a worker starts in a tenth of that, on a busy machine too
Open = Callable[..., PicoVoice]


@pytest.fixture
def voice_with(cards: dict[str, VoiceCard]) -> Iterator[Open]:
    """Opens a voice with a worker of tests/voices/workers.py."""
    voices: list[PicoVoice] = []

    def opened(name: str, **options: object) -> PicoVoice:
        arguments = (str(Path(workers.__file__)), name)
        options = {"patience": PATIENCE, "lasting": True} | options
        voices.append(PicoVoice(cards["pico"], worker=arguments, **options))
        return voices[-1]

    yield opened
    for voice in voices:
        voice.close()


@pytest.fixture
def pico(opened: Callable[[str], Voice]) -> Voice:
    """The real one."""
    return opened("pico")


# --- workers that misbehave ---


def test_a_text_that_hangs_is_given_up(voice_with: Open) -> None:
    """In its patience, with an error that shows the text; the next one is said."""
    voice = voice_with("hangs_on_long")
    started = time.monotonic()
    with pytest.raises(VoiceError, match="gave up on 'Pour toujours") as given_up:
        voice.say("Pour toujours.")
    assert PATIENCE <= time.monotonic() - started < PATIENCE + 2
    assert given_up.value.hint
    assert voice.say("Il pleut.").seconds == pytest.approx(1, abs=0.01)


def test_one_text_that_hangs_holds_up_no_other(voice_with: Open) -> None:
    """The rest of a script is said meanwhile; every text gets its own answer."""
    voice = voice_with("hangs_on_long")
    texts = ["Pour toujours.", *["Il pleut."] * 6]

    def outcome(text: str) -> str:
        try:
            return f"{voice.say(text).seconds:.1f}"
        except VoiceError:
            return "given up"

    with ThreadPoolExecutor(4) as executor:
        assert list(executor.map(outcome, texts)) == ["given up", *["1.0"] * 6]


def test_a_worker_that_dies_is_replaced(voice_with: Open) -> None:
    """A crash of native code is an error of that text alone."""
    voice = voice_with("dies_on_crash")
    assert voice.say("Il pleut.").pcm
    for _ in range(2):
        with pytest.raises(VoiceError, match="gave up on 'En panne"):
            voice.say("En panne.")
    assert voice.say("Il pleut.").pcm


def test_a_worker_that_died_between_two_texts_costs_none(voice_with: Open) -> None:
    """Whoever killed it, the next text is said by a new one."""
    voice = voice_with("dies_between")
    for _ in range(3):
        assert voice.say("Il pleut.").pcm
        time.sleep(0.1)


@pytest.mark.parametrize("worker", ["breaks_off", "does_not_listen"])
def test_a_worker_that_breaks_off_is_an_error(worker: str, voice_with: Open) -> None:
    """Half a sound is no sound, and a broken pipe is told as what it means."""
    with pytest.raises(VoiceError, match="gave up"):
        voice_with(worker).say("Il pleut.")


def test_no_sound_is_an_error(voice_with: Open) -> None:
    """Pico swallows what it does not know; that does not pass for success."""
    with pytest.raises(VoiceError, match="said nothing for 'Il pleut"):
        voice_with("says_nothing").say("Il pleut.")


@pytest.mark.parametrize("worker", ["never_starts", "never_ready"])
def test_a_worker_that_does_not_start_is_told_apart(worker: str, voice_with: Open) -> None:
    """It is the machine that lacks something, not the text; the hint says how to see what."""
    started = time.monotonic()
    with pytest.raises(VoiceUnavailable, match="cannot be started") as unavailable:
        voice_with(worker).say("Il pleut.")
    assert time.monotonic() - started < PATIENCE + 2
    assert "py_nanotts" in unavailable.value.hint


# --- processes ---


def test_nothing_is_left_of_the_workers(voice_with: Open) -> None:
    """After close there is no process, running or dead, whatever they were doing."""
    before = children()
    voice = voice_with("hangs_on_long")
    with pytest.raises(VoiceError):
        voice.say("Pour toujours.")
    with ThreadPoolExecutor(4) as executor:
        list(executor.map(voice.say, ["Il pleut."] * 8))
    assert children() - before
    voice.close()
    assert children() <= before
    voice.close()


def test_closing_ends_what_is_being_said(voice_with: Open) -> None:
    """The thread that waits gets an error at once, not after its patience."""
    voice = voice_with("hangs_on_long", patience=30)
    with ThreadPoolExecutor(1) as executor:
        saying = executor.submit(voice.say, "Pour toujours.")
        while not children():
            time.sleep(0.01)
        time.sleep(0.3)
        started = time.monotonic()
        voice.close()
        with pytest.raises(VoiceError):
            saying.result(timeout=10)
    assert time.monotonic() - started < 5


def test_a_voice_that_was_closed_may_speak_again(voice_with: Open) -> None:
    """Its workers are started anew."""
    voice = voice_with("good")
    voice.say("Il pleut.")
    voice.close()
    assert voice.say("Il pleut.").pcm


def test_there_are_no_more_workers_than_cores(voice_with: Open) -> None:
    """However many threads ask; and only one when they ask one after the other."""
    before = children()
    voice = voice_with("good")
    for _ in range(3):
        voice.say("Il pleut.")
    assert len(children() - before) == 1
    with ThreadPoolExecutor(8) as executor:
        list(executor.map(voice.say, ["Il pleut."] * 24))
    assert len(children() - before) <= voice.callers


def test_a_worker_ends_with_the_program() -> None:
    """Killed without warning, the program leaves no Pico behind."""
    code = (
        "from briefing import shipped\n"
        "from briefing.voices import open_voice\n"
        "from briefing.voices.card import read_cards\n"
        "import os, signal, subprocess\n"
        "voice = open_voice(read_cards([shipped.voices_folder()])['pico'])\n"
        "voice.say('Il pleut.')\n"
        "print(voice._workers[-1]._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    worker = Path("/proc") / done.stdout.strip() / "cmdline"
    for _ in range(100):
        if not worker.exists() or not worker.read_bytes():  # gone, or dead and not yet buried
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def test_ctrl_c_is_not_for_the_worker(voice_with: Open) -> None:
    """It has a session of its own, so that the program decides what a Ctrl-C ends."""
    before = children()
    voice_with("good").say("Il pleut.")
    (worker,) = children() - before
    assert os.getsid(worker) == worker


def test_a_file_in_the_users_folder_is_not_run(tmp_path: Path) -> None:
    """A stray queue.py or briefing.py, where the user happens to be, does no harm."""
    for name in ("queue.py", "struct.py", "briefing.py", "py_nanotts.py"):
        (tmp_path / name).write_text("raise SystemExit('hijacked')", encoding="utf-8")
    code = (
        "from briefing import shipped\n"
        "from briefing.voices import open_voice\n"
        "from briefing.voices.card import read_cards\n"
        "voice = open_voice(read_cards([shipped.voices_folder()])['pico'])\n"
        "print(voice.say('Il pleut.').seconds > 0.5)\n"
        "voice.close()"
    )
    assert "-P" in WORKER
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.stdout.strip(), done.stderr) == ("True", "")


# --- the same text, the same sound ---


def test_what_was_said_before_does_not_matter(pico: Voice) -> None:
    """Pico reads memory it never wrote; a sentence sounds as it does in a new process, always."""
    assert memory_is_clean() == sys.platform.startswith("linux")
    texts = (
        "Il pleut.",
        "Oui, mais non, c'est fini ! Pourquoi ?",
        "Bonjour, il fait beau à Paris.",
    )
    first = [pico.say(text) for text in texts]
    for order in ((2, 1, 0), (1, 1, 2), (0, 2, 0)):
        assert [pico.say(texts[number]) for number in order] == [first[number] for number in order]


def test_a_worker_may_serve_once_only(cards: dict[str, VoiceCard], pico: Voice) -> None:
    """Where memory cannot be had clean, each text gets a new process, and sounds the same."""
    voice = PicoVoice(cards["pico"], lasting=False)
    before = children()
    assert [voice.say("Il pleut.") for _ in range(2)] == [pico.say("Il pleut.")] * 2
    assert children() <= before
    voice.close()


def test_a_worker_that_lasts_is_asked_again(voice_with: Open) -> None:
    """A start takes twenty times as long as a sentence."""
    voice = voice_with("tells_where")
    assert [round(voice.say("Il pleut.").seconds) for _ in range(3)] == [1, 2, 3]


# --- what is said ---


def test_there_are_no_parameters(cards: dict[str, VoiceCard]) -> None:
    """A card that sets one is told so."""
    with pytest.raises(SettingsError, match="Pico has no parameters"):
        PicoVoice(dataclasses.replace(cards["pico"], parameters={"speed": 1}))


def test_a_long_sentence_is_said_in_parts(pico: Voice) -> None:
    """Over 400 letters it breathes; nothing is lost."""
    half = "le vent souffle sur la côte, " * 8
    text = f"Hier {half}puis demain {half}voilà."
    assert len(text) > 400
    whole = pico.say(text)
    expected = pico.say(f"Hier {half}puis demain").seconds + pico.say(f"{half}voilà.").seconds
    assert whole.seconds == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("rouge - bleu", "rouge, bleu"),
        ("rouge -bleu", "rouge, bleu"),
        ("rouge--bleu", "rouge, bleu"),
        ("rouge – bleu", "rouge, bleu"),
        ("rouge... bleu", "rouge. bleu"),
        ("rouge…bleu", "rouge. bleu"),
        ("rouge!bleu", "rouge! bleu"),
        ("« rouge » bleu", "rouge bleu"),
        ("«rouge»bleu", "rouge bleu"),
        ("(rouge) bleu", "rouge, bleu"),
        ("« Rouge ! », bleu", "Rouge! bleu"),
        ("- rouge", "rouge"),
    ],
)
def test_no_mark_is_read_aloud(written: str, said: str, pico: Voice) -> None:
    """Left alone, Pico says "tiret", "points" and "point d'exclamation"."""
    assert _tidy(written) == said
    assert pico.say(written) == pico.say(said)
    assert pico.say(written).seconds < pico.say("rouge. bleu.").seconds + 0.1


@given(st.text("abéàç’'-–—…«»“”\"()., ;:!?", max_size=60))
def test_tidying_touches_no_letter(text: str) -> None:
    """Whatever the marks, the letters come out in their order, and apart words stay apart."""
    tidied = _tidy(text)
    assert [*filter(str.isalpha, tidied)] == [*filter(str.isalpha, text)]
    spoken_apart = "".join(each if each.isalpha() or each in "-'’" else " " for each in text)
    assert len(tidied.split()) >= len([w for w in spoken_apart.split() if any(map(str.isalpha, w))])


def test_quotation_marks_alone_are_nothing_to_say(pico: Voice) -> None:
    """Neither a sound nor a hang."""
    for text in ("« »", "“”", '""', "« … »", "— – -"):
        with pytest.raises(Unspeakable, match="no word to say"):
            pico.say(text)


@pytest.mark.parametrize("letter", [*"aàâäeéèêëiîïoôöuùûüyœ"])
def test_every_vowel_sounds(letter: str, pico: Voice) -> None:
    """None is swallowed: between consonants it makes another word, and not a shorter one."""
    without, with_it = pico.say("une bpa"), pico.say(f"une b{letter}pa")
    assert with_it != without
    assert with_it.seconds > without.seconds - 0.05


@pytest.mark.parametrize("letter", [*"bcçdfgjklmnpqrstvwxz"])
def test_every_consonant_sounds(letter: str, pico: Voice) -> None:
    """None is swallowed between vowels."""
    without, with_it = pico.say("une pao"), pico.say(f"une pa{letter}o")
    assert with_it != without
    assert with_it.seconds > without.seconds - 0.05


def test_the_sound_is_loud_enough_to_be_speech(pico: Voice) -> None:
    """And not clipped: a whole sound between its two margins of silence."""
    sound = pico.say("Le vent se lève.")
    assert isinstance(sound, Sound)
    assert sound.rate == 16_000
    assert 0.8 < sound.seconds < 2
