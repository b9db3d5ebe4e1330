"""Listen to episodes with a machine's ear, and count the words it hears otherwise.

    python tools/listen.py EPISODE_FOLDER...

Prints, for each episode, the word error rate between the transcript in its record and what Whisper
(base) hears in its MP3, both in spoken French, and the words that differ.  What it needs beside
briefing stands in tools/listening.py.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from listening import compare, heard, plain, whisper


def said(episode: Path) -> str:
    """What the record says was said."""
    record = json.loads((episode / "episode.json").read_text(encoding="utf-8"))
    return plain(" ".join(cue["text"] for cue in record["transcript"]))


def main() -> None:
    """Print the word error rates."""
    with tempfile.TemporaryDirectory() as folder:
        model = whisper(Path(folder))
        for episode in map(Path, sys.argv[1:]):
            audio = episode / f"{episode.name}.mp3"
            result = compare(said(episode), heard(audio, model))
            print(f"{100 * result.errors / result.words:5.1f} %  {episode.name}")
            for before, after in result.differences:
                print(f"         {before!r} heard as {after!r}")


if __name__ == "__main__":
    main()
