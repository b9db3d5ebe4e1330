"""OPML -> the addresses of the feeds in it, however deep they are nested."""

from __future__ import annotations

from briefing.errors import SourceError
from briefing.sources import addresses, charset, markup

MOST_FEEDS = 50  # asked in one go; each takes a second or more


def parse(raw: bytes, name: str, url: str = "", claimed: str = "") -> tuple[str, ...]:
    """The feeds that *raw* lists, each once, in order.  What is no web address is left out.

    Raises:
        SourceError: it is no OPML, lists no feed, or more than `MOST_FEEDS`.
    """
    root = markup.xml(charset.text(raw, claimed), name)
    if markup.tag(root) != "opml":
        raise SourceError(f"{name} is no OPML list.", hint="Check the file.")
    outlines = (each for each in root.iter() if markup.tag(each) == "outline")
    attributes = ({key.lower(): value for key, value in each.attrib.items()} for each in outlines)
    links = (addresses.link(url, each.get("xmlurl", "")) for each in attributes)
    found = tuple(dict.fromkeys(link for link in links if link))
    if not found:
        raise SourceError(f"{name} lists no feed.", hint="A feed in it has an xmlUrl.")
    if len(found) > MOST_FEEDS:
        raise SourceError(
            f"{name} lists {len(found)} feeds; at most {MOST_FEEDS} are asked.",
            hint="Give a shorter list.",
        )
    return found
