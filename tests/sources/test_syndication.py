from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import article, sources
from briefing.errors import BriefingError, NetworkError, SourceError
from briefing.model import Article
from briefing.sources import opml, syndication
from tests.google_server import Hourglass, status
from tests.sources import feeds
from tests.sources.hosts import Site, fetcher

ARTICLE = (feeds.PAGES / "article.html").read_bytes()
PAYWALL = (feeds.PAGES / "paywall.html").read_bytes()
URL = "https://journal.example/fil/rss"


def read(site: Site, path: str, *more: str, strict: bool = False) -> tuple[Article, ...]:
    """The articles at *path* of *site*, and *more* sources."""
    given = [site.at(path), *more]
    return article.read_all(given, bytes, strict=strict, fetch=lambda: fetcher(Hourglass()))


@pytest.mark.parametrize("kind", feeds.ALL)
def test_a_feed_gives_its_items_the_newest_first(kind: str) -> None:
    """RSS, Atom and RDF say the same; what has no date comes last; titles are without tags."""
    feed = syndication.parse(feeds.ALL[kind], "le fil", URL)
    assert feed.title == "Le Courrier du Val"
    assert [each.id for each in feed.items] == ["n-1", "n-2", "https://journal.example/sans-date"]
    first, second, third = feed.items
    assert first.title == "Le pont rouvre & respire"
    assert second.title == "Le marché déménage"
    assert first.link == "https://journal.example/pont"
    assert second.link == "https://journal.example/marche?a=1&b=2"
    assert third.link == "https://journal.example/sans-date"
    assert first.published == dt.datetime(2026, 11, 20, 7, 30, tzinfo=dt.UTC)
    assert second.published == dt.datetime(2026, 11, 19, 7, 0, tzinfo=dt.UTC)
    assert third.published is None
    assert first.author == "Claire Fontenay"
    assert first.whole
    assert first.text.replace("'", "’") == feeds.STORY
    assert not second.whole
    assert "change de rive" in second.text


def test_a_foreign_reader_finds_the_same() -> None:
    """The library that many readers of feeds are made of agrees on links and dates."""
    feedparser = pytest.importorskip("feedparser")
    for raw in feeds.ALL.values():
        theirs = feedparser.parse(raw, response_headers={"content-location": URL}).entries
        ours = {each.link: each for each in syndication.parse(raw, "le fil", URL).items}
        assert {each.link for each in theirs} == ours.keys()
        for each in theirs:
            mine = ours[each.link]
            if each.get("published_parsed"):
                assert mine.published is not None
                moment = mine.published.astimezone(dt.UTC).timetuple()
                assert moment[:6] == each.published_parsed[:6]


@pytest.mark.parametrize(
    "bomb",
    [
        feeds.BOMB,
        feeds.FILE,
        feeds.BOMB.replace("<!DOCTYPE", "<!-- <a> --><!-- --><?x <b> ?>\n<!DOCTYPE"),
        feeds.BOMB.replace("<!DOCTYPE", "<!doctype"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_entities_is_refused(bomb: str, encoding: str) -> None:
    """Before anything is parsed, in whatever encoding."""
    with pytest.raises(SourceError, match="declares entities of its own"):
        syndication.parse(bomb.encode(encoding), "le fil")


def test_an_entity_that_slips_through_is_not_expanded() -> None:
    """A declaration where XML allows none declares nothing."""
    inside = '<!DOCTYPE x [<!ENTITY c "secret">]><item><title>A&c;B</title></item>'
    feed = syndication.parse(f"<rss><channel>{inside}</channel></rss>".encode(), "le fil")
    assert all("secret" not in each.title for each in feed.items)


def test_a_dtd_from_elsewhere_is_not_fetched(site: Site) -> None:
    """Old feeds name one; it is ignored."""
    raw = feeds.OUTSIDE.replace("journal.example", f"127.0.0.1:{site.port}").encode()
    assert syndication.parse(raw, "le fil").items[0].title == "Une nouvelle"
    assert site.asked() == []


def test_ten_thousand_items_are_read() -> None:
    """All of them are looked at, none twice."""
    items = "".join(
        f"<item><title>Nouvelle {number}</title><description>{feeds.STORY}</description></item>"
        for number in range(10_000)
    )
    feed = syndication.parse(f"<rss><channel>{items}</channel></rss>".encode(), "le fil")
    assert len({each.id for each in feed.items}) == 10_000
    assert feed.items[0].title == "Nouvelle 0"


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss><channel><item><title>Sans fin</title><link>https://a.example/1</link>",
        b"<rss><channel><item><title>Sans fin</title><link>https://a.example/1</link></item></z>",
        b"\xef\xbb\xbf  <rss><channel><item><title>Sans fin</title><guid>https://a.example/1</guid>"
        b"<link/></item></channel></rss>",
        "<rss><channel><item><title>Sans\x08 fin</title><link>https://a.example/1</link>".encode(
            "utf-16"
        ),
    ],
)
def test_a_broken_feed_is_mended(raw: bytes) -> None:
    """What is not well-formed is read as far as it goes."""
    (item,) = syndication.parse(raw, "le fil").items
    assert (item.title, item.link) == ("Sans fin", "https://a.example/1")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "ftp://a/b"])
def test_a_link_that_is_no_page_is_none(link: str) -> None:
    """No feed makes us open a file."""
    raw = f"<rss><channel><item><title>Un</title><link>{link}</link></item></channel></rss>"
    assert syndication.parse(raw.encode(), "le fil", URL).items[0].link == ""


@pytest.mark.parametrize("raw", [b"", b"<html></html>", b"<a/>", b"<", b"<?xml version='1.0'?>"])
def test_what_is_no_feed_is_said(raw: bytes) -> None:
    """One sentence."""
    with pytest.raises(SourceError, match=r"^le fil is no "):
        syndication.parse(raw, "le fil")


# --- from a feed to articles ---


def test_the_articles_of_a_feed(site: Site) -> None:
    """Full text is taken from the feed, a summary leads to the page; each knows its origin."""
    site.has({"/fil/rss": feeds.RSS.replace("https://journal.example", site.at(""))}, "text/xml")
    site.has({"/marche": ARTICLE, "/sans-date": ARTICLE})
    first, second, third = read(site, "/fil/rss")
    assert first.text.replace("'", "’") == feeds.STORY
    assert (first.title, first.publisher) == ("Le pont rouvre & respire", "Le Courrier du Val")
    assert (first.url, first.author) == (site.at("/pont"), "Claire Fontenay")
    assert first.origin == "journal.example/pont"
    assert second.title.startswith("Le pont de Saint-Aubin")
    assert second.published == dt.datetime(2026, 11, 19, 7, 0, tzinfo=dt.UTC)
    assert third.sentences[0].number == second.sentences[-1].number + 1
    assert site.asked() == ["/fil/rss", "/robots.txt", "/marche?a=1&b=2", "/sans-date"]


def test_an_item_that_cannot_be_read_is_left_out_with_a_notice(site: Site) -> None:
    """A wall, a missing page: the rest is told, and the user is told what is not."""
    site.has({"/fil/rss": feeds.RSS.replace("https://journal.example", site.at(""))})
    site.has({"/marche": PAYWALL})
    (found,) = read(site, "/fil/rss")
    assert found.title == "Le pont rouvre & respire"
    assert found.notices[0].startswith("Left out: journal.example/marche is for subscribers")
    assert found.notices[1].startswith("Left out: journal.example:")
    assert "404" in found.notices[1]
    with pytest.raises(SourceError, match="is for subscribers"):
        read(site, "/fil/rss", strict=True)


def test_a_feed_of_which_nothing_can_be_read_is_an_error(site: Site) -> None:
    """The first reason is told."""
    raw = "<rss><channel><item><link>/a</link></item><item><link>/b</link></item></channel></rss>"
    site.has({"/rss": raw, "/a": PAYWALL})
    with pytest.raises(SourceError, match="is for subscribers"):
        read(site, "/rss")


def test_the_five_newest_are_read(site: Site) -> None:
    """However many there are; no other page is asked for."""
    items = "".join(
        f"<item><title>Nouvelle {day}</title><link>/{day}</link>"
        f"<pubDate>{day:02} Nov 2026 08:00:00 GMT</pubDate></item>"
        for day in range(1, 21)
    )
    site.has({"/rss": f"<rss><channel><title>Fil</title>{items}</channel></rss>"})
    site.has({f"/{day}": ARTICLE for day in range(1, 21)})
    assert len(read(site, "/rss")) == sources.NEWEST == 5
    assert site.asked() == ["/rss", "/robots.txt", "/20", "/19", "/18", "/17", "/16"]


def test_a_feed_leads_into_no_private_network(site: Site) -> None:
    """Its items may name what they like; only the feed's own host is trusted, if it is private."""
    items = "".join(
        f"<item><link>{link}</link></item>"
        for link in (
            f"http://127.0.0.1:{site.port}/secret", f"http://localhost:{site.port}/secret",
            "file:///etc/passwd", "http://[::1]/secret",
        )
    )  # fmt: skip
    site.has({"/rss": f"<rss><channel>{items}</channel></rss>", "/secret": ARTICLE})
    with pytest.raises(SourceError, match="is in a private network"):
        read(site, "/rss")
    assert site.asked() == ["/rss"]


def test_a_page_of_an_intranet_is_published_without_its_address(site: Site) -> None:
    """What the user may read, listeners may not."""
    site.has({"/note.html": ARTICLE})
    (found,) = article.read_all(
        [f"http://u:p@intranet.example:{site.port}/note.html"],
        bytes,
        fetch=lambda: fetcher(Hourglass()),
    )
    assert (found.url, found.origin) == ("", "note.html")
    assert found.publisher == "Le Courrier du Val"


def test_items_are_listed_without_their_pages(site: Site, hourglass: Hourglass) -> None:
    """Who asks every morning what is new asks the feed alone."""
    site.has({"/rss": feeds.RSS})
    feed = sources.items(site.at("/rss"), fetcher(hourglass))
    assert [each.id for each in feed.items][:2] == ["n-1", "n-2"]
    assert site.asked() == ["/rss"]


def test_an_item_without_id_keeps_the_one_it_is_given() -> None:
    """The same item gets the same id on another day; another item gets another one."""
    raw = b"<rss><channel><item><title>%s</title></item></channel></rss>"
    one, again, other = (
        syndication.parse(raw % title, "le fil").items[0].id for title in (b"Un", b"Un", b"Deux")
    )
    assert one == again != other


# --- OPML ---

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Fils</title></head><body>
<outline text="Presse"><outline text="Locale"><outline type="rss" text="A" xmlUrl="{a}"/></outline>
<outline text="B" XMLURL="{b}"/></outline><outline text="encore" xmlUrl="{a}"/>
<outline text="fichier" xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_the_feeds_of_a_list_are_found_however_deep() -> None:
    """Each once, in order, and only those on the web."""
    raw = OPML.format(a="https://a.example/rss", b="https://b.example/rss").encode()
    assert opml.parse(raw, "liste") == ("https://a.example/rss", "https://b.example/rss")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<opml><body/></opml>", "lists no feed"),
        (feeds.BOMB, "declares entities"),
        ("<rss/>", "is no OPML list"),
        (
            "<opml>" + "".join(f'<outline xmlUrl="http://a/{n}"/>' for n in range(51)) + "</opml>",
            "lists 51 feeds; at most 50 are asked",
        ),
    ],
)
def test_a_list_that_cannot_be_used_says_why(raw: str, words: str) -> None:
    """One sentence."""
    with pytest.raises(SourceError, match=words):
        opml.parse(raw.encode(), "liste")


def test_a_list_gives_the_newest_of_all_its_feeds(site: Site, tmp_path: object) -> None:
    """A feed that does not answer is left out with a notice; none of a private network is asked."""
    local = feeds.RSS.replace("https://journal.example", site.at(""))
    site.has({"/rss": local, "/marche": ARTICLE, "/sans-date": ARTICLE, "/gone": status(410)})
    raw = OPML.format(a=site.at("/rss"), b=site.at("/gone")).replace(
        "file:///etc/passwd", f"http://127.0.0.1:{site.port}/rss"
    )
    found = article.read_all(["-"], raw.encode, fetch=lambda: fetcher(Hourglass()))
    assert len(found) == 3
    assert "410 Gone" in found[0].notices[0]
    assert "is in a private network" in found[0].notices[1]
    assert sorted(site.asked())[:2] == ["/gone", "/marche?a=1&b=2"]


def test_one_of_several_sources_may_be_out_of_reach(site: Site) -> None:
    """A page that cannot be fetched does not stop the bulletin; *strict* does."""
    site.has({"/ici": ARTICLE})
    (found,) = read(site, "/ici", site.at("/perdu"))
    assert "404 Not Found" in found.notices[0]
    with pytest.raises(NetworkError):
        read(site, "/ici", site.at("/perdu"), strict=True)
    with pytest.raises(NetworkError):
        read(site, "/perdu")
    with pytest.raises(SourceError, match="There is no file"):
        read(site, "/ici", "missing.txt")


pieces = st.sampled_from(
    ["<rss>", "</rss>", "<channel>", "<item>", "</item>", "<title>", "<link>", "<entry", "<feed>",
     "<![CDATA[", "]]>", "&amp;", "&", "&eacute;", "<!DOCTYPE x>", "<!--", "-->", "<?xml ?>",
     "<outline xmlUrl='http://a'/>", "<opml>", "\x00", "é", "http://[", "<pubDate>", "9999-99",
     "<content type='xhtml'>", "<p>", " href='", "<rdf:RDF>", "<!ENTITY"]
)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(pieces | st.text(max_size=8), max_size=25).map("".join) | st.binary(max_size=200))
def test_anything_is_a_feed_or_a_complaint(raw: str | bytes) -> None:
    """Whatever comes, nothing but a `BriefingError` comes out instead of items or addresses."""
    content = raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace")
    for parse in (syndication.parse, opml.parse):
        try:
            parse(content, "x", URL)
        except BriefingError as error:
            assert str(error).endswith(".")
