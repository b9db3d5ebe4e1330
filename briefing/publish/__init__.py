"""The output folder to where the world reads it: media first, the feed last.

    look there ─► hold the folder still ─► plan ─► new files ─► replaced ones ─► feed ─► tidy

Whenever it is cut off, the target holds the feed that it had, whole, or the new one, whole, with
all that it names.  What is up already is not sent again: the next run sends the rest.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import NetworkError, OutputError
from briefing.library import FEED, Library
from briefing.publish import manifest, snapshot
from briefing.publish.manifest import MANIFEST, File
from briefing.publish.plan import Plan, make_plan
from briefing.publish.targets import Target, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.progress import Report

__all__ = ["Options", "Outcome", "Target", "find", "publish"]
_GO_ON = "Run it again: it sends only what is missing."


@dataclass(frozen=True, slots=True)
class Options:
    """What `publish` can be asked for."""

    delete: bool = False
    """Take away what was published once and is no longer in the folder, after the feed is up."""
    dry_run: bool = False
    """Only say what would be done; nothing is written at the target."""
    everything: bool = False
    """Send all, whatever the target seems to hold, even over files that are not ours."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, or with `dry_run` what it would do."""

    target: str
    """As it was named; there is no secret in it."""
    sent: tuple[File, ...]
    """In the order in which they went up."""
    kept: int
    """How many files were there already, as they should be."""
    deleted: tuple[str, ...]
    obsolete: tuple[str, ...]
    """Published once, no longer in the folder, and left there: `delete` was not asked for."""
    dry_run: bool

    @property
    def bytes(self) -> int:
        """Of all that was sent."""
        return sum(each.size for each in self.sent)


def publish(folder: Path, target: Target, options: Options, report: Report) -> Outcome:
    """Bring *target* to what *folder* holds at one moment.

    The lock of the folder is held only while its files are hashed and linked aside: an episode can
    be made while others go up.  *target* stays open.

    Raises:
        SettingsError: the target holds files that are not ours.
        NetworkError: it is out of reach, or went out of reach; says how much is up.
        OutputError: the folder has no feed, or one whose files are missing; a disk refuses.
    """
    if not (folder / FEED).is_file():
        raise OutputError(f"There is no feed in {folder}.", hint="briefing make makes one.")
    report.step(f"Looking at {target.name}")
    there = target.look()
    known = manifest.load(target.read(MANIFEST), report.notice)
    with snapshot.aside(folder) as place:
        with Library(folder).publishing():
            files = snapshot.take(folder)
            snapshot.check(folder, files, public=not target.local)
            plan = make_plan(files, there, known, target.name, everything=options.everything)
            snapshot.link(folder, place, plan.sends)
        if not options.dry_run:
            _Run(target, place, plan, report).carry_out(known, delete=options.delete)
    gone, left = (plan.obsolete, ()) if options.delete else ((), plan.obsolete)
    return Outcome(target.name, plan.sends, plan.kept, gone, left, options.dry_run)


class _Run:
    """One way from a plan to a published feed."""

    def __init__(self, target: Target, place: Path, plan: Plan, report: Report) -> None:
        self._target, self._place, self._plan, self._report = target, place, plan, report
        self._sizes = {each.name: each.size for each in plan.sends}
        self._up: set[str] = set()
        self._token = secrets.token_hex(8)

    def carry_out(self, known: manifest.Manifest | None, *, delete: bool) -> None:
        """Send, check, send the feed, tidy; what is up is counted when it breaks off."""
        plan = self._plan
        before = plan.ahead(self._token)
        after = plan.after(self._token, delete=delete)
        gone = [*plan.parts, *(plan.obsolete if delete else ())]
        idle = not plan.sends and not plan.halves and not gone
        if idle and known is not None and known.files == after.files:
            return
        with self._counting():
            self._remove(plan.halves)  # they may fill the disk
            self._write(before)
            self._send(plan.new)
            self._send(plan.replaced, together=True)
            self._verify()
            self._send(plan.feed)
            self._remove(gone)
            if after != before:
                self._write(after)

    def _send(self, files: Sequence[File], *, together: bool = False) -> None:
        if files:
            self._report.step(f"Publishing to {self._target.name}")
            names = [each.name for each in files]
            self._target.put(self._place, names, self._done, together=together)

    def _remove(self, names: Sequence[str]) -> None:
        if names:
            self._target.remove(names)

    def _done(self, name: str) -> None:
        self._up.add(name)
        sent = sum(self._sizes.get(each, 0) for each in self._up)
        self._report.transfer(sent, sum(self._sizes.values()))

    def _write(self, content: manifest.Manifest) -> None:
        (self._place / MANIFEST).unlink(missing_ok=True)
        (self._place / MANIFEST).write_bytes(manifest.dump(content))
        self._target.put(self._place, [MANIFEST], lambda _name: None, together=False)

    def _verify(self) -> None:
        """All that the feed may name is there, and nobody else publishes at the same time.

        Another one might have taken away what our feed names, or be ahead of us.
        """
        if not self._plan.feed:
            return
        sent = [*self._plan.new, *self._plan.replaced]
        there = self._target.look([each.name for each in sent]) if sent else {}
        for each in sent:
            if there.get(each.name) != each.size:
                raise OutputError(f"{self._target.name} does not hold {each.name} as it was sent.")
        now = manifest.load(self._target.read(MANIFEST), lambda _text: None)
        if now is None or now.token != self._token:
            raise OutputError(f"Another briefing publishes to {self._target.name}.")

    @contextmanager
    def _counting(self) -> Iterator[None]:
        """Add to an error how far we came: the feed's readers and the next run depend on it."""
        try:
            yield
        except (NetworkError, OutputError) as error:
            kind = NetworkError if isinstance(error, NetworkError) else OutputError
            missing = any(each.name not in self._up for each in self._plan.feed)
            feed = "; the feed waits for the rest" if missing else ""
            count = (
                f"{len(self._up & self._sizes.keys())} of {len(self._sizes)} files are surely up"
            )
            hint = f"{error.hint} {_GO_ON}".strip()
            raise kind(f"{error} {count}{feed}.", hint=hint) from error
