"""[[source]] and [daily]: every value checked, every complaint with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing import settings
from briefing.errors import SettingsError
from briefing.intake import Daily, Source
from briefing.model import Length


def of(folder: Path, text: str) -> settings.Settings:
    """The settings that *text* makes."""
    path = folder / "briefing.toml"
    path.write_text(text, "utf-8")
    return settings.read(path)


def test_what_can_be_said(tmp_path: Path) -> None:
    """Addresses stay as they are, paths start from the file's folder."""
    found = of(
        tmp_path,
        '[daily]\nlength = "3min"\nstories = 4\nkeywords = {climat = 2, foot = -0.5}\n'
        'since = "12h"\ncatch_up = "2d"\ntitle = "La matinale"\n'
        '[[source]]\nurl = "https://example.org/f.xml"\nname = "A"\nweight = 2\nlimit = 5\n'
        '[[source]]\nurl = "notes/*.md"\n',
    )
    assert found.daily == Daily(
        "La matinale", Length(180.0), 4, (("climat", 2.0), ("foot", -0.5)),
        dt.timedelta(hours=12), dt.timedelta(days=2),
    )  # fmt: skip
    assert found.sources == (
        Source("https://example.org/f.xml", "A", 2.0, 5), Source(str(tmp_path / "notes/*.md")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[daily]\n\nstories = 0\n", "line 3: stories should be a whole number"),
        ("[daily]\nstories = true\n", "line 2: stories should be"),
        ('[daily]\nsince = "soon"\n', "line 2: since should be a time like 24h"),
        ('[daily]\ncatch_up = "60d"\n', "line 2: catch_up should be"),
        ('[daily]\nkeywords = "climat"\n', "line 2: keywords should be words"),
        ("[daily]\nkeywords = {climat = true}\n", "line 2: keywords should be a number"),
        ('[daily]\nlength = "long"\n', "line 2: 'long' is not a length"),
        ("[daily]\ncolour = 1\n", "line 2: 'colour' is not a setting"),
        ("daily = 3\n", "daily should be a table"),
        ("[source]\nurl = 'a.xml'\n", r"Head each with|sources should be tables"),
        ("[[source]]\nname = 'A'\n", "line 1: this source has no 'url'"),
        ("[[source]]\nurl = 'http://'\n", "line 2: url should be an address"),
        ("[[source]]\nurl = 'a'\n[[source]]\nurl = 'b'\nweight = -1\n", "line 5: weight should"),
        ("[[source]]\nurl = 'a'\n[[source]]\nurl = 'a'\n", "line 4: this source stands there"),
        ("[[source]]\nurl = 'a'\n[[source]]\nlimit = 1\n", "line 3: this source has no 'url'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, complaint: str, tmp_path: Path) -> None:
    """Of several sources the one that is wrong."""
    with pytest.raises(SettingsError, match=complaint):
        of(tmp_path, text)
