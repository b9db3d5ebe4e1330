"""Feed whatever comes to mind to all that reads, and count what ends in no error of ours.

    python tools/fuzz.py [--inputs 100000] [--seed 1] [--only spoken,record,…]

Hypothesis makes the inputs, of real ones that are cut, doubled and mixed with hostile pieces.  Each
has five seconds, kept by an alarm of the system.  An error of `briefing.errors`, or the ValueError
that a reader documents, is an answer; any other exception, and the alarm, are findings: they are
printed with their input, once for each place, and the program ends with 1.  Needs the extra `dev`.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests hold the generators

from briefing import article, manuscript, record  # noqa: E402 - after the path is set
from briefing import settings as briefing_settings  # noqa: E402
from briefing.daily import ledger  # noqa: E402
from briefing.errors import BriefingError, SourceError  # noqa: E402
from briefing.sources import html, opml, syndication  # noqa: E402
from briefing.spoken import speakable  # noqa: E402
from tests.builders import an_episode  # noqa: E402
from tests.sources.feeds import ATOM, RSS  # noqa: E402
from tests.spoken.forms import sentences  # noqa: E402

LIMIT = 5  # seconds for one input
_BATCH = 500  # inputs of one run of hypothesis, which slows down in long ones
_PIECES = [
    "", "\0", "\ufeff", "\ud800", "\u202e", "\r", "\x85", "\ue000", "&b;", "&#0;", "&#x110000;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>", "]]>", "<![CDATA[", "<!--", "-->", "<?xml", "9" * 5000,
    "-" * 300, "é" * 300, "(" * 200, "[[" * 100, '"' * 3, "1e999", "NaN", "Infinity", "true",
    "null", "2026-13-45", "0000-00-00T00:00:00+99:99", "../../etc/passwd", "http://[::1",
    "https://\u2100.example", "99999s", "1 000 000 000 000 000 000", "M" * 60, "²" * 20, "½⅓",
    "1/0", "25:61", "٣", "Ⅻ", "0x10", "\u0301" * 50,
]  # fmt: skip


class TooLong(Exception):
    """An input took longer than its time."""


@dataclass(frozen=True)
class Target:
    """Something that reads."""

    name: str
    inputs: SearchStrategy[Any]
    read: Callable[[Any], object]
    answers: tuple[type[Exception], ...]
    """The errors that it documents."""
    share: float
    """Of all inputs."""


@dataclass
class Tally:
    """What came of the inputs for one target."""

    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    findings: dict[str, tuple[str, object]] = field(default_factory=dict)
    """By the place they come from: the traceback, and an input."""


def mangled(*samples: str) -> SearchStrategy[str]:
    """One of *samples* with pieces of it cut, doubled or moved, and hostile ones put in."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> str:
        text = draw(st.sampled_from(samples))
        for _ in range(draw(st.integers(1, 5))):
            start = draw(st.integers(0, len(text)))
            end = min(len(text), start + draw(st.integers(0, 60)))
            piece = draw(
                st.sampled_from(_PIECES)
                | st.text(max_size=12)
                | st.just(text[start:end] * 2)
                | st.just(text[end : end + 40] + text[start:end])
            )
            text = text[:start] + piece + text[end:]
        return text

    return draw_one()


def as_bytes(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    """*texts* in an encoding that files come in, sometimes with bytes that are of none."""
    encodings = st.sampled_from(["utf-8"] * 6 + ["utf-8-sig", "utf-16", "cp1252", "latin-1"])

    def encode(text: str, encoding: str, stray: bytes, at: int) -> bytes:
        raw = text.encode(encoding, "surrogatepass" if "utf" in encoding else "replace")
        return raw[:at] + stray + raw[at:]

    stray = st.just(b"") | st.binary(max_size=4)
    return st.builds(encode, texts, encodings, stray, st.integers(0, 4000))


def edited(table: object) -> SearchStrategy[bytes]:
    """JSON like *table*, with other values in some places, at any depth."""
    other = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
        | st.sampled_from(_PIECES),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    )  # fmt: skip

    @st.composite
    def draw_one(draw: st.DrawFn) -> bytes:
        copy = json.loads(json.dumps(table))
        for _ in range(draw(st.integers(1, 4))):
            where = copy
            for _ in range(draw(st.integers(0, 4))):
                inner = list(where.values()) if isinstance(where, dict) else where
                inner = [each for each in inner if isinstance(each, dict | list) and each]
                if not inner:
                    break
                where = draw(st.sampled_from(inner))
            keys = list(where) if isinstance(where, dict) else list(range(len(where)))
            if keys:
                key = draw(st.sampled_from(keys))
                where[key] = draw(other)
        return json.dumps(copy).encode()

    return draw_one()


def targets(folder: Path) -> tuple[Target, ...]:
    """All that is read from outside; *folder* is for files that have to be ones."""
    articles = [
        path.read_text("utf-8") for path in sorted((ROOT / "tests" / "articles").glob("*.*"))
    ]
    config, daily = folder / "briefing.toml", folder / ledger.FILE
    briefing_settings.init(config)
    commented = config.read_text("utf-8")
    # As it stands there, and with all that is only commented.
    toml = (commented, "\n".join(line.removeprefix("# ") for line in commented.splitlines()), _TOML)
    script = "# Titre\n\nDate: 2026-11-22\nSource: a.txt\n\n## greeting\n\nBonjour.\n\n## story\n\n"
    scripts = [script + each for each in articles]
    episode = json.loads(record.dump(an_episode()))
    known = {"format": 1, "seen": {"a": _WHEN}, "sources": {"b": _WHEN}, "episodes": {"c": _WHEN},
             "told": [], "last": None}  # fmt: skip
    outlines = (
        '<opml version="2.0"><head><title>x</title></head><body><outline text="Presse">'
        '<outline xmlUrl="https://a.example/feed" type="rss"/></outline></body></opml>'
    )
    page = "".join(f"<p>{each}</p>" for each in articles)
    page = f"<html><head><title>T</title></head><body><article><h1>T</h1>{page}</article></body>"

    def read_settings(raw: bytes) -> object:
        config.write_bytes(raw)
        return briefing_settings.read(config)

    def read_ledger(raw: bytes) -> object:
        daily.write_bytes(raw)
        return ledger.read(folder, ledger._moment(_WHEN), lambda _: None)

    def read_script(text: str) -> object:
        return manuscript.parse(text, "script.md")

    ours: tuple[type[Exception], ...] = (BriefingError,)
    texts = mangled(*articles)
    return (
        Target("article, bytes", as_bytes(texts) | st.binary(max_size=400),
               lambda raw: article.read("-", lambda: raw), ours, 0.04),
        Target("spoken French", sentences() | st.text(max_size=100) | texts, speakable, (), 0.1),
        Target("script file", mangled(*scripts) | st.text(max_size=200), read_script, ours, 0.08),
        Target("briefing.toml", as_bytes(mangled(*toml)), read_settings, ours, 0.177),
        Target("feed, RSS and Atom", as_bytes(mangled(RSS, ATOM)),
               lambda raw: syndication.parse(raw, "x", "https://a.example/"), (SourceError,), 0.2),
        Target("OPML", as_bytes(mangled(outlines)), lambda raw: opml.parse(raw, "x"), ours, 0.1),
        Target("page, HTML", as_bytes(mangled(page)), lambda raw: html.parts(raw, "x"), ours,
               0.003),
        Target("record, episode.json", edited(episode) | as_bytes(mangled(json.dumps(episode))),
               record.load, (ValueError,), 0.2),
        Target("ledger, .daily.json", edited(known) | as_bytes(mangled(json.dumps(known))),
               read_ledger, (), 0.1),
    )  # fmt: skip


_WHEN = "2026-11-22T06:30:00+01:00"
_TOML = """[episode]
voice = "pico"
length = "90s"
[show]
title = "Le briefing"
base_url = "https://radio.example/"
keep = "30 days"
colour = "#123456"
[daily]
length = "3min"
stories = 5
[[source]]
name = "A"
url = "https://a.example/feed"
weight = 2.0
"""


def run(target: Target, count: int, number: int) -> Tally:
    """Have *target* read *count* inputs that the seed *number* decides."""
    tally = Tally()

    def read(value: Any) -> None:
        begun = time.monotonic()
        tally.inputs += 1
        signal.alarm(LIMIT)
        try:
            target.read(value)
        except target.answers:
            tally.refused += 1
        except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
            signal.alarm(0)
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
            tally.findings.setdefault(key, (traceback.format_exc(limit=-6), value))
        finally:
            signal.alarm(0)
            tally.slowest = max(tally.slowest, time.monotonic() - begun)

    while tally.inputs < count:
        number += 1
        batch = settings(
            max_examples=min(_BATCH, count - tally.inputs), deadline=None, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        seed(number)(batch(given(target.inputs)(read)))()
    tally.seconds = time.monotonic() - tally.begun
    return tally


def main() -> None:
    """Run all targets and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--inputs", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", default="", help="Beginnings of names, with commas.")
    asked = arguments.parse_args()

    def ring(_signal: int, _frame: object) -> None:
        raise TooLong(f"longer than {LIMIT} s")

    signal.signal(signal.SIGALRM, ring)
    wanted = tuple(asked.only.split(","))
    total, findings = 0, 0
    print(f"{'reads':24}{'inputs':>8}{'refused':>9}{'slowest':>9}{'seconds':>9}{'findings':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for target in targets(Path(folder)):
            if not target.name.startswith(wanted):
                continue
            tally = run(target, max(1, round(asked.inputs * target.share)), asked.seed * 100_000)
            total, findings = total + tally.inputs, findings + len(tally.findings)
            print(
                f"{target.name:24}{tally.inputs:8}{tally.refused:9}{tally.slowest:8.2f}s"
                f"{tally.seconds:8.0f}s{len(tally.findings):10}",
                flush=True,
            )
            for key, (trace, value) in tally.findings.items():
                print(f"\n{key}\n{trace}\n  input: {value!r:.2000}\n")
    print(f"{total} inputs, {findings} findings")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
