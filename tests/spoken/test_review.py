"""Faults that a review found, each with the neighbours that must stay as they are."""

import time
from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.spoken import Pronunciation, Pronunciations, speakable
from briefing.spoken.pronunciations import read

CASES = [
    ("Vers 18 h, il part.", "Vers dix-huit heures, il part."),
    ("Ire du peuple", "Ire du peuple"),
    ("la Ire République", "la première République"),
    ("Vers Mes Les Ces Des Dire Lire Mire Cire Vie Ides Xères Ver Cime Lies Vide",) * 2,
    ("J'ai dit : vs avez vu", "J'ai dit : vs avez vu"),
    ("si vs avez vu", "si vs avez vu"),
    ("PSG vs Gomez", "P.S.G. versus Gomez"),
    ("# Titre", "Titre"),
    ("## Titre", "Titre"),
    ("#1", "numéro un"),
    ("#Paris", "hashtag Paris"),
    ("Le match du 8/10", "Le match du huit octobre"),
    ("la réunion du 3/5", "la réunion du trois mai"),
    ("le samedi 3/4", "le samedi trois avril"),
    ("le 1/3 des voix", "le un tiers des voix"),
    ("8/10 en dictée", "huit sur dix en dictée"),
    ("20/20", "vingt sur vingt"),
    ("les 9/10 des Français", "les neuf dixièmes des Français"),
    ("Elle gagne 6/4 7/6.", "Elle gagne six quatre sept six."),
    ("1/2 et 3/4", "un demi et trois quarts"),
    ("<5", "inférieur à cinq"),
    (">5 %", "supérieur à cinq pour cent"),
    ("un score > 5 et < 8", "un score supérieur à cinq et inférieur à huit"),
    ("établi par Dupont et Cie.", "établi par Dupont et compagnie."),
    ("Dupont et Cie. Il part.", "Dupont et compagnie. Il part."),
    ("Dupont et Cie, Lyon", "Dupont et compagnie, Lyon"),
    ("à 5 h. du matin", "à cinq heures du matin"),
    ("500 m. d'altitude", "cinq cents mètres d'altitude"),
    ("Il part à 5 h. Elle reste.", "Il part à cinq heures. Elle reste."),
    ("d'11 ans", "de onze ans"),
    ("d'1 an", "d'un an"),
    ("Le Pr M. Ollivier", "Le professeur M. Ollivier"),
    ("en 90'", "en quatre-vingt-dix minutes"),
    ("le 3/4 h", "le trois quarts d'heure"),
    ("en 3/4h", "en trois quarts d'heure"),
    ("en m/s", "en mètres par seconde"),
    ("en tr/min", "en tours par minute"),
    ("en L/100 km", "en litres aux cent kilomètres"),
    ("20 mds", "vingt milliards"),
    ("20 mds €", "vingt milliards d'euros"),
    ("Il a dit […] oui [sic]", "Il a dit […] oui [sic]"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), CASES)
def test_it_is_said_right_and_stays_so(written: str, said: str) -> None:
    """Once, and once more."""
    assert speakable(written) == said
    assert speakable(said) == said


def test_a_million_and_more_is_elided() -> None:
    """With points between its thousands."""
    assert speakable("de 1.234.567,89 euros").startswith("d'un million deux cent trente-quatre ")


@pytest.mark.parametrize("mark", "_*|~^`\\¹•·†/<>■=#&@+[](){}-–—…!?.,;:'’\"«»°%€$£§²")
def test_a_run_of_one_mark_takes_no_time(mark: str) -> None:
    """100,000 of it in less than a second."""
    started = time.process_time()
    speakable(mark * 100_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "pattern", [r"\w{0,999}\w{0,999}\w{0,999}!", "a?a?a?a?a?b", r"a+b{2,9}c*d"]
)
def test_a_pattern_that_could_take_for_ever_is_refused(tmp_path: Path, pattern: str) -> None:
    """Bounded repeats are repeats."""
    path = tmp_path / "p.toml"
    path.write_text(f"[[pronunciation]]\npattern = '{pattern}'\nsay = 'b'", encoding="utf-8")
    with pytest.raises(SettingsError, match="very long"):
        read(path)


def test_a_pattern_with_few_repeats_is_taken(tmp_path: Path) -> None:
    """Groups of other kinds are no repeats, nor are short ones two."""
    path = tmp_path / "p.toml"
    pattern = r"(?<!\w)(?:colou?rs?)\w+?(?!\w)\d{4}"
    path.write_text(f"[[pronunciation]]\npattern = '{pattern}'\nsay = 'b'", encoding="utf-8")
    assert read(path).entries[0].pattern == pattern


def test_an_answer_is_one_line_and_never_nothing() -> None:
    """A line stays a line, and a word that would vanish stays."""
    broken = Pronunciations((Pronunciation("", "deux\\nlignes", pattern="Lens"),))
    assert speakable("À Lens.", broken) == "À deux lignes."
    empty = Pronunciations((Pronunciation("", r"\1", pattern="Lens(x?)"),))
    assert speakable("À Lens.", empty) == "À Lens."
    plain = Pronunciations((Pronunciation("Lens", "deux\nlignes"),))
    assert speakable("À Lens.", plain) == "À deux lignes."
