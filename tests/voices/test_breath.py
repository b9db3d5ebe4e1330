from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Unspeakable
from briefing.voices.breath import one_mark_at_a_time, split

WORDS = st.lists(
    st.text("abcdeéèàçù’-", min_size=1, max_size=12)
    | st.sampled_from(["et", "que", "mais", "(oui),", "non.", "—", ";", "«", "»", "Où", "…", "?"]),
    max_size=80,
)


def up_to(letters: int):
    """Fits when it has no more than so many letters."""
    return lambda part: len(part) <= letters


@given(WORDS, st.integers(12, 200))
def test_no_word_is_lost_moved_or_cut(words: list[str], longest: int) -> None:
    """Joined with spaces, the parts give the text back, word for word."""
    parts = split(" ".join(words), up_to(longest))
    assert " ".join(parts).split() == words


@given(WORDS, st.integers(12, 200))
def test_every_part_fits(words: list[str], longest: int) -> None:
    """Nothing is handed to an engine that it would cut."""
    assert all(len(part) <= longest for part in split(" ".join(words), up_to(longest)))


@given(WORDS)
def test_what_fits_is_not_split(words: list[str]) -> None:
    """Nobody breathes without need."""
    assert split(" ".join(words), up_to(100_000)) == [" ".join(words)]


@given(st.lists(st.sampled_from(["\n", "\t", "  ", "\u00a0", "\u202f"]), min_size=2, max_size=2))
def test_spaces_of_all_kinds_are_spaces(spaces: list[str]) -> None:
    """French typography has unbreakable ones; a part has only plain ones."""
    assert split(f"Il{spaces[0]}pleut{spaces[1]}!", up_to(99)) == ["Il pleut !"]


@pytest.mark.parametrize(
    ("text", "longest", "parts"),
    [
        # After a full stop rather than in the middle,
        ("Il pleut. Le vent se lève sur toute la côte.", 36,
         ["Il pleut.", "Le vent se lève sur toute la côte."]),
        # after a comma rather than between two words,
        ("Hier, le vent s’est levé sur la côte.", 32, ["Hier,", "le vent s’est levé sur la côte."]),
        # before a conjunction, when there is no mark,
        ("Il dit que le vent se lèvera sur la côte.", 34,
         ["Il dit", "que le vent se lèvera sur la côte."]),
        # in the middle, when there is nothing better;
        ("un deux trois quatre cinq six", 20, ["un deux trois", "quatre cinq six"]),
        # of several the one nearest to the middle.
        ("Un. Deux. Trois. Quatre.", 20, ["Un. Deux.", "Trois. Quatre."]),
    ],
)  # fmt: skip
def test_a_breath_is_taken_at_the_best_place(text: str, longest: int, parts: list[str]) -> None:
    """Where a speaker would take it."""
    assert split(text, up_to(longest)) == parts


def test_a_word_that_does_not_fit_is_an_error() -> None:
    """It is not cut; the error shows it."""
    with pytest.raises(Unspeakable, match=r"'x{40}…' \(5000 letters\)"):
        split("Le mot " + "x" * 5000, up_to(400))


def test_a_very_long_text_is_split_at_once() -> None:
    """A hundred thousand words take no deep recursion and no minutes."""
    parts = split("mot " * 100_000, up_to(400))
    assert sum(len(part.split()) for part in parts) == 100_000


@given(WORDS)
def test_words_are_no_marks(words: list[str]) -> None:
    """Rows of marks become one; the letters between them stay, in their order."""
    text = " ".join(words)
    thinned = one_mark_at_a_time(text)
    assert [*filter(str.isalpha, thinned)] == [*filter(str.isalpha, text)]
    assert not any(row in thinned.replace(" ", "") for row in (",,", ";;", ".,", "?…", ";."))


@pytest.mark.parametrize(
    ("text", "thinned"),
    [
        ("Oui, non. Si ! Ah ?", "Oui, non. Si ! Ah ?"),
        ("« Oui », dit-il.", "« Oui », dit-il."),
        ("Quoi ?!", "Quoi?"),
        ("Vraiment... !", "Vraiment!"),
        ("Il part, — dit-elle — ; puis...", "Il part, dit-elle — ; puis."),
        ("l’an 1.2,3", "l’an 1.2,3"),
    ],
)
def test_of_a_row_of_marks_the_melody_stays(text: str, thinned: str) -> None:
    """A question stays a question, a single mark stays as it is."""
    assert one_mark_at_a_time(text) == thinned
