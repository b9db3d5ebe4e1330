"""What is given to a show once and kept for ever: its guid, in `show.json` in the output folder."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path

from briefing.library.disk import replace_file

SHOW = "show.json"


def read_guid(folder: Path, complain: Callable[[str], None]) -> str:
    """The guid of the show in *folder*; empty when none was given, or its file is damaged.

    A damaged file is named, and left as it is: a person can mend it, and another guid would make
    another show of it to every directory.
    """
    path = folder / SHOW
    try:
        return str(uuid.UUID(json.loads(path.read_bytes())["guid"]))
    except FileNotFoundError:
        return ""
    except OSError as error:
        complain(f"{path} cannot be read: {error.strerror}; the feed goes without its guid.")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        complain(f"{path} holds no guid; the feed goes without, until it is mended.")
    return ""


def give_guid(folder: Path, guid: str, complain: Callable[[str], None]) -> str:
    """Give the show in *folder* the UUID *guid*, unless it has one; the one that it has then.

    It stays the same when the show moves to another address: apps know the show by it.  Only
    inside `Library.publishing`.

    Raises:
        OSError: it cannot be written.
    """
    path = folder / SHOW
    if not path.exists():
        replace_file(path, (json.dumps({"guid": guid}) + "\n").encode())
    return read_guid(folder, complain)
