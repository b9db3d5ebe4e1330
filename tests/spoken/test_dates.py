"""Dates, years and eras, as news prints them."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("le 01/05/2026", "le premier mai deux mille vingt-six"),
        ("le 2026-11-22", "le vingt-deux novembre deux mille vingt-six"),
        ("14.05.2026", "quatorze mai deux mille vingt-six"),
        ("le 3/4/85", "le trois avril mille neuf cent quatre-vingt-cinq"),
        ("le 1/3 des élus", "le un tiers des élus"),
        ("le 31/12", "le trente et un décembre"),
        ("le 1 mai", "le premier mai"),
        ("les 17-18-19 mars", "les dix-sept, dix-huit, dix-neuf mars"),
        ("le 11-Septembre", "le onze Septembre"),
        ("en 44 av. J.-C.", "en quarante-quatre avant Jésus-Christ."),
        ("mer. 3 janv. 2012", "mercredi trois janvier deux mille douze"),
        ("la guerre de 39-45", "la guerre de trente-neuf quarante-cinq"),
        ("en 05/2012", "en mai deux mille douze"),
        ("les années 80", "les années quatre-vingts"),
        ("sept jours sur sept.", "sept jours sur sept."),
    ],
)
def test_dates_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
