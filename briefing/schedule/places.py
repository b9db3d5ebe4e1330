"""Where a scheduled show keeps its log and what it knows: in `.briefing`, beside its settings.

It moves with the show, a person finds it, and two shows do not meet.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError

FOLDER = ".briefing"


@dataclass(frozen=True, slots=True)
class Places:
    """The files that belong to the settings file *config*."""

    config: Path

    @property
    def folder(self) -> Path:
        """Holds them all."""
        return self.config.parent / FOLDER

    @property
    def log(self) -> Path:
        """What the runs said; older ones end with .1, .2 and so on."""
        return self._named("log")

    @property
    def early(self) -> Path:
        """What launchd's agent says before there is a log."""
        return self._named("launchd.log")

    @property
    def run(self) -> Path:
        """The last run."""
        return self._named("run.json")

    @property
    def timer(self) -> Path:
        """The timer that was set."""
        return self._named("timer.json")

    @property
    def lock(self) -> Path:
        """Held by the run that is at work."""
        return self._named("lock")

    def make(self) -> None:
        """Make the folder; git passes it over.

        Raises:
            OutputError: the disk refuses.
        """
        try:
            self.folder.mkdir(exist_ok=True)
            with (
                contextlib.suppress(FileExistsError),
                (self.folder / ".gitignore").open("x") as file,
            ):
                file.write("*\n")
        except OSError as error:
            raise OutputError(
                f"{self.folder} cannot be written: {error.strerror}.",
                hint="The log and the state of the timer are kept there, beside the settings file.",
            ) from error

    def _named(self, kind: str) -> Path:
        return self.folder / f"{self.config.name.removesuffix('.toml')}.{kind}"
