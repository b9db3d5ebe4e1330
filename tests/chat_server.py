"""A chat endpoint on loopback that speaks as OpenAI's, Ollama's and llama.cpp's do.

Ours and real: sockets, HTTP/1.1, their envelopes and their errors.  Its model can read and copy: it
tells the first sentences of the article that it finds in the prompt, or what a test makes it say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.google_server import Asked, Behaviour, Exchange, Loopback

PATH = "/v1/chat/completions"
MODEL = "mistral"
KEY = "sk-test-very-secret"


@dataclass(frozen=True)
class Question:
    """What the model was asked."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        """All messages."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def words(self) -> int:
        """The length that was asked for."""
        return int(re.search(r"en (\d+) mots", self.prompt)[1])

    @property
    def sentences(self) -> dict[int, str]:
        """The sentences of the article, by their numbers."""
        article = self.prompt.partition("Titre : ")[2].partition("</article>")[0]
        return {int(n): text for n, text in re.findall(r"^\[(\d+)\] (.*)$", article, re.MULTILINE)}


def question(asked: Asked) -> Question:
    """Unpack a request, which has to be one that such an endpoint takes."""
    assert asked.method == "POST"
    assert asked.headers["content-type"] == "application/json"
    body = json.loads(asked.body)
    assert body["messages"], body
    assert not body.get("stream")
    return Question(asked.path, asked.headers, body)


class ChatServer(Loopback):
    """An endpoint with one model; it asks for a *key* when it has one."""

    def __init__(self, key: str = "") -> None:
        super().__init__(self._usual)
        self._key = key
        self.known = MODEL

    @property
    def questions(self) -> list[Question]:
        """All so far, the last one last."""
        return [question(asked) for asked in self.requests]

    def _usual(self, exchange: Exchange) -> None:
        asked = question(exchange.asked)
        if asked.path != PATH:
            exchange.answer(404, b"404 page not found")
        elif self._key and asked.headers.get("authorization") != f"Bearer {self._key}":
            exchange.answer(401, error("Incorrect API key provided", "invalid_api_key"))
        elif asked.body["model"] != self.known:
            exchange.answer(404, error(f"model '{asked.body['model']}' not found", "not_found"))
        else:
            copies(exchange)


def error(message: str, code: str) -> bytes:
    """An error as OpenAI words it."""
    told = {"message": message, "type": "invalid_request_error", "code": code}
    return json.dumps({"error": told}).encode()


def envelope(content: str | None, finish_reason: str = "stop", **message: Any) -> bytes:
    """OpenAI's answer around what the model wrote."""
    written = {"role": "assistant", "content": content, **message}
    choice = {"index": 0, "message": written, "finish_reason": finish_reason}
    whole = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1795329020, "model": MODEL,
        "choices": [choice], "usage": {"prompt_tokens": 9, "completion_tokens": 9},
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False).encode()


def written(phrases: Sequence[tuple[str, Sequence[int]]]) -> str:
    """The JSON that the prompt asks for."""
    listed = [{"texte": text, "sources": list(sources)} for text, sources in phrases]
    return json.dumps({"phrases": listed}, ensure_ascii=False)


# Behaviours.


def copies(exchange: Exchange) -> None:
    """Tell the first sentences of the article, as many as the words asked for allow."""
    asked = question(exchange.asked)
    told, length = [], 0
    for number, text in asked.sentences.items():
        length += len(text.split())
        if told and length > asked.words:
            break
        told.append((text, [number]))
    exchange.answer(200, envelope(written(told)), Content_Type="application/json")


def writes(content: str | None, finish_reason: str = "stop", **message: Any) -> Behaviour:
    """Write *content*, whatever is asked."""
    return lambda exchange: exchange.answer(200, envelope(content, finish_reason, **message))


def says(*phrases: tuple[str, Sequence[int]]) -> Behaviour:
    """Tell *phrases*, each with the numbers of its sources."""
    return writes(written(phrases))


def knows_no_schema(exchange: Exchange) -> None:
    """Refuse the field `response_format`, as older servers do; else copy."""
    if "response_format" in question(exchange.asked).body:
        exchange.answer(400, error("response_format is not supported", "unsupported"))
    else:
        copies(exchange)


def knows_messages_only(exchange: Exchange) -> None:
    """Refuse every setting, as models that think do; else copy."""
    if question(exchange.asked).body.keys() - {"model", "messages", "stream"}:
        exchange.answer(422, error("Unsupported parameter: 'max_tokens'", "unsupported"))
    else:
        copies(exchange)


def never_ends(exchange: Exchange) -> None:
    """Send blanks for ever, its length not announced."""
    exchange.send_response(200)
    exchange.send_header("Connection", "close")
    exchange.end_headers()
    exchange.close_connection = True
    while not exchange.server.over.is_set():
        exchange.wfile.write(b" " * 65_536)
