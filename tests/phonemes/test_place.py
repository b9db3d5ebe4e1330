from briefing.phonemes.place import places
from briefing.phonemes.sounds import bound, opens_with_vowel


def test_a_mark_ends_what_a_word_sees():
    """Neither way does a word look beyond it."""
    found = places("Oui : le fils, « un » ami")
    assert [place.back() for place in found] == ["", "", "le", "", ""]
    assert [place.ahead() for place in found] == ["", "fils", "", "", ""]


def test_apostrophes_hyphens_and_spaces_join():
    """Of every kind."""
    last = places("qu’est‑ce qu'il\u00a0a")[-1]
    assert last.clause() == ("il", "qu", "ce", "est", "qu")
    assert last.back(5) == "qu"
    assert last.back(6) == ""


def test_a_clause_is_not_read_without_end():
    """Only the nearest words are looked at."""
    assert len(places("a " * 100)[-1].clause(4)) == 4


def test_what_opens_with_a_vowel():
    """A mute h does, an aspirated one and the numerals 8 and 11 do not."""
    closed = "héros hausse huit onze onzième oui yaourt Hollande".lower().split()
    opened = "héroïne homme hôpital yeux Yonne heure été œil Haïti".lower().split()
    assert not any(map(opens_with_vowel, closed))
    assert all(map(opens_with_vowel, opened))
    assert bound("ans")
    assert not bound("et")
    assert not bound("")
