"""Quotations of several sentences."""

from briefing.condense.quotations import closed, continued


def test_a_quotation_goes_on_until_its_mark() -> None:
    """Over as many sentences as it takes, with others inside."""
    texts = ["Il dit : « Un.", "Deux.", "Trois. » Puis rien.", "Elle : “Oui.", "Non.”", "Fin."]
    assert list(continued(texts)) == [False, True, True, False, True, False]


def test_a_part_of_a_quotation_has_both_marks() -> None:
    """What is told alone is still known to be another's words."""
    assert closed("Deux.", inside=True) == "« Deux. »"
    assert closed("Trois. » Puis rien.", inside=True) == "« Trois. » Puis rien."
    assert closed("Un mot « cité ».", inside=False) == "Un mot « cité »."
