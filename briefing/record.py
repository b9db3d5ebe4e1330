"""Episode <-> the bytes of its record, `episode.json`: checked on the way in, as people edit it."""

from __future__ import annotations

import datetime as dt
import functools
import json
import math
from collections.abc import Callable
from dataclasses import MISSING, asdict, fields, is_dataclass
from enum import Enum
from functools import partial
from typing import Any, cast, get_args, get_origin, get_type_hints

from briefing.model import Episode

FORMAT = 1  # a later program may read older ones
_Reader = Callable[[Any, str], Any]
_WORDS = {str: "a text", int: "a whole number", float: "a number"}


def dump(episode: Episode) -> bytes:
    """The record of *episode*: JSON that a person can read."""
    table = {"format": FORMAT} | asdict(episode)
    table["published"] = episode.published.isoformat()
    text = json.dumps(table, ensure_ascii=False, indent=2) + "\n"
    # A file name that is not UTF-8 reaches us with lone surrogates in it.  UTF-8 has none; JSON
    # has, escaped, and Python happens to escape them likewise.
    return text.encode(errors="backslashreplace")


def load(content: bytes) -> Episode:
    """The episode that the record *content* tells of.

    Raises:
        ValueError: it is damaged, of another version, or a value is missing or of a wrong type;
            in words that go after the name of the file and a colon.
    """
    try:
        table = _same(dict, json.loads(content), "it", "a table")
        version = _same(int, table.pop("format", None), "'format'", _WORDS[int])
        if version == FORMAT:
            return cast("Episode", _made(Episode, table))
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error
    except (RecursionError, OverflowError) as error:
        raise ValueError("it holds what no record holds") from error
    raise ValueError(f"it has format {version}, and this briefing reads format {FORMAT}")


def _made(kind: Any, table: dict[str, Any]) -> Any:
    """A *kind*, one of the dataclasses of `model`, with the values in *table*."""
    readers, needed = _parts(kind)
    if not table.keys() <= readers.keys():
        raise ValueError(f"'{min(table.keys() - readers)}' is not part of a record")
    for name in needed:
        if name not in table:
            raise ValueError(f"'{name}' is missing")
    return kind(**{name: readers[name](value, f"'{name}'") for name, value in table.items()})


# A show of ten thousand episodes has millions of values: what a type asks for is found out once.
@functools.cache
def _parts(kind: Any) -> tuple[dict[str, _Reader], tuple[str, ...]]:
    """How each value of a *kind* is read, and which must be there."""
    hints = get_type_hints(kind)
    needed = tuple(field.name for field in fields(kind) if field.default is MISSING)
    return {name: _reader(hint) for name, hint in hints.items()}, needed


@functools.cache
def _reader(kind: Any) -> _Reader:
    """Reads a value as a *kind*; it is told what people call the value."""
    if is_dataclass(kind):
        return lambda value, name: _made(kind, _same(dict, value, name, "a table"))
    if get_origin(kind) is tuple:
        each = _reader(get_args(kind)[0])
        return lambda value, name: tuple(
            [each(one, name) for one in _same(list, value, name, "a list")]
        )
    if kind is dt.datetime:
        return lambda value, name: dt.datetime.fromisoformat(_same(str, value, name, "a date"))
    if issubclass(kind, Enum):
        return lambda value, _name: kind(value)
    return _number if kind is float else partial(_plain, kind)


def _plain(kind: type, value: Any, name: str) -> Any:
    return _same(kind, value, name, _WORDS[kind])


def _number(value: Any, name: str) -> float:
    number: float = _same(float, float(value) if type(value) is int else value, name, _WORDS[float])
    if not math.isfinite(number):
        raise ValueError(f"{name} is not a number that can be")
    return number


def _same(kind: type, value: Any, name: str, words: str) -> Any:
    # Not isinstance: to Python, true is a whole number.
    if type(value) is not kind:
        raise ValueError(f"{name} is not {words}")
    return value
