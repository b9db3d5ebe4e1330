"""What must hold of an output folder at any moment, whoever was killed in it a moment ago."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from briefing.library import FEED, RECORD
from briefing.settings import LOCAL_URL
from tests.builders import tree

_ENDS = {".html": b"</html>", ".xml": b">", ".jpg": b"\xff\xd9", ".vtt": b"", ".md": b""}
"""How a whole file ends."""


@dataclass(frozen=True)
class Offer:
    """An episode as the feed offers it."""

    guid: str
    audio: str
    """Path of its sound in the output folder."""
    length: int
    page: str
    """Path of its page in the output folder."""


@dataclass(frozen=True)
class Seen:
    """What a folder offered at one moment."""

    offers: Mapping[str, Offer] = field(default_factory=dict)
    """By guid."""
    records: Mapping[str, str] = field(default_factory=dict)
    """The guids of all episodes that are in their place, by id."""


def sound(folder: Path, before: Seen = Seen(), base: str = LOCAL_URL) -> Seen:
    """Assert that *folder* is whole and has lost nothing that it had *before*; what it has now.

    The feed parses for a program and for an app; every sound that it names is there with its
    length, and so is every page; no guid has changed; no file that may be seen is a half one.
    What is hidden is nobody's business.
    """
    files = tree(folder)
    for name, content in files.items():
        _check_whole(name, content)
    now = Seen({each.guid: each for each in _offers(folder, base)}, _records(files))
    for each in now.offers.values():
        there = len(files.get(each.audio, b""))
        assert there == each.length, f"{each.audio}: {there} bytes, the feed says {each.length}"
        assert each.page in files, f"{each.page} is missing"
        name = each.page.split("/")[1]
        assert now.records.get(name) == each.guid, f"{name} has another guid than the feed"
    for name, guid in before.records.items():
        assert now.records.get(name) == guid, f"{name} is gone, or another one"
    lost = before.offers.keys() - now.offers.keys()
    assert not lost, f"lost from the feed: {lost}"
    return now


def complete(folder: Path, before: Seen = Seen(), base: str = LOCAL_URL) -> Seen:
    """`sound`, and what holds after a run that came to its end: nothing waits to be published.

    Every episode is in the feed, and on the page of the show and those of its neighbours.
    """
    now = sound(folder, before, base)
    assert {each.guid for each in now.offers.values()} == set(now.records.values())
    index = (folder / "index.html").read_text("utf-8")
    for name in now.records:
        assert (folder / "episodes" / name / "index.html").is_file(), f"{name} has no page"
        assert name in index, f"{name} is not on the page of the show"
    linked = set(_links(folder))
    broken = {each for each in linked if not (folder / each).exists()}
    assert not broken, f"pages link to {broken}"
    for name in now.records:
        sounds = list((folder / "episodes" / name).glob(f"{name}.*"))
        assert len(sounds) == 1, f"one sound, and not {sounds}"
    temporary = list((folder / "episodes").glob("[!.]*/.*"))
    assert not temporary, f"left over: {temporary}"
    return now


def _offers(folder: Path, base: str) -> Iterator[Offer]:
    if not (folder / FEED).exists():
        return
    raw = (folder / FEED).read_bytes()
    parsed = feedparser.parse(raw)
    assert not parsed.bozo, parsed.bozo_exception
    items = etree.fromstring(raw).findall("channel/item")
    assert len(items) == len(parsed.entries)
    for item in items:
        sound_of = item.find("enclosure")
        audio = _path(sound_of.get("url"), base)
        page = f"{audio.rpartition('/')[0]}/index.html"
        yield Offer(item.findtext("guid"), audio, int(sound_of.get("length")), page)


def _path(url: str, base: str) -> str:
    assert url.startswith(base), url
    return urlsplit(url).path.removeprefix(urlsplit(base).path)


def _records(files: Mapping[str, bytes]) -> dict[str, str]:
    found = {}
    for name, content in files.items():
        parts = name.split("/")
        if parts[0] == "episodes" and parts[2:] == [RECORD]:
            record = json.loads(content)
            found[parts[1]] = record["guid"]
            there = len(files.get(f"episodes/{parts[1]}/{_sound_of(record)}", b""))
            assert there == record["bytes"], f"{name}: its sound has {there} bytes"
    return found


def _sound_of(record: Mapping[str, object]) -> str:
    """What `Episode.audio` says; asked here of the file as any other program would."""
    take = "" if record["take"] == 1 else f".{record['take']}"
    return f"{record['id']}{take}.{record['encoding']}"


def _check_whole(name: str, content: bytes) -> None:
    ending = Path(name).suffix
    if ending == ".json":
        json.loads(content)
    elif ending == ".xml":
        etree.fromstring(content)
    elif ending in _ENDS:
        assert content, f"{name} is empty"
        assert content.rstrip().endswith(_ENDS[ending]), f"{name} is half a file"


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value and "://" not in value and value[0] != "#":
                self.found.append(value)


def _links(folder: Path) -> Iterator[str]:
    """What the pages link to in the folder itself, as paths in it."""
    for page in folder.rglob("*.html"):
        place = page.relative_to(folder)
        if any(part.startswith(".") for part in place.parts):
            continue
        reader = _Anchors()
        reader.feed(page.read_text("utf-8"))
        for each in reader.found:
            path = each.partition("#")[0].partition("?")[0]
            if path and not path.startswith(
                ("mailto:", "data:", "/", "podcast:", "feed:", "pcast:")
            ):
                yield ((page.parent / path).resolve()).relative_to(folder.resolve()).as_posix()
