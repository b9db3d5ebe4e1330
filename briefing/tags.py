"""What travels inside the sound file: the one door to mutagen."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefing.errors import SettingsError
from briefing.model import SYNTHETIC, Chapter
from briefing.settings import Show

if TYPE_CHECKING:
    from mutagen.id3 import Frame

# The IPTC's name for media made by a trained model: no podcast standard has one yet.
_SOURCE = "digitalSourceType"
_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}  # by their first bytes
# NUL ends a text in ID3, and halves of surrogate pairs are not text.
_ILLEGAL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")
_ILLEGAL_IN_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")
_GENRE = "Podcast"
_LANGUAGE = "fra"  # ISO 639-2
_HEADER = 10  # bytes before the frames of a tag
_ASCII = "".join(map(chr, range(0x21, 0x7F)))

# "ID3v2 Chapter Frame Addendum", 2005: this says that the times count, not the places in the file.
_NO_OFFSET = 0xFFFFFFFF
_CONTENTS, _TOP_LEVEL_AND_ORDERED = "toc", 0b11
_MOST_CHAPTERS = 255  # a table of contents counts its entries in one byte


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the file of an episode says of itself."""

    title: str
    show: Show
    published: dt.datetime
    cover: Path
    """The picture to embed, a JPEG or a PNG."""
    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""
    """What is said, in paragraphs; none is written when empty."""


def write(path: Path, tagged: Tagged) -> None:
    """Tag the sound file at *path*: an MP3 as ID3v2.3, the version that every player reads.

    An M4A gets the atoms of iTunes, without chapters, which mutagen does not write; an Opus gets
    Vorbis comments.  Tags that the file had are replaced; its sound stays as it is.

    Raises:
        OSError: the file or the cover cannot be read, or the file cannot be written.
        SettingsError: the cover is no picture of these kinds.
    """
    sound = path.read_bytes()
    if sound.startswith(b"OggS"):
        sound = _opus(sound, tagged)
    elif sound[4:8] == b"ftyp":
        sound = _m4a(sound, tagged)
    else:
        sound = _mp3(sound, tagged)
    path.write_bytes(sound)


def mime(picture: Path) -> str:
    """The type of a cover, by its first bytes.

    Raises:
        OSError: it cannot be read.
        SettingsError: it is neither a JPEG nor a PNG.
    """
    with picture.open("rb") as file:
        start = file.read(8)
    for signature, kind in _PICTURES.items():
        if start.startswith(signature):
            return kind
    raise SettingsError(
        f"The cover {picture} is neither a JPEG nor a PNG.", hint="Podcast apps show these two."
    )


# ---- MP3 ----------------------------------------------------------------------------------------


def _mp3(sound: bytes, tagged: Tagged) -> bytes:
    from mutagen import id3  # 0.1 s

    frames = [
        *_texts(tagged), *_marks(), *_chapters(tagged.chapters), *_lyrics(tagged.transcript),
        _picture(tagged.cover),
    ]  # fmt: skip
    file = io.BytesIO(sound)
    id3.delete(file)  # the encoder's own tag
    return _tag(frames) + file.getvalue()


def ending(picture: Path) -> str:
    """The ending of the name that a cover is to have, by what it is; see `mime`."""
    return ".png" if mime(picture) == "image/png" else ".jpg"


def _texts(tagged: Tagged) -> Iterator[Frame]:
    from mutagen.id3 import TALB, TCON, TDAT, TIME, TIT2, TLAN, TPE1, TYER

    published = tagged.published
    for frame, text in (
        (TIT2, _line(tagged.title)),
        (TPE1, _line(tagged.show.author)),
        (TALB, _line(tagged.show.title)),
        # v2.3 keeps a date in three frames; TDRC, which has it whole, is of v2.4.
        (TYER, f"{published:%Y}"),
        (TDAT, f"{published:%d%m}"),
        (TIME, f"{published:%H%M}"),
        (TLAN, _LANGUAGE),
        (TCON, _GENRE),
    ):
        yield frame(encoding=_encoding(), text=text)


def _marks() -> Iterator[Frame]:
    """What says that the voice is synthetic: to people, and to programs."""
    from mutagen.id3 import COMM, TXXX

    yield COMM(encoding=_encoding(), lang=_LANGUAGE, desc="", text=SYNTHETIC)
    yield TXXX(encoding=_encoding(), desc=_SOURCE, text=_SOURCE_TYPE)


def _chapters(chapters: tuple[Chapter, ...]) -> Iterator[Frame]:
    from mutagen.id3 import CHAP, CTOC

    if not chapters:
        return
    names = [f"chp{number}" for number in range(len(chapters))]
    yield CTOC(
        element_id=_CONTENTS,
        flags=_TOP_LEVEL_AND_ORDERED,
        child_element_ids=names[:_MOST_CHAPTERS],
        sub_frames=[],
    )
    for name, chapter in zip(names, chapters, strict=True):
        yield CHAP(
            element_id=name,
            start_time=round(chapter.start * 1000),
            end_time=round(chapter.end * 1000),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[*_heading(chapter)],
        )


def _heading(chapter: Chapter) -> Iterator[Frame]:
    from mutagen.id3 import TIT2, WXXX

    yield TIT2(encoding=_encoding(), text=_line(chapter.title))
    if chapter.link:
        yield WXXX(encoding=_encoding(), desc="", url=_address(chapter.link))


def _lyrics(transcript: str) -> Iterator[Frame]:
    from mutagen.id3 import USLT

    if text := _text(transcript):
        yield USLT(encoding=_encoding(), lang=_LANGUAGE, desc="", text=text)


def _picture(cover: Path) -> Frame:
    from mutagen.id3 import APIC, PictureType

    return APIC(
        encoding=_encoding(),
        mime=mime(cover),
        type=PictureType.COVER_FRONT,
        desc="",
        data=cover.read_bytes(),
    )


def _encoding() -> int:
    from mutagen.id3 import Encoding

    return Encoding.UTF16  # v2.3 knows Latin-1 and UTF-16 only


def _tag(frames: Iterable[Frame]) -> bytes:
    """An ID3v2.3 tag of *frames*, in their order.

    mutagen sorts the frames of a tag by size, and what reads chapters with FFmpeg lists them as
    they lie in the file.  So mutagen writes a tag for each frame, and we put them into one.
    """
    content = b"".join(_written(frame) for frame in frames)
    size = bytes(len(content) >> shift & 0x7F for shift in (21, 14, 7, 0))  # seven bits a byte
    return b"ID3\x03\x00\x00" + size + content


def _written(frame: Frame) -> bytes:
    from mutagen.id3 import ID3

    alone, file = ID3(), io.BytesIO()
    alone.add(frame)
    alone.save(file, v1=0, v2_version=3, padding=lambda _room: 0)
    return file.getvalue()[_HEADER:]


# ---- the other formats --------------------------------------------------------------------------


def _m4a(sound: bytes, tagged: Tagged) -> bytes:
    from mutagen.mp4 import AtomDataType, MP4Cover, MP4Tags

    kind = AtomDataType.PNG if mime(tagged.cover) == "image/png" else AtomDataType.JPEG
    atoms = MP4Tags()
    atoms.update(
        {
            "\xa9nam": _line(tagged.title),
            "\xa9ART": _line(tagged.show.author),
            "\xa9alb": _line(tagged.show.title),
            "\xa9day": tagged.published.isoformat(timespec="minutes"),
            "\xa9gen": _GENRE,
            "\xa9cmt": SYNTHETIC,
            **_if_any("\xa9lyr", tagged.transcript),
            "----:com.apple.iTunes:LANGUAGE": _LANGUAGE.encode(),
            f"----:com.apple.iTunes:{_SOURCE}": _SOURCE_TYPE.encode(),
            "covr": [MP4Cover(tagged.cover.read_bytes(), kind)],
        }
    )
    file = io.BytesIO(sound)
    atoms.save(file)
    return file.getvalue()


def _opus(sound: bytes, tagged: Tagged) -> bytes:
    from mutagen.flac import Picture
    from mutagen.id3 import PictureType
    from mutagen.oggopus import OggOpus

    picture = Picture()
    picture.type, picture.mime = PictureType.COVER_FRONT, mime(tagged.cover)
    picture.data = tagged.cover.read_bytes()
    file = io.BytesIO(sound)
    container = OggOpus(file)
    comments: Any = container.tags
    comments.clear()
    comments.update(
        {
            "TITLE": _line(tagged.title),
            "ARTIST": _line(tagged.show.author),
            "ALBUM": _line(tagged.show.title),
            "DATE": f"{tagged.published:%Y-%m-%d}",  # the proposal asks for the day
            "GENRE": _GENRE,
            "LANGUAGE": _LANGUAGE,
            "COMMENT": SYNTHETIC,
            **_if_any("LYRICS", tagged.transcript),
            _SOURCE: _SOURCE_TYPE,
            "METADATA_BLOCK_PICTURE": base64.b64encode(picture.write()).decode(),
        }
    )
    for number, chapter in enumerate(tagged.chapters):  # wiki.xiph.org/Chapter_Extension
        name = f"CHAPTER{number:03}"
        comments[name] = _clock(round(chapter.start * 1000))
        comments[f"{name}NAME"] = _line(chapter.title)
        if chapter.link:
            comments[f"{name}URL"] = _address(chapter.link)
    file.seek(0)
    container.save(file)
    return file.getvalue()


def _if_any(name: str, text: str) -> dict[str, str]:
    return {name: words} if (words := _text(text)) else {}


# ---- texts --------------------------------------------------------------------------------------


def _text(text: str) -> str:
    return _ILLEGAL_IN_TEXT.sub(" ", text).strip()


def _address(link: str) -> str:
    """*link* in ASCII, all that ID3 has for it; RFC 3986 (3.2.2) lets even a host be escaped."""
    return quote(_line(link), safe=_ASCII)


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    whole = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{whole}.{milliseconds % 1000:03}"


def _line(text: str) -> str:
    return _ILLEGAL.sub(" ", text).strip()
