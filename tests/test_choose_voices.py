"""What our tools measure of voices, as far as it needs no ear: pitch, sentences, the grid."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from briefing import codec
from briefing.model import Sound
from briefing.voices import Voice
from tests.fakes import wave_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def tool() -> Callable[[str], ModuleType]:
    """A tool by its name; they lie beside the package and import each other."""

    def load(name: str) -> ModuleType:
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(str(ROOT / "tools"))
            return importlib.import_module(name)

    return load


Tool = Callable[[str], ModuleType]


def voiced(hertz: float, seconds: float = 2.0) -> np.ndarray:
    """Something like a voice: twenty harmonics, weaker upwards, at 16 kHz."""
    at = np.arange(round(seconds * 16_000)) / 16_000
    return sum(0.2 / n * np.sin(2 * np.pi * hertz * n * at + n) for n in range(1, 21))


@pytest.mark.parametrize("hertz", [75, 110, 155, 200, 310])
def test_pitch_is_met(tool: Tool, hertz: float) -> None:
    """Within two percent, from the lowest man to the highest woman; no octave is lost."""
    assert tool("listening").pitch(voiced(hertz)) == pytest.approx(hertz, rel=0.02)


def test_pitch_is_that_of_most_of_the_voice(tool: Tool) -> None:
    """Silence and noise have none; the rest is the median."""
    noise = 0.1 * np.random.default_rng(1).standard_normal(16_000)
    pause = np.zeros(16_000)
    sound = np.concatenate([pause, voiced(120, 3), noise, pause, voiced(240, 1)])
    assert tool("listening").pitch(sound) == pytest.approx(120, rel=0.02)
    assert tool("listening").pitch(pause) == 0
    assert tool("listening").pitch(pause[:10]) == 0


def test_men_are_told_from_women(tool: Tool, opened: Callable[[str], Voice]) -> None:
    """The pitch of real voices is that of a woman and of a man."""

    def pitch(name: str) -> float:
        sound = opened(name).say("Le conseil municipal se réunit jeudi soir à la mairie.")
        return float(tool("listening").pitch(wave_of(codec.resample(sound, 16_000))))

    assert 100 < pitch("nicolas") < 165 < pitch("siwis") < 250


def test_what_is_compared_has_no_marks(tool: Tool) -> None:
    """Figures as words, ligatures as letters, so that only what was heard otherwise counts."""
    assert tool("listening").plain("L’« œuvre » coûte 12 €.") == "l oeuvre coûte douze euros"


def test_every_blend_of_the_grid_can_be_a_voice(tool: Tool) -> None:
    """It has French in it, its shares add up to 1, and none is tried twice."""
    grid = tool("choose_voices").grid()
    assert all("ff_siwis" in shares for shares in grid)
    assert all(sum(shares.values()) == pytest.approx(1) for shares in grid)
    assert len({tuple(sorted(shares.items())) for shares in grid}) == len(grid)


def test_the_first_sentences_last_as_long_as_asked(tool: Tool) -> None:
    """Whole sentences, as they are said, and no more than one too many."""
    path = ROOT / "tests" / "articles" / "tramway.txt"
    said = tool("choose_voices").beginning(path, 20)
    words = [len(each.split()) for each in said]
    assert sum(words[:-1]) < 20 * 165 / 60 <= sum(words)
    assert not any(any(map(str.isdigit, each)) for each in said)


def test_what_was_measured_is_not_measured_again(
    tool: Tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was stopped goes on: only an article that is new is listened to."""
    choose = tool("choose_voices")
    listened = []

    def heard(_lab: object, text: list[str], sounds: list[Sound]) -> object:
        assert len(text) == len(sounds)
        listened.append(text)
        return choose.Result(1, 10, 3.4, 3.9, 200.0, 170.0)

    monkeypatch.setattr(choose.Lab, "_heard", heard)
    lab = choose.Lab(ROOT / "voices", tmp_path / "cache", tmp_path)
    shares = {"ff_siwis": 1.0}
    first = lab.measure(shares, [["Oui."]])
    both = lab.measure(shares, [["Oui."], ["Non.", "Si."]])
    assert listened == [["Oui."], ["Non.", "Si."]]
    assert both[0] == first[0]
    assert choose.row(shares, both).startswith("| ff_siwis=1 | 10.0 | 10 | 3.40 | 3.90 | 200 |")


def test_likeness_is_one_for_the_same_voice(tool: Tool) -> None:
    """And less for another."""
    pair = [{"ff_siwis": 1.0}, {"im_nicola": 1.0}]
    table = tool("choose_voices").likeness(pair, ROOT / "voices")
    last = [float(each) for each in table.splitlines()[-1].split("|")[2:-1]]
    assert last[0] < 0.5
    assert last[1] == 1.0
