"""The scores that may not fall: `python -m tests.quality.scores` prints them, `--raise` keeps them.

They are taken on the corpus beside this file (see ORIGIN.md), which is ours.
"""

from __future__ import annotations

import csv
import re
import statistics
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefing import article, pipeline
from briefing.condense import Condensed, extractive, facts
from briefing.model import Article
from briefing.settings import Settings
from briefing.spoken import speakable
from tests.quality import traps

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
WORDS = 100  # to which an article is condensed
LONGEST = 25  # spoken words that are followed without effort
_SPELLED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")  # S.N.C.F.
_HEADER = """\
# Percent that may not be lost: tests/test_quality.py fails when a score is lower.
# `make floors` writes this file anew from today's scores; it never lowers one.
"""


def rows() -> list[dict[str, str]]:
    """The written forms of the corpus: class, written, spoken (readings joined by a bar)."""
    with (HERE / "spoken.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text: str) -> str:
    """*text* as it is compared: no capitals, hyphens or marks; letters that are spelled apart."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(
        r"(?<!\w)(?:[^\W\d_]\.){2,}", lambda m: " ".join(m.group().replace(".", "")), text
    )
    marks = re.sub(r"[-‐‑–—’'.,;:!?…«»\"“”()\[\]\s\u00a0\u202f]+", " ", text.lower())
    return marks.replace("œ", "oe").strip()


def is_right(row: Mapping[str, str], speak: Callable[[str], str] = speakable) -> bool:
    """Whether a row is said as one of its readings has it."""
    return plain(speak(row["written"])) in map(plain, row["spoken"].split("|"))


def articles() -> Iterator[tuple[Article, list[str]]]:
    """The articles of the corpus, each with the phrases that matter in it."""
    for path in sorted((HERE / "articles").glob("*.md")):
        phrases = path.with_name(f"{path.stem}.keyphrases.txt").read_text(encoding="utf-8")
        yield article.read(str(path), bytes), phrases.splitlines()


def condensed(found: Article, budget: float = WORDS) -> Condensed:
    """*found* in so many words."""
    return extractive.condense(found, budget, lambda text: len(text.split()))


def words(text: str) -> str:
    """The words of *text*, so that phrases are found whole."""
    found = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return f" {' '.join(found)} "


def scores() -> dict[str, float]:
    """Every score, in percent."""
    return {key: 100 * value for key, value in {**_spoken(), **_condensing(), **_traps()}.items()}


def _spoken() -> dict[str, float]:
    by_class: dict[str, list[bool]] = defaultdict(list)
    for row in rows():
        by_class[row["class"]].append(is_right(row))
    every = [right for each in by_class.values() for right in each]
    return {
        "spoken_rows": statistics.mean(every),
        "spoken_classes": statistics.mean(map(statistics.mean, by_class.values())),
    }


def _condensing() -> dict[str, float]:
    kept, faithful, short = [], [], []
    for found, phrases in articles():
        told = condensed(found).utterances
        said = words(" ".join(each.text for each in told))
        kept.append(statistics.mean(words(phrase) in said for phrase in phrases))
        evidence = facts.evidence(found)
        for each in told:
            sources = [found.sentences[number - 1].text for number in each.sources]
            faithful.append(not facts.check(each.text, sources, evidence))
            short.append(len(speakable(each.text).split()) <= LONGEST)
    return {
        "key_phrases": statistics.mean(kept),
        "faithful": statistics.mean(faithful),
        "short_sentences": statistics.mean(short),
    }


def _traps() -> dict[str, float]:
    phonemise = pipeline.phonemes(Settings())
    return {"traps": statistics.mean(not traps.wrong(trap, phonemise) for trap in traps.read())}


def floors() -> dict[str, float]:
    """What each score must reach, in percent."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}


def main(arguments: list[str]) -> None:
    """Print the scores; with `--raise`, keep those that have risen as the floors."""
    today, before = scores(), floors()
    for name, score in today.items():
        print(f"{name:16} {score:5.1f} %   floor {before.get(name, 0):5.1f} %")  # noqa: T201
    if "--raise" in arguments:
        # Rounded down, or the score would fail its own floor.
        kept = {
            name: max(int(score * 10) / 10, before.get(name, 0)) for name, score in today.items()
        }
        lines = "".join(f"{name} = {floor}\n" for name, floor in kept.items())
        FLOORS.write_text(_HEADER + lines, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
