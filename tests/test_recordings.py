"""What was said once is not said again; and a cache that fails costs nothing but time."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from briefing.errors import VoiceError
from briefing.model import Sound
from briefing.recordings import Recordings
from tests.fakes import tone

VOICE, TEXT = "kokoro 0.6 siwis", "Il pleut à Brest."


class Mouth:
    """Somebody who counts what he says."""

    def __init__(self, sound: Sound) -> None:
        self.sound = sound
        self.times = 0

    def __call__(self) -> Sound:
        """Say it."""
        self.times += 1
        return self.sound


def takes(folder: Path) -> list[Path]:
    """What is kept there."""
    return sorted(folder.glob("*.take"))


def test_what_was_said_is_not_said_again(tmp_path: Path) -> None:
    """The second time it comes from disk, sample for sample."""
    mouth = Mouth(tone(1.5))
    kept = Recordings(tmp_path / "new" / "folder")
    assert [kept.said(VOICE, TEXT, 1.0, mouth) for _ in range(3)] == [mouth.sound] * 3
    assert mouth.times == 1


@pytest.mark.parametrize(
    ("voice", "text", "speed"),
    [("kokoro 0.7 siwis", TEXT, 1.0), (VOICE, "Il pleut à Brest !", 1.0), (VOICE, TEXT, 1.04)],
)
def test_another_voice_word_or_speed_is_another_take(
    voice: str, text: str, speed: float, tmp_path: Path
) -> None:
    """Nothing else decides, and nothing less."""
    mouth = Mouth(tone(1))
    kept = Recordings(tmp_path)
    kept.said(VOICE, TEXT, 1.0, mouth)
    kept.said(voice, text, speed, mouth)
    assert mouth.times == 2


def test_a_sentence_that_failed_is_not_kept(tmp_path: Path) -> None:
    """The error comes through, and the next time it is tried again."""

    def fails() -> Sound:
        raise VoiceError("no")

    kept = Recordings(tmp_path)
    with pytest.raises(VoiceError):
        kept.said(VOICE, TEXT, 1.0, fails)
    assert not takes(tmp_path)


@pytest.mark.parametrize("harm", [b"", b"brf1", b"\0" * 5000, None])
def test_a_damaged_take_is_said_again(harm: bytes | None, tmp_path: Path) -> None:
    """Empty, cut, overwritten, or one bit changed: never heard."""
    mouth = Mouth(tone(1))
    kept = Recordings(tmp_path)
    kept.said(VOICE, TEXT, 1.0, mouth)
    (path,) = takes(tmp_path)
    content = bytearray(path.read_bytes())
    content[-7] ^= 1
    path.write_bytes(bytes(content) if harm is None else harm)
    assert kept.said(VOICE, TEXT, 1.0, mouth) == mouth.sound
    assert mouth.times == 2


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    """Recording goes on without it."""
    (tmp_path / "file").write_text("no folder")
    kept = Recordings(tmp_path / "file" / "below")
    mouth = Mouth(tone(1))
    assert kept.said(VOICE, TEXT, 1.0, mouth) == mouth.sound
    kept.tidy()


def test_a_full_disk_costs_nothing_but_time(small_disk: Path) -> None:
    """What does not fit is not kept, and no half of it either."""
    kept = Recordings(small_disk / "takes")
    long = Mouth(tone(60))
    assert kept.said(VOICE, TEXT, 1.0, long) == long.sound
    assert not list((small_disk / "takes").iterdir())


def test_the_least_used_go_first(tmp_path: Path) -> None:
    """Of three takes that are too many, the one that nobody asked for goes."""
    now = [1_000_000.0]
    size = len(tone(1).pcm) + 40
    kept = Recordings(tmp_path, most=2 * size, clock=lambda: now[0])
    for text in ("un", "deux", "trois"):
        kept.said(VOICE, text, 1.0, Mouth(tone(1)))
        for path in takes(tmp_path):
            if path.stat().st_mtime > now[0] + 1:  # just written, by the real clock
                os.utime(path, (now[0], now[0]))
        now[0] += 10
    kept.said(VOICE, "un", 1.0, Mouth(tone(1)))  # used again
    kept.tidy()
    again = {text: Mouth(tone(1)) for text in ("un", "deux", "trois")}
    for text, mouth in again.items():
        kept.said(VOICE, text, 1.0, mouth)
    assert {text: mouth.times for text, mouth in again.items()} == {"un": 0, "deux": 1, "trois": 0}


def test_what_a_crash_left_behind_is_swept(tmp_path: Path) -> None:
    """An hour later nobody is writing it any more; a file of this minute is left alone."""
    old, new = tmp_path / "old.new", tmp_path / "fresh.new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    Recordings(tmp_path).tidy()
    assert not old.exists()
    assert new.exists()


def _say_all(folder: Path) -> list[float]:
    kept = Recordings(folder)
    return [
        kept.said(VOICE, f"{number}", 1.0, Mouth(tone(0.2 + number / 100))).seconds
        for number in range(40)
    ]


def test_many_processes_may_keep_at_once(tmp_path: Path) -> None:
    """Each gets its own sounds, whoever writes first."""
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        found = pool.map(_say_all, [tmp_path] * 4)
    assert found == [_say_all(tmp_path)] * 4
    assert len(takes(tmp_path)) == 40
