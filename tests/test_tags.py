"""What players show of the file alone, out of the feed, is right and complete."""

import datetime as dt
import errno
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from PIL import Image

from briefing import codec, shipped, tags
from briefing.errors import SettingsError
from briefing.model import SYNTHETIC
from briefing.settings import Show
from tests.builders import NOW, TITLE, mp3

SHOW = Show(title="Le journal d’Œting — été", author="Élodie Noël & Cie")
V24_ONLY = {"TDRC", "TDRL", "TDOR", "TDEN", "TDTG", "TMOO", "TPRO", "TSOP", "TSOA", "TSOT", "TSST"}


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """An MP3 as the master leaves it, tagged."""
    path = tmp_path / "episode.mp3"
    mp3(path)
    tags.write(path, TITLE, SHOW, NOW, cover=shipped.cover())
    return path


def read(path: Path) -> ID3:
    """The tags as they lie on disk, not brought up to v2.4."""
    return ID3(path, translate=False)


def probe(path: Path) -> dict[str, str]:
    """The tags as ffprobe, an independent reader, sees them."""
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", str(path)]
    out = subprocess.run(command, capture_output=True, check=True, timeout=30)
    return json.loads(out.stdout)


def frames(path: Path) -> Iterator[tuple[str, bytes]]:
    """The frames of an ID3v2.3 tag, read by the letter of its standard: names and contents."""
    content = path.read_bytes()
    assert content[:5] == b"ID3\x03\x00", "not ID3v2.3"
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte
    at = 10
    while at < 10 + size and content[at]:
        length = int.from_bytes(content[at + 4 : at + 8])  # plain in v2.3, synch-safe in v2.4
        yield content[at : at + 4].decode(), content[at + 10 : at + 10 + length]
        at += 10 + length


def test_the_tags_say_what_is_heard(audio):
    """Title, artist, album, language, kind and comment, with every accent and apostrophe."""
    found = read(audio)
    assert found["TIT2"].text == [TITLE]
    assert found["TPE1"].text == [SHOW.author]
    assert found["TALB"].text == [SHOW.title]
    assert found["TLAN"].text == ["fra"]
    assert found["TCON"].text == ["Podcast"]
    assert found["COMM::fra"].text == [SYNTHETIC]


def test_the_date_is_that_of_publication(audio):
    """Year, day and month, hour and minute: v2.3 keeps them in three frames."""
    found = read(audio)
    assert (str(found["TYER"]), str(found["TDAT"]), str(found["TIME"])) == ("2026", "2211", "0630")


def test_the_file_says_that_a_machine_speaks(audio):
    """For people in the comment, for programs by the IPTC's own name for it."""
    found = read(audio)
    assert "IA" in str(found["COMM::fra"])
    assert str(found["TXXX:digitalSourceType"]).endswith("/trainedAlgorithmicMedia")


def test_the_cover_travels_in_the_file(audio):
    """The very bytes of the picture, as front cover."""
    (picture,) = read(audio).getall("APIC")
    assert picture.data == shipped.cover().read_bytes()
    assert (picture.mime, picture.type) == ("image/jpeg", 3)


def test_a_png_cover_is_called_one(tmp_path):
    """Whatever its file is called: players believe the type."""
    cover = tmp_path / "cover.jpg"
    Image.new("RGB", (1400, 1400), "navy").save(cover, "PNG")
    mp3(tmp_path / "a.mp3")
    tags.write(tmp_path / "a.mp3", TITLE, SHOW, NOW, cover=cover)
    (picture,) = read(tmp_path / "a.mp3").getall("APIC")
    assert picture.mime == tags.mime(cover) == "image/png"


def test_another_reader_reads_the_same(audio):
    """Every text is found by ffprobe, and the cover as a picture that it can decode."""
    found = probe(audio)
    said = {key.lower(): value for key, value in found["format"]["tags"].items()}
    assert said["title"] == TITLE
    assert said["artist"] == SHOW.author
    assert said["album"] == SHOW.title
    assert said["date"].startswith("2026-11-22")
    assert said["language"] == "fra"
    assert said["comment"] == SYNTHETIC
    assert said["genre"] == "Podcast"
    cover = next(each for each in found["streams"] if each["codec_type"] == "video")
    assert cover["codec_name"] == "mjpeg"
    assert cover["width"] == cover["height"] >= 1400


def test_the_tag_is_of_version_three_throughout(audio):
    """By the letter of the standard: its header, no frame of v2.4, no text in UTF-8."""
    found = dict(frames(audio))
    assert {"TIT2", "TPE1", "TALB", "TYER", "TLAN", "COMM", "APIC"} <= found.keys()
    assert not found.keys() & V24_ONLY
    for name, content in found.items():
        assert content[0] in {0, 1}, f"{name} is neither Latin-1 nor UTF-16"


def test_there_is_one_tag(audio):
    """What the encoder wrote is replaced; no second tag at the beginning, none at the end."""
    tags.write(audio, "Autre", SHOW, NOW, cover=shipped.cover())
    content = audio.read_bytes()
    assert content.count(b"ID3\x03") == 1
    assert content.count(b"ID3\x04") == 0
    assert content[-128:-125] != b"TAG"
    assert read(audio)["TIT2"].text == ["Autre"]


def test_the_sound_is_left_alone(audio, tmp_path):
    """To the sample: tags lie before it."""
    mp3(tmp_path / "bare.mp3")
    assert codec.decode(audio) == codec.decode(tmp_path / "bare.mp3")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>5 & 6</b> ]]> \"ça\"", "<b>5 & 6</b> ]]> \"ça\""),
        ("Noël 🎄 北京", "Noël 🎄 北京"),
        ("« Ça\u00a0va\u202f? »", "« Ça\u00a0va\u202f? »"),
        ("Un/deux; trois", "Un/deux; trois"),
        ("avant\x00après\x07\nfin \ud83d", "avant après fin"),
        ("é" * 5000, "é" * 5000),
    ],
    ids=["markup", "emoji", "no-break", "slash", "control", "long"],
)  # fmt: skip
def test_any_title_is_shown_whole(audio, title, shown):
    """Nothing is cut at a zero byte, taken for two titles, or written as question marks."""
    tags.write(audio, title, SHOW, NOW, cover=shipped.cover())
    assert read(audio)["TIT2"].text == [shown]
    assert probe(audio)["format"]["tags"]["title"] == shown


def test_a_date_in_any_zone_is_the_date_there(audio):
    """The listener's calendar is the publisher's."""
    tokyo = dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    tags.write(audio, TITLE, SHOW, tokyo, cover=shipped.cover())
    assert (str(read(audio)["TYER"]), str(read(audio)["TDAT"])) == ("2026", "3112")


@pytest.mark.parametrize("content", [b"", b"GIF89a......", b"<svg/>", b"RIFF0000WEBP"])
def test_a_cover_that_apps_do_not_show_is_refused(audio, tmp_path, content):
    """In one sentence with its name, and the file keeps the tags that it had."""
    before, cover = audio.read_bytes(), tmp_path / "cover.png"
    cover.write_bytes(content)
    with pytest.raises(SettingsError, match=rf"^The cover {cover} is neither a JPEG nor a PNG\.$"):
        tags.write(audio, TITLE, SHOW, NOW, cover=cover)
    assert audio.read_bytes() == before


def test_a_cover_that_is_not_there_is_an_error_of_the_disk(audio, tmp_path):
    """Whoever calls can say which file it is."""
    with pytest.raises(FileNotFoundError, match="missing"):
        tags.write(audio, TITLE, SHOW, NOW, cover=tmp_path / "missing.jpg")


def test_what_the_disk_refuses_is_an_error_of_the_disk(tmp_path):
    """Not one of the library's own, which nobody upstairs would know."""
    with pytest.raises(OSError, match="directory") as caught:
        tags.write(tmp_path, TITLE, SHOW, NOW, cover=shipped.cover())
    assert caught.value.errno == errno.EISDIR
