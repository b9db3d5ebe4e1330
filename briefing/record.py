"""Episode <-> the bytes of its record, `episode.json`: checked on the way in, as people edit it."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import MISSING, asdict, fields, is_dataclass
from enum import Enum
from typing import Any, cast, get_args, get_origin, get_type_hints

from briefing.model import Episode

FORMAT = 1  # a later program may read older ones
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
    hints = get_type_hints(kind)
    if unknown := table.keys() - hints:
        raise ValueError(f"'{min(unknown)}' is not part of a record")
    for field in fields(kind):
        if field.name not in table and field.default is MISSING:
            raise ValueError(f"'{field.name}' is missing")
    return kind(
        **{name: _checked(hints[name], value, f"'{name}'") for name, value in table.items()}
    )


def _checked(kind: Any, value: Any, name: str) -> Any:
    """*value* as a *kind*; *name* is what people read of it."""
    if is_dataclass(kind):
        return _made(kind, _same(dict, value, name, "a table"))
    if get_origin(kind) is tuple:
        return tuple(
            _checked(get_args(kind)[0], each, name) for each in _same(list, value, name, "a list")
        )
    if kind is dt.datetime:
        return dt.datetime.fromisoformat(_same(str, value, name, "a date"))
    if issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        value = float(value)
    if kind is float and not math.isfinite(_same(float, value, name, _WORDS[float])):
        raise ValueError(f"{name} is not a number that can be")
    return _same(kind, value, name, _WORDS[kind])


def _same(kind: type, value: Any, name: str, words: str) -> Any:
    # Not isinstance: to Python, true is a whole number.
    if type(value) is not kind:
        raise ValueError(f"{name} is not {words}")
    return value
