from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.sources import cache
from briefing.sources.cache import Pages, Stored

PAGE = Stored("https://a.example/", {"etag": '"1"'}, b"<p>Le pont</p>")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """With the conditions that ask whether it has changed; only its owner can read it."""
    pages = Pages(tmp_path)
    pages.put("https://a.example/x", PAGE)
    assert pages.get("https://a.example/x") == PAGE
    assert PAGE.conditions == {"If-None-Match": '"1"'}
    assert pages.get("https://a.example/y") is None
    (path,) = tmp_path.iterdir()
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0


def test_the_folder_is_that_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where caches belong."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert cache.default_folder() == tmp_path / "briefing" / "pages"


def test_old_pages_and_too_many_are_removed(tmp_path: Path) -> None:
    """The cache stays small by itself: the oldest go first."""
    for number in range(30):
        Pages(tmp_path).put(
            f"https://a.example/{number}", Stored("x", {"etag": "1"}, bytes(1_900_000))
        )
        for path in tmp_path.iterdir():
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60))
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 53_000_000
    assert Pages(tmp_path).get("https://a.example/0") is None
    assert Pages(tmp_path).get("https://a.example/29") is not None
    for path in tmp_path.iterdir():
        os.utime(path, (0, time.time() - 31 * 86_400))
    Pages(tmp_path).put("https://a.example/new", PAGE)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_page_too_large_is_not_kept(tmp_path: Path) -> None:
    """Nothing is gained by it."""
    Pages(tmp_path / "x").put("https://a.example/", Stored("x", {"etag": "1"}, bytes(2_000_001)))
    assert not (tmp_path / "x").exists()


HAMMER = """
import sys
from pathlib import Path
from briefing.sources.cache import Pages, Stored
pages = Pages(Path(sys.argv[1]))
for number in range(60):
    letter = sys.argv[2].encode()
    pages.put("https://a.example/", Stored("x", {"etag": sys.argv[2]}, letter * 100_000))
    found = pages.get("https://a.example/")
    assert found and found.body == found.headers["etag"].encode() * 100_000
"""


def test_many_processes_use_it_at_once(tmp_path: Path) -> None:
    """None ever sees half of a page, or the headers of another one."""
    running = [
        subprocess.Popen([sys.executable, "-c", HAMMER, str(tmp_path), letter]) for letter in "abc"
    ]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert len(list(tmp_path.iterdir())) == 1
