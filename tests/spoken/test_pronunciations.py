"""A person's own pronunciations win, and a bad list is refused with its place."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.spoken import Pronunciation, Pronunciations, shipped, speakable
from briefing.spoken.pronunciations import read
from tests.spoken.forms import sentences


def listed(folder: Path, text: str) -> Pronunciations:
    """The pronunciations of a file that says *text*."""
    path = folder / "pronunciations.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def of(*entries: Pronunciation) -> Pronunciations:
    """Pronunciations of these entries."""
    return Pronunciations(entries)


def test_a_file_is_read_in_its_order(tmp_path: Path) -> None:
    """Words, patterns, engines and case."""
    known = listed(
        tmp_path,
        '[[pronunciation]]\nword = "Koursk"\nsay = "Courske"\nengines = ["kokoro"]\n'
        "[[pronunciation]]\npattern = '\\bG(\\d)\\b'\nsay = 'groupe des \\1'\ncase = false\n",
    )
    assert known.entries == (
        Pronunciation("Koursk", "Courske", ("kokoro",)),
        Pronunciation("", "groupe des \\1", (), case=False, pattern=r"\bG(\d)\b"),
    )


def test_what_a_person_says_wins_over_every_rule() -> None:
    """Even what looks like an acronym, a unit or a title; and no rule touches the answer."""
    known = of(
        Pronunciation("SNCF", "senecefe"), Pronunciation("12 km", "la douzaine de km"),
        Pronunciation("M. X", "le sieur X"),
    )  # fmt: skip
    said = speakable("M. X de la SNCF court 12 km.", known)
    assert said == "le sieur X de la senecefe court la douzaine de km."


def test_only_whole_words_in_their_case_are_meant() -> None:
    """Unless the entry says that case does not matter."""
    known = of(Pronunciation("Lens", "Lance"), Pronunciation("chef", "patron", case=False))
    assert speakable("Lens, Valens, LENS, lens", known) == "Lance, Valens, LENS, lens"
    assert speakable("Chef, chefs", known) == "patron, chefs"


def test_both_apostrophes_and_all_spaces_are_alike() -> None:
    """As typed and as printed."""
    known = of(Pronunciation("N'Djamena centre", "Ndjaména"))
    assert speakable("à N’Djamena\u00a0centre", known) == "à Ndjaména"


def test_the_first_of_two_entries_wins() -> None:
    """So one's own come before those that are shipped."""
    own, ours = of(Pronunciation("Metz", "Mess")), of(Pronunciation("Metz", "Metse"))
    assert speakable("Metz", own + ours) == "Mess"
    assert speakable("Metz", ours + own) == "Metse"


def test_an_entry_for_an_engine_waits_for_that_engine() -> None:
    """Spoken text does not know engines; `pronounce` does."""
    known = of(Pronunciation("Reims", "Rince", ("kokoro",)))
    assert speakable("Reims", known) == "Reims"
    assert known.pronounce("À Reims.", "kokoro") == "À Rince."
    assert known.pronounce("À Reims.", "google") == "À Reims."


@pytest.mark.parametrize(
    ("spoken", "heard"),
    [
        ("La S.N.C.F. dément.", "La S N C F dément."),
        ("Selon l'O.M.S.", "Selon l'O M S."),
        ("« Selon l'O.M.S. »", "« Selon l'O M S. »"),
        ("à l'O.M.S. Le virus recule.", "à l'O M S. Le virus recule."),
        ("l'I.V.G. (interruption)", "l'I V G (interruption)"),
        ("J. K. Rowling et J.-C. Mailly", "J K Rowling et J C Mailly"),
        ("le plan B. Il attend.", "le plan B. Il attend."),
        ("Fin. Début.", "Fin. Début."),
    ],
)
def test_engines_get_letters_without_stops(spoken: str, heard: str) -> None:
    """They would rest at each; the stop of the sentence stays."""
    assert Pronunciations().pronounce(spoken, "kokoro") == heard


def test_an_answer_that_holds_its_word_is_not_answered_again() -> None:
    """What is spoken is spoken already, with pronunciations too."""
    known = of(Pronunciation("Lens", "Lens-ville"))
    once = speakable("À Lens.", known)
    assert once == "À Lens-ville."
    assert speakable(once, known) == once


@settings(max_examples=200, deadline=None, derandomize=True)
@given(sentences())
def test_the_shipped_list_changes_no_spoken_form(text: str) -> None:
    """All that it respells is for engines."""
    assert speakable(text, shipped()) == speakable(text)


def test_the_shipped_list_is_worth_shipping() -> None:
    """More than a hundred names, none twice for an engine, none for all, none said as written."""
    entries = shipped().entries
    assert len(entries) >= 120
    told = [(entry.word, engine) for entry in entries for engine in entry.engines]
    assert len(set(told)) == len(told)
    assert all(entry.engines and entry.say != entry.word for entry in entries)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_can_be_pronounced(text: str) -> None:
    """Nothing a person writes into a script makes it fail."""
    assert isinstance(shipped().pronounce(text, "kokoro"), str)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("word = 1 =", "is not TOML"),
        ('[[names]]\nword = "a"', "names"),
        ('pronunciation = "a"', "not a list"),
        ('[[pronunciation]]\nword = "a"\nsay = ""', "line 1.*'say'"),
        ('\n[[pronunciation]]\nword = ""\nsay = "b"', "line 2.*one of the two"),
        ('[[pronunciation]]\nword = "a"\npattern = "b"\nsay = "b"', "one of the two"),
        ('[[pronunciation]]\nword = "a"\nsays = "b"', "no 'says'"),
        ('[[pronunciation]]\nword = 5\nsay = "b"', "word is a text"),
        ('[[pronunciation]]\nword = "a"\nsay = "b"\nengines = "kokoro"', "engines is a list"),
        ('[[pronunciation]]\nword = "a"\nsay = "b"\ncase = "no"', "case is true or false"),
        ("[[pronunciation]]\npattern = '('\nsay = 'b'", "regular expression"),
        ("[[pronunciation]]\npattern = 'a'\nsay = '\\2'", "regular expression"),
        ("[[pronunciation]]\npattern = 'a*'\nsay = 'b'", "everywhere"),
        ("[[pronunciation]]\npattern = '(a+)+b'\nsay = 'b'", "very long"),
        ("[[pronunciation]]\npattern = '(a|aa)*b'\nsay = 'b'", "very long"),
        ("[[pronunciation]]\npattern = 'a+.*b+c'\nsay = 'b'", "very long"),
    ],
)
def test_a_bad_list_is_refused_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    """The message names the file, the line where there is one, and what is wrong."""
    with pytest.raises(SettingsError, match=rf"(?s)pronunciations\.toml.*{complaint}") as raised:
        listed(tmp_path, text)
    assert raised.value.hint or "case" in complaint


def test_a_missing_list_is_a_settings_error(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path / "none.toml")


def test_many_entries_and_a_long_text_take_no_time() -> None:
    """The shipped list on 100,000 letters, in less than a second."""
    text = "Xi Jinping à Koursk, Wall Street, S.N.C.F. " * 2500
    started = time.process_time()
    shipped().pronounce(text, "kokoro")
    assert time.process_time() - started < 1
