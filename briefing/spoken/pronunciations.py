"""How a person wants words to be said: a list of their own, and the one that is shipped.

Entries without engines hold for every engine: `speakable` applies them before all rules, and no
rule touches what they say.  The others are applied to spoken text just before it is recorded, for
respellings mend the faults of one engine and would be faults to another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing import shipped as shipped_files
from briefing.errors import SettingsError
from briefing.spoken.acronyms import letters_apart

_KEYS = {"word", "pattern", "say", "engines", "case"}
_LONGEST = 200
_MOST_REPEATS = 2
_EXAMPLE = 'An entry is: [[pronunciation]] word = "Reims" say = "Rince" engines = ["kokoro"].'
_HELD = 0xF0000  # the first of the characters Unicode leaves to private use


@dataclass(frozen=True)
class Pronunciation:
    """How one word, or all that a pattern matches, is said."""

    word: str
    """The word or words as written; empty when there is a pattern.  Only whole words are meant."""
    say: str
    """What is said instead; after a pattern it may hold its groups, as \\1."""
    engines: tuple[str, ...] = ()
    """The engines it is for; none means all."""
    case: bool = True
    """Whether capitals matter.  They do by default: "US" is not "us", nor "Lens" lenses."""
    pattern: str = ""
    """A regular expression, in place of a word.  It says itself where words begin and end."""

    def compiled(self) -> re.Pattern[str]:
        """What finds it in a text; both apostrophes and all hyphens are found alike."""
        flags = re.NOFLAG if self.case else re.IGNORECASE
        if self.pattern:
            return re.compile(self.pattern, flags)
        return re.compile(rf"(?<!\w){_loosely(self.word)}(?!\w)", flags)


@dataclass(frozen=True)
class Pronunciations:
    """Entries in the order in which they win: of two for one word, the first is taken."""

    entries: tuple[Pronunciation, ...] = ()

    def __add__(self, others: Pronunciations) -> Pronunciations:
        """These, then *others*: where both know a word, these win."""
        return Pronunciations(self.entries + others.entries)

    def everywhere(self) -> tuple[Pronunciation, ...]:
        """The entries that hold for every engine."""
        return tuple(entry for entry in self.entries if not entry.engines)

    def held(self, text: str) -> tuple[str, tuple[str, ...]]:
        """*text* with a private sign for each word that is said as told; and what they say."""
        if not self.everywhere():
            return text, ()
        said: list[str] = []
        return _replaced(text, self.everywhere(), said), tuple(said)

    def pronounce(self, spoken: str, engine: str) -> str:
        """Spoken text, respelled for *engine*; letters that are spelled stand apart.

        >>> entries = (Pronunciation("Reims", "Rince", ("kokoro",)),)
        >>> Pronunciations(entries).pronounce("La S.N.C.F. à Reims.", "kokoro")
        'La S N C F à Rince.'
        >>> Pronunciations(entries).pronounce("La S.N.C.F. à Reims.", "google")
        'La S N C F à Reims.'
        """
        ours = tuple(entry for entry in self.entries if engine in entry.engines)
        said: list[str] = []
        return letters_apart(restored(_replaced(spoken, ours, said), said))


def read(path: Path) -> Pronunciations:
    """The entries of a TOML file, in its order.

    Raises:
        SettingsError: it cannot be read, or an entry cannot be used; with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}.", hint=_EXAMPLE) from error
    unknown = sorted(table.keys() - {"pronunciation"})
    found = table.get("pronunciation", [])
    if unknown or not isinstance(found, list):
        raise SettingsError(
            f"{path}: {', '.join(unknown) or 'pronunciation'} is not a list of entries.",
            hint=_EXAMPLE,
        )
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[", line)]
    places = [f"{path}, line {line}" for line in lines] + [str(path)] * len(found)
    return Pronunciations(tuple(map(_entry, found, places)))


def restored(text: str, said: Iterable[str]) -> str:
    """*text* with what was held back in its places."""
    kept = tuple(said)
    if not kept:
        return text
    return re.sub(
        f"[{chr(_HELD)}-{chr(_HELD + 0xFFFD)}]",
        lambda sign: (
            kept[ord(sign.group()) - _HELD] if ord(sign.group()) - _HELD < len(kept) else ""
        ),
        text,
    )


@lru_cache(maxsize=1)
def shipped() -> Pronunciations:
    """The list that comes with the program: names in the news that its engines say wrongly."""
    return read(shipped_files.pronunciations())


def _replaced(text: str, entries: tuple[Pronunciation, ...], said: list[str]) -> str:
    places: dict[str, str] = {}

    def hold(words: str) -> str:
        if words not in places:
            if len(said) > 0xFFF0:  # noqa: PLR2004 - no sign is left
                return words
            places[words] = chr(_HELD + len(said))
            said.append(words)
        return places[words]

    for finder, answers in _finders(entries):
        text = finder.sub(lambda m, a=answers: hold(_answer(m, a)), text)  # type: ignore[misc]
    return text


def _answer(match: re.Match[str], answers: dict[str, str] | str) -> str:
    if isinstance(answers, str):
        said: str | None = match.expand(answers)
    else:
        plain = _plain(match.group())
        said = answers.get(plain) or answers.get(plain.lower())
    # A line stays one line, and what would not be said at all is said as it is written.
    return re.sub(r"\s+", " ", said) if said and said.strip() else match.group()


@lru_cache(maxsize=64)
def _finders(
    entries: tuple[Pronunciation, ...],
) -> tuple[tuple[re.Pattern[str], dict[str, str] | str], ...]:
    """One search for all words that are alike in case, and one for each pattern."""
    found: list[tuple[re.Pattern[str], dict[str, str] | str]] = []
    found.extend((entry.compiled(), entry.say) for entry in entries if entry.pattern)
    for case in (True, False):
        words: dict[str, str] = {}
        for entry in entries:
            if entry.word and entry.case is case:
                words.setdefault(_plain(entry.word if case else entry.word.lower()), entry.say)
        # What is said already stays as it is: said twice, it would be changed twice.
        for said in list(words.values()):
            words.setdefault(_plain(said if case else said.lower()), said)
        if words:
            names = "|".join(_loosely(word) for word in sorted(words, key=len, reverse=True))
            flags = re.NOFLAG if case else re.IGNORECASE
            found.append((re.compile(rf"(?<!\w)(?:{names})(?!\w)", flags), words))
    return tuple(found)


def _plain(word: str) -> str:
    return re.sub("[‐‑]", "-", " ".join(word.replace("’", "'").split()))


def _loosely(word: str) -> str:
    """A word as a pattern that does not care for the kind of its apostrophe, hyphen or space."""
    kinds = {"'": "['’]", "-": "[-‐‑]", " ": r"\s"}
    return "".join(kinds.get(letter) or re.escape(letter) for letter in _plain(word))


def _entry(given: Any, place: str) -> Pronunciation:
    if not isinstance(given, dict):
        raise SettingsError(f"{place}: {given!r} is no entry.", hint=_EXAMPLE)
    unknown = sorted(given.keys() - _KEYS)
    if unknown:
        raise SettingsError(
            f"{place}: an entry has no '{unknown[0]}'.", hint=f"It has {', '.join(sorted(_KEYS))}."
        )
    word, pattern, say = (_text(given, key, place) for key in ("word", "pattern", "say"))
    if bool(word) is bool(pattern):
        raise SettingsError(f"{place}: give a word or a pattern, one of the two.", hint=_EXAMPLE)
    if not say:
        raise SettingsError(f"{place}: 'say' is missing or empty.", hint=_EXAMPLE)
    if pattern:
        _check(pattern, say, place)
    engines, case = given.get("engines", []), given.get("case", True)
    if not isinstance(engines, list) or not all(isinstance(name, str) and name for name in engines):
        raise SettingsError(f"{place}: engines is a list of names.", hint='engines = ["kokoro"]')
    if not isinstance(case, bool):
        raise SettingsError(f"{place}: case is true or false.")
    return Pronunciation(word, say, tuple(engines), case, pattern)


def _text(given: dict[str, Any], key: str, place: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str):
        raise SettingsError(f"{place}: {key} is a text in quotation marks.", hint=_EXAMPLE)
    return " ".join(value.split()) if key != "pattern" else value


def _check(pattern: str, say: str, place: str) -> None:
    """Refuse a pattern that is wrong, says nothing, or could take for ever."""
    try:
        compiled = re.compile(pattern)
        compiled.sub(say, "")
        if compiled.search(""):
            raise SettingsError(
                f"{place}: the pattern '{pattern}' matches nothing at all, that is everywhere.",
                hint="Make it match one letter at least.",
            )
    except (re.error, IndexError) as error:
        raise SettingsError(
            f"{place}: the pattern '{pattern}' or what it says is"
            f" not a regular expression: {error}.",
            hint="In TOML, write patterns in single quotation marks: pattern = '\\bUS\\b'.",
        ) from error
    bare = re.sub(r"\\.", "a", re.sub(r"\[[^\]]*\]", "a", pattern))
    # After "(" a question mark opens a group of another kind; after a repeat it makes it short.
    repeats = re.findall(r"[+*]|\{\d*,\d*\}|(?<![(+*?}])\?", bare)
    long = len(repeats) - repeats.count("?") > _MOST_REPEATS or len(repeats) > 2 * _MOST_REPEATS
    if len(pattern) > _LONGEST or long or re.search(r"\)(?:[+*]|\{)", bare):
        raise SettingsError(
            f"{place}: the pattern '{pattern[:40]}' could take very long on some texts.",
            hint=f"Repeat no group, use +, * and {{m,n}} {_MOST_REPEATS} times at most, "
            f"with ? {2 * _MOST_REPEATS} times, {_LONGEST} letters in all.",
        )
