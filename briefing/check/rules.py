"""Rules: a check, and the function that finds where a feed breaks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing.check.document import Document, Node
from briefing.findings import Check, Finding, Level

_SHOWN = 5  # findings for one rule; of ten thousand episodes with one fault nobody reads all


class Fault(NamedTuple):
    """A place where a rule is broken."""

    says: str
    where: str = ""
    measured: Mapping[str, float | str] = {}


@dataclass(frozen=True)
class Feed:
    """What rules look at."""

    document: Document
    now: dt.datetime
    """With its time zone."""
    url: str = ""
    """Where it was read; empty for a file."""
    local: bool = False
    """Whether it is a file or comes from a private network, so that addresses may be private."""
    previous: Document | None = None

    @property
    def channel(self) -> Node:
        """Its channel."""
        return self.document.channel

    @property
    def items(self) -> tuple[Node, ...]:
        """Its episodes, as they stand there."""
        return self.document.items

    @cached_property
    def newest(self) -> tuple[Node, ...]:
        """Its episodes, newest first; those without a date come last, in their order."""
        least = dt.datetime.min.replace(tzinfo=dt.UTC)
        return tuple(sorted(self.items, key=lambda item: date(item) or least, reverse=True))


Ask = Callable[[Feed], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and who answers it."""

    check: Check
    ask: Ask
    of_items: bool = field(default=False)


def rule(name: str, level: Level, source: str, mend: str) -> Callable[[Ask], Rule]:
    """Make a rule about the whole feed of a function."""
    return lambda ask: Rule(Check(name, level, mend, source), ask)


def item_rule(
    name: str, level: Level, source: str, mend: str
) -> Callable[[Callable[[Node, Feed], Iterable[str]]], Rule]:
    """Make a rule about each episode of a function that says what is wrong with one."""

    def made(ask: Callable[[Node, Feed], Iterable[str]]) -> Rule:
        def all_of(feed: Feed) -> Iterator[Fault]:
            for item in feed.items:
                for says in ask(item, feed):
                    yield Fault(says, where(item))

        return Rule(Check(name, level, mend, source), all_of, of_items=True)

    return made


def judge(rules: Iterable[Rule], feed: Feed) -> Iterator[Finding]:
    """What *rules* say of *feed*: a finding for one that is kept, several for one that is not."""
    for each in rules:
        good = f"Right in all {len(feed.items)}." if each.of_items else "Right."
        yield from found(each.check, each.ask(feed), good)


def found(check: Check, faults: Iterable[Fault], good: str) -> Iterator[Finding]:
    """The findings for *faults*; where there is none, that all is *good*."""
    every = list(faults)
    if not every:
        yield Finding(check, good=True, says=good)
    for number, fault in enumerate(every[:_SHOWN], 1):
        more = len(every) - _SHOWN
        rest = f" And {more} more like it." if number == _SHOWN and more > 0 else ""
        yield Finding(check, False, fault.says + rest, fault.measured, fault.where)


def is_address(url: str) -> bool:
    """Whether *url* is one of the web.

    >>> is_address("https://example.org/a.mp3"), is_address("a.mp3"), is_address("http://a b/")
    (True, False, False)
    """
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in parts.netloc


def where(item: Node) -> str:
    """How people find *item*."""
    title = " ".join(item.text("title").split())[:60]
    return f"“{title}”" if title else f"The episode in line {item.line}"


def date(item: Node) -> dt.datetime | None:
    """When *item* was published; None when it does not say, or nobody can tell."""
    from email.utils import parsedate_to_datetime

    try:
        told = parsedate_to_datetime(item.text("pubDate"))
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=dt.UTC)
