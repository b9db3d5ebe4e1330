"""What the targets have in common that take one file after the other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from briefing.publish.plan import SIDE
from briefing.publish.targets import tries
from briefing.web import Patience

T = TypeVar("T")


class OneByOne(ABC):
    """Puts files by bringing them under a side name first and moving them into place."""

    local = False
    direct = False
    """Whether a file that is brought appears whole, so that a new one needs no side name."""

    def __init__(self, name: str, host: str, patience: Patience = tries.PATIENCE) -> None:
        self.name = name
        self._host = host
        self._patience = patience

    @abstractmethod
    def bring(self, path: Path, name: str) -> None:
        """Bring the file at *path* to *name*; its folders are made.  Raises FaultError."""

    @abstractmethod
    def move(self, side: str, name: str) -> None:
        """Rename *side* to *name* over what is there.  Raises FaultError."""

    def hang_up(self) -> None:  # noqa: B027 - most libraries mend their connections themselves
        """Forget a connection that may be broken."""

    def put(
        self, folder: Path, names: Sequence[str], done: Callable[[str], None], *, together: bool
    ) -> None:
        """See `Target.put`."""
        if together:
            for name in names:
                self.patiently(lambda name=name: self.bring(folder / name, _side(name)))  # type: ignore[misc]
        for name in names:
            self._place(folder / name, name, brought=together)
            done(name)

    def _place(self, path: Path, name: str, *, brought: bool) -> None:
        """Have *name* appear.  When an answer was lost, it may have moved: it is brought anew."""
        there = brought

        def attempt() -> None:
            nonlocal there
            if self.direct and not brought:
                return self.bring(path, name)
            if not there:
                self.bring(path, _side(name))
            there = False
            return self.move(_side(name), name)

        self.patiently(attempt)

    def patiently(self, attempt: Callable[[], T]) -> T:
        """See `tries.patiently`; a connection that may be broken is not used again."""
        return tries.patiently(self._host, self._patience, attempt, self.hang_up)


def _side(name: str) -> str:
    """Beside *name*, hidden.

    >>> _side("episodes/a/a.mp3"), _side("feed.xml")
    ('episodes/a/.briefing-new-a.mp3', '.briefing-new-feed.xml')
    """
    parent, slash, last = name.rpartition("/")
    return f"{parent}{slash}{SIDE}{last}"
