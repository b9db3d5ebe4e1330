"""The process in which Pico speaks: texts come in on standard input, PCM goes out.

Run by `pico.PicoVoice`; each message is a little-endian 32-bit length and that many bytes.  The
first one goes out when the worker can speak, and is empty.
"""

from __future__ import annotations

import os
import sys
from typing import IO

from briefing.voices.pico import LENGTH, READY, receive


def main() -> None:
    """Answer until the input ends."""
    import py_nanotts  # only this process may load it

    # Whatever the native code prints must not end up in the sound.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    engine = py_nanotts.NanoTTS()
    _send(out, READY)
    while True:
        try:
            text = receive(sys.stdin.buffer).decode()
        except EOFError:
            return
        _send(out, engine.speak(text, voice="fr-FR"))


def _send(out: IO[bytes], message: bytes) -> None:
    out.write(LENGTH.pack(len(message)) + message)
    out.flush()


if __name__ == "__main__":
    main()
