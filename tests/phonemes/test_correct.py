from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kokoro_onnx.config import get_vocab

from briefing.phonemes import Phonemiser
from briefing.phonemes.correct import corrected
from tests.phonemes.test_espeak import COMMON, ENGLISH, NAMES

ARTICLES = sorted((Path(__file__).parents[1] / "quality" / "articles").glob("*.md"))
TRAPS = """
est l’Est d’est fils plus tous cent cents vingt six dix deux trois président couvent os fier un uns
chacun quelqu’un ancien bon saint Saint-Étienne moyen quand vas-y sont-ils a-t-on hameaux homologues
huitième méthode Nancy jury e-mail fake news von der Leyen prud’hommes Champs-Élysées
""".split()


@pytest.fixture(scope="module")
def phonemes() -> Phonemiser:
    """One for all."""
    return Phonemiser()


def marks(text: str) -> list[str]:
    """The marks of punctuation of *text*, in order; apostrophes and hyphens belong to words."""
    return re.findall(r"[^\w\s'’\-]", text)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_word_is_lost_or_added(path: Path) -> None:
    """An article keeps as many words, line for line, and all of its marks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        said = corrected(line)
        assert len(said.split()) == len(line.split()), (line, said)
        assert marks(said) == marks(line)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*TRAPS, *COMMON, *NAMES]), min_size=1, max_size=25),
    st.sampled_from([" ", ", ", " ; ", "… ", " « ", "\u00a0", "\n"]),
)
def test_whatever_words_come_together_none_is_lost(words: list[str], between: str) -> None:
    """In any order, with any mark between them."""
    text = between.join(words)
    said = corrected(text)
    assert len(said.split()) == len(text.split())
    assert marks(said) == marks(text)
    assert corrected(text) == said


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_taken(text: str) -> None:
    """Other scripts, signs, control characters: nothing is an error, and nothing is swallowed."""
    said = corrected(text)
    assert len(said.split()) == len(text.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*TRAPS, *COMMON, *NAMES]), min_size=1, max_size=12))
def test_the_model_knows_what_comes_of_it(phonemes: Phonemiser, words: list[str]) -> None:
    """No rule brings a sound that Kokoro lacks, and every word has one."""
    found = phonemes(", ".join(words))
    assert set(found) <= set(get_vocab())
    assert all(any(map(str.isalpha, each)) for each in found.split(","))


@pytest.mark.parametrize("nothing", ["", " ", "…", "«", "\n\n", "123", "’", "--"])
def test_what_has_no_word_comes_back(nothing: str) -> None:
    """Letter for letter."""
    assert corrected(nothing) == nothing


@pytest.mark.parametrize("word", ["plus", "est", "fils", "président", "cent", "a-t-", "l’", "x"])
def test_a_line_without_end_is_taken(word: str) -> None:
    """Ten thousand times the same word without a pause: no rule looks further than a few words."""
    assert len(corrected(f"{word} " * 10_000).split()) == 10_000


def test_capitals_and_apostrophes_are_no_matter(phonemes: Phonemiser) -> None:
    """What is typed, typeset or shouted sounds the same."""
    assert phonemes("l'est du pays") == phonemes("l’est du pays") == phonemes("L’EST DU PAYS")
    assert phonemes("Les élus ont voté") == phonemes("LES ÉLUS ONT VOTÉ")


def test_a_text_without_traps_is_handed_over_as_it_is() -> None:
    """Espeak-ng is mostly right; most sentences are not touched."""
    text = "La ville de Lyon rouvre samedi son musée, dit la mairie."
    assert corrected(text) == text


@pytest.mark.parametrize("foreign", ENGLISH)
def test_foreign_words_do_not_change_their_neighbours(foreign: str, phonemes: Phonemiser) -> None:
    """Respelled or not."""
    found = phonemes(f"Il a lu {foreign} hier.").replace("ˈ", "")
    assert found.startswith("il a ly ")
    assert found.endswith(" jɛʁ.")
