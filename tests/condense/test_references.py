"""What a sentence leans on, and what it is called when that is gone."""

import pytest

from briefing.condense.references import leans, resolved, stripped
from briefing.condense.syntax import parse

LEANING = [
    "Il a refusé de répondre.",
    "Elles auront lieu jusqu'au mercredi 11 juillet.",
    "Depuis 1903, il vivait à Nantes.",
    "Cette décision a surpris les élus.",
    "Plusieurs attaques ont eu lieu dans cette région.",
    "Mais le conseil a voté contre.",
    "En effet, le budget manque.",
    "Son rival était un jeune avocat.",
    "L'autre porte sur l'économie.",
    "D'autres avaient renoncé.",
    "Certains avaient renoncé.",
    "Le maire y voit une chance.",
    "La Francophonie les perdra.",
    "Les États-Unis en sont la première puissance.",
    "Le lendemain, la police a fouillé la maison.",
    "Le pays a connu le même jour un autre drame.",
    "C'est une décision politique.",
    "Cela devrait réduire la facture.",
    "La ville a cependant refusé de payer.",
    "La grève pourrait durer, estime-t-il.",
    "Une autre invention de la jeunesse.",
]


@pytest.mark.parametrize("sentence", LEANING)
def test_what_points_back_leans(sentence: str) -> None:
    """Nobody can follow it who has not heard what comes before."""
    assert leans(parse([sentence])[0])


STANDING = [
    "Le maire a refusé de répondre.",
    "Il y a eu trois blessés dans l'accident.",
    "Il faut réduire la dépense publique.",
    "Il s'agit du troisième accident en un mois.",
    "Il est possible que la route reste fermée.",
    "Ce mardi soir, huit millions de foyers sont privés d'électricité.",
    "Cette année, le festival a reçu quarante compagnies.",
    "Le maire a promis qu'il écouterait les riverains.",
    "Lorsqu'il sera prêt, le système devra servir tout le pays.",
    "C'est à Chicago que le président a attendu les résultats.",
    "Alors que la pluie tombait, le match a commencé.",
    "Le premier ministre a démissionné.",
    "L'une des œuvres majeures du musée a été volée.",
    "Le juge a déclaré : « Ils ne m'ont donné aucune raison. »",
    "On a relevé des vents soufflant à plus de 125 km/h.",
    "Les prix dépendent de la taille du logement.",
]


@pytest.mark.parametrize("sentence", STANDING)
def test_what_names_all_it_speaks_of_stands_alone(sentence: str) -> None:
    """Impersonal "il", times of day, and what is named in the sentence itself."""
    assert not leans(parse([sentence])[0])


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Par ailleurs, la mairie paie les travaux.", "La mairie paie les travaux."),
        ("Enfin, le pont rouvrira en mai.", "Le pont rouvrira en mai."),
        ("En revanche, la région refuse.", "En revanche, la région refuse."),
        ("Mais la région refuse.", "Mais la région refuse."),
        ("Par ailleurs, poursuit le maire, la région paie.",
         "Par ailleurs, poursuit le maire, la région paie."),
    ],
)  # fmt: skip
def test_a_link_that_only_says_more_follows_can_go(sentence: str, bare: str) -> None:
    """A contrast means something, and stays."""
    assert stripped(sentence) == bare


RESOLVED = [
    ("Un avion de ligne s'est écrasé dimanche.", "Il transportait 147 passagers.",
     "L'avion de ligne transportait 147 passagers."),
    ("Un homme de 32 ans a été arrêté lundi.", "Il a reconnu les faits.",
     "L'homme de 32 ans a reconnu les faits."),
    ("Une passante a donné l'alerte.", "Elle a vu la fumée.", "La passante a vu la fumée."),
    ("La nouvelle console a été présentée en juillet.", "Elle sera livrée avec une carte.",
     "La nouvelle console sera livrée avec une carte."),
    ("Deux hommes ont été blessés dans l'accident.", "Ils ont été conduits à l'hôpital.",
     "Les deux hommes ont été conduits à l'hôpital."),
    ("Le président Bernard Lacaze a ouvert la séance.", "Depuis mars, il dirige le parti.",
     "Depuis mars, le président Bernard Lacaze dirige le parti."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "sentence", "named"), RESOLVED)
def test_a_pronoun_gets_its_noun_back(before: str, sentence: str, named: str) -> None:
    """When one subject agrees and nobody else could be meant: named in full, as something known."""
    first, second = parse([before, sentence])
    assert resolved(second, [first]) == named


def test_a_pronoun_is_followed_through_another() -> None:
    """To the one who is named, behind "Il…" and "Il…"."""
    first, *between, last = parse(
        ["Le préfet a fermé le pont.", "Il craint une crue.", "Il a prévenu les maires."]
    )
    assert resolved(last, [first, *between]) == "Le préfet a prévenu les maires."


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Le maire a reçu le préfet Paul Garnier.", "Il a refusé."),  # which of them
        ("La ville a nommé un directeur.", "Il a refusé."),  # not the subject
        ("Les élus ont voté.", "Il a refusé."),  # does not agree
        ("Le maire est arrivé quand le ministre parlait.", "Il a souri."),
        ("Le maire et son adjoint ont démissionné.", "Ils ont vidé leurs bureaux."),
        ("Le maire a démissionné.", "Il a quitté cette ville."),  # leans on more than that
        ("Le maire a démissionné.", "Il pleut sur la ville."),  # nobody
        ("Le maire a démissionné.", "La foule applaudit."),  # nothing to resolve
    ],
)
def test_a_doubtful_pronoun_is_left_alone(before: str, sentence: str) -> None:
    """Better not told than told of the wrong one."""
    first, second = parse([before, sentence])
    assert resolved(second, [first]) is None


def test_nothing_before_means_nothing_to_name() -> None:
    """The first sentence of an article keeps its pronoun."""
    assert resolved(parse(["Il a refusé."])[0], []) is None
