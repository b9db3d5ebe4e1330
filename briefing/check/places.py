"""What lies at the addresses that a feed names: the one promise, and a folder that keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from briefing.errors import SourceError

# What servers call files by their names; see docs/serve.md.
_KINDS = {
    ".mp3": "audio/mpeg", ".m4a": "audio/x-m4a", ".opus": "audio/ogg", ".mp4": "video/mp4",
    ".m4v": "video/x-m4v", ".mov": "video/quicktime",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address has, as far as it was looked at."""

    missing: str = ""
    """Why there is nothing, in a sentence; empty when there is."""
    size: int | None = None
    """Bytes; None when the server does not say."""
    kind: str = ""
    """Media type; empty when nobody says."""
    head: bool = True
    """Whether the server answers HEAD."""
    ranges: bool = True
    """Whether it gives parts, so that a player can jump."""
    shared: bool = True
    """Whether players on web pages may read it (CORS)."""
    moves: tuple[str, ...] = ()
    """The addresses it leads on to."""


class Place(Protocol):
    """Where the files of a feed are."""

    @property
    def told(self) -> bool:
        """Whether a server speaks for them: else there is nothing to say of HEAD and the like."""

    def has(self, url: str) -> bool:
        """Whether *url* is asked about here at all."""

    def look(self, url: str) -> Seen:
        """What *url* has; nothing is raised."""

    def read(self, url: str, most: int) -> bytes:
        """The content of *url*.

        Raises:
            BriefingError: it is not there, or has more than *most* bytes.
        """


@dataclass(frozen=True, slots=True)
class Folder:
    """The files in an output folder, whose feed calls it *base*."""

    path: Path
    base: str
    """With a slash at its end."""
    told = False

    def has(self, url: str) -> bool:
        """Whether it is below *base*: what is elsewhere is not asked for from a folder."""
        return bool(self.base) and url.startswith(self.base)

    def look(self, url: str) -> Seen:
        """Its size, and the type that its name tells."""
        try:
            path = self._path(url)
        except SourceError as error:
            return Seen(str(error))
        return Seen(size=path.stat().st_size, kind=_KINDS.get(path.suffix.lower(), ""))

    def read(self, url: str, most: int) -> bytes:
        """The file."""
        path = self._path(url)
        try:
            if path.stat().st_size > most:
                raise SourceError(f"{path.name} has more than {most} bytes.")
            return path.read_bytes()
        except OSError as error:
            raise SourceError(f"{path.name} cannot be read: {error.strerror}.") from error

    def _path(self, url: str) -> Path:
        name = unquote(urlsplit(url[len(self.base) :]).path)
        path = (self.path / name).resolve() if "\0" not in name else self.path
        if not path.is_relative_to(self.path.resolve()) or not path.is_file():
            raise SourceError(f"There is no file {name[-80:]!r} in the folder.")
        return path
