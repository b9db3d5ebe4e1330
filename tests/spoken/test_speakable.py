"""Written French becomes spoken French: no figure survives, and no word is lost."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.spoken import RULES, speakable
from tests.spoken.forms import SIGNS, WORDS, sentences

ROOT = Path(__file__).resolve().parents[2]
OURS = sorted((ROOT / "tests" / "articles").glob("*.*"))
SHARED = sorted(
    path
    for path in (ROOT.parent / "shared" / "data" / "articles").glob("*.txt")
    if ".keyphrases" not in path.name
)
ARTICLES = OURS + SHARED
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in OURS)


def words(text: str) -> list[str]:
    """The words of *text* that stand free: not joined to a figure, a mark or a sign."""
    return [word for word in re.split(r"[\s,;:.!?…«»()–]+", text) if word in WORDS]


def plain_words(text: str) -> list[str]:
    """The words of a real text that no rule has business with: small letters, five or more."""
    return re.findall(r"(?<![\w.'’@#/-])[a-zà-ÿœ]{5,}(?![\w.'’@#/-])", text)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(sentences())
def test_no_figure_and_no_sign_survives(text: str) -> None:
    """A voice gets letters and punctuation, and single spaces between them."""
    said = speakable(text)
    assert not [letter for letter in said if letter.isnumeric() or letter in SIGNS]
    assert said == " ".join(said.split())


@settings(max_examples=600, deadline=None, derandomize=True)
@given(sentences())
def test_what_is_spoken_is_spoken_already(text: str) -> None:
    """Said once or twice, it is the same: an edited script is read like a fresh one."""
    said = speakable(text)
    assert speakable(said) == said


@settings(max_examples=600, deadline=None, derandomize=True)
@given(sentences())
def test_no_word_is_lost(text: str) -> None:
    """Words that no rule touches are all there, in their order."""
    left = iter(words(speakable(text)))
    assert all(word in left for word in words(text)), "a word is missing, or out of its place"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 400))
def test_no_word_of_a_real_text_is_lost_wherever_it_is_cut(start: int, length: int) -> None:
    """A piece of an article keeps its plain words, says no figure, and is spoken already."""
    piece = " ".join(TEXT[start : start + length].split()[1:-1])
    said = speakable(piece)
    left = iter(re.findall(r"[^\W\d_]+", said))
    assert all(word in left for word in plain_words(piece))
    assert not re.search(rf"[\d{re.escape(SIGNS)}]", said)
    assert speakable(said) == said


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), min_size=1), st.sampled_from([" ", ", ", " « ", "… "]))
def test_a_sentence_without_figures_is_left_alone(parts: list[str], gap: str) -> None:
    """Words, punctuation and quotation marks stay where they are."""
    assert speakable(gap.join(parts)) == gap.join(parts)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=100))
def test_any_text_can_be_made_speakable(text: str) -> None:
    """Nothing a person may paste into a script makes a rule fail; no figure of it is left."""
    said = speakable(text)
    assert not re.search(rf"[0-9{re.escape(SIGNS)}]", said)


def test_rules_are_explained() -> None:
    """Every rule has a name, a reason to be and an example that is run."""
    for rule in RULES:
        assert rule.__doc__, rule
        assert ">>> " in rule.__doc__, rule.__name__
    assert len({rule.__name__ for rule in RULES}) >= len(RULES) - 1  # spaces come first and last


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_speakable(path: Path) -> None:
    """Line by line, real articles hold nothing then that a voice would stumble on."""
    for line in path.read_text(encoding="utf-8").removeprefix("# ").splitlines():
        said = speakable(line)
        assert not re.search(rf"[\d{re.escape(SIGNS)}²³]", said)
        assert not re.search(r"(?<!\.)\b(?:MM|Mme|Dr|St|av|etc)\b\.?", said)
        assert speakable(said) == said
        left = iter(re.findall(r"[^\W\d_]+", said))
        assert all(word in left for word in plain_words(line))


@pytest.mark.parametrize(
    "unit",
    ["1 ", "111 ", "1", "1,", "1.", "1-", "1/", "01 ", "1 h ", "12,5 € ", "1.000.", ".", "-", "+",
     " ", "\u00a0", "MMMM", "XIX", "X", "A", "AB ", "A1", "etc. ", "M. ", "a", "a@", "a.", "www.",
     "a/", "&", "=", "#", "«", "²", "10⁶", "http://a/", "A.", "1:", "1'", "1°", "1 000 ", "6-4, ",
     "XIXe-", "XV, ", "1x", "€1", "$1,000,", "1/2 ", "n°", "A-", "1A-", "@a_", "00 ", "(", "d'",
     "\ue000", "1\"", "J-", "12 3", "Ab ", f"a{'9' * 90} "],
)  # fmt: skip
def test_no_line_takes_longer_than_its_length(unit: str) -> None:
    """50,000 characters of anything are made speakable in less than two seconds."""
    text = unit * (50_000 // len(unit)) + " x"
    started = time.process_time()
    speakable(text)
    assert time.process_time() - started < 2


def test_a_long_text_takes_seconds() -> None:
    """A million characters of news, more than anybody listens to, in less than ten seconds."""
    text = (TEXT * (1_000_000 // len(TEXT) + 1))[:1_000_000]
    started = time.process_time()
    speakable(text)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 200-1 500 morts", "mille deux cents à mille cinq cents morts"),
        ("la saison 2024-2025", "la saison deux mille vingt-quatre deux mille vingt-cinq"),
        ("En 2025 des élus", "En deux mille vingt-cinq des élus"),
        ("2 de plus", "deux de plus"),
        ("En 2012 l’État", "En deux mille douze l’État"),
        ("M. et Mme Petit, 81 ans", "Monsieur et madame Petit, quatre-vingt-un ans"),
        ("300 hab./km²", "trois cents habitants par kilomètre carré"),
        ("la loi n° 2024-12", "la loi numéro deux mille vingt-quatre tiret douze"),
        ("(« 1er »)", "(« premier »)"),
        ("À 10H30 (08H30 GMT)", "À dix heures trente (huit heures trente G.M.T.)"),
        ("2.133 M EUR", "deux mille cent trente-trois millions d'euros"),
        ("80 % des + de 60 ans", "quatre-vingts pour cent des plus de soixante ans"),
        ("", ""),
    ],
)
def test_news_is_said_as_a_presenter_says_it(written: str, said: str) -> None:
    """Where rules meet."""
    assert speakable(written) == said
