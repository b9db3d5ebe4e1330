"""French is told from other languages, and a script that cannot be said is named."""

import re
from pathlib import Path

import pytest

from briefing.language import NAMES, foreign_script, identify

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.*"))
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "articles"
LONG_ENOUGH = 12  # words


def paragraphs(path: Path) -> list[str]:
    """Those of *path* that are long enough to tell a language by."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if len(line.split()) >= LONG_ENOUGH]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_paragraph_of_french_news_is_french(path: Path) -> None:
    """Names, figures and quotations do not make a French paragraph look foreign."""
    assert paragraphs(path)
    assert {identify(text) for text in paragraphs(path)} == {"fr"}


@pytest.mark.skipif(not DATA.is_dir(), reason="the development articles are not here")
def test_the_development_articles_are_french() -> None:
    """Every one of them as a whole, and all but one paragraph in fifty on its own."""
    texts = [path for path in sorted(DATA.glob("*.txt")) if ".keyphrases" not in path.name]
    assert {identify(path.read_text(encoding="utf-8")) for path in texts} == {"fr"}
    alone = [identify(text) for path in texts for text in paragraphs(path)]
    assert alone.count("fr") >= 0.98 * len(alone)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor opened the new market on Saturday in front of a large crowd.", "en"),
        ("Der Bürgermeister hat am Samstag den neuen Markt vor vielen Leuten eröffnet.", "de"),
        ("El alcalde abrió el sábado el nuevo mercado delante de mucha gente.", "es"),
        ("Il sindaco ha aperto sabato il nuovo mercato davanti a molta gente.", "it"),
        ("De burgemeester opende zaterdag de nieuwe markt voor een grote menigte.", "nl"),
    ],
)
def test_neighbours_are_told_from_french(text: str, language: str) -> None:
    """A sentence of another language is known for what it is, and has an English name."""
    assert identify(text) == language
    assert NAMES[language]


def test_a_few_words_are_taken_for_french() -> None:
    """Nine words are too few to turn somebody away."""
    assert identify("The mayor opened the new market on Saturday.") == "fr"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Владимир", "Cyrillic"), ("Ελλάδα", "Greek"), ("中文", "Chinese"),
        ("ひらがな", "Japanese"), ("東京の天気", "Japanese"), ("한국어", "Korean"),
        ("العربية", "Arabic"), ("हिन्दी", "Devanagari"), ("Poutine", ""), ("L’été à Nîmes", ""),
        ("Le mot « мир » veut dire paix", ""), ("12 %", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_script_of_most_letters_counts(text: str, script: str) -> None:
    """A foreign word in a French sentence is no foreign script; figures have none."""
    assert foreign_script(text) == script


def test_names_are_english_words() -> None:
    """They stand in messages, which are English."""
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in NAMES.values())
