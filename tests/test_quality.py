"""Quality does not fall in silence: today's scores against the floors in the repository."""

import pytest

from tests.quality import scores


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
    """Two hundred written forms and ten articles, at least."""
    assert len(scores.rows()) >= 200
    assert len(list(scores.articles())) >= 10


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
