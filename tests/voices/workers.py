"""Workers for Pico that misbehave: `python workers.py NAME`, as pico.PicoVoice starts them."""

import os
import sys
import time
from pathlib import Path

from briefing.voices.pico import LENGTH, READY, receive


def send(message: bytes) -> None:
    """A message to PicoVoice."""
    sys.stdout.buffer.write(LENGTH.pack(len(message)) + message)
    sys.stdout.buffer.flush()


def hum(text: str) -> bytes:
    """A second of loud PCM, whatever the text."""
    return b"\x00\x40\x00\xc0" * 8_000


def answering(answer) -> None:
    """Say *answer* of each text."""
    send(READY)
    while True:
        try:
            text = receive(sys.stdin.buffer).decode()
        except EOFError:
            return
        send(answer(text))


def good() -> None:
    """Hums."""
    answering(hum)


def hangs_on_long() -> None:
    """Loops for ever at a text with the word "toujours", as Pico does at 5,000 letters."""

    def answer(text: str) -> bytes:
        while "toujours" in text:
            pass
        return hum(text)

    answering(answer)


def dies_on_crash() -> None:
    """Is killed by its own native code at the word "panne"."""

    def answer(text: str) -> bytes:
        if "panne" in text:
            os.kill(os.getpid(), 11)
        return hum(text)

    answering(answer)


def breaks_off() -> None:
    """Announces more than it sends."""
    send(READY)
    receive(sys.stdin.buffer)
    sys.stdout.buffer.write(LENGTH.pack(100_000) + b"\x00" * 999)


def says_nothing() -> None:
    """Answers with no sound."""
    answering(lambda _text: b"")


def never_starts() -> None:
    """Exits at once, as when py_nanotts cannot be loaded."""
    sys.exit("no such library")


def never_ready() -> None:
    """Takes for ever to start."""
    time.sleep(600)


def dies_between() -> None:
    """Is gone after its first answer, as when the system runs out of memory."""
    send(READY)
    send(hum(receive(sys.stdin.buffer).decode()))


def does_not_listen() -> None:
    """Closes its input, so that nothing can be sent to it."""
    os.close(0)
    send(READY)
    time.sleep(600)


def tells_where() -> None:
    """A sound as long, in hundredths of a second, as it has answered before (a lasting worker)."""
    count = 0

    def answer(_text: str) -> bytes:
        nonlocal count
        count += 1
        return hum("") * count

    answering(answer)


if __name__ == "__main__":
    if Path(sys.argv[0]).name == "workers.py":
        globals()[sys.argv[1]]()
