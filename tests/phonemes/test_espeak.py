from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kokoro_onnx.config import get_vocab

from briefing.phonemes import Phonemiser

COMMON = """
le la les un une des du de et ou où mais donc or ni car que qui quoi dont ce cet cette ces mon ton
son ma ta sa mes tes ses notre votre leur nos vos leurs je tu il elle on nous vous ils elles me te
se lui eux y en ne pas plus moins très trop peu assez bien mal mieux pire ici là hier aujourd’hui
demain matin midi soir nuit jour semaine mois année siècle heure minute seconde lundi mardi mercredi
jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre
novembre décembre printemps été automne hiver zéro deux trois quatre cinq six sept huit neuf dix
onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante soixante-dix
quatre-vingts quatre-vingt-dix cent mille million milliard premier deuxième dernier moitié tiers
quart être avoir faire dire aller voir savoir pouvoir vouloir venir devoir prendre trouver donner
parler mettre passer regarder aimer croire demander rester répondre entendre penser arriver
connaître sembler tenir comprendre rendre attendre sortir vivre entrer porter chercher revenir
appeler mourir partir jeter suivre écrire montrer tomber ouvrir lever perdre finir naître courir
jouer lire servir apprendre reconnaître tirer recevoir asseoir marcher compter permettre changer
travailler rire choisir gagner offrir souffrir oublier vendre acheter ministre président députée
sénateur maire préfet juge avocate policier gendarme soldat général armée guerre paix traité accord
loi décret vote élection scrutin parti gauche droite centre majorité opposition budget impôt dette
croissance chômage emploi salaire grève syndicat patron usine entreprise banque bourse marché prix
hausse baisse inflation euro dollar pétrole gaz électricité énergie nucléaire climat réchauffement
sécheresse inondation incendie tempête séisme volcan neige pluie vent soleil nuage température
santé hôpital médecin infirmière malade maladie virus vaccin cancer cœur cerveau poumon sang œil
yeux œuf œufs bœuf sœur vœu nœud manœuvre œuvre école collège lycée université élève étudiant
professeur examen baccalauréat science recherche chercheuse découverte espace fusée satellite lune
planète étoile ordinateur téléphone logiciel réseau données intelligence musique chanson concert
théâtre cinéma film roman poésie peinture exposition musée football rugby tennis cyclisme victoire
défaite champion coupe équipe joueur entraîneur stade ville village campagne montagne rivière mer
océan plage forêt arbre fleur animal oiseau poisson chat chien cheval vache train avion voiture
bateau vélo métro gare aéroport route pont maison appartement cuisine pain vin fromage viande
légume fruit enfant femme homme fille garçon père mère frère famille ami voisin peuple citoyenne
étranger réfugié migrant frontière douane police prison tribunal procès victime coupable témoin
aiguë ambiguïté naïf maïs Noël canoë haïr ouïe façade leçon reçu garçonnet gageure faon paon août
monsieur messieurs femme second oignon solennel équateur aquarium fusil outil gentil sourcil tabac
estomac porc clerc banc blanc plomb nerf clef cerf fils ours lis hélas atlas virus bus index linge
ville mille tranquille fille brille abbaye pays paysan royaume voyage crayon essayer ennuyeux
""".split()
NAMES = (
    """
Paris Marseille Lyon Toulouse Nice Nantes Strasbourg Montpellier Bordeaux Lille Rennes Reims Metz
Nîmes Aÿ Caen Laon Auxerre Bruxelles Genève Québec Montréal Dakar Alger Tunis Rabat Berlin Londres
Madrid Rome Varsovie Kiev Moscou Pékin Tokyo Washington Macron Mitterrand Chirac Giscard Poutine
Zelensky Trump Biden Merkel Scholz Orbán Erdogan Netanyahou Xi Jinping Modi Lula Beyoncé Spielberg
Depardieu Huppert Binoche Zidane Mbappé Dupont Nguyen Wałęsa Airbus Renault Peugeot Michelin Danone
Google Apple Microsoft Amazon Netflix Facebook Twitter Tesla Boeing Samsung Huawei Toyota YouTube
L’Oréal L’Humanité Saint-Étienne Aix-en-Provence Île-de-France États-Unis Royaume-Uni Côte-d’Or
""".replace("Wałęsa", "Walesa")
    .replace("Aÿ", "Aï")
    .split()
)
ENGLISH = (
    "week-end", "Wall Street", "Apple", "New York Times", "football", "Washington", "the end",
    "shopping", "Trump", "Google", "Facebook", "Hollywood", "smartphone", "start-up", "Brexit",
)  # fmt: skip


@pytest.fixture(scope="module")
def phonemes() -> Phonemiser:
    """One for all."""
    return Phonemiser()


@pytest.mark.parametrize("words", [COMMON, NAMES], ids=["words", "names"])
def test_every_word_has_phonemes(words: list[str], phonemes: Phonemiser) -> None:
    """espeak-ng drops none of several hundred words and names: each has a letter of sound."""
    dumb = [word for word in words if not any(map(str.isalpha, phonemes(word)))]
    assert len(set(words)) > 80
    assert not dumb


@pytest.mark.parametrize("words", [COMMON, NAMES], ids=["words", "names"])
def test_no_word_is_dropped_in_company(words: list[str], phonemes: Phonemiser) -> None:
    """Between commas, there is something to hear for each."""
    for start in range(0, len(words), 20):
        company = words[start : start + 20]
        heard = phonemes(", ".join(company)).split(",")
        assert len(heard) == len(company)
        assert all(any(map(str.isalpha, each)) for each in heard), company


def test_the_model_knows_all_phonemes(phonemes: Phonemiser) -> None:
    """None of them would be dropped by kokoro-onnx."""
    known = set(get_vocab())
    strange = {
        word: set(phonemes(word)) - known
        for word in (*COMMON, *NAMES, *ENGLISH)
        if set(phonemes(word)) - known
    }
    assert not strange


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûœ", min_size=1), min_size=1))
def test_the_model_knows_the_phonemes_of_any_letters(
    phonemes: Phonemiser, words: list[str]
) -> None:
    """Whatever French letters come together, they are said, and in sounds that the model has."""
    found = phonemes(" ".join(words))
    assert any(map(str.isalpha, found))
    assert set(found) <= set(get_vocab())


@pytest.mark.parametrize("foreign", ENGLISH)
def test_no_mark_of_language_is_left(foreign: str, phonemes: Phonemiser) -> None:
    """A voice would read "(en)" aloud."""
    found = phonemes(f"Il a lu {foreign} hier.")
    assert "(" not in found
    assert "en)" not in found
    # The words around it are said as ever.
    assert found.replace("ˈ", "").startswith("il a ly ")
    assert found.endswith(" jˈɛʁ.")


def test_punctuation_stays_where_it_is(phonemes: Phonemiser) -> None:
    """It makes the melody of a sentence."""
    found = phonemes("Oui, mais non ; quoi ? Si ! Voilà… “Bien” — fini.")
    assert [mark for mark in found if mark in ",;?!…“”—."] == [*",;?!…“”—."]


def test_a_hyphen_has_no_sound(phonemes: Phonemiser) -> None:
    """Two words that are one name are said in one breath."""
    assert phonemes("Saint-Denis") == phonemes("Saint-Denis").replace("-", "")
    assert "-" not in phonemes("Y a-t-il des va-et-vient, c’est-à-dire ?")


@pytest.mark.parametrize(
    ("typewriter", "typeset"),
    [("l'homme", "l’homme"), ("aujourd'hui", "aujourd’hui"), ("qu'il", "qu’il")],
)
def test_both_apostrophes_are_one(typewriter: str, typeset: str, phonemes: Phonemiser) -> None:
    """What people type and what newspapers print sound the same."""
    assert phonemes(typewriter) == phonemes(typeset)


def test_a_liaison_is_made(phonemes: Phonemiser) -> None:
    """Words are not phonemised one by one."""
    assert phonemes("vous êtes") == "vuz ˈɛt"


@pytest.mark.parametrize("nothing", ["", " ", "...", "«", "'"])
def test_nothing_to_say_has_no_phonemes(nothing: str, phonemes: Phonemiser) -> None:
    """And is no error here."""
    assert not any(map(str.isalpha, phonemes(nothing)))


def test_threads_do_not_garble_each_other(phonemes: Phonemiser) -> None:
    """espeak-ng keeps its state in the process; asked from eight threads it answers as from one."""
    sentences = [" ".join(COMMON[start : start + 8]) for start in range(0, 400, 8)]
    alone = [phonemes(sentence) for sentence in sentences]
    several = [Phonemiser() for _ in range(4)]
    with ThreadPoolExecutor(8) as executor:
        together = list(executor.map(phonemes, sentences))
        apart = list(executor.map(lambda n: several[n % 4](sentences[n]), range(len(sentences))))
    assert together == alone
    assert apart == alone
