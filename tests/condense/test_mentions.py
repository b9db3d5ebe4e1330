"""What can be mentioned in a few words."""

import pytest

from briefing.condense.mentions import mentions
from briefing.condense.syntax import parse


def found(text: str) -> list[str]:
    """What *text* mentions."""
    (tree,) = parse([text])
    return [each.text for each in mentions(tree, 0)]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Le gouvernement a reçu les syndicats de la ville.", "le gouvernement"),
        ("Il a parlé du gouvernement à Lyon.", "le gouvernement"),
        ("La secte islamiste Boko Haram a revendiqué l’attaque.", "l’attaque"),
        ("Le taux de réussite a baissé.", "le taux de réussite"),
        ("L’avion a quitté le Nigeria.", "le Nigeria"),
    ],
)
def test_a_noun_comes_with_its_article_and_what_belongs_to_it(text: str, mention: str) -> None:
    """As it can stand in any sentence."""
    assert mention in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sa venue et ces suites ont surpris.",
        "Un homme a vu des passants.",
        "Le premier jour, la même équipe a gagné.",
        "Il a dit : « La peur est là. »",
    ],
)
def test_what_points_elsewhere_is_not_mentioned(text: str) -> None:
    """Nor what nobody could know again, nor the words of others."""
    assert found(text) == []
