"""What a run says of itself, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.publish import Outcome


def as_text(done: Outcome) -> str:
    """What was done in one or two sentences, or what would be, file by file."""
    lines = []
    if done.dry_run:
        lines += [f"would send    {each.name}  ({_size(each.size)})" for each in done.sent]
        lines += [f"would delete  {name}" for name in done.deleted]
    verb = "would be sent" if done.dry_run else "sent"
    summary = f"{_files(len(done.sent))} {verb} to {done.target} ({_size(done.bytes)})"
    summary += f"; {done.kept} up to date"
    if done.deleted:
        summary += f"; {len(done.deleted)} {'would be ' if done.dry_run else ''}deleted"
    lines.append(f"{summary}.")
    if done.obsolete:
        lines.append(
            f"{_files(len(done.obsolete))} no longer in the folder: --delete removes them."
        )
    return "\n".join(lines)


def as_json(done: Outcome) -> str:
    """The same for programs."""
    table = {
        "target": done.target,
        "dry_run": done.dry_run,
        "sent": [{"name": each.name, "bytes": each.size} for each in done.sent],
        "kept": done.kept,
        "deleted": list(done.deleted),
        "obsolete": list(done.obsolete),
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"


def _size(count: int) -> str:
    """*count* bytes as people say it.

    >>> _size(512), _size(61_000), _size(1_080_000)
    ('512 bytes', '61 kB', '1.1 MB')
    """
    if count < 1000:  # noqa: PLR2004 - a kilobyte
        return f"{count} bytes"
    return f"{count / 1e3:.0f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"  # noqa: PLR2004
