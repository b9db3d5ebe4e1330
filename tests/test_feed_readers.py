"""Five readers that are not ours agree on every feed, whatever stands in titles and records.

feedparser, podcastparser (that of gPodder) and lxml at its strictest are Python's; feedsmith and
podcast-partytime (that of the Podcast Index) know Podcasting 2.0, and need Node.js:
`npm install feedsmith podcast-partytime`, and the folder `node_modules` in `NODE_PATH`.
"""

import dataclasses
import io
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest

from briefing import feed
from briefing.model import Chapter, Episode
from briefing.settings import Show
from tests.builders import NOW, ROOT, an_episode
from tests.test_clients import program
from tests.test_feed import NASTY, SHOW, URL, channel
from tests.test_feed_tags import BESIDE, PARTS, told

GUID = feed.guid(f"{URL}feed.xml")


def rendered(*episodes: Episode, show: Show = SHOW) -> bytes:
    """A feed with all that a feed can have."""
    frequency = feed.Frequency("Tous les jours", "FREQ=DAILY")
    where = feed.Place(URL, "cover-1.jpg", GUID, frequency)
    page = feed.pages(150)[-1]
    return feed.render_page(show, episodes, where, page, lambda _episode: BESIDE)


def whole(**changes: object) -> Episode:
    """An episode with all that an episode can have."""
    values = {
        "cover": "cover.jpg",
        "chapters": PARTS,
        "transcript": told(6.0, 5.5, 5.0),
        "origin": "https://example.org/météo",
    }
    return an_episode(**(values | changes))


def nasty(words: str) -> bytes:
    """A feed of three episodes, of which the second and the show itself were edited badly."""
    show = dataclasses.replace(SHOW, title=words, description=words, author=words)
    bad = whole(
        id="2026-11-21-mauvais",
        guid=f"urn:{words[:200]}",
        title=words,
        description=words,
        chapters=(
            Chapter(0, 1, words, words),
            Chapter(1, 2, words, f"https://example.org/{words}"),
        ),
        origin=words,
        voice=words,
        cover=words,
    )
    return rendered(whole(), bad, whole(id="2026-11-20-un", guid="third", published=NOW), show=show)


Item = tuple[str, str, str, int]
"""Guid, title on one line, address and length of the sound."""


def by_lxml(xml: bytes) -> list[Item]:
    """As a strict parser of XML reads it."""
    return [
        (each.findtext("guid"), each.findtext("title"), each.find("enclosure").get("url"),
         int(each.find("enclosure").get("length")))
        for each in channel(xml).iterfind("item")
    ]  # fmt: skip


def by_feedparser(xml: bytes) -> list[Item]:
    """As most programs in Python read it."""
    found = feedparser.parse(xml)
    assert not found.bozo, found.get("bozo_exception")
    return [
        (each.id, each.title, each.enclosures[0].href, int(each.enclosures[0].length))
        for each in found.entries
    ]


def by_podcastparser(xml: bytes) -> list[Item]:
    """As gPodder reads it."""
    found = podcastparser.parse(f"{URL}feed.xml", io.BytesIO(xml))
    return [
        (each["guid"], each["title"], each["enclosures"][0]["url"],
         each["enclosures"][0]["file_size"])
        for each in found["episodes"]
    ]  # fmt: skip


def by_node(folder: Path, *feeds: bytes) -> list[dict[str, Any]]:
    """As the readers of Podcasting 2.0 read each of *feeds*."""
    node = program("node")
    absent = pytest.fail if os.environ.get("BRIEFING_CLIENTS") == "required" else pytest.skip
    names = []
    for number, xml in enumerate(feeds):
        names.append(folder / f"{number}.xml")
        names[-1].write_bytes(xml)
    done = subprocess.run(
        [node, ROOT / "tests" / "podcasting.cjs", *names],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "Cannot find module 'feedsmith'" in done.stderr:
        absent("feedsmith and podcast-partytime are not in NODE_PATH")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def known(items: list[Any]) -> Iterator[tuple[str, str, int]]:
    """What makes an item: not its title, as some readers change its blanks and marks."""
    for guid, _title, url, length in items:
        yield re.sub(r"\s+", " ", guid).strip(), url, length


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("read", [by_feedparser, by_podcastparser])
def test_no_record_breaks_the_feed_for_any_reader(name, read):
    """Three items with their sounds, and the good ones with their titles."""
    xml = nasty(NASTY[name])
    strict, found = by_lxml(xml), read(xml)
    assert len(strict) == 3
    # feedparser takes what looks like an entity in a guid for one.
    assert [each[1:] for each in known(found)] == [each[1:] for each in known(strict)]
    assert (found[0], found[2]) == (strict[0], strict[2])


@pytest.mark.clients
def test_no_record_breaks_the_feed_for_readers_of_podcasting_2(tmp_path):
    """The same three items, and beside their sounds the same files."""
    feeds = [nasty(words) for words in NASTY.values()]
    beside = ["text/vtt", "application/json", "application/json+chapters"]
    for xml, found in zip(feeds, by_node(tmp_path, *feeds), strict=True):
        strict = by_lxml(xml)
        for name in ("feedsmith", "partytime"):
            items = found[name]["items"]
            assert [each[2:] for each in items] == [[*each[2:]] for each in strict]
            assert [items[0], items[2]] == [[*strict[0]], [*strict[2]]]
            assert found[name]["beside"] == [beside] * 3
            assert found[name]["guid"] == GUID


@pytest.mark.clients
def test_readers_of_podcasting_2_find_what_we_say(tmp_path):
    """Guid, lock, medium, the mark of artificial voices, chapters, a bite, and the archive."""
    (found,) = by_node(tmp_path, rendered(whole()))
    smith, party = found["feedsmith"], found["partytime"]
    assert (smith["guid"], smith["locked"], smith["medium"]) == (GUID, True, "podcast")
    assert smith["ai"] == [[["ai-content", "true"]]] * 2
    assert [each["title"] for each in smith["chapters"]] == [each.title for each in PARTS]
    assert smith["bite"]["startTime"] == 10
    assert smith["bite"]["duration"] == 16.5
    assert smith["links"] == ["self", "prev-archive"]
    assert (party["guid"], party["locked"], party["medium"]) == (GUID, True, "podcast")
    assert party["supported"] == [
        "chapters", "guid", "locked", "medium", "person", "soundbite", "transcript",
    ]  # fmt: skip


def test_gpodder_finds_chapters_picture_and_description():
    """Its parser knows no `podcast:` tags of today, but the chapters of Podlove."""
    found = podcastparser.parse(f"{URL}feed.xml", io.BytesIO(rendered(whole())))
    (entry,) = found["episodes"]
    assert [(each["start"], each["title"]) for each in entry["chapters"]] == [
        (int(each.start), each.title) for each in PARTS
    ]
    assert entry["episode_art_url"].endswith("/cover.jpg")
    assert entry["total_time"] == 62
    assert "00:00:08 Il pleut & « il vente »" in entry["description"]
    assert found["explicit"] is False
