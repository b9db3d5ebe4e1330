"""A feed on a server: what the server does not do is found, and it is asked politely."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.check import Limits, check_feed
from briefing.check.remote import Remote
from briefing.errors import NetworkError, SourceError
from briefing.findings import Report
from tests.builders import serving
from tests.check.feeds import BASE, NO_SOUND, SHOW, bad, options
from tests.commands import briefing, text
from tests.google_server import Behaviour, Exchange, Hourglass, hang, hang_up, status, trickle
from tests.sources.hosts import NETWORK, Site

NAME = "radio.example"


class Host:
    """A server of our show, of which each answer can be broken."""

    def __init__(self, site: Site, folder: Path, hourglass: Hourglass) -> None:
        self.site, self.folder = site, folder
        self.patience = hourglass.patience(attempts=1, read=0.5, total=2.0)
        self.head = self.ranges = self.cors = True
        self.base = site.at("/pod/", NAME)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                self.put(path.relative_to(folder).as_posix(), self.serve(path))

    def put(self, name: str, behaviour: Behaviour) -> None:
        """Answer like that for the file *name*."""
        self.site.paths[f"/pod/{name}"] = behaviour

    def serve(self, path: Path) -> Behaviour:
        """As a good server does, or as it was told to."""
        kinds = {".xml": "application/rss+xml", ".mp3": "audio/mpeg", ".jpg": "image/jpeg"}

        def answer(exchange: Exchange) -> None:
            content = path.read_bytes().replace(BASE.encode(), self.base.encode())
            headers = {"Content_Type": kinds.get(path.suffix, "text/plain"), "ETag": '"1"'}
            if self.cors:
                headers["Access_Control_Allow_Origin"] = "*"
            if exchange.command == "HEAD" and not self.head:
                exchange.answer(405)
            elif exchange.command == "HEAD":
                exchange.answer(200, length=len(content), **headers)
            elif self.ranges and "range" in exchange.asked.headers:
                headers["Content_Range"] = f"bytes 0-0/{len(content)}"
                exchange.answer(206, content[:1], **headers)
            else:
                exchange.answer(200, content, **headers)

        return answer

    def report(self, limits: Limits = NO_SOUND, network: object = NETWORK) -> Report:
        """What is found at its address."""
        url = f"{self.base}feed.xml"
        remote = Remote(url, network=network, look=self.patience, read=self.patience)  # type: ignore[arg-type]
        return check_feed(url, options(limits=limits), remote)

    @property
    def sound(self) -> str:
        """The name of the newest sound."""
        path = next(self.folder.glob("episodes/*pont*/*.mp3"))
        return path.relative_to(self.folder).as_posix()


@pytest.fixture
def host(site: Site, show: Path, hourglass: Hourglass) -> Host:
    """A good one."""
    return Host(site, show, hourglass)


def test_a_good_server_has_no_faults(host: Host) -> None:
    """Its sound is measured, too; that it is not https is only advice."""
    found = host.report(Limits())
    assert bad(found) == []
    assert {each.check.name for each in found.advice} == {"https"}
    assert "loudness" in {each.check.name for each in found.findings}


def test_our_own_server_is_a_good_one(show: Path) -> None:
    """The application that ships, over real HTTP, with the feed as it gives it to a neighbour."""
    with serving(show) as port:
        found = check_feed(f"http://127.0.0.1:{port}/feed.xml", options())
    assert set(bad(found)) <= {"reachable", "self"}  # it names radio.example only when it is there
    names = {each.check.name for each in found.findings if each.good}
    assert {"sound", "HEAD", "ranges", "sound size", "picture", "CORS", "feed served"} <= names


@pytest.mark.parametrize(
    ("broken", "found"), [("head", ["HEAD", "HEAD", "picture"]), ("ranges", ["ranges"] * 2)]
)
def test_what_apple_asks_of_a_server_is_asked(broken: str, found: list[str], host: Host) -> None:
    """HEAD for sounds and pictures, parts of sounds."""
    setattr(host, broken, False)
    assert bad(host.report()) == found


def test_pages_that_may_not_read_transcripts_are_advised(host: Host) -> None:
    """CORS, which only players on web pages need."""
    host.cors = False
    found = host.report()
    assert bad(found) == []
    assert "CORS" in {each.check.name for each in found.advice}


@pytest.mark.parametrize("behaviour", [status(404), status(500), hang_up, hang, trickle])
def test_a_sound_that_does_not_come_is_found(behaviour: Behaviour, host: Host) -> None:
    """Whatever the server does instead, in bounded time."""
    host.put(host.sound, behaviour)
    found = bad(host.report(Limits(sounds=1)))
    assert {"sound", "sound plays", "sound size"} & set(found) or behaviour is trickle


def test_a_host_that_is_away_is_waited_for_once(host: Host) -> None:
    """Its other files are missing, too."""
    for name in list(host.site.paths):
        if name != "/pod/feed.xml":
            host.site.paths[name] = hang
    found = host.report()
    assert bad(found).count("sound") == 2
    assert len(host.site.asked()) == 2


def test_another_type_than_the_feed_says_is_found(host: Host) -> None:
    """A player may refuse it."""
    host.put(host.sound, status(200, b"x", Content_Type="text/html"))
    assert {"sound served", "sound size", "ranges"} == set(bad(host.report()))


def moved(target: str) -> Behaviour:
    """A redirection."""
    return status(302, Location=target)


def test_redirections_are_followed_and_counted(host: Host) -> None:
    """Three are usual; more are slow; without end there is no sound."""
    real = host.site.paths[f"/pod/{host.sound}"]
    host.put("real.mp3", real)
    for number in range(4):
        host.put(f"{number}.mp3", moved("real.mp3" if number == 0 else f"{number - 1}.mp3"))
    host.put(host.sound, moved(f"{host.base}1.mp3"))
    assert bad(host.report()) == []
    host.put(host.sound, moved(f"{host.base}3.mp3"))
    assert bad(host.report()) == ["redirections"]
    host.put(host.sound, moved(f"{host.base}{host.sound}"))
    assert bad(host.report()) == ["sound"]


@pytest.mark.parametrize(
    "target", ["http://intranet.example/", "http://169.254.169.254/", "file:///etc/passwd"]
)
def test_what_no_listener_can_reach_is_not_asked(target: str, host: Host) -> None:
    """A feed that names, or leads into, a private network: a finding, and no request there."""
    host.put(host.sound, moved(target))
    found = host.report()
    assert bad(found) == ["sound"]
    assert len({urlsplit(each).path for each in host.site.asked() if "passwd" in each}) == 0


def test_a_user_may_name_a_private_address(host: Host) -> None:
    """And the feed may name files at that very host."""
    host.base = host.base.replace(NAME, "127.0.0.1")
    found = host.report()
    assert {"sound", "picture"} & set(bad(found)) == set()


def test_one_thing_is_asked_at_a_time_and_not_all(host: Host) -> None:
    """The head and a byte of each newest sound, and of the rest what is named."""
    host.report(Limits(newest=1, sounds=0))
    sounds = [each for each in host.site.asked() if each.endswith(".mp3")]
    assert sounds == [f"/pod/{host.sound}"] * 2


@pytest.mark.parametrize(("behaviour", "name"), [
    (status(200, b"<html>", Content_Type="text/html"), "XML"),
    (status(200, b"<rss version='2.0'><channel/></rss>", Content_Type="text/html"), "feed served"),
])  # fmt: skip
def test_what_is_no_feed_is_a_finding(behaviour: Behaviour, name: str, host: Host) -> None:
    """A page in its place, or a feed that is called one."""
    host.put("feed.xml", behaviour)
    assert name in bad(host.report())


@pytest.mark.parametrize("behaviour", [status(404), status(503), hang, hang_up])
def test_a_feed_that_does_not_come_is_an_error(behaviour: Behaviour, host: Host) -> None:
    """There is nothing to report on."""
    host.put("feed.xml", behaviour)
    with pytest.raises(NetworkError):
        host.report()


def test_a_redirection_into_a_private_network_is_an_error(host: Host) -> None:
    """Not even the feed may lead there."""
    host.put("feed.xml", moved("http://intranet.example/feed.xml"))
    with pytest.raises(SourceError, match="private"):
        host.report()


def test_the_feed_before_may_be_on_the_web(host: Host, show: Path) -> None:
    """It is fetched like any other."""
    url = f"{host.base}feed.xml"
    remote = Remote(url, network=NETWORK, look=host.patience, read=host.patience)
    assert bad(check_feed(str(show), options(previous=url, limits=NO_SOUND), remote)) == []


def test_the_command_takes_an_address(show: Path, tmp_path: Path) -> None:
    """And one sentence when nobody is there."""
    with serving(show, SHOW) as port:
        url = f"http://127.0.0.1:{port}/feed.xml"
        done = briefing("check", url, "--newest", "0", cwd=tmp_path, NO_PROXY="127.0.0.1")
    assert done.returncode in {0, 8}
    assert text(done.stdout).startswith(url)
    done = briefing("check", url, cwd=tmp_path, NO_PROXY="127.0.0.1")
    assert done.returncode == 6
    assert "Traceback" not in text(done.stderr)
