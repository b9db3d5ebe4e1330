"""What is to be sent, and in which order.  Nothing here touches a disk or a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import SettingsError
from briefing.library import FEED
from briefing.publish.manifest import File, Manifest

SIDE = ".briefing-new-"
"""Begins the name under which a file is brought before it takes its place."""
PARTS = f"{SIDE}parts"
"""The folder in which rsync keeps what it had of a file when it was cut off."""


@dataclass(frozen=True, slots=True)
class Plan:
    """From what is there to what should be."""

    files: Mapping[str, File]
    """All that should be there."""
    new: tuple[File, ...]
    """Of a name that the target does not have: nobody is hurt by half of them."""
    replaced: tuple[File, ...]
    """Of a name that it has: readers of the old feed know it, so they change just before it."""
    feed: tuple[File, ...]
    """`feed.xml`, or nothing when it is there already."""
    old: Mapping[str, File]
    """Ours, still there, and no longer in the folder."""
    halves: tuple[str, ...]
    """Files that were brought and never took their place."""
    parts: tuple[str, ...]
    """Parts of files that rsync goes on from."""
    unsure: frozenset[str]
    """To be sent, where a file of the same size is: after a cut nobody knows which one it is."""

    @property
    def sends(self) -> tuple[File, ...]:
        """All that is sent, first to last."""
        return self.new + self.replaced + self.feed

    @property
    def kept(self) -> int:
        """How many files are not sent."""
        return len(self.files) - len(self.sends)

    @property
    def obsolete(self) -> tuple[str, ...]:
        """The names of what is ours and no longer wanted."""
        return tuple(sorted(self.old))

    def ahead(self, token: str) -> Manifest:
        """True before anything is sent, while it is sent, and wherever that is cut off."""
        claims = {
            name: File(name, each.size, "") if name in self.unsure else each
            for name, each in self.files.items()
        }
        return Manifest(token, {**claims, **self.old})

    def after(self, token: str, *, delete: bool) -> Manifest:
        """True when all is done."""
        return Manifest(token, dict(self.files) if delete else {**self.files, **self.old})


def make_plan(
    files: Mapping[str, File],
    there: Mapping[str, int],
    known: Manifest | None,
    where: str,
    *,
    everything: bool,
) -> Plan:
    """The plan for *files*, where the target lists *there* (sizes in bytes) and is *known* as that.

    Raises:
        SettingsError: we would write over what is there, and nothing says that it is ours.
    """
    claims = known.files if known else {}
    wanted = [
        each
        for each in sorted(files.values(), key=_order)
        if everything or there.get(each.name) != each.size or claims.get(each.name) != each
    ]
    strange = [each.name for each in wanted if each.name in there]
    if strange and known is None and FEED not in there and not everything:
        raise SettingsError(
            f"{where} holds {strange[0]}, but no feed: it may not be ours.",
            hint="Name a folder of its own, or write over it with --all.",
        )
    media = [each for each in wanted if each.name != FEED]
    return Plan(
        files=files,
        new=tuple(each for each in media if each.name not in there),
        replaced=tuple(each for each in media if each.name in there),
        feed=tuple(each for each in wanted if each.name == FEED),
        old={name: each for name, each in claims.items() if name in there and name not in files},
        halves=tuple(sorted(name for name in there if _place(name)[-1].startswith(SIDE))),
        parts=tuple(sorted(name for name in there if PARTS in _place(name)[:-1])),
        unsure=frozenset(each.name for each in wanted if there.get(each.name) == each.size),
    )


def _order(file: File) -> tuple[int, str]:
    """Sounds and what goes with them, then pages, then further feeds, `feed.xml` last.

    >>> names = ["feed.xml", "feed-2.xml", "index.html", "episodes/b/b.mp3", "episodes/a/a.html"]
    >>> [each.name for each in sorted((File(name, 1, "") for name in names), key=_order)]
    ['episodes/b/b.mp3', 'episodes/a/a.html', 'index.html', 'feed-2.xml', 'feed.xml']
    """
    name = file.name
    if name == FEED:
        return 3, name
    if name.endswith(".xml") and "/" not in name:
        return 2, name
    if name.startswith("episodes/") and not name.endswith(".html"):
        return 0, name
    return 1, name


def _place(name: str) -> list[str]:
    return name.split("/")
