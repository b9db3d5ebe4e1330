"""Voices: one seam, several engines, and a card for each voice.

A card (`card.py`) is a small TOML file that names an engine and its parameters.  An engine is a
module with a function `open_voice(card) -> Voice`, announced under the entry-point group
`briefing.voices`; ours come in by the same door as anybody's.
"""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from typing import Protocol

from briefing.errors import VoiceUnavailable
from briefing.model import Sound
from briefing.voices.card import VoiceCard

ENGINES = "briefing.voices"


class Voice(Protocol):
    """Something that can say a French sentence.

    Promises, checked for every voice in `tests/voices/test_contract.py`:

    - it says *all* of the text, or raises a `VoiceError`: nothing is cut, dropped or replaced;
    - the same text and the same voice give the same sound, always at the same rate;
    - opening it costs nothing; what it needs is loaded at the first word, once;
    - it answers or gives up in time, whatever the text: seconds offline, a minute online;
    - `say` may be called from `callers` threads at once.
    """

    card: VoiceCard

    callers: int
    """How many threads may call `say` at once and gain by it."""

    def say(self, text: str, speed: float = 1.0) -> Sound:
        """Say *text*: spoken French, letters and punctuation, one sentence or so.

        *speed* is a wish, of the voice's own speed; an engine that has but one keeps to it.

        Raises:
            Unspeakable: part of the text has no sound in this voice; the message names it.
            VoiceUnavailable: something the voice needs is missing on this machine.
            NetworkError: an online voice could not be reached.
            VoiceError: anything else that kept it from saying the whole text.
        """
        ...

    def identity(self) -> str:
        """What must be equal for two recordings of a text to be equal: engine, version, data."""
        ...

    def close(self) -> None:
        """Give back what the voice holds (processes, models).  May be called twice."""
        ...


def open_voice(card: VoiceCard) -> Voice:
    """The voice of *card*, ready to be asked; nothing is loaded yet.

    Raises:
        VoiceUnavailable: no installed package brings the card's engine, or it cannot be imported.
        SettingsError: the engine cannot make anything of the card's parameters.
    """
    for entry in entry_points(group=ENGINES, name=card.engine):
        try:
            voice: Voice = entry.load()(card)
        except ImportError as error:
            if (error.name or "").startswith("briefing"):
                raise  # ours: that is a bug, and nothing to install
            missing = error.name or str(error)
            raise VoiceUnavailable(
                f"The voice '{card.name}' needs the package '{missing}', which is missing.",
                hint=f"pip install {missing}",
            ) from error
        return voice
    known = ", ".join(sorted({entry.name for entry in entry_points(group=ENGINES)}))
    raise VoiceUnavailable(
        f"The voice '{card.name}' asks for the engine '{card.engine}', which is not installed.",
        hint=f"Engines on this machine: {known}.",
    )


def cores() -> int:
    """On how many cores this process may run, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
