"""Sound in and out of its encoded forms, and the meters: the one door to FFmpeg (PyAV).

PyAV carries FFmpeg's libraries inside its wheel, so no program has to be installed on the system.
Everything here works on `Sound` (mono, 16-bit) and on files.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from briefing.errors import SoundError
from briefing.model import SAMPLE_BYTES, Loudness, Sound

if TYPE_CHECKING:
    import av
    from av.filter import Graph

MP3_RATE = 44_100  # Hz; Apple asks for 44.1 or 48 kHz (podcasters.apple.com/support/893)
MP3_BIT_RATE = 96_000  # bit/s, constant; Apple: 96 to 128 kb/s for mono
_BLOCK = 65_536  # samples handed to FFmpeg at once
_OVERSAMPLED = 4 * MP3_RATE  # a limiter must see the peaks between samples (BS.1770-4, annex 2)
_SILENCE = -70.0  # LUFS; the gate of BS.1770 below which there is nothing to measure


def decode(source: Path | bytes, *, name: str = "") -> Sound:
    """Read any sound file that FFmpeg knows (MP3, WAV, FLAC, OGG, M4A...) as mono.

    Channels are averaged; the rate is kept.  Every byte of the file must be sound:

    Raises:
        SoundError: the file is missing, empty, cut short or not a sound.
    """
    import av  # 0.2 s, and only needed when sound is read

    label = name or str(source if isinstance(source, Path) else "the sound")
    try:
        file = str(source) if isinstance(source, Path) else io.BytesIO(source)
        with av.open(file, "r") as container:
            if not container.streams.audio:
                raise SoundError(f"{label} holds no sound.")
            stream = container.streams.audio[0]
            rate = stream.rate
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            frames = [*container.decode(stream), None]
            pcm = b"".join(
                out.to_ndarray().tobytes()
                for frame in frames
                for out in resampler.resample(cast("av.AudioFrame", frame))
            )
    except av.FFmpegError as error:
        reason = error.strerror or "unreadable"
        raise SoundError(f"{label} cannot be read as sound: {reason}.") from error
    if not pcm:
        raise SoundError(f"{label} holds no sound.")
    return Sound(pcm, rate)


def resample(sound: Sound, rate: int) -> Sound:
    """The same sound at *rate* Hz (band-limited: nothing squeaks, nothing folds back)."""
    if sound.rate == rate:
        return sound
    return _collect(_filtered(_frames(sound), sound.rate, [("aresample", str(rate))]), rate)


def limit(sound: Sound, gain: float, ceiling: float) -> Sound:
    """Raise *sound* by *gain* dB and hold its true peak at *ceiling* dBTP."""
    linear = 10 ** (ceiling / 20)
    chain = [
        ("volume", f"{gain:.3f}dB:precision=float"),
        ("aresample", str(_OVERSAMPLED)),
        ("alimiter", f"limit={linear:.6f}:attack=2:release=40:level=false"),
        ("aresample", str(sound.rate)),
    ]
    return _collect(_filtered(_frames(sound), sound.rate, chain), sound.rate)


def measure(source: Path | Sound) -> tuple[float, Loudness]:
    """Seconds and loudness of a sound, or of an encoded file decoded to its end.

    Raises:
        SoundError: there is nothing to measure: silence, or no sound at all.
    """
    sound = decode(source) if isinstance(source, Path) else source
    values: dict[str, str] = {}
    for frame in _filtered(
        _frames(sound), sound.rate, [("ebur128", "peak=true:metadata=1:framelog=quiet")]
    ):
        values.update(frame.metadata)
    integrated = float(values.get("lavfi.r128.I", "-inf"))
    peak = float(values.get("lavfi.r128.true_peak", "0"))
    if integrated <= _SILENCE or peak <= 0:
        raise SoundError("There is nothing to hear: the sound is silent or too short to measure.")
    return sound.seconds, Loudness(integrated, 20 * float(np.log10(peak)))


def encode_mp3(sound: Sound, path: Path) -> None:
    """Write *sound* to *path* as MP3: mono, 44.1 kHz, constant bit rate."""
    import av  # see decode

    chain = [("aresample", str(MP3_RATE)), ("aformat", "sample_fmts=s16p:channel_layouts=mono")]
    with av.open(str(path), "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=MP3_RATE, layout="mono")
        stream.bit_rate = MP3_BIT_RATE
        for frame in _filtered(_frames(sound), sound.rate, chain):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _frames(sound: Sound) -> Iterator[av.AudioFrame]:
    import av  # see decode

    samples = np.frombuffer(sound.pcm, dtype="<i2")
    for start in range(0, len(samples), _BLOCK):
        frame = av.AudioFrame.from_ndarray(
            samples[None, start : start + _BLOCK], format="s16", layout="mono"
        )
        frame.sample_rate = sound.rate
        frame.pts = start
        frame.time_base = Fraction(1, sound.rate)
        yield frame


def _graph(rate: int, chain: Iterable[tuple[str, str]]) -> Graph:
    from av.filter import Graph  # see decode

    graph = Graph()
    last = graph.add_abuffer(
        sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate)
    )
    for name, arguments in chain:
        step = graph.add(name, arguments)
        last.link_to(step)
        last = step
    last.link_to(graph.add("abuffersink"))
    graph.configure()
    return graph


def _filtered(
    frames: Iterable[av.AudioFrame], rate: int, chain: list[tuple[str, str]]
) -> Iterator[av.AudioFrame]:
    """Pass *frames* (mono, 16-bit, *rate* Hz) through FFmpeg's filters, to the last sample."""
    import av  # see decode

    graph = _graph(rate, chain)
    for frame in (*frames, None):
        graph.push(frame)
        while True:
            try:
                yield cast("av.AudioFrame", graph.pull())
            except (av.BlockingIOError, av.EOFError):
                break


def _collect(frames: Iterable[av.AudioFrame], rate: int) -> Sound:
    import av  # see decode

    to_samples = av.AudioResampler(format="s16", layout="mono", rate=rate)
    blocks = [
        out.to_ndarray().tobytes()
        for frame in (*frames, None)
        for out in to_samples.resample(cast("av.AudioFrame", frame))
    ]
    pcm = b"".join(blocks)
    return Sound(pcm[: len(pcm) // SAMPLE_BYTES * SAMPLE_BYTES], rate)
