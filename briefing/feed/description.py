"""What an app shows below the title of an episode: how it begins, its moments, where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from briefing import chapters
from briefing.feed.text import DESCRIPTION, clean, escaped, line, paragraphs, web_address
from briefing.model import SYNTHETIC, Episode

_DISCLOSURE = f"{SYNTHETIC}."
_MOMENTS = 2  # chapters; one is no list.  Apple makes chapters of three and more
# Bytes.  No standard has a limit here: it keeps a record that was edited into a book out of the
# feed, and takes some sixty stories with their links.
_CONTENT = 16_384


def plain(episode: Episode) -> str:
    """The description of *episode*: HTML of paragraphs alone, at most 4000 bytes.

    How the story begins, who speaks, a line a chapter with its time, and the addresses of the
    sources.  Who speaks is always in it, however long the rest; of the rest, the end goes first.
    """
    sources = (
        f"<p>Source\u00a0: {escaped(f'{title}, {url}')}</p>" for title, url in _sources(episode)
    )
    return _fitted(episode, [*_moments(episode), *sources], DESCRIPTION)


def rich(episode: Episode) -> str:
    """The same for `content:encoded`, where the sources are links."""
    links = (
        f'<p>Source\u00a0: <a href="{escape(url)}">{escaped(title)}</a></p>'
        for title, url in _sources(episode)
    )
    return _fitted(episode, [*_moments(episode), *links], _CONTENT)


def _fitted(episode: Episode, more: Iterable[str], limit: int) -> str:
    disclosure = f"<p>{escaped(_DISCLOSURE)}</p>"
    written = paragraphs(_teaser(episode), DESCRIPTION - len(disclosure.encode())) + disclosure
    room = limit - len(written.encode())
    for part in more:
        room -= len(part.encode())
        if room < 0:
            break
        written += part
    return written


def _teaser(episode: Episode) -> str:
    """The description in the record, without the disclosure that has a place of its own."""
    parts = re.split(r"\s*\n\s*", clean(episode.description).strip())
    return "\n".join(part for part in parts if part != _DISCLOSURE)


def _moments(episode: Episode) -> Iterator[str]:
    if len(episode.chapters) >= _MOMENTS:
        for each in episode.chapters:
            yield f"<p>{escaped(line(chapters.as_lines((each,))))}</p>"


def _sources(episode: Episode) -> Iterator[tuple[str, str]]:
    """Title and address of each article that is on the web; a file's name tells nobody anything."""
    links = [(each.title, web_address(each.link)) for each in episode.chapters]
    if not any(url for _, url in links):
        links = [(episode.title, web_address(each)) for each in episode.origin.split(", ")]
    seen = set()
    for title, url in links:
        if url and url not in seen:
            seen.add(url)
            yield line(title) or url, url
