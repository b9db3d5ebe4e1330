from __future__ import annotations

import gzip
import hashlib
import random
import re
import socket
import ssl
import subprocess
import sys
import time
import traceback
import zlib
from base64 import b64encode
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from briefing import web
from briefing.errors import NetworkError, OutputError
from briefing.web import FaultError
from tests.google_server import (
    Behaviour,
    Exchange,
    Hourglass,
    Loopback,
    hang,
    hang_up,
    status,
    trickle,
)

FILE = random.Random(1).randbytes(300_000)
SHA256 = hashlib.sha256(FILE).hexdigest()
# Made for these tests: openssl ecparam -name prime256v1 -genkey, openssl req -x509 -days 36500
# -addext subjectAltName=IP:127.0.0.1 -addext keyUsage=critical,digitalSignature,keyCertSign
KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkDqhQymqrNxJ9fuO
4KvcHLRip3Z0TAdfx9OqifhMhSShRANCAASS3Fu3vZNtYI4Lya1PXdTUaMBz9Pvp
kyVPztvHLLKJkDKhRg1SmFZzeg8ewOiLKc/cfV0b+HBl9763mGjrLhNO
-----END PRIVATE KEY-----
"""
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUBUHZnCjPrE15Hc/Z2Dc7KrfSFjEwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjE3NDUxOFoYDzIxMjYxMDI5
MTc0NTE4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASS3Fu3vZNtYI4Lya1PXdTUaMBz9PvpkyVPztvHLLKJkDKhRg1SmFZz
eg8ewOiLKc/cfV0b+HBl9763mGjrLhNOo1MwUTAdBgNVHQ4EFgQUX63oIXSw8ORP
yUX6N7M3OhOIApcwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMA4G
A1UdDwEB/wQEAwIChDAKBggqhkjOPQQDAgNHADBEAiA0CNuOr2UUIisEjk2rbghi
GuJ6uSrSLGQWx/iKoYTglAIgFYPSgig314vGr/pGgLXSr+/H/iC54CTn5uOV5lIk
O7w=
-----END CERTIFICATE-----
"""


@pytest.fixture
def hourglass() -> Hourglass:
    """A new one."""
    return Hourglass()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is reached without the proxy that this machine may have."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Loopback]:
    """Answers "fine"; it gives every test a list of its own."""
    with Loopback(status(200, b"fine")) as running:
        yield running


def ask(server: Loopback, hourglass: Hourglass, **changes: Any) -> bytes:
    """Post a question to *server*, with little patience."""
    patience = hourglass.patience(**changes)
    return web.post(f"{server.url}/ask", b"question", {}, patience=patience, max_bytes=1000)


def complaint(server: Loopback, hourglass: Hourglass, **changes: Any) -> str:
    """The error that a question ends in, without the name of the host."""
    with pytest.raises(NetworkError) as caught:
        ask(server, hourglass, **changes)
    assert caught.value.hint
    assert str(caught.value).startswith(f"{server.host} ")
    return str(caught.value).removeprefix(f"{server.host} ")


# --- questions ---


def test_the_answer_comes_back_whole(server: Loopback, hourglass: Hourglass) -> None:
    """What the host says is what the caller gets; data and headers arrive as they are."""
    server.will(status(200, bytes(range(256)) * 3))
    answer = web.post(
        server.url,
        b"a=b",
        {"Referer": "here"},
        patience=hourglass.patience(),
        max_bytes=1000,
    )
    (asked,) = server.requests
    assert answer == bytes(range(256)) * 3
    assert (asked.method, asked.body, asked.headers["referer"]) == ("POST", b"a=b", "here")
    assert asked.headers["connection"] == "close"  # nothing stays open behind our back
    assert hourglass.waits == []


def test_a_host_in_trouble_is_asked_again_after_growing_waits(
    server: Loopback, hourglass: Hourglass
) -> None:
    """Each wait is between half of the backoff and all of it, and the backoff doubles."""
    server.will(status(500), status(503), hang_up)
    assert ask(server, hourglass, attempts=4) == b"fine"
    first, second, third = hourglass.waits
    assert 0.25 <= first <= 0.5
    assert 0.5 <= second <= 1.0
    assert 1.0 <= third <= 2.0


@pytest.mark.parametrize("code", [429, 503])
def test_a_host_that_names_seconds_is_left_alone_for_so_long(
    server: Loopback, hourglass: Hourglass, code: int
) -> None:
    """Retry-After in seconds is respected."""
    server.will(status(code, Retry_After="7"))
    assert ask(server, hourglass) == b"fine"
    assert hourglass.waits == [7.0]


def test_a_host_that_names_a_moment_is_left_alone_until_then(
    server: Loopback, hourglass: Hourglass
) -> None:
    """Retry-After as a date is respected, to the second that such dates have."""
    server.will(status(429, Retry_After=formatdate(time.time() + 9, usegmt=True)))
    assert ask(server, hourglass) == b"fine"
    assert hourglass.waits == [pytest.approx(9, abs=1)]


def test_no_host_makes_us_wait_longer_than_our_longest_wait(
    server: Loopback, hourglass: Hourglass
) -> None:
    """An hour asked for is not an hour waited."""
    server.will(status(429, Retry_After="3600"))
    assert ask(server, hourglass, longest_wait=20) == b"fine"
    assert hourglass.waits == [20.0]


def test_nothing_is_waited_for_that_cannot_be_in_time(
    server: Loopback, hourglass: Hourglass
) -> None:
    """A wait that reaches beyond the total is not begun."""
    server.will(status(429, Retry_After="15"))
    said = complaint(server, hourglass, total=10)
    assert said == "answered 429 Too Many Requests (1 try)."
    assert hourglass.waits == []


def test_a_host_that_stays_in_trouble_is_an_error(server: Loopback, hourglass: Hourglass) -> None:
    """The sentence says who, what and how many tries."""
    server.will(*[status(500)] * 3)
    said = complaint(server, hourglass)
    assert said == "answered 500 Internal Server Error (3 tries)."
    assert len(server.requests) == 3


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 418])
def test_a_refusal_is_told_at_once(server: Loopback, hourglass: Hourglass, code: int) -> None:
    """What a host refuses it is not asked twice."""
    server.will(status(code))
    assert complaint(server, hourglass).startswith(f"answered {code} ")
    assert len(server.requests) == 1


def test_a_redirection_is_not_followed(server: Loopback, hourglass: Hourglass) -> None:
    """Words meant for one host are not carried to another."""
    server.will(status(302, Location=f"{server.url}/elsewhere"))
    assert complaint(server, hourglass) == "answered 302 Found (1 try)."
    assert len(server.requests) == 1


def test_a_host_that_never_answers_is_given_up(server: Loopback, hourglass: Hourglass) -> None:
    """The time-out counts for each try."""
    server.will(hang, hang)
    assert complaint(server, hourglass, attempts=2, read=0.1) == (
        "did not answer in time (2 tries)."
    )


def test_a_host_that_trickles_is_given_up(server: Loopback, hourglass: Hourglass) -> None:
    """A byte now and then keeps no time-out from ending: the total counts."""
    server.will(trickle)
    started = time.monotonic()
    assert complaint(server, hourglass, total=0.3) == (
        "had not sent all after 0.3 seconds (1 try)."
    )
    assert time.monotonic() - started < 5


def test_a_body_cut_short_is_asked_for_again(server: Loopback, hourglass: Hourglass) -> None:
    """A body shorter than announced is never handed out."""
    server.will(lambda exchange: exchange.answer(200, b"fi", length=4))
    assert ask(server, hourglass) == b"fine"
    assert len(server.requests) == 2


def test_a_chunk_cut_short_is_asked_for_again(server: Loopback, hourglass: Hourglass) -> None:
    """The same where the length is not announced."""

    def cut(exchange: Exchange) -> None:
        exchange.send_response(200)
        exchange.send_header("Transfer-Encoding", "chunked")
        exchange.end_headers()
        exchange.wfile.write(b"4\r\nfi")
        exchange.close_connection = True

    server.will(cut, cut, cut)
    assert complaint(server, hourglass) == "broke off before its answer was complete (3 tries)."


def endless(exchange: Exchange) -> None:
    """Chunks without end."""
    exchange.send_response(200)
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    exchange.close_connection = True
    while not exchange.server.over.is_set():
        exchange.wfile.write(b"400\r\n%s\r\n" % bytes(1024))


@pytest.mark.parametrize("flood", [status(200, bytes(1001)), endless])
def test_an_answer_too_long_is_an_error(
    server: Loopback, hourglass: Hourglass, flood: Behaviour
) -> None:
    """Nobody fills our memory."""
    server.will(flood)
    assert complaint(server, hourglass) == "sent more than 1000 bytes (1 try)."


def test_a_host_that_hangs_up_is_told_from_one_that_is_not_there(
    server: Loopback, hourglass: Hourglass
) -> None:
    """Who took the call was reached."""
    server.will(hang_up, hang_up, hang_up)
    assert complaint(server, hourglass) == "broke off before its answer was complete (3 tries)."


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def test_a_host_that_is_not_there_is_tried_again(hourglass: Hourglass) -> None:
    """No network is one sentence, and the hint is to look at the network."""
    host = f"127.0.0.1:{closed_port()}"
    with pytest.raises(NetworkError) as caught:
        web.post(f"http://{host}/", b"", {}, patience=hourglass.patience(), max_bytes=1)
    assert str(caught.value) == f"{host} could not be reached (3 tries)."
    assert "network" in caught.value.hint


def test_a_name_that_nobody_has_could_not_be_reached(hourglass: Hourglass) -> None:
    """A failed look-up reads like any other missing host; `.invalid` never exists (RFC 2606)."""
    with pytest.raises(NetworkError, match=r"^voice\.invalid could not be reached \(1 try\)\.$"):
        web.post(
            "https://voice.invalid/",
            b"",
            {},
            patience=hourglass.patience(attempts=1),
            max_bytes=1,
        )


@pytest.mark.parametrize("url", ["nonsense", "ftp://host/file", "http://[1:/"])
def test_what_is_not_an_address_is_told_at_once(hourglass: Hourglass, url: str) -> None:
    """An address that cannot be asked is an error like the others."""
    with pytest.raises(NetworkError, match=r"could not be asked: \w+ \(1 try\)\.$"):
        web.post(url, b"", {}, patience=hourglass.patience(), max_bytes=1)


@pytest.mark.parametrize("trouble", [hang, hang_up, status(403), trickle])
def test_no_secret_is_in_the_error_or_its_traceback(
    server: Loopback, hourglass: Hourglass, trouble: Behaviour
) -> None:
    """Passwords and keys travel in addresses; they are never shown."""
    server.will(trouble)
    secret = server.url.replace("//", "//editor:pass-word@") + "/say?key=hush-hush"
    with pytest.raises(NetworkError) as caught:
        web.post(
            secret,
            b"",
            {},
            patience=hourglass.patience(attempts=1, read=0.1, total=0.3),
            max_bytes=1,
        )
    shown = traceback_of(caught.value) + caught.value.hint
    assert server.host in shown
    assert not re.search("editor|pass-word|hush", shown)


def test_no_secret_is_in_the_traceback_of_a_host_that_is_not_there(hourglass: Hourglass) -> None:
    """There the library below quotes the whole address."""
    url = f"http://editor:pass-word@127.0.0.1:{closed_port()}/say?key=hush-hush"
    with pytest.raises(NetworkError, match=r"^127\.0\.0\.1:\d+ could not be reached") as caught:
        web.post(url, b"", {}, patience=hourglass.patience(), max_bytes=1)
    assert not re.search("editor|pass-word|hush", traceback_of(caught.value))


def traceback_of(error: NetworkError) -> str:
    """What is printed of *error*, but for the lines of source in it."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(line for line in lines if not line.startswith("    "))


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[Loopback]:
    """Speaks TLS with a certificate that no authority has signed."""
    (tmp_path / "both.pem").write_text(KEY + CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with Loopback(status(200, b"fine"), tls=context) as running:
        yield running


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tls_server: Loopback, hourglass: Hourglass
) -> None:
    """Nothing is sent to who cannot prove to be the host, and waiting would not help."""
    said = complaint(tls_server, hourglass)
    assert said == "showed a certificate that cannot be trusted (1 try)."
    assert tls_server.requests == []


def test_a_certificate_that_the_machine_trusts_is_accepted(
    tls_server: Loopback, hourglass: Hourglass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same certificate, once the user has named it: so that newsrooms with proxies can work."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "both.pem"))
    assert ask(tls_server, hourglass) == b"fine"


def test_an_answer_that_makes_no_sense_is_asked_for_again(
    server: Loopback, hourglass: Hourglass
) -> None:
    """Who understands the answer decides whether it counts."""

    def understand(answer: bytes) -> int:
        if not answer.isdigit():
            raise FaultError("sent no number")
        return int(answer)

    def number() -> int:
        return web.ask(
            server.url,
            b"",
            {},
            patience=hourglass.patience(),
            max_bytes=10,
            understand=understand,
        )

    server.will(status(200, b"six"), status(200, b"6"))
    assert number() == 6
    with pytest.raises(NetworkError, match=r"sent no number \(3 tries\)\.$"):
        number()


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """`requests` costs a sixth of a second, and most runs ask nobody."""
    loaded = "import sys, briefing.web; print({'requests', 'urllib3'} & set(sys.modules))"
    output = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)
    assert output.stdout.split() == [b"set()"]


# --- downloads ---


def serve(content: bytes, cut: int | None = None, ranges: bool = True) -> Behaviour:
    """A host of files; the connection breaks after *cut* bytes, *ranges* are served or ignored."""

    def behave(exchange: Exchange) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-", exchange.asked.headers.get("range", ""))
        start = int(asked[1]) if asked and ranges else 0
        body, headers = content[start:], {}
        if start:
            headers = {"Content_Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        if start and not body:
            exchange.answer(416, Content_Range=f"bytes */{len(content)}")
            return
        exchange.answer(206 if start else 200, body[:cut], length=len(body), **headers)

    return behave


@pytest.fixture
def files() -> Iterator[Loopback]:
    """Offers the file."""
    with Loopback(serve(FILE)) as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file should appear."""
    return tmp_path / "model.onnx"


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Where what has come of it lies."""
    return tmp_path / "model.onnx.part"


def fetch(
    files: Loopback, path: Path, hourglass: Hourglass, sha256: str = SHA256
) -> list[tuple[int, int]]:
    """Download the file; what `progress` was told."""
    told: list[tuple[int, int]] = []
    web.download(
        f"{files.url}/model",
        path,
        sha256=sha256,
        size=len(FILE),
        progress=lambda done, size: told.append((done, size)),
        patience=hourglass.patience(attempts=4),
    )
    return told


def ranges(files: Loopback) -> list[str | None]:
    """What part of the file each request asked for."""
    return [asked.headers.get("range") for asked in files.requests]


def test_a_download_is_the_file(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """All of it, under its name, with nothing left behind; progress runs to the end."""
    told = fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert not part.exists()
    assert told == sorted(told)
    assert told[-1] == (len(FILE), len(FILE))


def test_a_download_cut_in_the_middle_goes_on_from_there(
    files: Loopback, path: Path, hourglass: Hourglass
) -> None:
    """What has come is not fetched twice."""
    files.will(serve(FILE, cut=100_000), serve(FILE, cut=50_000))
    told = fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert ranges(files) == [None, "bytes=100000-", "bytes=150000-"]
    assert told == sorted(told)


def test_a_later_run_goes_on_where_an_earlier_one_was_stopped(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """Errors keep what has come."""
    files.will(serve(FILE, cut=100_000), status(404))
    with pytest.raises(NetworkError, match="404 Not Found"):
        fetch(files, path, hourglass)
    assert part.read_bytes() == FILE[:100_000]
    assert not path.exists()
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert ranges(files)[-1] == "bytes=100000-"


def test_a_host_that_sends_all_again_is_understood(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """200 to a question for a part means: from the beginning."""
    part.write_bytes(FILE[:100_000])
    files.will(serve(FILE, ranges=False))
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert ranges(files) == ["bytes=100000-"]


@pytest.mark.parametrize("leftover", [b"x" * 400_000, b"x" * 100_000])
def test_a_host_without_the_rest_is_asked_for_all(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass, leftover: bytes
) -> None:
    """A leftover that does not fit the file at the host (416, or longer than it) is given up."""
    part.write_bytes(leftover)
    if len(leftover) < len(FILE):
        files.will(status(416))
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert ranges(files)[-1] is None


def test_a_rest_of_another_file_is_not_appended(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """A part of a file of another size, or another part than asked for, is not taken."""
    part.write_bytes(FILE[:100_000])
    files.will(
        serve(FILE + b"more"),
        serve(FILE, cut=1000),
        status(206, FILE[:-9], Content_Range=f"bytes 9-{len(FILE) - 1}/{len(FILE)}"),
    )
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert ranges(files) == ["bytes=100000-", None, "bytes=1000-", None]


def test_a_file_of_another_size_is_not_fetched(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """A page of a captive portal is told from the file before it is written."""
    files.will(status(200, b"<html>Please sign in"))
    with pytest.raises(NetworkError) as caught:
        fetch(files, path, hourglass)
    assert str(caught.value) == (
        f"{files.host} offers a file of 20 bytes where 300000 were expected (1 try)."
    )
    assert not part.exists()


@pytest.mark.parametrize("sent", [FILE[:1000], FILE + b"x"])
def test_a_size_not_announced_is_checked_too(
    files: Loopback, path: Path, hourglass: Hourglass, sent: bytes
) -> None:
    """Too short and too long are errors, never a file."""
    files.will(*[lambda exchange: exchange.answer_in_chunks(sent)] * 4)
    with pytest.raises(NetworkError, match=r"sent more than|broke off|did not send the rest"):
        fetch(files, path, hourglass)
    assert not path.exists()


def test_a_wrong_hash_is_an_error_and_leaves_nothing(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """Bytes that are not the file expected are never kept."""
    with pytest.raises(NetworkError, match="not the one expected"):
        fetch(files, path, hourglass, sha256="0" * 64)
    assert not part.exists()
    assert not path.exists()


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(
    files: Loopback, path: Path, hourglass: Hourglass
) -> None:
    """Nobody ever reads half a file."""
    path.write_bytes(b"old")
    files.will(serve(FILE, cut=100_000), status(403))
    with pytest.raises(NetworkError):
        fetch(files, path, hourglass)
    assert path.read_bytes() == b"old"
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE


def test_what_has_come_whole_is_not_asked_for(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """A run stopped before the last step needs no network."""
    part.write_bytes(FILE)
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert files.requests == []


def test_a_download_follows_redirections(files: Loopback, path: Path, hourglass: Hourglass) -> None:
    """Releases lie behind them; the hash says whether it is the right file."""
    files.will(status(302, Location=f"{files.url}/storage"))
    fetch(files, path, hourglass)
    assert path.read_bytes() == FILE
    assert [asked.path for asked in files.requests] == ["/model", "/storage"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: not Linux")
def test_a_full_disk_is_an_error_of_writing(
    files: Loopback, path: Path, part: Path, hourglass: Hourglass
) -> None:
    """It is the disk's fault, not the network's, and no second try fills it less."""
    part.symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left on device") as caught:
        fetch(files, path, hourglass)
    assert caught.value.hint
    assert len(files.requests) == 1


def test_a_folder_that_cannot_be_is_an_error_of_writing(
    files: Loopback, tmp_path: Path, hourglass: Hourglass
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        fetch(files, tmp_path / "cache" / "model.onnx", hourglass)
    assert files.requests == []


def test_a_refusal_tells_its_status(server: Loopback, hourglass: Hourglass) -> None:
    """Who asks can tell a wrong key from an address that is not there."""
    server.will(status(404), *[status(503)] * 3)
    for number in (404, 503):
        with pytest.raises(web.Refused, match=str(number)) as caught:
            ask(server, hourglass)
        assert caught.value.status == number


def test_a_key_is_not_replaced_by_a_password_of_this_machine(
    server: Loopback, hourglass: Hourglass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ~/.netrc knows of a host is not sent where a key is."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login editor password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    headers = {"Authorization": "Bearer key"}
    patience = hourglass.patience()
    web.post(f"{server.url}/ask", b"", headers, max_bytes=100, patience=patience)
    assert server.requests[0].headers["authorization"] == "Bearer key"


# --- pages ---


def get(server: Loopback, hourglass: Hourglass, **changes: Any) -> web.Answer:
    """What *server* has, asked by a name that means nothing to the system."""
    port = server.url.rpartition(":")[2]
    scheme = server.url.partition(":")[0]
    return web.get(
        f"{scheme}://journal.invalid:{port}/page?a=b",
        changes.pop("headers", {}),
        addresses=changes.pop("addresses", ["127.0.0.1"]),
        max_bytes=1000,
        patience=hourglass.patience(**changes),
    )


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of these tests are known to nobody, a proxy neither."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.usefixtures("no_proxies")
def test_a_page_is_asked_for_at_the_address_that_was_checked(
    server: Loopback, hourglass: Hourglass
) -> None:
    """The connection goes there, whatever the name means; the host hears its own name."""
    answer = get(server, hourglass, headers={"User-Agent": "briefing/0"})
    (asked,) = server.requests
    assert (answer.status, answer.body) == (200, b"fine")
    assert (asked.method, asked.path) == ("GET", "/page?a=b")
    assert asked.headers["host"] == "journal.invalid:" + server.url.rpartition(":")[2]
    assert asked.headers["user-agent"] == "briefing/0"
    assert asked.headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.usefixtures("no_proxies")
def test_the_certificate_has_to_be_that_of_the_name(
    tls_server: Loopback, hourglass: Hourglass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate for the address alone is none for the host that was asked for."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "both.pem"))
    with pytest.raises(NetworkError, match="certificate that cannot be trusted"):
        get(tls_server, hourglass)
    direct = web.get(tls_server.url, {}, addresses=["127.0.0.1"], max_bytes=9)
    assert direct.body == b"fine"


@pytest.mark.usefixtures("no_proxies")
def test_the_next_address_is_tried_when_one_does_not_answer(
    server: Loopback, hourglass: Hourglass
) -> None:
    """A host with several addresses may be down at one of them."""
    assert get(server, hourglass, addresses=["::1", "127.0.0.1"]).body == b"fine"


@pytest.mark.usefixtures("no_proxies")
def test_a_redirection_is_told_and_not_followed(server: Loopback, hourglass: Hourglass) -> None:
    """Who asked decides whether to go there."""
    server.will(status(301, b"moved", Location="http://127.0.0.1/"), status(304, ETag='"x"'))
    moved = get(server, hourglass)
    assert (moved.status, moved.headers["location"], moved.body) == (301, "http://127.0.0.1/", b"")
    assert get(server, hourglass).status == 304
    assert len(server.requests) == 2


def bare(content: bytes) -> bytes:
    """*content* as hosts send it that take "deflate" at its word."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"fine")),
        ("deflate", zlib.compress(b"fine")),
        ("deflate", bare(b"fine")),
        ("identity", b"fine"),
        ("gzip", b""),
    ],
)
def test_what_is_packed_is_unpacked(
    server: Loopback, hourglass: Hourglass, encoding: str, body: bytes
) -> None:
    """In the ways that were offered."""
    server.will(status(200, body, Content_Encoding=encoding))
    assert get(server, hourglass).body == (b"fine" if body else b"")


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzip.compress(bytes(50_000_000)), "sent more than 1000 bytes (1 try)."),
        ("deflate", zlib.compress(bytes(1001)), "sent more than 1000 bytes (1 try)."),
        ("gzip", b"no gzip at all", "sent an answer that cannot be unpacked (1 try)."),
        ("gzip", gzip.compress(FILE[:500])[:400], "broke off before its answer was complete"),
        ("br", b"fine", "packed its answer as nobody asked for ('br') (1 try)."),
        ("gzip, gzip", b"fine", "packed its answer as nobody asked for"),
    ],
)
def test_what_cannot_be_unpacked_is_an_error(
    server: Loopback, hourglass: Hourglass, encoding: str, body: bytes, words: str
) -> None:
    """A bomb, rubbish, half an answer: never more memory than was allowed."""
    server.will(status(200, body[:900], Content_Encoding=encoding))
    with pytest.raises(NetworkError) as caught:
        get(server, hourglass, attempts=1)
    assert words in str(caught.value)


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize("place", ["", "editor:pass%20word@"])
def test_only_passwords_in_the_address_are_sent_with_a_question(
    server: Loopback, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ~/.netrc knows of a host is for other programs."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login editor password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    web.get(server.url.replace("//", f"//{place}"), {}, addresses=["127.0.0.1"], max_bytes=9)
    sent = server.requests[0].headers.get("authorization", "")
    assert sent == ("Basic " + b64encode(b"editor:pass word").decode() if place else "")
    assert "@" not in server.requests[0].headers["host"]


def test_a_proxy_of_the_environment_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the name is looked for by the proxy, so it need not be known here."""
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", "intranet.invalid")
    monkeypatch.setenv("no_proxy", "intranet.invalid")
    assert web.uses_proxy("http://journal.invalid/")
    assert not web.uses_proxy("http://intranet.invalid/")


@pytest.mark.usefixtures("no_proxies")
def test_a_proxy_is_given_the_name(
    server: Loopback, hourglass: Hourglass, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes through a proxy goes to the host by its name; only the proxy can reach it."""
    monkeypatch.setenv("http_proxy", server.url)
    get(server, hourglass, addresses=["192.0.2.1"])
    assert server.requests[0].path.startswith("http://journal.invalid:")
