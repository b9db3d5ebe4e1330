from __future__ import annotations

import doctest
import importlib.util
from pathlib import Path
from types import ModuleType

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from briefing.codec import decode, measure
from briefing.model import Sound
from briefing.shipped import cover, jingle, voices_folder

TOOLS = Path(__file__).resolve().parent.parent / "tools"
JINGLES = ("opening", "closing")
FULL_SCALE = 32_768


def tool(name: str) -> ModuleType:
    """The script *name* of the folder `tools`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples(sound: Sound) -> NDArray[np.float64]:
    """Its samples, between -1 and 1."""
    return np.frombuffer(sound.pcm, dtype="<i2") / FULL_SCALE


def level(wave: NDArray[np.float64]) -> float:
    """The highest sample of *wave*, in dBFS."""
    return 20 * float(np.log10(max(float(np.abs(wave).max()), 1e-9)))


@pytest.fixture(params=JINGLES)
def name(request: pytest.FixtureRequest) -> str:
    """Each jingle in turn."""
    return str(request.param)


@pytest.fixture
def wave(name: str) -> NDArray[np.float64]:
    """What is heard of it."""
    return samples(decode(jingle(name)))


def test_a_jingle_is_short_and_ready_to_mix(name: str) -> None:
    """Two to four seconds, mono, at the rate of the episode: nothing to convert."""
    with av.open(str(jingle(name))) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.rate, stream.layout.name) == (
            "flac",
            44_100,
            "mono",
        )
        announced = stream.duration
    sound = decode(jingle(name))
    assert 2 <= sound.seconds <= 4
    assert announced is not None
    assert len(sound.pcm) == 2 * announced, "the file is cut short"


def test_a_jingle_begins_and_ends_in_silence(wave: NDArray[np.float64]) -> None:
    """Its first and last five milliseconds are below -50 dBFS: no click on either side of it."""
    edge = round(0.005 * 44_100)
    assert level(wave[:edge]) < -50
    assert level(wave[-edge:]) < -50


def test_a_jingle_does_not_click_inside(wave: NDArray[np.float64]) -> None:
    """Nothing jumps from one sample to the next, as it would where two notes were badly joined."""
    assert np.abs(np.diff(wave, 2)).max() < 0.05


def test_a_jingle_has_no_offset(wave: NDArray[np.float64]) -> None:
    """It swings around zero: an offset would click wherever the jingle is faded or cut."""
    assert abs(wave.mean()) < 1e-4


def test_a_jingle_is_warm(wave: NDArray[np.float64]) -> None:
    """Its weight lies between 400 and 2000 Hz, and above 12 kHz there is nothing to sting."""
    power = np.abs(np.fft.rfft(wave)) ** 2
    frequency = np.fft.rfftfreq(len(wave), 1 / 44_100)
    assert 400 < (frequency * power).sum() / power.sum() < 2000
    assert power[frequency > 12_000].sum() < 1e-6 * power.sum()


def test_a_jingle_leaves_room_above_its_peaks(name: str) -> None:
    """Its true peak is below -1 dBTP, so the mix may carry it as it is."""
    _, loudness = measure(jingle(name))
    assert loudness.true_peak < -1


def test_the_jingles_are_equally_loud() -> None:
    """Within 3 LU of each other: nobody reaches for the volume at the end of a bulletin."""
    opening, closing = (measure(jingle(name))[1].integrated for name in JINGLES)
    assert abs(opening - closing) < 3
    assert -19 < opening < -15


def test_the_opening_rises_and_the_closing_comes_to_rest() -> None:
    """The melody of the one ends above its first note, that of the other below, on the tonic."""
    score = tool("make_jingles")
    rising, falling = (
        [score.hertz(note.pitch) for note in melody] for melody in (score.RISING, score.FALLING)
    )
    assert rising[-2] > rising[0]
    assert falling[-2] < falling[0]
    assert score.FALLING[-2].pitch.startswith("D")


def test_the_jingles_can_be_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tool gives the shipped sound, sample for sample, and says so in figures."""
    tool("make_jingles").main(tmp_path)
    assert capsys.readouterr().out.count("LUFS") == len(JINGLES)
    for name in JINGLES:
        assert decode(tmp_path / f"{name}.flac") == decode(jingle(name))


def test_the_cover_is_what_podcast_apps_accept() -> None:
    """A square JPEG of 1400 to 3000 pixels, RGB, under 512 kB (Apple's rules for covers)."""
    with Image.open(cover()) as picture:
        picture.load()
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert picture.width == picture.height
        assert 1400 <= picture.width <= 3000
    assert cover().stat().st_size < 512_000


def test_the_cover_leaves_its_bottom_fifth_free() -> None:
    """Apps lay their buttons there: nothing but background."""
    with Image.open(cover()) as picture:
        width, height = picture.size
        bottom = np.asarray(picture.crop((0, height * 4 // 5, width, height)), dtype=int)
    assert np.abs(bottom - bottom[-1, -1]).max() < 16


def test_the_cover_can_be_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tool gives the shipped picture; another Pillow may round a pixel otherwise."""
    tool("make_cover").main(tmp_path)
    assert "cover.jpg" in capsys.readouterr().out
    with Image.open(tmp_path / "cover.jpg") as again, Image.open(cover()) as shipped:
        difference = np.abs(np.asarray(again, dtype=int) - np.asarray(shipped, dtype=int))
    assert difference.mean() < 0.5


def test_the_examples_in_the_tools_are_true() -> None:
    """What their docstrings show is what they do."""
    found = doctest.testmod(tool("make_jingles"))
    assert found.attempted > 0
    assert found.failed == 0


def test_the_voices_have_a_folder() -> None:
    """In a checkout as in a wheel."""
    assert voices_folder().is_dir()
