from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.cover import lettering

NARROW, WIDE = "\u202f", "\u00a0"


def measure(text: str) -> float:
    """Every letter is as wide as the next."""
    return len(text)


def known(character: str) -> bool:
    """A font of Latin-1 and a little more."""
    return ord(character) < 256 or character in "œ’…–—"


def set_in(text: str, lines: int, width: float) -> tuple[str, ...]:
    """*text* as it is balanced."""
    return lettering.balanced(lettering.words(text, width, measure), lines, width, measure)


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("L'été", "L’été"),
        ("Vrai ?", f"Vrai{WIDE}?"),
        (f"Vrai{NARROW}?", f"Vrai{NARROW}?"),
        ("« Oui »", f"«{WIDE}Oui{WIDE}»"),
        ("12 000 euros, 5 %", f"12{WIDE}000 euros, 5{WIDE}%"),
        ("En 2026 450 cas", f"En 2026{WIDE}450 cas"),
        ("  deux\t mots\n", "deux mots"),
        ("e\u0301te\u0301", "été"),
        ("co\u00adopération", "coopération"),
        ("Ha\u202eut\u0000", "Haut"),
        ("\ud800seul", "seul"),
    ],
)
def test_french_is_set_as_french_is(written: str, set_as: str) -> None:
    """Apostrophes are round, and no mark, figure or accent is torn from what it belongs to."""
    assert lettering.tidied(written, known) == set_as


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("Fête 🎉🇫🇷 nationale", "Fête nationale"),
        ("Nguyễn", "Nguyen"),
        ("eﬃcace", "efficace"),
        ("Tokyo 東京 demain", "Tokyo demain"),
        ("👩🏽‍🚒", ""),
        ("1️⃣ idée", "1 idée"),
    ],
)
def test_what_the_font_lacks_is_replaced_or_left_out(written: str, set_as: str) -> None:
    """A letter loses its accent, a ligature is spelled out; what has no such letter goes."""
    assert lettering.tidied(written, known) == set_as


@given(st.text(max_size=80))
def test_only_what_the_font_has_remains(text: str) -> None:
    """Whatever was written, so that no empty box is drawn; and it is tidy by now."""
    tidy = lettering.tidied(text, known)
    assert all(known(each) or each == NARROW for each in tidy)
    assert "  " not in tidy
    assert tidy == tidy.strip()


def test_lines_are_even() -> None:
    """The last line is no leftover."""
    assert set_in("un chat noir dort sur le toit", 2, 25) == ("un chat noir", "dort sur le toit")


def test_a_line_does_not_end_in_a_little_word() -> None:
    """Even if the lines were more equal so."""
    assert set_in("le maire de Lyon", 2, 16) == ("le maire", "de Lyon")
    assert set_in("Dupont & Dupond", 2, 16) == ("Dupont", "& Dupond")


def test_a_compound_is_divided_at_its_hyphen() -> None:
    """Nothing is added; a short part, as in "est-il", stays."""
    assert lettering.line(lettering.words("Rhône-Alpes", 20, measure)) == "Rhône-Alpes"
    assert set_in("Rhône-Alpes", 2, 6) == ("Rhône-", "Alpes")
    assert len(lettering.words("Qu’est-il", 20, measure)) == 1


@given(st.text(st.sampled_from("ab -\u00a0é"), max_size=60), st.integers(1, 12))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    """Words wider than a line are broken, all others are whole."""
    tidy = lettering.tidied(text, known)
    assume(tidy)
    parts = lettering.words(tidy, width, measure)
    lines = lettering.balanced(parts, lettering.count(parts, width, measure), width, measure)
    assert all(len(each) <= width for each in lines)
    assert "".join(lines).replace(" ", "") == tidy.replace(" ", "")


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    """After a whole word and without the mark that followed it."""
    parts = lettering.words("un, deux, trois", 20, measure)
    assert lettering.line(lettering.shortened(parts, lambda kept: len(kept) < 3)) == "un, deux…"
    assert lettering.shortened(parts, lambda kept: False) == ["…"]


def test_a_broken_word_makes_room_for_the_ellipsis() -> None:
    """It loses a letter, where a whole word would have gone."""
    parts = lettering.words("abcdefgh", 4, measure)
    cut = lettering.shortened(parts, lambda kept: lettering.count(kept, 4, measure) == 1)
    assert lettering.line(cut) == "abc…"
