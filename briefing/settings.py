"""`briefing.toml` -> Settings: every value checked, every complaint with its file and line."""

from __future__ import annotations

import re
import shlex
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from briefing import shipped
from briefing.errors import SettingsError
from briefing.intake import Daily, Source
from briefing.intake import Reader as Intake
from briefing.model import MEDIA_TYPES, Length

FILE = "briefing.toml"
NO_MUSIC = "none"
LOCAL_URL = "http://127.0.0.1:8000/"
"""Where `briefing serve` serves when nothing else is said, and so where a feed's files are."""
_HOUR = 3600.0  # seconds
_DAY = 24 * _HOUR
_LENGTH = Length(90.0)  # of an episode, when nothing else is asked for
CONDENSERS = ("extractive", "llm")
SHORTEST, LONGEST = 20.0, 7200.0  # seconds; a greeting alone takes 15
FEWEST, MOST = 20.0, 20_000.0  # words told of the articles
_WORDS = {"w", "word", "words", "mots"}
_UNITS = {"s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
# https://podcasters.apple.com/support/1691: the first level; apps drop a category they do not know.
CATEGORIES = (
    "Arts", "Business", "Comedy", "Education", "Fiction", "Government", "Health & Fitness",
    "History", "Kids & Family", "Leisure", "Music", "News", "Religion & Spirituality", "Science",
    "Society & Culture", "Sports", "Technology", "True Crime", "TV & Film",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keep:
    """What of the published is kept: so many episodes, or those of so many days."""

    episodes: int = 0
    days: int = 0

    def __str__(self) -> str:
        """In words: « the newest 30 », « those of 90 days »."""
        return f"the newest {self.episodes}" if self.episodes else f"those of {self.days} days"


@dataclass(frozen=True, slots=True)
class Show:
    """What a podcast app shows of the whole podcast."""

    title: str = "Le briefing"
    description: str = "L’actualité à écouter, en voix de synthèse."
    author: str = "Le briefing"
    email: str = ""
    """Directories write there to check who owns the feed; published in it."""
    language: str = "fr"
    link: str = ""
    """The show's page; the base URL when empty."""
    base_url: str = ""
    """Where the output folder is read from; empty as long as it is only served from here."""
    category: str = "News"
    explicit: bool = False
    colour: str = "#1f3a5f"
    """Of the covers, as in HTML."""
    cover: Path | None = None
    """A square JPEG or PNG; one is drawn when there is none."""
    publish_to: str = ""
    """Where `briefing publish` brings the output folder; see docs/publish.md."""
    keep: Keep | None = None
    """What stays when an episode is published; all of it when None."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A chat endpoint as OpenAI's, Ollama's and llama.cpp's are."""

    url: str = "http://localhost:11434/v1"
    model: str = ""
    """The name the endpoint knows it by."""
    key_variable: str = "BRIEFING_LLM_KEY"
    """The environment variable that holds the key; nothing is sent when it is not set."""
    timeout: float = 60.0
    """Seconds for one answer."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a run that a timer starts does beside its work; see `briefing.schedule`.

    Each notice is the words of a command, or one address that takes a POST; empty: none.
    """

    on_success: tuple[str, ...] = ()
    """After a new episode."""
    on_nothing: tuple[str, ...] = ()
    """After a run that found nothing new."""
    on_failure: tuple[str, ...] = ()
    """After any other run, one that was ended from outside included."""
    timeout: float = _HOUR
    """Seconds after which a run is ended; it counts as a failure."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set, with defaults that work."""

    show: Show = field(default_factory=Show)
    llm: LanguageModel = field(default_factory=LanguageModel)
    schedule: Schedule = field(default_factory=Schedule)
    sources: tuple[Source, ...] = ()
    """Where `briefing daily` looks: the tables [[source]]."""
    daily: Daily = field(default_factory=Daily)
    output: Path = Path("output")
    voice: str = "claire"
    """The presenter's: greeting, headlines, transitions, sign-off."""
    reporter: str = "nicolas"
    """The voice that tells the stories; the presenter does when it is empty."""
    quoted: str = ""
    """The voice of those whose words are quoted; who tells the story says them when empty."""
    fallback: str = ""
    """The voice that steps in when an online voice fails; none when empty."""
    length: Length = _LENGTH
    tone: str = "sober"
    """One of those in the file of phrases."""
    wording: Path | None = None
    """The user's own phrases, over ours."""
    pronunciations: Path | None = None
    """The user's own, over all rules and over ours."""
    condenser: str = "extractive"
    """One of `CONDENSERS`."""
    voices: Path | None = None
    """The user's own folder of voices, read beside ours."""
    format: str = "mp3"
    """Of the sound file: one of `model.MEDIA_TYPES`."""
    music: str = "clair"
    """A style of ours, or `NO_MUSIC`."""
    opening: Path | None = None
    """A sound file that replaces our opening jingle."""
    transition: Path | None = None
    closing: Path | None = None
    bed: Path | None = None


def length(text: str) -> Length:
    """A length of time, or of words, as people write it.

    >>> [length(text).amount for text in ("90s", "3min", "1 h", "1.5 min", "45")]
    [90.0, 180.0, 3600.0, 90.0, 45.0]
    >>> length("100w")
    Length(amount=100.0, in_words=True)

    Raises:
        SettingsError: it is not one, or out of range.
    """
    match = re.fullmatch(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*([a-z]*)", text.strip().lower())
    in_words = match is not None and match[2] in _WORDS
    unit = 1.0 if in_words else _UNITS.get(match[2] or "s") if match else None
    if match is None or unit is None:
        raise SettingsError(
            f"'{text}' is not a length.", hint="Write it like 90s, 3min, 1h, or 100w for words."
        )
    value = float(match[1].replace(",", ".")) * unit
    least, most = (FEWEST, MOST) if in_words else (SHORTEST, LONGEST)
    if not least <= value <= most:
        between = "of 20 to 20000 words" if in_words else "from 20 seconds to 2 hours"
        raise SettingsError(
            f"A length of {text} is out of range: an episode is one {between}.",
            hint="--full reads the whole article, however long.",
        )
    return Length(value, in_words)


def read(path: Path | None = None) -> Settings:
    """The settings in *path*, or in `briefing.toml` here when there is one, or the defaults.

    Relative paths in the file start from the file's folder.

    Raises:
        SettingsError: the file is missing (when named), not TOML, or a value is not what it
            should be: with file and line, and what was expected.
    """
    if path is None:
        path = Path(FILE)
        if not path.is_file():
            return Settings()
    text, tables = _load(path)
    return _Reader(path, text).settings(tables)


def read_schedule(path: Path) -> Schedule:
    """Only the table [schedule] in *path*; what is wrong elsewhere in the file is not looked at.

    Who has to tell that a run failed must know whom, also when the settings are why it failed.

    Raises:
        SettingsError: the file is missing, not TOML, or that table is not what it should be.
    """
    text, tables = _load(path)
    return _Reader(path, text).schedule(tables)


def _load(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except FileNotFoundError as error:
        raise SettingsError(f"There is no file {path}.", hint="briefing init makes one.") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(f"{path}, line {line}: this is not UTF-8 text.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            _syntax(path, str(error)), hint="briefing init writes a file that works."
        ) from error


def _syntax(path: Path, message: str) -> str:
    """Put the line in front of tomllib's "Expected '=' after a key (at line 3, column 5)"."""
    match = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", message)
    if match is None:
        return f"{path}: {message}."
    where = f"line {match[2]}" if match[2] else "last line"
    return f"{path}, {where}: {match[1][0].lower()}{match[1][1:]}."


class _Reader:
    """Turns the tables of one file into Settings; knows the lines, for complaints."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def settings(self, tables: Mapping[str, Any]) -> Settings:
        self._only(tables, {"show", "episode", "llm", "schedule", "source", "daily"}, "")
        for name, table in tables.items():
            if not isinstance(table, dict) and name != "source":
                self._complain("", name, "a table", table)
        show, episode, llm = (tables.get(name, {}) for name in ("show", "episode", "llm"))
        self._only(show, {field.name for field in fields(Show)}, "show")
        apart = {"show", "llm", "schedule", "sources", "daily"}
        own = {field.name for field in fields(Settings)} - apart
        self._only(episode, own, "episode")
        self._only(llm, {field.name for field in fields(LanguageModel)}, "llm")
        checks: dict[str, Callable[[str, str, Any], object]] = {
            "explicit": self._bool, "cover": self._path_of, "base_url": self._url,
            "link": self._url, "category": self._one_of(*CATEGORIES), "output": self._path_of,
            "voices": self._path_of, "opening": self._path_of, "closing": self._path_of,
            "length": self._length, "email": self._email, "language": self._language,
            "wording": self._path_of, "pronunciations": self._path_of,
            "transition": self._path_of, "bed": self._path_of,
            "music": self._one_of(*shipped.STYLES, NO_MUSIC),
            "format": self._one_of(*MEDIA_TYPES),
            "colour": self._colour, "condenser": self._one_of(*CONDENSERS), "url": self._url,
            "timeout": self._timeout, "keep": self._keep,
        }  # fmt: skip

        def values(name: str, table: Mapping[str, Any]) -> dict[str, Any]:
            return {key: checks.get(key, self._text)(name, key, table[key]) for key in table}

        intake = Intake(self._path, self._lines, length)
        settings = Settings(
            sources=intake.sources(tables.get("source", [])),
            daily=intake.daily(tables.get("daily", {})),
            show=Show(**values("show", show)),
            llm=LanguageModel(**values("llm", llm)),
            schedule=self.schedule(tables),
            **values("episode", episode),
        )
        # Who chooses one voice hears one voice.
        alone = "voice" in episode and "reporter" not in episode
        return replace(settings, reporter="") if alone else settings

    def schedule(self, tables: Mapping[str, Any]) -> Schedule:
        table = tables.get("schedule", {})
        if not isinstance(table, dict):
            self._complain("", "schedule", "a table", table)
        self._only(table, {field.name for field in fields(Schedule)}, "schedule")
        checks: dict[str, Callable[[str, str, Any], Any]] = {"timeout": self._timeout}
        return Schedule(
            **{key: checks.get(key, self._notice)("schedule", key, table[key]) for key in table}
        )

    def _only(self, table: Mapping[str, Any], known: set[str], section: str) -> None:
        for key in table:
            if key not in known:
                raise SettingsError(
                    f"{self._at(section, key)}: '{key}' is not a setting.",
                    hint=f"Known here: {', '.join(sorted(known))}.",
                )

    def _text(self, section: str, key: str, value: object) -> str:
        if not isinstance(value, str):
            self._complain(section, key, "a text in quotes", value)
        elif not value.strip() and key in {"title", "description", "author", "language", "voice"}:
            self._complain(section, key, "a text that is not empty", value)
        elif any(_no_xml(letter) for letter in value):
            self._complain(section, key, "a text without control characters", value)
        return str(value)

    def _email(self, section: str, key: str, value: object) -> str:
        email = self._text(section, key, value)
        if email and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", email):
            self._complain(section, key, "an address like you@example.org", value)
        return email

    def _language(self, section: str, key: str, value: object) -> str:
        tag = self._text(section, key, value)
        if not re.fullmatch(r"fr(?:-[A-Za-z0-9]{2,8})*", tag):
            self._complain(section, key, "fr, or fr and a country, like fr-CA", value)
        return tag

    def _bool(self, section: str, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            self._complain(section, key, "true or false", value)
        return bool(value)

    def _path_of(self, section: str, key: str, value: object) -> Path:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            self._complain(section, key, "a path in quotes", value)
        try:
            return self._path.parent / Path(str(value)).expanduser()
        except RuntimeError:  # ~nobody/voices
            self._complain(section, key, "a path of somebody who is known here", value)

    def _url(self, section: str, key: str, value: object) -> str:
        url = self._text(section, key, value)
        if url and not _is_address(url, whole=key != "base_url"):
            self._complain(section, key, "an address like https://example.org/podcast/", value)
        return url if not url or key != "base_url" or url.endswith("/") else f"{url}/"

    def _one_of(self, *known: str) -> Callable[[str, str, object], str]:
        def check(section: str, key: str, value: object) -> str:
            if value not in known:
                self._complain(section, key, f"one of {', '.join(known)}", value)
            return str(value)

        return check

    def _colour(self, section: str, key: str, value: object) -> str:
        if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            self._complain(section, key, "a colour like #1f3a5f", value)
        return str(value)

    def _keep(self, section: str, key: str, value: object) -> Keep:
        """A number of episodes, or of days: 30, "30", "90d", "90 days"."""
        match = re.fullmatch(r"([1-9]\d{0,4})\s*(d|days?)?", str(value).strip().lower())
        if match is None or not isinstance(value, int | str):
            self._complain(section, key, 'a number of episodes, or of days like "90d"', value)
        return Keep(days=int(match[1])) if match[2] else Keep(episodes=int(match[1]))

    def _timeout(self, section: str, key: str, value: object) -> float:
        most = _DAY if section == "schedule" else _HOUR
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
            self._complain(section, key, f"a number of seconds, up to {most:.0f}", value)
        return float(value)

    def _notice(self, section: str, key: str, value: object) -> tuple[str, ...]:
        """A command as its words, or an address; no shell ever reads it."""
        expected = "a command, or an address like https://example.org/hook"
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            words = [str(word) for word in value]
        elif isinstance(value, str):
            try:
                words = [value] if "://" in value.split(" ", 1)[0] else shlex.split(value)
            except ValueError:
                self._complain(section, key, "a command whose quotes are closed", value)
        else:
            self._complain(section, key, expected, value)
        wrong = any("\0" in word for word in words) or (bool(words) and not words[0])
        if words and "://" in words[0]:
            wrong = len(words) > 1 or not _is_address(words[0], whole=True)
        if wrong:
            self._complain(section, key, expected, value)
        return tuple(words)

    def _length(self, section: str, key: str, value: object) -> Length:
        try:
            return length(str(value))
        except SettingsError as error:
            raise SettingsError(f"{self._at(section, key)}: {error}", hint=error.hint) from error

    def _complain(self, section: str, key: str, expected: str, value: object) -> NoReturn:
        raise SettingsError(f"{self._at(section, key)}: {key} should be {expected}, not {value!r}.")

    def _at(self, section: str, key: str) -> str:
        """File and line of *key* in *section*: tomllib gives no positions, so we look again."""
        current, elsewhere = "", 0
        name = rf"[\"']?{re.escape(key)}[\"']?"
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[{1,2}\s*([^\]\s]+)\s*\]", line):
                current = header[1].replace('"', "").replace("'", "")
                found = current == (f"{section}.{key}" if section else key)
            else:
                found = current == section and bool(re.match(rf"\s*{name}\s*[=.]", line))
            if found:
                return f"{self._path}, line {number}"
            # As in `show.title = ...` and `show = {title = ...}`.
            if not elsewhere and re.search(rf"(?<![\w-]){name}\s*[=.]", line):
                elsewhere = number
        return f"{self._path}, line {elsewhere}" if elsewhere else str(self._path)


def _no_xml(letter: str) -> bool:
    """Whether *letter* can stand neither in a feed nor in a tag."""
    control = unicodedata.category(letter) == "Cc" and letter not in "\n\t"
    return control or letter in "\ufffe\uffff"


def _is_address(url: str, *, whole: bool) -> bool:
    """Whether *url* is one of the web; names of files can be put after it unless *whole*."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return False
    known = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return known and not re.search(r"\s", url) and (whole or not (parts.query or parts.fragment))


TEMPLATE = """\
# Settings of `briefing`.  Every line is a default: change what you want, delete the rest.

[show]
title = "Le briefing"
description = "L’actualité à écouter, en voix de synthèse."
author = "Le briefing"
# Podcast directories write to this address to check who owns the feed; it is published there.
email = ""
language = "fr"
# The show's page on the web; empty: the base URL.
link = ""
# Where listeners read the output folder, e.g. "https://example.org/podcast/".
# Empty: it is only served from this machine, by `briefing serve`.
base_url = ""
# Where `briefing publish` brings the output folder: a folder, host:path, sftp://, s3://…
# publish_to = "me@example.org:www/podcast"
# One of Apple's: News, Business, Science, Sports, Technology, Society & Culture...
category = "News"
explicit = false
# The colour of the covers that are drawn for the show and its episodes.
colour = "#1f3a5f"
# A square JPEG or PNG of 1400 to 3000 pixels, in place of the one that is drawn:
# cover = "cover.jpg"
# What stays when a new episode is published: so many episodes, or days as in "90d"; without this
# line all of them.  What goes is deleted here; `briefing publish --delete` deletes it elsewhere.
# keep = 100

[episode]
# Where episodes and feed go; relative to this file, like all paths here.
output = "output"
# `briefing voices` lists them.  The presenter greets, reads the headlines and takes leave; the
# reporter tells the stories (empty: the presenter does).
voice = "claire"
reporter = "nicolas"
# Another voice for the longer quotations; empty: whoever tells the story.
quoted = ""
# The voice that steps in, and says so on screen, when an online voice fails; empty: none.
fallback = ""
# From 20s to 2h: 90s, 3min, 1h; or in words told of the article: 100w.
length = "90s"
# How the presenter speaks: sober or warm.
tone = "sober"
# Your own phrases (greeting, transitions, sign-off…), read over ours:
# wording = "wording.toml"
# Your own pronunciations of names and words, read over ours:
# pronunciations = "pronunciations.toml"
# Who condenses: extractive (the article's own sentences, offline) or llm (see below).
condenser = "extractive"
# Your own folder of voices (one small TOML file a voice), read beside ours:
# voices = "my-voices"
# Of the sound file: mp3 (every player takes it), m4a or opus.
format = "mp3"
# The music around the voices: clair, nuit or none.
music = "clair"
# Your own, in any sound format, in place of ours; the bed lies under greeting and headlines:
# opening = "opening.flac"
# transition = "transition.flac"
# closing = "closing.flac"
# bed = "bed.flac"

[llm]
# Any chat endpoint like OpenAI's, such as Ollama's or llama.cpp's on this machine.  What it answers
# is checked against the article before it is said.
url = "http://localhost:11434/v1"
model = ""
# The environment variable that holds the key, where one is needed.
key_variable = "BRIEFING_LLM_KEY"
# Seconds for one answer.
timeout = 60.0

[daily]
# What `briefing daily` makes of the sources below.  Its episodes are called this and the date;
# empty: the title of the show.
title = ""
length = "5min"
# How many stories are told at most; each gets its share of the length.
stories = 6
# What you care about: a list, or with weights { climat = 2, football = -0.5 }.
keywords = []
# How far the first run looks back, and how far later ones do when days were missed.
since = "24h"
catch_up = "3d"

# One such table for each source: the address of a feed or a page, or the path of a file, a folder,
# a pattern or an OPML list.
# [[source]]
# url = "https://example.org/feed.xml"  # e.g.
# name = "Le Courrier"  # e.g.; in the bulletin; without this line what it calls itself
# weight = 1.0  # how much its stories count beside those of others
# limit = 20  # how many of its newest items are looked at

[schedule]
# Who is told how a run of `briefing schedule` ended: an address that takes a POST of JSON, or a
# command (no shell reads it; it gets the same JSON on its standard input).
on_success = ""
on_nothing = ""
# e.g. "https://hooks.example.org/briefing", or "mail -s briefing me@example.org".
on_failure = ""
# Seconds after which a run is ended, which counts as a failure.
timeout = 3600.0
"""


def init(path: Path) -> None:
    """Write a commented settings file to *path*; one that is there is never overwritten.

    Raises:
        SettingsError: there is a file already, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError as error:
        raise SettingsError(
            f"{path} is there already.", hint="Edit it, or move it away."
        ) from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
