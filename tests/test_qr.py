"""A code that a phone reads, in a terminal as on a page."""

import re

import pytest

from briefing import qr
from briefing.errors import SettingsError

ADDRESS = "http://192.168.1.20:8000/feed.xml"


def test_the_same_address_gives_the_same_code():
    """Square, of light and dark, and another one for another address."""
    rows = qr.matrix(ADDRESS)
    assert {len(row) for row in rows} == {len(rows)}
    assert set(b"".join(rows)) == {0, 1}
    assert rows == qr.matrix(ADDRESS) != qr.matrix(ADDRESS.replace("20", "21"))


def test_a_terminal_shows_just_the_code():
    """Two rows in one line, black on white whatever the theme, with white all around."""
    lines = qr.as_text(ADDRESS, 80).split("\n")
    drawn = []
    for line in lines:
        match = re.fullmatch(r"\x1b\[30;107m([ ▀▄█]+)\x1b\[0m", line)
        drawn.append(bytes(each in "▀█" for each in match[1]))
        drawn.append(bytes(each in "▄█" for each in match[1]))
    rows = qr.matrix(ADDRESS)
    assert [row[2:-2] for row in drawn[2 : 2 + len(rows)]] == list(rows)
    around = b"".join([*drawn[:2], *drawn[2 + len(rows) :], *(r[:2] + r[-2:] for r in drawn)])
    assert set(around) == {0}


def test_a_code_that_has_no_room_is_not_drawn():
    """A line that is broken is no code; one column fewer than it takes is too few."""
    width = len(qr.matrix(ADDRESS)) + 4
    assert qr.as_text(ADDRESS, width)
    assert qr.as_text(ADDRESS, width - 1) == ""


def test_an_address_that_no_code_holds_is_one_sentence():
    """Nobody types 3,000 letters; somebody may paste them."""
    with pytest.raises(SettingsError, match="too long for a QR code"):
        qr.matrix("http://example.org/" + "a" * 3000)
