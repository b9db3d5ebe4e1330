"""Titles for the ear, and how one story follows on another."""

import pytest

from briefing import article
from briefing.headline import Tie, heard, of_several, tie
from briefing.model import Article


def titled(title: str) -> Article:
    """An article with this title."""
    return article.read("-", f"# {title}\n\nLe maire est venu ce matin à Lyon.\n".encode)


def told(text: str) -> Article:
    """An article that says this."""
    return article.read("-", text.encode)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Le pont rouvre aux piétons", "Le pont rouvre aux piétons"),
        ("EN DIRECT. Le pont rouvre", "Le pont rouvre"),
        ("REPORTAGE - Le pont rouvre", "Le pont rouvre"),
        ("[VIDÉO] Le pont rouvre", "Le pont rouvre"),
        ("Le pont rouvre (vidéo)", "Le pont rouvre"),
        ("Le pont rouvre | Le Journal du Pont", "Le pont rouvre"),
        ("Le pont rouvre - Le Monde", "Le pont rouvre"),
        ("Corée du Nord - Russie : un accord", "Corée du Nord - Russie : un accord"),
        ("Le pont rouvre.", "Le pont rouvre"),
        ("Qui rouvre le pont ?", "Qui rouvre le pont ?"),
        ("ONU : un vote pour rien", "ONU : un vote pour rien"),
        ("Le TGV en direct de Lyon", "Le TGV en direct de Lyon"),
    ],
)
def test_what_a_page_puts_around_a_title_is_not_said(title: str, said: str) -> None:
    """Rubrics and names of sites are for the eye."""
    assert heard(titled(title)) == said


def test_a_title_that_was_only_found_is_not_said() -> None:
    """It is the beginning of the first sentence, which follows."""
    assert heard(told("Le maire est venu ce matin à Lyon. Il est reparti le soir.")) == ""


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["Un"], "Un"),
        (["Un", "Deux", "Trois"], "Un ; Deux ; Trois"),
        (["Un", "Deux", "Trois", "Quatre"], "Un ; Deux ; Trois, et 1 autre titre"),
    ],
)
def test_an_episode_of_several_stories_names_the_first(titles: list[str], said: str) -> None:
    """Three are shown, the others counted."""
    assert of_several(titles) == said


LYON = "Le maire de Lyon, Jean Morel, a présenté hier un plan de trois tramways. La ville paiera."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("À Brest, la pluie a inondé hier deux écoles du centre. Elles sont fermées.", Tie.NONE),
        ("Dans la ville de Lyon, les élèves de Jean Morel ont chanté hier soir.", Tie.SAME),
        ("En réaction au plan de Lyon, les amis de Morel ont défilé hier.", Tie.CONSEQUENCE),
        ("Les habitants de Lyon ont contredit hier Jean Morel, mais sans bruit.", Tie.CONTRAST),
        ("La France et Paris ont gagné hier le match de la ville.", Tie.NONE),
        ("En réaction à la pluie, Brest a fermé hier deux écoles du centre.", Tie.NONE),
    ],
)
def test_a_tie_is_claimed_only_where_names_are_shared(text: str, found: Tie) -> None:
    """Nothing is said that the articles do not say: another subject is the rule."""
    assert tie(told(LYON), told(text)) is found
