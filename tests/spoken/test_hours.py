"""Times of day, durations, times of a race."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("14h30, 18H00, 20 h", "quatorze heures trente, dix-huit heures, vingt heures"),
        ("à 21 h 01", "à vingt et une heures une"),
        ("9h05", "neuf heures cinq"),
        ("de 9h-11h30", "de neuf heures à onze heures trente"),
        ("8 h-12 h", "huit heures à douze heures"),
        ("23:40", "vingt-trois heures quarante"),
        ("1:59:40", "une heure cinquante-neuf minutes quarante secondes"),
        ("3'28\"76", "trois minutes vingt-huit secondes soixante-seize"),
        ("en 3:58.41", "en trois minutes cinquante-huit secondes quarante et un"),
        ("2 h 1/2", "deux heures et demie"),
        ("à la 90'", "à la quatre-vingt-dixième"),
        ("H-2", "H moins deux"),
        ("Il est midi, minuit approche.", "Il est midi, minuit approche."),
        ("48° 51′ N", "quarante-huit degrés cinquante et une minutes nord"),
        ("3 p.m.", "trois heures de l'après-midi"),
        ("de 1'45''", "d'une minute quarante-cinq secondes"),
    ],
)
def test_hours_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
