"""What travels inside the MP3: the one door to mutagen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from briefing.model import SYNTHETIC
from briefing.settings import Show

# The IPTC's name for media made by a trained model: no podcast standard has one yet.
_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def write(path: Path, title: str, show: Show, published: dt.datetime, *, cover: Path) -> None:
    """Tag the MP3 at *path* as ID3v2.3, the version that every player reads.

    *cover* is the picture to embed, a JPEG or a PNG.

    Raises:
        OSError: the file cannot be written.
    """
    from mutagen.id3 import (  # 0.1 s
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
    tags.add(TIT2(encoding=text, text=title))
    tags.add(TPE1(encoding=text, text=show.author))
    tags.add(TALB(encoding=text, text=show.title))
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
    tags.save(path, v1=0, v2_version=3)


def mime(picture: Path) -> str:
    """The type of a cover, by its first bytes."""
    return "image/png" if picture.read_bytes()[:4] == b"\x89PNG" else "image/jpeg"
