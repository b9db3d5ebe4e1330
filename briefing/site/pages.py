"""Records -> pages: the one door to Jinja2."""

from __future__ import annotations

import colorsys
import functools
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing import __version__
from briefing.colour import READABLE, RGB, contrast, ink, rgb
from briefing.model import MEDIA_TYPES, SYNTHETIC, Episode
from briefing.settings import Show
from briefing.site import french, search, shape, subscribe, view
from briefing.site.qr import code

if TYPE_CHECKING:
    from jinja2 import Environment

NEWEST = 20
"""Episodes on the show's own page."""
MONTHLY = 100
"""Episodes on a page of the archives: more have further pages."""
_FILE = "index.html"
_FEED = "feed.xml"
_ASSETS = "site"
_SCRIPTS = ("common.js", "show.js", "episode.js")
_FONT = "titles.woff2"
_DRAWN = ("style.css", "icon.svg")  # in the show's colour
_HERE = Path(__file__).resolve().parent / "templates"
# `file:` beside 'self': opened from a disk, a page is not of its own origin to some browsers.
_POLICY = "; ".join(
    ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    + [f"{kind}-src 'self' file:" for kind in ("script", "style", "img", "media", "font")]
)
_SUMMARY = 200  # characters that a search engine or a message shows
_PAPER, _NIGHT = rgb("#fbfaf7"), rgb("#15171b")  # the grounds of the light and the dark theme
_STEPS = 50
_CLEAR = READABLE + 1  # it is also read on tints of the ground


class _Month(NamedTuple):
    year: int
    month: int
    episodes: tuple[Episode, ...]
    """Newest first."""

    @property
    def pages(self) -> list[tuple[str, tuple[Episode, ...]]]:
        """Their names and episodes, newest first; a page that is full keeps its name."""
        first = len(self.episodes) % MONTHLY or MONTHLY
        cuts = [0, *range(first, len(self.episodes), MONTHLY), len(self.episodes)]
        last = len(cuts) - 1
        return [
            (self._name(last - number), self.episodes[cuts[number] : cuts[number + 1]])
            for number in range(last)
        ]

    def _name(self, number: int) -> str:
        more = f"-{number}" if number > 1 else ""
        return f"{self.year:04}-{self.month:02}{more}.html"


def render_show(
    show: Show,
    episodes: Sequence[Episode],
    *,
    cover: str = "",
    changed: Collection[str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """All files of the site but the episodes' pages: names below the output folder, and contents.

    *episodes* are newest first; *cover* is the picture's name in the output folder, empty when
    there is none.  With *changed*, the ids of the episodes that are new or made again, only what
    differs for them: the show's page, the list of months, their months, and their block of the
    search; that is enough unless an episode went away.  What others link to comes first, the show's
    page last: written in this order, no link leads to a file that is not there yet.

    Raises:
        SettingsError: the base URL is too long for a QR code.
    """
    months, blocks = _months(episodes), search.blocks(episodes)
    yield from ((f"{_ASSETS}/{name}", content) for name, content in _made(show.colour).items())
    for block in blocks:
        if changed is None or any(each.id in changed for each in block.episodes):
            yield from search.files(block)
    for month in months:
        if changed is None or any(each.id in changed for each in month.episodes):
            yield from _archive(show, month, cover)
    yield f"archives/{_FILE}", _page(show, "archives.html", "../", cover, months=months)
    yield _FILE, _page(show, "show.html", "", cover, **_front(show, episodes, blocks))


def render_episode(
    show: Show,
    episode: Episode,
    waveform: Sequence[int] = (),
    *,
    cover: str = "",
    newer: Episode | None = None,
    older: Episode | None = None,
) -> bytes:
    """The page of *episode*, `episodes/<id>/index.html`.

    *waveform* is what `waveform` made of its sound; without it a plain line is drawn.  *cover* is
    the show's picture in the output folder, shown when the episode has none of its own.  *newer*
    and *older* are the episodes beside it, see `neighbours`.
    """
    folder = f"episodes/{episode.id}/"
    parts = view.parts(episode)
    values = {
        "episode": episode,
        "parts": parts,
        "chapters": [each for each in parts if each.title] if len(parts) > 1 else [],
        "wide": shape.path(waveform or (0,), shape.VALUES // 2),
        "narrow": shape.path(waveform or (0,), shape.VALUES // 4),
        "media": MEDIA_TYPES[episode.encoding],
        "proven": any(each.sources for each in episode.transcript) and bool(episode.sentences),
        "newer": newer,
        "older": older,
    }
    picture = f"{folder}{episode.cover}" if episode.cover else cover
    values |= {"address": f"{folder}{_FILE}"}
    return _page(show, "episode.html", "../../", picture, **values)


def neighbours(episodes: Sequence[Episode], name: str) -> tuple[Episode | None, Episode | None]:
    """The episodes right after and right before the one called *name* in time.

    *episodes* are newest first.  Whenever an episode appears or goes, the pages of its neighbours
    are to be written again, as they link to it.
    """
    names = [each.id for each in episodes]
    at = names.index(name)
    return (
        episodes[at - 1] if at else None,
        episodes[at + 1] if at + 1 < len(episodes) else None,
    )


def _archive(show: Show, month: _Month, cover: str) -> Iterator[tuple[str, bytes]]:
    pages = month.pages
    names = [name for name, _ in pages]
    for name, episodes in pages:
        values = {"month": month, "names": names, "name": name, "episodes": episodes}
        yield f"archives/{name}", _page(show, "month.html", "../", cover, **values)


def _page(show: Show, template: str, root: str, cover: str, **values: Any) -> bytes:
    """A page *root* above which the output folder is; *cover* is a path below that folder."""
    base = subscribe.on_the_wire(show.base_url)
    shared = {
        "show": show, "root": root, "cover": cover, "base": base, "policy": _POLICY,
        "synthetic": SYNTHETIC, "versions": _versions(show), "address": "",
        "grounds": tuple(map(_hex, (_PAPER, _NIGHT))), "home": subscribe.link(show.link),
    }  # fmt: skip
    text: str = _environment().get_template(template).render(shared | values)
    return text.encode()


def _front(
    show: Show, episodes: Sequence[Episode], blocks: tuple[search.Block, ...]
) -> dict[str, Any]:
    base = subscribe.on_the_wire(show.base_url)
    feed = f"{base}{_FEED}" if base else ""
    return {
        "episodes": episodes[:NEWEST],
        "total": len(episodes),
        "feed": feed,
        "apps": subscribe.apps(feed, french.clean(show.title)) if feed else (),
        "code": code(feed) if feed else None,
        "blocks": " ".join(f"{each.number}:{each.version}" for each in reversed(blocks)),
        "common": " ".join(sorted(search.COMMON)),
    }


def _months(episodes: Sequence[Episode]) -> tuple[_Month, ...]:
    found: dict[tuple[int, int], list[Episode]] = {}
    for each in episodes:
        found.setdefault((each.published.year, each.published.month), []).append(each)
    return tuple(_Month(*key, tuple(found[key])) for key in sorted(found, reverse=True))


def _versions(show: Show) -> Mapping[str, str]:
    """Each file and what to ask for it by, so that no browser takes an old one for it."""
    return {
        name: f"{name}?{hashlib.sha256(content).hexdigest()[:8]}"
        for name, content in _made(show.colour).items()
    }


@functools.lru_cache(maxsize=2)  # read and drawn once, not for each of ten thousand pages
def _made(colour: str) -> Mapping[str, bytes]:
    themes = {"light": _theme(colour, _PAPER), "dark": _theme(colour, _NIGHT)}
    drawn = {name: _environment().get_template(name).render(themes).encode() for name in _DRAWN}
    return (
        drawn | {name: _script(name) for name in _SCRIPTS} | {_FONT: (_HERE / _FONT).read_bytes()}
    )


def _script(name: str) -> bytes:
    """The script without indents and lines of comment: a sixth of its bytes, for each reader."""
    lines = map(str.strip, (_HERE / name).read_text(encoding="utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()


def _theme(colour: str, ground: RGB) -> dict[str, str]:
    """*ground*, the show's *colour* made readable on it, and the ink of what lies on that."""
    accent = next(
        each for each in _shades(rgb(colour), ink(ground)) if contrast(each, ground) >= _CLEAR
    )
    return {"ground": _hex(ground), "accent": _hex(accent), "on": _hex(ink(accent))}


def _shades(colour: RGB, end: RGB) -> Iterator[RGB]:
    """*colour*, ever more like *end*, white or black, in the same hue."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in colour))
    goal = end[0] / 255
    for step in range(_STEPS):
        here = lightness + (goal - lightness) * step / _STEPS
        red, green, blue = colorsys.hls_to_rgb(hue, here, saturation)
        yield round(red * 255), round(green * 255), round(blue * 255)
    yield end


def _hex(colour: RGB) -> str:
    return "#" + bytes(colour).hex()


@functools.lru_cache(maxsize=1)  # compiling the templates takes longer than filling them
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only when a page is made

    made = Environment(
        loader=FileSystemLoader(_HERE),
        # Everything is escaped, the style too: it has nothing that HTML would change.
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: french.typeset(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clock=french.clock, date=french.date, duration=french.duration, size=french.size,
        iso_duration=french.iso_duration, long_date=french.long_date, month=french.month,
        short_title=view.short_title, teaser=view.teaser, voices=view.voices,
        sources=view.sources, host=subscribe.host, seconds=_seconds,
        summary=functools.partial(french.shortened, limit=_SUMMARY),
    )  # fmt: skip
    made.globals.update(counted=french.count, generator=f"briefing {__version__}")
    return made


def _seconds(value: float) -> str:
    """*value* as a script reads it: `3.25`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
