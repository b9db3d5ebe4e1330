from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import article
from briefing.errors import SourceError, Withheld
from briefing.sources import apart, charset, html, worker
from tests.sources.feeds import PAGES


def parts(name: str) -> apart.Parts:
    """What is found on one of the pages."""
    return html.parts((PAGES / f"{name}.html").read_bytes(), name)


def page(body: str, head: str = "") -> bytes:
    """A page of UTF-8."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


STORY = (
    "<p>Les barrières ont été retirées jeudi matin, peu avant huit heures, devant une centaine "
    "d’habitants. Le maire a traversé le premier, à pied, avant de laisser passer une file de "
    "voitures qui s’étirait déjà jusqu’à la place du marché.</p>"
)


def test_an_article_is_read_without_what_surrounds_it() -> None:
    """Headline, author, date and site are known; menus, links, captions, scripts are not read."""
    found = parts("article")
    assert found.title == "Le pont de Saint-Aubin rouvre après deux ans de travaux"
    assert (found.publisher, found.author) == ("Le Courrier du Val", "Claire Fontenay")
    zone = dt.timezone(dt.timedelta(hours=1))
    assert found.published == dt.datetime(2026, 11, 20, 7, 30, tzinfo=zone)
    paragraphs = found.text.split("\n\n")
    assert paragraphs[0].startswith("Fermé depuis l’hiver 2024")
    assert paragraphs[-1].endswith("après une dernière série de mesures.")
    assert "Un détour de vingt kilomètres." in paragraphs
    for unsaid in ("cookies", "À la une", "Lire aussi", "Sur le même sujet", "©", "programme", "<"):
        assert unsaid not in found.text
    assert found.notices == ("Left out of article: 1 line that is not of the article.",)


def test_a_page_becomes_an_article() -> None:
    """From a file, or through standard input, by its content."""
    raw = (PAGES / "article.html").read_bytes()
    found = article.read("-", lambda: raw)
    assert found.title_given
    assert found.title.startswith("Le pont de Saint-Aubin")
    assert found.publisher == "Le Courrier du Val"
    assert all(found.text[each.start : each.end] == each.text for each in found.sentences)


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("paywall", Withheld, "paywall is for subscribers: only its beginning is there to read."),
        ("consent", Withheld, "consent shows a question about cookies instead of an article."),
        ("scripts", Withheld, "scripts is empty before its scripts run, and none are run."),
        ("list", SourceError, "list is a list of articles, not an article."),
        ("video", SourceError, "video holds a video, and next to no text."),
    ],
)
def test_what_stands_in_front_of_an_article_is_not_read(
    name: str, kind: type[SourceError], words: str
) -> None:
    """It is recognised and said, in one sentence and what to do."""
    with pytest.raises(kind) as caught:
        parts(name)
    assert str(caught.value) == words
    assert caught.value.hint


def test_a_list_names_the_feed_that_it_offers() -> None:
    """That is what a person probably wants."""
    with pytest.raises(SourceError) as caught:
        parts("list")
    assert "https://courrier-du-val.example/rss.xml" in caught.value.hint


CLOSED = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": %s}</script>'
)


@pytest.mark.parametrize("value", ["false", '"False"', '"http://schema.org/False"'])
def test_a_page_that_says_it_is_not_free_is_not_read(value: str) -> None:
    """However much of it is in the page: the publisher has not given it away."""
    with pytest.raises(Withheld, match="is for subscribers"):
        html.parts(page(f"<article>{STORY * 5}</article>", CLOSED % value), "x")


@pytest.mark.parametrize(
    "sign",
    [
        "Cet article est réservé aux abonnés. Dès 1 € par mois.",
        "La suite est réservée à nos abonnés.",
        "Abonnez-vous pour lire la suite",
        "Il vous reste 62,5 % de l’article à lire",
        "Article réservé aux abonnés. Déjà abonné ? Connectez-vous",
    ],
)
def test_a_short_text_with_a_sign_of_a_wall_is_not_read(sign: str) -> None:
    """In the words that French newspapers use."""
    with pytest.raises(Withheld, match="is for subscribers"):
        html.parts(page(f"<article><h1>Le pont</h1>{STORY}<p>{sign}</p></article>"), "x")


@pytest.mark.parametrize(
    "free",
    [
        '<nav><a href="/">Déjà abonné ? Se connecter</a> <a href="/o">S’abonner dès 1 €</a></nav>',
        '<div class="menu"><a href="/">Déjà abonné ?</a> <a href="/o">Dès 1 € par mois</a></div>',
        "<aside><h3>À lire</h3><a href='/x'>Article réservé aux abonnés – Le chantier</a></aside>",
        "<footer>Gérer mes cookies. Tout accepter. Nous et nos partenaires</footer>",
        "<noscript>Activez JavaScript pour commenter.</noscript>",
    ],
)
def test_a_free_article_with_the_usual_offers_around_it_is_read(free: str) -> None:
    """Every newspaper's pages have them."""
    more = (
        "<p>Le chantier devait durer dix-huit mois ; une fissure l’a prolongé de sept mois et a "
        "porté la facture à plus de quatre millions d’euros. Le département en paie les trois "
        "quarts, et la commune emprunte le reste sur vingt ans. Les camions attendront le "
        "printemps, après une dernière série de mesures que le laboratoire fera en avril.</p>"
    )
    found = html.parts(page(f"{free}<article><h1>Le pont</h1>{STORY}{more}</article>{free}"), "x")
    assert "barrières" in found.text
    assert "printemps" in found.text


def test_an_article_about_cookies_is_read() -> None:
    """What an article is about is no wall."""
    about = (
        "<p>La Cnil a infligé mardi une amende de trois millions d’euros à un éditeur pour ses "
        "cookies publicitaires.</p><p>L’autorité lui reproche d’avoir déposé des traceurs sans "
        "consentement, y compris quand l’internaute refusait.</p>" + STORY * 3
    )
    assert "Cnil" in html.parts(page(f"<article><h1>Une amende</h1>{about}</article>"), "x").text


def test_a_live_page_is_read_with_a_notice() -> None:
    """Its entries are told as they stand; what it says of one entry is not about all of it."""
    found = parts("live")
    assert "Quarante mille foyers" in found.text
    assert found.notices[-1] == "live is a live page: its entries are told as they stand there."


def test_broken_html_is_read_as_a_browser_would() -> None:
    """Open tags, wrong nesting, an attribute that would run: the words stay."""
    found = parts("broken")
    assert found.title == "Grève des bacs : l’île d’Orgue isolée"
    assert "six pour cent & le recrutement" in found.text
    assert "Soizic Le Goff" in found.text
    assert "Jamais lu" not in found.text
    assert found.published is None


STRANGE = "<p>" + "L’été à Orléans, où l’œuvre du maître coûte 12 €, s’achève à Noël. " * 6 + "</p>"


@pytest.mark.parametrize(
    ("encoding", "declared", "claimed"),
    [
        ("cp1252", "", ""),
        ("cp1252", "utf-8", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "", "ISO-8859-1"),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8", "", "bogus"),
        ("utf-8-sig", "", ""),
        ("utf-16", "", ""),
        ("iso8859-15", "iso-8859-15", ""),
        ("mac-roman", "macintosh", ""),
    ],
)
def test_a_wrong_or_missing_charset_does_not_spoil_the_letters(
    encoding: str, declared: str, claimed: str
) -> None:
    """What the bytes are counts more than what anybody says of them."""
    meta = f'<meta charset="{declared}">' if declared else ""
    text = STRANGE.replace("’", "'") if encoding in {"iso8859-15", "mac-roman"} else STRANGE
    raw = page(f"<article>{text}</article>", meta).decode().encode(encoding)
    found = html.parts(raw, "x", claimed).text.replace("'", "’")
    assert "L’été à Orléans, où l’œuvre du maître coûte 12 €" in found


@pytest.mark.parametrize("claimed", ["punycode", "unicode_escape", "utf-7", "hex", "x" * 99])
def test_what_is_no_encoding_of_pages_is_not_used(claimed: str) -> None:
    """Python knows many; a host does not choose among them."""
    assert charset.text(b"L\\x41 caf\xe9 +AEE-", claimed) == "L\\x41 café +AEE-"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<!-- " + b"x" * 5000 + b" --><rss/>", charset.Kind.FEED),
        (b"<?xml version='1.0'?><!DOCTYPE opml><opml/>", charset.Kind.OPML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", charset.Kind.HTML),
        (b"\xef\xbb\xbf\n<!doctype HTML>\n<title>", charset.Kind.HTML),
        ("<rss/>".encode("utf-16"), charset.Kind.FEED),
        (b"<rdf:RDF>", charset.Kind.FEED),
        (b"<note/>", charset.Kind.TEXT),
        (b"<?xml version='1.0'?><note/>", charset.Kind.XML),
        (b"\n\n%PDF-1.4", charset.Kind.PDF),
        (b"<!--" * 1_000_000, charset.Kind.TEXT),
        (b"<!DOCTYPE [" * 1_000_000, charset.Kind.TEXT),
        (b"<" * 1_000_000, charset.Kind.TEXT),
    ],
)
def test_a_document_is_what_it_begins_with(raw: bytes, kind: charset.Kind) -> None:
    """Not what it is called."""
    assert charset.kind(raw) is kind


def test_the_page_without_a_charset_keeps_its_accents() -> None:
    """Windows-1252 that nobody declares."""
    assert "Noël Garrigue" in parts("windows-1252").text
    assert "24 €" in parts("windows-1252").text


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000,
        b"<html>" + b"<p><b><i>" * 30_000,
        b"<html><body>" + b"<a href='" * 50_000,
        b"<html>" + b"<table><tr><td>" * 5_000 + b"mot " * 500,
        b"<html><script>" + b"<!--" * 100_000,
        b"<html>" + b"&amp;" * 200_000,
        page("", '<script type="application/ld+json">' + "[" * 200_000 + "</script>"),
    ],
)
def test_a_page_made_to_do_harm_ends_in_one_sentence(raw: bytes) -> None:
    """Depth, width, open ends: it is an article or a complaint, after a while that is limited."""
    with pytest.raises(SourceError):
        apart.parts("html", raw, "x", patience=20)


pieces = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "<script>", "</script>", "<!--", "-->",
     "<a href=x>", "</a>", "&eacute;", "&#0;", "<meta charset=", "'utf-7'>", "<table><td>", "\x00",
     "<title>", "isAccessibleForFree", '<script type="application/ld+json">{"@type":', "<html>",
     "Le maire de Lyon a présenté mardi un plan pour les hôpitaux. ", "<svg>", "<", ">", "é"]
)  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(pieces | st.text(max_size=9), max_size=30).map("".join) | st.binary(max_size=200))
def test_anything_is_a_page_or_a_complaint(raw: str | bytes) -> None:
    """Whatever comes, nothing but a `SourceError` comes out instead of words."""
    content = raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace")
    answer = json.loads(worker.answer("html", b"<html>" + content, "x", ""))
    assert answer.keys() >= {"error", "hint"} or answer["text"]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_are_letters_of_some_kind(raw: bytes, claimed: str) -> None:
    """Whatever a host claims them to be."""
    assert isinstance(charset.text(raw, claimed), str)
    assert charset.kind(raw) in charset.Kind
