"""What the kinds of files are called on the web, for stores that serve what they were told."""

from __future__ import annotations

from pathlib import PurePosixPath

# Python's own table depends on the system, and lacks some.
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/x-m4a",
    ".md": "text/markdown; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/rss+xml; charset=utf-8",
}


def type_of(path: PurePosixPath) -> str:
    """The media type of a file of that name.

    >>> type_of(PurePosixPath("feed.xml")), type_of(PurePosixPath("a/b.MP3"))
    ('application/rss+xml; charset=utf-8', 'audio/mpeg')
    """
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")
