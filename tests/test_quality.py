"""Quality does not fall in silence: today's scores against the floors in the repository."""

from pathlib import Path

import pytest

from briefing import pipeline
from briefing.settings import Settings
from tests.quality import scores, traps

# Sentences of another hand; they lie beside the project where it is developed, not in it.
OTHERS = Path(__file__).parents[2] / "shared" / "data" / "traps_dev.tsv"
MOST_WRONG = 2


@pytest.fixture(scope="module")
def today() -> dict[str, float]:
    """The scores of the code as it is."""
    return scores.scores()


@pytest.mark.parametrize("name", scores.floors())
def test_no_score_is_under_its_floor(name: str, today: dict[str, float]) -> None:
    """A change that costs quality says so here; `make floors` keeps what was won."""
    assert today[name] >= scores.floors()[name]


def test_every_score_has_a_floor(today: dict[str, float]) -> None:
    """A score that nobody holds would fall unseen."""
    assert today.keys() == scores.floors().keys()


def test_the_corpus_is_large_enough() -> None:
    """Two hundred written forms, ten articles and 150 sentences that trip, at least."""
    assert len(scores.rows()) >= 200
    assert len(list(scores.articles())) >= 10
    assert len(list(traps.read())) >= 150


def test_a_form_that_is_said_wrong_is_seen() -> None:
    """The scorer can fail: a figure left as it is counts as wrong in every row that has one."""
    figures = [row for row in scores.rows() if any(map(str.isdigit, row["written"]))]
    assert not any(scores.is_right(row, speak=str) for row in figures)


def test_every_reference_is_right_by_its_own_measure() -> None:
    """What the corpus calls right is right, and has no figure left in it."""
    for row in scores.rows():
        for reading in row["spoken"].split("|"):
            assert scores.is_right(row, speak=lambda _written, said=reading: said)
            assert not any(map(str.isdigit, reading)), reading


def test_every_key_phrase_is_in_its_article() -> None:
    """A phrase that is not there could never be kept."""
    for found, phrases in scores.articles():
        text = scores.words(f"{found.title} {found.text}")
        missing = [phrase for phrase in phrases if scores.words(phrase) not in text]
        assert not missing, (found.origin, missing)


@pytest.mark.parametrize("trap", list(traps.read()), ids=lambda trap: trap.sentence)
def test_a_check_can_fail(trap: traps.Trap) -> None:
    """Silence passes no trap that asks for a sound, and each pattern is one."""
    assert traps.wrong(trap, lambda _sentence: "") or all(
        check.startswith("!") for check in trap.checks
    )


def test_a_reading_with_other_signs_for_the_same_sounds_is_right() -> None:
    """Stress, spaces, schwa and the openness of vowels are no matter; nasal vowels are."""
    assert traps.merged("lə- bˈœf ɛ ʒˈœn") == traps.merged("l bøf e ʒøn")
    assert traps.merged("sɑ̃t ˈɑ̃") != traps.merged("sat ˈa")


@pytest.mark.skipif(not OTHERS.is_file(), reason="the other set is not here")
def test_sentences_of_another_hand_are_said_right_too() -> None:
    """Rules that fit our own sentences alone would fail here."""
    phonemise = pipeline.phonemes(Settings())
    found = list(traps.read(OTHERS))
    wrong = [trap.sentence for trap in found if traps.wrong(trap, phonemise)]
    assert len(wrong) <= MOST_WRONG, wrong
