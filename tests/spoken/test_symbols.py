"""Signs that are words, and signs that have no sound."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dupont & Fils", "Dupont et Fils"),
        ("2 + 2 = 4", "deux plus deux égale quatre"),
        ("le § 4", "le paragraphe quatre"),
        ("homme/femme", "homme ou femme"),
        ("PS/UMP", "P.S. U.M.P."),
        ("Canal+", "Canal plus"),
        ("C++, C#", "C plus plus, C dièse"),
        ("≈ 30", "environ trente"),
        ("[4] […]", "[quatre] […]"),
        ("• un *point*", "un point"),
        ("α et π", "alpha et pi"),
        ("le m²", "le mètre carré"),
        ("≥ 5", "supérieur ou égal à cinq"),
    ],
)
def test_symbols_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
