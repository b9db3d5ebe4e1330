"""Numbers have one name each, and agree."""

import pytest

from briefing.spoken import speakable
from briefing.spoken.numbers import cardinal, counted, ordinal


def test_no_two_numbers_are_said_alike() -> None:
    """From 0 to 20,000, and by the thousand from there: each has a name of its own."""
    numbers = [*range(20_000), *range(20_000, 3_000_000, 1000)]
    assert len({cardinal(str(number)) for number in numbers}) == len(numbers)
    assert len({ordinal(str(number)) for number in range(1, 20_000)}) == 19_999


@pytest.mark.parametrize(
    "written", ["12 345", "12\u00a0345", "12\u202f345", "12\u2009345", "12345", "12.345"]
)
def test_the_spaces_inside_a_number_do_not_matter(written: str) -> None:
    """Typographers use four kinds of them, agencies a point."""
    assert speakable(f"Il a {written} voix.") == "Il a douze mille trois cent quarante-cinq voix."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("80", "quatre-vingts"),
        ("80 000", "quatre-vingt mille"),
        ("200 000 000", "deux cents millions"),
        ("1001", "mille un"),
        ("0,002", "zéro virgule zéro zéro deux"),
        ("1" * 30, " ".join(["un"] * 30)),
    ],
)
def test_a_number_is_spelled_as_in_france(written: str, said: str) -> None:
    """With the s of "vingt" and "cent", and figure by figure where numbers have no name."""
    assert cardinal(written) == said


def test_a_thing_is_plural_from_two_on() -> None:
    """Not in 1,9; and it is counted with "de" in millions."""
    assert counted("1,9", "mètre", "mètres") == "un virgule neuf mètre"
    assert counted("2 000 000", "mètre", "mètres") == "deux millions de mètres"
