"""What the namespaces add: Podcasting 2.0, Podlove chapters, pictures, moments and sources."""

import dataclasses
import datetime as dt
import re
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing import chapters, companions, feed
from briefing.feed.text import address, web_address
from briefing.model import SYNTHETIC, Chapter, Episode, Kind, Spoken
from tests.builders import NOW, an_episode
from tests.test_feed import ITUNES, NASTY, PODCAST, SHOW, TITLE, URL, channel, shown

PSC = "{http://podlove.org/simple-chapters}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
FOLDER = f"{URL}episodes/2026-11-22-l-ete-a-noel/"
PARTS = (
    Chapter(0.0, 8.25, "Les titres"),
    Chapter(8.25, 40.0, "Il pleut & « il vente »", "https://example.org/météo?a=1&b=2"),
    Chapter(40.0, 55.0, "Rugby : 5 < 6", "https://example.org/rugby"),
    Chapter(55.0, 61.6, "Fin"),
)
BESIDE = {"chapters.json", "transcript.vtt", "transcript.json", "cover.jpg"}


def rendered(
    episode: Episode, show=SHOW, files: frozenset[str] | set[str] = BESIDE, **place: object
) -> etree._Element:
    """The channel of the feed of one episode with *files* beside its sound."""
    where = feed.Place(URL, "cover-1.jpg", **place)
    return channel(feed.render_page(show, (episode,), where, files=lambda _episode: files))


def item(files: frozenset[str] | set[str] = BESIDE, **changes: object) -> etree._Element:
    """The item of the sample episode with chapters, and *changes*."""
    return rendered(an_episode(**({"chapters": PARTS} | changes)), files=files).find("item")


def told(*seconds: float, kind: Kind = Kind.STORY, story: int = 1, start: float = 10.0):
    """Sentences of so many seconds, one after the other."""
    out = []
    for each in seconds:
        out.append(Spoken(kind, start, start + each, "Une phrase.", (1,), "siwis", story))
        start += each
    return tuple(out)


# --- the show -------------------------------------------------------------------------------------


def test_the_guid_of_a_show_is_that_of_the_specification():
    """The specification's own example; scheme and slashes at the end do not count."""
    expected = "9b024349-ccf0-5f69-a609-6b82873eab3c"
    for url in ("https://podnews.net/rss", "http://podnews.net/rss/", "podcast://podnews.net/rss"):
        assert feed.guid(url) == expected
    assert uuid.UUID(feed.guid(f"{URL}feed.xml")).version == 5


def test_the_show_says_what_it_is_to_apps_of_today():
    """Guid, lock, medium and that an artificial voice speaks."""
    found = rendered(an_episode(), guid="9b024349-ccf0-5f69-a609-6b82873eab3c")
    assert found.findtext(f"{PODCAST}guid") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert found.findtext(f"{PODCAST}medium") == "podcast"
    assert found.findtext(f"{PODCAST}locked") == "yes"
    assert found.find(f"{PODCAST}locked").get("owner") == SHOW.email
    for place in (found, found.find("item")):
        (said,) = place.findall(f"{PODCAST}txt")
        assert (said.text, said.get("purpose")) == ("true", "ai-content")


def test_without_an_address_the_lock_names_no_owner():
    """And a show that was given no guid has none: an empty one would be a wrong one."""
    found = rendered(an_episode(), dataclasses.replace(SHOW, email=""))
    assert dict(found.find(f"{PODCAST}locked").attrib) == {}
    assert found.find(f"{PODCAST}guid") is None


def test_no_voice_is_passed_off_as_a_person():
    """Who makes the show is named, who reads it is called what it is; the voice's name is not."""
    found = rendered(an_episode(voice="siwis, nicolas"))
    persons = {each.text: each.get("role") for each in found.findall(f"{PODCAST}person")}
    assert persons == {"Élodie Noël": "producer", SYNTHETIC: "narrator"}
    assert b"siwis" not in etree.tostring(found)


def test_a_show_whose_author_is_itself_has_no_maker():
    """As it is when nothing is set: the name of a show is no person."""
    found = rendered(an_episode(), dataclasses.replace(SHOW, author=SHOW.title))
    assert [each.text for each in found.findall(f"{PODCAST}person")] == [SYNTHETIC]


def test_how_often_it_appears_is_said_only_when_it_is_known():
    """In words for people, as a rule for programs."""
    assert rendered(an_episode()).find(f"{PODCAST}updateFrequency") is None
    weekdays = feed.Frequency("Du lundi au vendredi", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    found = rendered(an_episode(), frequency=weekdays).find(f"{PODCAST}updateFrequency")
    assert (found.text, found.get("rrule")) == (weekdays.words, weekdays.rule)


@pytest.mark.parametrize("name", ["cover.jpeg", "cover-1.png", "cover.jpg?v=2"])
def test_no_picture_is_dropped(name):
    """Feedgen drops what does not end in .jpg or .png, and says nothing."""
    xml = feed.render(SHOW, (an_episode(),), URL, name)
    assert channel(xml).find(f"{ITUNES}image").get("href") == f"{URL}{name}"


# --- what lies beside the sound ------------------------------------------------------------------


def test_an_item_names_what_lies_beside_its_sound():
    """Transcripts with type and language, captions as such, chapters, its own picture."""
    found = item(cover="cover.jpg")
    assert [dict(each.attrib) for each in found.findall(f"{PODCAST}transcript")] == [
        {
            "url": f"{FOLDER}{companions.CAPTIONS}",
            "type": "text/vtt",
            "language": "fr-FR",
            "rel": "captions",
        },
        {
            "url": f"{FOLDER}{companions.TRANSCRIPT}",
            "type": "application/json",
            "language": "fr-FR",
        },
    ]
    assert dict(found.find(f"{PODCAST}chapters").attrib) == {
        "url": f"{FOLDER}{companions.CHAPTERS}",
        "type": "application/json+chapters",
    }
    assert found.find(f"{ITUNES}image").get("href") == f"{FOLDER}cover.jpg"
    assert found.find("link") is None


def test_an_item_links_to_its_page_when_there_is_one():
    """The page of the episode, not that of the show."""
    assert item({"index.html"}).findtext("link") == f"{FOLDER}index.html"


def test_nothing_is_named_that_is_not_there():
    """An older episode, or a file that somebody took away: no promise of it."""
    found = item(frozenset(), cover="cover.jpg")
    for name in (f"{PODCAST}transcript", f"{PODCAST}chapters", f"{ITUNES}image", "link"):
        assert found.find(name) is None, name


# --- chapters -------------------------------------------------------------------------------------


def test_chapters_stand_in_the_feed_too():
    """Podlove Simple Chapters, for the apps that read no others: to the millisecond."""
    found = item().find(f"{PSC}chapters")
    assert found.get("version") == "1.2"
    assert [dict(each.attrib) for each in found] == [
        {"start": "00:00:00.000", "title": "Les titres"},
        {
            "start": "00:00:08.250",
            "title": "Il pleut & « il vente »",
            "href": "https://example.org/m%C3%A9t%C3%A9o?a=1&b=2",
        },
        {"start": "00:00:40.000", "title": "Rugby : 5 < 6", "href": "https://example.org/rugby"},
        {"start": "00:00:55.000", "title": "Fin"},
    ]


def test_an_episode_without_chapters_lists_none():
    """No empty list in the feed, and no moments in the text."""
    found = item(chapters=())
    assert found.find(f"{PSC}chapters") is None
    assert "00:00" not in found.findtext("description")


# --- the text -------------------------------------------------------------------------------------


def test_a_description_has_moments_and_sources():
    """How it begins, who speaks, a line a chapter with its time, and where it is from."""
    assert shown(item().findtext("description")).split("\n") == [
        "Il pleut sur Paris.",
        f"{SYNTHETIC}.",
        *chapters.as_lines(PARTS).split("\n"),
        "Source\u00a0: Il pleut & « il vente », https://example.org/m%C3%A9t%C3%A9o?a=1&b=2",
        "Source\u00a0: Rugby : 5 < 6, https://example.org/rugby",
    ]


def test_the_rich_text_has_links_that_can_be_followed():
    """Well-formed, with the same words; an address is in it only as a link."""
    found = etree.fromstring(f"<body>{item().findtext(CONTENT)}</body>")
    assert [(each.text, each.get("href")) for each in found.iter("a")] == [
        ("Il pleut & « il vente »", "https://example.org/m%C3%A9t%C3%A9o?a=1&b=2"),
        ("Rugby : 5 < 6", "https://example.org/rugby"),
    ]
    assert [each.text for each in found][:3] == [
        "Il pleut sur Paris.",
        f"{SYNTHETIC}.",
        "00:00:00 Les titres",
    ]


def test_an_origin_that_is_an_address_is_a_source_and_a_file_is_none():
    """The name of a file on somebody's disk tells a listener nothing."""
    plain = item(chapters=(), origin="notes.txt, https://example.org/a").findtext("description")
    assert shown(plain).split("\n")[2:] == [f"Source\u00a0: {TITLE}, https://example.org/a"]
    assert "Source" not in item(chapters=(), origin="article.txt").findtext("description")


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "http://[", "https://", "//x", "http://\udce9.fr",
     "https://a b/", 'https://x"><script>', "\x00"],
)  # fmt: skip
def test_a_link_that_is_no_address_is_not_published(link):
    """A record is a file that people edit; the chapter stays, without its link."""
    assert web_address(link) == ""
    found = item(chapters=(Chapter(0, 1, "Un", link), Chapter(1, 2, "Deux")))
    assert "href" not in found.find(f"{PSC}chapters")[0].attrib
    assert "<a" not in found.findtext(CONTENT)


def test_an_address_keeps_what_is_escaped_already():
    """Escaped twice it would be another one; a fragment is escaped, too."""
    assert address("https://example.org/%C3%A9?q=é#à") == (
        "https://example.org/%C3%A9?q=%C3%A9#%C3%A0"
    )


@pytest.mark.parametrize("count", [40, 400])
def test_a_long_list_of_moments_keeps_within_what_apple_takes(count):
    """Bytes, not letters; the beginning of the list stays, and who speaks is always said."""
    many = tuple(
        Chapter(n * 1.0, n + 1.0, f"É{'é' * 40} {n}", f"https://example.org/{n}")
        for n in range(count)
    )
    found = item(chapters=many)
    text = found.findtext("description")
    assert 3800 < len(text.encode()) <= 4000
    assert shown(text).split("\n")[1:3] == [f"{SYNTHETIC}.", f"00:00:00 É{'é' * 40} 0"]
    assert len(found.findtext(CONTENT).encode()) <= 16_384
    assert etree.fromstring(f"<body>{found.findtext(CONTENT)}</body>") is not None


def test_who_speaks_is_said_even_when_a_person_took_it_out():
    """Apple and the law ask for it in every episode."""
    assert shown(item(description="Bonjour.", chapters=()).findtext("description")) == (
        f"Bonjour.\n{SYNTHETIC}."
    )
    assert shown(item(description="", chapters=()).findtext("description")) == f"{SYNTHETIC}."


@pytest.mark.parametrize("name", NASTY)
def test_no_chapter_breaks_the_feed(name):
    """Its title is text everywhere it stands, and the strict parser reads all of it."""
    found = item(chapters=(Chapter(0, 1, NASTY[name], "https://x.fr/"), Chapter(1, 2, NASTY[name])))
    assert len(found.find(f"{PSC}chapters")) == 2
    assert etree.fromstring(f"<body>{found.findtext(CONTENT)}</body>") is not None
    shown(found.findtext("description"))


@given(st.text(), st.text(), st.floats(0, 1e6))
@settings(deadline=None)
def test_any_chapter_gives_a_feed(title, link, start):
    """Whatever Unicode holds, in title and link."""
    found = item(chapters=(Chapter(start, start + 1, title, link), Chapter(0, 1, title)))
    first = found.find(f"{PSC}chapters")[0]
    assert re.fullmatch(r"\d\d+:[0-5]\d:[0-5]\d\.\d{3}", first.get("start"))
    assert first.get("title")


# --- a bite ---------------------------------------------------------------------------------------


def bite(*spoken: Spoken, **changes: object) -> tuple[str, str, str] | None:
    """Start, duration and title of the soundbite in the feed."""
    values = {"transcript": spoken, "seconds": 200.0} | changes
    found = item(**values).find(f"{PODCAST}soundbite")
    return None if found is None else (found.get("startTime"), found.get("duration"), found.text)


def test_a_bite_is_how_the_first_story_begins():
    """Whole sentences of fifteen seconds and more, called by the chapter they are in."""
    greeting = told(3.0, kind=Kind.GREETING, story=0, start=0.0)
    assert bite(*greeting, *told(6.0, 5.5, 5.0, 9.0)) == (
        "10.000",
        "16.500",
        "Il pleut & « il vente »",
    )


def test_without_chapters_a_bite_is_called_by_the_episode():
    """A title is asked for."""
    assert bite(*told(20.0), chapters=()) == ("10.000", "20.000", TITLE)


@pytest.mark.parametrize(
    "spoken",
    [
        (),
        told(6.0, 5.0),
        told(61.0, 2.0),
        told(6.0) + told(30.0, story=2, start=16.0),
        told(20.0, start=190.0),
        told(20.0, start=-5.0),
        told(20.0, kind=Kind.HEADLINE),
    ],
    ids=["silence", "short", "long sentence", "next story", "past the end", "before", "headline"],
)
def test_where_none_fits_there_is_none(spoken):
    """A cut sentence, or two stories in one, would be no good bite."""
    assert bite(*spoken) is None


# --- dates ----------------------------------------------------------------------------------------


def test_a_zone_with_seconds_is_written_as_feeds_can():
    """RFC 2822 has hours and minutes; the moment stays the same."""
    odd = dt.timezone(dt.timedelta(hours=1, seconds=30))
    assert item(published=NOW.astimezone(odd)).findtext("pubDate") == (
        "Sun, 22 Nov 2026 05:30:00 +0000"
    )
