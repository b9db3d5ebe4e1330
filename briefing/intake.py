"""The tables [[source]] and [daily] of `briefing.toml` -> what `briefing daily` goes by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from briefing.errors import SettingsError
from briefing.model import Length

_UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "day": 86_400, "days": 86_400}
_SPAN = re.compile(r"(\d{1,4})\s*([a-z]+)")
_SHORTEST, _LONGEST = 3600, 30 * 86_400  # seconds; the ledger remembers 60 days
_HEAVIEST = 100.0  # of weights
_MOST_STORIES = 30
_MOST_ITEMS = 1000
_LENGTH = Length(300.0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where news comes from."""

    url: str
    """An address, or the path of a file, a folder, a pattern or an OPML list."""
    name: str = ""
    """What it is called, on screen and in the bulletin; empty: what it calls itself."""
    weight: float = 1.0
    """How much its stories count beside those of others."""
    limit: int = 20
    """How many of its newest items are looked at."""


@dataclass(frozen=True, slots=True)
class Daily:
    """What a daily briefing is like."""

    title: str = ""
    """What its episodes are called, before « du lundi… »; the show's title when empty."""
    length: Length = _LENGTH
    stories: int = 6
    """How many are told at most."""
    keywords: tuple[tuple[str, float], ...] = ()
    """What the listener cares about, and how much; below zero: what rather not."""
    since: dt.timedelta = dt.timedelta(hours=24)
    """How far the first run looks back."""
    catch_up: dt.timedelta = dt.timedelta(days=3)
    """How far later runs look back, when days were missed."""


def span(text: str) -> dt.timedelta:
    """A stretch of time as people write it.

    >>> [str(span(text)) for text in ("24h", "3d", "90 min")]
    ['1 day, 0:00:00', '3 days, 0:00:00', '1:30:00']

    Raises:
        ValueError: it is not one, or not from one hour to thirty days.
    """
    match = _SPAN.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _UNITS.get(match[2], 0) if match else 0
    if not _SHORTEST <= seconds <= _LONGEST:
        raise ValueError(text)
    return dt.timedelta(seconds=seconds)


class Reader:
    """Reads both tables of one file; knows its lines, for complaints."""

    def __init__(self, path: Path, lines: Sequence[str], length: Callable[[str], Length]) -> None:
        self._path, self._lines, self._length = path, lines, length

    def sources(self, tables: Any) -> tuple[Source, ...]:
        """What `[[source]]` says, each time it stands there.

        Raises:
            SettingsError: with file and line, and what was expected.
        """
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise SettingsError(
                f"{self._path}: the sources should be tables.", hint="Head each with [[source]]."
            )
        found = [self._source(number, each) for number, each in enumerate(tables, 1)]
        urls = [each.url for each in found]
        for number, url in enumerate(urls, 1):
            if url in urls[: number - 1]:
                where = self._at("source", "url", number)
                raise SettingsError(f"{where}: this source stands there twice.")
        return tuple(found)

    def daily(self, table: Any) -> Daily:
        """What `[daily]` says.

        Raises:
            SettingsError: with file and line, and what was expected.
        """
        if not isinstance(table, dict):
            raise SettingsError(f"{self._path}: daily should be a table.", hint="[daily]")
        self._only(table, {each.name for each in fields(Daily)}, "daily", 1)
        checks: dict[str, Callable[[Any], Any]] = {
            "title": _line, "length": self._long, "stories": _whole(_MOST_STORIES),
            "keywords": _keywords, "since": _span, "catch_up": _span,
        }  # fmt: skip
        return Daily(**self._checked(table, checks, "daily", 1))

    def _source(self, number: int, table: Mapping[str, Any]) -> Source:
        self._only(table, {each.name for each in fields(Source)}, "source", number)
        if "url" not in table:
            raise SettingsError(
                f"{self._at('source', '', number)}: this source has no 'url'.",
                hint='Such as url = "https://example.org/feed.xml", or the path of a file.',
            )
        checks: dict[str, Callable[[Any], Any]] = {
            "url": self._place, "name": _line, "weight": _weight(0.0), "limit": _whole(_MOST_ITEMS),
        }  # fmt: skip
        return Source(**self._checked(table, checks, "source", number))

    def _checked(
        self,
        table: Mapping[str, Any],
        checks: Mapping[str, Callable[[Any], Any]],
        section: str,
        number: int,
    ) -> dict[str, Any]:
        values = {}
        for key, value in table.items():
            try:
                values[key] = checks[key](value)
            except _Unfit as unfit:
                where = self._at(section, key, number)
                raise SettingsError(f"{where}: {key} should be {unfit}, not {value!r}.") from None
            except SettingsError as error:
                where = self._at(section, key, number)
                raise SettingsError(f"{where}: {error}", hint=error.hint) from None
        return values

    def _only(self, table: Mapping[str, Any], known: set[str], section: str, number: int) -> None:
        for key in table:
            if key not in known:
                raise SettingsError(
                    f"{self._at(section, key, number)}: '{key}' is not a setting.",
                    hint=f"Known here: {', '.join(sorted(known))}.",
                )

    def _place(self, value: Any) -> str:
        """An address, or a path that starts from the file's folder."""
        told = _line(value).strip()
        if not told or "\0" in told:
            _unfit('an address, or a path in quotes: "https://example.org/feed.xml"')
        if re.match(r"https?://", told, re.IGNORECASE):
            if not _has_host(told):
                _unfit("an address like https://example.org/feed.xml")
            return told
        try:
            return str(self._path.parent / Path(told).expanduser())
        except RuntimeError:  # ~nobody/news
            return _unfit("a path of somebody who is known here")

    def _long(self, value: Any) -> Length:
        return self._length(str(value))

    def _at(self, section: str, key: str, number: int) -> str:
        """File and line of *key* in the *number*th table *section*, or of its head."""
        head = re.compile(rf"\s*\[{{1,2}}\s*{section}\s*(?:\.[^\]]*)?\]")
        count, place = 0, 0
        for at, line in enumerate(self._lines, 1):
            if line.lstrip().startswith("["):
                inside = bool(head.match(line))
                count += inside
                place = at if inside and count == number else place
            elif count == number and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                place = at if key else place
                break
        return f"{self._path}, line {place}" if place else str(self._path)


class _Unfit(Exception):
    """A value is not what its text says."""


def _unfit(expected: str) -> NoReturn:
    raise _Unfit(expected)


def _line(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        _unfit("a text in quotes, on one line")
    return value


def _whole(most: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if type(value) is not int or not 1 <= value <= most:  # to Python, true is a number
            _unfit(f"a whole number from 1 to {most}")
        return int(value)

    return check


def _weight(least: float) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not least <= value <= _HEAVIEST:
            _unfit(f"a number from {least:g} to {_HEAVIEST:g}")
        return float(value)

    return check


def _span(value: Any) -> dt.timedelta:
    try:
        return span(value if isinstance(value, str) else "")
    except ValueError:
        return _unfit("a time like 24h or 3d, up to 30d")


def _keywords(value: Any) -> tuple[tuple[str, float], ...]:
    weights = value if isinstance(value, dict) else None
    if weights is None and isinstance(value, list) and all(isinstance(one, str) for one in value):
        weights = dict.fromkeys(value, 1.0)
    if weights is None or not all(any(map(str.isalnum, word)) for word in weights):
        _unfit('words, as in ["climat", "Bretagne"] or {climat = 2, football = -0.5}')
    check = _weight(-_HEAVIEST)
    return tuple((word, check(weight)) for word, weight in weights.items())


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return False
    return bool(parts.hostname) and not re.search(r"\s", url)
