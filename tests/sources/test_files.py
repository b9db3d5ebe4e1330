from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing import article
from briefing.errors import SourceError
from briefing.sources import files
from tests.sources.feeds import PAGES, STORY

PLAN = "Le ministre de la Santé a présenté mardi à Lyon un plan de soutien aux petits hôpitaux."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles, and what is none; it is the folder in which the user is."""
    (tmp_path / "b.txt").write_text(f"{PLAN} Il le défend.", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"# Un plan\n\n{PLAN}", encoding="utf-8")
    shutil.copy(PAGES / "article.html", tmp_path / "c.HTML")
    (tmp_path / ".cache.txt").write_text("cache", encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.txt").write_text(f"{PLAN} Il part.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def origins(*given: str) -> list[str]:
    """Where the articles of the sources come from."""
    return [each.origin for each in article.read_all(given, bytes)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (".", ["a.md", "b.txt", "c.HTML"]),
        ("*.txt", ["b.txt"]),
        ("./[ab].*", ["a.md", "b.txt"]),
        ("**/*.txt", ["b.txt", "e.txt"]),
        ("b.txt", ["b.txt"]),
    ],
)
def test_a_folder_and_a_pattern_give_their_articles_by_name(
    folder: Path, source: str, found: list[str]
) -> None:
    """What is hidden, no article, or deeper in a folder stays where it is."""
    assert origins(source) == found


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder: Path) -> None:
    """What exists under the very name is meant."""
    (folder / "[ab].txt").write_text(PLAN, encoding="utf-8")
    assert origins("[ab].txt") == ["[ab].txt"]


def test_a_file_may_be_named_as_an_address(folder: Path) -> None:
    """By a person: `file:` and the path."""
    assert origins((folder / "b.txt").as_uri()) == ["b.txt"]


def test_one_bad_file_of_a_folder_is_left_out_with_a_notice(folder: Path) -> None:
    """The others are told; *strict* makes it an error; a file that was named must be good."""
    (folder / "aa.txt").write_text("", encoding="utf-8")
    found = article.read_all(["."], bytes)
    assert [each.origin for each in found] == ["a.md", "b.txt", "c.HTML"]
    assert "Left out: ./aa.txt is empty." in found[0].notices
    with pytest.raises(SourceError, match="is empty"):
        article.read_all(["."], bytes, strict=True)
    with pytest.raises(SourceError, match="is empty"):
        article.read_all(["b.txt", "aa.txt"], bytes)


def test_a_folder_of_too_many_articles_is_refused(folder: Path) -> None:
    """Nobody means an archive."""
    for number in range(files.MOST_FILES):
        (folder / f"{number}.txt").write_text(PLAN, encoding="utf-8")
    with pytest.raises(SourceError, match="names 103 articles; at most 100 are read"):
        article.read_all(["."], bytes)


@pytest.mark.parametrize(
    ("content", "size"), [(b"Bonjour. ", "1"), (b"<html> ", "10"), (b"%PDF-1.7 ", "50")]
)
def test_each_kind_of_document_has_a_size_of_its_own(
    folder: Path, content: bytes, size: str
) -> None:
    """A text, a page, a PDF: more is not even read."""
    with (folder / "x").open("wb") as file:
        file.write(content)
        file.truncate(60_000_000)
    with pytest.raises(SourceError, match=f"too long: 60.0 MB; at most {size} MB are read"):
        article.read("x", bytes)


def test_markdown_may_begin_with_a_tag(folder: Path) -> None:
    """As many do; a page may begin without one."""
    (folder / "x.md").write_text(f"<p align='center'></p>\n\n# Un plan\n\n{PLAN}", encoding="utf-8")
    assert article.read("x.md", bytes).title == "Un plan"
    (folder / "x.html").write_text(f"Oui <article><p>{STORY}</p></article>", encoding="utf-8")
    assert "<" not in article.read("x.html", bytes).text
