"""The name of a file -> what a client is told: its type, how long to keep it, who may read it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from briefing.model import MEDIA_TYPES


class Kind(NamedTuple):
    """What a client is told of a file."""

    media_type: str
    text: bool = False
    """Whether it shrinks: sounds and pictures are packed already, and players ask for parts."""
    shared: bool = False
    """Whether scripts of other sites may read it (CORS), as players on the web need."""


_UNKNOWN = Kind("application/octet-stream")
# Python's own table depends on the system, and lacks some.  Shared is what apps are given the
# address of in the feed.  Pages, records and scripts are not: a site that somebody visits must not
# read what another program on this machine serves.
_KINDS = {
    ".css": Kind("text/css; charset=utf-8", text=True),
    ".html": Kind("text/html; charset=utf-8", text=True),
    ".jpg": Kind("image/jpeg", shared=True),
    ".js": Kind("text/javascript; charset=utf-8", text=True),
    ".json": Kind("application/json", text=True),
    ".md": Kind("text/markdown; charset=utf-8", text=True),
    ".png": Kind("image/png", shared=True),
    ".svg": Kind("image/svg+xml", text=True),
    ".ttf": Kind("font/ttf"),
    ".txt": Kind("text/plain; charset=utf-8", text=True),
    ".vtt": Kind("text/vtt; charset=utf-8", text=True, shared=True),
    ".xml": Kind("application/rss+xml; charset=utf-8", text=True, shared=True),
} | {f".{ending}": Kind(name, shared=True) for ending, name in MEDIA_TYPES.items()}
_NAMES = {
    # podcast-namespace/docs/tags: chapters.md and transcript.md name the types, and ask for CORS.
    "chapters.json": Kind("application/json+chapters", text=True, shared=True),
    "transcript.json": Kind("application/json", text=True, shared=True),
}
_NEVER_CHANGES = re.compile(r"cover-[0-9a-f]{8}\.(?:jpg|png)")  # named by what is in it
_VERSION = re.compile(r"[0-9a-f]{8}")


def of(name: str) -> Kind:
    """What the file *name*, below the folder, is.

    >>> of("episodes/a/chapters.json").media_type, of("LICENSE").media_type
    ('application/json+chapters', 'application/octet-stream')
    """
    path = PurePosixPath(name)
    return _NAMES.get(path.name) or _KINDS.get(path.suffix.lower(), _UNKNOWN)


def keep(name: str, query: str) -> str:
    """For how long a client may keep the file *name* without asking: a Cache-Control.

    >>> keep("feed.xml", ""), keep("cover-0123abcd.jpg", ""), keep("episodes/a/a.mp3", "")
    ('no-cache', 'public, max-age=31536000, immutable', 'public, max-age=300')
    """
    if _NEVER_CHANGES.fullmatch(name):
        return "public, max-age=31536000, immutable"
    if name.startswith("site/") and _VERSION.fullmatch(query):
        return "public, max-age=86400"  # a page that needs another one asks by another version
    # An episode that is made again keeps its name: soon enough its listeners are asked to look.
    return "no-cache" if of(name).text else "public, max-age=300"
