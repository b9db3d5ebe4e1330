"""Nouns that "un" agrees with."""

import pytest

from briefing.spoken import speakable
from briefing.spoken.genders import is_feminine


@pytest.mark.parametrize(
    "noun",
    "personne voix heures victimes écoles propositions sociétés ambulances entreprises voitures"
    " femmes princesses maisonnettes journées infirmières actrices semaines batteries".split(),
)
def test_feminine_nouns_are_known(noun: str) -> None:
    """By list or by ending, singular or plural."""
    assert is_feminine(noun)


@pytest.mark.parametrize(
    "noun",
    "musées lycées trophées comités traités députés stades silences pays ans points élèves hommes"
    " millions ministères articles incendies kilomètres journalistes".split(),
)
def test_masculine_nouns_keep_their_un(noun: str) -> None:
    """In doubt too: "un" is the form of counting."""
    assert not is_feminine(noun)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("21 nouvelles voitures", "vingt et une nouvelles voitures"),
        ("31 jeunes femmes", "trente et une jeunes femmes"),
        ("41 autres élus", "quarante et un autres élus"),
        ("la Ligue 1 saison 2", "la Ligue un saison deux"),
        ("en 2021 saison noire", "en deux mille vingt et un saison noire"),
        ("21 000 personnes", "vingt et un mille personnes"),
    ],
)
def test_un_agrees_with_the_noun_behind_the_adjective(written: str, said: str) -> None:
    """And neither a year, nor the number of a league, nor "mille" agrees with anything."""
    assert speakable(written) == said
