"""A newsroom whose papers are on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.daily.papers import Newsroom
from tests.google_server import Hourglass
from tests.sources.hosts import Site


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """Its feeds are empty yet."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Site() as site:
        yield Newsroom(site, tmp_path, Hourglass())
