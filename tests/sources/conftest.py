"""A site of our own, and nobody between it and us."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.google_server import Hourglass
from tests.sources.hosts import Site


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of these tests are known to no proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    """Has nothing yet."""
    with Site() as running:
        yield running


@pytest.fixture
def hourglass() -> Hourglass:
    """A new one."""
    return Hourglass()
