"""What podcast apps ask of the folder they get, and nobody gets more."""

import contextlib
import dataclasses
import email
import email.utils
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from briefing import qr, server
from briefing.errors import ServerError
from briefing.library import Library
from briefing.model import Episode
from briefing.server import addresses, running
from briefing.settings import Show
from tests.builders import publish, serving, tree, write_feed

RSS = "application/rss+xml; charset=utf-8"


@dataclasses.dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclasses.dataclass(frozen=True)
class Served:
    """A folder that is being served, and a way to ask for what is in it."""

    folder: Path
    episode: Episode
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for *path* as it stands: no client tidies it up on the way."""
        return ask(self.port, path, method, **headers)

    @property
    def audio(self) -> str:
        """The path of the MP3."""
        return f"/episodes/{self.episode.id}/{self.episode.audio}"

    @property
    def sound(self) -> bytes:
        """What is in it."""
        return (self.folder / self.audio[1:]).read_bytes()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request over loopback; `if_range` is the header If-Range."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in given)
        for name, value in given.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def enclosures(xml: bytes) -> list[str]:
    """The addresses of the episodes in a feed that a strict parser accepts."""
    return [each.get("url") for each in etree.fromstring(xml).iterfind("channel/item/enclosure")]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A folder with one episode, served; the tests that use it change nothing in it."""
    folder = tmp_path_factory.mktemp("served") / "output"
    episode = publish(folder)
    (folder / ".secret").write_text("secret")
    (folder / "episodes" / ".draft-x").mkdir()
    (folder / "episodes" / ".draft-x" / "episode.mp3").write_bytes(b"secret")
    (folder.parent / "outside.txt").write_text("secret")
    (folder.parent / "output-too").mkdir()
    (folder.parent / "output-too" / "beside.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "folder").symlink_to(folder.parent / "output-too")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "plain.mp3").symlink_to(folder / ".secret")
    (folder / "empty.mp3").touch()
    os.mkfifo(folder / "pipe.mp3")
    with serving(folder) as port:
        yield Served(folder, episode, port)


# --- what apps ask for ---------------------------------------------------------------------------


def test_an_episode_comes_whole(shared):
    """Every byte, with its length, as the kind of sound it is, and open to ranges."""
    answer = shared.ask(shared.audio)
    assert (answer.status, answer.body) == (200, shared.sound)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-length"] == str(shared.episode.bytes)
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=1000-1999", slice(1000, 2000)),
        ("bytes=1000-", slice(1000, None)),
        ("bytes=-500", slice(-500, None)),
        ("bytes=0-", slice(None)),
        ("bytes=100-99999999", slice(100, None)),
        ("bytes=-99999999", slice(None)),
        ("bytes= 5-9 ,", slice(5, 10)),
        ("BYTES=5-9", slice(5, 10)),
        ("bytes=0-4,5-9", slice(0, 10)),
        ("bytes=3-9,0-5", slice(0, 10)),
        ("bytes=0-9,99999999-", slice(0, 10)),
    ],
)
def test_a_part_comes_when_a_part_is_asked_for(shared, asked, part):
    """A player that jumps, or a download that goes on: 206 and just those bytes."""
    answer, expected = shared.ask(shared.audio, range=asked), shared.sound[part]
    assert (answer.status, answer.body) == (206, expected)
    start = shared.sound.index(expected) if len(expected) < shared.episode.bytes else 0
    end, size = start + len(expected) - 1, shared.episode.bytes
    assert answer.headers["content-range"] == f"bytes {start}-{end}/{size}"
    assert answer.headers["content-length"] == str(len(expected))
    assert answer.headers["content-type"] == "audio/mpeg"


def test_several_parts_come_in_one_answer(shared):
    """Each with its range and its type, as the standard has it."""
    answer = shared.ask(shared.audio, range="bytes=0-9,100-109")
    assert answer.status == 206
    boundary = answer.headers["content-type"].removeprefix("multipart/byteranges; boundary=")
    assert answer.body.count(boundary.encode()) == 3
    assert answer.body.count(b"Content-Type: audio/mpeg") == 2
    for part in (shared.sound[0:10], shared.sound[100:110]):
        assert part in answer.body


@pytest.mark.parametrize(
    "asked",
    [
        "lines=0-9",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=9-5",
        "bytes=a-b",
        "bytes=0-9;10-19",
        "bytes=0x0-0x9",
        "bytes=1_0-2_0",
        "bytes=+1-+9",
        "bytes=--5",
        "bytes=0-9,x",
        "bytes=" + "9" * 5000 + "-",
        "bytes=" + ",".join(f"{each}-{each}" for each in range(0, 200, 2)),
        "bytes=\xb2-\xb3",
    ],
)
def test_a_range_that_makes_no_sense_gets_the_whole(shared, asked):
    """As RFC 9110 has it: ignored, like hundreds of parts, which only an attacker asks for."""
    answer = shared.ask(shared.audio, range=asked)
    assert (answer.status, answer.body) == (200, shared.sound)


@pytest.mark.parametrize(
    "asked", ["bytes=99999999-", "bytes=99999999-100000000", "bytes=-0", "bytes=-0,99999999-"]
)
def test_a_part_beyond_the_end_is_refused(shared, asked):
    """With the real length, so that the app knows."""
    answer = shared.ask(shared.audio, range=asked)
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{shared.episode.bytes}"


def test_a_download_goes_on_only_in_the_same_file(shared):
    """If-Range: the same ETag gets the part, another one the whole new file."""
    etag = shared.ask(shared.audio, "HEAD").headers["etag"]
    date = shared.ask(shared.audio, "HEAD").headers["last-modified"]
    for known, status in ((etag, 206), (date, 206), ('"other"', 200), (f"W/{etag}", 200)):
        answer = shared.ask(shared.audio, range="bytes=100-", if_range=known)
        assert (answer.status, answer.body) == (
            (206, shared.sound[100:]) if status == 206 else (200, shared.sound)
        )


@pytest.mark.parametrize("path", ["audio", "/feed.xml", "/cover.jpg"])
def test_head_is_get_without_the_body(shared, path):
    """Directories look before they fetch: same status, same headers, nothing more."""
    path = shared.audio if path == "audio" else path
    get, head = shared.ask(path), shared.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == get.headers[name]


def test_head_of_a_part_says_which(shared):
    """The headers of the part, without it."""
    answer = shared.ask(shared.audio, "HEAD", range="bytes=0-99")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (206, b"", "100")


@pytest.mark.parametrize("path", ["audio", "/feed.xml", "/cover.jpg"])
@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', "*"])
def test_what_has_not_changed_is_not_sent_again(shared, path, form):
    """304 and no body, on the feed as on the files, however the app writes what it knows."""
    path = shared.audio if path == "audio" else path
    etag = shared.ask(path).headers["etag"]
    answer = shared.ask(path, if_none_match=form.format(etag))
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == etag
    assert shared.ask(path, if_none_match='"other"').status == 200


def test_a_file_that_has_not_changed_since_is_not_sent_again(shared):
    """By date, for apps that keep no ETag."""
    head = shared.ask(shared.audio, "HEAD")
    seen = head.headers["last-modified"]
    assert shared.ask(shared.audio, if_modified_since=seen).status == 304
    before = email.utils.formatdate(0, usegmt=True)
    assert shared.ask(shared.audio, if_modified_since=before).status == 200


def test_a_new_episode_makes_the_feed_a_new_one(tmp_path):
    """Its ETag changes, and an app that asks again gets it without a restart."""
    publish(tmp_path, title="Un")
    with serving(tmp_path) as port:
        etag = ask(port, "/feed.xml").headers["etag"]
        publish(tmp_path, title="Deux")
        answer = ask(port, "/feed.xml", if_none_match=etag)
    assert answer.status == 200
    assert len(enclosures(answer.body)) == 2


def test_an_episode_made_again_is_sent_again(tmp_path):
    """Another sound, another name and ETag: no app goes on in the middle of the old one."""
    episode = publish(tmp_path, seconds=2)
    path = f"/episodes/{episode.id}/{episode.audio}"
    with serving(tmp_path) as port:
        etag = ask(port, path).headers["etag"]
        again = publish(tmp_path, seconds=3)
        assert again.audio != episode.audio
        assert ask(port, path, range="bytes=100-", if_range=etag).status == 404
        path = f"/episodes/{again.id}/{again.audio}"
        answer = ask(port, path, range="bytes=100-", if_range=etag)
    assert (answer.status, len(answer.body)) == (200, again.bytes)


def test_a_download_that_runs_ends_with_what_it_began_with(tmp_path):
    """Made again in the middle: the bytes are of one file, and the ETag is that file's."""
    (tmp_path / "long.mp3").write_bytes(b"a" * 30_000_000)  # more than any buffer on the way
    (tmp_path / "new").write_bytes(b"b" * 30_000_000)
    with serving(tmp_path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", "/long.mp3")
            response = connection.getresponse()
            first = response.read(1000)
            (tmp_path / "new").replace(tmp_path / "long.mp3")
            assert set(first + response.read()) == {ord("a")}
            after = ask(port, "/long.mp3", "HEAD").headers["etag"]
            assert response.headers["etag"] != after


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.xml", RSS),
        ("cover.jpg", "image/jpeg"),
        ("cover.PNG", "image/png"),
        ("episode.mp3", "audio/mpeg"),
        ("episode.json", "application/json"),
        ("script.md", "text/markdown; charset=utf-8"),
        ("transcript.vtt", "text/vtt; charset=utf-8"),
        ("transcript.json", "application/json"),
        ("chapters.json", "application/json+chapters"),
        ("episode.m4a", "audio/x-m4a"),
        ("episode.opus", "audio/ogg"),
        ("style.css", "text/css; charset=utf-8"),
        ("show.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("titles.ttf", "font/ttf"),
        ("something", "application/octet-stream"),
        ("index.html", "text/html; charset=utf-8"),
    ],
)
def test_every_kind_of_file_has_its_type(tmp_path, name, kind):
    """Ours, whatever the tables of the system say; apps refuse a sound that is called text."""
    (tmp_path / name).write_bytes(b"x")
    with serving(tmp_path) as port:
        assert ask(port, f"/{name}").headers["content-type"] == kind


def test_the_start_leads_to_the_feed(shared):
    """Who types the address alone finds it, as long as there are no pages."""
    answer = shared.ask("/")
    assert (answer.status, answer.headers["location"]) == (307, "/feed.xml")


def test_a_folder_is_its_page(tmp_path):
    """`/` and `/episodes/ID/` are the pages in them; without the slash one is led there."""
    episode = publish(tmp_path)
    page = f"/episodes/{episode.id}/"
    (tmp_path / "index.html").write_text("<p>tous")
    (tmp_path / page[1:] / "index.html").write_text("<p>un")
    with serving(tmp_path) as port:
        assert ask(port, "/").body == b"<p>tous"
        assert ask(port, page).body == b"<p>un"
        bare = ask(port, page[:-1])
        assert ask(port, "/index.html/").status == 404
    assert (bare.status, bare.headers["location"]) == (307, page)


# --- what travels light, what is kept, and by whom it is read ------------------------------------


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An episode with the files that lie beside its sound, and a page."""
    folder = tmp_path_factory.mktemp("texts") / "output"
    episode = publish(folder)
    beside = Library(folder).path(episode)
    for name in ("chapters.json", "transcript.json", "transcript.vtt", "index.html", "script.md"):
        (beside / name).write_text(f"{name} " * 500)
    (beside / "short.vtt").write_text("WEBVTT")
    shutil.copy(folder / "cover.jpg", folder / "cover-0123abcd.jpg")
    (folder / "site").mkdir()
    (folder / "site" / "style.css").write_text("p { }" * 500)
    with serving(folder) as port:
        yield Served(folder, episode, port)


def beside(served: Served, name: str) -> str:
    """The path of a file: of the show when it begins with a slash, else beside the sound."""
    return name if name.startswith("/") else f"/episodes/{served.episode.id}/{name}"


TEXTS = ("/feed.xml", "/site/style.css", "chapters.json", "transcript.vtt", "index.html")


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_packed_for_who_unpacks_them(texts, name):
    """The same bytes after unpacking, fewer on the way, under an ETag of their own."""
    path = beside(texts, name)
    plain, packed = texts.ask(path), texts.ask(path, accept_encoding="br, GZIP;q=0.5")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-length"] == str(len(packed.body))
    assert packed.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["content-encoding"] is None


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000", "gzipped"])
def test_texts_are_not_packed_for_others(texts, accepted):
    """Who does not say it, or refuses it."""
    answer = texts.ask("/feed.xml", accept_encoding=accepted)
    assert answer.headers["content-encoding"] is None
    assert enclosures(answer.body)


@pytest.mark.parametrize("name", ["audio", "/cover.jpg", "short.vtt"])
def test_what_would_not_shrink_is_not_packed(texts, name):
    """Sounds and pictures are packed already; a few words fit in a packet."""
    path = texts.audio if name == "audio" else beside(texts, name)
    answer = texts.ask(path, accept_encoding="gzip")
    assert answer.headers["content-encoding"] is None
    assert answer.headers["content-length"] == str(len(answer.body))


def test_a_packed_text_that_has_not_changed_is_not_sent_again(texts):
    """By its own ETag; that of the plain bytes is another's."""
    etag = texts.ask("/feed.xml", accept_encoding="gzip").headers["etag"]
    again = texts.ask("/feed.xml", accept_encoding="gzip", if_none_match=etag)
    assert (again.status, again.body, again.headers["content-encoding"]) == (304, b"", None)
    assert texts.ask("/feed.xml", if_none_match=etag).status == 200


def test_head_of_a_packed_text_has_its_length(texts):
    """As GET would have it."""
    get = texts.ask("/feed.xml", accept_encoding="gzip")
    head = texts.ask("/feed.xml", "HEAD", accept_encoding="gzip")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "content-encoding", "etag", "vary"):
        assert head.headers[name] == get.headers[name]


def test_a_part_of_a_text_is_not_packed(texts):
    """Parts are counted in plain bytes; who began with packed ones gets all anew."""
    path = beside(texts, "transcript.vtt")
    plain = texts.ask(path).body
    part = texts.ask(path, accept_encoding="gzip", range="bytes=10-19")
    assert (part.status, part.body) == (206, plain[10:20])
    assert part.headers["content-encoding"] is None
    etag = texts.ask(path, accept_encoding="gzip").headers["etag"]
    whole = texts.ask(path, accept_encoding="gzip", range="bytes=10-19", if_range=etag)
    assert (whole.status, whole.body) == (200, plain)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/feed.xml", "no-cache"),
        ("index.html", "no-cache"),
        ("chapters.json", "no-cache"),
        ("audio", "public, max-age=300"),
        ("/cover.jpg", "public, max-age=300"),
        ("/cover-0123abcd.jpg", "public, max-age=31536000, immutable"),
        ("/site/style.css", "no-cache"),
        ("/site/style.css?0123abcd", "public, max-age=86400"),
    ],
)
def test_every_file_says_how_long_it_may_be_kept(texts, name, kept):
    """Sounds can be made again under their name, so not for ever; a 304 says it too."""
    path = texts.audio if name == "audio" else beside(texts, name)
    answer = texts.ask(path)
    assert answer.headers["cache-control"] == kept
    again = texts.ask(path, if_none_match=answer.headers["etag"])
    assert (again.status, again.headers["cache-control"]) == (304, kept)


SHARED = ("/feed.xml", "/cover.jpg", "audio", "chapters.json", "transcript.json", "transcript.vtt")


@pytest.mark.parametrize("name", SHARED)
def test_players_on_the_web_may_read_what_the_feed_names(texts, name):
    """Podcasting 2.0 asks for CORS; asked before with OPTIONS, as for ranges, the answer is yes."""
    path = texts.audio if name == "audio" else beside(texts, name)
    answer = texts.ask(path, Origin="https://player.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    before = texts.ask(
        path, "OPTIONS", Origin="https://player.example",
        Access_Control_Request_Method="GET", Access_Control_Request_Headers="range",
    )  # fmt: skip
    assert (before.status, before.body) == (204, b"")
    assert before.headers["access-control-allow-origin"] == "*"
    assert "GET" in before.headers["access-control-allow-methods"]
    assert "Range" in before.headers["access-control-allow-headers"]


@pytest.mark.parametrize("name", ["index.html", "episode.json", "script.md", "/site/style.css"])
def test_other_sites_may_not_read_the_rest(texts, name):
    """A page that somebody visits must not look into what runs on this machine."""
    for method in ("GET", "OPTIONS"):
        answer = texts.ask(beside(texts, name), method, Origin="https://elsewhere.example")
        assert answer.status in {200, 204}
        assert not [each for each in answer.headers if each.startswith("access-control")]


@pytest.mark.parametrize("path", ["/feed.xml", "/cover.jpg", "/nothing", "/nothing.xml"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_no_browser_guesses_or_tells(texts, path, method):
    """On every answer: the type is the one that is said, and no address of ours is passed on."""
    headers = texts.ask(path, method).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["server"] is None or "/" not in headers["server"]


def test_what_is_not_there_is_said_in_french(texts):
    """A page that leads back, which nothing can be slipped into."""
    answer = texts.ask("/episodes/<script>")
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Page introuvable" in answer.body.decode()
    assert b"<script" not in answer.body
    assert b'href="/feed.xml"' in answer.body
    assert texts.ask("/nothing", "HEAD").body == b""


def test_who_insists_on_another_file_gets_none(texts):
    """If-Match: the one that is there, or 412."""
    etag = texts.ask(texts.audio).headers["etag"]
    for wanted, status in ((etag, 200), ("*", 200), (f'"x", {etag}', 200), ('"x"', 412)):
        assert texts.ask(texts.audio, if_match=wanted).status == status
    assert texts.ask(texts.audio, if_match=f"W/{etag}").status == 412


def test_several_parts_are_as_long_as_they_say(texts):
    """To the byte, and in the form of MIME: an independent reader takes them apart."""
    answer = texts.ask(texts.audio, range="bytes=-10, 0-9")
    assert answer.headers["content-length"] == str(len(answer.body))
    kind = answer.headers["content-type"].encode()
    parts = email.message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + answer.body)
    size = texts.episode.bytes
    ranges = [part["content-range"] for part in parts.get_payload()]
    assert ranges == [f"bytes 0-9/{size}", f"bytes {size - 10}-{size - 1}/{size}"]


def test_one_connection_serves_many_requests(texts):
    """Of all kinds, one after the other, on the bare line."""
    with socket.create_connection(("127.0.0.1", texts.port), timeout=10) as line:
        reader = line.makefile("rb")
        for part in (b"0-0", b"5-9", b"-1"):
            line.sendall(
                b"GET " + texts.audio.encode() + b" HTTP/1.1\r\nhost: x\r\nrange: bytes=" + part
                + b"\r\n\r\n"
            )  # fmt: skip
            assert reader.readline() == b"HTTP/1.1 206 Partial Content\r\n"
            length = 0
            while (head := reader.readline()) != b"\r\n":
                if head.lower().startswith(b"content-length:"):
                    length = int(head.split(b":")[1])
            assert len(reader.read(length)) == length > 0
        reader.close()


# --- the feed ------------------------------------------------------------------------------------


def test_the_feed_is_what_apps_take_for_one(shared):
    """Its type, no caching without asking, and an independent reader finds the episode."""
    answer = shared.ask("/feed.xml")
    assert answer.status == 200
    assert answer.headers["content-type"] == RSS
    assert answer.headers["cache-control"] == "no-cache"
    found = feedparser.parse(answer.body)
    assert not found.bozo
    assert [entry.id for entry in found.entries] == [shared.episode.guid]


@pytest.mark.parametrize("host", ["192.168.1.20:8000", "briefing.local", "[fd00::1]:8000"])
def test_the_feed_names_the_address_it_was_asked_for(shared, host):
    """A phone that found the feed there finds the episodes there."""
    xml = shared.ask("/feed.xml", Host=host).body
    assert enclosures(xml) == [f"http://{host}{shared.audio}"]
    assert f"http://{host}/cover.jpg".encode() in xml


def test_what_the_feed_names_can_be_fetched(shared):
    """Every address in it, as it stands there."""
    xml = shared.ask("/feed.xml").body.decode()
    start = f"http://127.0.0.1:{shared.port}"
    named = set(re.findall(rf'{start}(/[^"<]*)', xml))
    assert {"/feed.xml", "/cover.jpg", shared.audio} <= named
    assert {shared.ask(path).status for path in named - {"/"}} == {200}


def test_the_feed_names_the_configured_address_when_there_is_one(tmp_path):
    """Whoever asks, under whatever name; with its path: it is served as the world gets it."""
    show = Show(base_url="https://example.org/podcast/")
    episode = publish(tmp_path, show=show)
    with serving(tmp_path, show) as port:
        xml = ask(port, "/feed.xml", Host="briefing.local").body
    assert enclosures(xml) == [f"https://example.org/podcast/episodes/{episode.id}/{episode.audio}"]
    assert b"briefing.local" not in xml


@pytest.mark.parametrize(
    "host",
    [
        'x"><script>alert(1)</script>',
        "x]]>",
        "[",
        "[::1",
        "a b",
        "user@host",
        "host:port",
        "host/../..",
        "é.fr",
        "",
    ],
)
def test_a_host_that_is_none_gets_no_feed(shared, host):
    """Nothing that a client makes up gets into the XML, and the server goes on."""
    answer = shared.ask("/feed.xml", Host=host)
    assert answer.status == 400
    assert b"script" not in answer.body
    assert shared.ask("/feed.xml").status == 200


def test_a_client_without_a_host_gets_the_feed(shared):
    """HTTP/1.0 has none; the address it connected to will do."""
    with socket.create_connection(("127.0.0.1", shared.port), timeout=10) as line:
        line.sendall(b"GET /feed.xml HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head
    assert enclosures(body) == [f"http://127.0.0.1:{shared.port}{shared.audio}"]


def test_the_feed_names_a_phones_way_as_long_as_it_was_made_for_this_machine(tmp_path):
    """A base URL that is new in the settings is not in the feed yet: 127.0.0.1 helps no phone."""
    episode = publish(tmp_path)
    with serving(tmp_path, Show(base_url="https://example.org/podcast/")) as port:
        xml = ask(port, "/feed.xml", Host="192.168.1.20:8000").body
    sound = f"episodes/{episode.id}/{episode.audio}"
    assert enclosures(xml) == [f"http://192.168.1.20:8000/{sound}"]


def test_a_base_url_that_was_given_up_is_given_up_in_the_feed(tmp_path):
    """It was made for the world once; now it is only served from here, and names this address."""
    publish(tmp_path, show=Show(base_url="https://example.org/podcast/"))
    with serving(tmp_path) as port:
        xml = ask(port, "/feed.xml").body
        assert b"example.org" not in xml
        (url,) = enclosures(xml)
        assert ask(port, url[url.index("/episodes") :]).status == 200


def test_a_second_page_of_the_feed_names_the_same_address(tmp_path):
    """Older episodes may be in a feed of their own (RFC 5005)."""
    publish(tmp_path)
    (tmp_path / "archives").mkdir()
    shutil.copy(tmp_path / "feed.xml", tmp_path / "archives" / "2025.xml")
    with serving(tmp_path) as port:
        answer = ask(port, "/archives/2025.xml", Host="phone.local")
    assert answer.headers["content-type"] == RSS
    assert enclosures(answer.body)[0].startswith("http://phone.local/episodes/")


def test_each_address_has_an_etag_of_its_own(shared):
    """Other bytes, another ETag; and no date, which would be the same for both."""
    one, two = shared.ask("/feed.xml", Host="a.local"), shared.ask("/feed.xml", Host="b.local")
    assert one.headers["etag"] != two.headers["etag"]
    assert one.headers["last-modified"] is None


def test_a_folder_without_a_feed_gets_one_without_a_restart(tmp_path):
    """Nothing is published yet: not there, then there."""
    with serving(tmp_path) as port:
        assert ask(port, "/feed.xml").status == 404
        publish(tmp_path)
        assert len(enclosures(ask(port, "/feed.xml").body)) == 1


def test_a_folder_that_goes_away_does_not_take_the_server_down(tmp_path):
    """A disk that is unplugged and plugged in again: what is there is served."""
    folder = tmp_path / "output"
    publish(folder)
    with serving(folder) as port:
        folder.rename(tmp_path / "away")
        assert ask(port, "/cover.jpg").status == 404
        assert ask(port, "/feed.xml").status == 404
        (tmp_path / "away").rename(folder)
        assert len(enclosures(ask(port, "/feed.xml").body)) == 1


# --- what nobody gets ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/episodes/../../outside.txt",
        "/episodes/%2e%2e/%2e%2e/outside.txt",
        "/./../outside.txt",
        "/..\\outside.txt",
        "/%5c..%5coutside.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%2Fetc%2Fpasswd",
        "/../output-too/beside.txt",
        "/link.txt",
        "/folder/beside.txt",
        "/loop",
        "/pipe.mp3",
        "/outside.txt%00.mp3",
        "/" + "a" * 5000,
        "/%ff%fe",
        "http://elsewhere/../outside.txt",
    ],
)
def test_nothing_outside_the_folder_is_served(shared, path):
    """However the way out is written: up, absolute, escaped, through a link."""
    answer = shared.ask(path)
    assert answer.status == 404
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/.lock",
        "/.secret",
        "/%2elock",
        "/%2Esecret",
        "/./.secret",
        "//.secret",
        "/episodes/.draft-x/episode.mp3",
        "/episodes/%2edraft-x/episode.mp3",
        "/episodes/x/../.draft-x/episode.mp3",
        "/plain.mp3",
    ],
)
def test_hidden_files_stay_hidden(shared, path):
    """The lock, drafts and whatever else begins with a dot."""
    assert (shared.folder / ".lock").exists()
    answer = shared.ask(path)
    assert (answer.status, b"secret" in answer.body) == (404, False)


@pytest.mark.parametrize("path", ["/episodes", "/episodes/", "/episodes/.", "one", "/nothing"])
def test_a_folder_is_not_listed(shared, path):
    """What is there is in the feed; what is not in the feed is nobody's business."""
    path = f"/episodes/{shared.episode.id}/" if path == "one" else path
    assert shared.ask(path).status == 404


@pytest.mark.parametrize("path", ["audio", "/feed.xml", "/", "/new.mp3"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(shared, path, method):
    """Refused as a method, and the folder is as it was."""
    before = tree(shared.folder / "episodes")
    path = shared.audio if path == "audio" else path
    answer = shared.ask(path, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert tree(shared.folder / "episodes") == before


def test_an_empty_file_is_an_empty_answer(shared):
    """And a part of it is refused, not an error of ours."""
    assert shared.ask("/empty.mp3").body == b""
    assert shared.ask("/empty.mp3", range="bytes=0-").status == 416


def test_a_link_to_the_folder_is_the_folder(tmp_path):
    """The output folder may be a link to another disk."""
    publish(tmp_path / "disk")
    (tmp_path / "output").symlink_to(tmp_path / "disk")
    with serving(tmp_path / "output") as port:
        (url,) = enclosures(ask(port, "/feed.xml").body)
        assert ask(port, url[url.index("/episodes") :]).status == 200


# --- briefing serve ------------------------------------------------------------------------------


@contextlib.contextmanager
def command(folder: Path, *options: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """`briefing serve` in a process of its own, and the line in which it says where."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "briefing", "serve", "--port", "0",
         "--output", str(folder), *options],
        cwd=folder.parent, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        bufsize=0,  # a line is read without what comes after it
    )  # fmt: skip
    with process:
        try:
            yield process, process.stderr.readline().decode()
        finally:
            process.kill()


def port_of(line: str) -> int:
    """The port in the address that was printed."""
    match = re.fullmatch(r"The feed is at http://\S+:(\d+)/feed\.xml \(Ctrl-C ends\)\n", line)
    assert match, line
    return int(match[1])


def answers(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        with contextlib.suppress(ConnectionError, http.client.HTTPException):
            if ask(port, "/feed.xml").status == 200:
                return
        time.sleep(0.05)
    pytest.fail("the server never answered")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_the_server_ends_when_it_is_told_to(tmp_path, ending):
    """By Ctrl-C or by the system: no error, no traceback, nothing on stdout."""
    folder = tmp_path / "output"
    publish(folder)
    with command(folder) as (process, line):
        answers(port_of(line))
        process.send_signal(ending)
        out, complaint = process.communicate(timeout=10)
    assert (process.returncode, out, complaint) == (0, b"", b"")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_the_server_ends_in_the_middle_of_a_download(tmp_path, ending):
    """A slow listener is waited for a few seconds, then let go; no traceback either."""
    folder = tmp_path / "output"
    publish(folder)
    (folder / "long.mp3").write_bytes(bytes(50_000_000))
    with command(folder) as (process, line):
        answers(port := port_of(line))
        with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
            slow.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert slow.recv(1000).startswith(b"HTTP/1.1 200")
            process.send_signal(ending)
            _, complaint = process.communicate(timeout=15)
    assert process.returncode == 0
    assert complaint == b""


def test_a_listener_who_leaves_is_no_error(tmp_path):
    """Apps break off all the time: nothing is said, and the next one is served."""
    folder = tmp_path / "output"
    publish(folder)
    (folder / "long.mp3").write_bytes(bytes(5_000_000))
    with command(folder) as (process, line):
        answers(port := port_of(line))
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as rude:
                rude.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                rude.recv(1000)
        assert len(ask(port, "/long.mp3").body) == 5_000_000
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=10)
    assert complaint == b""


def test_a_port_that_is_taken_is_one_sentence(tmp_path):
    """With the address, the reason and what to do; exit code 7."""
    folder = tmp_path / "output"
    publish(folder)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with command(folder, "--port", str(port)) as (process, line):
            out, rest = process.communicate(timeout=20)
    assert line == f"Error: 127.0.0.1:{port} cannot be listened on: Address already in use.\n"
    assert rest == (
        b"  Another program has it, perhaps another briefing serve: --port 0 picks a free one.\n"
    )
    assert (process.returncode, out) == (7, b"")


def test_damaged_episodes_are_named_at_the_start(tmp_path):
    """Which file, why, and what to do; the others are served."""
    folder = tmp_path / "output"
    publish(folder, title="Bon")
    (Library(folder).path(publish(folder, title="Mauvais")) / "episode.json").unlink()
    with command(folder) as (process, line):
        assert re.search(r"mauvais is left out of the feed: episode\.json is missing", line)
        assert b"briefing episodes --rebuild" in process.stderr.readline()
        answers(port_of(process.stderr.readline().decode()))


def test_a_configured_address_is_told(tmp_path):
    """The feed is here, its episodes are elsewhere: who serves should know."""
    folder = tmp_path / "output"
    publish(folder, show=Show(base_url="https://example.org/p/"))
    (tmp_path / "briefing.toml").write_text('[show]\nbase_url = "https://example.org/p"\n')
    with command(folder) as (process, line):
        assert port_of(line)
        assert b"https://example.org/p/" in process.stderr.readline()


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("127.0.0.1", 70_000, "127.0.0.1:70000"),
        ("127.0.0.1", -1, "127.0.0.1:-1"),
        ("192.0.2.1", 0, "192.0.2.1:0"),
        ("no-such-host.invalid", 0, "no-such-host.invalid:0"),
        ("a..b", 0, "a..b:0"),
        ("é" * 100, 0, "é"),
        ("2001:db8::1", 0, "[2001:db8::1]:0"),
    ],
)
def test_an_address_that_is_not_ours_is_one_sentence(tmp_path, host, port, words):
    """Out of range, of another machine, of nobody: named, with what to do."""
    with pytest.raises(ServerError) as caught:
        server.serve(tmp_path, Show(), host, port, pytest.fail)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")
    assert caught.value.hint == "Choose another one with --host and --port."


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    """`briefing make` makes one: that is what to do."""
    with pytest.raises(ServerError, match=r"^There is no folder \S+missing to serve\.$") as caught:
        server.serve(tmp_path / "missing", Show(), "127.0.0.1", 0, pytest.fail)
    assert "briefing make" in caught.value.hint


def test_an_ipv6_address_is_printed_as_apps_take_it(tmp_path):
    """In brackets, and it can be fetched."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("there is no IPv6 on this machine")
    publish(tmp_path / "output")
    with command(tmp_path / "output", "--host", "::1") as (_, line):
        assert line.startswith("The feed is at http://[::1]:")
        connection = http.client.HTTPConnection("::1", port_of(line), timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", "/feed.xml")
            (url,) = enclosures(connection.getresponse().read())
        assert url.startswith(f"http://[::1]:{port_of(line)}/episodes/")


def test_every_address_is_printed_as_one_that_a_phone_can_reach(tmp_path):
    """`--host 0.0.0.0` is no place to go to; the machine's own address in the network is."""
    publish(tmp_path / "output")
    with command(tmp_path / "output", "--host", "0.0.0.0") as (process, line):
        assert "0.0.0.0" not in line
        host, port = re.search(r"http://([\d.]+):(\d+)/", line).groups()
        answers(int(port))
        with socket.create_connection((host, int(port)), timeout=10):
            process.send_signal(signal.SIGINT)


def test_a_terminal_gets_a_code_to_point_a_phone_at(tmp_path):
    """Drawn where others can reach the feed, and where it has room; a log file gets lines only."""
    publish(tmp_path)
    if not addresses.networks(ipv6=False):
        pytest.skip("this machine is in no network")
    (lan, *_), wide = said(tmp_path, "0.0.0.0", 80)
    assert wide == [qr.as_text(re.search(r"http://\S+", lan)[0], 80)]
    assert said(tmp_path, "0.0.0.0", 20)[1] == []
    assert said(tmp_path, "0.0.0.0", 0)[1] == []
    assert said(tmp_path, "127.0.0.1", 80)[1] == []


def test_everything_means_both_kinds_of_address(tmp_path):
    """`--host ::` listens for IPv4 too, and says each address that can be typed."""
    publish(tmp_path / "output")
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("there is no IPv6 on this machine")
    with command(tmp_path / "output", "--host", "::") as (_, line):
        answers(port := port_of(line))
        assert "//[::]" not in line
        with socket.create_connection(("::1", port), timeout=10):
            pass


def test_a_machine_without_a_network_says_so(tmp_path, monkeypatch):
    """The address of this machine alone, and that no phone will get there."""
    publish(tmp_path)
    monkeypatch.setattr(addresses, "_ELSEWHERE", ())
    lines, codes = said(tmp_path, "0.0.0.0", 80)
    assert port_of(f"{lines[0]}\n")
    assert "//127.0.0.1:" in lines[0]
    assert lines[1] == "This machine is in no network: no phone can reach it."
    assert codes == []


def said(folder: Path, host: str, columns: int) -> tuple[list[str], list[str]]:
    """The lines that `serve` says before it serves, and the codes that it draws."""
    told: list[str] = []
    with addresses.listener(host, 0) as listener:
        running._introduce(listener, told.append, columns)
    return [each for each in told if "\n" not in each], [each for each in told if "\n" in each]


def test_localhost_is_where_the_feed_says_it_is(tmp_path):
    """A name with both addresses means 127.0.0.1, the one that a feed without base URL names."""
    publish(tmp_path / "output")
    with command(tmp_path / "output", "--host", "localhost") as (_, line):
        answers(port_of(line))


def test_a_large_library_travels_light(tmp_path):
    """A year of daily episodes: all are in the feed, which takes a tenth of its size."""
    first = publish(tmp_path)
    for day in range(365):
        name = f"2025-01-01-jour-{day}"
        folder = tmp_path / "episodes" / name
        shutil.copytree(Library(tmp_path).path(first), folder, copy_function=os.link)
        text = (folder / "episode.json").read_text()
        (folder / "episode.json").unlink()
        (folder / first.audio).rename(folder / f"{name}.mp3")
        text = text.replace(first.id, name).replace(first.guid, f"urn:{day}")
        (folder / "episode.json").write_text(text)
    write_feed(tmp_path)
    with serving(tmp_path) as port:
        answer = ask(port, "/feed.xml", accept_encoding="gzip")
    whole = gzip.decompress(answer.body)
    assert len(enclosures(whole)) == 366
    assert len(answer.body) < len(whole) / 10
