"""A simulated week of `briefing daily`: real feeds over HTTP, real episodes, a clock of our own."""

from __future__ import annotations

import json

import pytest

from briefing.daily import ledger
from briefing.errors import OutputError
from briefing.library import alone
from briefing.model import Kind
from tests.builders import tree
from tests.daily import pairs
from tests.daily.papers import DAY, HOUR, MONDAY, News, Newsroom, goes_on, news

NANTES, BANK, STRIKE, WOLF, TYRES, BRIDGE = 0, 1, 4, 9, 10, 11


def title(number: int, version: int = 0) -> str:
    """The headline of a story."""
    return pairs.SAME[number][version][0]


def test_a_week(newsroom: Newsroom) -> None:
    """What each day tells, merges and leaves out, and that nothing is told twice."""
    monday, echo = _monday(newsroom)
    _second_edition(newsroom, monday, echo)
    _tuesday(newsroom, monday, echo)
    newsroom.now = MONDAY + 2 * DAY
    before = tree(newsroom.folder)
    assert newsroom.run().done is None  # Wednesday: nothing new
    assert tree(newsroom.folder) == before
    _sunday(newsroom)
    assert len(list((newsroom.folder / "output/episodes").iterdir())) == 4


def _monday(newsroom: Newsroom) -> tuple[list[News], list[News]]:
    """The first run looks back a day; run again, it does nothing, to the byte."""
    old = news(TYRES, 0, MONDAY - 3 * DAY)
    monday = [news(BRIDGE, 0, MONDAY - 2 * HOUR), news(WOLF, 0, MONDAY - 5 * HOUR), old]
    echo = [news(WOLF, 1, MONDAY - 4 * HOUR)]
    newsroom.print(monday, echo)
    first = newsroom.run()
    assert first.done is not None
    episode = first.done.episode
    assert episode.title == "Le briefing du lundi 23 novembre 2026"
    chapters = [each.title for each in episode.chapters]
    told = [title(WOLF, 1), title(BRIDGE)]  # two papers tell of the wolf; L’Écho is fresher
    assert [each for each in chapters if each in told] == told
    said = [each.text for each in episode.transcript]
    assert any("L’Écho et Le Courrier" in each for each in said)
    headlines = [each.text for each in episode.transcript if each.kind is Kind.HEADLINE]
    assert any(title(BRIDGE) in each for each in headlines)
    assert abs(episode.seconds - 90) <= 20
    assert [(each.title, each.verdict.value) for each in first.run.decisions] == [
        (title(WOLF, 1), "told"), (title(BRIDGE), "told"), (title(WOLF), "merged"),
        (title(TYRES), "skipped"),
    ]  # fmt: skip
    assert any("older than 24 h" in each for each in episode.notices)
    folder = newsroom.folder / "output/episodes" / episode.id
    record = json.loads((folder / "daily.json").read_text("utf-8"))
    assert [each["verdict"] for each in record["decisions"]] == [
        "told",
        "told",
        "merged",
        "skipped",
    ]

    before = tree(newsroom.folder)
    again = newsroom.run()
    assert again.done is None
    assert again.last == MONDAY
    assert again.run.decisions == first.run.decisions  # what --explain shows then
    assert tree(newsroom.folder) == before
    return monday, echo


def _second_edition(newsroom: Newsroom, monday: list[News], echo: list[News]) -> None:
    """News of the same day make an episode of their own."""
    newsroom.now = MONDAY + 6 * HOUR
    newsroom.print([news(BANK, 0, MONDAY + 5 * HOUR), *monday], echo)
    second = newsroom.run()
    assert second.done is not None
    assert second.done.episode.title == "Le briefing du lundi 23 novembre 2026 (2e édition)"
    assert second.done.episode.id == "2026-11-23-le-briefing-du-lundi-23-novembre-2026-2e-edition"


def _tuesday(newsroom: Newsroom, monday: list[News], echo: list[News]) -> None:
    """The other paper comes late with the bridge; the wolf goes on."""
    newsroom.now = MONDAY + DAY
    late = news(BRIDGE, 1, newsroom.now - HOUR)
    newsroom.print(monday, [goes_on(4, newsroom.now - 2 * HOUR), late, *echo])
    tuesday = newsroom.run().run
    verdicts = {each.title: (each.verdict.value, each.reason) for each in tuesday.decisions}
    assert verdicts[pairs.GOES_ON[4][1][0]][0] == "told"
    assert verdicts[title(BRIDGE, 1)][0] == "skipped"
    assert "already told on 2026-11-23" in verdicts[title(BRIDGE, 1)][1]


def _sunday(newsroom: Newsroom) -> None:
    """There was no run from Thursday on: three days are caught up."""
    newsroom.now = sunday = MONDAY + 6 * DAY
    newsroom.print(
        [news(STRIKE, 0, sunday - 2 * DAY), news(TYRES, 1, sunday - 3.5 * DAY)],
        [news(NANTES, 0, sunday - HOUR)],
    )
    caught = newsroom.run().run
    assert [each.title for each in caught.decisions if each.verdict == "told"] == [
        title(NANTES), title(STRIKE)
    ]  # fmt: skip
    assert [each.reason for each in caught.decisions if each.verdict == "skipped"] == [
        "older than 3 days"
    ]


def test_a_crash_after_publishing_tells_nothing_twice(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger was not written; the record in the episode is what the next run goes by."""
    newsroom.print([news(BRIDGE, 0, MONDAY - HOUR)])
    with monkeypatch.context() as broken:
        broken.setattr(ledger, "write", _crash)
        with pytest.raises(KeyboardInterrupt):
            newsroom.run()
    assert len(list((newsroom.folder / "output/episodes").iterdir())) == 1
    assert not (newsroom.folder / "output" / ledger.FILE).exists()
    assert newsroom.run().done is None
    newsroom.print([news(BRIDGE, 0, MONDAY - HOUR), news(WOLF, 0, MONDAY - HOUR)])
    assert newsroom.titles("told", dry_run=True) == [title(WOLF)]


def test_a_crash_before_publishing_tells_it_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not published was not told."""
    newsroom.print([news(BRIDGE, 0, MONDAY - HOUR)])
    with monkeypatch.context() as broken:
        broken.setattr("briefing.mix.stitch", _crash)
        with pytest.raises(KeyboardInterrupt):
            newsroom.run()
    assert newsroom.titles("told") == [title(BRIDGE)]


def test_two_runs_at_once(newsroom: Newsroom) -> None:
    """The second says so, and leaves everything as it is."""
    newsroom.print([news(BRIDGE, 0, MONDAY - HOUR)])
    output = newsroom.folder / "output"
    output.mkdir()
    with alone(output / ledger.LOCK) as ours:
        assert ours
        with pytest.raises(OutputError, match="Another `briefing daily`"):
            newsroom.run()
    assert not (output / "episodes").exists()


def _crash(*_anything: object) -> None:
    raise KeyboardInterrupt
