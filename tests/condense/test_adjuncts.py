"""What is cut without a comma to go by: when, where and how, and never the point."""

import pytest

from briefing.condense.adjuncts import adjuncts
from briefing.condense.marks import edited, frame
from briefing.condense.syntax import parse


def pieces(sentence: str) -> list[str]:
    """What may go, each on its own, without the marks around it."""
    found = frame(parse([sentence])[0])
    assert found is not None
    return [sentence[each.edit.start : each.edit.end].strip(" ,") for each in adjuncts(found)]


def shortest(sentence: str) -> str:
    """The sentence without all that may go."""
    found = frame(parse([sentence])[0])
    assert found is not None
    return edited(sentence, tuple(each.edit for each in adjuncts(found)))


OCCASIONS = [
    ("La police a arrêté trois hommes à Lyon dans le cadre d'une enquête sur un trafic de drogue.",
     "La police a arrêté trois hommes à Lyon."),
    ("Le pilote a perdu la vie lors d'un vol d'essai au-dessus de la Manche.",
     "Le pilote a perdu la vie."),
    ("L'entraîneur a quitté le club à la suite d'un désaccord avec le président.",
     "L'entraîneur a quitté le club."),
    ("Les astronomes ont découvert une planète grâce à un télescope installé au Chili.",
     "Les astronomes ont découvert une planète."),
    ("Ce pont, fermé depuis 2018, a été rouvert samedi en présence du préfet.",
     "Ce pont, fermé depuis 2018, a été rouvert samedi."),
    ("Les élèves ont visité le musée pendant les vacances.", "Les élèves ont visité le musée."),
    ("Lors de la cérémonie, le roi a remis une médaille aux sauveteurs.",
     "Le roi a remis une médaille aux sauveteurs."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), OCCASIONS)
def test_an_occasion_goes_with_all_that_tells_which(sentence: str, expected: str) -> None:
    """At what event something happened can be left out when what happened is told."""
    assert shortest(sentence) == expected


TIMES = [
    ("Le Conseil constitutionnel a validé vendredi l'essentiel de la loi sur le renseignement.",
     "Le Conseil constitutionnel a validé l'essentiel de la loi sur le renseignement."),
    ("Le conseil a voté la loi mardi soir, après six heures de débat.",
     "Le conseil a voté la loi."),
    ("Les députés ont adopté le texte dans la nuit de jeudi à vendredi.",
     "Les députés ont adopté le texte."),
    ("Hier, la ministre a visité l'hôpital de Dijon.", "La ministre a visité l'hôpital de Dijon."),
    ("L'ancien président a été hospitalisé lundi à Johannesburg.",
     "L'ancien président a été hospitalisé à Johannesburg."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TIMES)
def test_the_day_of_what_has_happened_can_go(sentence: str, expected: str) -> None:
    """What is over stays true without its date."""
    assert shortest(sentence) == expected


PLACES = [
    ("Barack Obama a prononcé un discours à Berlin devant la porte de Brandebourg.",
     "Barack Obama a prononcé un discours à Berlin."),
    ("L'avion s'est écrasé près de Perpignan dans le sud de la France.",
     "L'avion s'est écrasé près de Perpignan."),
    ("Devant l'Assemblée, le ministre a défendu son projet.",
     "Le ministre a défendu son projet."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PLACES)
def test_a_place_can_go_when_one_event_is_told(sentence: str, expected: str) -> None:
    """Where it was is left out of what somebody did once."""
    assert shortest(sentence) == expected


CLAUSES = [
    ("Les pompiers ont évacué les habitants de l'immeuble avant de maîtriser l'incendie.",
     "Les pompiers ont évacué les habitants de l'immeuble."),
    ("La commission a rendu un avis favorable au projet après avoir entendu les riverains.",
     "La commission a rendu un avis favorable au projet."),
    ("Les habitants ont appris la nouvelle alors qu'ils se préparaient à fêter le carnaval.",
     "Les habitants ont appris la nouvelle."),
    ("L'avion a heurté une ligne en s'approchant de la piste et a atterri sur le ventre.",
     "L'avion a heurté une ligne et a atterri sur le ventre."),
    ("Pour protester contre la réforme, les enseignants ont défilé à Paris.",
     "Les enseignants ont défilé à Paris."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CLAUSES)
def test_clauses_of_time_manner_and_purpose_go_whole(sentence: str, expected: str) -> None:
    """A clause that only accompanies the main one is cut from its first word to its last."""
    assert shortest(sentence) == expected


COLOURS = [
    ("Il a notamment critiqué la politique du gouvernement.",
     "Il a critiqué la politique du gouvernement."),
    ("La Russie a également accusé l'Ukraine de préparer une attaque.",
     "La Russie a accusé l'Ukraine de préparer une attaque."),
    ("Le nouveau président devra aussi réformer l'armée.",
     "Le nouveau président devra réformer l'armée."),
    ("La direction a fermement condamné cette agression.",
     "La direction a condamné cette agression."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), COLOURS)
def test_words_that_only_colour_go(sentence: str, expected: str) -> None:
    """An adverb that adds no fact is left out, whatever the mood of its verb."""
    assert shortest(sentence) == expected


FILLERS = [
    ("Le maire a par la même occasion inauguré le gymnase.", "Le maire a inauguré le gymnase."),
    ("La ministre a présenté dans le même temps un plan pour les forêts.",
     "La ministre a présenté un plan pour les forêts."),
    ("Dans ce contexte, la banque a relevé ses taux.", "La banque a relevé ses taux."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FILLERS)
def test_what_a_listener_knows_anyhow_goes(sentence: str, expected: str) -> None:
    """Words that only point back at what was just told are left out."""
    assert shortest(sentence) == expected


MANNERS = [
    ("La foule a acclamé le vainqueur avec un enthousiasme communicatif.",
     "La foule a acclamé le vainqueur."),
    ("Le voleur a brisé la vitrine avec un marteau.", "Le voleur a brisé la vitrine."),
    ("Les ouvriers ont percé le mur avec une foreuse géante.", "Les ouvriers ont percé le mur."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MANNERS)
def test_how_it_was_done_can_go(sentence: str, expected: str) -> None:
    """What was done to what is told, whatever it was done with."""
    assert shortest(sentence) == expected


def test_a_record_keeps_the_time_it_stands_for() -> None:
    """To this day: that is more than a filler beside what is the most of all."""
    assert pieces("L'usine a construit à ce jour le plus grand navire du monde.") == []


SAID = [
    ("Le ministre a déclaré dimanche sur BFM TV que « le nucléaire est une filière d'avenir ».",
     "Le ministre a déclaré que « le nucléaire est une filière d'avenir »."),
    ("La chanteuse a annoncé mercredi, lors d'une visite à Paris, la sortie d'un album.",
     "La chanteuse a annoncé la sortie d'un album."),
    ("Le parlement a rejeté par 120 voix contre 90 la motion de censure.",
     "Le parlement a rejeté la motion de censure."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SAID)
def test_where_it_was_said_can_go_and_who_said_it_stays(sentence: str, expected: str) -> None:
    """The speaker and the words are what counts, not the microphone."""
    assert shortest(sentence) == expected


def test_a_source_is_never_cut() -> None:
    """Who says so stays, in front and behind."""
    sentence = "Selon la police, le suspect a agi seul, d'après un témoin."
    assert shortest(sentence) == sentence


def test_each_cut_can_go_alone() -> None:
    """Every cut is one piece, in the order of the text, and none touches another."""
    sentence = (
        "Les autorités ont confirmé dimanche soir la mort de douze mineurs à la suite d'un coup de"
        " grisou dans une mine du Yunnan."
    )
    assert pieces(sentence) == [
        "dimanche soir",
        "à la suite d'un coup de grisou dans une mine du Yunnan",
    ]


ASKED_FOR = [
    "Les travaux se poursuivront en atelier.",
    "Le Forum s'est ouvert hier.",
    "La réunion aura lieu jeudi à Bruxelles.",
    "Les habitants ont passé la nuit dans un gymnase.",
    "Le mont Maudit culmine à 4 465 mètres.",
    "Le protocole entrera en vigueur le 1er janvier 1989.",
    "La banque a accordé un prêt à Chypre.",
    "La ville a placé le quartier sous surveillance.",
    "Le président s'est rendu à Kiev.",
    "Le candidat a mené sa campagne avec une grande prudence.",
    "Les États-Unis ont rappelé leur ambassadeur en Syrie.",
]


@pytest.mark.parametrize("sentence", ASKED_FOR)
def test_what_the_verb_asks_for_stays(sentence: str) -> None:
    """Without it the sentence would say nothing, or wait for more."""
    assert pieces(sentence) == []


TRUE_ONLY_THERE = [
    "Le chômage a reculé en Bretagne l'an dernier.",
    "La France interdit la chasse au loup dans les parcs nationaux.",
    "La ville de Paris a interdit les voitures dans les rues du centre.",
    "Tous les vols ont été annulés à l'aéroport de Nice dimanche.",
    "Le lac gèle en janvier.",
    "La justice a ordonné la fermeture du site pendant six mois.",
    "Ce vaccin protège les enfants pendant dix ans.",
    "L'entreprise a supprimé 300 postes dans son usine de Rennes.",
    "Les prix ont augmenté de 15 % depuis janvier.",
    "Lors d'affaires semblables, la police avait arrêté les responsables.",
    "Le Brésil accueillera la Coupe du monde en 2014.",
    "Les enfants qui ont mangé à la cantine mardi sont tombés malades.",
    "L'équipe a remporté le championnat pour la première fois depuis 1987.",
    "Il a été le seul candidat à se présenter en 2012.",
]


@pytest.mark.parametrize("sentence", TRUE_ONLY_THERE)
def test_nothing_is_made_more_general(sentence: str) -> None:
    """What is only said of a place, a time or a few is never said of all."""
    assert pieces(sentence) == []


LIMITED = [
    "Le ministre ne s'est pas exprimé lors de la réunion.",
    "Si la pluie continue, la digue pourrait céder dans la nuit.",
    "Le musée a-t-il fermé ses portes lors des travaux ?",
    "C'est à Chicago que le président a attendu les résultats lors de la soirée.",
    "Il dispose de dix jours pour se décider.",
    "Le juge a condamné l'ancien maire pour avoir détourné des fonds publics.",
    "La police a ouvert le feu sur la foule en tuant trois personnes.",
    "Il a gagné la course malgré une blessure au genou.",
    "Il a annoncé sa démission avant de se raviser.",
    "Le ministre a rencontré les syndicats mardi et les patrons jeudi.",
    "Le groupe a ouvert des magasins en Chine, en Inde et au Brésil.",
    "Elle était alors ministre de la Justice.",
    "Ces mesures ont été prises alors que la dette du pays augmente.",
    "« Nous avons gagné le match samedi lors de la finale », dit-elle.",
    "Le maire a lancé : « J'ai visité l'école mardi. »",
    "Le film a été tourné à Marseille entre mardi et jeudi.",
]


@pytest.mark.parametrize("sentence", LIMITED)
def test_what_denies_doubts_asks_or_quotes_is_left_alone(sentence: str) -> None:
    """Denials, conditions, questions, reasons, results and quotations stay as they are."""
    assert pieces(sentence) == []


def test_news_keeps_a_time_or_a_place() -> None:
    """What is told for the first time does not hang in the air."""
    assert shortest("Une bombe a explosé samedi dans un marché de Bagdad.") == (
        "Une bombe a explosé dans un marché de Bagdad."
    )
