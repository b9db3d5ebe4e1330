"""A folder of this machine, or of a disk that is mounted here."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from briefing.errors import OutputError
from briefing.publish.targets.onebyone import OneByOne


class Local(OneByOne):
    """Files are copied beside their place, made safe on the disk, then renamed."""

    local = True

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, name)
        self._path = path

    def look(self, names: Sequence[str] | None = None) -> Mapping[str, int]:
        """See `Target.look`."""
        with self._disk():
            found = names if names is not None else self._all()
            paths = ((name, self._path / name) for name in found)
            return {name: path.stat().st_size for name, path in paths if path.is_file()}

    def read(self, name: str) -> bytes | None:
        """See `Target.read`."""
        with self._disk():
            try:
                return (self._path / name).read_bytes()
            except FileNotFoundError:
                return None

    def bring(self, path: Path, name: str) -> None:
        """Copy; a web server may read it, whatever the umask."""
        with self._disk():
            place = self._path / name
            self._make(place.parent)
            try:
                with path.open("rb") as source, place.open("wb") as copy:
                    shutil.copyfileobj(source, copy, 1 << 20)
                    copy.flush()
                    os.fsync(copy.fileno())
            except OSError:
                place.unlink(missing_ok=True)  # half a file may be what fills the disk
                raise
            with suppress(PermissionError):  # some disks have no such rights
                place.chmod(0o644)

    def move(self, side: str, name: str) -> None:
        """Rename."""
        with self._disk():
            (self._path / side).replace(self._path / name)

    def remove(self, names: Sequence[str]) -> None:
        """See `Target.remove`."""
        with self._disk():
            for name in names:
                path = self._path / name
                path.unlink(missing_ok=True)
                with suppress(OSError):  # it is not empty, or gone
                    while path.parent != self._path:
                        path = path.parent
                        path.rmdir()

    def close(self) -> None:
        """Nothing is open."""

    def _all(self) -> list[str]:
        return [
            (Path(parent) / name).relative_to(self._path).as_posix()
            for parent, _, names in os.walk(self._path)
            for name in names
        ]

    def _make(self, folder: Path) -> None:
        """Make *folder*, but nothing above the target: where a disk is missing, so is that."""
        if folder == self._path:
            folder.mkdir(exist_ok=True)
        elif not folder.is_dir():
            self._make(folder.parent)
            folder.mkdir(exist_ok=True)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if not self._path.parent.is_dir():
                raise OutputError(
                    f"There is no folder {self._path.parent}.",
                    hint="Make it first, or mount its disk.",
                ) from error
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise OutputError(f"The disk of {self.name} is full.", hint="Make room.") from error
            reason = error.strerror or str(error)
            raise OutputError(f"{self.name} cannot be used: {reason}.") from error
