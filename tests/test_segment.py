"""What only the eye sees is made heard: brackets, dashes, quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Kind
from briefing.segment import announced, compose, flat, last_pause

LONG = "la loi va dans le bon sens pour tous"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Le musée (Rouen) rouvre.", "Le musée, Rouen, rouvre."),
        ("Il rouvre (enfin).", "Il rouvre, enfin."),
        ("Il rouvre – enfin – ce soir.", "Il rouvre, enfin, ce soir."),
        ("Il rouvre [sic] ce soir.", "Il rouvre, sic, ce soir."),
        ("Il a dit : « Non [...] jamais. »", "Il a dit : « Non jamais. »"),
        ("Les élu(e)s de 2,5 - 3 % et -5 °C", "Les élu(e)s de 2,5 - 3 % et -5 °C"),
        ("(Lyon) Il pleut.", "Lyon, Il pleut."),
        ("Un mot, (deux), trois.", "Un mot, deux, trois."),
        ("Rien à changer.", "Rien à changer."),
    ],
)
def test_brackets_and_dashes_become_commas(text: str, said: str) -> None:
    """A figure's minus and span stay, and so do brackets inside a word."""
    assert flat(text) == said


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="ab1 ,.()[]–-«»:;", max_size=60))
def test_no_letter_or_figure_is_lost(text: str) -> None:
    """Only marks change."""

    def kept(line: str) -> list[str]:
        return [letter for letter in line if letter.isalnum()]

    assert kept(flat(text)) == kept(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Il juge que « {LONG} ».", f"Il juge que, je cite, « {LONG} »."),
        (
            f"Il juge que « {LONG} » et il la votera avec les siens.",
            f"Il juge que, je cite, « {LONG} », fin de citation, et il la votera avec les siens.",
        ),
        (f"« {LONG} »", f"Je cite : « {LONG} »"),
        (f"Il a dit : « {LONG} ».", f"Il a dit : « {LONG} »."),
        (f"« {LONG} », a-t-il dit.", f"« {LONG} », a-t-il dit."),
        (f"« {LONG} », explique le maire.", f"« {LONG} », explique le maire."),
        (f"« {LONG} », lâche un voisin.", f"« {LONG} », lâche un voisin."),
        ("Il lance le « Journal de la grande tour en fer ».", None),
        (f"« {LONG} », selon le maire de Lyon.", f"« {LONG} », selon le maire de Lyon."),
        (f"Selon lui, “{LONG}”.", f"Selon lui, je cite, “{LONG}”."),
        ("Le « bon sens » l’emporte.", "Le « bon sens » l’emporte."),
    ],
)
def test_a_long_quotation_is_announced_and_closed(text: str, said: str | None) -> None:
    """Where a colon or a verb of saying does so already, and for a few words or a title, not."""
    assert announced(text, "je cite", "fin de citation") == (said or text)


def test_a_segment_is_written_and_spoken() -> None:
    """The reader's text keeps its marks; the voice gets words and commas."""
    made = compose(Kind.STORY, "Le  musée (1er étage)\nrouvre à 9h.", 0.35, (3,))
    assert made.text == "Le musée (1er étage) rouvre à 9h."
    assert made.spoken == "Le musée, premier étage, rouvre à neuf heures."
    assert (made.pause, made.sources, made.speaker) == (0.35, (3,), "reporter")


def test_the_presenter_says_all_but_the_stories() -> None:
    """Who speaks follows from what is said."""
    speakers = {kind: compose(kind, "Oui.", 0).speaker for kind in Kind}
    assert {kind for kind, who in speakers.items() if who == "reporter"} == {Kind.STORY}


def test_a_transition_leads_on() -> None:
    """The silence after it is shorter than after a story."""
    assert last_pause(Kind.TRANSITION) < last_pause(Kind.STORY)
