"""Numbers with a unit."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("130 km/h", "cent trente kilomètres-heure"),
        ("45 m²", "quarante-cinq mètres carrés"),
        ("-5 °C", "moins cinq degrés"),
        ("70 °F", "soixante-dix degrés Fahrenheit"),
        ("21 t", "vingt et une tonnes"),
        ("50 µg/m³", "cinquante microgrammes par mètre cube"),
        ("1,6 GW", "un virgule six gigawatt"),
        ("8 Go", "huit gigaoctets"),
        ("10-15 %", "dix à quinze pour cent"),
        ("1,80 m", "un mètre quatre-vingts"),
        ("2 m 05", "deux mètres cinq"),
        ("5 l/100 km", "cinq litres aux cent kilomètres"),
        ("7j/7 et 24h/24", "sept jours sur sept et vingt-quatre heures sur vingt-quatre"),
        ("5 €/kg", "cinq euros par kilo"),
        ("18 milliards de km", "dix-huit milliards de kilomètres"),
        ("10 000 Bq/kg", "dix mille becquerels par kilo"),
        ("5 mi-temps", "cinq mi-temps"),
        ("En 2012 l’État", "En deux mille douze l’État"),
        ("93 mm x 20 mm", "quatre-vingt-treize millimètres sur vingt millimètres"),
    ],
)
def test_measures_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
