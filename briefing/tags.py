"""What travels inside the MP3: the one door to mutagen."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from briefing.errors import SettingsError
from briefing.model import SYNTHETIC
from briefing.settings import Show

# The IPTC's name for media made by a trained model: no podcast standard has one yet.
_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}  # by their first bytes
# NUL ends a text in ID3, and halves of surrogate pairs are not text.
_ILLEGAL = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]+")


def write(path: Path, title: str, show: Show, published: dt.datetime, *, cover: Path) -> None:
    """Tag the MP3 at *path* as ID3v2.3, the version that every player reads.

    *cover* is the picture to embed, a JPEG or a PNG.

    Raises:
        OSError: the file cannot be written.
        SettingsError: the cover is no picture of these kinds.
    """
    from mutagen import MutagenError  # 0.1 s
    from mutagen.id3 import (
        APIC,
        COMM,
        ID3,
        TALB,
        TCON,
        TDRC,
        TIT2,
        TLAN,
        TPE1,
        TXXX,
        Encoding,
        PictureType,
    )

    text = Encoding.UTF16  # v2.3 knows Latin-1 and UTF-16 only
    tags = ID3()
    tags.add(TIT2(encoding=text, text=_line(title)))
    tags.add(TPE1(encoding=text, text=_line(show.author)))
    tags.add(TALB(encoding=text, text=_line(show.title)))
    tags.add(TDRC(encoding=text, text=published.strftime("%Y-%m-%d %H:%M")))
    tags.add(TLAN(encoding=text, text="fra"))
    tags.add(TCON(encoding=text, text="Podcast"))
    tags.add(COMM(encoding=text, lang="fra", desc="", text=SYNTHETIC))
    tags.add(TXXX(encoding=text, desc="digitalSourceType", text=_SOURCE_TYPE))
    tags.add(
        APIC(
            encoding=text,
            mime=mime(cover),
            type=PictureType.COVER_FRONT,
            desc="",
            data=cover.read_bytes(),
        )
    )
    tags.update_to_v23()
    try:
        tags.save(path, v1=0, v2_version=3)
    except MutagenError as error:
        # mutagen wraps what the disk said, and a full disk would look like a fault of ours.
        raise _cause(error) from error


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


def _line(text: str) -> str:
    return _ILLEGAL.sub(" ", text).strip()


def _cause(error: Exception) -> Exception:
    wrapped = error.args[0] if error.args else None
    return wrapped if isinstance(wrapped, OSError) else error
