"""A show of any length: the newest in feed.xml, older ones in archives that stay as they are."""

import dataclasses
import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefing import feed
from briefing.library import INDEX, RECORD, Library
from tests.builders import NOW, tree
from tests.growth import SHOW, add, numbered, place, write_feed
from tests.test_feed import ATOM, channel

HISTORY = "{http://purl.org/syndication/history/1.0}archive"
FEED = "feed.xml"


def filled(folder: Path, count: int) -> Path:
    """A show of *count* episodes, with its feed; its folder."""
    for number in range(count):
        place(folder, numbered(number))
    written, complaints = write_feed(folder)
    assert FEED in written
    assert not complaints
    return folder


def document(folder: Path, name: str) -> etree._Element:
    """The channel of a document of the feed."""
    return channel((folder / name).read_bytes())


def guids(folder: Path, name: str) -> list[str]:
    """What it offers, first to last."""
    return [each.text for each in document(folder, name).iterfind("item/guid")]


def expected(first: int, last: int) -> list[str]:
    """The guids of the episodes from number *first* up to *last*, newest first."""
    return [numbered(number).guid for number in reversed(range(first, last))]


def links(folder: Path, name: str) -> dict[str, str]:
    """Where a document leads, by relation; names in the output folder."""
    found = document(folder, name).findall(f"{ATOM}link")
    return {each.get("rel"): each.get("href").removeprefix(SHOW.base_url) for each in found}


def followed(folder: Path) -> set[str]:
    """All guids that a reader collects who begins at feed.xml and goes back (RFC 5005, 4.2)."""
    name, seen = FEED, set()
    while name:
        seen |= set(guids(folder, name))
        name = links(folder, name).get("prev-archive", "")
    return seen


def dates(folder: Path) -> dict[str, tuple[int, int]]:
    """When each document was written, and which file on disk it is."""
    files = (path for path in folder.glob("feed*.xml"))
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}


# --- which episode stands where -------------------------------------------------------------------


@given(st.integers(0, 2000), st.integers(1, 700))
def test_every_episode_stands_somewhere_and_archives_are_full(count, newest):
    """Pages from the oldest on, without a gap; the last is what people subscribe to."""
    *archives, last = feed.pages(count, newest)
    assert last.name == FEED
    assert last.last - last.first == min(count, max(newest, 100))
    covered = {n for page in (*archives, last) for n in range(page.first, page.last)}
    assert covered == set(range(count))
    for number, page in enumerate(archives):
        assert (page.first, page.last) == (number * 100, number * 100 + 100)
        assert page.is_archive


@given(st.integers(0, 2000))
def test_a_new_episode_changes_no_page_but_the_feed(count):
    """An archive that is there is the same afterwards; the newest may be told of one after it."""
    before, after = feed.pages(count)[:-1], feed.pages(count + 1)[:-1]
    assert len(after) - len(before) in {0, 1}
    for old, new in zip(before, after, strict=False):
        assert (old.name, old.first, old.last, old.older) == (
            new.name, new.first, new.last, new.older,
        )  # fmt: skip


def test_a_show_of_a_hundred_has_one_document(tmp_path):
    """Most shows never need an archive, and hear nothing of one."""
    folder = filled(tmp_path, 100)
    assert guids(folder, FEED) == expected(0, 100)
    assert links(folder, FEED) == {"self": FEED}
    assert document(folder, FEED).find(HISTORY) is None
    assert list(dates(folder)) == [FEED]


def test_older_episodes_are_found_by_going_back(tmp_path):
    """The newest hundred in the feed, all others in archives that name each other (RFC 5005)."""
    folder = filled(tmp_path, 250)
    assert guids(folder, FEED) == expected(150, 250)
    assert guids(folder, "feed-0001.xml") == expected(0, 100)
    assert guids(folder, "feed-0002.xml") == expected(100, 200)
    assert followed(folder) == set(expected(0, 250))
    assert links(folder, FEED) == {"self": FEED, "prev-archive": "feed-0002.xml"}
    assert links(folder, "feed-0002.xml") == {
        "self": "feed-0002.xml", "current": FEED, "prev-archive": "feed-0001.xml",
    }  # fmt: skip
    assert links(folder, "feed-0001.xml") == {
        "self": "feed-0001.xml", "current": FEED, "next-archive": "feed-0002.xml",
    }  # fmt: skip
    assert document(folder, "feed-0001.xml").find(HISTORY) is not None
    assert document(folder, FEED).find(HISTORY) is None


def test_an_archive_is_as_new_as_its_newest_episode(tmp_path):
    """Not as the show: it stays the same, and can be kept by whoever fetched it."""
    folder = filled(tmp_path, 101)
    found = document(folder, "feed-0001.xml")
    assert found.findtext("lastBuildDate") == found.findtext("item/pubDate")


# --- what is written ------------------------------------------------------------------------------


def test_a_new_episode_writes_the_feed_and_nothing_else(tmp_path):
    """Archives keep their date, so that nobody fetches them again."""
    folder = filled(tmp_path, 250)
    before = dates(folder)
    assert add(folder, 250) == (FEED,)
    assert {name for name, date in dates(folder).items() if before[name] != date} == {FEED}
    assert guids(folder, FEED) == expected(151, 251)


def test_every_hundredth_begins_an_archive(tmp_path):
    """It is whole when it appears, and the one before it is told where it is."""
    folder = filled(tmp_path, 200)
    assert add(folder, 200) == ("feed-0001.xml", "feed-0002.xml", FEED)
    assert links(folder, "feed-0001.xml")["next-archive"] == "feed-0002.xml"
    assert followed(folder) == set(expected(0, 201))


def test_a_feed_that_is_as_it_was_is_not_written(tmp_path):
    """Its date is what a web server answers 304 by."""
    folder = filled(tmp_path, 130)
    before = dates(folder)
    assert write_feed(folder) == ((), [])
    assert write_feed(folder, anew=True) == ((), [])
    assert dates(folder) == before


def test_records_of_old_episodes_are_not_read_again(tmp_path):
    """Proved by what stands in them: of the same size and date, but nonsense."""
    folder = filled(tmp_path, 250)
    for number in range(140):
        path = folder / "episodes" / numbered(number).id / RECORD
        before = path.stat()
        path.write_bytes(bytes(before.st_size))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert add(folder, 250) == (FEED,)  # and it has nothing to complain about


def test_without_the_index_the_same_comes_of_the_records(tmp_path):
    """It is a cache: lost, damaged or of a later program, every document is the same."""
    folder = filled(tmp_path, 130)
    before, index = tree(folder), folder / INDEX
    for content in (
        None,
        b"",
        b"\xff\n\xfe",
        b'["briefing", 9]\n',
        b'["briefing", 1]\n{"a": 1}\n[1',
        index.read_bytes()[:-40],
        b'["briefing", 1]\n["x", "y", "z", "a", 1, 2, 3]\n',
    ):
        index.unlink() if content is None else index.write_bytes(content)
        assert write_feed(folder) == ((), [])
        assert tree(folder) == before
    assert len(index.read_bytes().splitlines()) > 130


def test_the_index_does_not_grow_for_ever(tmp_path):
    """Episodes made again leave lines without meaning, which go when they are too many."""
    folder = filled(tmp_path, 10)
    for number in range(300):
        path = folder / "episodes" / numbered(3).id / RECORD
        os.utime(path, ns=(number, number))
        assert write_feed(folder)[1] == []
    assert len((folder / INDEX).read_bytes().splitlines()) < 350


def test_a_corrected_old_episode_is_corrected_in_its_archive(tmp_path):
    """A person mends a title: that page is written, and no other."""
    folder = filled(tmp_path, 250)
    shutil.rmtree(folder / "episodes" / numbered(120).id)
    place(folder, numbered(120, title="Corrigé"))
    assert write_feed(folder) == (("feed-0002.xml",), [])
    titles = [each.text for each in document(folder, "feed-0002.xml").iterfind("item/title")]
    assert "Corrigé" in titles


def test_a_file_that_came_beside_an_old_sound_is_named_in_its_archive(tmp_path):
    """A transcript made afterwards, say."""
    folder = filled(tmp_path, 130)
    (folder / "episodes" / numbered(7).id / "transcript.vtt").write_text("WEBVTT\n")
    assert write_feed(folder) == (("feed-0001.xml",), [])
    assert b"transcript.vtt" in (folder / "feed-0001.xml").read_bytes()


def test_a_show_that_moves_has_all_its_documents_written(tmp_path):
    """Every address in them is another one."""
    folder = filled(tmp_path, 130)
    moved = dataclasses.replace(SHOW, base_url="https://radio.example/")
    assert write_feed(folder, moved) == (("feed-0001.xml", FEED), [])
    for name in dates(folder):
        assert b"example.org/podcast" not in (folder / name).read_bytes()


def test_archives_that_are_needed_no_longer_go(tmp_path):
    """Who removes episodes does not leave them in an archive; a file of one's own stays."""
    folder = filled(tmp_path, 130)
    (folder / "feed-mine.xml").write_text("mine")
    for number in range(50):
        shutil.rmtree(folder / "episodes" / numbered(number).id)
    assert write_feed(folder) == ((FEED,), [])
    assert sorted(dates(folder)) == ["feed-mine.xml", FEED]
    assert guids(folder, FEED) == expected(50, 130)


def test_a_disk_that_refuses_changes_no_document(tmp_path):
    """All are rendered and written aside before the first takes its place."""
    folder = filled(tmp_path, 130)
    before = tree(folder)
    shelf, moved = Library(folder), dataclasses.replace(SHOW, base_url="https://radio.example/")

    def read(_entries):
        raise OSError(28, "No space left on device")

    stock = shelf.stock(pytest.fail)
    documents = list(feed.render_all(moved, stock, feed.Place(moved.base_url), read, shelf.beside))
    good = dataclasses.replace(documents[0], content=lambda: b"<rss/>")
    with pytest.raises(OSError, match="space"):
        shelf.refresh([good, documents[1]])
    assert tree(folder) == before


# --- dates ----------------------------------------------------------------------------------------


def test_an_episode_of_tomorrow_comes_tomorrow(tmp_path):
    """Apps drop a date in the future: it is named, left out, and in the feed the day after."""
    folder = filled(tmp_path, 3)
    late = numbered(3, published=NOW + dt.timedelta(days=1), id="2026-11-23-demain")
    place(folder, late)
    written, (complaint,) = write_feed(folder)
    assert written == ()
    assert (
        f"{late.id}/{RECORD} is left out of the feed until 2026-11-23T06:30:00+01:00" in complaint
    )
    assert write_feed(folder, now=NOW + dt.timedelta(days=1)) == ((FEED,), [])
    assert guids(folder, FEED)[0] == late.guid
