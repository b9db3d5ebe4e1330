"""Whether a noun is feminine: what "un" before it depends on.

Of French nouns, endings tell the gender of nine in ten (Académie française, "Dire, ne pas dire";
Grevisse, § 469); the frequent ones that endings do not tell are listed.  In doubt the answer is no:
"un" is the form of counting.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FEMININE = frozenset(
    "cuillère colère misère vipère chimère action affaire aide amende année annexe arme "
    "attaque banque base blague bombe bouteille branche brigade campagne candidate carte "
    "cause centrale chaîne chambre chanson chose cible cinquantaine classe clé clef cliente "
    "colonne commande commune compagnie copie cour course crise croix cuisine dame date "
    "découverte demande demi-finale dent députée dette dizaine douzaine dose école église "
    "employée enquête entreprise épreuve équipe erreur escale espèce étape étoile étudiante "
    "étude exécution façon famille femme ferme fête feuille fille fin fleur flotte foi fois "
    "force forêt forme formule frégate gare gauche gorge grève grue guerre habitante halte "
    "heure histoire hypothèse idée île image interview jambe joueuse journée jupe lampe "
    "langue lettre ligne limite liste livraison locomotive loi machine main maire maison "
    "maladie manche manière marche marque médaille mère mesure minute mise mission montagne "
    "montre mort moto motion mosquée musique naissance nation nuit note nouvelle once ombre "
    "opération option page panne parole part partie pêche peine pension période personne "
    "perte pièce pierre pile piste place plage plainte plaque plateforme plante pluie poche "
    "porte poule poupée preuve prime prise prison promesse province puce question rame "
    "récompense recrue règle région remise rencontre réponse ressortissante revue roue route "
    "rue salle salariée saison seconde semaine série sœur somme sorte source station statue "
    "sur-prime table tâche tasse taxe tempête tente tête tentative thèse toile tombe tonne "
    "tour touche tranche tribune troupe unité usine vache vague valeur valise veuve victime "
    "vie vigne ville vis vitrine voie voile voisine voiture voix fusée bactérie batterie "
    "galerie librairie boulangerie pharmacie brebis souris fourmi perdrix noix couleur "
    "longueur largeur hauteur profondeur faveur saveur peur odeur rumeur douleur horreur "
    "terreur lueur vapeur fureur rigueur sueur soif faim mer chair cuiller nef dot eau peau "
    "vertu tribu bru glu enceinte rive cave caisse chaise bourse secousse réplique boutique "
    "clinique fabrique politique république polémique statistique panique photo vidéo radio "
    "auto télé info manif appli star rock-star ex-femme brasse toque nage vitesse cellule "
    "molécule particule planète comète sonde orbite navette capsule zone frontière rivière "
    "bière prière carrière barrière matière lumière infirmière ouvrière policière caissière "
    "première dernière parcelle tuile vanne borne corne digue ligue fugue bague pirogue "
    "drogue mutuelle centaine vingtaine trentaine quarantaine soixantaine quinzaine huitaine "
    "douane avenue bienvenue étendue vue venue cravate patate datte circulaire grammaire "
    "paire caricature alarme larme réforme firme œuvre fièvre lèvre chèvre couleuvre fosse "
    "bosse messe adresse presse".split()
)
_MASCULINE = frozenset(
    # In -ée, -té, -tion..., but masculine.
    "musée lycée trophée apogée caducée mausolée pygmée athée côté comté été comité traité "
    "arrêté député pâté doigté bastion silence ministère ticket but magazine gymnase délégué "
    "blessé employé retraité salarié diplômé invité libéré squelette quartette incendie génie "
    "parapluie foie sosie murmure mercure cyanure parjure augure carbure chlorure sulfure "
    "fémur rance bivalence stade grade jade prélude domaine capitaine quarantenaire maître "
    "interprète cadavre livre communiqué cas pays mois jours an temps sens corps bras prix "
    "choix poids fils".split()
)
_ENDINGS = re.compile(
    r"(?:[tsx]ion|aison|gion|nion|ité|iété|auté|ulté|erté|arté|tié|ance|ence|anse"
    r"|ense|ure|esse|ette"
    r"|otte|elle|enne|onne|ée|euse|trice|ière|ade|ude|aine|eine|ousse)$"
)
# Endings that masculine nouns share, where the letters before them tell.
_LONG_ENDINGS = re.compile(
    r"(?:[bcdfglmnprstvz]rie|gie|phie|thie|nomie|démie|tomie|pathie|lytie|cratie|ratie|garantie"
    r"|sortie|partie|assemblée|famille|bataille|médaille|ferraille|bouteille"
    r"|corbeille|feuille|bille"
    r"|tante|plante|détente|vente|entente|attente|rente|tente|pente|demande|commande|bande|amende"
    r"|légende|seconde|onde|valise|crise|église|entreprise|prise|surprise|mise|remise|expertise"
    r"|marchandise|chemise|cuisine|usine|machine|piscine|colline|vitrine|marine|cantine|cabine|mine"
    r"|ruine|poitrine|discipline|doctrine|médecine|origine|racine|semaine|dizaine|centaine|douzaine"
    r"|école|parole|banderole|idole|casserole|escale|cathédrale|rafale|finale|morale"
    r"|capitale|cabane"
    r"|banane|douane|panne|note|cote|côte|faute|chute|minute|dispute|visite|limite|faillite|suite"
    r"|réussite|élite|orbite|poursuite|conduite|classe|place|masse|tasse|chasse|impasse|terrasse"
    r"|saisie|maladie|comédie|tragédie|parodie|mélodie|bougie|énergie|série|pluie|vie|copie|monnaie"
    r"|plaie|haie|baie|craie|raie|soie|voie|joie|proie)$"
)
# Before their noun, and unlike in the two genders: they tell it themselves.
_FEMININE_ADJECTIVES = frozenset(
    "nouvelle petite grande belle bonne vieille première dernière prochaine ancienne longue haute"
    " grosse mauvaise certaine seule forte courte".split()
)
# Before their noun, and alike: the noun behind them tells.
_NEUTRAL_ADJECTIVES = frozenset(
    "jeune autre même simple rare vraie double triple énième deuxième troisième quatrième vaste"
    " célèbre véritable".split()
)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def is_feminine(noun: str) -> bool:
    """Whether *noun*, singular or plural, is feminine beyond doubt.

    >>> [is_feminine(noun) for noun in ("personnes", "élections", "écoles", "voitures", "voix")]
    [True, True, True, True, True]
    >>> [is_feminine(noun) for noun in ("musées", "comités", "pays", "élèves", "hommes")]
    [False, False, False, False, False]
    """
    for form in (noun, _singular(noun)):
        if form in _MASCULINE:
            return False
        if form in _FEMININE:
            return True
    stem = _singular(noun)
    return bool(_LONG_ENDINGS.search(stem) or _ENDINGS.search(stem))


def counts_feminine(following: str) -> bool:
    """Whether the words that follow a number begin with a feminine noun, adjectives left aside.

    >>> counts_feminine("nouvelles voitures"), counts_feminine("jeunes femmes")
    (True, True)
    >>> counts_feminine("autres élus"), counts_feminine("points")
    (False, False)
    """
    for word in following.split()[:3]:
        plain = word.strip(",.;:!?)»”").lower()
        if _singular(plain) in _FEMININE_ADJECTIVES:
            return True
        if _singular(plain) not in _NEUTRAL_ADJECTIVES:
            return is_feminine(plain)
        if plain != word:
            return False
    return False
