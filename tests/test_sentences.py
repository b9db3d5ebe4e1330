"""A text is cut into its sentences: in the right places, and without losing a word."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.sentences import split

ARTICLES = Path(__file__).parent / "articles"
REAL = (
    "Le chat dort.",
    "M. Dupont est venu mardi.",
    "« Qui est là ? » a demandé Mme de Broglie.",
    "Elle a dit : « Je reviendrai ! »",
    "“Bien sûr.”",
    "Vraiment ?!",
    "L’article 49.3 date de 1958.",
    "Il pesait 3,5 kg en 52 av. J.-C.",
    "La tour culmine à 330 m.",
    "J. Verne naît à Nantes, rue St-Pierre, au n° 4.",
    "Et puis…",
    "(Il pleuvait.)",
    "Ils vendent des pommes, des poires, etc.",
    "Les É.-U. votent.",
    "Rendez-vous sur www.exemple.fr demain !",
    "– Non.",
)
GAPS = st.text("\n\t\u00a0\u202f \r", min_size=1, max_size=4)
MARKS = st.sampled_from(["…", "...", "»", "«", "—", "-", "***", '"', "?!", "•", "(", ")", "’", "."])


def words(text: str) -> list[str]:
    """All that is said of *text*, in order."""
    return re.findall(r"[^\W_]+", text)


def told(text: str) -> list[str]:
    """The sentences of *text*."""
    return [each.text for each in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["M. Dupont est venu.", "Mme Roy aussi.", "MM. Lebrun et Petit sont restés."],
        ["Le Dr. Roux a vu Mgr. Blanc et St. Louis.", "Me Noir plaide."],
        ["J. Chirac et F. Mitterrand ont voté.", "C. de Gaulle non."],
        ["En 52 av. J.-C. la ville tombe.", "En 52 av. J.-C.", "Elle tombe."],
        ["Le 5 janv. 2020, il part.", "Le 6 déc. il revient."],
        ["Voir l’art. 5, p. 12, vol. 2 et fig. 3.", "Voilà."],
        ["C’est une œuvre d’art.", "Elle vaut cher.", "Après un vol.", "La police enquête."],
        ["Elle mesure 330 m.", "Il est 21 h.", "On est 3 000 hab.", "En 220 V.", "Fin."],
        ["En 2012 M. Martin est élu.", "Le no 5 gagne."],
        ["Il achète du pain, du vin, etc.", "Puis il rentre."],
        ["« Quoi ? » demande-t-il.", "« Rien. »", "Il sort."],
        ["Il a dit : « Oui. »", "Puis non."],
        ["Quoi ?!", "Non...", "Si…", "Ah !!!", "Bon."],
        ["(Enfin.)", "“Oui.”", '"Non."', "Voilà."],
        ["Le taux est de 3.5 selon www.insee.fr et l’O.N.U.", "Il monte."],
        ["1. Le ministre part.", "2. La ministre reste."],
        ["-5 °C ce matin.", "– Non.", "— Si !", "Bien."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    """Neither an abbreviation, an initial, a figure nor a question inside a sentence ends it."""
    assert told(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un. Deux.\nTrois.", [1, 1, 2]),
        ("\n\n  Un.\n\n\nDeux.\n", [1, 2]),
        ("Un commence\nici et finit.\n\nDeux.", [1, 2]),
        ("Un.\n***\nDeux.", [1, 3]),
        ("Sans point\nAvec point.", [1, 2]),
    ],
)
def test_paragraphs_are_lines_or_what_blank_lines_set_apart(
    text: str, paragraphs: list[int]
) -> None:
    """A line is a paragraph, but for lines that break in the middle of sentences, as in e-mails."""
    assert [each.paragraph for each in split(text)] == paragraphs


def test_a_lone_mark_belongs_to_the_sentence_before_it() -> None:
    """A closing quotation mark on its own is no sentence, and does not get lost either."""
    assert told("Oui ! … »\nFin.") == ["Oui ! … »", "Fin."]
    assert told("… Oui. » Non.") == ["Oui. »", "Non."]


@pytest.mark.parametrize("text", ["", "  \n ", "…", "« »", "***\n---"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    """Marks alone are nothing to say."""
    assert told(text) == []


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(REAL), min_size=1, max_size=8), st.sampled_from([" ", "\u00a0 ", "\n"])
)
def test_sentences_that_were_put_together_come_apart_again(parts: list[str], gap: str) -> None:
    """Any sequence of real sentences, on one line or on many, is cut where it was joined."""
    assert told(gap.join(parts)) == parts


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(REAL) | MARKS, GAPS), max_size=12))
def test_no_word_is_lost_and_offsets_are_true(parts: list[tuple[str, str]]) -> None:
    """However sentences, spaces, line ends and stray marks follow each other."""
    text = "".join(part + gap for part, gap in parts)
    found = split(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(each.text == each.text.strip() for each in found)
    assert words(" ".join(each.text for each in found)) == words(text)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    places = [place for each in found for place in (each.start, each.end)]
    assert places == sorted(places)
    assert [each.paragraph for each in found] == sorted(each.paragraph for each in found)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    """Not only French: nothing is lost of any text."""
    found = split(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert words("\n".join(each.text for each in found)) == words(text)


@pytest.mark.parametrize("name", ["halle.txt", "tramway.txt"])
def test_an_article_is_split_into_sentences_of_a_bearable_length(name: str) -> None:
    """Nothing in real articles runs two sentences into one."""
    text = (ARTICLES / name).read_text(encoding="utf-8")
    assert max(len(each.split()) for each in told(text)) < 45
    assert words(" ".join(told(text))) == words(text)


@pytest.mark.parametrize("tail", ["", "x", " Fin."])
@pytest.mark.parametrize(
    "unit",
    [".", "...", "…", "!", "?! ", ". ", "MM. ", "M. ", "a. ", "1. ", " ", "\t", "\n", "\u00a0",
     " \n", "«", "« ", "» ", "A ! ", '" ', ")", "a", "1", "-", "J.-C. "],
)  # fmt: skip
def test_no_line_takes_longer_than_its_length(unit: str, tail: str) -> None:
    """100,000 characters of anything are split in less than two seconds."""
    text = unit * (100_000 // len(unit)) + tail
    started = time.monotonic()
    split(text)
    assert time.monotonic() - started < 2
