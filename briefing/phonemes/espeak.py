"""French text to phonemes (IPA), by espeak-ng: the one door to phonemizer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from briefing.errors import VoiceUnavailable
from briefing.phonemes.correct import corrected

# espeak-ng keeps its state in the process, so two threads that ask at once get garbled phonemes.
_ESPEAK = threading.Lock()

# A sound of Welsh, by which espeak-ng's English reads names in "hl"; Kokoro has none for it.
_WELSH = str.maketrans("ɬ", "l")


class Phonemiser:
    """Turns French sentences into phonemes, punctuation kept where it stands.

    Words that espeak-ng gets wrong are respelled first, by *correct*.

    Marks of foreign words such as `(en)` are removed: a voice would read them aloud.  The library
    is loaded at the first sentence.  May be used from several threads.
    """

    def __init__(self, correct: Callable[[str], str] = corrected) -> None:
        self._correct = correct
        self._backend: Any = None

    def __call__(self, text: str) -> str:
        """The phonemes of *text*: stress marks and punctuation kept, spaces single.

        Raises:
            VoiceUnavailable: espeak-ng cannot be loaded on this machine.
        """
        text = self._correct(text)
        with _ESPEAK:
            if self._backend is None:
                self._backend = _load()
            phonemes = "".join(self._backend.phonemize([text]))
        # A hyphen only says that two words are one name; it has no sound.
        return " ".join(phonemes.translate(_WELSH).replace("-", "").split())


def _load() -> Any:
    try:
        import espeakng_loader  # 0.1 s, and only an offline voice needs it
        from phonemizer.backend import EspeakBackend
        from phonemizer.backend.espeak.wrapper import EspeakWrapper

        EspeakWrapper.set_library(espeakng_loader.get_library_path())
        EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
        return EspeakBackend(
            "fr-fr",
            preserve_punctuation=True,
            with_stress=True,
            language_switch="remove-flags",
            logger=_quiet_logger(),
        )
    except (ImportError, OSError, RuntimeError) as error:
        raise VoiceUnavailable(
            f"espeak-ng, which tells how words sound, cannot be loaded: {error}.",
            hint="pip install --force-reinstall espeakng-loader phonemizer",
        ) from error


def _quiet_logger() -> logging.Logger:
    # phonemizer logs a warning for every foreign word; that is nothing a user can act upon.
    logger = logging.getLogger("briefing.phonemizer")
    logger.setLevel(logging.ERROR)
    return logger
