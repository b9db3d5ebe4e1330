"""Records on disk -> all that the world reads of a show: its picture, its pages and its feed."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from briefing import cover, feed, site, tags
from briefing.library import FEED, Entry, Library, give_guid, replace_file, replace_files
from briefing.model import Episode, Sound
from briefing.settings import LOCAL_URL, Show

WAVEFORM = "waveform.json"
_PAGE = "index.html"
_OURS = ("archives/*.html", "site/search/**/*")  # what may be left over when an episode went away


def refresh(
    shelf: Library,
    show: Show,
    now: dt.datetime,
    notice: Callable[[str], None],
    *,
    changed: Collection[str] | None = None,
) -> tuple[Episode, ...]:
    """Write what has changed of picture, pages and feed; the episodes, newest first.

    *changed* are the ids of the episodes that are new or made again; all is made anew when it is
    None.  The feed comes last: what it names is there before it.  Only inside `shelf.publishing`.

    Raises:
        OutputError: the disk refuses.
        SettingsError: the base URL is too long, or the user's own cover is no picture.
    """
    if shelf.interrupted:
        changed = None  # what a publisher that crashed had written of its pages is not known
    stock = shelf.stock(notice, now)
    episodes = shelf.read(reversed(stock), notice)
    picture = _picture(shelf.folder, show)
    _write_site(shelf, show, episodes, picture, changed)
    _write_feed(shelf, show, stock, picture, notice, anew=changed is None)
    return episodes


def waveform(sound: Sound) -> bytes:
    """What the page of an episode draws of its *sound*: the content of `WAVEFORM`."""
    return json.dumps(site.waveform(sound)).encode()


def _write_feed(
    shelf: Library,
    show: Show,
    stock: Sequence[Entry],
    picture: str,
    notice: Callable[[str], None],
    *,
    anew: bool,
) -> None:
    base_url = show.base_url or LOCAL_URL
    # As long as nobody but this machine can read it, its address says nothing of it.
    guid = feed.guid(f"{base_url}{FEED}") if show.base_url else str(uuid.uuid4())
    place = feed.Place(base_url, picture, give_guid(shelf.folder, guid, notice))
    read = partial(shelf.read, complain=notice)
    shelf.refresh(feed.render_all(show, stock, place, read, shelf.beside), anew=anew)


def _write_site(
    shelf: Library,
    show: Show,
    episodes: Sequence[Episode],
    picture: str,
    changed: Collection[str] | None,
) -> None:
    pages = (
        *_episode_pages(shelf, show, episodes, picture, changed),
        *((shelf.folder / name, content)
          for name, content in site.render_show(show, episodes, cover=picture, changed=changed)),
    )  # fmt: skip
    for path, _ in pages:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_files(pages)
    if changed is None:
        made = {path for path, _ in pages}
        left = {path for pattern in _OURS for path in shelf.folder.glob(pattern)} - made
        for path in left:
            if path.is_file():
                path.unlink(missing_ok=True)


def _episode_pages(
    shelf: Library,
    show: Show,
    episodes: Sequence[Episode],
    picture: str,
    changed: Collection[str] | None,
) -> Iterator[tuple[Path, bytes]]:
    """The pages of the episodes that changed, and of those beside them, which link to them."""
    for place, each in enumerate(episodes):
        newer = episodes[place - 1] if place else None
        older = episodes[place + 1] if place + 1 < len(episodes) else None
        near = {one.id for one in (newer, each, older) if one is not None}
        if changed is None or near & set(changed):
            folder = shelf.path(each)
            page = site.render_episode(
                show, each, _waveform(folder), cover=picture, newer=newer, older=older
            )
            yield folder / _PAGE, page


def _waveform(folder: Path) -> tuple[int, ...]:
    """The waveform in *folder*; none when it is missing or somebody edited it into nonsense."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        found = json.loads((folder / WAVEFORM).read_bytes())
        return tuple(min(max(int(value), 0), 100) for value in found)
    return ()


def _picture(folder: Path, show: Show) -> str:
    """The name of the show's picture in *folder*, which is made when it is not there.

    It is named by what decides how it looks: apps fetch a new picture only under a new name
    (Apple Podcasts, "artwork requirements").
    """
    if show.cover:
        content = show.cover.read_bytes()
        name = f"cover-{_digest(content)}{tags.ending(show.cover)}"
    else:
        content, name = b"", f"cover-{_digest(f'{show.title} {show.colour}'.encode())}.jpg"
    if not (folder / name).is_file():
        replace_file(folder / name, content or cover.draw_show(show.title, show.colour))
    return name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
