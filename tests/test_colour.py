from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.colour import READABLE, contrast, ink, mixed, rgb
from briefing.errors import SettingsError

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@given(COLOURS)
@settings(max_examples=200)
def test_words_can_be_read_on_any_colour(ground: tuple[int, int, int]) -> None:
    """WCAG 2.1 asks for 4.5; white or near black has it everywhere."""
    assert contrast(ground, ink(ground)) >= READABLE


def test_the_hardest_grounds_are_readable_too() -> None:
    """Of all greys, those between the two inks are where both are weakest."""
    assert min(contrast((grey,) * 3, ink((grey,) * 3)) for grey in range(256)) >= READABLE


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_the_one_of_the_standard(one: str, other: str, ratio: float) -> None:
    """As known from WCAG's own examples and calculators, whichever comes first."""
    assert contrast(rgb(one), rgb(other)) == pytest.approx(ratio, abs=0.005)
    assert contrast(rgb(other), rgb(one)) == contrast(rgb(one), rgb(other))


@given(COLOURS)
def test_a_colour_is_read_as_it_is_written(colour: tuple[int, int, int]) -> None:
    """In small letters as in capitals."""
    written = "#{:02x}{:02x}{:02x}".format(*colour)
    assert rgb(written) == rgb(written.upper()) == colour


@pytest.mark.parametrize(
    "text", ["", "#", "navy", "112244", "#124", "#1122444", "#11224g", "#112244\n", "#１１２２４４"]
)
def test_anything_else_is_no_colour(text: str) -> None:
    """One sentence names it, and the hint shows how it is written."""
    with pytest.raises(SettingsError, match="not a colour") as caught:
        rgb(text)
    assert "#112244" in caught.value.hint


def test_a_mix_lies_between() -> None:
    """From all of the one to all of the other."""
    assert mixed((0, 0, 0), (255, 100, 10), 0) == (0, 0, 0)
    assert mixed((0, 0, 0), (255, 100, 10), 0.2) == (51, 20, 2)
    assert mixed((0, 0, 0), (255, 100, 10), 1) == (255, 100, 10)
