from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Unspeakable
from briefing.voices.alphabet import check, foreign_letters_folded

FRENCH = "L’été à Noël, « ça » coûte — œuvre, île, août, où, ambiguë, Ÿ ? (Oui !) « non » : ‐…"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lech Wałęsa", "Lech Walesa"),
        ("Łódź", "Lodz"),
        ("São Paulo", "Sao Paulo"),
        ("Erdoğan, İzmir, Diyarbakır", "Erdogan, Izmir, Diyarbakir"),
        ("Đoković", "Dokovic"),
        ("Þór, Reykjavík, Seyðisfjörður", "THor, Reykjavik, Seydisfjördur"),
        ("Århus, Tromsø, Øresund", "Arhus, Tromso, Oresund"),
        ("Straße", "Strasse"),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
        ("Ilham Əliyev", "Ilham Eliyev"),
        ("Bucureşti, Iaşi, Galaţi", "Bucuresti, Iasi, Galati"),
        ("Lætitia, vitæ, Ægir", "Létitia, vité, Égir"),
        ("L’Haÿ-les-Roses", "L’Haï-les-Roses"),
        ("Saint‑Denis", "Saint-Denis"),
    ],
)
def test_foreign_letters_become_what_the_french_press_writes(written: str, said: str) -> None:
    """A name from any Latin alphabet is said, not refused and not left out."""
    assert foreign_letters_folded(written) == said
    check(said, "pico")


def test_french_stays_as_it_is() -> None:
    """No accent is lost."""
    text = FRENCH.replace("Ÿ", "").replace("‐", "-")
    assert foreign_letters_folded(text) == text


def test_a_letter_may_come_in_two_pieces() -> None:
    """An "é" written as "e" and an accent, as some systems do, is an "é"."""
    assert foreign_letters_folded(unicodedata.normalize("NFD", "L’été à Noël")) == "L’été à Noël"


def test_marks_that_have_no_sound_go() -> None:
    """Soft hyphens and invisible joiners would cut a word in two, or make it unsayable."""
    assert (
        foreign_letters_folded("co\u00adopé\u200bration\ufeff \u2066non\u2069") == "coopération non"
    )


@given(st.text("abcéèàçùœ’-« »,;.!?", max_size=60))
def test_folding_never_changes_french_text(text: str) -> None:
    """Whatever its letters are."""
    assert foreign_letters_folded(text) == unicodedata.normalize("NFC", text)


def refused(text: str) -> Unspeakable | None:
    """The error of *text*, if it has one."""
    try:
        check(text, "pico")
    except Unspeakable as refusal:
        return refusal
    return None


@given(st.text(max_size=40))
def test_any_text_is_checked_or_refused(text: str) -> None:
    """Never another error, whatever the characters; what passes is made of French letters."""
    folded = foreign_letters_folded(text)
    refusal = refused(folded)
    if refusal is None:
        assert any(map(str.isalpha, folded))
    else:
        assert str(refusal).isprintable()


@pytest.mark.parametrize("text", ["", "   ", "...", "« »", "— ?!", ",,,,", "’", "\u200b", "(-)"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    """There is nothing to say in marks alone."""
    with pytest.raises(Unspeakable, match="no word to say"):
        check(foreign_letters_folded(text), "pico")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Le 3 mai", "'3'"),
        ("Bonjour Москва !", "'Москва'"),
        ("Le 北京 d’hier", "'北京'"),
        ("Bravo 🎉", "'🎉'"),
        ("dix € de plus", "'€'"),
        ("<speed level='50'> vite", "'<speed'"),
        ("a\x00b", "'a\N{REPLACEMENT CHARACTER}b'"),
    ],
)
def test_what_has_no_sound_is_named(text: str, named: str) -> None:
    """The error shows the very word, printable, the voice, and what to do."""
    with pytest.raises(Unspeakable) as refusal:
        check(foreign_letters_folded(text), "pico")
    assert named in str(refusal.value)
    assert "pico" in str(refusal.value)
    assert "briefing script" in refusal.value.hint


def test_five_strange_words_are_enough() -> None:
    """A page of Chinese does not make a page of error."""
    with pytest.raises(Unspeakable) as refusal:
        check(" ".join(["北京市"] * 3 + [f"{number}" for number in range(100)]), "pico")
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize("letters", [61, 5_000, 20_000])
def test_a_word_without_end_is_refused(letters: int) -> None:
    """Pico never comes back from one of 5,000 letters."""
    with pytest.raises(Unspeakable, match=f"{letters} letters") as refusal:
        check("a" * letters, "pico")
    assert len(str(refusal.value)) < 120


def test_the_longest_words_of_french_pass() -> None:
    """Chemists and Brittany included."""
    check("anticonstitutionnellement Saint-Germain-de-Tallevende-la-Lande-Vaumont", "pico")
