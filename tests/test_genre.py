"""What is no article is told as it stands, and the user is told."""

from pathlib import Path

import pytest

from briefing import article, genre
from briefing.errors import SourceError

ARTICLES = Path(__file__).parent / "articles"

POEM = (
    "Sous le pont de pierre grise\nL'eau s'en va vers l'océan,\nEt le vent qui la déguise\n"
    "Lui murmure un nom d'enfant.\n"
)
RECIPE = (
    "# Gâteau\n\n## Ingrédients\n\n- 1 yaourt\n- 2 pots de sucre\n- 3 œufs\n\n## Préparation\n\n"
    "1. Mélanger le yaourt et le sucre.\n2. Ajouter les œufs.\n"
)
LAW = (
    "Article L. 121-1. - Les pratiques déloyales sont interdites. Elles sont définies aux articles "
    "L. 121-2 à L. 121-4.\nArt. 3 - Le décret du 4 avril 2014 est abrogé.\n"
)
CHAT = "[14:02] Léa: tu viens ?\n[14:03] Tom: oui, vers 20h\n[14:03] Léa: ok\n[14:05] Tom: super\n"
NAMES = "Jean Dupont\nMarie Durand\nPaul Morel\nClaire Aubin\nHugo Blanc\n"
TABLE = "Ville\tHabitants\tSurface\nParis\t2 102\t105\nLyon\t522\t47\nLille\t236\t34\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (POEM, "a poem"),
        (RECIPE, "a list"),
        (LAW, "a text of law"),
        (CHAT, "a chat"),
        (NAMES, "a list"),
        (TABLE, "a table"),
        ("Le maire est venu mardi.", ""),
        ("", ""),
    ],
)
def test_a_text_is_known_by_its_lines(text: str, kind: str) -> None:
    """Columns, messages, items, verse, law: each looks like nothing else."""
    assert genre.of(text) == kind


@pytest.mark.parametrize("path", sorted(ARTICLES.iterdir()), ids=lambda path: path.name)
def test_an_article_is_prose(path: Path) -> None:
    """No article of ours is taken for anything else."""
    assert genre.of(path.read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize("text", [POEM, RECIPE, LAW, CHAT, NAMES])
def test_what_is_no_prose_is_told_with_a_warning(text: str) -> None:
    """It is read, every line of it, and the user knows that it may sound odd."""
    found = article.read("-", text.encode, insist=True)
    assert any("looks like a" in notice for notice in found.notices)


def test_a_table_is_refused() -> None:
    """Cells without their heads would be nonsense."""
    with pytest.raises(SourceError, match="looks like a table"):
        article.read("-", TABLE.encode)


def test_sentences_in_english_are_named() -> None:
    """A French voice reads them badly; the user is told which."""
    text = (
        "Le groupe a présenté mardi son téléphone à Paris, dans la salle des fêtes de la mairie. "
        "The new device will be available in stores from December, and it is not cheap. "
        "Son prix est de 499 euros, et les clients sont déjà nombreux à se plaindre."
    )
    found = article.read("-", text.encode, insist=True)
    assert any("seems to be in English: 'The new device" in each for each in found.notices)
