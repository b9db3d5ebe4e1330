"""A run -> words for people, lines for the record of its episode, and a table for programs."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from briefing.daily.run import Decision, Run, Verdict

_MOST = 5  # items skipped for one and the same reason that are shown


def as_text(run: Run) -> str:
    """What became of each item of *run*, and why."""
    counts = Counter(each.verdict for each in run.decisions)
    head = ", ".join(f"{counts[each]} {each}" for each in Verdict)
    lines = [f"{run.made:%Y-%m-%d %H:%M}: {head}; {run.known} seen before."]
    for each in _shown(run):
        if isinstance(each, str):
            lines.append(f"skipped        … and {each}")
            continue
        score = f"{each.score:5.2f}" if each.reckoning else "     "
        lines.append(f"{each.verdict:7} {score}  {each.title} [{each.source}]")
        lines.append(f"{'':15}{each.reason}")
        if each.reckoning and each.verdict is not Verdict.MERGED:
            lines.append(f"{'':15}{each.reckoning}")
    lines += [f"fault          {each}" for each in run.faults]
    return "\n".join(lines)


def notices(run: Run) -> tuple[str, ...]:
    """What the record of the episode should say of *run*."""
    told = (Verdict.MERGED, Verdict.SKIPPED)
    found = [
        f"Skipped for the same reason: {each}."
        if isinstance(each, str)
        else f"{each.verdict.capitalize()}: '{each.title}' ({each.source}), {each.reason}."
        for each in _shown(run)
        if isinstance(each, str) or each.verdict in told
    ]
    return (*(f"Left out: {each}" for each in run.faults), *found)


def as_table(run: Run) -> dict[str, Any]:
    """*run* for programs."""
    return {
        "at": run.made.isoformat(),
        "known": run.known,
        "decisions": [asdict(each) for each in run.decisions],
        "faults": list(run.faults),
    }


def as_json(run: Run, last: dt.datetime | None, made: Mapping[str, Any] | None) -> str:
    """*run* for programs, with what is known of the episode it *made*, if any."""
    since = last.isoformat() if last else None
    table = {"made": made is not None} | dict(made or {}) | {"since": since} | as_table(run)
    return json.dumps(table, ensure_ascii=False, indent=2)


def nothing_new(last: dt.datetime | None) -> str:
    """The sentence for a run that found nothing; *last* is when there was something."""
    since = f" since {last:%Y-%m-%d %H:%M}" if last else ""
    return f"Nothing new{since}."


def _shown(run: Run) -> Iterator[Decision | str]:
    """The decisions; of many for one reason the first ones, and how many more there are."""
    count: Counter[str] = Counter()
    for each in run.decisions:
        if each.verdict is Verdict.SKIPPED:
            count[each.reason] += 1
        if count[each.reason] <= _MOST or each.verdict is not Verdict.SKIPPED:
            yield each
    for reason, number in count.items():
        if number > _MOST:
            yield f"{number - _MOST} more: {reason}"
