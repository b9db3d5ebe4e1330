"""Programs and libraries that are not ours, reading what a sound file says of itself."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import av
import eyed3
import pytest
from mutagen.id3 import ID3

from tests.test_clients import program


def read(path: Path) -> ID3:
    """The tags as they lie on disk, not brought up to v2.4."""
    return ID3(path, translate=False)


def probe(path: Path) -> dict[str, Any]:
    """The tags as ffprobe, an independent reader, sees them."""
    show = ["-show_format", "-show_streams", "-show_chapters"]
    command = [program("ffprobe"), "-v", "error", "-of", "json", *show, str(path)]
    out = subprocess.run(command, capture_output=True, check=True, timeout=30)
    return json.loads(out.stdout)


def frames(path: Path) -> Iterator[tuple[str, bytes]]:
    """The frames of an ID3v2.3 tag, read by the letter of its standard: names and contents."""
    content = path.read_bytes()
    assert content[:5] == b"ID3\x03\x00", "not ID3v2.3"
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte
    yield from inside(content[10 : 10 + size])


def inside(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The frames that lie one after the other in *content*."""
    at = 0
    while at < len(content) and content[at]:
        length = int.from_bytes(content[at + 4 : at + 8])  # plain in v2.3, synch-safe in v2.4
        yield content[at : at + 4].decode(), content[at + 10 : at + 10 + length]
        at += 10 + length
    assert at == len(content) or not any(content[at:]), "something lies after the last frame"


class Seen(NamedTuple):
    """What a reader makes of a file."""

    title: str
    artist: str
    album: str
    date: str
    """The day, in the form of ISO 8601."""
    language: str
    comment: str
    lyrics: str
    picture: bytes
    """Empty where the reader shows none."""
    chapters: list[tuple[int, int, str]]
    """Start and end in milliseconds, and title."""


def by_mutagen(path: Path) -> Seen:
    """As mutagen reads what lies there; it keeps frames by name, so the file's order is lost."""
    found = read(path)
    chapters = [found[f"CHAP:{name}"] for name in found["CTOC:toc"].child_element_ids]
    return Seen(
        str(found["TIT2"]), str(found["TPE1"]), str(found["TALB"]),
        f"{found['TYER']}-{str(found['TDAT'])[2:]}-{str(found['TDAT'])[:2]}",
        str(found["TLAN"]), str(found["COMM::fra"]), str(found["USLT::fra"]),
        found.getall("APIC")[0].data,
        [(each.start_time, each.end_time, str(each.sub_frames["TIT2"])) for each in chapters],
    )  # fmt: skip


def eyed3_tag(path: Path) -> Any:
    """The tag as eyeD3 reads it."""
    return eyed3.load(path).tag


def by_eyed3(path: Path) -> Seen:
    """As eyeD3 reads it, in the file's order."""
    tag = eyed3_tag(path)
    chapters = [(each.times.start, each.times.end, each.title) for each in tag.chapters]
    date, language = str(tag.getBestDate())[:10], tag.frame_set[b"TLAN"][0].text
    return Seen(
        tag.title, tag.artist, tag.album, date, language, tag.comments[0].text, tag.lyrics[0].text,
        tag.images[0].image_data, chapters,
    )  # fmt: skip


def by_ffmpeg(path: Path) -> Seen:
    """As FFmpeg's libraries read it."""
    with av.open(path) as file:
        chapters = [
            (each["start"], each["end"], each["metadata"]["title"]) for each in file.chapters()
        ]
        return from_ffmpeg(file.streams.audio[0].metadata | file.metadata, chapters)


def by_ffprobe(path: Path) -> Seen:
    """As the program of that name, mostly an older FFmpeg, reads it."""
    found = probe(path)
    chapters = [(each["start"], each["end"], each["tags"]["title"]) for each in found["chapters"]]
    return from_ffmpeg(found["format"]["tags"], chapters)


def from_ffmpeg(said: dict[str, str], chapters: list[tuple[int, int, str]]) -> Seen:
    """What FFmpeg says under its own names."""
    said = {key.lower().removesuffix("-fra"): value for key, value in said.items()}
    return Seen(
        said["title"], said["artist"], said["album"], said["date"][:10], said["language"],
        said["comment"], said["lyrics"], b"", chapters,
    )  # fmt: skip


def by_taglib(path: Path) -> Seen:
    """As TagLib reads it, in the file's order; a chapter's title is in what it writes back."""
    try:
        import tagpy.mpeg
    except ImportError:  # there are wheels for Linux on x86-64 only
        absent = pytest.fail if os.environ.get("BRIEFING_CLIENTS") == "required" else pytest.skip
        absent("tagpy is not installed")
    file = tagpy.mpeg.File(str(path))
    tag, found = file.ID3v2Tag(), file.ID3v2Tag().frameListMap()
    chapters = []
    for frame in found[b"CHAP"]:
        name, start, end = re.match(
            r"(\w+): start time: (\d+), end time: (\d+), ", frame.toString()
        ).groups()
        inner = dict(inside(frame.render()[10 + len(name) + 1 + 16 :]))
        chapters.append((int(start), int(end), inner["TIT2"][1:].decode("utf-16")))
    (date,), (language,), (lyrics,), (picture,) = (
        found[name] for name in (b"TDRC", b"TLAN", b"USLT", b"APIC")
    )
    return Seen(
        tag.title, tag.artist, tag.album, date.toString()[:10], language.toString(), tag.comment,
        lyrics.toString(), bytes(picture.picture()), chapters,
    )  # fmt: skip


READERS = [by_mutagen, by_eyed3, by_ffmpeg, by_ffprobe, by_taglib]
