"""Kokoro: the natural voice that works offline (82 M parameters, int8, ONNX).

The style of a voice is a weighted sum of official style vectors, which lie beside the cards as
`kokoro/NAME.npy`: float32, shape (510, 1, 256), one row for each length in phonemes.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import SettingsError, Unspeakable, VoiceUnavailable
from briefing.model import Sound
from briefing.voices import alphabet, breath, weights
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined
from briefing.voices.phonemes import Phonemiser

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000  # Hz, given by the model
LONGEST = 510  # phonemes the model takes at once; kokoro-onnx cuts what is over
_STYLE = (510, 1, 256)
_SPEEDS = (0.5, 2.0)  # what kokoro-onnx takes
_BREATH = 0.25  # seconds between the parts of a sentence too long to be said at once
# The model knows these quotation marks and this dash, and no others.
_TYPOGRAPHY = str.maketrans({"«": "“", "»": "”", "–": "—", '"': None, "'": "’"})


def open_voice(card: VoiceCard) -> KokoroVoice:
    """The entry point: checks the card's parameters, loads nothing."""
    return KokoroVoice(card, weights.default_cache())


class KokoroVoice:
    """A French voice of Kokoro.  The model is loaded at the first word, into one shared session."""

    def __init__(self, card: VoiceCard, cache: Path) -> None:
        self.card = card
        # One session, one thread a caller: measured faster than one caller with all cores.
        self.callers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        self._cache = cache
        self._blend, self._speed = _parameters(card)
        self._phonemes = Phonemiser()
        self._loading = threading.Lock()
        self._engine: Any = None
        self._style: NDArray[np.float32] | None = None

    def say(self, text: str) -> Sound:
        """See `Voice.say`.  24 kHz."""
        text = alphabet.foreign_letters_folded(text)
        alphabet.check(text, self.card.name)
        engine, style = self._load()
        text = text.translate(_TYPOGRAPHY)
        parts = breath.split(text, lambda part: len(self._sayable(part)) <= LONGEST)
        sounds = [
            _to_pcm(
                engine.create(
                    self._sayable(part), style, self._speed, is_phonemes=True, trim=False
                )[0]
            )
            for part in parts
        ]
        return joined(sounds, _BREATH)

    def identity(self) -> str:
        """Engine, model, blend and speed."""
        return f"kokoro {weights.SHA256[:12]} {sorted(self._blend.items())} {self._speed}"

    def close(self) -> None:
        """Let the model go."""
        self._engine = self._style = None

    def _sayable(self, text: str) -> str:
        """The phonemes of *text*, all of them known to the model.

        kokoro-onnx drops what the model does not know without a word; this does not.
        """
        phonemes = self._phonemes(text)
        known = self._load()[0].tokenizer.vocab
        strange = sorted({symbol for symbol in phonemes if symbol not in known})
        if strange:
            words = [word for word in text.split() if set(self._phonemes(word)) & set(strange)]
            raise Unspeakable(
                f"The voice '{self.card.name}' has no sound for {', '.join(words) or text!r} "
                f"({' '.join(strange)}).",
                hint="Write the word as it should sound.",
            )
        return phonemes

    def _load(self) -> tuple[Any, NDArray[np.float32]]:
        with self._loading:
            if self._engine is None or self._style is None:
                self._style = _style(self.card, self._blend)
                self._engine = _engine(weights.model(self._cache), self.card)
            return self._engine, self._style


def _parameters(card: VoiceCard) -> tuple[dict[str, float], float]:
    blend = card.parameters.get("blend")
    speed = card.parameters.get("speed", 1.0)
    unknown = sorted(set(card.parameters) - {"blend", "speed"})
    if unknown:
        raise SettingsError(f"The voice '{card.name}': Kokoro knows no parameter {unknown[0]!r}.")
    if not isinstance(blend, dict) or not blend:
        raise SettingsError(
            f"The voice '{card.name}': blend should name style vectors and their shares, "
            "like { ff_siwis = 1.0 }."
        )
    shares = [value for value in blend.values() if isinstance(value, int | float)]
    if len(shares) != len(blend) or abs(sum(shares) - 1) > 1e-6:  # noqa: PLR2004 - rounding
        raise SettingsError(f"The voice '{card.name}': the shares of blend should add up to 1.")
    if not isinstance(speed, int | float) or not _SPEEDS[0] <= speed <= _SPEEDS[1]:
        raise SettingsError(f"The voice '{card.name}': speed should be from 0.5 to 2.0.")
    return {str(name): float(share) for name, share in blend.items()}, float(speed)


def _style(card: VoiceCard, blend: dict[str, float]) -> NDArray[np.float32]:
    import numpy as np  # with the model, not before

    total = np.zeros(_STYLE, np.float32)
    for name, share in blend.items():
        path = card.folder / "kokoro" / f"{name}.npy"
        try:
            vector = np.load(path, allow_pickle=False)
        except (OSError, ValueError) as error:
            raise VoiceUnavailable(
                f"The voice '{card.name}' needs the style vector {path}, which cannot be read.",
                hint="tools/make_voices.py fetches the official ones.",
            ) from error
        if vector.shape != _STYLE:
            raise VoiceUnavailable(f"{path} is not a Kokoro style vector: shape {vector.shape}.")
        total += np.float32(share) * vector
    return total


def _engine(model: Path, card: VoiceCard) -> Any:
    import onnxruntime  # 0.2 s
    from kokoro_onnx import Kokoro

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    # kokoro-onnx wants a file of voices; it only looks a voice up there by name, and we never do.
    first = next(iter(card.parameters["blend"]))
    return Kokoro.from_session(session, str(card.folder / "kokoro" / f"{first}.npy"))


def _to_pcm(samples: NDArray[np.float32]) -> Sound:
    import numpy as np

    whole = np.clip(samples, -1, 1) * 32_767
    return Sound(whole.astype("<i2").tobytes(), RATE)
