"""A file of phrases -> Wording: what a bulletin says of its own, in the tone that was chosen."""

from __future__ import annotations

import datetime as dt
import re
import string
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing import shipped
from briefing.errors import SettingsError

_BASE = "sober"
_FIELDS = {
    "greeting": {"date"}, "announcement": {"show", "voices"},
    "brief": {"show", "date", "voices"}, "voice": set(), "voices": set(),
    "headline": {"title"}, "headlines": set(), "headline_item": {"title"},
    "headline_last": {"title"}, "another": {"title"}, "same": {"title"},
    "consequence": {"title"}, "contrast": {"title"}, "last": {"title"},
    "another_untitled": set(), "last_untitled": set(), "source": {"source"},
    "also": {"topics"}, "signoff": {"show"}, "thanks": set(), "quote_open": set(),
    "quote_close": set(),
}  # fmt: skip
# What says that nobody is speaking: "voix de synthèse", "voix artificielle", "générée par une IA".
_SYNTHETIC = re.compile(r"synth[eè]|artificiel|\bIA\b|intelligence artificielle", re.IGNORECASE)
_SAYS_SO = {"announcement", "brief", "voice", "voices"}
_OPTIONAL = {"voices"}  # a phrase may name the synthetic voice itself
_END = re.compile(r"(?<=[?!…])(\s*[»”\"]?)\.")  # "Qui a gagné ?." has a mark too many


@dataclass(frozen=True, slots=True)
class Wording:
    """The phrases of one tone."""

    phrases: Mapping[str, tuple[str, ...]]

    def say(self, line: str, day: dt.date, **values: str) -> str:
        """The variant of *line* for *day*, with *values* filled in.

        The same day gives the same words; the next one gives others where there are others.
        """
        variants = self.phrases[line]
        # Lines start at different places, or all would change in step.
        variant = variants[(day.toordinal() + zlib.crc32(line.encode())) % len(variants)]
        capitals = {
            name.capitalize(): value[:1].upper() + value[1:] for name, value in values.items()
        }
        return _END.sub(r"\1", variant.format(**values, **capitals))


def read(tone: str, own: Path | None = None) -> Wording:
    """The phrases of *tone*: those that come with the program, and over them those in *own*.

    Raises:
        SettingsError: there is no such tone, or *own* is not what it should be; with the line of
            the file that is wrong, and what was expected.
    """
    tones = _tones(shipped.wording())
    for name, phrases in (_tones(own) if own else {}).items():
        tones[name] = tones.get(name, {}) | phrases
    if tone not in tones:
        raise SettingsError(f"There is no tone '{tone}'.", hint=f"Tones: {', '.join(tones)}.")
    return Wording(tones[_BASE] | tones[tone])


def _tones(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"The wording {path} cannot be read: {error.strerror}.",
            hint="Check 'wording' in briefing.toml.",
        ) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML
        raise SettingsError(f"{path} is not a file of phrases: {error}.") from error
    return {tone: _phrases(path, tone, table) for tone, table in tables.items()}


def _phrases(path: Path, tone: str, table: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise SettingsError(
            f"{path}: '{tone}' stands under no tone.", hint=f"Put it under [{_BASE}]."
        )
    return {line: _variants(f"{path}: {tone}.{line}", line, said) for line, said in table.items()}


def _variants(where: str, line: str, said: Any) -> tuple[str, ...]:
    if line not in _FIELDS:
        raise SettingsError(
            f"{where} is no line of a bulletin.", hint=f"Lines: {', '.join(_FIELDS)}."
        )
    variants = [said] if isinstance(said, str) else said
    if not isinstance(variants, list) or not variants:
        raise SettingsError(f"{where} should be a list of phrases in quotes.")
    for variant in variants:
        if not isinstance(variant, str) or not any(letter.isalnum() for letter in variant):
            raise SettingsError(f"{where} has a phrase that says nothing: {variant!r}.")
        _check_fields(where, line, variant)
    return tuple(" ".join(variant.split()) for variant in variants)


def _check_fields(where: str, line: str, variant: str) -> None:
    try:
        parts = [part for part in string.Formatter().parse(variant) if part[1] is not None]
    except ValueError as error:
        raise SettingsError(f"{where}: '{variant}' has a brace too many: {error}.") from error
    wanted = _FIELDS[line]
    found = {f"{name}{spec}{kind or ''}" for _, name, spec, kind in parts}
    known = wanted | {name.capitalize() for name in wanted}
    needed = wanted - _OPTIONAL
    if not found <= known or {name.lower() for name in found} - _OPTIONAL != needed:
        should = " and ".join(f"{{{name}}}" for name in sorted(needed)) or "nothing"
        raise SettingsError(f"{where}: '{variant}' should have {should} in braces.")
    if line in _SAYS_SO and not (_OPTIONAL & found or _SYNTHETIC.search(variant)):
        raise SettingsError(
            f"{where}: '{variant}' does not say that the voice is synthetic.",
            hint="Listeners must be told, e.g. 'par une voix de synthèse'.",
        )
