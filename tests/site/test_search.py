from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Kind, Spoken
from briefing.site import search
from tests.site.conftest import an_episode


def contents(block: search.Block) -> dict[str, object]:
    """What each script of *block* hands to the page."""
    found = {}
    for name, content in search.files(block):
        call = re.fullmatch(r'briefing\.found\("([^"]+)",(.*)\);\n', content.decode(), re.DOTALL)
        assert call is not None
        assert name == f"{search.FOLDER}/{call[1]}.js"
        found[call[1].split("/")[1]] = json.loads(call[2])
    return found


def test_words_of_titles_and_transcripts_are_found() -> None:
    """A word leads to the numbers of the episodes that have it; without accents or capitals."""
    spoken = Spoken(Kind.STORY, 1.0, 2.0, "L’Œuvre d’Édith, 2027.")
    episodes = (an_episode(0, transcript=(spoken,)), an_episode(1, title="La tempête Édith"))
    (block,) = search.blocks(episodes)
    there = contents(block)
    # Oldest first: the newest is number 1.
    assert "edith 0 1" in str(there["e"]).split(";")
    assert "oeuvre 1" in str(there["o"]).split(";")
    assert "2027 1" in str(there["0"]).split(";")
    assert there["episodes"][1][0] == episodes[0].id  # type: ignore[index]


def test_common_words_and_single_letters_are_left_out() -> None:
    """They are in every episode; the page knows the same list."""
    (block,) = search.blocks([an_episode()])
    there = contents(block)
    listed = {word.split(" ")[0] for key in search.KEYS for word in str(there[key]).split(";")}
    assert not listed & search.COMMON
    assert all(len(word) != 1 for word in listed)


def test_a_full_block_never_changes() -> None:
    """New episodes go to the last block; those before keep their number and their version."""
    episodes = [an_episode(number, 20.0) for number in range(600)]
    before, after = search.blocks(episodes[50:]), search.blocks(episodes)
    assert len(before) > 2
    assert before[:-1] == after[: len(before) - 1]
    assert [each.version for each in before[:-1]] == [each.version for each in after[:2]]
    assert [each for block in after for each in block.episodes] == episodes[::-1]


def test_scripts_are_small() -> None:
    """What one letter of a word loads of a block has a few kilobytes."""
    block = search.blocks([an_episode(number) for number in range(250)])[0]
    sizes = {name: len(content) for name, content in search.files(block)}
    assert max(sizes.values()) < 40_000


@given(st.text(max_size=40))
def test_words_are_plain(text: str) -> None:
    """No word holds a sign that has a meaning in the index, and each belongs to one script."""
    for word in search.words(text):
        assert not set(word) & set(' ;"\\\n')
        assert 0 < len(word) <= 40
