"""What we have put at a target, kept there: `briefing-manifest.json`.

It says which files are ours (only those are ever deleted) and what their content is (only what
changed is sent).  It is a claim, not the truth: a file counts as there when the target lists it
with the size that is claimed.  So it can be written before the files are sent, and what a cut
leaves behind is known; when it is lost, everything is sent once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

MANIFEST = "briefing-manifest.json"
"""No hidden name: nginx lists none, and some hosts refuse them."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name below the folder, with slashes."""

    name: str
    size: int  # bytes
    sha256: str
    """Hexadecimal; empty in a manifest when a cut may leave the old content or the new one."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run left at the target."""

    token: str
    """The run's own: another one there means that somebody else publishes, too."""
    files: Mapping[str, File]


def dump(manifest: Manifest) -> bytes:
    """As JSON, the same for the same manifest."""
    files = {
        each.name: {"size": each.size, "sha256": each.sha256} for each in manifest.files.values()
    }
    table = {"format": _FORMAT, "token": manifest.token, "files": files}
    return json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True).encode()


def load(content: bytes | None, notice: Callable[[str], None]) -> Manifest | None:
    """The manifest in *content*; None when there is none, or none that can be read.

    Names that are not of a file below the folder are dropped: what is named here may be deleted.
    """
    if content is None:
        return None
    try:
        table = json.loads(content)
        known = {_FORMAT: table["files"]}[table["format"]]
        files = {name: _file(name, entry) for name, entry in known.items()}
        token = str(table["token"])
    except (ValueError, KeyError, TypeError, AttributeError):
        notice(f"The target's {MANIFEST} cannot be read: everything is sent once more.")
        return None
    ours = {name: each for name, each in files.items() if is_ours(name) and name != MANIFEST}
    return Manifest(token, ours)


def is_ours(name: str) -> bool:
    """Whether *name* can be that of a file we publish.

    >>> [is_ours(name) for name in ("feed.xml", "a/b.mp3", "../x", "/etc/x", "a/.x", "", "a/")]
    [True, True, False, False, False, False, False]
    """
    plain = name.isprintable() and "\\" not in name and name == str(PurePosixPath(name))
    return (
        plain
        and not any(part.startswith(".") for part in name.split("/") or [""])
        and (not name.startswith("/") and name != "")
    )


def _file(name: str, entry: Any) -> File:
    size, sha256 = entry["size"], entry["sha256"]
    if not isinstance(size, int) or not isinstance(sha256, str):
        raise TypeError(name)
    return File(name, size, sha256)
