"""The first time somebody is named, it is with the full name."""

import pytest

from briefing.condense.persons import Person, named_in_full, people
from briefing.condense.syntax import parse

MOREL = Person("Morel", "Jean Morel", 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Morel a voté le budget.", "Jean Morel a voté le budget."),
        ("Selon M. Morel, le budget est voté.", "Selon Jean Morel, le budget est voté."),
        ("Le budget de Morel est voté.", "Le budget de Jean Morel est voté."),
        ("Il dit que Jean Morel votera, et Morel aussi.", None),
        ("La loi Morel est votée.", None),
        ("« Morel ment », a-t-on dit.", None),
        ("Le Morel-Ouest est voté.", None),
        ("La Morelle est verte.", None),
    ],
)
def test_a_surname_gets_its_first_name(text: str, said: str | None) -> None:
    """Not in the words of others, nor where the name has become that of something else."""
    assert named_in_full(text, MOREL) == (said or text)


def test_an_elision_follows_the_name_that_is_said() -> None:
    """What was elided before a vowel is not before a consonant."""
    person = Person("Obama", "Barack Obama", 0)
    assert named_in_full("Le plan d’Obama passe.", person) == "Le plan de Barack Obama passe."
    person = Person("Solberg", "Ingrid Solberg", 0)
    assert named_in_full("Le tir de Solberg passe.", person) == "Le tir d’Ingrid Solberg passe."


def test_people_are_those_whom_the_article_names_in_full() -> None:
    """With the sentence that does so first; two of one surname are nobody."""
    texts = (
        "Le président Nicolas Martin a reçu la ministre Claire Durand.",
        "Martin et Durand ont parlé.",
        "Sa sœur, Louise Durand, était à Lyon.",
    )
    assert people(parse(texts)) == (Person("Martin", "Nicolas Martin", 0),)
