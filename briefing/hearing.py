"""What a machine hears in an episode, held against its script: the door to faster-whisper.

It is there with the extra `listen`.  The model is what `BRIEFING_WHISPER` names: one of Whisper's
(`base` when it is not set), fetched once from its hub, or a folder that holds a converted one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import codec
from briefing.errors import VoiceUnavailable
from briefing.model import Sound, Spoken
from briefing.spoken import speakable

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

MODEL, DEFAULT = "BRIEFING_WHISPER", "base"
_RATE = 16_000  # Hz; what Whisper was trained on
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_WORD = re.compile(r"[^\W_]+")


class Heard(NamedTuple):
    """A word that was heard, as it was written down, and when, in seconds."""

    word: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the transcript, and how it was heard."""

    said: str
    heard: str
    """The words that were heard in its place."""
    share: float
    """Of its words, those that were heard; from 0 to 1."""
    early: float | None
    """Seconds from its start in the transcript to the first of its words; None: none was heard."""
    late: float | None
    """Seconds from its end in the transcript to the end of the last of its words."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A transcript against what was heard."""

    errors: float
    """Word error rate: words left out, put in or exchanged, as a share of those said."""
    sentences: tuple[Sentence, ...]

    @property
    def drift(self) -> tuple[float, float]:
        """How far the times of the transcript are from the words: median and worst, in seconds."""
        ends = chain.from_iterable((each.early, each.late) for each in self.sentences)
        off = [abs(seconds) for seconds in ends if seconds is not None]
        return (median(off), max(off)) if off else (0.0, 0.0)


class Ear:
    """Whisper, loaded when it first listens."""

    def __init__(self, model: str = "") -> None:
        self._name = model or os.environ.get(MODEL, "") or DEFAULT
        self._model: WhisperModel | None = None

    def hear(self, audio: Path) -> tuple[Heard, ...]:
        """The words in the sound file *audio*, in order.

        Raises:
            SoundError: it cannot be read.
            VoiceUnavailable: the extra is not installed, or the model is not to be had.
        """
        self._model = self._model or _loaded(self._name)
        # Without what came before in mind: else a slip goes on from sentence to sentence.
        parts, _ = self._model.transcribe(
            _wave(codec.decode(audio)),
            language="fr",
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        return tuple(
            Heard(word.word.strip(), float(word.start), float(word.end))
            for part in parts
            for word in part.words or ()
        )


def words(text: str) -> list[str]:
    """The words of *text* as they sound: figures said, elisions and hyphens apart, no marks.

    >>> words("L’après-midi, 12 cœurs !")
    ['l', 'après', 'midi', 'douze', 'coeurs']
    """
    return _WORD.findall(speakable(text).lower().translate(_LIGATURES))


def word_error_rate(said: str, heard: str) -> float:
    """Words of *said* left out, put in or exchanged in *heard*, as a share of those of *said*.

    >>> word_error_rate("Il y a 3 chats.", "il y a trois chiens")
    0.2
    """
    before, after = words(said), words(heard)
    return _errors(before, after, aligned(before, after))


def compare(transcript: Sequence[Spoken], heard: Sequence[Heard]) -> Comparison:
    """*transcript* against the words that were *heard* from its first sentence to its last.

    What is heard in the music around it is no word of anybody.
    """
    spans = [_Span.of(each) for each in transcript]
    said = list(chain.from_iterable(span.words for span in spans))
    times = _timed(_within(transcript, heard))
    after = [each.word for each in times]
    pairs = aligned(said, after)
    sentences, at = [], 0
    for span in spans:
        here = range(at, at + len(span.words))
        sentences.append(_sentence(span, [(n - at, pairs[n]) for n in here if n in pairs], times))
        at = here.stop
    return Comparison(_errors(said, after, pairs), tuple(sentences))


class _Span(NamedTuple):
    spoken: Spoken
    words: list[str]

    @classmethod
    def of(cls, spoken: Spoken) -> _Span:
        return cls(spoken, words(spoken.text))


def _sentence(span: _Span, pairs: list[tuple[int, int]], times: Sequence[Heard]) -> Sentence:
    """*pairs* are places of words of the sentence, and of words that were heard in their place."""
    spoken, said = span
    same = {place: times[other] for place, other in pairs if said[place] == times[other].word}
    # Where a word at an end was heard as another one, nobody knows whose time that is.
    first, last = same.get(0), same.get(len(said) - 1)
    return Sentence(
        spoken.text,
        " ".join(times[other].word for _, other in pairs),
        len(same) / len(said) if said else 1.0,
        first.start - spoken.start if first else None,
        last.end - spoken.end if last else None,
    )


def _within(transcript: Sequence[Spoken], heard: Sequence[Heard]) -> list[Heard]:
    if not transcript:
        return []
    start, end = transcript[0].start, transcript[-1].end
    return [each for each in heard if each.end > start and each.start < end]


def _timed(heard: Sequence[Heard]) -> list[Heard]:
    """*heard* as `words` gives it, each with its time.

    Figures are only understood together ("14", "h", "30"), so all is made speakable at once, and
    the words that come of it take their times from those they stand beside.
    """
    pieces = [Heard(word, start, end) for text, start, end in heard for word in _WORD.findall(
        text.lower().translate(_LIGATURES)
    )]  # fmt: skip
    whole = words(" ".join(each.word for each in heard))
    pairs = aligned(whole, [each.word for each in pieces])
    out: list[Heard] = []
    for place, word in enumerate(whole):
        if place in pairs:
            _, start, end = pieces[pairs[place]]
        else:
            start = end = out[-1].end if out else (heard[0].start if heard else 0.0)
        out.append(Heard(word, start, end))
    return out


def _errors(said: Sequence[str], heard: Sequence[str], pairs: dict[int, int]) -> float:
    right = sum(said[place] == heard[other] for place, other in pairs.items())
    exchanged = len(pairs) - right
    wrong = exchanged + (len(said) - len(pairs)) + (len(heard) - len(pairs))
    return wrong / max(len(said), 1)


def aligned(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which word of *after* stands for which of *before*, by place, with the fewest changes.

    A word that is left out of *after* is not in it.  (Levenshtein's distance; the table takes a
    byte for each pair of words: 80 MB for an hour of speech.)
    """
    import numpy as np  # 0.1 s, and only for who listens

    codes = {word: code for code, word in enumerate(dict.fromkeys((*before, *after)))}
    columns = np.array([codes[word] for word in after], np.int64)
    steps = np.arange(len(after) + 1)
    costs = steps.copy()
    came_from = np.zeros((len(before) + 1, len(after) + 1), np.uint8)  # 0 both, 1 above, 2 left
    came_from[0, 1:] = 2
    for row, word in enumerate(before, 1):
        both = costs[:-1] + (columns != codes[word])
        above = costs + 1
        best = above.copy()
        best[1:] = np.minimum(both, above[1:])
        came_from[row] = 1
        came_from[row, 1:][both <= above[1:]] = 0
        # A word put in costs one more than the cell on its left, which may have come so itself.
        costs = np.minimum.accumulate(best - steps) + steps
        came_from[row][costs < best] = 2
    return _path(came_from)


def _path(came_from: Any) -> dict[int, int]:
    row, column = (size - 1 for size in came_from.shape)
    pairs = {}
    while row or column:
        step = came_from[row, column]
        row, column = row - (step != 2), column - (step != 1)  # noqa: PLR2004 - see aligned
        if step == 0:
            pairs[int(row)] = int(column)
    return pairs


def _wave(sound: Sound) -> Any:
    """The samples that Whisper takes: decoded by us, as FFmpeg takes some names for addresses."""
    import numpy as np  # see aligned

    samples = np.frombuffer(codec.resample(sound, _RATE).pcm, "<i2")
    return samples.astype(np.float32) / 32_768


def _loaded(name: str) -> WhisperModel:
    # The hub's client would tell its makers what is fetched, and by what machine.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from faster_whisper import WhisperModel  # 2 s
    except ImportError as error:
        raise VoiceUnavailable(
            "Nobody can listen here: the package 'faster-whisper' is missing.",
            hint="pip install 'briefing-podcast[listen]'",
        ) from error
    try:
        return WhisperModel(name, device="cpu", compute_type="int8")
    # It says that there is no such model, no network or no room in each way there is.
    except (OSError, ValueError, RuntimeError) as error:
        raise VoiceUnavailable(
            f"The model '{name}' that listens cannot be loaded: {_reason(error)}.",
            hint="Whisper's models are fetched once from the network; or set "
            f"{MODEL} to the folder of a converted one.",
        ) from error


def _reason(error: Exception) -> str:
    """The first sentence of what it says; the rest is for programmers."""
    said = re.split(r"[\n.](?:\s|$)", f"{error}".strip())[0]
    return said[:160] or type(error).__name__
