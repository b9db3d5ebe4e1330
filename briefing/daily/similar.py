"""Two texts -> whether they tell the same story.  Offline, and quick enough for a thousand items.

Each text is its title and its first sentences, as words cut to their beginnings; names and figures
count for more, words that many of the texts share for less.  What two texts have in common is
measured by the cosine.  The thresholds are measured on the pairs in tests/daily/pairs.py.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

SAME = 0.46
"""From here on two texts tell the same story.  Of 18 pairs that do 17 are found among all,
of 22 pairs that do not 21 are kept apart; see tests/daily/test_similar.py for the other two."""
NEWS = 0.63
"""A share of new words from which a story that was told is told again: seven repetitions have 0.47
at most, five continuations 0.66 and more."""
LEAD = 80  # words: two or three sentences, as long as the summary in a feed
_STEM = 6  # letters: "perquisition" and "perquisitionné" meet
_TITLE, _NAME, _FIGURE = 1.5, 2.0, 1.5  # what a word in the title, a name and a figure count
_FEWEST = 4  # words that two texts of one story share, unless one is hardly more than a title
_FEWEST_NAMES = 2  # in each of two texts, so that having none in common says something
_STRANGERS = 0.5  # of the likeness of two texts that have too little in common
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_POOL = 50  # texts: in fewer no word is called common just because two share it
_LONG = 3  # letters; shorter words are articles and prepositions, or names in capitals
# Words that any article may hold; those of three letters and more.
_EMPTY = frozenset(
    "les des une aux ces ses son leur leurs dans pour par sur sous avec sans chez vers entre mais"
    " donc car que qui quoi dont est ete etre sont ont avait avoir etait etaient sera seront fait"
    " faire plus moins tres bien tout tous toute toutes autre autres cette ceux celle celui elle"
    " elles ils nous vous selon apres avant depuis pendant lors alors ainsi aussi encore deja"
    " deux trois quatre cinq six sept huit neuf dix cent mille millier million milliard premier"
    " premiere dernier derniere nouveau nouvelle grand grande petit petite jour jours soir"
    " matin heure heures"
    " minute an ans annee annees mois semaine lundi mardi mercredi jeudi vendredi samedi dimanche"
    " janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre hier"
    " aujourd hui demain dit dire indique annonce annoncer precise explique affirme declare ajoute"
    " souligne france francais francaise paris peut doit pas non oui comme quand afin contre"
    " personne personnes homme femme gens chose fois partie lieu suite cas fin debut monde pays"
    " point nombre notamment plusieurs certains quelques environ pres deux-tiers meme meteo article"
    " information informations source sources photo video direct lire depeche afp reuters".split()
)

Vector = Mapping[str, float]
"""Beginnings of words, and how much each counts, before it is known how common it is."""


def words(title: str, text: str, most: int = LEAD) -> Vector:
    """What *title* and the first *most* words of *text* are about.

    >>> sorted(words("Le port de Brest bloqué", "Les marins bloquent le port depuis 5 h."))
    ['5', 'bloqu', 'brest', 'marin', 'port']
    """
    found: dict[str, float] = {}
    body = " ".join(text.split()[:most])
    for part, factor in ((title, _TITLE), (body, 1.0)):
        for match in _WORD.finditer(part):
            key = _stem(match[0])
            if key:
                weight = factor * _kind(match[0], part[: match.start()])
                found[key] = max(found.get(key, 0.0), weight)
    return found


class Pool:
    """Knows how common each word is among the texts of one run."""

    def __init__(self, texts: Sequence[Vector]) -> None:
        self._count = max(len(texts), _POOL)
        self._in = Counter(key for each in texts for key in each)

    def likeness(self, one: Vector, other: Vector) -> float:
        """How much *one* and *other* have in common: 0 nothing, 1 all."""
        shared = one.keys() & other.keys()
        dot = sum(self._weigh(key, one) * self._weigh(key, other) for key in shared)
        if not dot:
            return 0.0
        alike = dot / (self._norm(one) * self._norm(other))
        few = _few(len(shared), one, other)
        return alike * few * _agree(_names(one), _names(other))

    def novelty(self, now: Vector, before: Vector) -> float:
        """The share of *now* that stands nowhere in *before*."""
        total = sum(self._weigh(key, now) for key in now)
        new = sum(self._weigh(key, now) for key in now if key not in before)
        return new / total if total else 0.0

    def groups(self, texts: Sequence[Vector]) -> list[list[int]]:
        """Places in *texts*, those of one story together, in the order of the first of each.

        A text joins the story to which it is most alike on average, so that a chain of half
        likenesses does not make one story of three.
        """
        near = self._neighbours(texts)
        groups: list[list[int]] = []
        of: dict[int, int] = {}
        for place in range(len(texts)):
            known = {of[other] for other in near[place] if other in of}
            best = max(known, key=lambda each: self._average(near[place], groups[each]), default=-1)
            if best >= 0 and self._average(near[place], groups[best]) >= SAME:
                groups[best].append(place)
                of[place] = best
            else:
                of[place] = len(groups)
                groups.append([place])
        return groups

    def _neighbours(self, texts: Sequence[Vector]) -> list[dict[int, float]]:
        """For each text those before it that share a word with it, and how like they are."""
        at: dict[str, list[int]] = defaultdict(list)
        norms, names = [self._norm(each) for each in texts], [_names(each) for each in texts]
        found: list[dict[int, float]] = []
        for place, each in enumerate(texts):
            dots: dict[int, float] = defaultdict(float)
            shared: Counter[int] = Counter()
            for key in each:
                here = self._weigh(key, each)
                shared.update(at[key])
                for other in at[key]:
                    dots[other] += here * self._weigh(key, texts[other])
                at[key].append(place)
            here_norm, here_names = norms[place], names[place]
            found.append(
                {one: dot / (here_norm * norms[one]) * _few(shared[one], each, texts[one])
                 * _agree(here_names, names[one]) for one, dot in dots.items()}
            )  # fmt: skip
        return found

    @staticmethod
    def _average(near: Mapping[int, float], group: Sequence[int]) -> float:
        return sum(near.get(each, 0.0) for each in group) / len(group)

    def _weigh(self, key: str, vector: Vector) -> float:
        # As scikit-learn smooths it: a word of all texts still counts 1.
        rarity = 1.0 + math.log((1 + self._count) / (1 + self._in[key]))
        return vector[key] * rarity

    def _norm(self, vector: Vector) -> float:
        return math.sqrt(sum(self._weigh(key, vector) ** 2 for key in vector)) or 1.0


def folded(text: str) -> str:
    """*text* in small letters without accents."""
    plain = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(each for each in plain if not unicodedata.combining(each))


def _stem(word: str) -> str:
    """The beginning of *word*; empty for a word that says nothing."""
    plain = folded(word)
    short = len(plain) < _LONG and not plain[0].isdigit() and not (len(word) > 1 and word.isupper())
    return "" if short or plain in _EMPTY else plain[:_STEM].rstrip("sxe") or plain


def _few(shared: int, one: Vector, other: Vector) -> float:
    """What a likeness counts, by how many words make it: a place and a museum are no story."""
    return _STRANGERS if shared < _FEWEST and min(len(one), len(other)) >= 2 * _FEWEST else 1.0


def _names(vector: Vector) -> set[str]:
    return {key for key, weight in vector.items() if weight >= _NAME and not key[0].isdigit()}


def _agree(one: set[str], other: set[str]) -> float:
    """What a likeness counts, by the names in both: news of the same kind is no same news.

    Two literary prizes of one day are told in the same words, but for the names.
    """
    known = min(len(one), len(other)) >= _FEWEST_NAMES
    return _STRANGERS if known and one.isdisjoint(other) else 1.0


def _kind(word: str, before: str) -> float:
    """What *word* counts: a capital that begins no sentence makes a name."""
    if word[0].isdigit():
        return _FIGURE
    opens = not before.strip() or before.rstrip("\"«» '’(")[-1:] in {"", ".", "!", "?", ":"}
    return _NAME if word[0].isupper() and not opens else 1.0
