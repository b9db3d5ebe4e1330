"""The show as a list of one feed, as apps take subscriptions: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

from html import escape

from briefing.errors import SettingsError
from briefing.settings import Show

FEED = "feed.xml"


def render(show: Show) -> bytes:
    """The list: the same show gives the same bytes, so it has no date.

    Raises:
        SettingsError: nobody can reach the show yet.
    """
    if not show.base_url:
        raise SettingsError(
            "The show has no address that others could subscribe to.",
            hint="Set base_url under [show] in briefing.toml.",
        )
    attributes = {
        "type": "rss",
        "text": show.title,  # required; apps show it
        "title": show.title,
        "description": show.description,
        "language": show.language,
        "version": "RSS2",
        "htmlUrl": show.link or show.base_url,
        "xmlUrl": f"{show.base_url}{FEED}",
    }
    outline = " ".join(f'{name}="{escape(_line(value))}"' for name, value in attributes.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"<head><title>{escape(_line(show.title))}</title></head>\n"
        f"<body><outline {outline}/></body>\n</opml>\n"
    ).encode()


def _line(text: str) -> str:
    """An attribute of XML loses its line ends; settings hold no other control characters."""
    return " ".join(text.split("\n"))
