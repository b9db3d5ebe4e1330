"""The natural voices that ship, by what is heard of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from briefing import blend
from briefing.shipped import voices_folder
from briefing.spoken import speakable
from briefing.voices import Voice
from briefing.voices.card import VoiceCard
from tests.voices.test_kokoro import pitch

OURS = ("claire", "elise", "nicolas", "antoine")
SENTENCE = "Les travaux commenceront au printemps, et la mairie promet de ne pas fermer l’avenue."


@pytest.mark.parametrize("name", [*OURS, "siwis"])
def test_a_voice_is_as_its_card_says(
    name: str, cards: dict[str, VoiceCard], opened: Callable[[str], Voice]
) -> None:
    """Women sound like women and men like men; it is about as fast as was measured."""
    card = cards[name]
    texts = [speakable(text) for text in blend._SENTENCES[:2]] + [SENTENCE]
    sounds = blend.say(opened(name), texts)
    low, high = (85, 155) if card.gender == "male" else (165, 255)
    assert low < pitch(sounds[-1]) < high
    # Three sentences of a card's many: some are all long words.
    assert blend.words_per_minute(texts, sounds) == pytest.approx(card.words_per_minute, rel=0.15)


def test_two_women_and_two_men(cards: dict[str, VoiceCard]) -> None:
    """A bulletin of two can be any of them; all are French, offline and free."""
    found = [cards[name] for name in OURS]
    assert sorted(card.gender for card in found) == ["female", "female", "male", "male"]
    for card in found:
        assert (card.language, card.network) == ("fr-FR", False)
        assert "Apache-2.0" in card.licence
        assert card.parameters["blend"]["ff_siwis"] >= 0.4


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations((*OURS, "siwis"), 2)))
def test_no_two_sound_alike(one: str, other: str, cards: dict[str, VoiceCard]) -> None:
    """The timbres of any two are further apart than those of two shares of one blend (0.9)."""
    first, second = (timbre(cards[name].parameters["blend"]) for name in (one, other))
    alike = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    assert alike < 0.9


def timbre(shares: dict[str, float]) -> np.ndarray:
    """The half of a style that makes the timbre, its mean over all lengths."""
    folder = voices_folder() / "kokoro"
    return sum(
        share * np.load(folder / f"{name}.npy")[:, 0, :128].mean(axis=0)
        for name, share in shares.items()
    )


def test_every_vector_that_ships_is_used(cards: dict[str, VoiceCard]) -> None:
    """Each is half a megabyte."""
    used = {name for card in cards.values() for name in card.parameters.get("blend", {})}
    assert {path.stem for path in (voices_folder() / "kokoro").iterdir()} == used
