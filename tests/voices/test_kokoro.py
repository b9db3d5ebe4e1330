from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from briefing.errors import SettingsError, Unspeakable, VoiceUnavailable
from briefing.model import Sound
from briefing.shipped import voices_folder
from briefing.voices import Voice, cores, weights
from briefing.voices.card import VoiceCard, read_card
from briefing.voices.edges import trimmed
from briefing.voices.kokoro import LONGEST, KokoroVoice, open_voice

SHIPPED = voices_folder()
SHORT = "Il pleut."


@pytest.fixture
def siwis(opened: Callable[[str], Voice]) -> KokoroVoice:
    """The female voice."""
    voice = opened("siwis")
    assert isinstance(voice, KokoroVoice)
    return voice


def card(parameters: Mapping[str, Any], folder: Path = SHIPPED) -> VoiceCard:
    """The card of siwis, with other parameters or in another place."""
    ours = read_card(SHIPPED / "siwis.toml")
    return dataclasses.replace(ours, parameters=parameters, folder=folder)


# --- the card ---


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({}, "blend should name style vectors"),
        ({"blend": {}}, "blend should name style vectors"),
        ({"blend": "ff_siwis"}, "blend should name style vectors"),
        ({"blend": {"ff_siwis": 0.9}}, "should add up to 1"),
        ({"blend": {"ff_siwis": 0.7, "im_nicola": 0.7}}, "should add up to 1"),
        ({"blend": {"ff_siwis": "all"}}, "should add up to 1"),
        ({"blend": {"ff_siwis": True}}, "should add up to 1"),
        ({"blend": {"ff_siwis": 1.0}, "speed": 3}, "speed should be from 0.5 to 2.0"),
        ({"blend": {"ff_siwis": 1.0}, "speed": "fast"}, "speed should be from 0.5 to 2.0"),
        ({"blend": {"ff_siwis": 1.0}, "speed": float("nan")}, "speed should be from 0.5 to 2.0"),
        ({"blend": {"ff_siwis": 1.0}, "sped": 1.1}, "knows no parameter 'sped'"),
    ],
)
def test_a_wrong_parameter_is_named(parameters: dict[str, Any], said: str) -> None:
    """When the voice is opened, not after an article has been read."""
    with pytest.raises(SettingsError, match=f"'siwis'.*{said}"):
        open_voice(card(parameters))


@pytest.mark.parametrize("blend", [{"ff_siwis": 1}, {"ff_siwis": 0.5, "im_nicola": 0.5}])
def test_shares_may_be_whole_or_not(blend: dict[str, float]) -> None:
    """TOML tells 1 from 1.0; a person does not."""
    assert open_voice(card({"blend": blend})).callers >= 1


def test_a_style_vector_that_is_not_there_is_named() -> None:
    """The error has its path and says where it should lie."""
    voice = open_voice(card({"blend": {"ff_nobody": 1.0}}))
    for ask in (lambda: voice.say(SHORT), voice.identity):
        with pytest.raises(VoiceUnavailable, match=r"kokoro/ff_nobody\.npy") as missing:
            ask()
        assert str(SHIPPED / "kokoro") in missing.value.hint


def test_a_card_elsewhere_may_name_our_style_vectors(tmp_path: Path) -> None:
    """A voice of the user's own is blended from the official ones without a copy of them."""
    blend = {"blend": {"ff_siwis": 0.5, "im_nicola": 0.5}}
    assert open_voice(card(blend, tmp_path)).identity() == open_voice(card(blend)).identity()


@pytest.mark.parametrize(
    "vector",
    [
        np.zeros((511, 1, 256), np.float32),
        np.zeros((510, 256), np.float32),
        np.zeros((510, 1, 256), np.float64),
        np.zeros((510, 1, 256), object),
        None,
        b"",
        b"\x93NUMPY",
    ],
    ids=["a row more", "flat", "doubles", "pickled", "an archive", "empty", "cut"],
)
def test_what_is_not_a_style_vector_is_an_error(
    vector: np.ndarray | bytes | None, tmp_path: Path
) -> None:
    """A file of another shape, kind or length is never blended into a voice."""
    folder = tmp_path / "kokoro"
    folder.mkdir()
    if vector is None:
        np.savez(folder / "v.npz", a=np.zeros(3))
        shutil.move(folder / "v.npz", folder / "v.npy")
    elif isinstance(vector, bytes):
        (folder / "v.npy").write_bytes(vector)
    else:
        np.save(folder / "v.npy", vector, allow_pickle=True)
    voice = open_voice(card({"blend": {"v": 1.0}}, tmp_path))
    with pytest.raises(VoiceUnavailable, match=r"kokoro/v\.npy"):
        voice.say(SHORT)


# --- what is said ---


def test_a_long_sentence_is_said_in_parts_and_nothing_is_lost(siwis: KokoroVoice) -> None:
    """Over 300 phonemes it breathes: the sound is that of its two halves, with a pause."""
    half = (
        "les pêcheurs du vieux port sont restés à quai pendant que le vent d’ouest soufflait fort "
        "sur toute la côte "
        "et que les vagues montaient jusque sur les terrasses des cafés"
    )
    text = f"Hier soir, {half}, mais demain matin, {half}."
    assert 300 < len(siwis._phonemes(text)) < 510
    whole = siwis.say(text)
    left, right = (
        siwis.say(part) for part in (f"Hier soir, {half},", f"mais demain matin, {half}.")
    )
    assert whole.seconds == pytest.approx(left.seconds + 0.25 + right.seconds, abs=0.01)


def test_no_part_is_longer_than_the_model_can_say_well() -> None:
    """It takes 510 phonemes; beyond 300 it hurries."""
    assert LONGEST == 300


def test_a_part_of_marks_alone_is_passed_over(siwis: KokoroVoice) -> None:
    """Four hundred quotation marks are no sentence of their own."""
    assert siwis.say("« " * 400 + "! Oui.") == siwis.say("Oui.")


def test_a_row_of_marks_is_one_pause(siwis: KokoroVoice) -> None:
    """Each would take a fifth of a second, and a hundred twenty seconds."""
    assert siwis.say("Oui" + " , ;" * 100 + " non.") == siwis.say("Oui, non.")


def test_a_foreign_word_does_not_make_its_language_heard(siwis: KokoroVoice) -> None:
    """No "(en)" on either side of it: as long as the word itself, about."""
    without, with_it = siwis.say("Il part demain."), siwis.say("Il part ce week-end.")
    assert with_it.seconds < without.seconds + 0.4


def test_both_kinds_of_quotes_and_apostrophes_sound_alike(siwis: KokoroVoice) -> None:
    """Typewriter, French and English typography: one sentence, one sound."""
    sounds = {siwis.say(text) for text in ("L’«âge» d’or.", "L'“âge” d'or.")}
    assert len(sounds) == 1


def test_a_blend_is_another_voice(opened: Callable[[str], Voice], siwis: KokoroVoice) -> None:
    """The man speaks lower than the woman: by four semitones about."""
    text = "Bonjour, voici les nouvelles du jour."
    assert pitch(opened("nicolas").say(text)) < 0.85 * pitch(siwis.say(text))


def test_speed_is_what_the_card_says(siwis: KokoroVoice) -> None:
    """At 1.5 a sentence takes two thirds of its time."""
    fast = open_voice(card({"blend": {"ff_siwis": 1.0}, "speed": 1.5}))
    text = "Le vent se lève sur la côte et les pêcheurs rentrent."
    ratio = fast.say(text).seconds / siwis.say(text).seconds
    assert ratio == pytest.approx(1 / 1.5, abs=0.08)
    fast.close()


def test_a_phoneme_the_model_lacks_is_an_error(siwis: KokoroVoice) -> None:
    """kokoro-onnx would leave it out without a word; the error names the word and the sound."""
    known = siwis._load().known - {"ʁ"}
    with pytest.raises(Unspeakable, match=r"no sound for rouge \(ʁ\)"):
        siwis._sayable("une rouge dalle", known)


# --- the engine ---


def test_callers_are_the_cores_that_may_be_used() -> None:
    """A process that is held to one core is not given two threads to quarrel over it."""
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("this system has no affinities")
    code = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from briefing import shipped\n"
        "from briefing.voices import cores, open_voice\n"
        "from briefing.voices.card import read_cards\n"
        "cards = read_cards([shipped.voices_folder()])\n"
        "print(cores(), *(open_voice(cards[name]).callers for name in ('siwis', 'pico')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["1", "1", "1"]
    assert cores() == len(os.sched_getaffinity(0))


def test_a_model_that_cannot_be_loaded_is_an_error(tmp_path: Path) -> None:
    """A file that was damaged after it was put together: the error names it, and the way out."""
    (tmp_path / weights.NAME).write_bytes(bytes(weights.SIZE))
    voice = KokoroVoice(card({"blend": {"ff_siwis": 1.0}}), tmp_path)
    with pytest.raises(VoiceUnavailable, match=weights.NAME) as broken:
        voice.say(SHORT)
    assert "Delete it" in broken.value.hint


@pytest.mark.parametrize("package", ["onnxruntime", "kokoro_onnx", "phonemizer", "espeakng_loader"])
def test_a_missing_package_is_named_when_the_voice_is_opened(package: str) -> None:
    """In a process that does not find it: the error says which, and how to get it."""
    code = (
        f"import sys; sys.modules[{package!r}] = None  # as if it were not installed\n"
        "from briefing import shipped\n"
        "from briefing.errors import VoiceUnavailable\n"
        "from briefing.voices import open_voice\n"
        "from briefing.voices.card import read_cards\n"
        "try: open_voice(read_cards([shipped.voices_folder()])['siwis'])\n"
        "except VoiceUnavailable as error: print(error, error.hint)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    name = package.replace("_", "-")
    assert f"pip install {name}" in done.stdout


def test_the_identity_tells_voices_apart(tmp_path: Path) -> None:
    """Another share, speed or style vector is another voice; the same card is the same."""
    blends = [
        {"ff_siwis": 1.0},
        {"ff_siwis": 0.5, "im_nicola": 0.5},
        {"ff_siwis": 0.6, "im_nicola": 0.4},
    ]
    cards = [card({"blend": blend}) for blend in blends]
    cards.append(card({"blend": blends[0], "speed": 1.1}))
    (tmp_path / "kokoro").mkdir()
    shutil.copy(SHIPPED / "kokoro" / "im_nicola.npy", tmp_path / "kokoro" / "ff_siwis.npy")
    cards.append(card({"blend": blends[0]}, tmp_path))  # the same name, another speaker
    identities = [open_voice(each).identity() for each in cards]
    assert len(set(identities)) == len(identities)
    assert [open_voice(each).identity() for each in cards] == identities


def pitch(sound: Sound) -> float:
    """The median of the fundamental frequency, in Hz, by autocorrelation."""
    samples = np.frombuffer(trimmed(sound).pcm, "<i2").astype(float)
    size, found = sound.rate // 20, []
    for start in range(0, len(samples) - size, size // 2):
        frame = samples[start : start + size]
        if np.abs(frame).max() < 3000:
            continue
        frame = frame - frame.mean()
        likeness = np.correlate(frame, frame, "full")[size - 1 :]
        lags = slice(sound.rate // 350, sound.rate // 70)
        found.append(sound.rate / (likeness[lags].argmax() + lags.start))
    return float(np.median(found))
