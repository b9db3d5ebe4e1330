"""Pages that were fetched before, to ask a host only whether something has changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

_MOST = 50_000_000  # bytes in all
_LONGEST = 2_000_000  # bytes of a page that is worth keeping
_OLDEST = 30 * 86_400  # seconds since it was last asked for
_KEPT = ("etag", "last-modified", "content-type")


@dataclass(frozen=True, slots=True)
class Stored:
    """A page as it came."""

    url: str
    """After redirections."""
    headers: dict[str, str]
    """By names in small letters; those that are needed again."""
    body: bytes

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for it only if it has changed (RFC 9110, 13.1)."""
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {sent: self.headers[got] for got, sent in names.items() if got in self.headers}


def default_folder() -> Path:
    """Below the user's cache folder for this program (`XDG_CACHE_HOME` and its like count)."""
    from platformdirs import user_cache_path  # only needed when a page is fetched

    return user_cache_path("briefing", appauthor=False) / "pages"


class Pages:
    """A folder with a file for each address; any number of processes may use it at once.

    A file appears in one move and carries the digest of what it holds.  What cannot be read or
    written is as if it were not there: a cache is never the reason why something fails.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Stored | None:
        """What *url* had when it was last asked for."""
        path = self._path(url)
        try:
            with path.open("rb") as file:
                head = json.loads(file.readline(100_000))
                body = file.read(_LONGEST + 1)
            if head["asked"] != url or head["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            os.utime(path)
            headers = {
                name: str(head["headers"][name]) for name in _KEPT if name in head["headers"]
            }
            return Stored(str(head["url"]), headers, body)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, url: str, page: Stored, *, forbidden: bool = False) -> None:
        """Keep *page* for *url*, if its host can say later whether it has changed."""
        if forbidden or not page.conditions or len(page.body) > _LONGEST:
            return
        head = {
            "asked": url,
            "url": page.url,
            "headers": {name: page.headers[name] for name in _KEPT if name in page.headers},
            "sha256": hashlib.sha256(page.body).hexdigest(),
        }
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._tidy()
            self._write(self._path(url), json.dumps(head).encode() + b"\n" + page.body)

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()

    def _write(self, path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.close()
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise

    def _tidy(self) -> None:
        """Remove what is old, and the oldest of what is too much."""
        files = []
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):  # another process was faster
                stat = path.stat()
                files.append((stat.st_mtime, stat.st_size, path))
        room = _MOST
        for moment, size, path in sorted(files, reverse=True):
            room -= size
            if room < 0 or time.time() - moment > _OLDEST:
                with contextlib.suppress(OSError):
                    path.unlink()
