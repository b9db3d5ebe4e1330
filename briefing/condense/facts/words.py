"""Words as they are compared: folded, in stems, and without those that carry no meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"[^\W_]+")
EMPTY = frozenset(
    "a abord afin ai ainsi alors apres au aussi autre autres aux avait avaient avant avec avoir"
    " ayant c ce cela ces cet cette ceux chaque comme d dans de depuis des deux dont du elle"
    " elles en encore entre est et etait etaient etant ete etre eu fait font il ils j je jusqu l"
    " la le les leur leurs lors lorsque lui m mais meme moins n ne non nos notre nous on ont or"
    " ou par parce pas pendant peu plus pour puis puisqu puisque qu quand que quel quelle qui s"
    " sa sans se sera seront ses si son sont soit sous sur t tous tout toute toutes tres trop un"
    " une vers vous y serait seraient aurait auraient aura auront ait aient soient fut furent"
    " ensuite deja toujours cependant jamais rien personne aucun aucune ni guere donc car".split()
)
# Forms that no ending explains, by their stem.
_IRREGULAR = {
    form: stem
    for stem, forms in {
        "pouv": "peut peux peuvent pourra pourront pourrait pourraient pu puisse puissent pouvoir",
        "voul": "veut veulent voudra voudrait voudraient voulu veuille veuillent vouloir",
        "dev": "doit doivent devra devront devrait devraient du due doive doivent devoir",
        "sav": "sait savent saura sauront saurait su sache savoir",
        "all": "va vont ira iront irait iraient aille aillent aller",
        "ven": "vient viennent viendra viendront viendrait viendraient venu venue venir",
        "ten": "tient tiennent tiendra tiendront tiendrait tenu tenue tenir",
        "voi": "voit voient verra verront verrait vu vue voir voyait",
        "prend": "pris prise prennent prenait prenant prendre prendra",
        "reconnai": "reconnu reconnue reconnaissent reconnait reconnaissait reconnaitre",
        "mour": "mort morts morte mortes meurt meurent mourut mourir mourra",
        "nai": "ne nee nes nait naissent naquit naitre",
        "ouv": "ouvert ouverte ouverts ouvertes",
        "rouv": "rouvert rouverte rouverts rouvertes",
        "couv": "couvert couverte couverts couvertes",
        "decouv": "decouvert decouverte decouverts decouvertes",
        "off": "offert offerte offerts offertes",
    }.items()
    for form in forms.split()
}
_ENDING = re.compile(
    r"(?:erons|erez|erai|iraient|eraient|issaient|issait|issent|erions|erait|irait"
    r"|aient|eront|iront|rait|ations|ation|itions|ition|ements|ement|antes|ante|ants|erent|irent|era|ira|ant|ait|ees|iez|ent"
    r"|ee|es|er|ir|re|ez|is|(?<!u)it|us|(?<![qg])ues?|ut|ai|as|e|s|x|t|i|u|a|nt)$"
)
_SHORTEST_STEM = 3


def fold(word: str) -> str:
    """Small letters without accents: États-Unis and ETATS-UNIS are one.

    >>> fold("ÉTATS"), fold("cœur")
    ('etats', 'coeur')
    """
    low = word.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(each for each in unicodedata.normalize("NFD", low) if each.isascii())


def words_of(text: str) -> list[str]:
    """The words and numbers of *text*, folded."""
    return [fold(word) for word in WORD.findall(text)]


def stem_of(word: str) -> str:
    """What the forms of a word have in common, roughly; *word* is folded.

    >>> stem_of("confirmerait"), stem_of("confirmee"), stem_of("confirme")
    ('confirm', 'confirm', 'confirm')
    >>> stem_of("retirer"), stem_of("retire"), stem_of("ouvrir"), stem_of("ouvert")
    ('reti', 'reti', 'ouv', 'ouv')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem = _ENDING.sub("", word)
    if len(stem) > _SHORTEST_STEM:
        stem = stem.removesuffix("r")  # as the ending of "retire" takes that of "retirer"
    return stem if len(stem) >= _SHORTEST_STEM else word


def content_of(words: Iterable[str]) -> list[str]:
    """Stems of the words that carry meaning."""
    return [stem_of(word) for word in words if word not in EMPTY and len(word) > 1]


def share(part: Iterable[str], whole: Iterable[str]) -> float:
    """How much of *part* is in *whole*, from 0 to 1."""
    wanted, there = set(part), set(whole)
    return len(wanted & there) / len(wanted) if wanted else 0.0
