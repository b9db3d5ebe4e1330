"""The script as a person edits it: not a line is lost on the way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.condense.extractive import condense
from briefing.errors import ScriptError
from briefing.manuscript import dump, parse
from briefing.model import Kind, Length, Script, Segment
from briefing.script import write
from briefing.segment import SPEEDS, compose
from tests.scripts import DATE, EDITION, HEAD, NAMES, PACE, heard, read, script_of

# ---- dump and parse ------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    ["#", "##", "## ", "# ", "<!--", "-->", "\\", "Date: 2020-01-01", "Source: x", "- ", "story",
     "***", "greeting", "mot", "Le chat dort.", " ", "---", "\ufeff", "…", "«\u00a0", "1er", "&",
     "%", "\t"]
)  # fmt: skip
TEXTS = (
    st.lists(FRAGMENTS | st.text(max_size=5), min_size=1, max_size=6)
    .map(lambda parts: " ".join("".join([*parts, "a"]).split()))
    .filter(lambda text: not any(ord(letter) < 32 or 126 < ord(letter) < 160 for letter in text))
)


def telling(
    *texts: str, title: str = "Titre", origin: str = "a.txt", pauses: float = 0.35
) -> Script:
    """A script whose story is *texts*, with *pauses* between them."""
    story = (
        compose(Kind.STORY, text, 0.9 if number == len(texts) else pauses)
        for number, text in enumerate(texts, 1)
    )
    greeting = Segment(Kind.GREETING, "Bonjour.", "Bonjour.", 0.9)
    signoff = Segment(Kind.SIGNOFF, "Merci.", "Merci.", 0.9, speed=SPEEDS[Kind.SIGNOFF])
    return Script(title, DATE, "fr", origin, (greeting, *story, signoff))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=5), st.sampled_from([0.35, 0.6]))
def test_every_line_survives_a_round_trip(
    title: str, origin: str, story: list[str], pauses: float
) -> None:
    """Whatever the lines say, be it headings, comments or backslashes: none is lost or changed."""
    script = telling(*story, title=title, origin=origin, pauses=pauses)
    again = parse(dump(script), "script.md")
    assert heard(again) == heard(script)
    assert (again.title, again.date, again.origin) == (title, DATE, origin)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("length", [None, 60])
def test_a_script_that_nobody_edited_is_the_same_script(name: str, length: float | None) -> None:
    """Written, saved, read back: the same words, kinds and pauses, the same story."""
    script = script_of(read(name), length)
    again = parse(dump(script), "script.md")
    assert heard(again) == heard(script)
    assert (again.title, again.date, again.origin) == (script.title, script.date, script.origin)
    assert again.stories == script.stories
    assert [each.story for each in again.segments] == [each.story for each in script.segments]
    assert dump(again) == dump(script)


def test_stories_keep_their_titles_and_their_places() -> None:
    """A story begins at its heading or at the transition before it; its title is a chapter's."""
    found = parse(
        f"{HEAD}\n## greeting\n\nBonjour.\n\n## story: Le pont <em>\\<!-- 1\n\nIl rouvre.\n"
        "\n## transition\n\nAutre sujet.\n\n## story: La halle : enfin\n\nElle brûle.\n"
        "\n## story\n\nUn autre.\n\n## signoff\n\nMerci.\n",
        "script.md",
    )
    assert [each.title for each in found.stories] == [
        "Le pont <em><!-- 1", "La halle : enfin", "Titre",
    ]  # fmt: skip
    assert [each.story for each in found.segments] == [0, 1, 2, 2, 3, 0]
    again = parse(dump(found), "script.md")
    assert (again.stories, again.segments) == (found.stories, found.segments)


def test_two_articles_are_two_stories_on_the_way_there_and_back() -> None:
    """Each segment belongs to the story it did, and the chapters have their titles."""
    found = [read(name) for name in NAMES]
    numbered = write(found, condense, PACE, EDITION, Length(120.0))
    again = parse(dump(numbered), "script.md")
    assert [each.title for each in again.stories] == [each.title for each in numbered.stories]
    assert [each.story for each in again.segments] == [each.story for each in numbered.segments]
    assert sorted({each.story for each in numbered.segments}) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "line",
    ["# Un titre", "## story", "### a", "#MeToo fait la une.", "<!-- note -->", "<!-- ouvert",
     "fini --> voilà", "Date: 2020-01-01", "Source: b.txt", "- une liste", "\\# déjà", "\\\\<!-- a",
     "Le mot <!-- au milieu", "> cité", "1. un", "*mot*", "---a---"],
)  # fmt: skip
def test_a_line_that_looks_like_markup_is_said(line: str) -> None:
    """Between the others, which stay as well."""
    script = telling("Avant.", line, "Après.", title=line)
    again = parse(dump(script), "x")
    assert heard(again) == heard(script)
    assert again.title == line


def test_an_empty_story_leaves_greeting_and_sign_off() -> None:
    """A person may delete all of it; what is left is read back."""
    assert heard(parse(dump(telling()), "x")) == heard(telling())
    emptied = dump(telling("Un.")).replace("Un.\n", "")
    assert heard(parse(emptied, "x")) == heard(telling())


def test_an_origin_may_be_any_path() -> None:
    """Two spaces in a row, or a line end, do not make another story of it, nor another line."""
    for origin, back in (("mon  article.txt", "mon  article.txt"), ("a\nb.txt", "a b.txt")):
        assert parse(dump(telling("Un.", origin=origin)), "x").origin == back


# ---- what a person edits -------------------------------------------------------------------------


def test_an_edited_script_is_said_word_for_word() -> None:
    """Lines are changed, added and deleted; comments and blank lines are not said."""
    text = (
        f"\ufeff{HEAD.replace(chr(10), chr(13) + chr(10))}\r\n<!-- à relire\r\n   lundi -->\r\n"
        "##  Story \r\n\r\n  Il neige à 3 km. \r\n\r\n\r\nIl\tpleut <!-- vraiment ? --> ici.\r\n"
        "## signoff\r\nAu revoir."
    )
    script = parse(text, "script.md")
    assert heard(script) == [
        (Kind.STORY, "Il neige à 3 km.", "Il neige à trois kilomètres.", 0.6, 1.0),
        (Kind.STORY, "Il pleut ici.", "Il pleut ici.", 0.9, 1.0),
        (Kind.SIGNOFF, "Au revoir.", "Au revoir.", 0.9, SPEEDS[Kind.SIGNOFF]),
    ]
    assert (script.title, script.date, script.origin) == ("Titre", DATE, "a.txt")


def test_a_script_without_its_source_is_a_source_itself() -> None:
    """Its own name stands for the origin."""
    text = "# Titre\nDate: 2026-11-01\n## story\nIl neige.\n"
    assert parse(text, "mien.md").origin == "mien.md"
    assert parse(text.replace("## story", "Source:\n## story"), "mien.md").origin == "mien.md"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Bonjour.\n" + HEAD, 1, "stands in no section and would not be said: 'Bonjour.'"),
        (HEAD + "Bonjour.\n## story\nFin.", 5, "stands in no section"),
        (HEAD + "# Autre titre\n", 5, "stands in no section"),
        (HEAD + "## stories\nFin.", 5, "there is no section 'stories'"),
        (HEAD + "## story\nUn.\n##signoff\nDeux.", 7, "no heading of a section: '##signoff'"),
        (HEAD + "## story\nUn.\n### Sous-titre\n", 7, "no heading of a section: '### Sous-titre'"),
        (HEAD + "## story\n# Un\n", 6, "no heading of a section: '# Un'"),
        (HEAD + "## story\nUn.\n\n***\n", 8, "there is nothing to say in '***'"),
        (HEAD + "## story\n…\n", 6, "there is nothing to say in '…'"),
        (HEAD + "## story\nUn\x07.\n", 6, "a character that cannot be said (U+0007)"),
        ("# Ti\x00tre\n", 1, "a character that cannot be said (U+0000)"),
        (
            HEAD + "## story\nUn. <!-- oubli\nDeux.\n",
            6,
            "the comment that begins here does not end",
        ),
        (HEAD + "## story\n<!-- a\nDeux. <!-- b -->\n", 6, "the comment that begins here does not"),
        ("# Titre\nDate: 22 novembre 2026\n", 2, "'22 novembre 2026' is not a date"),
        ("# Titre\n\nDate: 2026-02-30\n", 3, "'2026-02-30' is not a date"),
        ("# Titre\nDate:\n", 2, "'' is not a date"),
    ],
)
def test_what_would_not_be_said_is_complained_about(text: str, line: int, words: str) -> None:
    """With the file and the line, and a way out."""
    with pytest.raises(ScriptError) as caught:
        parse(text, "mon/script.md")
    assert str(caught.value).startswith(f"mon/script.md, line {line}: ")
    assert words in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "mon/script.md has no title."),
        ("Date: 2026-11-01\n## story\nUn.", "mon/script.md has no title."),
        ("# Titre\n## story\nUn.", "mon/script.md has no date."),
        (HEAD, "mon/script.md has nothing to say."),
        (HEAD + "## story\n\n<!-- rien -->\n## signoff\n", "mon/script.md has nothing to say."),
    ],
)
def test_a_script_needs_a_title_a_date_and_something_to_say(text: str, words: str) -> None:
    """What is missing is named, with an example."""
    with pytest.raises(ScriptError) as caught:
        parse(text, "mon/script.md")
    assert str(caught.value) == words
    assert caught.value.hint


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=200) | st.lists(FRAGMENTS | st.just("\n"), max_size=30).map("".join))
def test_any_text_is_a_script_or_a_complaint(text: str) -> None:
    """Nothing that a person may leave in the file ends in anything but a `ScriptError`."""
    try:
        found = parse(HEAD + "## story\n" + text, "x")
    except ScriptError:
        return
    assert all(segment.spoken for segment in found.segments)
