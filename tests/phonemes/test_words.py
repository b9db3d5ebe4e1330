from __future__ import annotations

import pytest
from kokoro_onnx.config import get_vocab

from briefing.phonemes import Phonemiser, words
from briefing.phonemes.correct import corrected
from briefing.phonemes.place import places

ENTRIES = words.entries()
WHOLE = [word for word in ENTRIES if not word.endswith("*")]
GUARDS = {
    "porc-épic",
    "saoul",
    "exemption",
    "Jean",
}  # keep another entry away from a word that is right
# Sounds of English that French has not; espeak-ng uses them where it takes a word for English.
ENGLISH = set("ɹθðʊɪʌɜɐɒæ")


@pytest.fixture(scope="module")
def phonemes() -> Phonemiser:
    """One for all."""
    return Phonemiser()


def test_the_file_says_each_word_once() -> None:
    """Small letters and capitals of a word are one entry."""
    twice = len(WHOLE) - len({word.lower() for word in WHOLE})
    assert len(WHOLE) > 400
    assert twice <= 5  # "jean" and Jean, Insee and INSEE


@pytest.mark.parametrize("word", ENTRIES)
def test_an_entry_keeps_the_number_of_words(word: str) -> None:
    """A respelling is not a paraphrase."""
    assert len(ENTRIES[word].split()) == len(word.split())


def test_what_is_respelled_sounds_french(phonemes: Phonemiser) -> None:
    """No entry ends in sounds that the model lacks, or that French has not."""
    strange = {
        word: said
        for word, said in ((word, phonemes(word)) for word in WHOLE)
        if not set(said) <= set(get_vocab()) or set(said) & ENGLISH
    }
    assert not strange


def test_every_entry_is_needed() -> None:
    """An entry of a word that espeak-ng says right by itself would only be something to keep."""
    bare = Phonemiser(correct=str)
    needless = [
        word for word in WHOLE if word not in GUARDS and bare(word) == bare(corrected(word))
    ]
    assert not needless


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("toasts", "tostes"),
        ("HOMOSEXUELS", "omossexuels"),
        ("Fos", "Fosse"),
        ("fos", None),
        ("Jean", "Jean"),
        ("jean", "djine"),
        ("maire", None),
    ],
)
def test_capitals_and_plurals(written: str, said: str | None) -> None:
    """Small letters hold for all, capitals only as they stand; a plural takes its s along."""
    assert words.respelled(written) == said


@pytest.mark.parametrize("written", ["prud'hommes", "prud’hommes", "Prud’hommes"])
def test_words_that_are_joined_are_one_entry(written: str) -> None:
    """With either apostrophe, and with capitals."""
    assert words.joined(places(f"les {written} ont")[1]) == (2, "prudommes")


def test_punctuation_joins_nothing() -> None:
    """Two sentences are not a name."""
    assert corrected("C’est fake. News à suivre.").count(".") == 2
