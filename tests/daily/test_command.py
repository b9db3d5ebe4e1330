"""`briefing daily` as a person or a timer runs it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import briefing, text
from tests.daily.papers import feed, news
from tests.sources.hosts import Site

BRIDGE, WOLF = 11, 9
SETTINGS = """\
[episode]
voice = "pico"
music = "none"
[daily]
length = "40s"
[[source]]
url = "http://127.0.0.1:{port}/feed"
name = "Le Courrier"
"""


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Path]:
    """A folder whose settings name a feed with two stories."""
    hour = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
    with Site() as site:
        site.has({"/feed": feed("courrier", [news(BRIDGE, 0, hour), news(WOLF, 0, hour)])})
        (tmp_path / "briefing.toml").write_text(SETTINGS.format(port=site.port), "utf-8")
        yield tmp_path


def test_the_command(show: Path) -> None:
    """Dry run, run, and run again: what goes to stdout is the path, and nothing without one."""
    alone = {"NO_PROXY": "127.0.0.1", "XDG_CACHE_HOME": str(show / "cache")}
    asked = briefing("daily", "--dry-run", cwd=show, **alone)
    assert asked.returncode == 0, text(asked.stderr)
    assert "no room: 1 story" in text(asked.stdout)
    assert not (show / "output").exists()

    made = briefing("daily", cwd=show, **alone)
    assert made.returncode == 0, text(made.stderr)
    (line,) = text(made.stdout).splitlines()
    assert (show / line).is_file()

    again = briefing("daily", cwd=show, **alone)
    assert (again.returncode, again.stdout) == (0, b"")
    assert "Nothing new since " in text(again.stderr)

    table = json.loads(briefing("daily", "--json", "-q", cwd=show, **alone).stdout)
    assert table["made"] is False
    assert [each["verdict"] for each in table["decisions"]] == ["told", "skipped"]
    assert "1 told" in text(briefing("daily", "--explain", cwd=show, **alone).stdout)


def test_no_sources(tmp_path: Path) -> None:
    """An error of the settings, with what to do about it."""
    done = briefing("daily", cwd=tmp_path)
    assert done.returncode == 4
    assert "[[source]]" in text(done.stderr)
