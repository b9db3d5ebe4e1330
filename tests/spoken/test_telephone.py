"""Numbers that are dialled."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("01 23 45 67 08", "zéro un, vingt-trois, quarante-cinq, soixante-sept, zéro huit"),
        ("06.12.34.56.78", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
        ("0612345678", "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit"),
        (
            "+33 6 12 34 56 78",
            "plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
        ),
        ("appelez le 3919", "appelez le trente-neuf dix-neuf"),
        ("Le 3975 répond", "Le trente-neuf soixante-quinze répond"),
        ("le 3 000 m", "le trois mille mètres"),
        ("le 118 218", "le cent dix-huit deux cent dix-huit"),
        ("0 800 123 456", "zéro huit cents, cent vingt-trois, quatre cent cinquante-six"),
        ("75011 Paris", "soixante-quinze mille onze Paris"),
        ("06000 Nice", "zéro six mille Nice"),
        ("en 3000 av. J.-C.", "en trois mille avant Jésus-Christ."),
    ],
)
def test_telephone_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
