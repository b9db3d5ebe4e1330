"""The host of a language model: posts questions, and waits for its answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from briefing import web
from briefing.condense.chat.endpoint import Endpoint
from briefing.condense.chat.manners import manners
from briefing.condense.chat.prompt import Message
from briefing.errors import SettingsError
from briefing.web import Patience

_CONNECT = 5.0  # seconds
_LONGEST_ANSWER = 500_000  # bytes
_REDIRECTIONS = frozenset((301, 302, 303, 307, 308))
_WRONG_SETTING = _REDIRECTIONS | {401, 403, 404, 405, 410}
_NOT_UNDERSTOOD = frozenset((HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY))
_NO_ACCESS = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class Post(Protocol):
    """Posts a question and waits for the answer; `web.post` is one."""

    def __call__(
        self,
        url: str,
        data: bytes,
        headers: Mapping[str, str],
        *,
        max_bytes: int,
        patience: Patience,
    ) -> bytes:
        """The answer of *url*, or `NetworkError`."""
        ...


@dataclass(frozen=True, slots=True)
class Host:
    """Answers what is posted to *endpoint*."""

    endpoint: Endpoint
    post: Post
    sleep: Callable[[float], None]
    clock: Callable[[], float]

    def answer(self, messages: Sequence[Message], words: int, end: float) -> bytes:
        """The answer to *messages*, asked more plainly as long as the host objects.

        *words* is the length that is asked for, *end* when the time is over, by the clock.

        Raises:
            SettingsError: the endpoint refuses the key, or does not know the address or the model.
            NetworkError: it cannot be reached, or does not answer in time.

        """
        for manner in manners(words):
            question = {"model": self.endpoint.model, "messages": messages, "stream": False}
            try:
                return self._post(json.dumps(question | manner).encode("ascii"), end)
            except web.Refused as refusal:
                if refusal.status in _WRONG_SETTING:
                    raise _mendable(refusal, self.endpoint) from None
                if refusal.status not in _NOT_UNDERSTOOD or not manner:
                    raise
        raise AssertionError  # the last manner is empty

    def _post(self, data: bytes, end: float) -> bytes:
        left = max(0.001, end - self.clock())
        patience = Patience(
            attempts=self.endpoint.tries,
            connect=min(_CONNECT, self.endpoint.timeout),
            read=self.endpoint.timeout,
            total=left,
            sleep=self.sleep,
            clock=self.clock,
        )
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        return self.post(
            self.endpoint.address, data, headers, max_bytes=_LONGEST_ANSWER, patience=patience
        )


def _mendable(refusal: web.Refused, endpoint: Endpoint) -> SettingsError:
    """What somebody has to change before the endpoint answers."""
    if refusal.status in _NO_ACCESS:
        hint = "Check its key." if endpoint.key else "It asks for a key: set one."
    elif refusal.status in _REDIRECTIONS:
        hint = "It is somewhere else now: check the address, http or https."
    else:
        hint = f"Check the address, and that it has a model called {endpoint.model}."
    return SettingsError(f"The language model cannot be used: {refusal}", hint=hint)
