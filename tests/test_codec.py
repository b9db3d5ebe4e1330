from __future__ import annotations

import io
import re
import shutil
import subprocess
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from briefing import codec
from briefing.errors import SoundError
from briefing.model import Sound
from tests.fakes import silence, sound_of, tone, wave_of
from tests.google_server import GoogleServer

SECONDS = 3.0
# Container, codec and sample format of what people have on their disks.
FORMATS = {
    "mp3": ("libmp3lame", "s16p"),
    "flac": ("flac", "s16"),
    "ogg": ("libopus", "flt"),
    "m4a": ("aac", "fltp"),
    "aiff": ("pcm_s16be", "s16"),
    "wav": ("pcm_s16le", "s16"),
}


def file_of(
    sound: Sound, kind: str, coder: str = "", layout: str = "mono", **options: str
) -> bytes:
    """*sound* as a file of that *kind*."""
    usual, sample_format = FORMATS[kind]
    target = io.BytesIO()
    container_name = {"m4a": "ipod"}.get(kind, kind)
    with av.open(target, "w", format=container_name, options=options) as container:
        stream = container.add_stream(coder or usual, rate=sound.rate, layout=layout)
        known = [each.name for each in stream.codec_context.codec.audio_formats or ()]
        wanted = sample_format if sample_format in known else known[0]
        converter = av.AudioResampler(format=wanted, layout=layout, rate=sound.rate)
        size = stream.codec_context.frame_size or 1024
        samples = np.frombuffer(sound.pcm, "<i2")[None]
        for start in range(0, samples.shape[1], size):
            frame = av.AudioFrame.from_ndarray(
                samples[:, start : start + size], format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = sound.rate, start
            for piece in converter.resample(frame):
                container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return target.getvalue()


def pitch(sound: Sound) -> float:
    """The strongest frequency, in Hz."""
    wave_ = wave_of(sound)
    spectrum = np.abs(np.fft.rfft(wave_ * np.hanning(len(wave_))))
    return float(np.fft.rfftfreq(len(wave_), 1 / sound.rate)[spectrum.argmax()])


def level(sound: Sound) -> float:
    """RMS of its middle, in dB under full scale."""
    middle = wave_of(sound)[sound.rate // 4 : -sound.rate // 4]
    return 20 * float(np.log10(np.sqrt((middle**2).mean()) + 1e-9))


# --- decode ---


@pytest.mark.parametrize("kind", FORMATS)
def test_any_usual_file_is_read(kind: str) -> None:
    """Length, pitch, level and rate are those of the sound that was encoded."""
    rate = 48_000 if kind == "ogg" else 44_100  # Opus knows no other
    sound = codec.decode(file_of(tone(SECONDS, rate), kind))
    assert sound.rate == rate
    assert sound.seconds == pytest.approx(SECONDS, abs=0.06)
    assert pitch(sound) == pytest.approx(220, abs=1)
    assert level(sound) == pytest.approx(level(tone(SECONDS, rate)), abs=0.5)


@pytest.mark.parametrize("coder", ["pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"])
def test_samples_of_any_width_are_read(coder: str) -> None:
    """8 to 64 bits, whole numbers and fractions come out at the same level."""
    sound = codec.decode(file_of(tone(SECONDS, 44_100), "wav", coder))
    assert level(sound) == pytest.approx(level(tone(SECONDS, 44_100)), abs=0.1)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 37_800, 96_000])
def test_the_rate_of_a_file_is_kept(rate: int) -> None:
    """However odd it is."""
    sound = codec.decode(file_of(tone(SECONDS, rate), "wav"))
    assert sound == tone(SECONDS, rate)


def test_channels_are_averaged() -> None:
    """Stereo with a voice on the left only is heard at half its level, and never clipped."""
    left = np.frombuffer(tone(1.0, 44_100, level=0.8).pcm, "<i2")
    stereo = np.stack([left, np.zeros_like(left)], axis=1)
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((2, 2, 44_100, 0, "NONE", ""))
        writer.writeframes(stereo.astype("<i2").tobytes())
    sound = codec.decode(file.getvalue())
    assert np.abs(wave_of(sound)).max() == pytest.approx(0.4, abs=0.001)


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    """A colon in its name does not make it an address, nor a dash an option."""
    for name in ("8:30.wav", "concat:a|b.wav", "-i.wav", "été à Noël.wav", "no ending"):
        (tmp_path / name).write_bytes(file_of(tone(0.5), "wav"))
        assert codec.decode(tmp_path / name).seconds == pytest.approx(0.5)


def test_a_picture_in_an_mp3_is_no_hindrance() -> None:
    """Tags and covers before the first frame are passed over."""
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 0x10, 0]) + bytes(0x10 << 7)
    assert codec.decode(tag + file_of(tone(SECONDS), "mp3")).seconds == pytest.approx(SECONDS, 0.05)


@pytest.mark.parametrize("kind", ["wav", "aiff", "flac", "mp3", "m4a"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_file_cut_short_is_noticed(kind: str, share: float) -> None:
    """Half a jingle does not pass for a whole one, where the header states the length."""
    whole = file_of(tone(SECONDS, 44_100), kind)
    with pytest.raises(SoundError, match=r"cut short|cannot be read|holds no sound"):
        codec.decode(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("coder", ["pcm_s16le", "pcm_s24le", "pcm_u8"])
def test_a_wav_that_lacks_one_sample_is_noticed(coder: str) -> None:
    """Its header is taken by its word."""
    with pytest.raises(SoundError, match="cut short"):
        codec.decode(file_of(tone(SECONDS), "wav", coder)[:-4])


def test_a_wav_written_to_a_pipe_is_read() -> None:
    """Who writes to a pipe cannot go back to state the length; that is no sign of a cut."""
    whole = file_of(tone(SECONDS), "wav")
    at = whole.index(b"data") + 4
    for stated in (b"\xff\xff\xff\xff", b"\x00\x00\xff\x7f"):
        piped = whole[:at] + stated + whole[at + 4 :]
        assert codec.decode(piped).seconds == pytest.approx(SECONDS, abs=0.01)


def test_a_stream_without_a_stated_length_is_read_as_far_as_it_goes() -> None:
    """The limit of the promise: frames of MP3 and nothing else, as radio stations send them."""
    whole = file_of(tone(SECONDS), "mp3", write_xing="0", id3v2_version="0")
    assert codec.decode(whole[: len(whole) // 2]).seconds == pytest.approx(SECONDS / 2, abs=0.1)


@pytest.mark.parametrize(
    "garbage",
    [b"", b"\0", b"\0" * 100_000, b"<html>Not found</html>" * 99, b"RIFF", b"ID3", b"\xff\xfb"],
    ids=["empty", "zero", "zeros", "a page", "RIFF", "ID3", "a sync word"],
)
def test_what_is_not_a_sound_is_an_error(garbage: bytes) -> None:
    """The error says what was read, in words."""
    with pytest.raises(SoundError, match=r"^the jingle .*\.$"):
        codec.decode(garbage, name="the jingle")


def test_noise_that_looks_like_a_file_is_an_error() -> None:
    """A good beginning with rubbish after it does not pass."""
    whole = file_of(tone(SECONDS), "flac")
    noise = np.random.default_rng(1).bytes(len(whole))
    with pytest.raises(SoundError):
        codec.decode(whole[:200] + noise)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Neither is a folder a sound."""
    for path in (tmp_path / "none.wav", tmp_path):
        with pytest.raises(SoundError, match=re.escape(str(path))):
            codec.decode(path)


def test_a_film_without_sound_is_an_error(tmp_path: Path) -> None:
    """There is a file, FFmpeg knows it, and it holds nothing to hear."""
    with av.open(str(tmp_path / "mute.avi"), "w") as container:
        stream = container.add_stream("mpeg4", rate=24)
        stream.width, stream.height, stream.pix_fmt = 16, 16, "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    with pytest.raises(SoundError, match="holds no sound"):
        codec.decode(tmp_path / "mute.avi")


def test_a_file_that_changes_its_format_on_the_way_is_an_error() -> None:
    """Two MP3s of different rates in one would come out squeaking from the seam on."""
    bare = {"write_xing": "0", "id3v2_version": "0"}
    first = file_of(tone(SECONDS, 44_100), "mp3", **bare)
    second = file_of(tone(SECONDS, 22_050), "mp3", layout="stereo", **bare)
    with pytest.raises(SoundError):
        codec.decode(second + first)


def test_a_playlist_fetches_nothing(google: GoogleServer, tmp_path: Path) -> None:
    """A "jingle" that names an address does not make us ask there."""
    asked = len(google.requests)
    address = f"{google.url}/secret.ts"
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}\n#EXT-X-ENDLIST\n".encode()
    concat = f"ffconcat version 1.0\nfile {address}\n".encode()
    for name, content in {"a.m3u8": hls, "a.mp3": hls, "a.ffconcat": concat}.items():
        (tmp_path / name).write_bytes(content)
        for source in (tmp_path / name, content):
            with pytest.raises(SoundError):
                codec.decode(source)
    assert len(google.requests) == asked


# --- resample ---


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 48_000])
@pytest.mark.parametrize("samples", [1, 40, 5_347, 100_001])
def test_resampling_keeps_the_length(rate: int, samples: int) -> None:
    """To the sample: cues are counted in samples."""
    found = codec.resample(tone(samples / rate, rate), 44_100)
    assert found.rate == 44_100
    assert len(wave_of(found)) == round(samples * 44_100 / rate)


@pytest.mark.parametrize(
    ("before", "after"), [(16_000, 44_100), (24_000, 44_100), (44_100, 24_000)]
)
def test_resampling_shifts_nothing(before: int, after: int) -> None:
    """A click is where it was, within a sample of the slower rate."""
    click = np.zeros(before)
    click[before // 3] = 0.9
    found = np.abs(wave_of(codec.resample(sound_of(click, before), after)))
    assert found.argmax() / after == pytest.approx(1 / 3, abs=1 / min(before, after))


@pytest.mark.parametrize(
    ("hertz", "before", "after"),
    [(7_000, 16_000, 44_100), (11_000, 24_000, 44_100), (1_000, 16_000, 44_100)],
)
def test_no_mirror_image_is_heard_above_the_old_rate(hertz: int, before: int, after: int) -> None:
    """What lies above half the old rate is 60 dB under the tone; so "s" does not turn shrill."""
    wave_ = wave_of(codec.resample(tone(2.0, before, hertz), after))
    spectrum = np.abs(np.fft.rfft(wave_ * np.hanning(len(wave_))))
    frequency = np.fft.rfftfreq(len(wave_), 1 / after)
    image = spectrum[frequency > before / 2].max() / spectrum.max()
    assert 20 * np.log10(image) < -60


@pytest.mark.parametrize("hertz", [8_200, 9_000, 12_000, 20_000])
def test_nothing_folds_back_below_the_new_rate(hertz: int) -> None:
    """A tone that the new rate cannot carry is gone, not heard at another pitch."""
    folded = codec.resample(tone(2.0, 44_100, hertz, level=0.5), 16_000)
    assert level(folded) < level(tone(2.0, 44_100, hertz, level=0.5)) - 60


def test_the_same_rate_is_the_same_sound() -> None:
    """Nothing is done when nothing is asked."""
    sound = tone(0.1)
    assert codec.resample(sound, sound.rate) is sound


# --- measure ---


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
def test_the_meter_reads_a_known_tone(rate: int) -> None:
    """997 Hz at -20 dBFS in one channel are -23.0 LUFS with a true peak of -20 dBTP (BS.1770)."""
    seconds, loudness = codec.measure(tone(10, rate, 997, level=0.1))
    assert seconds == 10
    assert loudness.integrated == pytest.approx(-23.0, abs=0.1)
    assert loudness.true_peak == pytest.approx(-20.0, abs=0.1)


def test_the_meter_finds_peaks_between_samples() -> None:
    """A sine at a quarter of the rate, sampled beside its crests, peaks 3 dB over its samples."""
    crests = 0.5 * np.sin(np.pi / 2 * np.arange(48_000) + np.pi / 4)
    sound = sound_of(crests * np.hanning(48_000), 48_000)
    assert codec.measure(sound)[1].true_peak == pytest.approx(20 * np.log10(0.5), abs=0.1)


def test_the_meter_hears_the_last_sample() -> None:
    """A peak in the last hundredth of a second counts: FFmpeg's meter alone would not tell it."""
    wave_ = 0.05 * np.sin(np.arange(round(44_100 * 2.07)))
    wave_[-100:] = 0.9
    assert codec.measure(sound_of(wave_, 44_100))[1].true_peak > -1.5


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.4])
def test_a_very_short_sound_is_measured(seconds: float) -> None:
    """A single ding of a jingle has a loudness, though the standard begins at 0.4 s."""
    assert -45 < codec.measure(tone(seconds, level=0.3))[1].integrated < -10


@pytest.mark.parametrize("sound", [silence(5), silence(0.1), Sound(b"", 24_000)])
def test_silence_cannot_be_measured(sound: Sound) -> None:
    """It is an error, and never minus infinity."""
    with pytest.raises(SoundError, match="silent"):
        codec.measure(sound)


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg on the system")
def test_the_meter_agrees_with_the_one_of_ffmpeg(tmp_path: Path) -> None:
    """The program `ffmpeg`, of another version, reads the same within a tenth of a LU."""
    noise = np.random.default_rng(7).normal(0, 0.05, 44_100 * 8)
    swell = noise * np.linspace(0.1, 1, len(noise))
    path = tmp_path / "a.wav"
    path.write_bytes(file_of(sound_of(swell, 44_100), "wav"))
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true"]
    said = subprocess.run(
        [*command, "-f", "null", "-"], capture_output=True, text=True, check=True, timeout=60
    ).stderr
    _, loudness = codec.measure(path)
    assert float(re.findall(r"I: +(\S+) LUFS", said)[-1]) == pytest.approx(
        loudness.integrated, abs=0.1
    )
    assert float(re.findall(r"Peak: +(\S+) dBFS", said)[-1]) == pytest.approx(
        loudness.true_peak, abs=0.2
    )


# --- limit and encode ---


def test_the_limiter_holds_the_true_peak() -> None:
    """Raised by 20 dB a tone stays under the ceiling, between samples too."""
    limited = codec.limit(tone(3, 44_100, 997), 20, -3.0)
    assert codec.measure(limited)[1].true_peak < -2.5


def test_the_limiter_leaves_alone_what_fits() -> None:
    """Sample for sample, to a rounding: no delay, nothing lost at either end."""
    before = tone(1.5, 44_100, 997)
    after = codec.limit(before, 0, -1.0)
    assert len(after.pcm) == len(before.pcm)
    middle = slice(200, -200)
    assert np.abs(wave_of(after)[middle] - wave_of(before)[middle]).max() < 1e-3


def test_the_limiter_keeps_the_last_sample() -> None:
    """What sounds in the last two milliseconds is still there after the look-ahead."""
    wave_ = np.zeros(44_100)
    wave_[-20:] = 0.4
    assert np.abs(wave_of(codec.limit(sound_of(wave_, 44_100), 0, -1.0))[-20:]).max() > 0.3


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100])
def test_an_mp3_is_as_apple_asks(rate: int, tmp_path: Path) -> None:
    """Mono, 44.1 kHz, 96 kbit/s throughout; as long as the sound, and at its pitch."""
    path = tmp_path / "a.mp3"
    codec.encode(tone(SECONDS, rate), path)
    with av.open(str(path)) as container:
        (stream,) = container.streams
        assert (stream.codec_context.name, stream.rate, stream.layout.name) == (
            "mp3float",
            44_100,
            "mono",
        )
        sizes = {packet.size for packet in container.demux(stream) if packet.size}
    assert sizes <= {313, 314}  # bytes: 144 * 96000 / 44100 and the padding
    sound = codec.decode(path)
    assert sound.seconds == pytest.approx(SECONDS, abs=0.001)
    assert pitch(sound) == pytest.approx(220, abs=1)


def test_an_mp3_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(FileNotFoundError):
        codec.encode(tone(1), tmp_path / "none" / "a.mp3")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error() -> None:
    """An MP3 that found no room is not a success."""
    with pytest.raises(OSError, match="No space"):
        codec.encode(tone(30), Path("/dev/full"))
