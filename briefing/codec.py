"""Sound in and out of its encoded forms, and the meters: the one door to FFmpeg (PyAV).

PyAV carries FFmpeg's libraries inside its wheel, so no program has to be installed on the system.
Everything here works on `Sound` (mono, 16-bit) and on files.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain as chained
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from briefing.errors import SoundError
from briefing.model import SAMPLE_BYTES, Loudness, Sound

if TYPE_CHECKING:
    import av
    from av.container import InputContainer
    from av.filter import Graph

RATE = 44_100  # Hz; Apple asks for 44.1 or 48 kHz (podcasters.apple.com/support/893)


class Format(NamedTuple):
    """How an episode can be encoded."""

    container: str
    """FFmpeg's name of it."""
    codec: str
    samples: str
    """FFmpeg's name of the samples that the codec takes."""
    bit_rate: int
    """Bits a second, constant; Apple asks for 96 to 128 kb/s for mono MP3 or AAC."""
    rate: int = RATE
    """Hz."""
    block: int = 0
    """Samples in a block, for a codec that takes no other."""
    header: int = 0
    """Bytes a second to reserve for the index at the file's start, so that it plays at once."""


# MP3 is what every player takes.  Opus knows no 44.1 kHz, and 48 kb/s of it are as good as 96 of
# MP3 for speech (opus-codec.org/comparison).
FORMATS = {
    "mp3": Format("mp3", "libmp3lame", "s16p", 96_000),
    "m4a": Format("ipod", "aac", "fltp", 96_000, block=1024, header=500),
    "opus": Format("ogg", "libopus", "s16", 48_000, rate=48_000, block=960),
}
_BLOCK = 65_536  # samples handed to FFmpeg at once
_OVERSAMPLED = 4 * RATE  # a limiter must see the peaks between samples (BS.1770-4, annex 2)
_SILENCE = -70.0  # LUFS; the gate of BS.1770 below which there is nothing to measure
_SHORTEST = 5  # tenths of a second; BS.1770 measures loudness over 0.4 s at a time
# FFmpeg's own choice leaves an image 21 dB under an 11 kHz tone brought from 24 to 44.1 kHz; with
# this filter it lies 106 dB under, at the same cost.
_CLEAN = "filter_size=128:cutoff=0.95"
# Containers whose header states how long the sound is; of the others FFmpeg makes a guess.
_STATED = frozenset({"wav", "aiff", "au", "flac", "mov,mp4,m4a,3gp,3g2,mj2"})
_AFTER = 0.1  # seconds of silence, longer than the filter at any rate
_SLACK = 0.1  # seconds that may lack at the end: encoders pad, and decoders cut the padding off
_ENDLESS = 0x7FFF_0000  # bytes; a WAV header that states as much or nothing was written to a pipe


def decode(source: Path | bytes, *, name: str = "") -> Sound:
    """Read any sound file that FFmpeg knows (MP3, WAV, FLAC, OGG, M4A...) as mono.

    Channels are averaged; the rate is kept.  A file that was cut short is noticed when its header
    states its length (WAV, FLAC, AIFF, M4A, MP3 from most encoders) or when it breaks off inside a
    block that cannot be read without its end.  What states nothing, as a stream of MP3 or OGG, is
    read as far as it goes.

    Raises:
        SoundError: the file is missing, empty, not a sound, or lacks its end.
    """
    import av  # 0.2 s, and only needed when sound is read

    label = name or str(source if isinstance(source, Path) else "the sound")
    try:
        # FFmpeg gets bytes, never a name: it takes "8:30.wav" for an address, and a playlist called
        # "jingle.m3u8" for leave to fetch what that names.
        file = io.BytesIO(source.read_bytes() if isinstance(source, Path) else source)
        if _wav_lacks_its_end(file):
            raise SoundError(f"{label} is cut short.")
        with av.open(file, "r", options={"protocol_whitelist": "none"}) as container:
            return _decoded(container, label)
    except (av.FFmpegError, OSError, ValueError) as error:  # ValueError: its format changes midway
        reason = getattr(error, "strerror", None) or str(error).rstrip(".") or "unreadable"
        raise SoundError(f"{label} cannot be read as sound: {reason}.") from error


def _decoded(container: InputContainer, label: str) -> Sound:
    import av  # see decode

    if not container.streams.audio or not container.streams.audio[0].rate:
        raise SoundError(f"{label} holds no sound.")
    stream = container.streams.audio[0]
    stated = _stated_seconds(container)
    resampler = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
    pcm = b"".join(
        out.to_ndarray().tobytes()
        for frame in chained(container.decode(stream), (None,))
        for out in resampler.resample(cast("av.AudioFrame", frame))
    )
    if not pcm:
        raise SoundError(f"{label} holds no sound.")
    sound = Sound(pcm, stream.rate)
    if sound.seconds < stated - _SLACK:
        raise SoundError(
            f"{label} is cut short: it holds {sound.seconds:.1f} of {stated:.1f} seconds."
        )
    return sound


def _stated_seconds(container: InputContainer) -> float:
    """How long the header says the sound is; 0 when it does not say."""
    stream = container.streams.audio[0]
    # FFmpeg knows that an MP3 starts after an encoder's delay only from the header with the length.
    kind = container.format.name
    if kind not in _STATED and not (kind == "mp3" and stream.start_time):
        return 0.0
    if stream.duration is None or stream.time_base is None:
        return 0.0
    return float(stream.duration * stream.time_base)


def _wav_lacks_its_end(file: IO[bytes]) -> bool:
    """Whether *file* is a WAV shorter than its header states: FFmpeg believes the file."""
    try:
        if not (head := file.read(12)).startswith(b"RIFF") or head[8:] != b"WAVE":
            return False
        while len(chunk := file.read(8)) == 8:  # noqa: PLR2004 - a name of 4 bytes, a length of 4
            name, size = struct.unpack("<4sI", chunk)
            start = file.tell()
            if name == b"data":
                return bool(size < _ENDLESS and file.seek(0, io.SEEK_END) - start < size)
            file.seek(start + size + size % 2)
        return False
    finally:
        file.seek(0)


def resample(sound: Sound, rate: int) -> Sound:
    """The same sound at *rate* Hz, just as long (to a sample).

    Band-limited: what folds back or is mirrored lies 60 dB under the sound.
    """
    if sound.rate == rate:
        return sound
    length = round(len(sound.pcm) // SAMPLE_BYTES * rate / sound.rate)
    # The filter keeps back what it has not seen enough after, so it gets silence to see.
    padded = chained(_frames(sound), _frames(_silence(_AFTER, sound.rate)))
    longer = _collect(_filtered(padded, sound.rate, [_to_rate(rate)]), rate)
    return Sound(longer.pcm[: length * SAMPLE_BYTES], rate)


def limit(sound: Sound, gain: float, ceiling: float) -> Sound:
    """Raise *sound* by *gain* dB and hold its true peak at *ceiling* dBTP, sample for sample."""
    linear = 10 ** (ceiling / 20)
    chain = [
        ("volume", f"{gain:.3f}dB:precision=float"),
        _to_rate(_OVERSAMPLED),
        # latency: take back the delay of the look-ahead, else the last 2 ms would be lost.
        ("alimiter", f"limit={linear:.6f}:attack=2:release=40:level=false:latency=true"),
        _to_rate(sound.rate),
    ]
    return _collect(_filtered(_frames(sound), sound.rate, chain), sound.rate)


class _Metered(NamedTuple):
    """What FFmpeg's meter says after a tenth of a second."""

    integrated: float
    peak: float  # linear, the highest so far


def measure(source: Path | Sound) -> tuple[float, Loudness]:
    """Seconds and loudness of a sound, or of an encoded file decoded to its end.

    A sound shorter than half a second, too short for the standard, is taken with silence after it.

    Raises:
        SoundError: there is nothing to measure: silence, or no sound at all.
    """
    sound = decode(source) if isinstance(source, Path) else source
    # The meter speaks every tenth of a second, and a peak after its last word would go unnoticed:
    # silence makes it speak again.  Loudness is what it said before that silence.
    tenths = max(int(sound.seconds * 10), _SHORTEST)
    silence = _frames(_silence(1.0, sound.rate))
    spoken = list(_meter(chained(_frames(sound), silence), sound.rate))
    integrated, peak = spoken[tenths - 1].integrated, spoken[-1].peak
    if not integrated > _SILENCE or peak <= 0:
        raise SoundError("There is nothing to hear: the sound is silent.")
    return sound.seconds, Loudness(integrated, 20 * math.log10(peak))


def _meter(frames: Iterable[av.AudioFrame], rate: int) -> Iterator[_Metered]:
    for frame in _filtered(frames, rate, [("ebur128", "peak=true:metadata=1:framelog=quiet")]):
        if said := frame.metadata:  # a last frame shorter than a tenth of a second has none
            yield _Metered(float(said["lavfi.r128.I"]), float(said["lavfi.r128.true_peak"]))


def encode(sound: Sound, path: Path, kind: str = "mp3") -> None:
    """Write *sound* to *path* in the format *kind*, one of `FORMATS`: mono, constant bit rate.

    Raises:
        OSError: the file cannot be written.
    """
    # Into memory first (0.7 MB a minute): PyAV prints a traceback when a disk fills under it.  And
    # in a frame of its own: what PyAV holds, kept alive by the error of a full disk, makes Python
    # 3.12 crash as it ends (PyAV 19.0).
    path.write_bytes(_encoded(sound, FORMATS[kind]))


def _encoded(sound: Sound, kind: Format) -> bytes:
    import av  # see decode

    chain = [
        _to_rate(kind.rate),
        ("aformat", f"sample_fmts={kind.samples}:channel_layouts=mono"),
        # AAC takes blocks of its own size; the others cut for themselves.
        *([("asetnsamples", f"{kind.block}:p=0")] if kind.block else []),
    ]
    file = io.BytesIO()
    reserved = {"moov_size": str(8192 + round(kind.header * sound.seconds))} if kind.header else {}
    with av.open(file, "w", format=kind.container, options=reserved) as container:
        stream = cast(
            "av.AudioStream", container.add_stream(kind.codec, rate=kind.rate, layout="mono")
        )
        stream.bit_rate = kind.bit_rate
        for frame in _filtered(_frames(sound), sound.rate, chain):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def _silence(seconds: float, rate: int) -> Sound:
    return Sound(bytes(int(seconds * rate) * SAMPLE_BYTES), rate)


def _to_rate(rate: int) -> tuple[str, str]:
    return "aresample", f"{rate}:{_CLEAN}"


def _frames(sound: Sound) -> Iterator[av.AudioFrame]:
    import av  # see decode
    import numpy as np  # 0.1 s, see decode

    samples = np.frombuffer(sound.pcm, dtype="<i2")
    for start in range(0, len(samples), _BLOCK):
        frame = av.AudioFrame.from_ndarray(
            samples[None, start : start + _BLOCK], format="s16", layout="mono"
        )
        frame.sample_rate = sound.rate
        frame.pts = None  # FFmpeg counts by itself, on through several sounds
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
    for frame in chained(frames, (None,)):
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
        for frame in chained(frames, (None,))
        for out in to_samples.resample(cast("av.AudioFrame", frame))
    ]
    pcm = b"".join(blocks)
    return Sound(pcm[: len(pcm) // SAMPLE_BYTES * SAMPLE_BYTES], rate)
