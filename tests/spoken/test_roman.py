"""Roman numerals where they are numbers, and letters where they are not."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("au XXIe siècle", "au vingt et unième siècle"),
        ("la Ve République", "la cinquième République"),
        ("François Ier", "François premier"),
        ("Élisabeth Ire", "Élisabeth première"),
        ("Louis XIV", "Louis quatorze"),
        ("Charles X", "Charles dix"),
        ("Malcolm X", "Malcolm X"),
        ("les XIIe et XIIIe siècles", "les douzième et treizième siècles"),
        ("aux XVe-XVIe siècles", "aux quinzième seizième siècles"),
        ("le tome III, chapitre IV", "le tome trois, chapitre quatre"),
        ("le XV de France", "le quinze de France"),
        ("Le CD, un DVD", "Le C.D., un D.V.D."),
        ("IIe", "deuxième"),
        ("l'article L. 310-2", "l'article L trois cent dix tiret deux"),
        ("Vatican II", "Vatican deux"),
        ("De Ce Le Me", "De Ce Le Me"),
    ],
)
def test_roman_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
