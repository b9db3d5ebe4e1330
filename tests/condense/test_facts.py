from __future__ import annotations

import time
from dataclasses import dataclass

import pytest

from briefing.condense.facts import Fault, FaultKind, check, evidence, evidence_of
from tests.builders import article

FIGURE, DATE, NAME = FaultKind.FIGURE, FaultKind.DATE, FaultKind.NAME
QUOTATION, NEGATION = FaultKind.QUOTATION, FaultKind.NEGATION
CERTAINTY, ATTRIBUTION, CONTENT = FaultKind.CERTAINTY, FaultKind.ATTRIBUTION, FaultKind.CONTENT

BRIDGE = "Le pont de pierre, fermé depuis le 3 mars 2025, a rouvert aux piétons samedi à 14h30."
CROWD = "Près de 2 000 personnes l’ont traversé dans l’après-midi, selon la mairie."
COST = "Les travaux ont coûté 3,5 millions d’euros, soit 12 % de plus que prévu."
AUBIN = "« Nous avons trouvé des fissures que personne n’attendait », explique Mme Claire Aubin."
CARS = "Les voitures ne pourront pas circuler avant le 1er septembre, affirme la préfecture."
FACTORY = "Le groupe envisage de fermer l’usine de Lens, qui emploie 412 personnes."
CRASH = "L’accident a fait 3 morts et 14 blessés, dont deux enfants."
CAUSE = "L’incendie serait dû à une défaillance électrique."
MINISTER = "Le ministre de l’Intérieur, Bruno Retailleau, n’a pas confirmé la mort du suspect."
DENIAL = "L’entreprise dément avoir licencié des salariés."
REFUSAL = "Emmanuel Macron refuse de négocier avec la Corée du Nord."
RISE = "Le prix du gaz pourrait augmenter de 5 % en janvier, d’après la Commission européenne."
MURDER = "Le meurtrier présumé a été arrêté à Lyon par la police."
CLAIM = "L’opposition affirme que le budget a été falsifié."
WAR = "L’armée ukrainienne a repris deux villages près de Koursk, en Russie."
WALK = "Il a quitté la salle sans répondre aux questions des journalistes."
CENTURY = "L’église du XXIe siècle a coûté 12,50 € par habitant à la commune."
UNION = "Les États-Unis et l’ONU ont signé l’accord à Saint-Aubin-des-Rives."
NOTHING = "Aucun passager n’a survécu à l’accident, et la cause reste inconnue."
NEWS = (
    BRIDGE, CROWD, COST, AUBIN, CARS, FACTORY, CRASH, CAUSE, MINISTER, DENIAL, REFUSAL, RISE,
    MURDER, CLAIM, WAR, WALK, CENTURY, UNION, NOTHING,
)  # fmt: skip

FAITHFUL = [
    # Figures and dates, written and spoken.
    (BRIDGE, "Le pont de pierre a rouvert samedi à quatorze heures trente."),
    (BRIDGE, "Le pont a rouvert à 14 h 30."),
    (BRIDGE, "Le pont était fermé depuis le trois mars deux mille vingt-cinq."),
    (BRIDGE, "Le pont était fermé depuis mars 2025."),
    (CROWD, "Selon la mairie, près de deux mille personnes l’ont traversé."),
    (CROWD, "La mairie indique que près de 2.000 personnes ont traversé le pont."),
    (CROWD, "Environ 2 000 personnes ont traversé le pont de pierre, selon la mairie."),
    (COST, "Les travaux ont coûté trois millions et demi d’euros."),
    (COST, "Les travaux ont coûté 3 500 000 euros, douze pour cent de plus que prévu."),
    (CENTURY, "L’église du vingt et unième siècle a coûté douze euros cinquante par habitant."),
    (CENTURY, "L’église du XXIe siècle a coûté 12,5 euros par habitant à la commune."),
    (CRASH, "L’accident a fait trois morts et quatorze blessés."),
    (CRASH, "Trois personnes sont mortes dans l’accident."),
    (FACTORY, "Le groupe envisage de fermer l’usine de Lens."),
    (FACTORY, "L’usine de Lens emploie 412 personnes."),
    # Names.
    (REFUSAL, "Macron refuse de négocier avec la Corée du Nord."),
    (REFUSAL, "Le refus d’Emmanuel Macron : il ne négociera pas avec la Corée du Nord."),
    (UNION, "L’accord a été signé par les Etats-Unis et l’ONU à Saint-Aubin."),
    (UNION, "LES ÉTATS-UNIS ont signé l’accord."),
    (MINISTER, "Retailleau n’a pas confirmé la mort du suspect."),
    (MINISTER, "Le ministre de l’Intérieur ne confirme pas la mort du suspect."),
    (WAR, "Désormais, l’armée ukrainienne tient deux villages près de Koursk."),
    # Quotations.
    (AUBIN, "Claire Aubin l’explique : « Nous avons trouvé des fissures »."),
    (AUBIN, "“nous avons trouvé des fissures que personne n'attendait”, dit Claire Aubin."),
    (AUBIN, "Claire Aubin explique que des fissures ont été trouvées."),
    # Negations.
    (CARS, "La préfecture affirme que les voitures ne pourront pas circuler avant septembre."),
    (DENIAL, "L’entreprise n’a pas licencié de salariés, selon elle."),
    (DENIAL, "L’entreprise dément tout licenciement."),
    (WALK, "Il a quitté la salle."),
    (WALK, "Il n’a pas répondu aux questions des journalistes."),
    (NOTHING, "Aucun passager n’a survécu."),
    (NOTHING, "La cause de l’accident reste inconnue."),
    # Certainty, and who says it.
    (CAUSE, "Une défaillance électrique serait la cause de l’incendie."),
    (CAUSE, "L’incendie est probablement dû à une défaillance électrique."),
    (RISE, "D’après la Commission européenne, le prix du gaz pourrait augmenter en janvier."),
    (RISE, "Le prix du gaz augmenterait de 5 %."),
    (MURDER, "La police a arrêté le meurtrier présumé à Lyon."),
    (CLAIM, "Selon l’opposition, le budget a été falsifié."),
    (CLAIM, "Le budget aurait été falsifié."),
    (CLAIM, "L’opposition accuse : le budget a été falsifié."),
]
LYING = [
    (BRIDGE, "Le pont de pierre a rouvert samedi à 15h30.", FIGURE),
    (BRIDGE, "Le pont était fermé depuis le 4 mars 2025.", DATE),
    (BRIDGE, "Le pont était fermé depuis le 3 avril 2025.", DATE),
    (BRIDGE, "Le pont était fermé depuis le 3 mars 2024.", DATE),
    (BRIDGE, "Le pont a rouvert dimanche.", DATE),
    (BRIDGE, "Le pont a rouvert hier.", DATE),
    (CROWD, "Selon la mairie, près de 3 000 personnes l’ont traversé.", FIGURE),
    (CROWD, "Selon la mairie, plus de 2 000 personnes l’ont traversé.", FIGURE),
    (CROWD, "Selon la mairie, 2 000 personnes l’ont traversé.", FIGURE),
    (COST, "Les travaux ont coûté 3,5 milliards d’euros.", FIGURE),
    (COST, "Les travaux ont coûté 12 millions d’euros de plus que prévu.", FIGURE),
    (COST, "Les travaux ont coûté 3,5 millions de dollars.", FIGURE),
    (COST, "Les travaux ont coûté la moitié de plus que prévu.", FIGURE),
    (CRASH, "L’accident a fait 14 morts.", FIGURE),
    (CRASH, "L’accident a fait 3 morts et 13 blessés.", FIGURE),
    (CENTURY, "L’église du XXe siècle a coûté cher.", FIGURE),
    (CENTURY, "L’église a coûté douze euros quarante par habitant.", FIGURE),
    (FACTORY, "Le groupe envisage de fermer l’usine de Lille.", NAME),
    (FACTORY, "Renault envisage de fermer l’usine de Lens.", NAME),
    (REFUSAL, "Brigitte Macron refuse de négocier avec la Corée du Nord.", NAME),
    (REFUSAL, "Bruno Macron refuse de négocier avec la Corée du Nord.", NAME),
    (REFUSAL, "Emmanuel Macron refuse de négocier avec la Corée du Sud.", NAME),
    (MINISTER, "Gérald Darmanin n’a pas confirmé la mort du suspect.", NAME),
    (UNION, "Les États-Unis et l’OTAN ont signé l’accord.", NAME),
    (WAR, "L’armée polonaise a repris deux villages près de Koursk.", NAME),
    (WAR, "Les Chinois ont repris deux villages.", NAME),
    (AUBIN, "Claire Aubin l’explique : « Nous avons trouvé des trous ».", QUOTATION),
    (AUBIN, "Claire Aubin l’explique : « Personne n’attendait de fissures »", QUOTATION),
    (CROWD, "La mairie le dit : « 2 000 personnes l’ont traversé ».", QUOTATION),
    (CARS, "La préfecture affirme que les voitures pourront circuler avant septembre.", NEGATION),
    (MINISTER, "Le ministre a confirmé la mort du suspect.", NEGATION),
    (DENIAL, "L’entreprise a licencié des salariés.", NEGATION),
    (REFUSAL, "Emmanuel Macron négocie avec la Corée du Nord.", NEGATION),
    (WALK, "Il a répondu aux questions des journalistes.", NEGATION),
    (NOTHING, "Les passagers ont survécu à l’accident.", NEGATION),
    (BRIDGE, "Le pont de pierre n’a pas rouvert samedi.", NEGATION),
    (NOTHING, "La cause ne reste pas inconnue.", NEGATION),
    (COST, "L’État a refusé de payer les travaux.", NEGATION),
    (CAUSE, "L’incendie est dû à une défaillance électrique.", CERTAINTY),
    (FACTORY, "Le groupe ferme l’usine de Lens.", CERTAINTY),
    (RISE, "Le prix du gaz va augmenter de 5 % en janvier.", CERTAINTY),
    (RISE, "La Commission européenne augmente le prix du gaz de 5 %.", CERTAINTY),
    (MURDER, "Le meurtrier a été arrêté à Lyon.", CERTAINTY),
    (WAR, "L’armée ukrainienne aurait repris deux villages.", CERTAINTY),
    (CROWD, "Près de 2 000 personnes l’ont traversé.", ATTRIBUTION),
    (CLAIM, "Le budget a été falsifié.", ATTRIBUTION),
    (AUBIN, "Nous avons trouvé des fissures.", ATTRIBUTION),
    (CROWD, "Selon la police, près de 2 000 personnes l’ont traversé.", ATTRIBUTION),
    # All of it.
    (BRIDGE, "Les oiseaux migrateurs survolent la rivière au crépuscule.", CONTENT),
    (BRIDGE, "Une phrase.", CONTENT),
]


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_what_the_article_says_has_no_fault(source: str, text: str) -> None:
    """Said shorter, otherwise or in words for figures, it is still what the article says."""
    assert check(text, [source], evidence_of(NEWS)) == ()


@pytest.mark.parametrize(("source", "text", "kind"), LYING)
def test_what_the_article_does_not_say_is_found(source: str, text: str, kind: FaultKind) -> None:
    """A wrong figure, date, name, quotation, negation or certainty is named as what it is."""
    assert kind in {fault.kind for fault in check(text, [source], evidence_of(NEWS))}


# Written after the check and not looked at while it was made.  On first sight it found 30 of these
# 34 lies and took 4 of the 21 faithful sentences for lies; what could be mended was, and the lies
# that it does not see are in `UNSEEN`.
LATER = (
    "La Cour des comptes estime que la dette atteindra 117 % du PIB en 2027.",
    "Le tribunal de Bobigny a condamné mardi Karim Benali à dix-huit mois de prison avec sursis.",
    "« Je ne démissionnerai pas », a lancé Hélène Vasseur devant 1 200 militants réunis à Nantes.",
    "Le vaccin, développé par Sanofi et l’Institut Pasteur, serait sûr à 92 % selon une étude.",
    "Aucune victime n’est à déplorer, mais une trentaine d’habitants ont été évacués.",
    "La Banque centrale européenne n’exclut plus de baisser ses taux dès le 12 décembre.",
    "Il aurait quitté le pays par la frontière turque avec 250 000 dollars.",
    "Les syndicats menacent de bloquer les raffineries si le gouvernement ne retire pas le projet.",
    "L’avion s’est peut-être écrasé en mer, à 40 km des côtes de la Corse.",
    "Jean-Luc Moreau, 54 ans, maire de Sainte-Marie depuis 2014, nie toute implication.",
    "Seuls 8 des 27 pays membres ont ratifié le traité.",
    "Le chômage a reculé de 0,3 point au deuxième trimestre, à 7,1 %.",
    "La Russie n’a ni confirmé ni démenti l’information.",
    "D’après le ministère, la ligne 17 ne sera pas prête avant l’été 2028.",
)
LATER_FAITHFUL = [
    (0, "La dette atteindra 117 % du PIB en 2027, selon la Cour des comptes."),
    (0, "Selon la Cour des comptes, la dette atteindra cent dix-sept pour cent du PIB."),
    (1, "Karim Benali a été condamné mardi à 18 mois de prison avec sursis."),
    (1, "Le tribunal de Bobigny condamne Benali."),
    (2, "Hélène Vasseur l’a dit : « Je ne démissionnerai pas »."),
    (2, "Devant mille deux cents militants, Hélène Vasseur a refusé de démissionner."),
    (3, "Selon une étude, le vaccin de Sanofi et de l’Institut Pasteur est sûr à 92 %."),
    (3, "Le vaccin serait sûr à quatre-vingt-douze pour cent."),
    (4, "Il n’y a aucune victime."),
    (4, "Une trentaine d’habitants ont été évacués."),
    (5, "La Banque centrale européenne pourrait baisser ses taux le 12 décembre."),
    (6, "Il aurait quitté le pays avec deux cent cinquante mille dollars."),
    (7, "Les syndicats menacent de bloquer les raffineries."),
    (8, "L’avion se serait écrasé en mer, à quarante kilomètres de la Corse."),
    (9, "Le maire de Sainte-Marie, Jean-Luc Moreau, nie toute implication."),
    (9, "Jean-Luc Moreau a 54 ans."),
    (10, "Huit pays membres sur vingt-sept ont ratifié le traité."),
    (11, "Le chômage recule de 0,3 point, à 7,1 %."),
    (12, "La Russie ne confirme pas l’information."),
    (13, "La ligne 17 ne sera pas prête avant l’été 2028, selon le ministère."),
    (13, "Le ministère indique que la ligne 17 ne sera pas prête avant 2028."),
]
LATER_LYING = [
    (0, "La dette atteindra 117 % du PIB en 2027."),
    (0, "Selon la Cour des comptes, la dette atteindra 127 % du PIB."),
    (0, "Selon la Cour des comptes, la dette atteindra 117 % du PIB en 2028."),
    (1, "Le tribunal de Bobigny a condamné Karim Benali à dix-huit ans de prison."),
    (1, "Le tribunal de Créteil a condamné Karim Benali."),
    (1, "Karim Benzema a été condamné à dix-huit mois de prison."),
    (2, "Hélène Vasseur l’a dit : « Je démissionnerai »."),
    (2, "Hélène Vasseur a démissionné devant 1 200 militants."),
    (2, "Hélène Vasseur parlait devant 12 000 militants."),
    (3, "Le vaccin est sûr à 92 %."),
    (3, "Le vaccin de Moderna serait sûr à 92 %, selon une étude."),
    (4, "Une trentaine de victimes sont à déplorer."),
    (4, "Une centaine d’habitants ont été évacués."),
    (5, "La Banque centrale européenne baisse ses taux le 12 décembre."),
    (5, "La Banque centrale européenne exclut de baisser ses taux."),
    (6, "Il a quitté le pays avec 250 000 dollars."),
    (6, "Il aurait quitté le pays par la frontière grecque."),
    (6, "Il aurait quitté le pays avec 250 000 euros."),
    (7, "Les syndicats bloquent les raffineries."),
    (7, "Le gouvernement retire son projet."),
    (8, "L’avion s’est écrasé en mer, à 40 km de la Corse."),
    (8, "L’avion s’est peut-être écrasé au large de la Sardaigne."),
    (9, "Jean-Luc Moreau reconnaît son implication."),
    (9, "Jean-Marie Moreau nie toute implication."),
    (9, "Jean-Luc Moreau, 45 ans, nie toute implication."),
    (10, "Huit pays sur 28 ont ratifié le traité."),
    (11, "Le chômage a reculé de 0,3 % au deuxième trimestre."),
    (11, "Le chômage a reculé au troisième trimestre."),
    (12, "La Russie a confirmé l’information."),
    (12, "La Chine n’a pas confirmé l’information."),
    (13, "La ligne 17 sera prête avant l’été 2028, selon le ministère."),
    (13, "La ligne 17 ne sera pas prête avant l’été 2028."),
]
UNSEEN = [
    # An ordinary word for another.
    (1, "Karim Benali a été condamné à dix-huit mois de prison ferme."),
    # A part for the whole, both with their right figures.
    (10, "Les 27 pays membres ont ratifié le traité."),
    # Right words in a wrong order.
    (1, "Karim Benali a condamné mardi le tribunal de Bobigny."),
]


@pytest.mark.parametrize(("number", "text"), LATER_FAITHFUL)
def test_other_faithful_sentences_pass(number: int, text: str) -> None:
    """Sentences that were not there when the check was made."""
    assert check(text, [LATER[number]], evidence_of(LATER)) == ()


@pytest.mark.parametrize(("number", "text"), LATER_LYING)
def test_other_lies_are_found(number: int, text: str) -> None:
    """The same for lies."""
    assert check(text, [LATER[number]], evidence_of(LATER))


@pytest.mark.xfail
@pytest.mark.parametrize(("number", "text"), UNSEEN)
def test_these_lies_are_not_seen(number: int, text: str) -> None:
    """The limits of a check that knows words and no grammar."""
    assert check(text, [LATER[number]], evidence_of(LATER))


# --- whole sentences and parts of them ---


@pytest.mark.parametrize("text", NEWS)
def test_a_sentence_of_the_article_has_no_fault(text: str) -> None:
    """Whole and unchanged, even if another sentence of its sources says the reverse."""
    assert check(text, [text, *NEWS], evidence_of(NEWS)) == ()


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (BRIDGE, "Le pont de pierre a rouvert aux piétons samedi à 14h30."),
        (COST, "Les travaux ont coûté 3,5 millions d’euros."),
        (FACTORY, "Le groupe envisage de fermer l’usine de Lens."),
        (
            "Le plan (voté le 3 mai) n’a pas convaincu, ont dit les élus, qui le jugent cher.",
            "Le plan n’a pas convaincu, ont dit les élus.",
        ),
        (
            "La ville, qui n’a pas répondu, a vendu le stade, soulignant que le prix baisserait.",
            "La ville a vendu le stade.",
        ),
        (
            "La ville, qui n’a pas répondu, a vendu le stade, soulignant que le prix baisserait.",
            "La ville souligne que le prix baisserait.",
        ),
        (
            "Paul Brun, soupçonné de vol, a quitté Nantes, selon la police, avec sa sœur.",
            "Paul Brun a quitté Nantes, selon la police.",
        ),
        ("Il n’a, dit-il, pas vu Anne Le Goff, maire de Brest.", "Il n’a pas vu Anne Le Goff."),
        ("Né à Oran, Ahmed Ben Salah a 40 ans, dont dix de prison.", "Ahmed Ben Salah a 40 ans."),
    ],
)
def test_a_part_of_a_sentence_has_no_fault(source: str, part: str) -> None:
    """What is cut out of it (relative clauses, parentheses, appositions) is not missed."""
    assert check(part, [source], evidence_of([source])) == ()


# --- marks within words ---


@pytest.mark.parametrize("mark", ["’", "'"])
@pytest.mark.parametrize(
    ("source", "text", "kind"),
    [
        ("Le groupe envisage d’augmenter les prix.", "Le groupe augmente les prix.", CERTAINTY),
        ("Le syndicat menace d’occuper l’usine.", "Le syndicat occupe l’usine.", CERTAINTY),
        ("Le ministre viendra peut-être.", "Le ministre viendra.", CERTAINTY),
        ("La ville refuse d’ouvrir l’école.", "La ville ouvre l’école.", NEGATION),
    ],
)
def test_a_verb_behind_an_apostrophe_is_governed(
    mark: str, source: str, text: str, kind: FaultKind
) -> None:
    """Apostrophes and hyphens, of either form, do not stand between a word and what it governs."""
    source, text = source.replace("’", mark), text.replace("’", mark)
    assert kind in {fault.kind for fault in check(text, [source], evidence_of([source]))}


@pytest.mark.parametrize("mark", ["’", "'"])
@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("La banque n’exclut pas de baisser ses taux.", "La banque pourrait baisser ses taux."),
        ("Un centre pour sans-abri ouvre à Lens.", "Un abri ouvre à Lens."),
    ],
)
def test_a_mark_within_words_denies_nothing(mark: str, source: str, text: str) -> None:
    """What "n’exclut pas" leaves open is not denied, nor is the shelter by "sans-abri"."""
    source = source.replace("’", mark)
    assert check(text, [source], evidence_of([source])) == ()


def test_a_word_that_begins_like_a_country_is_none() -> None:
    """Indemnities come from anywhere."""
    said = ["Les victimes seront dédommagées par la ville de Lens."]
    assert check("Les victimes auront une indemnité de la ville.", said, evidence_of(said)) == ()
    assert check("Les victimes indiennes seront dédommagées.", said, evidence_of(said))


@pytest.mark.parametrize(
    ("source", "text", "kind"),
    [
        ("Le groupe envisage de retirer le projet.", "Le groupe retire le projet.", CERTAINTY),
        ("L’État espère rencontrer les élus.", "L’État rencontre les élus.", CERTAINTY),
        ("L’État refuse de livrer les armes.", "L’État livre les armes.", NEGATION),
        ("La ville n’a pas ouvert l’école.", "La ville ouvre l’école.", NEGATION),
    ],
)
def test_a_verb_is_known_in_all_its_forms(source: str, text: str, kind: FaultKind) -> None:
    """Those of "retirer" and "ouvrir" too, whose stems end like an ending."""
    assert kind in {fault.kind for fault in check(text, [source], evidence_of([source]))}


# --- where it has to stand ---


def test_names_and_quotations_may_come_from_anywhere_in_the_article() -> None:
    """A pronoun's noun stands in another sentence, or in the title."""
    news = article("Hélène Vasseur est venue.", "Elle a parlé.", title="La maire de Lens a parlé")
    assert check("Hélène Vasseur a parlé.", ["Elle a parlé."], evidence(news)) == ()
    assert check("La maire de Lens a parlé.", ["Elle a parlé."], evidence(news)) == ()


def test_figures_have_to_be_in_the_sources() -> None:
    """A figure of another sentence is one about something else."""
    said = ["Le pont a coûté 3 millions d’euros.", "L’école a coûté cher."]
    fault = Fault(FIGURE, "3000000 euro")
    assert fault in check("L’école a coûté 3 millions d’euros.", said[1:], evidence_of(said))


def test_a_date_may_come_from_elsewhere_when_the_sources_have_none() -> None:
    """The dateline dates the whole article; but no date replaces another."""
    said = ["22 novembre 2026.", "Le pont a rouvert.", "L’école ouvre le 3 mai."]
    news = evidence_of(said)
    assert check("Le pont a rouvert le 22 novembre 2026.", said[1:2], news) == ()
    assert check("L’école ouvre le 22 novembre.", said[2:], news)


def test_a_fault_is_told_in_a_sentence() -> None:
    """For the record of the episode."""
    (fault,) = check("Le pont de Lyon a rouvert.", [BRIDGE], evidence_of([BRIDGE]))
    assert str(fault) == "the name Lyon is not in the article like that"


# --- strange texts ---


@pytest.mark.parametrize(
    "piece",
    [
        "deux mille ", "selon ", "affirme que ", "ne ", "« ", "«a» ", "Jean de ", "pas aucun, ",
        "9 ", "virgule ", "pourrait ", "É", "zéro virgule ", "million ",
    ],
)  # fmt: skip
def test_strange_texts_take_no_longer_than_others(piece: str) -> None:
    """However often a word comes, the check ends soon, and raises nothing."""
    text = piece * (8_000 // len(piece))
    begun = time.monotonic()
    check(text, [text + "."], evidence_of([text]))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("text", ["", " ", "…", "«»", "1", "-", "É", "n’", "de 3", "🙂"])
def test_short_texts_are_no_matter(text: str) -> None:
    """The ends of a text are where readers stumble."""
    check(text, [], evidence_of([]))
    check(text, [f"{text} "], evidence_of([text]))
    assert isinstance(check(text, [BRIDGE], evidence_of([BRIDGE])), tuple)


@dataclass(frozen=True)
class Reading:
    """Two ways to write one number."""

    one: str
    other: str


@pytest.mark.parametrize(
    "reading",
    [
        Reading("14h30", "quatorze heures trente"),
        Reading("14 h 30", "14h30"),
        Reading("14h30", "quatorze heures et demie"),
        Reading("12h", "midi"),
        Reading("3,5 %", "trois virgule cinq pour cent"),
        Reading("2 000 arbres", "deux mille arbres"),
        Reading("2.000 arbres", "2000 arbres"),
        Reading("12,50 €", "douze euros cinquante"),
        Reading("12,5 euros", "12,50 €"),
        Reading("3,2 Md€", "3 200 000 000 euros"),
        Reading("3,0 milliards d’euros", "3 milliards d’euros"),
        Reading("1,5 million d’euros", "un million et demi d’euros"),
        Reading("le 1er mai 2026", "le premier mai deux mille vingt-six"),
        Reading("le 01/05/2026", "le 1er mai 2026"),
        Reading("XXIe siècle", "vingt et unième siècle"),
        Reading("de 12 à 14 %", "de douze pour cent à quatorze pour cent"),
        Reading("97 personnes", "quatre-vingt-dix-sept personnes"),
        Reading("1,80 m", "un mètre quatre-vingts"),
        Reading("123 400 000 arbres", "cent vingt-trois millions quatre cent mille arbres"),
        Reading("la 42e édition", "la quarante-deuxième édition"),
        Reading("la saison 2024-2025", "la saison deux mille vingt-quatre deux mille vingt-cinq"),
    ],
    ids=lambda reading: reading.one,
)
def test_numbers_are_compared_by_value(reading: Reading) -> None:
    """However they are written, and in both directions."""
    one, other = f"Voici {reading.one} !", f"Voici {reading.other}."
    assert check(one, [other], evidence_of([other])) == ()
    assert check(other, [one], evidence_of([one])) == ()
