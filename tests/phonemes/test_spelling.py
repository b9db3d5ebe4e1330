import pytest

from briefing.phonemes import Phonemiser, spelling


@pytest.mark.parametrize(
    ("word", "handed"),
    [
        ("méthode", "métode"),
        ("zénith", "zénitte"),
        ("asthme", "asme"),
        ("éthiopie", "éttiopie"),
        ("the", None),
        ("homologues", "omologues"),
        ("hausse", None),
        ("heures", None),
        ("trentième", "trenttième"),
        ("septième", None),
        ("indûment", "indûmant"),
        ("télésurveillance", "télessurveillance"),
        ("bisexuel", "bissexuel"),
        ("prophétie", "prophécie"),
        ("démocratie", None),
        ("capillaire", "capilaire"),
        ("versons", "verssons"),
        ("jury", "juri"),
        ("dépouillent", None),
        ("coulent", "coule"),
        ("démarrent", "démarre"),
        ("consomment", "consomme"),
        ("comment", None),
        ("émergents", "émergeants"),
        ("accents", None),
        ("violent", None),
        ("concurrent", None),
        ("notamment", None),
    ],
)
def test_regular_spelling(word, handed):
    """A rule changes what it is for, and leaves its exceptions alone."""
    found = spelling.respelled(word)
    assert (found or "").replace("é", "e") == (handed or "").replace("é", "e")


def test_an_adverb_in_ument_is_heard_to_its_end():
    """Espeak-ng takes "dûment" for a verb."""
    assert Phonemiser()("dûment").endswith("mˈɑ̃")
