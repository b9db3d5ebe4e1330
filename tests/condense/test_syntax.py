"""The grammar of French sentences, as far as we ask it."""

import pytest

from briefing.condense.syntax import parse


def test_offsets_are_those_of_the_text_that_was_given() -> None:
    """Whatever its apostrophes, spaces and quotation marks."""
    text = "L’élu a dit\u00a0: «\u202fC’est fini\u202f», puis “adieu”."
    (tree,) = parse([text])
    assert tree.text == text
    assert "".join(each.text for each in tree.tokens) == (
        "".join(text.split()).replace("’", "'").translate(str.maketrans("«»“”", '""""'))
    )
    for token in tree.tokens:
        assert len(token.text) == token.end - token.start


def test_a_text_is_one_sentence() -> None:
    """One root, however many full stops, colons and quotations there are."""
    (tree,) = parse(["Il a dit : « Non. Jamais. » La foule est partie."])
    roots = [i for i, each in enumerate(tree.tokens) if each.head == i]
    assert roots == [tree.root]


def test_the_verb_and_its_subject_are_found() -> None:
    """Through auxiliaries, and an adverb between them."""
    (tree,) = parse(["La classe politique a violemment réagi contre cette annonce."])
    verb, subject = tree.finite(tree.root), tree.subject(tree.root)
    assert verb is not None
    assert subject is not None
    assert tree.tokens[verb].text == "a"
    assert tree.tokens[subject].text == "classe"


def test_a_word_knows_what_hangs_on_it_and_what_it_hangs_on() -> None:
    """Down to all its words, and up to the root."""
    (tree,) = parse(["Le maire de Lyon a inauguré le pont."])
    place = [each.text for each in tree.tokens].index("maire")
    assert [tree.tokens[i].text for i in tree.subtree(place)] == ["Le", "maire", "de", "Lyon"]
    assert tree.above(place)[-1] == tree.root
    assert tree.between(0, 2) == "Le maire"
    assert tree.between(2, 2) == ""


@pytest.mark.parametrize("text", ["", "…", "Non", "12 345", "« »"])
def test_what_is_no_sentence_has_a_tree_too(text: str) -> None:
    """Nothing that stands in an article breaks the parser, nor those who ask it."""
    (tree,) = parse([text])
    assert tree.text == text
    if tree.tokens:
        tree.finite(tree.root)
        tree.subject(tree.root)


def test_many_come_in_their_order() -> None:
    """And none is parsed into another."""
    texts = [f"Le train {n} est parti." for n in range(40)]
    assert [tree.text for tree in parse(texts)] == texts
    assert parse([]) == ()
