"""A scripted HTTP server on loopback, and one that speaks as Google Translate's voice does.

Ours and real: sockets, HTTP/1.1, Google's own envelope, and speech (Pico's) of the text asked for.
Each request gets the next behaviour of a queue, and the usual one when the queue is empty.
"""

from __future__ import annotations

import base64
import functools
import io
import json
import random
import ssl
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

import av
import numpy as np
from py_nanotts import NanoTTS

from briefing.web import Patience

PATH = "/_/TranslateWebserverUi/data/batchexecute"
LONGEST = 100  # characters that Google says at once
FRAME = 192  # bytes of MP3 at 24 kHz and 64 kbit/s
_PATIENCE = 10  # seconds after which a hanging handler gives up, should a test forget to close


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    """By names in small letters."""
    body: bytes
    time: float
    """By `time.monotonic`."""


class Exchange(BaseHTTPRequestHandler):
    """One request and its answer."""

    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: _Server
    asked: Asked

    def do_POST(self) -> None:
        """Note the request, then behave as told."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked = Asked(self.command, self.path, headers, body, time.monotonic())
        self.server.next_behaviour(self.asked)(self)

    def do_GET(self) -> None:
        """The same."""
        self.do_POST()

    def answer(
        self, status: int, body: bytes = b"", length: int | None = None, **headers: str
    ) -> None:
        """Send an answer; *length* is the length that is announced, when it is not the true one.

        Underscores in the names of *headers* stand for hyphens.
        """
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def answer_in_chunks(self, body: bytes, size: int = 4096) -> None:
        """Send *body* as Google does, its length not announced."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), size):
            piece = body[start : start + size]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


Behaviour = Callable[[Exchange], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # server_close waits for every handler, so that no socket is left open

    def __init__(self, usual: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.usual = usual
        self.queue: deque[Behaviour] = deque()
        self.requests: list[Asked] = []
        self.over = threading.Event()
        self.failures: list[BaseException | None] = []

    def next_behaviour(self, asked: Asked) -> Behaviour:
        self.requests.append(asked)
        return self.queue.popleft() if self.queue else self.usual

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests; anything else is a mistake of ours."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.failures.append(error)


class Loopback:
    """A running server; `with Loopback(usual) as server: ... server.url`."""

    def __init__(self, usual: Behaviour, tls: ssl.SSLContext | None = None) -> None:
        self._server = _Server(usual)
        self._scheme = "https" if tls else "http"
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def host(self) -> str:
        """Address and port."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        """Without a path."""
        return f"{self._scheme}://{self.host}"

    @property
    def requests(self) -> list[Asked]:
        """All requests so far."""
        return self._server.requests

    def will(self, *behaviours: Behaviour) -> None:
        """Behave like that for the next requests, one after the other."""
        self._server.queue.extend(behaviours)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        assert not self._server.failures, self._server.failures


class Hourglass:
    """A clock whose waits pass at once, and which remembers them."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Remember the wait."""
        self.waits.append(seconds)

    def clock(self) -> float:
        """Seconds, as if the waits had been waited."""
        return time.monotonic() + sum(self.waits)

    def patience(self, **changes: Any) -> Patience:
        """Three tries, by this clock; the same waits in every run."""
        usual = {"attempts": 3, "connect": 5.0, "read": 5.0, "chance": random.Random(1)}
        return Patience(sleep=self.sleep, clock=self.clock, **(usual | changes))


# Behaviours that any server may show.


def status(code: int, body: bytes = b"", **headers: str) -> Behaviour:
    """An answer of that status."""
    return lambda exchange: exchange.answer(code, body, **headers)


def hang(exchange: Exchange) -> None:
    """Take the request and never answer it."""
    exchange.server.over.wait(_PATIENCE)
    exchange.close_connection = True


def hang_up(exchange: Exchange) -> None:
    """Take the request and close the connection."""
    exchange.close_connection = True


def trickle(exchange: Exchange) -> None:
    """Announce much and send a byte now and then: no single wait is long."""
    exchange.send_response(200)
    exchange.send_header("Content-Length", "100000")
    exchange.end_headers()
    exchange.close_connection = True
    while not exchange.server.over.wait(0.02):
        exchange.wfile.write(b".")


def html(exchange: Exchange) -> None:
    """A page where data was expected: a consent form, a captive portal, a captcha."""
    page = b"<!doctype html><title>Before you continue</title><p>Our systems have detected..."
    exchange.answer(200, page, Content_Type="text/html")


# What Google does.


@dataclass(frozen=True)
class Heard:
    """What Google was asked to say."""

    text: str
    language: str
    time: float
    """By `time.monotonic`."""


class GoogleServer(Loopback):
    """Google Translate, as far as its voice is concerned."""

    def __init__(self) -> None:
        super().__init__(speak)

    @property
    def heard(self) -> list[Heard]:
        """All that it was asked to say so far, whether it answered or not."""
        return [heard(asked) for asked in self.requests]


def heard(asked: Asked) -> Heard:
    """Unpack the form field `f.req`: a JSON text inside a JSON text."""
    ((rpc, parameters, _, _),) = json.loads(parse_qs(asked.body.decode("ascii"))["f.req"][0])[0]
    assert rpc == "jQ1olc"
    text, language, _, _ = json.loads(parameters)
    return Heard(text, language, asked.time)


def speak(exchange: Exchange) -> None:
    """Say the text; texts over a hundred characters get an answer without sound, as from Google."""
    said = heard(exchange.asked)
    if not exchange.asked.path.endswith(PATH):
        exchange.answer(404)
    elif len(said.text) > LONGEST:
        no_audio(exchange)
    else:
        exchange.answer_in_chunks(envelope(spoken(said.text)))


def no_audio(exchange: Exchange) -> None:
    """A good answer with null where the sound should be."""
    exchange.answer_in_chunks(envelope(None))


def no_line(exchange: Exchange) -> None:
    """A good answer in which the line of the sound is missing: gTTS skips it without a word."""
    exchange.answer_in_chunks(b')]}\'\n\n[["di",27]\n,["af.httprm",27,"3172555329265361983",8]\n]')


def garbled_base64(exchange: Exchange) -> None:
    """Letters that base64 does not have stand in the sound; a lenient reader leaves them out."""
    encoded = encode(spoken(heard(exchange.asked).text))
    exchange.answer_in_chunks(envelope(encoded[:400] + "????" + encoded[404:]))


def cut_base64(exchange: Exchange) -> None:
    """The sound breaks off inside a group of base64, the envelope is whole."""
    exchange.answer_in_chunks(envelope(encode(spoken(heard(exchange.asked).text))[:-3]))


def not_mp3(exchange: Exchange) -> None:
    """A whole envelope around something that is not a sound."""
    exchange.answer_in_chunks(envelope(b"Service unavailable. " * 50))


def silence(exchange: Exchange) -> None:
    """A whole MP3 in which nothing is said."""
    exchange.answer_in_chunks(envelope(mp3(bytes(32_000))))


def another_rate(exchange: Exchange) -> None:
    """The whole text, at 48 kHz."""
    exchange.answer_in_chunks(envelope(mp3(pico(heard(exchange.asked).text), rate=48_000)))


def cut_within_a_frame(exchange: Exchange) -> None:
    """A whole envelope around an MP3 whose last frame lacks half its bytes."""
    exchange.answer_in_chunks(envelope(spoken(heard(exchange.asked).text)[: -FRAME // 2]))


def cut_between_frames(exchange: Exchange) -> None:
    """A whole envelope around the first tenth of the MP3, in whole frames."""
    whole = spoken(heard(exchange.asked).text)
    exchange.answer_in_chunks(envelope(whole[: len(whole) // FRAME // 10 * FRAME]))


def cut_body(exchange: Exchange) -> None:
    """The connection ends before the length that was announced."""
    body = envelope(spoken(heard(exchange.asked).text))
    exchange.answer(200, body[: len(body) // 2], length=len(body))


def cut_chunks(exchange: Exchange) -> None:
    """The connection ends in the middle of a chunk."""
    exchange.send_response(200)
    exchange.send_header("Transfer-Encoding", "chunked")
    exchange.end_headers()
    exchange.wfile.write(b"1000\r\n" + envelope(spoken(heard(exchange.asked).text))[:2000])
    exchange.close_connection = True


def encode(sound: bytes) -> str:
    """*sound* in base64."""
    return base64.b64encode(sound).decode("ascii")


def envelope(sound: bytes | str | None) -> bytes:
    """Google's answer around an MP3, or its base64: a guard against scripts, then JSON in lines."""
    encoded = encode(sound) if isinstance(sound, bytes) else sound
    inner = json.dumps([encoded]) if encoded else None
    row = json.dumps(
        ["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], separators=(",", ":")
    )
    return f')]}}\'\n\n[{row}\n,["di",52]\n,["af.httprm",51,"8692744518077823928",2]\n]'.encode()


@functools.cache
def spoken(text: str) -> bytes:
    """An MP3 of *text* as Google would send it."""
    return mp3(pico(text))


_pico_is_busy = threading.Lock()  # it keeps its state in global variables


def pico(text: str) -> bytes:
    """16-bit mono PCM at 16 kHz of *text*."""
    with _pico_is_busy:
        return NanoTTS().speak(text, voice="fr-FR")


def mp3(pcm: bytes, rate: int = 24_000) -> bytes:
    """*pcm* (16 kHz) as Google encodes it: 64 kbit/s, mono, frames and nothing else."""
    file = io.BytesIO()
    bare = {"write_xing": "0", "id3v2_version": "0"}
    with av.open(file, "w", format="mp3", options=bare) as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = 64_000
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=rate)
        frame = av.AudioFrame.from_ndarray(
            np.frombuffer(pcm, "<i2")[None], format="s16", layout="mono"
        )
        frame.sample_rate = 16_000
        for piece in (*resampler.resample(frame), *resampler.resample(None), None):
            container.mux(stream.encode(piece))
    return file.getvalue()
