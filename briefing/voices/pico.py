"""SVOX Pico: small, instant, offline (16 kHz; 300 times faster than speech on one core).

It is old native code that leaves out letters it does not know and can loop for ever, so it is
asked only in a French alphabet, and works in a process of its own that can be ended.
"""

from __future__ import annotations

import os
import queue
import re
import struct
import subprocess
import sys
import threading
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import IO

from briefing.errors import SettingsError, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.voices import alphabet, breath
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined

RATE = 16_000  # Hz, given by the engine
LENGTH = struct.Struct("<I")  # before each message to and from the worker: its bytes
_PATIENCE = 10.0  # seconds; an answer takes 0.005 s a sentence, a worker 0.1 s to start
_LONGEST = 400  # letters said at once
_BREATH = 0.2  # seconds between the parts of a sentence longer than that
# It reads some marks aloud ("..." as three words), so it gets only those that shape a sentence.
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "…": ".", "–": ", ", "—": ", ", "(": ", ", ")": ", ", "ÿ": "y", "Ÿ": "Y"}
    | dict.fromkeys('«»“”"', "")
)


# ... and a mark that stands alone, or a second one in a row, it would read aloud too.
_STRAY = re.compile(r"\s*([.,;:!?])(?:\s*[.,;:!?])*(?=\s|$)")


def open_voice(card: VoiceCard) -> PicoVoice:
    """The entry point: checks that the engine is installed, starts nothing."""
    if find_spec("py_nanotts") is None:
        raise VoiceUnavailable(
            f"The voice '{card.name}' needs the package 'py-nanotts', which is missing.",
            hint="pip install py-nanotts (a compiler is needed on macOS)",
        )
    return PicoVoice(card)


class PicoVoice:
    """The French voice of Pico, said by worker processes: one a core, started when needed."""

    def __init__(
        self, card: VoiceCard, *, patience: float = _PATIENCE, worker: str | None = None
    ) -> None:
        if card.parameters:
            raise SettingsError(f"The voice '{card.name}': Pico has no parameters.")
        self.card = card
        self.callers = os.cpu_count() or 1
        module = worker or "briefing.voices.pico_worker"
        self._workers = [_Worker(module, patience) for _ in range(self.callers)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for free in self._workers:
            self._idle.put(free)

    def say(self, text: str) -> Sound:
        """See `Voice.say`.  16 kHz."""
        text = alphabet.foreign_letters_folded(text)
        alphabet.check(text, self.card.name)
        parts = breath.split(_tidy(text), lambda part: len(part) <= _LONGEST)
        worker = self._idle.get()
        try:
            return joined([Sound(worker.ask(part), RATE) for part in parts], _BREATH)
        finally:
            self._idle.put(worker)

    def identity(self) -> str:
        """Engine and version."""
        try:
            return f"pico py-nanotts/{version('py-nanotts')}"
        except PackageNotFoundError:
            return "pico"

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()


def _tidy(text: str) -> str:
    """The marks of *text* as Pico can take them; the words are not touched.

    >>> _tidy("« Oui » (peut-être) … dit-il – enfin !")
    'Oui, peut-être, dit-il, enfin!'
    """
    marked = _STRAY.sub(r"\1", text.translate(_TYPOGRAPHY))
    return " ".join(marked.split()).lstrip(" .,;:!?")


class _Worker:
    """A process that says one text after the other, and can be ended at any time."""

    def __init__(self, module: str, patience: float) -> None:
        self._module = module
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, text: str) -> bytes:
        """PCM of *text*, or a `VoiceError` when none comes in time."""
        process = self._process or self._start()
        late = threading.Timer(self._patience, process.kill)
        late.start()
        try:
            _send(process.stdin, text.encode())
            pcm = receive(process.stdout)
        except (OSError, EOFError) as error:
            self.end()
            raise VoiceError(
                f"The voice Pico gave up on '{text[:60]}'.",
                hint="Write it another way, or use another voice.",
            ) from error
        finally:
            late.cancel()
        if not pcm:
            raise VoiceError(f"The voice Pico said nothing for '{text[:60]}'.")
        return pcm

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C is for us to handle; the worker ends when its input does.
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return self._process

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            with self._process:  # closes the pipes and waits
                self._process = None


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    if pipe is None:
        raise EOFError
    pipe.write(LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes] | None) -> bytes:
    """The next message on *pipe*; `EOFError` where it ends."""
    header = pipe.read(LENGTH.size) if pipe else b""
    if len(header) < LENGTH.size or pipe is None:
        raise EOFError
    (length,) = LENGTH.unpack(header)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message
