"""Sums of money."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12,50 €", "douze euros cinquante"),
        ("0,75 €", "soixante-quinze centimes"),
        ("3,2 Md€", "trois virgule deux milliards d'euros"),
        ("100 M$", "cent millions de dollars"),
        ("5 000 F", "cinq mille francs"),
        ("$20", "vingt dollars"),
        ("€12.50", "douze euros cinquante"),
        ("$3bn", "trois milliards de dollars"),
        ("1 000 000 €", "un million d'euros"),
        ("200 k€", "deux cent mille euros"),
        ("1 £", "une livre"),
        ("3 milliards de $", "trois milliards de dollars"),
        ("1 Md d’euros", "un milliard d’euros"),
        ("5 CHF", "cinq francs suisses"),
        ("1,2345 €", "un virgule deux trois quatre cinq euro"),
        ("2.133 M EUR", "deux mille cent trente-trois millions d'euros"),
    ],
)
def test_money_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
