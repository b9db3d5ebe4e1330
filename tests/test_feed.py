"""What podcast apps read of us is right, whatever the titles hold."""

import dataclasses
import datetime as dt
import email.utils
import html
import os
import re
import subprocess
import sys

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefing import codec, feed
from briefing.library import Library
from briefing.model import SYNTHETIC, Episode
from briefing.settings import Show
from tests.builders import NOW, ROOT, TITLE, an_episode, publish, write_feed

URL = "https://example.org/podcast/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
SHOW = Show(
    title="Le journal d’« ici » & d’ailleurs",
    description="Chaque matin, l’essentiel.",
    author="Élodie Noël",
    email="elodie@example.org",
    language="fr-FR",
    link="https://example.org/",
    base_url=URL,
    category="Society & Culture",
)
NASTY = {
    "markup": '<b>5 < 6</b> & "Cie" d\'été',
    "cdata": "Fin ]]> et <![CDATA[ début",
    "entity": "R&amp;D &lt;3 &#233; &eacute;",
    "comment": "<!-- caché --> <?php ?>",
    "emoji": "Noël 🎄👩‍👩‍👧 à Paris 🇫🇷",
    "control": "a\x00b\x07c\x1bd\x85e\ufffef",
    "surrogate": "moitié \ud83d d’emoji",
    "no-break": "« Ça\u00a0va\u202f? »",
    "lines": "Un\ntitre\r\n  sur \t trois lignes ",
    "right-to-left": "שלום \u202eolleh\u202c",
    "long": "mot " * 1250,
    "one long word": "é" * 5000,
}


def channel(xml: bytes) -> etree._Element:
    """The channel of a feed that a strict parser accepts."""
    root = etree.fromstring(xml)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    return root[0]


def rendered(*episodes: Episode, show: Show = SHOW, base_url: str = URL) -> etree._Element:
    """The channel of the feed of *episodes*."""
    return channel(feed.render(show, episodes, base_url, "cover.jpg"))


def item(**changes: object) -> etree._Element:
    """The one item of the feed of the sample episode with *changes*."""
    return rendered(an_episode(**changes)).find("item")


def parsed(*episodes: Episode) -> feedparser.FeedParserDict:
    """What feedparser, an independent reader, makes of it."""
    found = feedparser.parse(feed.render(SHOW, episodes, URL, "cover.jpg"))
    assert not found.bozo, found.get("bozo_exception")
    return found


def shown(description: str) -> str:
    """What an app shows of a description, which it takes for HTML: a line for each paragraph."""
    assert re.fullmatch(r"(<p>[^<>]*</p>)+", description, re.DOTALL)
    return html.unescape("\n".join(re.findall(r"<p>(.*?)</p>", description, re.DOTALL)))


def test_the_feed_says_whose_it_is():
    """Title, description, language, link, author, category, owner, explicit: as the show says."""
    found = rendered(an_episode())
    assert found.findtext("title") == SHOW.title
    assert found.findtext("description") == SHOW.description
    assert found.findtext("language") == "fr-FR"
    assert found.findtext("link") == "https://example.org/"
    assert found.findtext(f"{ITUNES}author") == "Élodie Noël"
    assert found.find(f"{ITUNES}category").get("text") == "Society & Culture"
    assert found.findtext(f"{ITUNES}owner/{ITUNES}name") == "Élodie Noël"
    assert found.findtext(f"{ITUNES}owner/{ITUNES}email") == "elodie@example.org"
    assert found.findtext(f"{ITUNES}explicit") == "false"
    assert found.findtext(f"{ITUNES}type") == "episodic"


def test_the_feed_names_itself_and_its_picture():
    """Apps find back to the feed and to the cover, under the address where it is read."""
    found = rendered(an_episode())
    (own,) = (link for link in found.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own.get("href") == f"{URL}feed.xml"
    assert own.get("type") == "application/rss+xml"
    assert found.find(f"{ITUNES}image").get("href") == f"{URL}cover.jpg"
    assert found.findtext("image/url") == f"{URL}cover.jpg"


def test_a_show_without_a_page_links_to_where_it_is_read():
    """RSS wants a link: the base URL is one."""
    found = rendered(show=dataclasses.replace(SHOW, link=""))
    assert found.findtext("link") == URL


def test_an_address_is_published_only_when_it_is_set():
    """Without an email there is no owner, and no empty element either."""
    found = rendered(an_episode(), show=dataclasses.replace(SHOW, email=""))
    assert found.find(f"{ITUNES}owner") is None
    assert b"@" not in etree.tostring(found)


@pytest.mark.parametrize("explicit", [True, False])
def test_explicit_is_true_or_false(explicit):
    """As Apple asks, on show and episode alike; the older yes and no are errors to validators."""
    found = rendered(an_episode(), show=dataclasses.replace(SHOW, explicit=explicit))
    word = "true" if explicit else "false"
    assert found.findtext(f"{ITUNES}explicit") == word
    assert found.findtext(f"item/{ITUNES}explicit") == word


def test_a_feed_without_a_cover_names_none():
    """A picture that is not there is not promised."""
    xml = feed.render(SHOW, (an_episode(),), URL, "")
    assert b"image" not in xml.replace(b"-image", b"")


def test_an_item_is_its_episode():
    """Title, guid, date, duration in whole seconds, and an enclosure with its real length."""
    found = item()
    assert found.findtext("title") == TITLE
    assert found.findtext("guid") == an_episode().guid
    assert found.find("guid").get("isPermaLink") == "false"
    assert found.findtext(f"{ITUNES}duration") == "62"
    assert dict(found.find("enclosure").attrib) == {
        "url": f"{URL}episodes/2026-11-22-l-ete-a-noel/2026-11-22-l-ete-a-noel.mp3",
        "length": "739200",
        "type": "audio/mpeg",
    }
    assert found.findtext("pubDate") == "Sun, 22 Nov 2026 06:30:00 +0100"
    assert email.utils.parsedate_to_datetime(found.findtext("pubDate")) == NOW


def test_an_episode_of_half_a_second_lasts_one():
    """Zero would be no duration to an app."""
    assert item(seconds=0.4).findtext(f"{ITUNES}duration") == "1"


def test_every_required_element_stands_once():
    """Apps take the first or the last of two: there are never two but of what is a list."""
    found = rendered(an_episode())
    names = [child.tag for child in found if child.tag != "item"]
    names += [f"item/{child.tag}" for child in found.find("item")]
    assert {name for name in names if names.count(name) > 1} <= {f"{PODCAST}person"}


def test_the_order_is_the_one_given():
    """Newest first, as the library hands them over."""
    episodes = [an_episode(id=f"2026-11-2{n}-x", guid=str(n)) for n in (3, 1, 2)]
    assert [guid.text for guid in rendered(*episodes).iterfind("item/guid")] == ["3", "1", "2"]


def test_the_feed_is_as_new_as_its_newest_episode():
    """Not as the run that wrote it: else every run would make it a new one to every app."""
    newer = an_episode(id="2026-11-23-y", guid="y", published=NOW + dt.timedelta(days=1))
    assert rendered(newer, an_episode()).findtext("lastBuildDate") == (
        "Mon, 23 Nov 2026 06:30:00 +0100"
    )


def test_a_feed_without_episodes_is_a_feed():
    """Before the first one, an app can subscribe already."""
    assert rendered().findall("item") == []
    assert parsed().feed.title == SHOW.title


def test_the_same_records_give_the_same_bytes():
    """In another process, another country and another time zone too: 304 can be answered."""
    code = (
        "import sys; from tests.test_feed import *;"
        "sys.stdout.buffer.write(feed.render(SHOW, (an_episode(),), URL, 'cover.jpg'))"
    )
    expected = feed.render(SHOW, (an_episode(),), URL, "cover.jpg")
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        out = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"},
            capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        assert out.stdout == expected


@pytest.mark.parametrize("name", NASTY)
def test_no_title_breaks_the_feed(name):
    """The strict parser reads it, an app shows it as it was but for what XML cannot hold."""
    title = NASTY[name]
    found = item(title=title, description=f"{title}\n\n{SYNTHETIC}.")
    clean = re.sub(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", title)
    line = re.sub(r"[ \t\r\n]+", " ", clean).strip()
    if name.endswith(("long", "long word")):
        assert len(found.findtext("title").encode()) <= 255
        assert found.findtext("title").endswith("…")
        assert line.startswith(found.findtext("title").removesuffix("…"))
    else:
        assert found.findtext("title") == line
        assert re.sub(r"\s+", " ", shown(found.findtext("description"))) == (
            re.sub(r"\s+", " ", f"{clean.strip()}\n{SYNTHETIC}.")
        )
    assert len(parsed(an_episode(title=title)).entries) == 1


@pytest.mark.parametrize("name", NASTY)
def test_no_name_of_a_show_breaks_the_feed(name):
    """The same for what stands in briefing.toml; the category is one of Apple's by then."""
    words = NASTY[name]
    show = Show(title=words, description=words, author=words, email=words)
    found = rendered(an_episode(), show=show)
    assert len(found.findall("item")) == 1
    assert found.findtext("title")


@given(st.text(min_size=1), st.text())
@settings(deadline=None)
def test_any_title_and_any_description_give_a_feed(title, description):
    """Whatever Unicode holds: well-formed, with a title and one item."""
    found = item(title=title, description=description)
    assert found.findtext("title")
    assert len(found.findtext("description").encode()) <= 4000


def test_a_title_of_nothing_that_can_be_shown_is_replaced():
    """By the name of the episode's folder: apps want a title."""
    assert item(title="\x07\x1b").findtext("title") == an_episode().id


def test_an_item_is_shown_by_an_independent_reader():
    """feedparser, which takes descriptions for HTML and cleans them, loses no word."""
    text = "Si 5 < 6 & a<b>c, alors <script>alert(1)</script> reste du texte."
    (entry,) = parsed(an_episode(description=f"{text}\n\n{SYNTHETIC}.")).entries
    assert shown(entry.summary) == f"{text}\n{SYNTHETIC}."
    assert entry.enclosures[0].length == "739200"
    assert entry.published_parsed[:5] == (2026, 11, 22, 5, 30)


@pytest.mark.parametrize("text", ["&" * 5000, "\n".join("<" * 3000), "😀" * 3000, "mot " * 2000])
def test_a_long_description_is_cut_to_what_apple_takes(text):
    """Four thousand bytes with the markup, an ellipsis, no broken letter; the voice is named."""
    found = item(description=text).findtext("description")
    assert 3900 < len(found.encode()) <= 4000
    assert shown(found).endswith(f"…\n{SYNTHETIC}.")
    assert "\ufffd" not in found


@pytest.mark.parametrize(
    ("base_url", "start"),
    [
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/un/deux/", "https://example.org/un/deux/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://example.org/~élodie/le briefing/", "https://example.org/~%C3%A9lodie/le%20briefing/"),
        ("https://example.org/d%C3%A9j%C3%A0/", "https://example.org/d%C3%A9j%C3%A0/"),
        ("https://radio-été.fr:8443/", "https://xn--radio-t-gyab.fr:8443/"),
        ("https://example.org/a&b/", "https://example.org/a&b/"),
    ],
)  # fmt: skip
def test_every_address_starts_with_the_base_url(base_url, start):
    """With its path and port, and in ASCII, as not every app escapes it (podboat does not)."""
    found = rendered(an_episode(), show=dataclasses.replace(SHOW, link=""), base_url=base_url)
    addresses = [
        found.find("item/enclosure").get("url"),
        found.find(f"{ITUNES}image").get("href"),
        found.find(f"{ATOM}link").get("href"),
        found.findtext("link"),
    ]
    for address in addresses:
        assert address.startswith(start)
        assert address.isascii()
        assert " " not in address


def test_what_is_published_is_what_the_files_are(tmp_path):
    """From the disk: the length is the file's, the duration that of its sound."""
    publish(tmp_path, seconds=3)
    found = channel((tmp_path / "feed.xml").read_bytes()).find("item")
    url = found.find("enclosure").get("url")
    file = tmp_path / url.removeprefix("http://127.0.0.1:8000/")
    assert int(found.find("enclosure").get("length")) == file.stat().st_size
    assert int(found.findtext(f"{ITUNES}duration")) == round(codec.decode(file).seconds) == 3


def test_the_feed_can_be_made_again_from_the_records(tmp_path):
    """Deleted or damaged, it comes back to the byte."""
    publish(tmp_path, title="Un")
    publish(tmp_path, title="Deux")
    before = (tmp_path / "feed.xml").read_bytes()
    (tmp_path / "feed.xml").unlink()
    assert write_feed(tmp_path) == before


def test_every_file_that_the_feed_names_is_there(tmp_path):
    """Enclosures and pictures, each under the folder that is published."""
    show = dataclasses.replace(SHOW, base_url=URL)
    for title in ("Un", "Deux"):
        publish(tmp_path, title=title, show=show)
    xml = (tmp_path / "feed.xml").read_text(encoding="utf-8")
    named = set(re.findall(rf'{re.escape(URL)}([^"<]+)', xml))
    assert len(named) == 4  # the feed itself, the cover and two episodes
    assert all((tmp_path / name).is_file() for name in named)
    assert len(Library(tmp_path).episodes(pytest.fail)) == 2
