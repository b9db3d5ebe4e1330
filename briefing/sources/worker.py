"""The process in which a document is taken apart; see `briefing.sources.apart`.

Reads one question from standard input, writes one answer to standard output, and ends.
"""

from __future__ import annotations

import contextlib
import json
import sys

from briefing.errors import SourceError
from briefing.sources import apart

_MEMORY = 2_000_000_000  # bytes of addresses; a page of 10 MB takes a quarter of that


def _limited() -> None:
    """Let memory end before that of the machine does, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        seconds = int(apart.PATIENCE) + 5  # should nobody be left to end us
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def answer(kind: str, raw: bytes, name: str, charset: str) -> str:
    """What is told of *raw*, as JSON."""
    try:
        if kind == "pdf":
            from briefing.sources.pdf import parts as of_pdf  # one library a process

            return apart.as_json(of_pdf(raw, name))
        from briefing.sources.html import parts as of_page

        return apart.as_json(of_page(raw, name, charset))
    except SourceError as error:
        return apart.as_json(error)


def main() -> None:
    """Answer one question."""
    _limited()
    question = json.loads(sys.stdin.buffer.readline())
    raw = sys.stdin.buffer.read()
    told = answer(question["kind"], raw, question["name"], question["charset"])
    sys.stdout.buffer.write(told.encode("ascii"))


if __name__ == "__main__":
    main()
