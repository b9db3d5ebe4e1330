from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from briefing import codec, master
from briefing.errors import OutputError, SoundError
from briefing.model import Sound
from briefing.voices import Voice
from tests.fakes import silence, sound_of, tone, wave_of

RATE = codec.RATE
SENTENCES = (
    "Le vent se lève sur la côte, et les pêcheurs du vieux port restent à quai.",
    "Personne ne sait quand la tempête finira.",
)


@pytest.fixture(scope="session")
def speech(opened: Callable[[str], Voice]) -> Callable[[str], np.ndarray]:
    """The wave of two sentences of a voice at 44.1 kHz, with pauses."""

    def of(name: str) -> np.ndarray:
        said = [codec.resample(opened(name).say(sentence), RATE) for sentence in SENTENCES]
        pause = silence(0.4, RATE).pcm
        return wave_of(Sound(b"".join(each.pcm + pause for each in said), RATE))

    return of


def claps(length: int) -> np.ndarray:
    """A clap of five milliseconds twice a second, at full level."""
    at = np.arange(length)
    return 0.9 * np.sin(at * 0.3) * (at % (RATE // 2) < RATE // 200)


def check(sound: Sound, path: Path) -> None:
    """Master *sound*, and measure the file as anybody would."""
    told = master.master(sound, path)
    seconds, loudness = codec.measure(path)
    assert (told.seconds, told.loudness) == (seconds, loudness)
    assert loudness.integrated == pytest.approx(-16, abs=0.5)
    assert loudness.true_peak <= -1
    assert seconds == pytest.approx(sound.seconds, abs=0.03)


@pytest.mark.parametrize("name", ["pico", "siwis", "nicolas", "google-france"])
def test_the_speech_of_every_engine_is_mastered(
    name: str, speech: Callable[[str], np.ndarray], tmp_path: Path
) -> None:
    """-16 LUFS ±0.5 and at most -1 dBTP, measured on the MP3."""
    check(sound_of(speech(name), RATE), tmp_path / "a.mp3")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda wave: wave * 10 ** (-45 / 20), id="a whisper from afar"),
        pytest.param(lambda wave: wave * 16, id="clipped by 24 dB"),
        pytest.param(lambda wave: wave * 0.05 + claps(len(wave)), id="claps over near silence"),
        pytest.param(lambda wave: np.tile(wave, 9)[: 5 * RATE], id="5 s"),
        pytest.param(lambda wave: wave[RATE // 2 : RATE], id="half a second"),
    ],
)
def test_whatever_comes_in_is_mastered(
    change: Callable[[np.ndarray], np.ndarray],
    speech: Callable[[str], np.ndarray],
    tmp_path: Path,
) -> None:
    """Quiet, clipped, peaky or short: the file is as loud as it should be."""
    check(sound_of(change(speech("pico")), RATE), tmp_path / "a.mp3")


def test_five_minutes_are_mastered(speech: Callable[[str], np.ndarray], tmp_path: Path) -> None:
    """The length of a real episode."""
    wave = speech("siwis")
    check(sound_of(np.tile(wave, 300 * RATE // len(wave) + 1)[: 300 * RATE], RATE), tmp_path / "a")


@pytest.mark.parametrize("rate", [16_000, 24_000, 48_000])
def test_a_sound_of_any_rate_is_mastered(rate: int, tmp_path: Path) -> None:
    """What has not been through the mix."""
    check(tone(3, rate, 440), tmp_path / "a.mp3")


def test_the_file_is_a_plain_mp3_to_its_end(
    speech: Callable[[str], np.ndarray], tmp_path: Path
) -> None:
    """Mono, 44.1 kHz, constant bit rate; what is said last is in it."""
    wave = speech("pico")
    path = tmp_path / "a.mp3"
    master.master(sound_of(wave, RATE), path)
    with av.open(str(path)) as container:
        (stream,) = container.streams
        assert (stream.rate, stream.layout.name) == (RATE, "mono")
        assert {packet.size for packet in container.demux(stream) if packet.size} <= {313, 314}
    decoded = wave_of(codec.decode(path))
    last = np.flatnonzero(np.abs(wave) > 0.05)[-1]
    assert np.abs(decoded[last - RATE // 10 : last + RATE // 100]).max() > 0.03


def test_speech_is_not_moved(speech: Callable[[str], np.ndarray], tmp_path: Path) -> None:
    """Cues stay true: what was at a moment of the mix is there in the file, to a millisecond."""
    wave = speech("pico")
    master.master(sound_of(wave, RATE), tmp_path / "a.mp3")
    decoded = wave_of(codec.decode(tmp_path / "a.mp3"))
    before, after = wave[RATE : 2 * RATE], decoded[RATE - 500 : 2 * RATE + 500]
    assert np.correlate(after, before, "valid").argmax() == pytest.approx(500, abs=RATE // 1000)


def test_silence_cannot_be_mastered(tmp_path: Path) -> None:
    """It is an error, and no file passes for an episode."""
    with pytest.raises(SoundError):
        master.master(silence(5, RATE), tmp_path / "a.mp3")
    assert not (tmp_path / "a.mp3").exists()


def test_what_cannot_be_made_to_fit_is_an_error(tmp_path: Path) -> None:
    """One clap in five seconds of silence has no loudness of speech; the error says how far off."""
    wave = np.zeros(5 * RATE)
    wave[RATE : RATE + 20] = 0.9
    with pytest.raises((OutputError, SoundError), match="LUFS"):
        master.master(sound_of(wave, RATE), tmp_path / "a.mp3")


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The library, which knows the folder, puts it into words."""
    with pytest.raises(FileNotFoundError, match=r"a\.mp3"):
        master.master(tone(2), tmp_path / "none" / "a.mp3")
