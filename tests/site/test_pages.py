"""The pages as programs read them: parsed as browsers do, by html5lib."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing import site
from briefing.colour import READABLE, contrast, rgb
from briefing.model import SYNTHETIC, Chapter, Episode, Kind, Spoken
from briefing.settings import Show
from briefing.site.shape import VALUES
from tests.builders import NOW
from tests.site.conftest import SENTENCES, SHOW, an_episode

HEAVIEST = 100_000  # bytes of a page with all it loads, without sound and pictures
WAVE = tuple(number * 37 % 101 for number in range(VALUES))
HOSTILE = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "]]> --> </title></script></style>", "{{ 7 * 7 }} {% raw %}", "&lt;b&gt; &amp;", "👩‍🚀 🎄",
    "\u202egnirts\u2066\u200f", "\x00\x07\x1b\x85\ud800\uffff", "a" * 5000, "x " * 2500,
    "javascript:alert(1)",
]  # fmt: skip


def parsed(page: bytes) -> Element:
    """The tree that browsers make of *page*; nothing in it is a fault of HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page.decode())


def text_of(tree: Element) -> str:
    """What a reader sees of *tree*, on one line."""
    return " ".join("".join(tree.itertext()).split())


def show_pages(
    show: Show, *episodes: Episode, cover: str = "", changed: set[str] | None = None
) -> dict[str, bytes]:
    """The show's files by name."""
    return dict(site.render_show(show, episodes, cover=cover, changed=changed))


def whole(show: Show, *episodes: Episode) -> dict[str, bytes]:
    """All files of a site, as they lie in the output folder."""
    files = show_pages(show, *episodes, cover="cover.jpg")
    for each in episodes:
        newer, older = site.neighbours(episodes, each.id)
        files[f"episodes/{each.id}/index.html"] = site.render_episode(
            show, each, WAVE, cover="cover.jpg", newer=newer, older=older
        )
    return files


def loaded(name: str, page: bytes) -> set[str]:
    """Names of the files that a browser loads with the page *name*."""
    found = {
        each.get("src") or each.get("href", "")
        for each in parsed(page).iter()
        if each.tag in {"script", "img", "source"}
        or (each.tag == "link" and each.get("rel") in {"stylesheet", "icon"})
    }
    return {resolved(name, each) for each in found}


def resolved(name: str, link: str) -> str:
    """The file below the output folder that *link* in the page *name* leads to."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / unquote(urlsplit(link).path)).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def weight(files: dict[str, bytes], name: str) -> int:
    """Bytes of the page *name* and what it loads, the font too; sound and pictures apart."""
    names = {name, *loaded(name, files[name]), "site/titles.woff2"}
    return sum(len(files[each]) for each in names if each in files)


@pytest.mark.parametrize("base_url", ["", SHOW.base_url])
def test_every_page_is_sound_html(base_url: str) -> None:
    """Strict parsing finds no fault, and each page says its language, title and what it is."""
    files = whole(Show(base_url=base_url), *(an_episode(number) for number in range(30)))
    for name, content in files.items():
        if name.endswith(".html"):
            tree = parsed(content)
            assert tree.get("lang") == "fr"
            assert tree.findtext("head/title")
            assert len(tree.findall(".//h1")) == 1, name
            assert SYNTHETIC in text_of(tree), name


def test_links_lead_to_files_that_are_there() -> None:
    """What a page loads and where it leads inside the folder exists, without a server's help."""
    episodes = [an_episode(number) for number in range(130)]
    files = whole(SHOW, *episodes)
    there = {*files, "feed.xml", "cover.jpg", *(f"episodes/{e.id}/{e.audio}" for e in episodes)}
    for name in (each for each in files if each.endswith(".html")):
        tree = parsed(files[name])
        names = {each.get("id") for each in tree.iter()}
        links = [each.get("href") for each in tree.iter("a") if each.get("href")]
        for link in filter(None, links):
            if not urlsplit(link).scheme and not link.startswith("#"):
                assert resolved(name, link) in there, (name, link)
            elif link.startswith("#"):
                assert link[1:] in names, (name, link)
        assert loaded(name, files[name]) <= there


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No address of another host is loaded, and a policy forbids it; a style has none either."""
    files = whole(SHOW, an_episode(), an_episode(1))
    for name, content in files.items():
        text = content.decode(errors="replace")
        if name.endswith(".html"):
            assert all(not each.startswith(("http", "//")) for each in loaded(name, content))
            policy = parsed(content).find("head/meta[@http-equiv='Content-Security-Policy']")
            assert policy is not None
            assert "default-src 'none'" in policy.get("content", "")
            assert "unsafe" not in policy.get("content", "")
        elif name.endswith((".css", ".js")):
            assert not re.search(r"https?://|//\w+\.\w", text), name
            assert "url(titles.woff2)" in text or "url(" not in text


def test_the_same_records_give_the_same_bytes() -> None:
    """Nothing of the time, the machine or the order of sets is in a page."""
    episodes = [an_episode(number) for number in range(5)]
    assert whole(SHOW, *episodes) == whole(SHOW, *episodes)


def test_pages_are_light() -> None:
    """Each page of a show of 200, one of ten minutes among them, loads less than 100 kB."""
    long = an_episode(0, 600.0)
    files = whole(SHOW, long, *(an_episode(number) for number in range(1, 200)))
    assert weight(files, "index.html") < HEAVIEST
    assert weight(files, f"episodes/{long.id}/index.html") < HEAVIEST
    for name in files:
        if name.startswith("archives/"):
            assert weight(files, name) < HEAVIEST, name


def test_a_new_episode_touches_few_pages() -> None:
    """One more than a thousand changes the show's page, its month and its search block alone."""
    episodes = [an_episode(number, 20.0) for number in range(1000)]
    before = show_pages(SHOW, *episodes[1:])
    after = show_pages(SHOW, *episodes)
    few = show_pages(SHOW, *episodes, changed={episodes[0].id})
    assert {name for name in after if after[name] != before.get(name)} <= few.keys()
    assert all(few[name] == after[name] for name in few)
    assert before.keys() <= after.keys()
    assert len(few) < 50
    assert len(after) > 150


def test_a_month_of_many_episodes_has_several_pages() -> None:
    """A page of the archives has a hundred at most; one that is full never changes its name."""
    month = [
        an_episode(0, id=f"e-{n}", published=NOW - dt.timedelta(minutes=n)) for n in range(250)
    ]
    files = show_pages(SHOW, *month)
    names = ["archives/2026-11-3.html", "archives/2026-11-2.html", "archives/2026-11.html"]
    listed = [len(parsed(files[name]).findall(".//li[@class='item']")) for name in names]
    assert listed == [50, 100, 100]
    assert len(parsed(files["index.html"]).findall(".//section[@id='episodes']/ol/li")) == 20


def test_a_show_without_episodes_has_its_page() -> None:
    """Nothing to hear yet is said; feed and apps are there."""
    files = show_pages(SHOW)
    assert "Aucun épisode" in text_of(parsed(files["index.html"]))
    assert "podcast://example.org/podcast/feed.xml" in files["index.html"].decode()
    parsed(files["archives/index.html"])


def test_apps_and_code_need_the_whole_address() -> None:
    """Without a base URL there is the feed's file and a hint, and no link that leads nowhere."""
    known, unknown = (show_pages(each)["index.html"].decode() for each in (SHOW, Show()))
    for link in (
        "podcast://example.org/podcast/feed.xml",
        "pktc://subscribe/example.org/podcast/feed.xml",
        "overcast://x-callback-url/add?url=https%3A%2F%2Fexample.org%2Fpodcast%2Ffeed.xml",
        "https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fexample.org",
    ):
        assert link in known
        assert link.split(":")[0] + "://" not in unknown
    assert "Code QR" in known
    assert "Code QR" not in unknown
    assert 'href="feed.xml"' in unknown


def test_messages_show_picture_and_title() -> None:
    """OpenGraph needs whole addresses: they are there when the base URL is known, and only then."""

    def graph(show: Show) -> dict[str, str]:
        page = site.render_episode(show, an_episode(cover="cover.jpg"), WAVE)
        metas = parsed(page).findall("head/meta[@property]")
        return {each.get("property", ""): each.get("content", "") for each in metas}

    told = graph(SHOW)
    folder = f"{SHOW.base_url}episodes/{an_episode().id}"
    assert told["og:image"] == f"{folder}/cover.jpg"
    assert told["og:url"] == f"{folder}/index.html"
    assert told["og:title"] == an_episode().title
    assert told["og:description"].endswith(f"{SYNTHETIC}.")
    assert "og:image" not in graph(Show())


def test_the_page_says_what_it_stands_on() -> None:
    """Each told sentence names the article's; what was not read is there; sources are links."""
    tree = parsed(site.render_episode(SHOW, an_episode(), WAVE))
    proofs = [text_of(each) for each in tree.findall(".//small[@class='proof']")]
    assert f"Phrase 2\u00a0: {SENTENCES[1]}".replace("\xa0", " ") in proofs
    assert any("mot pour mot" in each for each in proofs)
    left_out = tree.find(".//details[@class='left-out']")
    assert left_out is not None
    assert SENTENCES[4] in text_of(left_out)
    linked = tree.find(".//ul[@class='sources']/li/a")
    assert linked is not None
    assert linked.get("href") == "https://example.org/a"
    assert "tour-eiffel.txt" in text_of(tree)


def test_nothing_of_the_transcript_is_lost() -> None:
    """Every sentence is on the page once, in order, whatever the chapters are."""
    for chapters in ((), an_episode().chapters, (Chapter(30.0, 40.0, "Au milieu"),)):
        made = an_episode(chapters=chapters)
        tree = parsed(site.render_episode(SHOW, made, WAVE))
        said = [text_of(each) for each in tree.findall(".//a[@class='s']")]
        assert said == [each.text for each in made.transcript]


def test_french_is_set_as_in_print() -> None:
    """Dates and lengths are in words, and no double sign stands after a blank that can break."""
    page = text_of(parsed(site.render_episode(SHOW, an_episode(), WAVE)))
    assert "dimanche 22 novembre 2026" in page
    files = whole(SHOW, an_episode())
    for name in (each for each in files if each.endswith(".html")):
        raw = "".join(parsed(files[name]).itertext())
        assert not re.search(r"\w [:;!?»]|« ", raw), name


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True))
@example("#000000")
@example("#ffffff")
@example("#777777")
def test_any_colour_of_a_show_can_be_read(colour: str) -> None:
    """In both themes it stands out from the ground, and what is written on it from it."""
    style = show_pages(Show(colour=colour))["site/style.css"].decode()
    themes = re.findall(r"--ground:(#\w+);--accent:(#\w+);--on:(#\w+)", style)
    assert len(themes) == 3  # dark twice: by the system, and by choice
    for ground, accent, on in themes:
        assert contrast(rgb(ground), rgb(accent)) >= READABLE
        assert contrast(rgb(accent), rgb(on)) >= READABLE


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_every_field(text: str) -> None:
    """Marks of HTML, of templates, of scripts, controls, and 5,000 characters, everywhere."""
    _is_harmless(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), max_size=60))
@example("</script><script>alert(1)//")
@example("\u2028\u2029")
def test_any_text_stays_text_in_every_field(text: str) -> None:
    """Whatever a title holds, the page has the elements that it has without it."""
    _is_harmless(text)


def _is_harmless(text: str) -> None:
    show = Show(title=text, description=text, author=text, link=text, base_url=SHOW.base_url)
    made = _filled(text)
    plain = whole(Show(base_url=SHOW.base_url, link="-"), _filled("mot"), an_episode(1))
    hostile = whole(show, made, an_episode(1))
    assert plain.keys() == hostile.keys()
    for name, content in hostile.items():
        if name.endswith(".html"):
            tree, quiet = parsed(content), parsed(plain[name])
            for tag in ("script", "img", "style", "iframe", "object", "link", "form", "base"):
                assert len(list(tree.iter(tag))) == len(list(quiet.iter(tag))), (name, tag)
            for element in tree.iter():
                assert not any(each.startswith("on") for each in element.attrib), name
                assert not (element.get("href") or "").strip().startswith("javascript"), name
        elif name.endswith(".js") and "search" in name:
            assert content.decode().count("\n") == 1


def _filled(text: str) -> Episode:
    """An episode with *text* wherever there can be any."""
    return an_episode(
        title=text or "-", description=text, voice=text, origin=text or "-", left_out=(text,),
        sentences=(text, *SENTENCES), chapters=(Chapter(0, 9, text, text), Chapter(9, 90, text)),
        transcript=(
            Spoken(Kind.GREETING, 0, 1, text, (), text),
            Spoken(Kind.STORY, 1, 2, text, (1, 2, 99), "b", 1),
            Spoken(Kind.STORY, 2, 3, "Une phrase.", (1,), "b", 1),
        ),
    )  # fmt: skip
