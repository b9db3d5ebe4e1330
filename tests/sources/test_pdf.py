from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import article
from briefing.errors import BriefingError, SourceError
from briefing.sources import apart, pdf, worker
from tests.sources import papers
from tests.sources.papers import column

LEFT = (
    "Le vieux pont de Saint-Aubin, fermé de-",
    "puis deux ans, accueille de nouveau les",
    "voitures. Le maire a traversé le pre-",
    "mier, à pied, avant de laisser passer la",
    "file. Personne, peut-",
    "être, ne l’avait espéré si tôt.",
)
RIGHT = (
    "Le chantier devait durer dix-huit mois.",
    "Une fissure l’a prolongé de sept mois,",
    "et la facture atteint quatre millions",
    "d’euros. Quand rouvrira-t-",
    "il aux camions ? En avril, répond le",
    "département, après des mesures.",
)
IN_ORDER = (
    "Le vieux pont de Saint-Aubin, fermé depuis deux ans, accueille de nouveau les voitures. Le "
    "maire a traversé le premier, à pied, avant de laisser passer la file. Personne, peut-être, ne "
    "l’avait espéré si tôt. Le chantier devait durer dix-huit mois. Une fissure l’a prolongé de "
    "sept mois, et la facture atteint quatre millions d’euros. Quand rouvrira-t-il aux camions ? "
    "En avril, répond le département, après des mesures."
)


def flat(text: str) -> str:
    """The words, however they are divided into paragraphs."""
    return " ".join(text.split())


@pytest.mark.parametrize("by_line", [False, True])
def test_columns_are_read_one_after_the_other(*, by_line: bool) -> None:
    """Down one column, then down the next, even when the file holds them line by line."""
    left, right = column(50, 600, LEFT), column(310, 600, RIGHT)
    mixed = [each for pair in zip(left, right, strict=True) for each in pair]
    head = [(50.0, 700.0, 24.0, "Le pont rouvre aux voitures")]
    found = pdf.parts(papers.document([head + (mixed if by_line else left + right)]), "pont.pdf")
    assert found.title == "Le pont rouvre aux voitures"
    assert flat(found.text) == IN_ORDER


def test_paragraphs_stay_apart() -> None:
    """A wider space, a bullet, and an indented line after a full stop, begin a paragraph."""
    lines = [
        *column(50, 700, ["Le maire a présenté le plan devant tous,", "et la salle a applaudi."]),
        *column(
            50, 650, ["Le chantier a duré deux ans, et le coût", "atteint quatre millions d’euros."]
        ),
        *column(64, 626, ["Personne ne l’avait espéré si tôt dans"]),
        *column(50, 614, ["la vallée, et surtout pas le maire."]),
        *column(50, 602, ["• un pont neuf pour les deux rives ;", "• une rampe pour les vélos."]),
    ]
    found = pdf.parts(papers.document([lines]), "pont.pdf").text.split("\n\n")
    assert [each[:12] for each in found] == [
        "Le maire a p", "Le chantier ", "Personne ne ", "• un pont ne", "• une rampe ",
    ]  # fmt: skip


def test_what_stands_on_one_line_stays_on_it() -> None:
    """A bullet, a word in another type or a little higher is where the eye sees it."""
    lines = [
        (62.0, 700.0, 10.0, "un pont neuf pour les deux rives"),
        (50.0, 701.5, 10.0, "•"),
        (62.0, 688.0, 10.0, "une rampe pour les vélos"),
        (50.0, 686.5, 10.0, "•"),
    ]
    found = pdf.parts(papers.document([lines]), "pont.pdf").text.split("\n\n")
    assert found == ["• un pont neuf pour les deux rives", "• une rampe pour les vélos"]


def test_running_heads_and_page_numbers_are_left_out_with_a_notice() -> None:
    """What stands at the edge of most pages is not of the article, and the user is told."""
    pages = [
        [
            (50.0, 810.0, 8.0, f"Le Courrier du Val – n° {40 + number}"),
            *column(50, 700, [f"Voici la page {word} de ce long récit.", *LEFT]),
            (290.0, 30.0, 8.0, f"Page {number} / 3"),
        ]
        for number, word in enumerate(("une", "deux", "trois"), 1)
    ]
    found = pdf.parts(papers.document(pages), "recit.pdf")
    assert "Courrier" not in found.text
    assert "/ 3" not in found.text
    assert all(f"la page {word} de" in found.text for word in ("une", "deux", "trois"))
    assert found.notices == ("Left out of recit.pdf: 6 lines of page numbers and running heads.",)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Un pont pour la vallée", "Un pont pour la vallée"),
        ("Microsoft Word - pont.doc", ""),
        ("pont_v3_final.indd", ""),
        ("", ""),
    ],
)
def test_a_title_that_a_program_gave_is_none(told: str, title: str) -> None:
    """The title of the document counts when a person wrote it."""
    found = pdf.parts(papers.document([column(50, 600, LEFT)], told), "pont.pdf")
    assert found.title == title


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (papers.document([[]]), "pont.pdf holds pictures of text, but no text: it was scanned."),
        (papers.document([column(50, 600, LEFT)], locked=True), "is locked with a password."),
        (papers.document([[]] * 101), "has 101 pages; at most 100 are read."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "cannot be opened: it is damaged."),
        (papers.document([column(50, 600, LEFT)])[:300], "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, words: str, tmp_path: Path) -> None:
    """Scanned, locked, endless or damaged: one sentence, and what to do."""
    path = tmp_path / "pont.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        article.read(str(path), bytes)
    assert words in str(caught.value)
    assert caught.value.hint


def test_a_pdf_is_an_article(tmp_path: Path) -> None:
    """From a file, by its content, whatever it is called."""
    path = tmp_path / "pont"
    path.write_bytes(papers.document([column(50, 600, LEFT), column(50, 600, RIGHT)]))
    found = article.read(str(path), bytes)
    assert flat(found.text) == IN_ORDER
    assert found.origin == "pont"


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.integers(0, 1500), st.integers(0, 300))
def test_a_damaged_pdf_is_words_or_a_complaint(noise: bytes, place: int, lost: int) -> None:
    """Whatever is written over it, nothing but a `SourceError` comes out instead of its words."""
    whole = papers.document([column(50, 600, LEFT), column(50, 600, RIGHT)])
    try:
        pdf.parts(whole[:place] + noise + whole[place + lost :], "pont.pdf")
    except SourceError as error:
        assert str(error).startswith("pont.pdf ")


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "import os; os.abort()",
        "print('{')",
        "print('[]')",
        "import sys; sys.exit(1)",
        "x = 'x'\nwhile True: x += x",
    ],
)
def test_what_hangs_or_crashes_is_one_sentence(program: str) -> None:
    """The process that takes a document apart may do what it likes: it is ended, and told."""
    limited = f"from briefing.sources import worker; worker._limited()\n{program}"
    with pytest.raises(SourceError, match=r"^x\.pdf could not be taken apart"):
        apart.parts("pdf", b"", "x.pdf", patience=2, worker=("-c", limited))


def test_a_worker_that_is_no_python_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter may have been removed while it runs: an update does that."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(BriefingError, match="No such file"):
        apart.parts("pdf", b"", "x.pdf")


def test_a_worker_answers_in_json() -> None:
    """What goes through the pipe comes back as it was."""
    raw = papers.document([column(50, 600, LEFT)], "Un pont pour la vallée")
    assert apart._understood(json.loads(worker.answer("pdf", raw, "a", ""))) == (
        pdf.parts(raw, "a")
    )
