"""Feeds to look at: ours, and ours with one change."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import publication
from briefing.check import Limits, Options, check_feed
from briefing.findings import Level, Report
from briefing.library import FEED, Library
from briefing.settings import Show
from tests.builders import NOW

BASE = "https://radio.example/pod/"
SHOW = Show(title="Le soir", author="Anne Martin", email="anne@radio.example", base_url=BASE)
OTHER = "La pluie revient"
TITLE = "Le pont rouvre"


def refresh(folder: Path) -> None:
    """Write feed and pages of the show in *folder*."""
    shelf = Library(folder)
    with shelf.publishing():
        publication.refresh(shelf, SHOW, NOW, pytest.fail)


def options(**changes: object) -> Options:
    """At the time of the newest episode."""
    values: dict[str, object] = {"now": NOW, "base_url": BASE}
    return Options(**(values | changes))  # type: ignore[arg-type] # names are those of Options


NO_SOUND = Limits(sounds=0)


def report(folder: Path, **changes: object) -> Report:
    """What is found in *folder*, without decoding a sound."""
    return check_feed(str(folder), options(**({"limits": NO_SOUND} | changes)))


def bad(found: Report, *levels: Level) -> list[str]:
    """The names of the checks that failed, of *levels* or of all but advice."""
    wanted = levels or (Level.ERROR, Level.WARNING)
    return [
        each.check.name for each in found.findings if not each.good and each.check.level in wanted
    ]


def rewrite(folder: Path, old: str, new: str, count: int = 1) -> None:
    """Change feed.xml: the first *count* places."""
    path = folder / FEED
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, count), "utf-8")
