"""SVOX Pico: small, instant, offline (16 kHz; 300 times faster than speech on one core).

It is old native code that leaves out letters it does not know and can loop for ever, so it is
asked only in a French alphabet, and works in a process of its own that can be ended.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import IO

from briefing.errors import SettingsError, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.voices import alphabet, breath, cores
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined

RATE = 16_000  # Hz, given by the engine
LENGTH = struct.Struct("<I")  # before each message to and from the worker: its bytes
READY = b""  # what a worker sends first
# The interpreter's arguments.  -P: nothing in the folder where a user happens to be is imported.
WORKER = ("-P", "-m", "briefing.voices.pico_worker")
_PATIENCE = 10.0  # seconds; an answer takes 0.005 s a sentence, a worker 0.1 s to start
_LONGEST = 400  # letters said at once
_BREATH = 0.2  # seconds between the parts of a sentence longer than that
# It reads some marks aloud ("..." as three words), so it gets only those that shape a sentence.
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "…": ". ", "–": ", ", "—": ", ", "(": ", ", ")": ", "} | dict.fromkeys('«»“”"', " ")
)
# A hyphen that does not hold two words together it would read aloud too ("tiret"), ...
_LOOSE_HYPHEN = re.compile(r"(?<![^\W\d_])-+|-+(?![^\W\d_])|-{2,}")
# ... and so it would a mark that stands alone or runs into a word.
_MARK = re.compile(r"\s*([.,;:!?])\s*")


def open_voice(card: VoiceCard) -> PicoVoice:
    """The entry point: checks that the engine is installed, starts nothing.

    Raises:
        VoiceUnavailable: it is not.
        SettingsError: the card sets parameters; there are none.
    """
    if find_spec("py_nanotts") is None:
        raise VoiceUnavailable(
            f"The voice '{card.name}' needs the package 'py-nanotts', which is missing.",
            hint="pip install py-nanotts (a compiler is needed on macOS)",
        )
    return PicoVoice(card)


def memory_is_clean() -> bool:
    """Whether a worker may say more than one text.

    Pico reads memory that it never wrote, so that a sound would depend on what was said before it.
    The GNU C library hands out nothing but zeros when asked to, as a new process has it anyway.
    """
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, ValueError):  # not on this system
        return False


class PicoVoice:
    """The French voice of Pico, said by worker processes: one a core, started when needed.

    A text that is not said within *patience* seconds is given up.  *worker* are the arguments that
    make the Python interpreter a worker, *lasting* says whether it may say several texts.
    """

    def __init__(
        self,
        card: VoiceCard,
        *,
        patience: float = _PATIENCE,
        worker: Sequence[str] = WORKER,
        lasting: bool | None = None,
    ) -> None:
        if card.parameters:
            raise SettingsError(f"The voice '{card.name}': Pico has no parameters.")
        self.card = card
        self.callers = cores()
        stays = memory_is_clean() if lasting is None else lasting
        self._workers = [_Worker(worker, patience, lasting=stays) for _ in range(self.callers)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for free in self._workers:
            self._idle.put(free)

    def say(self, text: str, speed: float = 1.0) -> Sound:  # noqa: ARG002 - it has but one
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
    >>> _tidy("«rouge»bleu...vert -jaune")
    'rouge bleu. vert, jaune'
    """
    marked = _LOOSE_HYPHEN.sub(", ", text.translate(_TYPOGRAPHY))
    apart = _MARK.sub(r"\1 ", breath.one_mark_at_a_time(marked))
    return " ".join(apart.split()).lstrip(".,;:!? ")


class _Worker:
    """A process that says one text after the other, and can be ended at any time."""

    def __init__(self, arguments: Sequence[str], patience: float, *, lasting: bool) -> None:
        self._arguments = arguments
        self._patience = patience
        self._lasting = lasting
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, text: str) -> bytes:
        """PCM of *text*, or a `VoiceError` when none comes in time."""
        process = self._process
        if process is None or process.poll() is not None:
            process = self._start()
        try:
            pcm = self._answer(process, text)
        except (OSError, EOFError) as error:
            self.end()
            raise VoiceError(
                f"The voice Pico gave up on '{text[:60]}'.",
                hint="Write it another way, or use another voice.",
            ) from error
        if not self._lasting:
            self.end()
        if not pcm:
            raise VoiceError(f"The voice Pico said nothing for '{text[:60]}'.")
        return pcm

    def _start(self) -> subprocess.Popen[bytes]:
        self.end()
        # A session of its own: Ctrl-C is for us to handle; the worker ends when its input does.
        process = self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "MALLOC_PERTURB_": "255"},  # zeros, see memory_is_clean
        )
        try:
            self._answer(process)
        except (OSError, EOFError) as error:
            self.end()
            raise VoiceUnavailable(
                "The voice Pico cannot be started on this machine.",
                hint="Try: python -c 'import py_nanotts'",
            ) from error
        return process

    def _answer(self, process: subprocess.Popen[bytes], text: str | None = None) -> bytes:
        """What the worker says to *text*, or at its start; `EOFError` when it is too late."""
        late = threading.Timer(self._patience, process.kill)
        deadline = time.monotonic() + self._patience
        late.start()
        try:
            if text is not None:
                _send(process.stdin, text.encode())
            answer = receive(process.stdout)
        finally:
            late.cancel()
        if time.monotonic() >= deadline:  # it may have been killed after its last byte
            raise EOFError
        return answer

    def end(self) -> None:
        """End the process, when there is one, and leave nothing of it behind."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            # What a dead worker did not take cannot be sent any more.
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        process.wait()


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
