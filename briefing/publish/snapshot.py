"""The output folder at one moment, and a place aside where that moment lasts."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from briefing.errors import OutputError, SettingsError
from briefing.publish.manifest import MANIFEST, File, is_ours
from briefing.settings import LOCAL_URL

# The beginning makes it one of those that `Library` sweeps away when a crash left it behind.
_ASIDE = ".new-publish-"
_REBUILD = "briefing episodes --rebuild writes the feed anew."
_EPISODE = re.compile(r"episodes/[^/]+/[^/]+$")


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """A hidden folder in *folder*, gone afterwards; on the same disk, so that links can be made."""
    try:
        place = tempfile.TemporaryDirectory(prefix=_ASIDE, dir=folder, ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}.") from error
    with place as name:
        yield Path(name)


def take(folder: Path) -> dict[str, File]:
    """Every file of *folder* that may be seen, by name: no hidden ones, no links.

    Only while the folder's lock is held: names and contents are of one moment.

    Raises:
        OutputError: a file's name cannot be published everywhere.
    """
    found = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for each in names:
            path = Path(parent) / each
            # `briefing serve` does not follow links out of the folder either.
            if each.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            name = path.relative_to(folder).as_posix()
            if name == MANIFEST:  # this folder was a target once
                continue
            if not is_ours(name):
                raise OutputError(f"{path!r} has a name that cannot be published.")
            found[name] = _file(name, path)
    return found


def check(folder: Path, files: Mapping[str, File], *, public: bool) -> None:
    """See that each feed names only what is in *files*, whole, and at an address of the world's.

    Raises:
        OutputError: a feed names what is missing or of another length.
        SettingsError: no base URL was set, and the target is *public*.
    """
    for name in files:
        if "/" not in name and name.endswith(".xml"):
            for url, length in _enclosures(folder / name):
                if public and url.startswith(LOCAL_URL):
                    raise SettingsError(
                        f"The feed names {LOCAL_URL}, where only this machine can go.",
                        hint=f"Set base_url under [show] in briefing.toml. {_REBUILD}",
                    )
                _check_enclosure(name, url, length, files)


def link(folder: Path, place: Path, files: Iterable[File]) -> None:
    """Put *files* of *folder* into *place*, where they stay whatever is published meanwhile.

    A link is enough: files in the folder are replaced, never written into.
    """
    for each in files:
        target = place / each.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(folder / each.name)
        except OSError:  # not every disk has links
            shutil.copy2(folder / each.name, target)


def _file(name: str, path: Path) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return File(name, os.fstat(file.fileno()).st_size, digest)


def _enclosures(path: Path) -> Iterator[tuple[str, str]]:
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - written by us
    except ElementTree.ParseError as error:
        raise OutputError(f"{path} is not XML: {error}.", hint=_REBUILD) from error
    if root.tag == "rss":
        for each in root.iterfind("channel/item/enclosure"):
            yield each.get("url", ""), each.get("length", "")


def _check_enclosure(feed: str, url: str, length: str, files: Mapping[str, File]) -> None:
    match = _EPISODE.search(unquote(urlsplit(url).path))
    if match is None:  # its sound lies elsewhere
        return
    file = files.get(match[0])
    if file is None:
        raise OutputError(f"{feed} names {match[0]}, which is not there.", hint=_REBUILD)
    if length != str(file.size):
        raise OutputError(
            f"{feed} says that {match[0]} has {length} bytes, but it has {file.size}.",
            hint=_REBUILD,
        )
