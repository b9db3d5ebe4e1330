"""What tests share: a small disk, and the shipped voices, each opened once as it takes a second."""

from __future__ import annotations

import contextlib
import dataclasses
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=10)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root mounts a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=10)
