from __future__ import annotations

import doctest
import importlib
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from types import ModuleType

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.codec import decode, measure
from briefing.model import Sound
from briefing.shipped import STYLES, music

TOOLS = Path(__file__).resolve().parent.parent / "tools"
JINGLES = ("opening", "transition", "closing")
RATE = 44_100
FULL_SCALE = 32_768
SECONDS = {"opening": (2, 4), "transition": (0.8, 1.6), "closing": (2, 4), "bed": (16, 24)}

Wave = NDArray[np.float64]


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts of the folder `tools` can be imported, as when one of them is run."""
    monkeypatch.syspath_prepend(str(TOOLS))


@pytest.fixture
def script(tools: None) -> ModuleType:
    """What makes the music."""
    return importlib.import_module("make_jingles")


@pytest.fixture(params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    """Each style in turn."""
    return str(request.param)


@pytest.fixture(params=JINGLES)
def name(request: pytest.FixtureRequest) -> str:
    """Each jingle in turn."""
    return str(request.param)


@pytest.fixture
def jingle(style: str, name: str) -> Wave:
    """What is heard of a jingle."""
    return samples(decode(music(style, name)))


@pytest.fixture
def bed(style: str) -> Wave:
    """What is heard of the bed of a style."""
    return samples(decode(music(style, "bed")))


def samples(sound: Sound) -> Wave:
    """Its samples, between -1 and 1."""
    return np.frombuffer(sound.pcm, dtype="<i2") / FULL_SCALE


def level(wave: Wave) -> float:
    """The highest sample of *wave*, in dBFS."""
    return 20 * float(np.log10(max(float(np.abs(wave).max()), 1e-9)))


def share(wave: Wave, low: float, high: float) -> float:
    """How much of the power of *wave* lies between *low* and *high* Hz, in dB to all of it."""
    power = np.abs(np.fft.rfft(wave)) ** 2
    frequency = np.fft.rfftfreq(len(wave), 1 / RATE)
    within = power[(frequency >= low) & (frequency < high)].sum()
    return 10 * float(np.log10(within / power.sum()))


def loudness(wave: Wave) -> float:
    """The loudness of *wave*, in LUFS."""
    sound = Sound((wave * FULL_SCALE).astype("<i2").tobytes(), RATE)
    return measure(sound)[1].integrated


@pytest.mark.parametrize("piece", SECONDS)
def test_every_style_has_every_piece_ready_to_mix(style: str, piece: str) -> None:
    """Mono, at the rate of the episode, 16 bits: nothing to convert; none over 4 s but the bed."""
    with av.open(str(music(style, piece))) as container:
        (stream,) = container.streams.audio
        assert (
            stream.codec_context.name,
            stream.codec_context.format.name,
            stream.rate,
            stream.layout.name,
        ) == ("flac", "s16", RATE, "mono")
        assert container.metadata["license"] == "CC0-1.0"
        announced = stream.duration
    sound = decode(music(style, piece))
    shortest, longest = SECONDS[piece]
    assert shortest <= sound.seconds <= longest
    assert announced is not None
    assert len(sound.pcm) == 2 * announced, "the file is cut short"


def test_the_music_weighs_little() -> None:
    """All of it is under 1.5 MB: it is in every wheel."""
    files = [music(style, piece) for style in STYLES for piece in SECONDS]
    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_a_jingle_begins_at_once_and_without_a_click(jingle: Wave) -> None:
    """Its first five milliseconds are silent; 30 ms after the start it is heard."""
    assert level(jingle[: round(0.005 * RATE)]) < -60
    assert level(jingle[: round(0.030 * RATE)]) > -60


def test_a_jingle_ends_in_silence(jingle: Wave) -> None:
    """Its last five milliseconds are below -60 dBFS, and it did not linger there for long."""
    assert level(jingle[-round(0.005 * RATE) :]) < -60
    assert level(jingle[-round(0.25 * RATE) :]) > -45


def test_a_jingle_does_not_click_inside(jingle: Wave) -> None:
    """Nothing jumps from one sample to the next, as it would where two notes were badly joined."""
    assert np.abs(np.diff(jingle, 2)).max() < 0.05


@pytest.mark.parametrize("piece", SECONDS)
def test_the_music_has_no_offset(style: str, piece: str) -> None:
    """It swings around zero: an offset would click wherever a piece is faded or cut."""
    assert abs(samples(decode(music(style, piece))).mean()) < 1e-4


def test_a_jingle_is_warm(jingle: Wave) -> None:
    """Its weight lies between 400 and 1000 Hz, and above 12 kHz there is nothing to sting."""
    power = np.abs(np.fft.rfft(jingle)) ** 2
    frequency = np.fft.rfftfreq(len(jingle), 1 / RATE)
    assert 400 < (frequency * power).sum() / power.sum() < 1000
    assert share(jingle, 12_000, RATE) < -60


def test_a_jingle_leaves_room_above_its_peaks(style: str, name: str) -> None:
    """Its true peak is below -3 dBTP, so the mix may carry it as it is, or raise it a little."""
    assert measure(music(style, name))[1].true_peak < -3


def test_all_jingles_are_equally_loud() -> None:
    """Within 1 LU of each other, in all styles: nobody reaches for the volume."""
    found = [measure(music(style, name))[1].integrated for style in STYLES for name in JINGLES]
    assert max(found) - min(found) < 1
    assert np.mean(found) == pytest.approx(-16.4, abs=0.3)


def test_a_bed_lies_under_the_jingles(style: str) -> None:
    """It is 10 LU softer, and far from its ceiling."""
    found = measure(music(style, "bed"))[1]
    assert found.integrated == pytest.approx(-26.4, abs=0.3)
    assert found.true_peak < -12


def test_a_bed_flows_from_its_end_into_its_beginning(bed: Wave) -> None:
    """From the last sample to the first is no larger a step, and no sharper a bend, than nearby."""
    around = np.concatenate([bed[-RATE // 100 :], bed[: RATE // 100]])
    joint = len(around) // 2
    steps, bends = np.abs(np.diff(around)), np.abs(np.diff(around, 2))
    assert steps[joint - 1] <= np.percentile(steps, 90)
    assert bends[joint - 2 : joint].max() <= bends.max()
    assert bends.max() < 0.001


def test_a_bed_is_steady(bed: Wave) -> None:
    """Wherever it is heard, over its joint too, 3 s are within 2 LU of any other, 0.5 s within 5.

    These are about the windows of the short-term and the momentary loudness of EBU R 128.
    """
    twice = np.concatenate([bed, bed])
    for seconds, apart in ((3.0, 2), (0.5, 5)):
        starts = range(0, len(bed), RATE // 2)
        found = [loudness(twice[start : start + round(seconds * RATE)]) for start in starts]
        assert max(found) - min(found) < apart


def test_a_bed_leaves_the_consonants_alone(bed: Wave) -> None:
    """Hardly anything lies between 1 and 4 kHz, where speech is understood, and nothing above."""
    assert share(bed, 1000, 4000) < -24
    assert share(bed, 4000, RATE) < -70


def test_a_bed_can_be_heard_on_a_telephone(bed: Wave) -> None:
    """Its weight is not in the bass alone, which small loudspeakers leave out."""
    assert share(bed, 300, 1000) > -10


def test_the_bed_takes_up_the_chord_of_the_opening(style: str, bed: Wave) -> None:
    """The first second of the bed and the last chord of the opening share most of their notes."""
    opening = samples(decode(music(style, "opening")))
    last = notes(opening[-round(1.8 * RATE) : -round(0.5 * RATE)])
    assert float(last @ notes(bed[:RATE])) > 0.8


def notes(wave: Wave) -> Wave:
    """How loud each of the twelve notes is in *wave*, whatever the octave; of length 1."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    frequency = np.fft.rfftfreq(len(wave), 1 / RATE)
    found = np.zeros(12)
    heard = (frequency > 80) & (frequency < 1000)
    note = np.round(12 * np.log2(frequency[heard] / 440)).astype(int) % 12
    np.add.at(found, note, spectrum[heard])
    return found / np.linalg.norm(found)


@pytest.mark.parametrize(("named", "tonic"), [("clair", "D"), ("nuit", "A")])
def test_an_opening_rises_and_a_closing_comes_to_rest(tools: None, named: str, tonic: str) -> None:
    """The melody of the one ends above its first note, that of the other below, on the tonic."""
    score = importlib.import_module(f"music.{named}")
    hertz = importlib.import_module("music.score").hertz
    rising, falling = (
        [note.pitch for note in melody if note.level > 0.5]  # the soft one is an echo
        for melody in (score.RISING, score.FALLING)
    )
    assert hertz(rising[-1], score.SCALE) > hertz(rising[0], score.SCALE)
    assert hertz(falling[-1], score.SCALE) < hertz(falling[0], score.SCALE)
    assert falling[-1].startswith(tonic)


def test_no_two_notes_of_a_chord_are_rough(tools: None) -> None:
    """What an instrument strikes at once is a third apart or more, and purely tuned: no beats."""
    hertz = importlib.import_module("music.score").hertz
    for style in importlib.import_module("make_jingles").STYLES:
        for piece in style.pieces:
            for _, part in piece.parts:
                for one, other in combinations(part, 2):
                    pair = [hertz(note.pitch, style.scale) for note in (one, other)]
                    if abs(one.beat - other.beat) < 0.1:
                        assert pure(max(pair) / min(pair)), (style.name, piece.name, one, other)


def pure(interval: float) -> bool:
    """Whether *interval* is wider than a second and, octaves aside, of numbers up to 15."""
    ratio = Fraction(interval).limit_denominator(64)
    odd = [number // (number & -number) for number in (ratio.numerator, ratio.denominator)]
    return interval > 9 / 8 and max(odd) <= 15


def test_the_shipped_music_can_be_made_again(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tool gives the shipped sound, sample for sample, and says so in figures."""
    script.main(tmp_path)
    assert capsys.readouterr().out.count("LUFS") == len(STYLES) * len(SECONDS)
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert made == {f"{style}/{piece}.flac" for style in STYLES for piece in SECONDS}
    for style in STYLES:
        for piece in SECONDS:
            assert decode(tmp_path / style / f"{piece}.flac") == decode(music(style, piece))


def test_the_examples_in_the_scores_are_true(tools: None) -> None:
    """What their docstrings show is what they do."""
    found = doctest.testmod(importlib.import_module("music.score"))
    assert found.attempted > 0
    assert found.failed == 0
