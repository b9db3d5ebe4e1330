"""Output folders to publish, made of real records and a real feed around sounds of noise."""

import datetime as dt
import json
import random
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from briefing import feed, publish
from briefing.library import AUDIO, FEED, Library, replace_file
from briefing.progress import Silent
from briefing.publish.manifest import MANIFEST
from briefing.settings import Show
from tests import builders
from tests.builders import NOW, an_episode

BASE = "https://radio.example/"
SOUND = 60_000  # bytes


class Folder:
    """An output folder, filled the way `pipeline` does it, but with noise for sound."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seed = 0

    def add(self, title: str, size: int = SOUND) -> str:
        """An episode of that title, made again when it is there; the name of its sound."""
        shelf, date = Library(self.path), NOW.date()
        name = f"{date}-{title}"
        self._seed += 1
        sound = random.Random(self._seed).randbytes(size)
        when = NOW + dt.timedelta(minutes=self._seed)
        made = an_episode(id=name, guid=f"urn:{name}", title=title, bytes=size, published=when)
        with shelf.draft() as draft:
            (draft / AUDIO).write_bytes(sound)
            (draft / "script.md").write_text(f"# {title} {self._seed}\n")
            (draft / "index.html").write_text(f"<h1>{title} {self._seed}</h1>")
            with shelf.publishing():
                shelf.put(draft, made)
                self.write()
        return f"episodes/{name}/{name}.mp3"

    def remove(self, title: str) -> None:
        """Take an episode away and write the feed anew."""
        for path in sorted((self.path / "episodes").glob(f"*-{title}/*")):
            path.unlink()
        for path in (self.path / "episodes").glob(f"*-{title}"):
            path.rmdir()
        self.write()

    def write(self) -> None:
        """Cover, page and feed from what is there."""
        found = Library(self.path).episodes(lambda _problem: None)
        replace_file(self.path / "cover.jpg", b"cover")
        replace_file(self.path / "index.html", ", ".join(each.title for each in found).encode())
        xml = feed.render(Show(base_url=BASE), found, BASE, "cover.jpg")
        replace_file(self.path / FEED, xml)

    @property
    def feed(self) -> bytes:
        """Its feed as it is now."""
        return (self.path / FEED).read_bytes()

    def tree(self) -> dict[str, bytes]:
        """All that may be seen."""
        return tree(self.path)


def tree(root: Path) -> dict[str, bytes]:
    """Every file that a reader may see, but our manifest."""
    found = builders.tree(root)
    return {name: content for name, content in found.items() if name != MANIFEST}


def send(
    folder: Folder, target: str, *, patience: object = None, **options: bool
) -> publish.Outcome:
    """Publish *folder* to *target* as the command does, with options of `publish.Options`."""
    found = publish.find(target, folder.path)
    if patience is not None:
        found._patience = patience  # type: ignore[attr-defined] # tests do not wait
    try:
        return publish.publish(folder.path, found, publish.Options(**options), Silent())
    finally:
        found.close()


def names(outcome: publish.Outcome) -> list[str]:
    """What a run sent, first to last."""
    return [each.name for each in outcome.sent]


def assert_sound(root: Path, *feeds: bytes) -> None:
    """At *root* is one of *feeds*, whole, and every sound it names, whole."""
    assert_sound_in(tree(root), *feeds)


def assert_sound_in(there: Mapping[str, bytes], *feeds: bytes, made_again: str = "") -> None:
    """Among the files *there* is one of *feeds*, whole, and every sound it names, whole.

    The sound of an episode that was *made_again* bears the old one's name: it may be of either.
    """
    assert there[FEED] in feeds
    lengths: dict[str, set[int]] = {}
    for each in feeds:
        for name, length in sounds(each).items():
            lengths.setdefault(name, set()).add(length)
    for name, length in sounds(there[FEED]).items():
        either = lengths[name] if made_again and made_again in name else {length}
        assert len(there[name]) in either, name


def sounds(xml: bytes) -> dict[str, int]:
    """The sounds that a feed names, by their names, with their lengths."""
    found = etree.fromstring(xml).iterfind("channel/item/enclosure")
    return {urlsplit(each.get("url")).path.lstrip("/"): int(each.get("length")) for each in found}


def manifest_of(root: Path) -> Mapping[str, object]:
    """What we claim at *root*."""
    files: dict[str, object] = json.loads((root / MANIFEST).read_bytes())["files"]
    return files
