"""`briefing episodes --rebuild`: what the settings and the records say is what is published."""

import dataclasses
import datetime as dt
import uuid
from functools import partial

import pytest

from briefing import companions, feed, pipeline
from briefing.library import read_guid
from briefing.settings import Settings, Show
from tests.builders import NOW
from tests.growth import numbered, place
from tests.test_feed import PODCAST, channel
from tests.test_pipeline import Notes

URL = "https://example.org/pod/"


def studio(folder, base_url="", now=NOW):
    """A studio that publishes *folder* at *base_url*."""
    settings = Settings(output=folder, show=Show(base_url=base_url))
    return pipeline.Studio(settings, Notes(), lambda: now, bytes)


def document(folder, name="feed.xml"):
    """The channel of a document of the feed."""
    return channel((folder / name).read_bytes())


def test_a_show_has_the_guid_of_its_first_address_for_ever(tmp_path):
    """It is in the feed and on disk, and stays when the show moves."""
    place(tmp_path, numbered(1))
    pipeline.rebuild(studio(tmp_path, URL))
    given = feed.guid(f"{URL}feed.xml")
    assert document(tmp_path).findtext(f"{PODCAST}guid") == given
    pipeline.rebuild(studio(tmp_path, "https://radio.example/"))
    assert (
        document(tmp_path).findtext(f"{PODCAST}guid") == given == read_guid(tmp_path, pytest.fail)
    )


def test_a_show_without_an_address_has_a_guid_of_its_own(tmp_path):
    """Of chance: two shows at 127.0.0.1 are not one.  It stays when there is an address."""
    pipeline.rebuild(studio(tmp_path / "one"))
    pipeline.rebuild(studio(tmp_path / "two"))
    guids = [read_guid(tmp_path / name, pytest.fail) for name in ("one", "two")]
    assert len({uuid.UUID(each) for each in guids}) == 2
    pipeline.rebuild(studio(tmp_path / "one", URL))
    assert document(tmp_path / "one").findtext(f"{PODCAST}guid") == guids[0]


def test_all_of_a_long_show_is_rebuilt_and_returned(tmp_path):
    """Newest first, with the archives, and what lies beside the sounds."""
    made = [numbered(number) for number in range(102)]
    for each in made:
        companions.write(place(tmp_path, each), each, Show())
    assert pipeline.rebuild(studio(tmp_path, URL)) == tuple(reversed(made))
    for name, first in (("feed.xml", made[101]), ("feed-0001.xml", made[99])):
        items = document(tmp_path, name).findall("item")
        assert len(items) == 100
        assert items[0].findtext("guid") == first.guid
        assert [each.get("type") for each in items[0].findall(f"{PODCAST}transcript")] == [
            "text/vtt", "application/json",
        ]  # fmt: skip


def test_an_episode_of_tomorrow_is_named_and_waits(tmp_path):
    """By the studio's clock."""
    place(tmp_path, numbered(1))
    late = dataclasses.replace(numbered(2), published=NOW + dt.timedelta(hours=1))
    place(tmp_path, late)
    work = studio(tmp_path, URL)
    assert [each.id for each in pipeline.rebuild(work)] == [numbered(1).id]
    (notice,) = work.report.notices
    assert late.id in notice
    later = partial(studio, tmp_path, URL, NOW + dt.timedelta(hours=1))
    assert [each.id for each in pipeline.rebuild(later())] == [late.id, numbered(1).id]
