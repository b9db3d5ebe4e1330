"""The edges of a recorded sentence: engines put any amount of silence there; we put our own."""

from __future__ import annotations

from briefing.model import SAMPLE_BYTES, Sound

# A soft "s" or "f" begins some 50 dB under full scale; the engines' own silence lies under 70.  Of
# 78 sentences that begin or end in f, s, ch, p, t or v, said by three voices, what was cut off
# stayed under -62 dBFS, 38 dB under the weakest of those consonants.
_THRESHOLD = 10 ** (-55 / 20) * 32_768
_LEAD = 0.06  # seconds kept before the first sound, so that no first consonant is clipped
_TAIL = 0.12  # seconds kept after the last, for its echo


def trimmed(sound: Sound) -> Sound:
    """*sound* without the silence at its ends, but for a short margin of it.

    A sound that is silent altogether comes back empty.
    """
    import numpy as np  # 0.1 s, and only where there is sound

    samples = np.frombuffer(sound.pcm, "<i2")
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _THRESHOLD)
    if not len(loud):
        return Sound(b"", sound.rate)
    start = max(0, int(loud[0]) - int(_LEAD * sound.rate))
    end = min(len(samples), int(loud[-1]) + 1 + int(_TAIL * sound.rate))
    return Sound(samples[start:end].tobytes(), sound.rate)


def joined(sounds: list[Sound], pause: float) -> Sound:
    """Several sounds of one rate as one, with *pause* seconds of silence between them."""
    (rate,) = {sound.rate for sound in sounds}
    silence = bytes(int(pause * rate) * SAMPLE_BYTES)
    return Sound(silence.join(trimmed(sound).pcm for sound in sounds), rate)
