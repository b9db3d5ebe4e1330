"""Words that are written alike and said in two ways, told apart by the words around them.

Each is left to espeak-ng unless the context is clear: its own guess is the commoner reading.
Sources: Le Petit Robert and Wiktionnaire for the two pronunciations of each.
"""

from __future__ import annotations

from briefing.phonemes.place import HYPHENS, Place, Rule
from briefing.phonemes.sounds import NUMBERS, opens_with_vowel

# "Les ministres président": the noun or adjective, and the verb as it sounds.
_ENT = {
    "adhérent": "adhère",
    "affluent": "afflue",
    "confluent": "conflue",
    "content": "conte",
    "convergent": "converge",
    "convient": "convie",
    "couvent": "couve",
    "divergent": "diverge",
    "émergent": "émerge",
    "équivalent": "équivale",
    "excellent": "excelle",
    "expédient": "expédie",
    "ferment": "ferme",
    "influent": "influe",
    "négligent": "néglige",
    "parent": "pare",
    "président": "préside",
    "résident": "réside",
    "violent": "viole",
}
_NOUNS = frozenset("affluent confluent couvent expédient ferment parent président résident".split())
_SINGULAR = frozenset(
    "le la l un une ce cet cette mon ton son ma ta sa notre votre leur du au chaque aucun aucune"
    " quel tout d vice ex très".split()
)
_PLURAL = frozenset(
    "les des ces mes tes ses nos vos leurs aux plusieurs quelques certains certaines".split()
) | (NUMBERS - {"un", "une"})
_BEFORE_NOUNS = frozenset(
    "nouveau nouvel ancien futur premier vice jeune vieux petit grand seul actuel même ex simple"
    " bon gros prochain dernier principal propre vrai faux feu célèbre puissant second".split()
)
_SUBJECTS = frozenset("ils elles".split())
_CLITICS = frozenset("ne n se s le la les l lui leur y en nous vous me m te t".split())
# Words in -s that are no plurals.
_NOT_PLURAL = frozenset(
    "est fils temps pays corps sans plus pas très dans vers mais depuis après toujours jamais sous"
    " ils elles nous vous es suis as repas cas procès accès discours cours bras mois fois prix"
    " paris voix choix paix".split()
)
_AFTER_EAST = frozenset("de du des d".split())
_TO_EAST = frozenset(
    "à a de d vers dans sur par pour depuis jusqu et ou entre en nord sud plein grand".split()
)
_SUBJECT_OF_IS = frozenset("il elle on ce qui ne n je tu y c cela ça tout comme qu que si".split())
_SIDES = frozenset(
    "côté côte façade rive banlieue zone flanc versant bord front secteur partie moitié tribune"
    " vent aile frontière".split()
)
_THREADS = frozenset(
    "électrique électriques barbelé barbelés conducteur conducteurs métallique métalliques dentaire"
    " téléphonique téléphoniques rouge rouges blanc blancs tendus rss emmêlés invisibles".split()
)
_STUFF = frozenset(
    "fer cuivre soie laine coton nylon lin or argent acier pêche couture suture trame chaîne toile"
    " l'actualité marionnette marionnettes marionnettiste".split()
)
_HANDLED = frozenset("tire tirer tirent tirait démêler démêle tisser tisse couper coupe".split())


def ent(place: Place) -> str | None:
    """The verb after a subject in the plural: "les députés président", "mes sœurs excellent"."""
    verb = _ENT[place.word]
    # Of all these, espeak-ng takes this one for a verb.
    other = "négligeant" if place.word == "négligent" else None
    subject = next((word for word in place.clause(4) if word not in _CLITICS), "")
    if subject in _SUBJECTS or (subject == "qui" and place.back() != "qui"):
        return verb
    if subject == "qui":
        return verb if _plural_noun(place.back(2)) else other
    if subject in _PLURAL or place.back() in _SINGULAR:
        return other
    return verb if _after_plural(place) else other


def _after_plural(place: Place) -> bool:
    """Whether the noun phrase before *place* is in the plural, and ends there."""
    before = place.clause()
    for number, word in enumerate(before):
        if word in _PLURAL:
            return number > 0 and before[number - 1].endswith(("s", "x"))
        if word in _SINGULAR and not (number == 1 and _complement(place, before)):
            return False
    return bool(before) and _names_joined(place)


def _complement(place: Place, before: tuple[str, ...]) -> bool:
    """Whether "du quartier" stands before: "les habitants du quartier résident" has two nouns.

    A noun follows another only in names, but it does follow an adjective: "du nouveau président".
    """
    adjective = before[0] in _BEFORE_NOUNS or before[0].endswith("ième")
    of = before[1] == "du" or "".join(before[2:3]) in {"de", "du"}
    return place.word in _NOUNS and of and not adjective


def _plural_noun(word: str = "") -> bool:
    return word.endswith(("s", "x")) and word not in _NOT_PLURAL


def _names_joined(place: Place) -> bool:
    """Two names are a plural: "Macron et Scholz président"."""
    if place.back(2) != "et" or not place.back(3):
        return False
    names = place.words[place.at - 1], place.words[place.at - 3]
    return all(name[0].isupper() for name in names)


def east(place: Place) -> str | None:
    """East or is: "l'est de la France", "le Grand Est", but "il est", "il l'est"."""
    return "este" if _is_east(place) else None


def _is_east(place: Place) -> bool:
    if place.after in HYPHENS:
        return place.ahead() in {"nord", "sud", "allemand", "allemande", "européen", "ukrainien"}
    before = place.back()
    if place.written == "Est" and not place.first:
        return True
    if before == "l":
        return _is_the_east(place)
    if before in {"d", "plein", "nord", "sud"} or (place.back(2) == "ouest" and before == "en"):
        return True
    ends = place.last or place.ahead() in _AFTER_EAST
    title = place.first and place.written == "Est" and not place.last
    return ends and (before in _SIDES or title)


def _is_the_east(place: Place) -> bool:
    before = place.back(2)
    if not before:
        return True  # a sentence does not begin with "l'est", the verb
    if before in _TO_EAST or (place.written == "Est"):
        return True
    return before not in _SUBJECT_OF_IS and place.ahead() in _AFTER_EAST


def sons(place: Place) -> str | None:
    """Sons, or threads: "mes fils ont grandi", "les fils électriques".

    News speaks of sons, unless a stuff, a quality or a verb of threads stands by.
    """
    after = place.ahead()
    if place.back() == "sans" or after in _THREADS or set(place.clause(3)) & _HANDLED:
        return "fil"
    if after in {"de", "d", "du", "à"}:
        material = place.ahead(2) if place.ahead(2) not in {"la", "l"} else place.ahead(3)
        if material in _STUFF | {"actualité", "coudre"} and place.back() != "le":
            return "fil"
    return "fisse"


def bone(place: Place) -> str | None:
    """One [ɔs], two [o]."""
    return "eaux" if place.back() in _PLURAL else None


def all_of(place: Place) -> str | None:
    """Before a noun or a numeral it is a determiner, with its s mute: "tous risques"."""
    after = place.ahead()
    if after in NUMBERS - {"un", "une"} or after in {"ceux", "celles", "autres"}:
        return "tou"
    noun = after.endswith(("s", "x")) and len(after) > 3 and after not in _NOT_PLURAL  # noqa: PLR2004
    if noun and place.back() in {"de", "en", "à", "par", "sur", "tout", "toutes", "comme"}:
        return "touz" if opens_with_vowel(after) else "tou"
    if after in {"azimuts", "azimut"}:
        return "touz"
    return "tou" if after in {"risques", "terrains", "publics", "feux", "bords"} else None


def proud(place: Place) -> str | None:
    """To trust, "se fier", rhymes with "aller"; "fier", proud, does not."""
    return "fié" if place.back() in {"se", "s", "y", "me", "te", "nous", "vous"} else None


_DOERS = {"reporter": "reportère", "supporter": "supportère", "boxer": "boxère"}


def doer(place: Place) -> str | None:
    """A doer after an article, or else a verb: "un reporter", "il faut reporter"."""
    one = {"un", "le", "ce", "du", "au", "notre", "son", "grand", "jeune", "chaque", "ancien"}
    return _DOERS[place.word] if place.back() in one else None


RULES: dict[str, Rule] = {
    **dict.fromkeys(_ENT, ent),
    "est": east,
    "fils": sons,
    "os": bone,
    "tous": all_of,
    "fier": proud,
    **dict.fromkeys(_DOERS, doer),
}
