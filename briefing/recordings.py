"""Takes kept on disk by their content: what was said once is not said again.

A take is found by voice, version, speed and words, and by nothing else, so a sentence that was
changed is a new one, and a morning that was interrupted goes on where it was.  The folder is a
cache: it may be deleted at any time, many processes may use it at once, and when it fails,
recording goes on without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing import __version__
from briefing.model import Sound

MOST = 1_000_000_000  # bytes; six hours of a voice at 24 kHz
_HEADER = struct.Struct("<4sI32s")  # a mark, the rate in Hz, the SHA-256 of the samples
_MARK = b"brf1"
_ENDING = ".take"
_ABANDONED = 3600.0  # seconds after which an unfinished file is nobody's any more


@dataclass(frozen=True, slots=True)
class Recordings:
    """The takes in *folder*, of which the least used go when they are more than *most* bytes."""

    folder: Path
    most: int = MOST
    clock: Callable[[], float] = time.time

    def said(self, voice: str, text: str, speed: float, say: Callable[[], Sound]) -> Sound:
        """The take of *text* by *voice* (its identity): the one that is kept, or what *say* gives.

        Raises:
            VoiceError: what *say* raises; then nothing is kept.
        """
        path = self.folder / f"{_key(voice, text, speed)}{_ENDING}"
        kept = _read(path)
        if kept is not None:
            with contextlib.suppress(OSError):
                now = self.clock()
                os.utime(path, (now, now))  # the least used are the oldest
            return kept
        sound = say()
        with contextlib.suppress(OSError):  # a full disk costs time tomorrow, and nothing today
            _write(path, sound)
        return sound

    def tidy(self) -> None:
        """Let the least used takes go, and what a crash left behind.

        For the end of a recording: looking at all files takes time.
        """
        with contextlib.suppress(OSError):
            for path in self._abandoned():
                path.unlink(missing_ok=True)
            room = self.most
            for path, size in self._latest_first():
                room -= size
                if room < 0:
                    path.unlink(missing_ok=True)

    def _latest_first(self) -> Iterator[tuple[Path, int]]:
        found = []
        for path in self.folder.glob(f"*{_ENDING}"):
            with contextlib.suppress(FileNotFoundError):  # another process tidies, too
                state = path.stat()
                found.append((state.st_mtime, path, state.st_size))
        for _, path, size in sorted(found, reverse=True):
            yield path, size

    def _abandoned(self) -> Iterator[Path]:
        for path in self.folder.glob("*.new"):
            with contextlib.suppress(FileNotFoundError):
                if self.clock() - path.stat().st_mtime > _ABANDONED:
                    yield path


def _key(voice: str, text: str, speed: float) -> str:
    words = [__version__, voice, f"{speed:.4f}", text]  # how edges are trimmed is a version's, too
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _read(path: Path) -> Sound | None:
    """The take at *path*; None when there is none, or it is not what was written."""
    try:
        content = path.read_bytes()
        mark, rate, digest = _HEADER.unpack_from(content)
        pcm = content[_HEADER.size :]
        if mark == _MARK and hashlib.sha256(pcm).digest() == digest:
            return Sound(pcm, rate)
    except (OSError, struct.error, ValueError):
        pass
    return None


def _write(path: Path, sound: Sound) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = _HEADER.pack(_MARK, sound.rate, hashlib.sha256(sound.pcm).digest())
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(head + sound.pcm)
            file.close()
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
