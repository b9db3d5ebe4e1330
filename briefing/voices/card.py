"""A voice's card: the small TOML file that says which engine speaks, how, by what licence."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from briefing.errors import SettingsError, UnknownVoice

T = TypeVar("T", str, int, bool, dict[str, Any])
_KINDS: dict[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    dict: "a table",
}
_SPEEDS = range(60, 401)  # words a minute that a person can follow


@dataclass(frozen=True, slots=True)
class VoiceCard:
    """What is known of a voice without opening it."""

    name: str
    """The file's name without its ending: what a user types."""
    engine: str
    """A name in the entry-point group `briefing.voices`."""
    description: str
    language: str
    """BCP 47 tag, e.g. `fr-FR`."""
    gender: str
    """`female`, `male` or `unknown`."""
    words_per_minute: int
    """Measured with `tools/measure_voices.py`, pauses between sentences left out; never guessed."""
    licence: str
    network: bool
    """Whether it needs the network, and hands the text to somebody else."""
    parameters: Mapping[str, Any]
    """What the engine makes of the voice; the engine checks it."""
    folder: Path
    """Where the card was read; data files of the voice lie below it."""


_TEXTS = ("engine", "description", "language", "gender", "licence")
_FIELDS = {*_TEXTS, "words_per_minute", "network", "parameters"}


def read_card(path: Path) -> VoiceCard:
    """Read one card.

    Raises:
        SettingsError: the file is not a card; the message names file and field.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read as a voice: {error}.") from error
    for key in table:
        if key not in _FIELDS:
            raise SettingsError(
                f"{path}: a voice has no field '{key}'.",
                hint=f"Fields: {', '.join(sorted(_FIELDS))}.",
            )
    texts = {key: _field(path, table, key, str) for key in _TEXTS}
    speed = _field(path, table, "words_per_minute", int)
    if speed not in _SPEEDS:
        raise SettingsError(
            f"{path}: words_per_minute is {speed}; expected {_SPEEDS.start} to {_SPEEDS.stop - 1}."
        )
    return VoiceCard(
        name=path.stem,
        words_per_minute=speed,
        network=_field(path, table, "network", bool),
        parameters=_field(path, {"parameters": {}} | table, "parameters", dict),
        folder=path.parent,
        **texts,
    )


def _field(path: Path, table: Mapping[str, Any], key: str, kind: type[T]) -> T:
    value = table.get(key)
    if type(value) is not kind or value == "":
        found = "nothing" if value is None else repr(value)
        raise SettingsError(f"{path}: {key} should be {_KINDS[kind]}, found {found}.")
    return value


def read_cards(folders: Iterable[Path]) -> dict[str, VoiceCard]:
    """All cards in *folders* by name; a later folder wins, so that a user's voice may replace ours.

    Raises:
        SettingsError: a folder is not there, or a file in it is not a card.
    """
    cards: dict[str, VoiceCard] = {}
    for folder in folders:
        if not folder.is_dir():
            raise SettingsError(
                f"There is no folder of voices at {folder}.",
                hint="Check 'voices' in briefing.toml.",
            )
        for path in sorted(folder.glob("*.toml")):
            cards[path.stem] = read_card(path)
    return cards


def choose(cards: Mapping[str, VoiceCard], name: str) -> VoiceCard:
    """The card of that name.

    Raises:
        UnknownVoice: there is none; the names that come near are in the hint.
    """
    if name in cards:
        return cards[name]
    near = difflib.get_close_matches(name.lower(), cards, n=3, cutoff=0.5)
    there = ", ".join(cards)
    raise UnknownVoice(
        f"There is no voice called '{name}'.",
        hint=f"Did you mean {' or '.join(near)}?" if near else f"Voices: {there}.",
    )
