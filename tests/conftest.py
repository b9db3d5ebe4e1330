"""What tests share: the shipped voices, each opened once, as a Kokoro takes a second to load."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator

import pytest

from briefing import shipped
from briefing.voices import Voice, open_voice
from briefing.voices.card import VoiceCard, read_cards
from tests.google_server import GoogleServer


@pytest.fixture(scope="session")
def cards() -> dict[str, VoiceCard]:
    """The cards of the voices that ship, as they are."""
    return read_cards([shipped.voices_folder()])


@pytest.fixture(scope="session")
def google() -> Iterator[GoogleServer]:
    """Google on loopback, without the proxy that this machine may have."""
    with GoogleServer() as running, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NO_PROXY", "127.0.0.1")
        yield running


@pytest.fixture(scope="session")
def opened(
    cards: dict[str, VoiceCard], request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Voice]]:
    """Gives a shipped voice by name, always the same one; the online ones ask loopback."""
    voices: dict[str, Voice] = {}
    with contextlib.ExitStack() as stack:

        def get(name: str) -> Voice:
            if name not in voices:
                card = cards[name]
                if card.network:
                    local = {"base_url": request.getfixturevalue("google").url, "pace": 0}
                    card = dataclasses.replace(card, parameters={**card.parameters, **local})
                voices[name] = stack.enter_context(contextlib.closing(open_voice(card)))
            return voices[name]

        yield get
