"""Sentences as pages give them, cut short and wrongly marked: told somehow, and never a crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.condense.mentions import mentions
from briefing.condense.openings import prepared
from briefing.condense.references import leans, resolved
from briefing.condense.shorten import all_tellings
from briefing.condense.syntax import parse

_ARTICLES = Path(__file__).parents[1] / "articles"
_BEFORE = "Le maire a ouvert le marché."
_MARKS = (",", ";", ":", "…", "!", "»", "(", "–")


def _sentences() -> list[str]:
    pages = (each.read_text("utf-8") for each in sorted(_ARTICLES.iterdir())
             if each.suffix in {".md", ".txt"})  # fmt: skip
    parts = (part.strip() for page in pages for part in re.split(r"(?<=[.!?…])\s+|\n+", page))
    return [part for part in parts if part]


@st.composite
def _broken(draw: st.DrawFn) -> str:
    """A sentence of an article with up to four things done to it that pages do."""
    words = draw(st.sampled_from(_sentences())).split()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(len(words) - 1, 0)))
        match draw(st.sampled_from(("cut", "append", "drop", "double", "swap"))):
            case "cut":
                words = words[: place + 1]
            case "append":
                mark = draw(st.sampled_from(_MARKS))
                words = [*words[:-1], draw(st.sampled_from(("", " "))).join((*words[-1:], mark))]
            case "drop":
                words = words[:place] + words[place + 1 :]
            case "double":
                words = [re.sub(r"([^\w\s’'])", r"\1\1", each) if i == place else each
                         for i, each in enumerate(words)]  # fmt: skip
            case _:
                words = words[:place] + words[place : place + 2][::-1] + words[place + 2 :]
    return " ".join(words)


def _tell(text: str) -> None:
    tree = parse([text])[0]
    told = all_tellings((tree,))
    assert told[0]
    parts = [part for each in told[0] for part in each.texts]
    assert parts
    assert all(parts) or not prepared(text)  # a reference to a page is for the eye only
    leans(tree)
    resolved(tree, parse([_BEFORE]))
    list(mentions(tree, 0))


@given(_broken())
@settings(max_examples=150, derandomize=True, deadline=None)
def test_whatever_a_page_gives_is_told(text: str) -> None:
    """Cut short, doubled, swapped, or ending on a mark: there is a telling, and no crash."""
    _tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le maire, de son côté,",
        "les élus, les agents,",
        "Au terme du vote, Barack Obama a recueilli 303 grands électeurs, soit 33 de plus que les"
        " 270 :",
        "…, Barack Obama a recueilli 303 grands électeurs, soit 33 de plus que les 270 :",
        "Le maire, qui ;",
        "Le maire a parlé, ( ) .",
        "Le maire a parlé, « » ,",
        "« Le pont ferme »,",
        "Il a souligné,",
        ", ;",
        ":",
        "-",
        "(p. 12)",
        " ",
        "",
    ],
)
def test_a_mark_at_the_end_parts_nothing(text: str) -> None:
    """Verse, the words before a list, and nothing at all."""
    _tell(text)


def _told(text: str) -> list[str]:
    return [" ".join(each.texts) for each in all_tellings(parse([text]))[0]]


def test_what_was_learnt_from_whom_comes_first() -> None:
    """Who it was learnt from stands in front, in the words of the article."""
    assert _told("Le feu a détruit un hangar, a-t-on appris auprès de la préfecture.") == [
        "On a appris auprès de la préfecture que le feu a détruit un hangar."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "L'ancien maire a été condamné à deux ans de prison, pour avoir détourné des fonds.",
        "Également, la police a arrêté trois hommes à Nantes.",
        "Le même jour, la police a arrêté trois hommes à Nantes.",
        "La police a arrêté le même jour trois hommes à Nantes.",
    ],
)
def test_what_for_and_what_ties_stays(text: str) -> None:
    """What somebody was condemned for, and what shows that the sentence goes on from another."""
    assert _told(text) == [text]
