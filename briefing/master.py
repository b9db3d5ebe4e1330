"""Mix -> MP3, M4A or Opus: as loud as podcasts are, never over full scale, as measured on it."""

from __future__ import annotations

from pathlib import Path

from briefing import codec
from briefing.errors import OutputError
from briefing.model import Loudness, Master, Sound

TARGET = -16.0  # LUFS; Apple Podcasts, "Audio requirements": -16 ±1
TOLERANCE = 0.3  # LU we accept after encoding; the promise is ±0.5
CEILING = -1.0  # dBTP on the encoded file; same source
_FIRST_CEILING = -1.8  # what the limiter gets first: encoding raises peaks by 0.1 to 0.8 dB
_ENCODING_LOSS = 0.44  # LU; LAME at constant bit rate, measured on speech here
_ATTEMPTS = 12  # speech takes one or two; single claps over near silence took ten


def master(sound: Sound, path: Path, kind: str = "mp3") -> Master:
    """Encode *sound* to *path* in the format *kind* of `codec.FORMATS`.

    It has -16 LUFS ±0.5 and at most -1 dBTP, both measured on the encoded file.  A limiter takes
    off what loudness it may not have, so the gain is corrected by what the encoded file measures,
    until it fits.

    Raises:
        OSError: the file cannot be written; `library` says what that means for an episode.
        OutputError: the file does not hold the whole sound, or cannot be made to fit.
        SoundError: the sound is silent.
    """
    before = codec.measure(sound)[1].integrated
    gain, ceiling = TARGET + _ENCODING_LOSS - before, _FIRST_CEILING
    for _ in range(_ATTEMPTS):
        codec.encode(codec.limit(sound, gain, ceiling), path, kind)
        seconds, loudness = codec.measure(path)
        if abs(seconds - sound.seconds) > 0.1:  # noqa: PLR2004 - an MP3 frame lasts 0.026 s
            raise OutputError(
                f"The episode was not written whole: {seconds:.1f} of {sound.seconds:.1f} seconds."
            )
        if _fits(loudness):
            return Master(seconds, loudness)
        gain += TARGET - loudness.integrated
        ceiling -= max(0.0, loudness.true_peak - CEILING + 0.1)
    raise OutputError(
        f"The episode cannot be brought to {TARGET:.0f} LUFS: it stays at "
        f"{loudness.integrated:.1f} LUFS with peaks of {loudness.true_peak:.1f} dBTP."
    )


def _fits(loudness: Loudness) -> bool:
    return abs(loudness.integrated - TARGET) <= TOLERANCE and loudness.true_peak <= CEILING
