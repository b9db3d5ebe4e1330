import pytest

from briefing.phonemes.correct import corrected


@pytest.mark.parametrize(
    "sentence",
    [
        "Deux plus deux font quatre.",
        "Un diplôme de niveau bac plus trois.",
        "Il en veut plus.",
        "Un jour de plus.",
        "En plus, il pleut.",
        "Il gagne plus que son frère.",
        "Travailler plus pour vivre.",
        "Il faut plus d’écoles.",
        "Le plus de voix.",
        "Cinq jours au plus.",
        "C’est un plus.",
    ],
)
def test_it_adds(sentence: str) -> None:
    """[plys] where it counts, adds, or ends a group."""
    assert "plusse" in corrected(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Il n’y en a plus.",
        "Il ne reste plus rien.",
        "Moi non plus.",
        "Le plus grand musée.",
        "Il est plus haut.",
        "Plus jamais ça.",
        "Plus de dix morts.",
        "Plus d’un million de morts.",
        "Un bâtiment sans plus aucun toit.",
    ],
)
def test_it_compares_or_denies(sentence: str) -> None:
    """[ply], which espeak-ng says by itself."""
    assert "plusse" not in corrected(sentence)


def test_more_and_more() -> None:
    """The first is bound, and the second adds only at the end."""
    assert corrected("de plus en plus vite") == "de plus en plus vite"
    assert corrected("de plus en plus.") == "de plus en plusse."


def test_more_or_less() -> None:
    """[plyzumwɛ̃]."""
    assert corrected("plus ou moins") == "pluse ou moins"
