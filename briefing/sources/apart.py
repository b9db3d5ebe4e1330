"""Documents are taken apart in a process of their own, which can be ended at any time.

Web pages and PDF come from strangers and go through large libraries, one of them native code: what
hangs, crashes or takes all memory there is the end of that process and one sentence here.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.errors import SourceError, Withheld

PATIENCE = 30.0  # seconds; a page takes 0.7 s, a PDF of a hundred pages 2 s
# The interpreter's arguments.  -P: nothing in the folder where a user happens to be is imported.
WORKER = ("-P", "-m", "briefing.sources.worker")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a web page or a PDF document holds."""

    text: str
    """Paragraphs, set apart by blank lines."""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: dt.datetime | None = None
    canonical: str = ""
    """The address that the page gives itself; not checked."""
    notices: tuple[str, ...] = ()
    """What was left out, in words for the user."""


def parts(
    kind: str,
    raw: bytes,
    name: str,
    charset: str = "",
    *,
    patience: float = PATIENCE,
    worker: Sequence[str] = WORKER,
) -> Parts:
    """Take *raw* apart, a document of *kind* `html` or `pdf` that people know as *name*.

    *worker* are the arguments that make the Python interpreter take it apart.

    Raises:
        SourceError: nothing can be read in it; a `Withheld` when there is a wall before it.
    """
    question = json.dumps({"kind": kind, "name": name, "charset": charset}).encode() + b"\n" + raw
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and the document is no argument
            [sys.executable, *worker],
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            f"{name} could not be taken apart in {patience:g} seconds.", hint="Give its text."
        ) from None
    except OSError as error:
        raise SourceError(f"{name} could not be taken apart: {error.strerror}.") from error
    try:
        answer = json.loads(done.stdout)
        return _understood(answer)
    except (ValueError, KeyError, TypeError):
        raise SourceError(
            f"{name} could not be taken apart: it is damaged, or made to do harm.",
            hint="Give its text.",
        ) from None


def as_json(found: Parts | SourceError) -> str:
    """What a worker answers."""
    if isinstance(found, SourceError):
        withheld = isinstance(found, Withheld)
        return json.dumps({"error": str(found), "hint": found.hint, "withheld": withheld})
    fields = {name: getattr(found, name) for name in Parts.__dataclass_fields__}
    return json.dumps(fields | {"published": found.published and found.published.isoformat()})


def _understood(answer: dict[str, str]) -> Parts:
    if "error" in answer:
        error = Withheld if answer["withheld"] else SourceError
        raise error(answer["error"], hint=answer["hint"])
    moment = answer.pop("published")
    published = dt.datetime.fromisoformat(moment) if moment else None
    notices = tuple(answer.pop("notices"))
    return Parts(**answer, published=published, notices=notices)
