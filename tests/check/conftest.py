"""A show of ours, published as it is in earnest."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import companions
from tests.builders import NOW, publish
from tests.check.feeds import OTHER, SHOW, refresh
from tests.google_server import Exchange, Hourglass
from tests.sources.hosts import Site


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its output folder; nobody writes to it."""
    folder = tmp_path_factory.mktemp("show")
    for title, days in ((OTHER, 1), ("Le pont rouvre", 0)):
        made = publish(
            folder, title=title, seconds=20.0, now=NOW - dt.timedelta(days=days), show=SHOW
        )
        companions.write(folder / "episodes" / made.id, made, SHOW)
    (folder / "cover.jpg").unlink()
    refresh(folder)
    return folder


@pytest.fixture
def show(original: Path, tmp_path: Path) -> Path:
    """A copy of it, to break."""
    return Path(shutil.copytree(original, tmp_path / "show"))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that has nothing yet, and no proxy before it."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(Exchange, "do_HEAD", Exchange.do_POST, raising=False)
    with Site() as running:
        yield running


@pytest.fixture
def hourglass() -> Hourglass:
    """A new one."""
    return Hourglass()
