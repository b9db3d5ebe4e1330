"""What an article is about."""

from briefing.condense.syntax import parse
from briefing.condense.topics import stem, stems, topics

TEXTS = (
    "La mairie de Rennes ouvre une patinoire près de la gare.",
    "La patinoire accueillera les écoles le lundi matin.",
    "Le budget a été voté en juin par trois élus.",
)


def test_what_comes_back_and_comes_early_matters_more() -> None:
    """A noun of two sentences before one of the first, and that before one of the last."""
    found = topics(parse(TEXTS), 0)
    assert found["patinoire"] > found["gare"] > found["budget"]
    assert found[stem("Rennes")] > found["gare"], "a place matters more than a thing"


def test_words_of_time_and_amount_are_no_topics() -> None:
    """Nothing is about Monday."""
    assert not topics(parse(TEXTS), 0).keys() & {"lundi", "matin", "juin", "trois"}


def test_forms_of_a_word_are_one_topic() -> None:
    """Plural, capitals and accents do not make another."""
    assert stem("Élus") == stem("élu") == stem("ELU")
    assert stems("Les PATINOIRES !", {"patinoire": 1.0, "gare": 1.0}) == {"patinoire"}
