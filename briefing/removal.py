"""Which episodes go: those that somebody names, and those that the settings no longer keep.

They are only chosen and marked here; `Library.publishing` takes them away once the feed is without
them.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Sequence

from briefing.errors import SettingsError
from briefing.library import Library
from briefing.settings import Keep

_NEAR = 3  # names that are offered in place of one that is not there


def withdraw(shelf: Library, names: Sequence[str]) -> tuple[str, ...]:
    """Let the episodes of these ids go, whole or damaged; the ids, each once.

    Only inside `shelf.publishing`.

    Raises:
        SettingsError: one of them is not there; none goes then.
        OutputError: the disk refuses.
    """
    there = shelf.names()
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in there:
            raise _unknown(name, there)
    for name in wanted:
        shelf.withdraw(name)
    return wanted


def retire(
    shelf: Library, keep: Keep | None, now: dt.datetime, notice: Callable[[str], None], made: str
) -> tuple[str, ...]:
    """Let the episodes go that *keep* does not keep, and say so; their ids, oldest first.

    The newest stays, however old it is, and so does the one that was just *made*, which may be an
    old one again.  One of tomorrow is neither counted nor taken.  Only inside `shelf.publishing`.
    """
    if keep is None:
        return ()
    stock = shelf.stock(lambda _problem: None, now)  # who writes the feed is told of damaged ones
    if keep.episodes:
        old = list(stock[: -keep.episodes])
    else:
        oldest = now - dt.timedelta(days=keep.days)
        old = [each for each in stock[:-1] if each.published < oldest]
    old = [each for each in old if each.id != made]
    for each in old:
        shelf.withdraw(each.id)
        notice(f"{each.id} is removed: {keep} are kept.")
    return tuple(each.id for each in old)


def _unknown(name: str, there: Sequence[str]) -> SettingsError:
    near = difflib.get_close_matches(name, there, _NEAR)
    near += [each for each in there if name and name in each and each not in near][:_NEAR]
    meant = " or ".join(near[:_NEAR])
    hint = f"Did you mean {meant}?" if near else "`briefing episodes` lists them."
    return SettingsError(f"There is no episode '{name}'; nothing was removed.", hint=hint)
