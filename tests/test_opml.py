"""The show as a subscription that other programs take."""

from __future__ import annotations

import pytest

from briefing import opml
from briefing.errors import SettingsError
from briefing.settings import Show
from briefing.sources import opml as lists
from briefing.sources.markup import xml

HOSTILE = 'Le <b>"soir"</b> & l’été\nà Paris'


def test_a_reader_of_lists_finds_the_feed() -> None:
    """By the code that reads the lists of others."""
    written = opml.render(Show(base_url="https://example.org/pod/"))
    assert lists.parse(written, "show.opml") == ("https://example.org/pod/feed.xml",)


def test_it_says_what_the_show_is_called_whatever_is_in_its_name() -> None:
    """OPML 2.0: a head with a title, an outline of type rss with a text."""
    show = Show(title=HOSTILE, description=HOSTILE, base_url="https://example.org/?a/")
    root = xml(opml.render(show).decode(), "show.opml")
    (outline,) = root.iter("outline")
    title = HOSTILE.replace("\n", " ")
    assert (root.get("version"), root.findtext("head/title")) == ("2.0", title)
    assert (outline.get("type"), outline.get("text"), outline.get("description")) == (
        "rss", title, title,
    )  # fmt: skip
    assert outline.get("htmlUrl") == show.base_url


def test_a_show_without_an_address_is_refused() -> None:
    """An address of this machine alone would be of no use to anybody."""
    with pytest.raises(SettingsError, match="no address"):
        opml.render(Show())
