"""What players show of the file alone, out of the feed, is right and complete."""

import base64
import datetime as dt
import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mutagen
import pytest
from mutagen.flac import Picture
from PIL import Image

from briefing import codec, tags
from briefing.errors import SettingsError
from briefing.model import SYNTHETIC, Chapter
from briefing.settings import Show
from tests.builders import NOW, TITLE, cover_file, mp3, sound
from tests.readers import READERS, Seen, by_ffmpeg, eyed3_tag, frames, inside, probe, read

# eyeD3 0.9.9 tries a form of date that has no year, of which Python 3.13 disapproves.
pytestmark = pytest.mark.filterwarnings("ignore:Parsing dates involving a day of month")
SHOW = Show(title="Le journal d’Œting — été", author="Élodie Noël & Cie")
# The sizes of their frames are out of order on purpose: mutagen alone would sort by them.
CHAPTERS = (
    Chapter(0.0, 0.4004, "Les titres de ce dimanche, et ce qu’il faut en savoir"),
    Chapter(0.4004, 0.7, "Œting : « l’été » & <la> 🎄", "https://example.org/été?a=1&b=œ"),
    Chapter(0.7, 1.4, "Un pont"),
    *(Chapter(1.4 + at / 100, 1.41 + at / 100, "Bref " + "x" * (9 - at)) for at in range(9)),
    Chapter(1.49, 2.0, "Fin"),
)
TRANSCRIPT = "Bonjour, l’été !\n\n«\u00a0Ça\u00a0»\u202f: 3\u202f€ & <b>."
TAGGED = tags.Tagged(TITLE, SHOW, NOW, cover_file(), CHAPTERS, TRANSCRIPT)
SEEN = Seen(
    TITLE, SHOW.author, SHOW.title, "2026-11-22", "fra", SYNTHETIC, TRANSCRIPT, b"",
    [(round(each.start * 1000), round(each.end * 1000), each.title) for each in CHAPTERS],
)  # fmt: skip
V24_ONLY = {"TDRC", "TDRL", "TDOR", "TDEN", "TDTG", "TMOO", "TPRO", "TSOP", "TSOA", "TSOT", "TSST"}


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """An MP3 as the master leaves it, tagged."""
    path = tmp_path / "episode.mp3"
    mp3(path)
    tags.write(path, TAGGED)
    return path


def test_the_tags_say_what_is_heard(audio):
    """Title, artist, album, language, kind and comment, with every accent and apostrophe."""
    found = read(audio)
    assert found["TIT2"].text == [TITLE]
    assert found["TPE1"].text == [SHOW.author]
    assert found["TALB"].text == [SHOW.title]
    assert found["TLAN"].text == ["fra"]
    assert found["TCON"].text == ["Podcast"]
    assert found["COMM::fra"].text == [SYNTHETIC]


# ---- four readers -------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_reads_the_same(audio, reader: Callable[[Path], Seen]):
    """Every text whole, and the chapters one after the other as they are heard."""
    found = reader(audio)
    assert found._replace(picture=b"") == SEEN
    assert found.picture in {b"", cover_file().read_bytes()}


def test_the_chapters_lie_in_their_order_in_the_file(audio):
    """After a table of contents that lists them: ordered, and the only one at the top."""
    found = list(frames(audio))
    names = [content.split(b"\0")[0] for name, content in found if name == "CHAP"]
    assert names == [b"chp%d" % number for number in range(len(CHAPTERS))]
    (contents,) = (content for name, content in found if name == "CTOC")
    listed = b"".join(name + b"\0" for name in names)
    assert contents == b"toc\0" + bytes([0b11, len(names)]) + listed


def test_a_chapter_says_that_its_times_count(audio):
    """Not places in the file, which are all ones: the addendum to the standard has it so."""
    for name, content in frames(audio):
        if name == "CHAP":
            times, rest = content.split(b"\0", 1)[1][:16], content.split(b"\0", 1)[1][16:]
            assert times[8:] == b"\xff" * 8
            assert {inner for inner, _ in inside(rest)} <= {"TIT2", "WXXX"}


def test_a_chapter_has_the_address_of_its_article(audio):
    """As it goes over the wire; one that is nowhere on the web has none."""
    links = [each.user_url for each in eyed3_tag(audio).chapters]
    assert links[1].rstrip(" \0") == "https://example.org/%C3%A9t%C3%A9?a=1&b=%C5%93"
    assert not any(links[:1] + links[2:])
    assert read(audio)["CHAP:chp1"].sub_frames["WXXX:"].url == links[1].rstrip(" \0")


def test_more_chapters_than_a_table_of_contents_holds(audio):
    """All are in the file; the table, which counts in one byte, lists the first 255."""
    many = tuple(Chapter(at / 200, (at + 1) / 200, f"N° {at}") for at in range(300))
    tags.write(audio, replace(TAGGED, chapters=many))
    assert [title for *_, title in by_ffmpeg(audio).chapters] == [each.title for each in many]
    assert len(read(audio)["CTOC:toc"].child_element_ids) == 255


def test_an_episode_without_chapters_or_transcript(audio):
    """Has no frame for them."""
    tags.write(audio, replace(TAGGED, chapters=(), transcript=""))
    assert not {name for name, _ in frames(audio)} & {"CHAP", "CTOC", "USLT"}


def test_a_transcript_of_an_hour_travels_whole(audio):
    """Some nine thousand words, and its paragraphs; control characters would end it."""
    long = "\n\n".join(["Il a plu toute la journée sur la ville, dit le maire."] * 900)
    tags.write(audio, replace(TAGGED, transcript=f"{long}\x00Fin\ud83d."))
    assert str(read(audio)["USLT::fra"]) == by_ffmpeg(audio).lyrics == f"{long} Fin ."


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
    assert picture.data == cover_file().read_bytes()
    assert (picture.mime, picture.type) == ("image/jpeg", 3)


def test_a_png_cover_is_called_one(tmp_path):
    """Whatever its file is called: players believe the type."""
    cover = tmp_path / "cover.jpg"
    Image.new("RGB", (1400, 1400), "navy").save(cover, "PNG")
    mp3(tmp_path / "a.mp3")
    tags.write(tmp_path / "a.mp3", replace(TAGGED, cover=cover))
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
    found = list(frames(audio))
    names = {name for name, _ in found}
    assert {"TIT2", "TPE1", "TALB", "TYER", "TLAN", "COMM", "APIC", "USLT"} <= names
    assert not names & V24_ONLY
    for name, content in found:
        if name not in {"CHAP", "CTOC"}:
            assert content[0] in {0, 1}, f"{name} is neither Latin-1 nor UTF-16"


def test_there_is_one_tag(audio):
    """What the encoder wrote is replaced; no second tag at the beginning, none at the end."""
    tags.write(audio, replace(TAGGED, title="Autre"))
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
    tags.write(audio, replace(TAGGED, title=title))
    assert read(audio)["TIT2"].text == [shown]
    assert probe(audio)["format"]["tags"]["title"] == shown


def test_a_date_in_any_zone_is_the_date_there(audio):
    """The listener's calendar is the publisher's."""
    tokyo = dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    tags.write(audio, replace(TAGGED, published=tokyo))
    assert (str(read(audio)["TYER"]), str(read(audio)["TDAT"])) == ("2026", "3112")


@pytest.mark.parametrize("content", [b"", b"GIF89a......", b"<svg/>", b"RIFF0000WEBP"])
def test_a_cover_that_apps_do_not_show_is_refused(audio, tmp_path, content):
    """In one sentence with its name, and the file keeps the tags that it had."""
    before, cover = audio.read_bytes(), tmp_path / "cover.png"
    cover.write_bytes(content)
    with pytest.raises(SettingsError, match=rf"^The cover {cover} is neither a JPEG nor a PNG\.$"):
        tags.write(audio, replace(TAGGED, cover=cover))
    assert audio.read_bytes() == before


def test_a_cover_that_is_not_there_is_an_error_of_the_disk(audio, tmp_path):
    """Whoever calls can say which file it is."""
    with pytest.raises(FileNotFoundError, match="missing"):
        tags.write(audio, replace(TAGGED, cover=tmp_path / "missing.jpg"))


def test_what_the_disk_refuses_is_an_error_of_the_disk(tmp_path):
    """Not one of the library's own, which nobody upstairs would know."""
    with pytest.raises(OSError, match="directory") as caught:
        tags.write(tmp_path, TAGGED)
    assert caught.value.errno == errno.EISDIR


# ---- the other formats --------------------------------------------------------------------------


@pytest.fixture(params=["m4a", "opus"])
def other(request, tmp_path: Path) -> Path:
    """A file that is no MP3, as the codec leaves it; what it is called does not matter."""
    path = tmp_path / "sound"
    codec.encode(sound(2.0), path, request.param)
    return path


def test_other_formats_say_the_same(other):
    """In their own way; an M4A has no chapters of its own, an Opus knows only where they start."""
    bare = codec.decode(other)
    tags.write(other, TAGGED)
    found = by_ffmpeg(other)
    assert found._replace(chapters=[]) == SEEN._replace(chapters=[])
    starts = [(start, title) for start, _, title in found.chapters]
    is_opus = other.read_bytes().startswith(b"OggS")
    assert starts == [(start, title) for start, _, title in SEEN.chapters if is_opus]
    assert codec.decode(other) == bare, "the sound is not what it was"


def test_other_formats_are_marked_as_synthetic_for_programs(other):
    """By the same name as in an MP3."""
    tags.write(other, TAGGED)
    words = {
        name.rpartition(":")[2].lower(): value for name, value in mutagen.File(other).tags.items()
    }
    (mark,) = words["digitalsourcetype"]
    assert (mark if isinstance(mark, str) else mark.decode()).endswith("/trainedAlgorithmicMedia")


def test_other_formats_have_the_cover(other):
    """The very bytes of the picture."""
    tags.write(other, TAGGED)
    found = mutagen.File(other).tags
    if "covr" in found:
        assert bytes(found["covr"][0]) == cover_file().read_bytes()
    else:
        picture = Picture(base64.b64decode(found["metadata_block_picture"][0]))
        assert picture.data == cover_file().read_bytes()
        assert (picture.mime, picture.type) == ("image/jpeg", 3)


def test_other_formats_are_tagged_again(other):
    """What they said before is gone, and nothing is said of a transcript that there is not."""
    tags.write(other, TAGGED)
    size = other.stat().st_size
    tags.write(other, replace(TAGGED, title="Autre", chapters=(), transcript=""))
    found = {name.lower() for name in mutagen.File(other).tags.keys()}  # noqa: SIM118
    assert not {name for name in found if name.startswith(("chapter", "lyrics", "\xa9lyr"))}
    tags.write(other, TAGGED)
    assert other.stat().st_size <= size
    assert by_ffmpeg(other).title == TITLE
