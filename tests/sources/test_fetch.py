from __future__ import annotations

import gzip
import threading
import time
from pathlib import Path

import pytest

from briefing import web
from briefing.errors import NetworkError, OffLimits, SourceError
from briefing.sources import addresses, fetch, robots
from briefing.sources.addresses import Network
from tests.google_server import Behaviour, Exchange, Hourglass, hang, status, trickle
from tests.sources.hosts import Site, fetcher, resolve

PAGE = b"<html><p>Le pont rouvre.</p></html>"


def redirect(target: str) -> Behaviour:
    """To *target*."""
    return status(302, b"", Location=target)


# --- which addresses ---


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "2130706433", "0x7f000001",
        "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[fd00::1]",
        "[fe80::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", "rebound.test",
        "half.test",
    ],
)  # fmt: skip
def test_no_stranger_sends_us_into_a_private_network(
    site: Site, hourglass: Hourglass, host: str
) -> None:
    """However the address is written, by a feed or behind a redirection, nothing is asked there."""
    target = f"http://{host}:{site.port}/secret"
    site.has({"/": redirect(target), "/secret": b"secret"})
    asking = fetcher(hourglass)
    with pytest.raises(OffLimits, match="is in a private network, and it was not you"):
        asking.page(target)
    with pytest.raises(OffLimits):
        asking.page(site.at("/"), named=True)
    assert site.asked() == ["/"]


def test_what_the_user_names_may_be_private(site: Site, hourglass: Hourglass) -> None:
    """An intranet is read when it is asked for, with what it redirects to at the same host."""
    site.has({"/": redirect("/page"), "/page": PAGE})
    asking = fetcher(hourglass)
    found = asking.page(f"http://127.0.0.1:{site.port}/", named=True)
    assert found.content == PAGE
    assert not found.public
    assert asking.page(f"http://127.0.0.1:{site.port}/page").content == PAGE
    with pytest.raises(OffLimits):
        asking.page(f"http://localhost:{site.port}/page")


def test_a_host_that_the_user_named_may_go_on_in_secret(hourglass: Hourglass) -> None:
    """From http to https at the same host, private or not; to no other port."""
    asking = fetcher(hourglass)
    asking._place("http://localhost/", named=True)
    assert asking._place("https://localhost/x").addresses
    with pytest.raises(OffLimits):
        asking._place("https://localhost:8443/x")


def test_a_name_is_looked_up_once(site: Site, hourglass: Hourglass) -> None:
    """A host that changes its address between the check and the question gains nothing."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    looked_up: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    network = Network(changing, lambda _host, address: address == "127.0.0.1")
    asking = fetch.Fetcher(patience=hourglass.patience(), network=network)
    site.has({"/": redirect("/page"), "/page": PAGE})
    assert asking.page(site.at("/"), named=True).content == PAGE
    assert asking.page(site.at("/page")).content == PAGE
    assert looked_up == ["journal.example"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://journal.example/x", "javascript:1"]
)
def test_a_redirection_to_no_page_is_not_followed(
    site: Site, hourglass: Hourglass, target: str
) -> None:
    """Only http and https."""
    site.has({"/": redirect(target)})
    with pytest.raises(OffLimits, match="sends us on to what is no page"):
        fetcher(hourglass).page(site.at("/"), named=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "https:///x",
        "http://a:b/",
        "http://[::1",
        "x" * 9000,
        "http://a.example\\@10.0.0.1/",
    ],
)
def test_what_is_no_address_is_told(hourglass: Hourglass, url: str) -> None:
    """One sentence."""
    with pytest.raises(SourceError, match="is no address of a page"):
        fetcher(hourglass).page(url, named=True)


def test_a_host_that_nobody_knows_is_an_error_of_the_network(hourglass: Hourglass) -> None:
    """The name is told, the address is not."""
    with pytest.raises(NetworkError, match=r"^nobody\.invalid could not be found\.$"):
        fetcher(hourglass).page("http://u:secret@nobody.invalid/?key=secret", named=True)


def test_redirections_end(site: Site, hourglass: Hourglass) -> None:
    """Five are followed; in a circle nobody runs for ever."""
    site.has({f"/{number}": redirect(f"/{number + 1}") for number in range(7)} | {"/5": PAGE})
    assert fetcher(hourglass).page(site.at("/0"), named=True).url == site.at("/5")
    site.has({"/5": redirect("/0")})
    with pytest.raises(NetworkError, match="from address to address without end"):
        fetcher(hourglass).page(site.at("/0"), named=True)


# --- politeness ---


def test_it_says_who_asks(site: Site, hourglass: Hourglass) -> None:
    """A host can tell us from others, and knows that we read French."""
    site.has({"/": PAGE})
    fetcher(hourglass).page(site.at("/"), named=True)
    sent = site.requests[0].headers
    assert sent["user-agent"].startswith("briefing/")
    assert "(+https://" in sent["user-agent"]
    assert sent["accept-language"] == "fr"


def test_a_host_is_left_alone_between_two_questions(site: Site, hourglass: Hourglass) -> None:
    """A second from the end of one to the beginning of the next; other hosts do not wait."""
    site.has({"/a": PAGE, "/b": PAGE})
    asking = fetcher(hourglass)
    asking.page(site.at("/a"))
    asking.page(site.at("/a", "autre.example"))
    assert hourglass.waits == []
    asking.page(site.at("/b"))
    assert hourglass.waits == [pytest.approx(1.0, abs=0.9)]


def test_one_question_at_a_time_goes_to_a_host(site: Site) -> None:
    """Also when several threads want to ask."""
    inside, most = [0], [0]

    def slow(exchange: Exchange) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.05)
        inside[0] -= 1
        exchange.answer(200, PAGE)

    site.has({"/": slow})
    network = Network(resolve, lambda _host, _address: True)
    asking = fetch.Fetcher(network=network, pause=0)
    threads = [threading.Thread(target=asking.page, args=(site.at("/"),)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (most, len(site.requests)) == ([1], 4)


ROBOTS = b"User-agent: *\nDisallow: /prive/\n\nUser-agent: Briefing\nDisallow: /non"


def test_robots_txt_counts_for_pages_of_feeds(site: Site, hourglass: Hourglass) -> None:
    """It is asked once a host; a page that a person names is fetched on their behalf."""
    site.has({"/robots.txt": ROBOTS, "/non/1": PAGE, "/prive/1": PAGE})
    asking = fetcher(hourglass)
    with pytest.raises(OffLimits, match=r"asks programs not to read this page \(robots\.txt\)"):
        asking.item(site.at("/non/1"))
    assert asking.item(site.at("/prive/1")).content == PAGE
    assert asking.page(site.at("/non/1"), named=True).content == PAGE
    assert site.asked() == ["/robots.txt", "/prive/1", "/non/1"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (status(404), True),
        (status(403), True),
        (status(500), False),
        (redirect("http://10.0.0.1/robots.txt"), True),
        (status(200, b"\xff\xfe\x00 rubbish"), True),
    ],
)
def test_a_robots_txt_that_cannot_be_read(
    site: Site, hourglass: Hourglass, answer: Behaviour, *, allowed: bool
) -> None:
    """None allows all; a host in trouble allows nothing (RFC 9309, 2.3.1)."""
    site.has({"/robots.txt": answer, "/1": PAGE})
    if allowed:
        assert fetcher(hourglass).item(site.at("/1")).content == PAGE
    else:
        with pytest.raises(OffLimits):
            fetcher(hourglass).item(site.at("/1"))


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?*imprimer", "/a?x=1&imprimer=oui", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café/1", False),
        ("User-agent: autre\nUser-agent: briefing\nDisallow: /a", "/a", False),
        ("User-agent: autre\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: briefing\nAllow: /", "/a", True),
        ("user-AGENT : * # all\n disallow: /a # not this", "/a", False),
        ("Disallow: /", "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 300, "/" + "a" * 290, True),
    ],
)
def test_robots_txt_is_understood(rules: str, path: str, *, allowed: bool) -> None:
    """As RFC 9309 has it: our group before the general one, the longest pattern, leave over ban."""
    found = robots.parse(rules, "briefing").allow(f"https://journal.example{path}")
    assert found == allowed


# --- asking only for changes ---


def tagged(exchange: Exchange) -> None:
    """Has the same page every time, and says so to who knows it."""
    known = exchange.asked.headers.get("if-none-match") == '"1"'
    exchange.answer(304 if known else 200, b"" if known else PAGE, ETag='"1"')


def test_a_page_that_has_not_changed_is_not_sent_again(
    site: Site, hourglass: Hourglass, tmp_path: Path
) -> None:
    """A later run knows it, also behind a redirection, with the time the host gave it."""
    site.has({"/": redirect("/page"), "/page": tagged})
    for _ in range(2):
        found = fetcher(hourglass, tmp_path).page(site.at("/"), named=True)
        assert (found.content, found.url) == (PAGE, site.at("/page"))
    asked = [each.headers.get("if-none-match") for each in site.requests]
    assert asked == [None, None, None, '"1"']


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"ETag": '"1"'}, 1),
        ({"Last_Modified": "Sun, 22 Nov 2026 06:30:00 GMT"}, 1),
        ({"ETag": '"1"', "Cache_Control": "private, no-store"}, 0),
        ({}, 0),
    ],
)
def test_only_what_can_be_asked_for_again_is_kept(
    site: Site, hourglass: Hourglass, tmp_path: Path, headers: dict[str, str], kept: int
) -> None:
    """And never what a host does not want to be stored."""
    site.has({"/": status(200, PAGE, **headers)})
    fetcher(hourglass, tmp_path / "pages").page(site.at("/"), named=True)
    assert len(list(tmp_path.glob("pages/*"))) == kept


def test_no_password_is_written_to_the_disk(
    site: Site, hourglass: Hourglass, tmp_path: Path
) -> None:
    """A page behind one is asked for anew every time."""
    site.has({"/": tagged})
    url = site.at("/").replace("//", "//editor:secret@")
    assert fetcher(hourglass, tmp_path / "pages").page(url, named=True).content == PAGE
    assert site.requests[0].headers["authorization"].startswith("Basic ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[]", b"\xff", b'{"asked": 1}\nx'])
def test_a_damaged_cache_is_as_good_as_none(
    site: Site, hourglass: Hourglass, tmp_path: Path, damage: bytes
) -> None:
    """Cut files, other people's files: the page is asked for anew."""
    site.has({"/": tagged})
    fetcher(hourglass, tmp_path).page(site.at("/"), named=True)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for content in (damage, whole[:-3]):
        file.write_bytes(content)
        assert fetcher(hourglass, tmp_path).page(site.at("/"), named=True).content == PAGE
    assert [each.headers.get("if-none-match") for each in site.requests] == [None, None, None]


def test_a_cache_that_cannot_be_written_does_no_harm(
    site: Site, hourglass: Hourglass, tmp_path: Path
) -> None:
    """A file stands where the folder should be."""
    site.has({"/": tagged})
    (tmp_path / "x").write_bytes(b"")
    found = fetcher(hourglass, tmp_path / "x").page(site.at("/"), named=True)
    assert found.content == PAGE


# --- hostile hosts ---


def flood(exchange: Exchange) -> None:
    """A hundred megabytes and more, the length not announced."""
    exchange.send_response(200)
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    exchange.close_connection = True
    while not exchange.server.over.is_set():
        exchange.wfile.write(b"10000\r\n%s\r\n" % bytes(65536))


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (flood, "sent more than 10000000 bytes"),
        (status(200, gzip.compress(bytes(100_000_000)), Content_Encoding="gzip"), "sent more than"),
        (hang, "did not answer in time"),
        (trickle, "had not sent all after"),
        (status(503), "answered 503 Service Unavailable"),
        (status(410), "answered 410 Gone"),
    ],
)
def test_a_hostile_or_broken_host_is_one_sentence(
    site: Site, hourglass: Hourglass, behaviour: Behaviour, words: str
) -> None:
    """Endless, huge, packed a thousandfold, silent, slow: given up in time, and said."""
    site.has({"/": behaviour})
    with pytest.raises(NetworkError, match=words) as caught:
        fetcher(hourglass, attempts=1, read=0.3, total=5 if behaviour != trickle else 0.4).page(
            site.at("/"), named=True
        )
    assert caught.value.exit_code == 6
    assert caught.value.hint


def test_the_time_counts_for_all_redirections_together(site: Site, hourglass: Hourglass) -> None:
    """A host that redirects slowly does not get the whole time for each."""

    def slow(exchange: Exchange) -> None:
        time.sleep(0.15)
        exchange.answer(302, Location=exchange.path + "x")

    site.has({"/" + "x" * number: slow for number in range(9)})
    with pytest.raises(NetworkError):
        fetcher(hourglass, attempts=1, total=0.4).page(site.at("/"), named=True)
    assert len(site.requests) <= 4


def test_a_pdf_may_be_larger(site: Site, hourglass: Hourglass) -> None:
    """Its size is told by its name."""
    site.has({"/a.pdf": bytes(12_000_000), "/a": bytes(12_000_000)})
    assert len(fetcher(hourglass).page(site.at("/a.pdf"), named=True).content) == 12_000_000
    with pytest.raises(NetworkError, match="sent more than"):
        fetcher(hourglass).page(site.at("/a"), named=True)


def test_what_follows_readers_is_cut_off() -> None:
    """And so is what stands before the host."""
    assert addresses.shown("http://u:p@a.example/x?at_medium=rss&b=1") == "http://a.example/x?b=1"
    assert addresses.short("https://www.a.example/x/%C3%A9t%C3%A9/") == "a.example/x/été"


def test_a_refusal_keeps_its_status(site: Site, hourglass: Hourglass) -> None:
    """Who asks can tell."""
    with pytest.raises(web.Refused) as caught:
        fetcher(hourglass).page(site.at("/nothing"), named=True)
    assert caught.value.status == 404
