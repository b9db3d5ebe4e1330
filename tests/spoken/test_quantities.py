"""Fractions, ranges, scores, ordinals, and what is left."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1/2, 3/4, 2/3", "un demi, trois quarts, deux tiers"),
        ("15/20", "quinze sur vingt"),
        ("1⅔", "un et deux tiers"),
        ("16/9", "seize neuvièmes"),
        ("en 1/8e de finale", "en huitième de finale"),
        ("½ heure", "une demi-heure"),
        ("d'un 1/100e", "d'un centième"),
        ("50/50", "cinquante cinquante"),
        ("6-4, 7-6 (7/5)", "six quatre, sept six (sept cinq)"),
        ("3-1", "trois à un"),
        ("en 4-4-2", "en quatre quatre deux"),
        ("un Boeing 737-800", "un Boeing sept cent trente-sept huit cents"),
        ("l'article 49.3", "l'article quarante-neuf trois"),
        ("l'article 49-3", "l'article quarante-neuf trois"),
        ("1 200-1 500 morts", "mille deux cents à mille cinq cents morts"),
        ("3.5 %, 0.5", "trois virgule cinq pour cent, zéro virgule cinq"),
        ("100.000,5", "cent mille virgule cinq"),
        ("la 3ème, 8è, 2nde", "la troisième, huitième, seconde"),
        ("1 001 nuits", "mille et une nuits"),
        ("5 - 3 = 2", "cinq moins trois égale deux"),
        ("4 x 100 m", "quatre fois cent mètres"),
        ("un 4x4", "un quatre quatre"),
        ("200e et 80e", "deux centième et quatre-vingtième"),
        ("le 3° de l'article 5", "le trois de l'article cinq"),
        ("1/25 000", "un vingt-cinq millième"),
    ],
)
def test_quantities_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
