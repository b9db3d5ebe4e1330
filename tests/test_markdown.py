"""Markdown becomes what a person would read out, and what is left out is named."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.markdown import to_plain


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Un *mot*, un **autre**, un `code`, un ~~vrai~~.", "Un mot, un autre, un code, un vrai."),
        ("Le [lien](http://a.fr) et [l’autre][1].\n\n[1]: http://b.fr", "Le lien et l’autre."),
        ("Une ligne\nqui continue  \net encore", "Une ligne qui continue et encore"),
        ("Un<br>deux <b>tr</b>ois &amp; l&rsquo;été", "Un deux trois & l’été"),
        ("- un\n- deux\n\n1. trois\n\n> quatre", "un\n\ndeux\n\ntrois\n\nquatre"),
        ("Texte.\n\n## La suite\n\nFin.", "Texte.\n\nLa suite.\n\nFin."),
        ("Texte.\n\n## Et après ?\n\nFin.", "Texte.\n\nEt après ?\n\nFin."),
        ("Le fait[^1] et l’autre[^b].\n\n[^1]: Source\n[^b]: Voir *là*.", "Le fait et l’autre.\n\n"
         "Source\n\nVoir là."),
        ("---\n\nEntre deux traits.\n\n---\n\nAprès.", "Entre deux traits.\n\nAprès."),
    ],
)  # fmt: skip
def test_every_word_of_prose_stays(source: str, text: str) -> None:
    """Marks of emphasis, addresses and layout go; the words they dress stay, in their order."""
    plain = to_plain(source)
    assert plain.text == text
    assert plain.notices == ()


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# Le *titre*\n\nTexte.", "Le titre"),
        ("Le titre\n========\n\nTexte.", "Le titre"),
        ("## Le titre ?\n\nTexte.", "Le titre ?"),
        ("---\ntitle: Le titre\ndate: 2026-11-22\n---\nTexte.", "Le titre"),
        ('---\ndate: 2026-11-22\ntitle: "Le \\"titre\\""\n---\nTexte.', 'Le "titre"'),
        ("---\ntitle: 'L''été'\n---\nTexte.", "L'été"),
        ('---\ntitle: Il dit "non"\n---\n# Il dit "non"\n\nTexte.', 'Il dit "non"'),
        ('+++\ntitle = "Le titre"\n+++\nTexte.', "Le titre"),
        ("---\ntitle: >\n---\nTexte.", ""),
        ("# ***\n\nTexte.", ""),
        ("Texte.", ""),
    ],
)
def test_the_title_is_the_front_matters_or_the_first_heading(source: str, title: str) -> None:
    """Without the quotes around it, never a mark alone, and it is not read a second time."""
    plain = to_plain(source)
    assert (plain.title, plain.text) == (title, "Texte.")


def test_a_heading_below_other_text_is_no_title() -> None:
    """What comes before a heading would otherwise lose its place."""
    plain = to_plain("Avant.\n\n# Un titre\n\nAprès.")
    assert (plain.title, plain.text) == ("", "Avant.\n\nUn titre.\n\nAprès.")


def test_a_heading_that_differs_from_the_front_matter_is_read() -> None:
    """The front matter gives the title; another heading is part of the text."""
    plain = to_plain("---\ntitle: Un\n---\n# Deux\n\nTexte.")
    assert (plain.title, plain.text) == ("Un", "Deux.\n\nTexte.")


@pytest.mark.parametrize(
    ("source", "notice"),
    [
        ("Texte.\n\n```python\nx = 1\n```\n", "Left out: a block of code (line 3)."),
        ("Texte.\n\n    x = 1\n", "Left out: a block of code (line 3)."),
        ("Texte.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "Left out: a table (line 3)."),
        ("<div>\nprose\n</div>\n\nTexte.", "Left out: a block of HTML (line 1)."),
        ("Texte.\n\n![Le pont](a.jpg)", "Left out: the picture 'Le pont' (line 3)."),
        ("---\ntitle: Un\n---\n\nTexte.\n\n![](a.jpg)", "Left out: the picture '' (line 7)."),
    ],
)
def test_what_cannot_be_read_aloud_is_named_with_its_line(source: str, notice: str) -> None:
    """Code, tables, HTML and pictures are left out, never quietly."""
    plain = to_plain(source)
    assert plain.text == "Texte."
    assert plain.notices == (notice,)


def test_a_picture_inside_a_paragraph_is_found_on_its_own_line() -> None:
    """The line that is named is the picture's, not that of its paragraph."""
    plain = to_plain("Une ligne,\nune autre ![ici](a.jpg),\nla fin.")
    assert plain.text == "Une ligne, une autre , la fin."
    assert plain.notices == ("Left out: the picture 'ici' (line 2).",)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["le chat", "*dort*", "**bien**", "[là](http://a.fr)", "`ici`", "~~non~~", "\n", "\n\n",
             "# ", "- ", "> ", "2. ", "[^1]", "<br>", "---", "***"]
        ),
        max_size=12,
    ).map(" ".join)
)  # fmt: skip
def test_no_word_is_lost_however_it_is_dressed(source: str) -> None:
    """Each word is in the title or the text, unless a notice says what was left out."""
    plain = to_plain(source)
    words = re.findall(r"chat|dort|bien|là|ici|non", f"{plain.title} {plain.text}")
    assert words == re.findall(r"chat|dort|bien|là|ici|non", source) or plain.notices


def test_a_hundred_kilobytes_of_marks_take_a_moment() -> None:
    """Text that is made to be slow to parse is parsed all the same."""
    for mark in ("*a ", "> ", "`", "_", "<", "| a "):
        to_plain(mark * (100_000 // len(mark)))
