from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from briefing import codec, master, meters
from briefing.errors import OutputError
from briefing.findings import Finding, Report
from briefing.inspection import check_episode, fault_of, insist
from briefing.model import Chapter, Cue, Kind, Loudness, Segment, Sound
from briefing.voices import Voice
from briefing.voices.edges import trimmed
from tests.fakes import silence, sound_of, tone, wave_of

RATE = 44_100
SENTENCES = (
    "La maire, Hélène Vasseur, a déclaré devant la foule que rien ne serait plus comme avant.",
    "Plusieurs centaines d’habitants ont fait la queue dès l’aube pour découvrir les étals.",
    "Les pêcheurs du vieux port sont restés à quai, et la mer monte encore ce matin.",
    "Elle ne sait pas quand elle pourra rentrer chez elle.",
    "Oui.",
)
SEGMENT = Segment(Kind.STORY, "Il pleut.", "Il pleut.", 0.4)
Say = Callable[[str, str], Sound]


@pytest.fixture(scope="session")
def say(opened: Callable[[str], Voice]) -> Say:
    """What a voice makes of a sentence, without silence at its ends."""
    return lambda name, text: trimmed(opened(name).say(text))


def broken(sound: Sound, change: Callable[[np.ndarray, int], np.ndarray]) -> Sound:
    """*sound* with its wave changed."""
    return sound_of(change(wave_of(sound), sound.rate), sound.rate)


def fault(sound: Sound, text: str, pace: int = 187) -> str:
    """What is wrong with *sound*."""
    return fault_of(sound, text, pace)


def inside(wave: np.ndarray, piece: np.ndarray) -> np.ndarray:
    """*wave* with *piece* in its middle."""
    middle = len(wave) // 2
    return np.concatenate([wave[:middle], piece, wave[middle:]])


def stuck(seconds: float, frame: float) -> Callable[[np.ndarray, int], np.ndarray]:
    """Hold the loudest *frame*, as a speech model does that no longer gets on."""

    def change(wave: np.ndarray, rate: int) -> np.ndarray:
        length = round(rate * frame)
        frames = wave[: len(wave) // length * length].reshape(-1, length)
        at = int((frames**2).mean(1).argmax())
        again = np.tile(frames[at], round(seconds / frame))
        return np.concatenate([wave[: at * length], again, wave[at * length :]])

    return change


def noise(seconds: float, rate: int) -> np.ndarray:
    """White, at -24 dBFS, always the same."""
    return np.random.default_rng(1).standard_normal(round(seconds * rate)) * 0.06


def hum(seconds: float, rate: int) -> np.ndarray:
    """That of the mains, with its third harmonic."""
    at = 2 * np.pi * 50 * np.arange(round(seconds * rate)) / rate
    return 0.1 * np.sin(at) + 0.03 * np.sin(3 * at)


BROKEN = {
    "half of it": (lambda wave, rate: wave[: len(wave) // 2], "too short"),
    "three times": (lambda wave, rate: np.tile(wave, 3), "too long"),
    "a whisper": (lambda wave, rate: wave * 0.01, "almost silent"),
    "6 dB over full scale": (lambda wave, rate: wave / np.abs(wave).max() * 2, "clipped"),
    "clipped, then lowered": (
        lambda wave, rate: np.clip(wave / np.abs(wave).max() * 2, -1, 1) * 0.7, "clipped",
    ),
    "two seconds of silence": (
        lambda wave, rate: inside(wave, np.zeros(2 * rate)), "a silence of 2",
    ),
    "a frame of 10 ms held": (stuck(1.5, 0.01), "a drone"),
    "a frame of 20 ms held": (stuck(1.5, 0.02), "a drone"),
    "a frame of 50 ms held": (stuck(1.5, 0.05), "a drone"),
    "a hum": (lambda wave, rate: inside(wave, hum(1.5, rate)), "a drone"),
    "noise": (lambda wave, rate: inside(wave, noise(1.5, rate)), "a drone"),
    "nothing but noise": (lambda wave, rate: noise(len(wave) / rate, rate), "a drone"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["pico", "siwis", "nicolas", "google-france"])
def test_what_voices_say_has_no_fault(name: str, say: Say, opened: Callable[[str], Voice]) -> None:
    """Long sentences and a single word, by every engine: nothing is recorded twice for nothing."""
    pace = opened(name).card.words_per_minute
    assert [fault(say(name, text), text, pace) for text in SENTENCES] == [""] * len(SENTENCES)


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("text", SENTENCES[:2])
def test_what_is_broken_has_a_fault(kind: str, text: str, say: Say) -> None:
    """Each way a voice may fail is found, and called by its name."""
    change, name = BROKEN[kind]
    assert fault(broken(say("pico", text), change), text).startswith(name)


@pytest.mark.parametrize("kind", ["a frame of 20 ms held", "half of it", "6 dB over full scale"])
def test_a_natural_voice_is_inspected_likewise(kind: str, say: Say) -> None:
    """The same with the voice that ships as the default."""
    change, name = BROKEN[kind]
    assert fault(broken(say("siwis", SENTENCES[0]), change), SENTENCES[0], 171).startswith(name)


@pytest.mark.parametrize("name", ["pico", "siwis", "nicolas"])
@pytest.mark.parametrize(
    "text", ["T G V, T E R, R E R.", "S N C F, R A T P, E D F, C G T.", "Oui. Non. Si. Ah ! Oh !"]
)
def test_letters_and_marks_take_their_time(name: str, text: str, say: Say) -> None:
    """A list of acronyms is long for its letters, and no fault."""
    assert fault(say(name, text), text, 175) == ""


def test_nothing_at_all_is_a_fault() -> None:
    """An empty sound."""
    assert fault(Sound(b"", 16_000), "Il pleut.") == "nothing was said"


def test_a_pause_in_a_sentence_is_no_fault(say: Say) -> None:
    """A second and a quarter: neither dead air nor a drone."""
    sound = broken(say("pico", SENTENCES[0]), lambda w, rate: inside(w, np.zeros(rate * 5 // 4)))
    assert fault(sound, SENTENCES[0]) == ""


def test_a_hushed_hiss_under_a_voice_is_no_fault(say: Say) -> None:
    """That of an old microphone, 45 dB under the voice."""
    text = SENTENCES[0]
    sound = broken(say("pico", text), lambda w, rate: w + noise(len(w) / rate, rate)[: len(w)] / 30)
    assert fault(sound, text) == ""


def test_a_wish_to_speak_faster_is_allowed_for(say: Say) -> None:
    """A sound that is short because it was asked to be is no fault."""
    sound = broken(say("pico", SENTENCES[0]), lambda wave, rate: wave[: round(len(wave) * 0.5)])
    assert fault_of(sound, SENTENCES[0], 187)
    assert not fault_of(sound, SENTENCES[0], 187, speed=1.9)


def test_the_meters_agree_with_what_was_built() -> None:
    """Levels of a sine, silences to a fiftieth of a second, and how little a tone changes."""
    found = Sound(tone(1, level=0.5).pcm + silence(0.8).pcm + tone(1, level=0.5).pcm, 24_000)
    assert meters.levels(tone(1, level=0.5)) == pytest.approx(-9.03, abs=0.1)
    assert meters.mean_level(tone(1, level=0.5)) == pytest.approx(-9.03, abs=0.05)
    (gap,) = meters.silences(found, 0.5)
    assert gap == pytest.approx((1.0, 1.8), abs=0.02)
    assert meters.steadiest(tone(2), 1.2)[0] == pytest.approx(0, abs=0.1)
    assert meters.steadiest(silence(2), 1.2)[0] == np.inf
    assert meters.flat_tops(tone(1, level=0.9)) == pytest.approx(0, abs=3)


@pytest.fixture(scope="session")
def episode(say: Say, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, list[Cue]]:
    """Three sentences with pauses, mastered: the file, its seconds, and its cues."""
    return encoded(tmp_path_factory.mktemp("episode") / "a.mp3", say, pause=0.6)


def encoded(path: Path, say: Say, pause: float) -> tuple[Path, float, list[Cue]]:
    """Three sentences with a *pause* after each."""
    clips = [codec.resample(say("pico", text), RATE) for text in SENTENCES[:3]]
    cues, pcm = [], b""
    for clip in clips:
        start = len(pcm) / 2 / RATE
        pcm += clip.pcm + silence(pause, RATE).pcm
        cues.append(Cue(start, start + clip.seconds, SEGMENT))
    whole = Sound(pcm[: len(pcm) - len(silence(pause, RATE).pcm)], RATE)
    master.master(whole, path)
    return path, whole.seconds, cues


def bad(report: Report) -> list[str]:
    """The names of the checks that found something."""
    return [each.check.name for each in report.findings if not each.good]


def finding(report: Report, name: str) -> Finding:
    """What the check of that name found."""
    (found,) = (each for each in report.findings if each.check.name == name)
    return found


def test_a_good_episode_passes(episode: tuple[Path, float, list[Cue]]) -> None:
    """All checks are good, in words and in numbers, and it may be published."""
    path, seconds, cues = episode
    parts = [Chapter(each.start, each.end, "Un") for each in cues]
    report = check_episode(path, seconds, cues, parts)
    assert bad(report) == []
    assert finding(report, "loudness").measured["lufs"] == pytest.approx(-16, abs=0.5)
    assert finding(report, "true peak").measured["dbtp"] <= -1
    assert finding(report, "length").measured["seconds"] == pytest.approx(seconds, abs=0.05)
    assert insist(report) is report


def test_dead_air_is_found(say: Say, tmp_path: Path) -> None:
    """Two seconds of silence between words, with the moment; the error names it."""
    path, seconds, cues = encoded(tmp_path / "a.mp3", say, pause=2.0)
    report = check_episode(path, seconds, cues)
    assert bad(report) == ["dead air"]
    assert finding(report, "dead air").measured["start"] == pytest.approx(cues[0].end, abs=0.2)
    with pytest.raises(OutputError, match=r"dead air: A silence of 2\.\d s") as caught:
        insist(report)
    assert caught.value.hint


def test_silence_in_a_jingle_is_only_a_warning(
    episode: tuple[Path, float, list[Cue]], tmp_path: Path
) -> None:
    """A user's own jingle may end softly: it is said, and the episode is published."""
    path, seconds, cues = episode
    longer = tmp_path / "a.mp3"
    master.master(Sound(codec.decode(path).pcm + silence(2, RATE).pcm, RATE), longer)
    report = check_episode(longer, seconds + 2, cues)
    assert bad(report) == ["jingles"]
    assert insist(report).warnings


def test_a_file_that_is_cut_short_is_found(
    episode: tuple[Path, float, list[Cue]], tmp_path: Path
) -> None:
    """Half of the MP3: it does not play to its end, or is not as long as what was made."""
    path, seconds, cues = episode
    half = tmp_path / "a.mp3"
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert {"decodes", "length"} & set(bad(check_episode(half, seconds, cues)))


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>" * 99])
def test_a_file_that_is_no_sound_is_found(content: bytes, tmp_path: Path) -> None:
    """It is a finding, not a crash; so is a file that is not there."""
    path = tmp_path / "a.mp3"
    assert bad(check_episode(path, 1.0, [])) == ["decodes"]
    path.write_bytes(content)
    assert bad(check_episode(path, 1.0, [])) == ["decodes"]


def test_a_wrong_loudness_is_found(episode: tuple[Path, float, list[Cue]], tmp_path: Path) -> None:
    """Encoded without mastering, 10 dB too loud; and a measure that is handed in is believed."""
    path, seconds, cues = episode
    loud = tmp_path / "a.mp3"
    codec.encode(codec.limit(codec.decode(path), 10, -0.1), loud)
    assert {"loudness", "true peak"} <= set(bad(check_episode(loud, seconds, cues)))
    told = check_episode(path, seconds, cues, loudness=Loudness(-20.0, 0.3))
    assert bad(told) == ["loudness", "true peak"]


def test_cues_beside_the_sound_are_found(episode: tuple[Path, float, list[Cue]]) -> None:
    """Beyond its end, backwards, or where nothing is heard: each names what is wrong."""
    path, seconds, cues = episode
    late = [*cues[:2], Cue(seconds + 1, seconds + 2, SEGMENT)]
    assert "beyond the sound" in finding(check_episode(path, seconds, late), "cues").says
    assert "backwards" in finding(check_episode(path, seconds, cues[::-1]), "cues").says
    first, second = cues[:2]
    between = [first, Cue(first.end + 0.2, second.start - 0.2, SEGMENT), second]
    assert "number 2" in finding(check_episode(path, seconds, between), "cues").says


def test_chapters_beside_the_sound_are_found(episode: tuple[Path, float, list[Cue]]) -> None:
    """Beyond its end, or one over the other."""
    path, seconds, cues = episode
    over = [Chapter(0, 2, "Un"), Chapter(1, 3, "Deux")]
    beyond = [Chapter(0, seconds, "Un"), Chapter(seconds, seconds + 5, "Deux")]
    for chapters in (over, beyond):
        assert bad(check_episode(path, seconds, cues, chapters)) == ["chapters"]
    joined = [Chapter(a, b, "Un") for a, b in pairwise((0.0, 1.0, seconds))]
    assert bad(check_episode(path, seconds, cues, joined)) == []
