"""Which episodes stand in which document: the newest in `feed.xml`, older ones in archives.

RFC 5005, section 4: who subscribes reads `feed.xml`; who wants all follows `prev-archive`.  Pages
are counted from the oldest episode on, and one is begun only when all of it is there: what stands
in it stays there, and a new episode touches nothing but `feed.xml`.
"""

from __future__ import annotations

from dataclasses import dataclass

NEWEST = 100
"""Episodes in `feed.xml`: those of five months, at five a week.

No standard has a number.  Every app fetches the file whole each time that something is new, and a
hundred episodes make 170 kB; most apps do not read archives, so fewer would hide more."""
PAGE = 100  # episodes in an archive; no more than NEWEST, or the oldest page would not be full
FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the feed; episodes are counted from 0, from the oldest on."""

    name: str
    first: int
    """Its oldest episode."""
    last: int
    """After its newest one."""
    older: str = ""
    """Name of the archive that goes before it."""
    newer: str = ""
    """Of the archive that follows, none after the newest one."""

    @property
    def is_archive(self) -> bool:
        """Whether it is not what people subscribe to."""
        return self.name != FEED


ALONE = Page(FEED, 0, 0)
"""A feed that has no archives."""


def pages(count: int, newest: int = NEWEST) -> tuple[Page, ...]:
    """The documents that hold *count* episodes, oldest first; the last one is `feed.xml`.

    It has the *newest* ones, at least `PAGE`.  An episode may stand in it and in an archive too:
    by its guid it is one.
    """
    newest = max(newest, PAGE)
    full = -(-max(0, count - newest) // PAGE)
    names = ["", *(f"feed-{number:04}.xml" for number in range(1, full + 1)), ""]
    archives = (
        Page(names[n + 1], n * PAGE, (n + 1) * PAGE, names[n], names[n + 2]) for n in range(full)
    )
    return (*archives, Page(FEED, max(0, count - newest), count, names[full]))
