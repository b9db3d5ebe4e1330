"""Eight processes that make episodes at the same moment, in one folder."""

import pytest

from tests.robust import crowd
from tests.robust.sound import complete
from tests.robust.world import World


@pytest.fixture
def world(tmp_path):
    """A show with nothing in it yet."""
    made = World(tmp_path)
    made.prepare()
    return made


def test_eight_articles_at_once_are_eight_episodes(world):
    """Each is there once, and the feed and the pages name them all."""
    codes = crowd.together(world, [world.make(number) for number in range(8)])
    assert codes == [0] * 8, world.said()
    assert len(complete(world.output).records) == 8


def test_one_article_made_eight_times_at_once_is_one_episode(world):
    """Whoever comes later finds the one that is there, and its guid."""
    codes = crowd.together(world, [world.make(1)] * 8)
    assert codes == [0] * 8, world.said()
    assert len(complete(world.output).records) == 1


def test_eight_daily_runs_at_once_are_one_episode(world):
    """One tells the news; the others say that it is at work, or that nothing is new."""
    world.article(2, "news")
    codes = crowd.together(world, [world.daily()] * 8)
    assert 0 in codes
    assert set(codes) <= {0, crowd.BUSY}, world.said()
    assert len(complete(world.output).records) == 1
