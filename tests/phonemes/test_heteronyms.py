import pytest

from briefing.phonemes.correct import corrected


def said(sentence: str, word: str) -> str:
    """How the last *word* of *sentence* is handed to espeak-ng."""
    at = [each.strip(".,;?!'").lower() for each in sentence.replace("’", " ").split()].index(word)
    return corrected(sentence.replace("’", " ")).split()[at].strip(".,;?!'")


@pytest.mark.parametrize(
    "sentence",
    [
        "Les deux ministres président la séance.",
        "Macron et Scholz président le sommet.",
        "Les élus qui président la région.",
        "Ils président à tour de rôle.",
        "Elles le président.",
        "Les ministres de la défense président la séance.",
    ],
)
def test_who_presides(sentence: str) -> None:
    """After a subject in the plural, a noun in the singular cannot stand: it is the verb."""
    assert said(sentence, "président") == "préside"


@pytest.mark.parametrize(
    "sentence",
    [
        "Le président parle.",
        "L’ancien président est mort.",
        "Les alliés du président doutent.",
        "Un vice président de la région.",
        "Les équipes du nouveau président.",
        "Les élus de la région saluent le nouveau président.",
        "Il est élu président de la région.",
        "Les deux pays ont un président élu.",
    ],
)
def test_the_president(sentence: str) -> None:
    """After an article, an adjective or a verb it is the noun."""
    assert said(sentence, "président") == "président"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Les habitants du quartier résident ici.", "réside"),
        ("Les mesures violent le droit.", "viole"),
        ("Nos joueuses excellent à domicile.", "excelle"),
        ("Les routes convergent vers Paris.", "converge"),
    ],
)
def test_other_verbs_in_ent(sentence: str, verb: str) -> None:
    """As with those who preside."""
    word = next(each for each in sentence.split() if each.endswith("ent"))
    assert said(sentence, word) == verb


@pytest.mark.parametrize("sentence", ["Un discours violent suit.", "Le procès violent dure."])
def test_an_s_alone_makes_no_plural(sentence: str) -> None:
    """The article says what is one."""
    assert said(sentence, "violent") == "violent"


@pytest.mark.parametrize(
    "sentence",
    [
        "L’est du pays gèle.",
        "Il neige dans l’est.",
        "Le Grand Est gèle.",
        "Un vent d’est souffle.",
        "Il va d’ouest en est.",
        "La côte est du Japon tremble.",
    ],
)
def test_east(sentence: str) -> None:
    """After a preposition, before "de", or as a name."""
    assert said(sentence, "est") == "este"


@pytest.mark.parametrize(
    "sentence",
    [
        "Il est là.",
        "Le maire est élu.",
        "Il l’est depuis deux ans.",
        "La côte est belle.",
        "Est-ce un accord ?".replace("-", " "),
        "Ce qui est dit.",
    ],
)
def test_is(sentence: str) -> None:
    """All the rest is the verb."""
    assert said(sentence, "est").lower() == "est"
    assert "este" not in corrected("Est-il venu ?").lower()


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("Mes fils ont grandi.", "fisse"),
        ("Ses fils et sa fille.", "fisse"),
        ("Les fils électriques.", "fil"),
        ("Les fils de fer.", "fil"),
        ("Un téléphone sans fils.", "fil"),
        ("Des fils de soie.", "fil"),
        ("Les fils de la victime.", "fisse"),
    ],
)
def test_sons_and_threads(sentence: str, heard: str) -> None:
    """News speaks of sons, but for what is made of something."""
    assert said(sentence, "fils") == heard


def test_one_bone_and_two() -> None:
    """[ɔs] and [o]."""
    assert corrected("un os, des os, ses os") == "un os, des eaux, ses eaux"


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("Tous deux partent.", "tou"),
        ("Une assurance tous risques.", "tou"),
        ("Ils sont tous partis.", "tous"),
        ("Tous ceux du village.", "tou"),
    ],
)
def test_all(sentence: str, heard: str) -> None:
    """Before what it counts, the s is mute."""
    assert said(sentence, "tous").lower() == heard


def test_proud_and_trusting() -> None:
    """The infinitive follows its pronoun."""
    assert corrected("se fier au fier maire") == "se fié au fier maire"


def test_a_doer_follows_an_article() -> None:
    """And a verb does not."""
    assert corrected("un reporter va reporter") == "un reportère va reporter"
