"""Compare blends of the official style vectors: heard by a machine, judged, and their pitch taken.

    python tools/make_voices.py FOLDER/kokoro --all
    python tools/choose_voices.py FOLDER ARTICLE... [--blend "ff_siwis=0.5,if_sara=0.5"]...
        [--seconds 40] [--cache FOLDER] [--distances]

Each blend says the first sentences of every article with the real engine, about --seconds of each;
without --blend, those of the grid below.  Prints a Markdown table:

- WER: words heard otherwise by Whisper (base), of all that were said, and in the worst article;
- DNSMOS: what people would say of the sound, from 1 to 5, overall and by the model of P.808;
- F0: the median pitch in an article, and the mean of that over the articles;
- words a minute, without the pauses between sentences.

--distances adds how alike the blends are.  What was measured is kept in the cache by its content
(engine, vectors, shares, words, and the method), so a run that was stopped goes on, and a
second one is quick.  What it needs beside briefing stands in tools/listening.py.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import listening
import numpy as np
import typer
from measure_voices import sentences

from briefing import blend, codec
from briefing.model import Sound
from briefing.segment import PAUSES
from briefing.voices import Voice, open_voice
from briefing.voices.card import VoiceCard
from briefing.voices.edges import joined

FRENCH = "ff_siwis"
WOMEN = (
    "af_heart", "af_bella", "af_nicole", "af_sarah", "af_aoede", "bf_emma", "if_sara", "ef_dora",
    "pf_dora", "hf_alpha",
)  # fmt: skip
MEN = (
    "im_nicola", "em_alex", "am_michael", "am_fenrir", "am_adam", "am_puck", "bm_george",
    "bm_fable", "pm_alex", "hm_omega",
)  # fmt: skip
# Half of a man is still a high voice with most of them.
SHARES = {WOMEN: 0.5, MEN: 0.4}
WORDS_A_SECOND = 165 / 60
CACHE = Path("build/chosen")
METHOD = "2"  # another number when the same sentences would be measured otherwise

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of a voice that said an article."""

    errors: int
    words: int
    """Of the text as it was compared."""
    overall: float
    p808: float
    pitch: float
    """Hz."""
    said: float
    """Words a minute."""


@dataclass(frozen=True)
class Lab:
    """The instruments and what they have measured before."""

    vectors: Path
    cache: Path
    workshop: Path

    @cached_property
    def ear(self) -> Any:
        """Whisper, put together when it is needed."""
        return listening.whisper(self.workshop)

    def measure(self, shares: Shares, texts: Sequence[Sequence[str]]) -> list[Result]:
        """What comes of each of *texts* in the voice made of *shares*."""
        with contextlib.closing(open_voice(card(shares, self.vectors))) as voice:
            files = [self._kept(voice, text) for text in texts]
            new = [
                (file, text) for file, text in zip(files, texts, strict=True) if not file.exists()
            ]
            # All at once: the sentences of one article do not keep the cores busy.
            said = iter(blend.say(voice, [each for _, text in new for each in text]))
            for file, text in new:
                result = self._heard(text, list(islice(said, len(text))))
                self.cache.mkdir(parents=True, exist_ok=True)
                file.write_text(json.dumps(asdict(result)), encoding="utf-8")
        return [Result(**json.loads(file.read_text(encoding="utf-8"))) for file in files]

    def _kept(self, voice: Voice, text: Sequence[str]) -> Path:
        what = json.dumps([METHOD, voice.identity(), *text])
        return self.cache / f"{hashlib.sha256(what.encode()).hexdigest()}.json"

    def _heard(self, text: Sequence[str], sounds: list[Sound]) -> Result:
        whole = codec.resample(joined(sounds, PAUSES["sentence"]), listening.RATE)
        samples = np.frombuffer(whole.pcm, "<i2").astype(np.float32) / 32_768
        told = listening.plain(" ".join(text))
        found = listening.compare(told, listening.heard(samples, self.ear))
        judged = listening.mos(samples)
        return Result(
            found.errors, found.words, judged.overall, judged.p808, listening.pitch(samples),
            blend.words_per_minute(text, sounds),
        )  # fmt: skip


def card(shares: Shares, folder: Path) -> VoiceCard:
    """A card for a voice that is only tried."""
    return VoiceCard(
        name(shares), "kokoro", "A trial.", "fr-FR", "unknown", 170, "Apache-2.0",
        network=False, parameters={"blend": shares}, folder=folder,
    )  # fmt: skip


def name(shares: Shares) -> str:
    """How a blend stands in the table: as it is asked for."""
    return ",".join(f"{vector}={share:g}" for vector, share in shares.items())


def grid() -> list[Shares]:
    """What is tried when nothing else is asked for."""
    pairs = [
        {FRENCH: share, other: round(1 - share, 3)}
        for others, share in SHARES.items()
        for other in others
    ]
    return [{FRENCH: 1.0}, *pairs]


def beginning(path: Path, seconds: float) -> list[str]:
    """The first sentences of an article, as said, that take about *seconds* together."""
    told: list[str] = []
    for sentence in sentences(path):
        if sum(len(each.split()) for each in told) >= seconds * WORDS_A_SECOND:
            break
        told.append(sentence)
    return told


def row(shares: Shares, found: Sequence[Result]) -> str:
    """A line of the table."""
    errors, words = sum(each.errors for each in found), sum(each.words for each in found)
    worst = max(each.errors / each.words for each in found)
    mean = {
        key: float(np.mean([getattr(each, key) for each in found]))
        for key in ("overall", "p808", "pitch", "said")
    }
    return (
        f"| {name(shares)} | {100 * errors / words:.1f} | {100 * worst:.0f} "
        f"| {mean['overall']:.2f} | {mean['p808']:.2f} | {mean['pitch']:.0f} | {mean['said']:.0f} |"
    )


HEAD = (
    "| blend | WER % | worst article % | DNSMOS | P.808 | F0 Hz | words a minute |\n"
    "|---|---|---|---|---|---|---|"
)


def likeness(candidates: Sequence[Shares], folder: Path) -> str:
    """A table of how alike the timbres are: the cosine between the styles, 1 for the same.

    Of the official vectors, `em_alex` and `pm_alex` have 0.97 and sound like one man; other men
    and women have 0.1 to 0.6.
    """
    styles = np.array([_style(shares, folder) for shares in candidates])
    styles = styles / np.linalg.norm(styles, axis=1, keepdims=True)
    lines = [
        "| cosine | " + " | ".join(map(name, candidates)) + " |",
        "|---|" + "---|" * len(candidates),
    ]
    for shares, alike in zip(candidates, styles @ styles.T, strict=True):
        lines.append(f"| {name(shares)} | " + " | ".join(f"{each:.2f}" for each in alike) + " |")
    return "\n".join(lines)


def _style(shares: Shares, folder: Path) -> Any:
    """The timbre of a blend: the first half of a style (the second is its melody)."""
    return sum(
        share * np.load(folder / "kokoro" / f"{vector}.npy")[:, 0, :128].mean(axis=0)
        for vector, share in shares.items()
    )


def main(
    vectors: Path,
    articles: list[Path],
    *,
    blends: Annotated[list[str] | None, typer.Option("--blend")] = None,
    seconds: float = 40,
    cache: Path = CACHE,
    distances: bool = False,
) -> None:
    """Print the table, a line as soon as it is known; the first line of the grid is siwis alone."""
    candidates = [blend.parse(text) for text in blends] if blends else grid()
    texts = [beginning(path, seconds) for path in articles]
    with tempfile.TemporaryDirectory() as workshop:
        lab = Lab(vectors, cache, Path(workshop))
        print(HEAD)
        for shares in candidates:
            print(row(shares, lab.measure(shares, texts)), flush=True)
    if distances:
        print(f"\n{likeness(candidates, vectors)}")


if __name__ == "__main__":
    typer.run(main)
