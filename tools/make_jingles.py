"""Make the music that comes with the program, note by note: openings, transitions, closings, beds.

    python tools/make_jingles.py [FOLDER]

Everything is our own work, made by this file and by the scores in `tools/music` alone, and given
away: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/).  The same scores give the same
samples every time, so whoever doubts where the sound comes from can make it again.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import av
import numpy as np
from music.clair import CLAIR
from music.nuit import NUIT
from music.render import compose

from briefing.codec import measure
from briefing.model import Sound

STYLES = (CLAIR, NUIT)
SHIPPED = Path(__file__).resolve().parent.parent / "briefing" / "shipped" / "music"


def write_flac(sound: Sound, path: Path, title: str) -> None:
    """Write *sound* to *path* without loss, and without a date or a version that would change."""
    samples = np.frombuffer(sound.pcm, dtype="<i2")
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        container.metadata.update({"title": title, "license": "CC0-1.0"})
        stream = container.add_stream("flac", rate=sound.rate, layout="mono")
        stream.codec_context.format = "s16"
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = sound.rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main(folder: Path = SHIPPED) -> None:
    """Write every piece into a folder of its style in *folder*; say what a meter says of it."""
    for style in STYLES:
        (folder / style.name).mkdir(parents=True, exist_ok=True)
        for piece in style.pieces:
            path = folder / style.name / f"{piece.name}.flac"
            write_flac(compose(piece, style), path, f"briefing: {style.name}, {piece.name}")
            seconds, loudness = measure(path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            print(
                f"{style.name}/{path.name}  {seconds:.2f} s  {loudness.integrated:.1f} LUFS  "
                f"{loudness.true_peak:.1f} dBTP  {digest}"
            )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
