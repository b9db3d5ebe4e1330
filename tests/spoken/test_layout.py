"""Letters, spaces and figures as typographers set them."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1ᵉʳ, XXᵉ, Mᵐᵉ", "premier, vingtième, madame"),
        ("du CO₂ et 10⁶", "du C.O. deux et dix puissance six"),
        ("10^6", "dix puissance six"),
        ("la loi¹.", "la loi."),
        ("  deux\u202f mots\xad ", "deux mots"),
        ("２ et ①", "deux et un"),
        ("les nᵒˢ 3 et 4", "les numéros trois et quatre"),
        ("le Mᵉ Roux", "le maître Roux"),
    ],
)
def test_layout_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
