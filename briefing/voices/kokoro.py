"""Kokoro: the natural voice that works offline (82 M parameters, int8, ONNX).

The style of a voice is a weighted sum of official style vectors, which lie beside the cards as
`kokoro/NAME.npy`: float32, shape (510, 1, 256), one row for each length in phonemes.
"""

from __future__ import annotations

import hashlib
import os
import threading
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakValueDictionary

from briefing import phonemes, shipped
from briefing.errors import SettingsError, Unspeakable, VoiceError, VoiceUnavailable
from briefing.model import Sound
from briefing.phonemes import Phonemiser
from briefing.voices import alphabet, breath, cores, weights
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000  # Hz, given by the model
# Phonemes said at once.  The model takes 510, but hurries when it has many: 17 a second up to 300,
# 20 at 370, 22 at 475, and 1.4 dB softer there (siwis, eight sentences in a row).
LONGEST = 300
_STYLE = (510, 1, 256)
_SPEEDS = (0.5, 2.0)  # what kokoro-onnx takes
_BREATH = 0.25  # seconds between the parts of a sentence too long to be said at once
_MOST_CALLERS = 8  # each that speaks takes memory of its own
# The model knows these quotation marks and this dash, and no others.
_TYPOGRAPHY = str.maketrans({"«": "“", "»": "”", "–": "—", '"': " ", "'": "’"})
_PACKAGES = {
    "kokoro_onnx": "kokoro-onnx",
    "onnxruntime": "onnxruntime",
    "phonemizer": "phonemizer",
    "espeakng_loader": "espeakng-loader",
}


def open_voice(card: VoiceCard) -> KokoroVoice:
    """The entry point: checks the card's parameters and the packages, loads nothing.

    Raises:
        SettingsError: a parameter of the card is unknown, or has a value that cannot be.
        VoiceUnavailable: a package is not installed.
    """
    for module, package in _PACKAGES.items():
        if find_spec(module) is None:
            raise VoiceUnavailable(
                f"The voice '{card.name}' needs the package '{package}', which is missing.",
                hint=f"pip install {package}",
            )
    return KokoroVoice(card, weights.default_cache())


def marked(text: str) -> str:
    """*text* with the letters and the marks of punctuation that the model knows."""
    folded = alphabet.foreign_letters_folded(text)
    return breath.one_mark_at_a_time(folded.translate(_TYPOGRAPHY))


class _Loaded(NamedTuple):
    engine: Any
    style: NDArray[np.float32]
    known: frozenset[str]
    """The phonemes that the model has a sound for."""


class KokoroVoice:
    """A French voice of Kokoro.  The model is loaded at the first word, into one shared session."""

    def __init__(self, card: VoiceCard, cache: Path) -> None:
        self.card = card
        # One session, one thread a caller: measured faster than one caller with all cores.
        self.callers = min(cores(), _MOST_CALLERS)
        self._cache = cache
        self._blend, self._speed = _parameters(card)
        self._phonemes = Phonemiser()
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None

    def say(self, text: str, speed: float = 1.0) -> Sound:
        """See `Voice.say`.  24 kHz."""
        text = alphabet.foreign_letters_folded(text)
        alphabet.check(text, self.card.name)
        loaded = self._load()
        parts = breath.split(marked(text), lambda part: len(self._phonemes(part)) <= LONGEST)
        words = [part for part in parts if any(map(str.isalpha, part))]
        return joined([self._said(part, loaded, speed) for part in words], _BREATH)

    def identity(self) -> str:
        """Engine and versions, rules of pronunciation, model, style vectors, shares, speed."""
        packages = " ".join(f"{name}/{version(name)}" for name in _PACKAGES.values())
        vectors = " ".join(
            f"{share}*{hashlib.sha256(_read(_vector(self.card, name), self.card)).hexdigest()[:12]}"
            for name, share in sorted(self._blend.items())
        )
        model = weights.SHA256[:12]
        return f"kokoro {packages} {phonemes.digest()} {model} {vectors} speed={self._speed}"

    def close(self) -> None:
        """Let the model go."""
        with self._loading:
            self._loaded = None

    def _said(self, text: str, loaded: _Loaded, speed: float) -> Sound:
        phonemes = self._sayable(text, loaded.known)
        speed = min(max(self._speed * speed, _SPEEDS[0]), _SPEEDS[1])
        try:
            # Untrimmed: kokoro-onnx judges silence by the loudest sample, and takes soft
            # consonants for it.
            samples, _ = loaded.engine.create(
                phonemes, loaded.style, speed, is_phonemes=True, trim=False
            )
        except _onnx_errors() as error:
            raise VoiceError(
                f"The voice '{self.card.name}' failed on '{text[:60]}': {error}.",
                hint="Write it another way, or use another voice.",
            ) from error
        return _to_pcm(samples)

    def _sayable(self, text: str, known: frozenset[str]) -> str:
        """The phonemes of *text*, all of them known to the model.

        kokoro-onnx drops what the model does not know without a word; this does not.
        """
        phonemes = self._phonemes(text)
        strange = sorted(set(phonemes) - known)
        if strange:
            words = [word for word in text.split() if set(self._phonemes(word)) & set(strange)]
            raise Unspeakable(
                f"The voice '{self.card.name}' has no sound for {', '.join(words) or repr(text)} "
                f"({' '.join(strange)}).",
                hint="Write the word as it should sound.",
            )
        return phonemes

    def _load(self) -> _Loaded:
        with self._loading:
            if self._loaded is None:
                style = _style(self.card, self._blend)
                engine = _shared_engine(weights.model(self._cache), self.card)
                self._loaded = _Loaded(engine, style, frozenset(engine.tokenizer.vocab))
            return self._loaded


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
    shares = [value for value in blend.values() if _is_number(value)]
    if len(shares) != len(blend) or abs(sum(shares) - 1) > 1e-6:  # noqa: PLR2004 - rounding
        raise SettingsError(f"The voice '{card.name}': the shares of blend should add up to 1.")
    if not _is_number(speed) or not _SPEEDS[0] <= speed <= _SPEEDS[1]:
        raise SettingsError(f"The voice '{card.name}': speed should be from 0.5 to 2.0.")
    return {str(name): float(share) for name, share in blend.items()}, float(speed)


def _is_number(value: object) -> bool:
    return type(value) in {int, float}  # `true` is an int, too


def _vector(card: VoiceCard, name: str) -> Path:
    """The file of a style vector: beside the card, or among those that come with the program."""
    own = card.folder / "kokoro" / f"{name}.npy"
    return own if own.is_file() else shipped.voices_folder() / "kokoro" / own.name


def _read(path: Path, card: VoiceCard) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _no_vector(path, card) from error


def _no_vector(path: Path, card: VoiceCard) -> VoiceUnavailable:
    return VoiceUnavailable(
        f"The voice '{card.name}' needs the style vector {path}, which cannot be read.",
        hint=f"Put it beside the card, in {card.folder / 'kokoro'}, or name another in blend.",
    )


def _style(card: VoiceCard, blend: dict[str, float]) -> NDArray[np.float32]:
    import numpy as np  # with the model, not before

    total = np.zeros(_STYLE, np.float32)
    for name, share in blend.items():
        path = _vector(card, name)
        try:
            vector = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise _no_vector(path, card) from error
        if getattr(vector, "shape", None) != _STYLE or vector.dtype != np.float32:
            raise VoiceUnavailable(
                f"{path} is not a Kokoro style vector: expected float32 numbers, "
                f"{' by '.join(map(str, _STYLE))}.",
                hint="Take an official one: tools/make_voices.py in our repository fetches them.",
            )
        total += np.float32(share) * vector
    return total


# A model takes 0.4 GB and half a second, and two presenters may well share one.  It is kept only as
# long as a voice holds it.
_ENGINES: WeakValueDictionary[Path, Any] = WeakValueDictionary()
_OPENING = threading.Lock()


def _shared_engine(model: Path, card: VoiceCard) -> Any:
    with _OPENING:
        engine = _ENGINES.get(model)
        if engine is None:
            engine = _ENGINES[model] = _engine(model, card)
        return engine


def _engine(model: Path, card: VoiceCard) -> Any:
    # kokoro-onnx wants a file of voices; it only looks a voice up there by name, and we never do.
    first = _vector(card, next(iter(card.parameters["blend"])))
    try:
        # It would keep an identifier of this machine in the user's cache, to report to its maker.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime  # 0.2 s
        from kokoro_onnx import Kokoro

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        return Kokoro.from_session(session, str(first))
    except ImportError as error:
        raise VoiceUnavailable(
            f"The voice '{card.name}' cannot load the package that runs it: {error}.",
            hint="pip install --force-reinstall onnxruntime kokoro-onnx",
        ) from error
    except _onnx_errors() as error:
        raise VoiceUnavailable(
            f"The voice model {model} cannot be loaded.",
            hint="Delete it: it will be put together again.",
        ) from error


def _onnx_errors() -> tuple[type[Exception], ...]:
    """All that ONNX Runtime may raise; it gives its errors no common base of their own."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state  # with the model

    found = [kind for kind in vars(state).values() if isinstance(kind, type)]
    return tuple(kind for kind in found if issubclass(kind, Exception))


def _to_pcm(samples: NDArray[np.float32]) -> Sound:
    import numpy as np  # with the model

    whole = np.clip(samples, -1, 1) * 32_767
    return Sound(whole.astype("<i2").tobytes(), RATE)
