"""A listener can jump to each story, and every list of chapters says the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import chapters, manuscript
from briefing.model import Chapter, Cue, Kind, Segment, Story
from tests.scripts import HEAD

GREETING, HEADLINE, STORY = Kind.GREETING, Kind.HEADLINE, Kind.STORY
TRANSITION, SIGNOFF = Kind.TRANSITION, Kind.SIGNOFF
STORIES = (Story("Le pont rouvre", "https://example.org/pont"), Story("La halle brûle"))
BULLETIN = [
    (GREETING, 0), (HEADLINE, 0), (HEADLINE, 0), (STORY, 1), (STORY, 1), (TRANSITION, 2),
    (STORY, 2), (SIGNOFF, 0), (SIGNOFF, 0),
]  # fmt: skip


def cues(*said: tuple[Kind, int]) -> tuple[Cue, ...]:
    """Three seconds of jingle, then two seconds for each of *said* (kind and story)."""
    return tuple(
        Cue(3 + 2 * place, 4.5 + 2 * place, Segment(kind, text, text, 0.5, story=story))
        for place, (kind, story) in enumerate(said)
        for text in [f"Phrase {place}."]
    )


def starts(found: tuple[Chapter, ...]) -> list[tuple[float, str]]:
    """What a listener sees of the chapters."""
    return [(each.start, each.title) for each in found]


def test_a_bulletin_has_an_opening_its_stories_and_an_end():
    """A story begins with its transition, and has its link; the last chapter ends with the file."""
    found = chapters.chapters(cues(*BULLETIN), STORIES, 25.5)
    assert found == (
        Chapter(0, 9, "Les titres"),
        Chapter(9, 13, "Le pont rouvre", "https://example.org/pont"),
        Chapter(13, 17, "La halle brûle"),
        Chapter(17, 25.5, "Fin"),
    )


def test_an_opening_without_several_headlines_is_called_one():
    """One story has one headline, and no list of them."""
    found = chapters.chapters(
        cues((GREETING, 0), (HEADLINE, 0), (STORY, 1), (SIGNOFF, 0)), STORIES[:1], 15
    )
    assert starts(found) == [(0, "Ouverture"), (7, "Le pont rouvre"), (9, "Fin")]


def test_headlines_that_know_their_story_do_not_begin_it():
    """The story begins where it is told."""
    said = [(GREETING, 0), (HEADLINE, 1), (HEADLINE, 2), (STORY, 1), (STORY, 2), (SIGNOFF, 0)]
    found = chapters.chapters(cues(*said), STORIES, 20)
    assert [each.start for each in found] == [0, 9, 11, 13]


def test_where_nobody_greets_the_first_story_begins_with_the_jingle():
    """A chapter with nothing in it but music is none."""
    found = chapters.chapters(cues((STORY, 1), (STORY, 2)), STORIES, 9)
    assert starts(found) == [(0, "Le pont rouvre"), (5, "La halle brûle")]


def test_a_story_without_a_title_is_called_by_its_first_words():
    """A transition is not what it is about; an edited script may lack the list of its stories."""
    said = [(GREETING, 0), (TRANSITION, 1), (STORY, 1), (SIGNOFF, 0)]
    found = chapters.chapters(cues(*said), (), 12)
    assert starts(found) == [(0, "Ouverture"), (5, "Phrase 2"), (9, "Fin")]
    long = "Les habitants de la rue qui longe le canal, fermée depuis lundi, attendent encore."
    (found,) = chapters.chapters((Cue(1, 5, Segment(STORY, long, long, 0.5, story=1)),), (), 6)
    assert found.title == "Les habitants de la rue qui longe le canal, fermée depuis…"


def test_segments_that_belong_to_no_story_make_one():
    """A script that does not count its stories is told in one chapter."""
    said = [(GREETING, 0), (STORY, 0), (TRANSITION, 0), (STORY, 0), (SIGNOFF, 0)]
    found = chapters.chapters(cues(*said), (), 14)
    assert starts(found) == [(0, "Ouverture"), (5, "Phrase 1"), (11, "Fin")]


def test_what_leads_to_no_story_is_no_chapter():
    """A transition left behind when its story was deleted stays where it is heard."""
    said = [(GREETING, 0), (STORY, 1), (TRANSITION, 2), (SIGNOFF, 0)]
    found = chapters.chapters(cues(*said), STORIES[:1], 12)
    assert starts(found) == [(0, "Ouverture"), (5, "Le pont rouvre"), (9, "Fin")]


def test_only_the_last_farewell_is_the_end():
    """A sign-off between two stories, as somebody may have written, is a part of the first."""
    said = [(STORY, 1), (SIGNOFF, 0), (STORY, 2), (SIGNOFF, 0)]
    found = chapters.chapters(cues(*said), STORIES, 13)
    assert starts(found) == [(0, "Le pont rouvre"), (7, "La halle brûle"), (9, "Fin")]


def test_a_script_that_a_person_wrote_has_its_headings_as_chapters():
    """What the manuscript reads is what the chapters need."""
    text = "## greeting\nBonjour.\n## story: Le pont\nIl rouvre.\n## story\nElle brûle.\n"
    script = manuscript.parse(HEAD + text, "a.md")
    heard = tuple(Cue(3 + place, 3.5 + place, each) for place, each in enumerate(script.segments))
    found = chapters.chapters(heard, script.stories, 8)
    assert starts(found) == [(0, "Ouverture"), (4, "Le pont"), (5, "Titre")]


@given(
    st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 4)), max_size=20),
    st.integers(0, 4),
    st.floats(1, 100),
)
def test_chapters_cover_the_whole_episode(said, titled, seconds):
    """Whatever was said: no gap, no overlap, none empty, from 0 to the end."""
    stories = tuple(Story(f"Titre {number}") for number in range(titled))
    found = chapters.chapters(cues(*said), stories, seconds)
    assert [each.end for each in found] == [*(each.start for each in found[1:]), seconds]
    assert found[0].start == 0
    assert all(each.start < each.end and each.title for each in found)


# ---- what is published --------------------------------------------------------------------------

EPISODE = (
    Chapter(0.0, 9.1239, "Les titres"),
    Chapter(9.1239, 3671.9, '« L’été » & <la> "suite"', "https://example.org/?a=1&b=2"),
    Chapter(3671.9, 3700.0, "Fin"),
)


def check_shape(table: object) -> None:
    """The rules of JSON chapters 1.2 (podcast-namespace, chapters/jsonChapters.md)."""
    assert isinstance(table, dict)
    assert table["version"] == "1.2.0"
    assert table.keys() <= {
        "version", "chapters", "author", "title", "podcastName", "description", "fileName",
        "waypoints",
    }  # fmt: skip
    before = -1.0
    for each in table["chapters"]:
        assert each.keys() <= {"startTime", "title", "img", "url", "toc", "endTime", "location"}
        assert type(each["startTime"]) in {int, float}
        assert before < each["startTime"] < each["endTime"]
        assert all(type(each[key]) is str for key in each.keys() & {"title", "url"})
        before = each["startTime"]


def test_json_chapters_are_of_version_1_2():
    """Of the documented shape, in UTF-8 as it is read, to the millisecond."""
    written = chapters.as_json(EPISODE, "L’épisode", "Le briefing")
    table = json.loads(written)
    check_shape(table)
    assert (table["title"], table["podcastName"]) == ("L’épisode", "Le briefing")
    assert table["chapters"] == [
        {"startTime": 0, "endTime": 9.124, "title": "Les titres"},
        {"startTime": 9.124, "endTime": 3671.9, "title": EPISODE[1].title, "url": EPISODE[1].link},
        {"startTime": 3671.9, "endTime": 3700, "title": "Fin"},
    ]
    assert "L’épisode".encode() in written


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=9))
def test_any_title_makes_json_chapters(texts):
    """Whatever an article is called."""
    written = chapters.as_json(
        tuple(Chapter(place, place + 1, *each) for place, each in enumerate(texts)), "É", "É"
    )
    table = json.loads(written.decode())
    check_shape(table)
    assert [each["title"] for each in table["chapters"]] == [title for title, _ in texts]


def test_half_a_character_does_not_stop_the_chapters():
    """A lone surrogate, as file names may hold, is shown as what it is: unknown."""
    written = chapters.as_json((Chapter(0, 1, "a\ud83d"),), "b", "c")
    assert json.loads(written)["chapters"][0]["title"] == "a?"


def test_a_description_lists_the_chapters():
    """As Apple reads them: the first at 00:00:00, and whole seconds, never too late."""
    assert chapters.as_lines(EPISODE).split("\n") == [
        "00:00:00 Les titres", f"00:00:09 {EPISODE[1].title}", "01:01:11 Fin",
    ]  # fmt: skip


@pytest.mark.parametrize("seconds", [0.0, 5.0])
def test_nothing_said_is_one_chapter_at_most(seconds):
    """No cue, no crash."""
    assert len(chapters.chapters((), (), seconds)) == bool(seconds)
