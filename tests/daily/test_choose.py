"""What a run tells, merges and skips, and why; nothing is recorded here."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.daily import dump, explain, ledger
from briefing.errors import NetworkError, SettingsError, SourceError
from briefing.intake import Source
from briefing.model import Length
from tests.daily import pairs
from tests.daily.papers import DAY, HOUR, MONDAY, News, Newsroom, news
from tests.google_server import status

BANK, GLACIER, STRIKE, QUAKE, WOLF, TYRES, BRIDGE = 1, 2, 4, 5, 9, 10, 11


def title(number: int, version: int = 0) -> str:
    """The headline of a story."""
    return pairs.SAME[number][version][0]


def reasons(newsroom: Newsroom) -> dict[str, str]:
    """Why each item is skipped, by its headline."""
    run = newsroom.run(dry_run=True).run
    return {each.title: each.reason for each in run.decisions if each.verdict == "skipped"}


def test_fresher_news_come_first(newsroom: Newsroom) -> None:
    """Nothing else being different."""
    newsroom.print([news(each, 0, MONDAY - each * HOUR) for each in (QUAKE, BANK, WOLF)])
    assert newsroom.titles("told", dry_run=True) == [title(BANK), title(QUAKE), title(WOLF)]


def test_keywords_change_the_order(newsroom: Newsroom) -> None:
    """What the listener cares about comes first, what he would rather not hear comes last."""
    newsroom.print([news(each, 0, MONDAY - each * HOUR) for each in (QUAKE, BANK, WOLF)])
    newsroom.change(keywords=(("loup", 2.0), ("banque", -0.9)))
    assert newsroom.titles("told", dry_run=True) == [title(WOLF), title(QUAKE), title(BANK)]
    first = newsroom.run(dry_run=True).run.decisions[0]
    assert "keywords 3 (loup)" in first.reckoning


def test_a_heavier_source_comes_first_and_tells_what_several_tell(newsroom: Newsroom) -> None:
    """Its article is the one that is told, and the others are named after it."""
    courrier, echo = newsroom.sources
    newsroom.sources = (courrier, replace(echo, weight=2.0))
    newsroom.print(
        [news(BANK, 0, MONDAY - HOUR), news(WOLF, 0, MONDAY - HOUR)],
        [news(WOLF, 1, MONDAY - 9 * HOUR)],
    )
    run = newsroom.run(dry_run=True).run
    assert [(each.title, each.reason) for each in run.decisions[:2]] == [
        (title(WOLF, 1), "as story 1, with Le Courrier"), (title(BANK), "as story 2"),
    ]  # fmt: skip
    assert "2 sources" in run.decisions[0].reckoning


def test_there_are_as_many_stories_as_the_length_has_room_for(newsroom: Newsroom) -> None:
    """Half a minute each, and never more than the settings say."""
    newsroom.print([news(each, 0, MONDAY - HOUR) for each in (BANK, QUAKE, WOLF, TYRES)])
    assert len(newsroom.titles("told", dry_run=True, length=Length(60.0))) == 2
    assert len(newsroom.titles("told", dry_run=True, length=Length(300.0))) == 4
    newsroom.change(stories=1, length=Length(300.0))
    assert set(reasons(newsroom).values()) == {"no room: 1 story in the time there is"}


def test_a_source_that_fails_is_a_fault_and_the_others_are_told(newsroom: Newsroom) -> None:
    """Said on screen and kept; with --strict it is an error."""
    newsroom.print([news(BANK, 0, MONDAY - HOUR)])
    newsroom.site.has({"/echo": status(404)})
    found = newsroom.run(dry_run=True)
    assert [each.title for each in found.run.decisions] == [title(BANK)]
    (fault,) = found.run.faults
    assert fault.startswith("L’Écho: ")
    assert fault in newsroom.notes.notices
    assert f"Left out: {fault}" in explain.notices(found.run)
    with pytest.raises(NetworkError):
        newsroom.run(dry_run=True, strict=True)


def test_when_every_source_fails_that_is_an_error(newsroom: Newsroom) -> None:
    """To say that nothing is new would be a lie."""
    newsroom.site.has({"/courrier": status(404), "/echo": "<html></html>"})
    with pytest.raises(NetworkError):
        newsroom.run()
    assert not (newsroom.folder / "output" / ledger.FILE).exists()


def test_without_sources_there_is_nothing_to_do(newsroom: Newsroom) -> None:
    """And the error says where they are named."""
    newsroom.sources = ()
    with pytest.raises(SettingsError, match="no sources"):
        newsroom.run()


def test_an_item_in_another_language_is_skipped_once(newsroom: Newsroom) -> None:
    """The reason is the reader's own sentence, and the next story takes its place."""
    english = News(
        "The bridge opens again",
        "The bridge was opened again on Thursday morning before a crowd of some hundred people. "
        "The mayor crossed it first, on foot, and then let the cars pass which had been waiting "
        "since dawn. The works had been planned for eighteen months and took more than two years, "
        "because a crack was found in the middle pillar; the bill has reached four million euros.",
        MONDAY,
    )
    newsroom.print([english, news(BANK, 0, MONDAY - HOUR)])
    newsroom.change(length=Length(30.0))
    assert newsroom.titles("told", dry_run=True) == [title(BANK)]
    assert "is in English" in reasons(newsroom)[english.title]


def test_a_page_that_cannot_be_fetched_is_tried_again(newsroom: Newsroom) -> None:
    """Its host may be back: it is not remembered as seen."""
    newsroom.site.has({"/robots.txt": "", "/page": status(404)})
    item = News("Le pont rouvre", "Un court résumé.", MONDAY - HOUR, newsroom.site.at("/page"))
    newsroom.print([item])
    run = newsroom.run(dry_run=True).run
    assert [each.verdict for each in run.decisions] == ["skipped"]
    assert run.seen == ()
    assert newsroom.run().done is None
    assert not (newsroom.folder / "output" / ledger.FILE).exists()


def test_an_item_without_a_date_is_new_until_it_was_seen(newsroom: Newsroom) -> None:
    """However long it stays in its feed."""
    newsroom.print([news(BANK, 0, None)])
    run = newsroom.run(dry_run=True).run
    assert "no date" in run.decisions[0].reckoning
    known = ledger.Ledger()
    for day in range(0, 120, 30):
        known = known.after(replace(run, made=MONDAY + day * DAY))
        assert set(run.seen) <= set(known.seen)


def test_only_the_newest_items_of_a_source_are_looked_at(newsroom: Newsroom) -> None:
    """As many as its limit says; the others are skipped for good."""
    newsroom.sources = (replace(newsroom.sources[0], limit=1),)
    newsroom.print([news(BANK, 0, MONDAY - HOUR), news(WOLF, 0, MONDAY - 2 * HOUR)])
    assert reasons(newsroom) == {title(WOLF): "beyond the 1 newest of its source"}


def test_a_new_source_begins_where_a_first_run_does(newsroom: Newsroom) -> None:
    """Not with all that it had in three days."""
    newsroom.print([news(BANK, 0, MONDAY - HOUR)], [news(WOLF, 0, MONDAY - 2 * DAY)])
    both, newsroom.sources = newsroom.sources, newsroom.sources[:1]
    run = newsroom.run(dry_run=True).run
    newsroom.folder.joinpath("output").mkdir()
    ledger.write(newsroom.folder / "output", ledger.Ledger().after(run))
    newsroom.sources = both
    assert reasons(newsroom) == {title(WOLF): "older than 24 h"}


def test_files_and_lists_are_sources_too(newsroom: Newsroom) -> None:
    """A folder of texts, and an OPML list of feeds."""
    folder = newsroom.folder / "notes"
    folder.mkdir()
    (folder / "loup.md").write_text(f"# {title(WOLF)}\n\n{pairs.SAME[WOLF][0][1]}\n", "utf-8")
    feeds = newsroom.folder / "feeds.opml"
    link = newsroom.site.at("/echo")
    feeds.write_text(f'<opml><body><outline xmlUrl="{link}"/></body></opml>', "utf-8")
    newsroom.print(echo=[news(BANK, 0, MONDAY - HOUR)])
    newsroom.sources = (Source(str(folder)), Source(str(feeds)))
    assert sorted(newsroom.titles("told", dry_run=True)) == [title(BANK), title(WOLF)]


def test_the_same_page_in_two_feeds_is_one_item(newsroom: Newsroom) -> None:
    """A paper has a feed for each section."""
    item = replace(news(BANK, 0, MONDAY - HOUR), link="https://courrier.example/banque")
    newsroom.print([item], [item])
    run = newsroom.run(dry_run=True).run
    assert [each.verdict for each in run.decisions] == ["told", "skipped"]
    assert run.decisions[1].reason == "it is in another feed, too"


def test_a_damaged_ledger_is_made_anew(newsroom: Newsroom) -> None:
    """The run goes by the episodes then, and says so."""
    output = newsroom.folder / "output"
    output.mkdir()
    (output / ledger.FILE).write_text("{", "utf-8")
    newsroom.print([news(BANK, 0, MONDAY - HOUR)])
    assert newsroom.titles("told", dry_run=True) == [title(BANK)]
    assert any("is damaged" in each for each in newsroom.notes.notices)


def test_what_is_old_is_forgotten(tmp_path: Path) -> None:
    """The ledger does not grow for ever, and comes back from its file as it was."""
    known = ledger.Ledger(seen={"a": MONDAY - 61 * DAY, "b": MONDAY - 59 * DAY})
    later = known.since(MONDAY - dt.timedelta(days=60))
    assert set(later.seen) == {"b"}
    ledger.write(tmp_path, later)
    assert ledger.read(tmp_path, MONDAY, pytest.fail) == later


def test_a_file_that_is_missing_is_a_fault(newsroom: Newsroom) -> None:
    """Said by its name."""
    newsroom.sources = (Source(str(newsroom.folder / "no.xml"), name="Le fil"),)
    with pytest.raises(SourceError, match=r"no\.xml"):
        newsroom.run(dry_run=True)


def test_no_path_of_a_home_is_recorded(newsroom: Newsroom) -> None:
    """What a run decided lies beside its episode, for everybody to read."""
    folder = newsroom.folder / "notes"
    folder.mkdir()
    (folder / "loup.md").write_text(f"# {title(WOLF)}\n\n{pairs.SAME[WOLF][0][1]}\n", "utf-8")
    (folder / "vide.md").write_text("", "utf-8")
    newsroom.sources = (Source(str(folder / "*.md")), Source(str(newsroom.folder / "no.xml")))
    run = newsroom.run(dry_run=True).run
    assert run.faults == ("*.md: vide.md is empty.", "no.xml: There is no file no.xml.")
    assert str(newsroom.folder).encode() not in dump(run)
