"""Elision follows what is said."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("plus de 1 million d'habitants", "plus d'un million d'habitants"),
        ("de 1 €", "d'un euro"),
        ("de 1 à 10", "de un à dix"),
        ("de 11 ans", "de onze ans"),
        ("le 8, de 8 à 10", "le huit, de huit à dix"),
        ("de 1/5", "d'un cinquième"),
        ("de 1 500 m", "de mille cinq cents mètres"),
        ("qu'1 jour", "qu'un jour"),
    ],
)
def test_elision_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
