"""Article -> what is worth hearing of it: its own sentences, shortened, in their order.

Of all ways to fill the time, the one that speaks of most of what the article is about.  A sentence
that leans on another is told after it or not at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from briefing.condense import Condensed, Cost
from briefing.condense.mentions import Mention, mentions
from briefing.condense.persons import named_in_full, people
from briefing.condense.quotations import closed, continued, is_attributed, speaks_itself
from briefing.condense.references import leans, resolved
from briefing.condense.shorten import Telling, all_tellings
from briefing.condense.syntax import Tree, parse
from briefing.condense.topics import stem, stems, topics
from briefing.language import is_english
from briefing.model import Article, Sentence, Utterance

_EARLY = 6.0  # what the first sentence is worth for that alone: news put first what matters
_EARLINESS = 8  # sentences until that is halved
_STEPS = 400  # parts that a budget is counted in
_MOST_READ = 400  # sentences that are read closely, which takes 20 ms each
_LONGEST_READ = 2000  # characters of a sentence
_MOST = 120  # sentences that are weighed against each other; of more, the weightiest are
_FEWEST_WORDS = 4
_SHARES = (0.0, 0.15, 0.22)  # of a budget that may go to what is only mentioned
_BARE = 2  # words of a noun with nothing but its article
_FEWEST_MENTIONED, _MOST_MENTIONED = 2, 7
_ONLY_MENTIONED = 0.9  # what a mention is worth of a telling
_LEAST_HEAD = 1.4  # a name, or a noun that comes early or comes back
_ENOUGH = 3  # sentences that make a text one of sentences
_USED = 0.93  # of a budget; what is left would be missed
_FULL = 20.0  # what a budget that is used to the full is worth
_FRAME = "Il en est question aussi"  # about as long as the phrase that mentions them
_DATELINE_WORDS = 5  # "5 juin 2012." is none that tells something
_SHOWING = re.compile(r"[«“\"(\s]*(?:cet|cette|ces|ce)\s+([\w’'-]+)(?:\s+([\w-]+))?", re.IGNORECASE)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# "L’idée paraît étrange": which one?  With what it is of ("l’idée d’un pont") it stands for itself.
_TAKEN_UP = re.compile(
    r"\b(?:l[ae] |l['’])(idée|décision|mesure|proposition|initiative|constat|polémique|démarche"
    r"|affaire|drame|incident|opération|phénomène|nouvelle|argent|conflit|mouvement|somme|victime"
    r"|suspecte?|intéressée?|appareil|accord|texte|annonce|pays|parti|système|dispositif)\b"
    r"(?! (?:de|du|des|que|qui|entre|sur|pour|à|en|dans|dont|où|[A-ZÀ-Þ])\b| d['’]| qu['’])"
    r"|\b(\w+) en question\b|\b(?:du|au) (?:parti|pays|système|groupe|gang|conflit)\b(?=[,.;])",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:ils?|elles?|lui|eux|celui|celle|ceux|celles|y|en|son|sa|ses|leurs?|ce dernier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to tell a sentence."""

    place: int
    texts: tuple[str, ...]
    cost: float
    topics: frozenset[str]
    sources: tuple[int, ...]
    alone: bool
    """Whether it can be followed without the sentence before it."""
    shown: frozenset[str] = frozenset()
    """Told already, one of these is enough to lean on: "cette exposition"."""

    def follows(self, choice: _Choice, *, adjacent: bool) -> bool:
        """Whether it can be followed after *choice*; *adjacent*: to the sentence before it."""
        supported = adjacent and choice.place == self.place - 1
        return self.alone or supported or bool(self.shown & choice.told)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was chosen so far, as a chain."""

    value: float = 0.0
    cost: float = 0.0
    told: frozenset[str] = frozenset()
    place: int = -2
    """Of the last one."""
    way: _Way | None = None
    before: _Choice | None = None

    def ways(self) -> list[_Way]:
        """All that was chosen, in order."""
        found: list[_Way] = []
        here: _Choice | None = self
        while here is not None and here.way is not None:
            found.append(here.way)
            here = here.before
        return found[::-1]


def condense(article: Article, budget: float, cost: Cost) -> Condensed:
    """What is heard of *article* when *cost* may sum up to *budget*, in its order.

    The lead is always told, whatever it costs: an episode says what it is about.  With room for
    everything, everything is told.
    """
    if len(article.sentences) > _MOST_READ and _price(article, cost) <= budget:
        return Condensed(tuple(map(_whole, article.sentences)))
    reading = _read(article)
    ways = list(_ways(reading, cost))
    everything = [each[0] for each in ways]
    if sum(each.cost for each in everything) <= budget:
        return Condensed(tuple(_utterances(everything, reading)))
    plan = _best(ways, reading, cost, budget)
    mentioned = (
        Utterance(each.text, (reading.sentences[each.place].number,),
                  reading.sentences[each.place].paragraph)
        for each in plan.also
    )  # fmt: skip
    return Condensed(tuple(_utterances(plan.ways, reading)), also=tuple(mentioned))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is told, and what is only mentioned."""

    value: float
    spent: float
    ways: list[_Way]
    also: list[Mention]


def _best(ways: Sequence[list[_Way]], reading: _Reading, cost: Cost, budget: float) -> _Plan:
    """The best plan of the strictest kind that uses the budget, or the one that uses most of it."""
    plans: list[_Plan] = []
    before: list[int] = []
    for taken in _TAKEN:
        places = _weighed(ways, reading, taken)
        if plans and len(before) >= _ENOUGH and taken is _TAKEN[-1]:
            break  # a heading would be told over what it does not stand over
        before = places
        shares = (_plan(ways, reading, cost, budget, share, places) for share in _SHARES)
        plans.append(max(shares, key=lambda plan: plan.value))
        if plans[-1].spent >= _USED * budget:
            return plans[-1]
    return max(plans, key=lambda plan: plan.spent)


def _plan(
    ways: Sequence[list[_Way]],
    reading: _Reading,
    cost: Cost,
    budget: float,
    share: float,
    places: Sequence[int],
) -> _Plan:
    """The best plan in which what is only mentioned may take *share* of *budget*."""
    choice = _chosen(ways, reading, budget * (1 - share), places)
    room = budget - choice.cost if share else 0.0
    also, value = _mentioned(choice, reading, cost, room)
    spent = choice.cost + (cost(", ".join([_FRAME, *(each.text for each in also)])) if also else 0)
    worth = choice.value + value + _fullness(spent, budget)
    return _Plan(worth, spent, choice.ways(), also)


def _fullness(spent: float, budget: float) -> float:
    return _FULL * min(spent / budget, 1.0) if budget > 0 else 0.0


def _mentioned(
    choice: _Choice, reading: _Reading, cost: Cost, room: float
) -> tuple[list[Mention], float]:
    """What weighs most of all that was not told, as far as there is *room* to mention it."""
    found: list[Mention] = []
    value, told = 0.0, set(choice.told)
    for each in sorted(reading.mentions, key=lambda one: -_worth(one, reading, told)):
        news = stems(each.text, reading.topics) - told
        worth = sum(reading.topics[one] for one in sorted(news))
        head = max(
            (reading.topics[one] for one in stems(each.head, reading.topics) & news), default=0.0
        )
        says = each.name or len(each.text.split()) > _BARE
        if head < _LEAST_HEAD or not says or len(found) == _MOST_MENTIONED:
            continue
        if cost(", ".join([_FRAME, *(one.text for one in found), each.text])) <= room:
            found.append(each)
            told |= news
            value += _ONLY_MENTIONED * worth
    if len(found) < _FEWEST_MENTIONED:
        return [], 0.0
    return sorted(found, key=lambda one: one.place), value


def _worth(mention: Mention, reading: _Reading, told: Set[str]) -> float:
    news = stems(mention.text, reading.topics) - told
    return sum(reading.topics[one] for one in sorted(news)) / (1 + len(mention.text.split()))


def _price(article: Article, cost: Cost) -> float:
    return sum(cost(each.text) for each in article.sentences)


def _whole(sentence: Sentence) -> Utterance:
    return Utterance(sentence.text, (sentence.number,), sentence.paragraph)


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article, its grammar, and what it is about."""

    sentences: tuple[Sentence, ...]
    """Those that are read closely: all, but of a book."""
    trees: tuple[Tree, ...]
    """Of each of them."""
    tellings: tuple[tuple[Telling, ...], ...]
    """The ways to tell each of them, the fullest first."""
    lead: int
    """The place of the sentence that says what the article is about: not a dateline."""
    topics: Mapping[str, float]
    inside: tuple[bool, ...]
    """Which sentences begin inside a quotation."""
    mentions: tuple[Mention, ...]
    """What can be mentioned in a few words."""

    def adjacent(self, place: int) -> bool:
        """Whether the sentence at *place* follows the one before it in the article, too."""
        return place > 0 and self.sentences[place].number == self.sentences[place - 1].number + 1


@lru_cache(maxsize=8)  # the same article is condensed again where a language model fails
def _read(article: Article) -> _Reading:
    sentences = _weightiest(article.sentences)
    texts = [" ".join(each.text.split()) for each in sentences]
    # What is no sentence to the eye is none to the grammar: 100,000 marks would take a minute.
    real = [text for text in texts if len(text) <= _LONGEST_READ]
    grammar = dict(zip(real, parse(real), strict=True))
    ways = dict(zip(real, all_tellings([grammar[text] for text in real]), strict=True))
    trees = tuple(grammar.get(text, Tree(text, ())) for text in texts)
    tellings = tuple(ways.get(text, (Telling((text,)),)) for text in texts)
    told = (place for place, tree in enumerate(trees) if len(tree.text.split()) > _DATELINE_WORDS)
    lead = next(told, 0)
    every = continued(each.text for each in article.sentences)
    within = {each.number for each, inside in zip(article.sentences, every, strict=True) if inside}
    inside = tuple(each.number in within for each in sentences)
    mentioned = tuple(each for place, tree in enumerate(trees) for each in mentions(tree, place))
    return _Reading(sentences, trees, tellings, lead, topics(trees, lead), inside, mentioned)


def _weightiest(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Of a book, the sentences that share most words with the rest of it, in order."""
    if len(sentences) <= _MOST_READ:
        return sentences
    bags = [{stem(word) for word in re.findall(r"\w{4,}", each.text)} for each in sentences]
    known = Counter(word for bag in bags for word in bag)

    def weight(place: int) -> float:
        shared = sum(math.log(known[word]) for word in sorted(bags[place]))
        return shared / (len(bags[place]) + 4) / (1 + place / len(bags))

    first = range(min(len(sentences), _MOST_READ // 4))
    heaviest = sorted(range(len(sentences)), key=lambda place: -weight(place))[
        : _MOST_READ * 3 // 4
    ]
    return tuple(sentences[place] for place in sorted({*first, *heaviest}))


def _ways(reading: _Reading, cost: Cost) -> Iterator[list[_Way]]:
    """The ways to tell each sentence, the fullest first."""
    for place, tellings in enumerate(reading.tellings):
        tree, inside = reading.trees[place], reading.inside[place]
        taken_up, leaning = _taken_up(tree), not tree.tokens or leans(tree)
        alone = place == reading.lead or not (leaning or taken_up)
        sentence = reading.sentences[place]
        shown = frozenset() if alone or inside else _shown(tree) if leaning else taken_up

        def way(
            texts: tuple[str, ...], sources: tuple[int, ...], *, alone: bool, place: int = place,
            shown: frozenset[str] = shown,
        ) -> _Way:  # fmt: skip
            spoken_of = stems(" ".join(texts), reading.topics)
            return _Way(place, texts, sum(map(cost, texts)), spoken_of, sources, alone, shown)

        here = (sentence.number,)
        found = [way(each.texts, here, alone=alone) for each in tellings]
        if tree.tokens and not (alone or inside) and reading.adjacent(place):
            named = resolved(tree, reading.trees[max(0, place - 2) : place])
            if named is not None:
                found.append(way((named,), (sentence.number - 1, *here), alone=True))
        yield found


def _taken_up(tree: Tree) -> frozenset[str]:
    """The nouns that take up what was told before, in a sentence that leans on nothing else."""
    outside = _QUOTED.sub(" ", tree.text)
    return frozenset(
        stem(found[1] or found[2] or found.group().split()[-1])
        for found in _TAKEN_UP.finditer(outside)
    )


def _shown(tree: Tree) -> frozenset[str]:
    """What the sentence leans on, when that is only a noun it points at: "Cette exposition…"."""
    found = _SHOWING.match(tree.text)
    if found is None or _POINTING.search(tree.text):
        return frozenset()
    return frozenset(stem(word) for word in found.groups() if word)


def _chosen(
    ways: Sequence[list[_Way]], reading: _Reading, budget: float, places: Sequence[int]
) -> _Choice:
    """Of the sentences at *places*, the ways that together speak of most, within *budget*."""
    step = max(budget, 1e-9) / _STEPS
    choices = [_Choice()]
    for place in places:
        after: dict[tuple[int, bool], _Choice] = {}
        taken = [
            _with(choice, each, reading)
            for choice in choices
            for each in ways[place]
            if each.follows(choice, adjacent=reading.adjacent(place))
            and (choice.cost + each.cost <= budget or (place == reading.lead and not choice.cost))
        ]
        left = [] if place == reading.lead else choices
        for choice in (*left, *taken):
            key = (int(choice.cost / step), choice.place == place)
            if key not in after or after[key].value < choice.value:
                after[key] = choice
        choices = list(after.values())
    return max(choices, key=lambda choice: choice.value + _fullness(choice.cost, budget))


def _with(choice: _Choice, way: _Way, reading: _Reading) -> _Choice:
    # Summed in one order, or two runs could differ in the last digit.
    news = sum(reading.topics[each] for each in sorted(way.topics - choice.told))
    early = _EARLY / (1 + abs(way.place - reading.lead) / _EARLINESS)
    return _Choice(
        choice.value + news + early, choice.cost + way.cost, choice.told | way.topics, way.place,
        way, choice,
    )  # fmt: skip


def _weighed(ways: Sequence[list[_Way]], reading: _Reading, taken: _Taken) -> list[int]:
    """The places of the sentences that are weighed against each other, in order."""
    lead = reading.lead
    real = [
        place
        for place in range(len(ways))
        if place == lead or (taken(reading, place) and place > lead)
    ]

    def weight(place: int) -> float:
        best = ways[place][0]
        total = sum(reading.topics[each] for each in sorted(best.topics))
        return (total + _EARLY / (1 + (place - lead) / _EARLINESS)) / (len(best.topics) + 2)

    heaviest = sorted(real, key=lambda place: (place != lead, -weight(place)))[:_MOST]
    return sorted(heaviest)


def _is_attributed(reading: _Reading, place: int) -> bool:
    """Whether it is a sentence, and none of nobody knows whom."""
    text, inside = reading.trees[place].text, reading.inside[place]
    known = is_attributed(text, inside=inside) and (inside or not speaks_itself(text))
    return known and _is_sentence(reading, place)


def _is_sentence(reading: _Reading, place: int) -> bool:
    """Whether it is one, in French: no heading, no item of a list."""
    tree = reading.trees[place]
    if is_english(tree.text) or tree.text[-1:].isalnum():  # a heading has no mark at its end
        return False
    verb = any(each.features.get("VerbForm") == "Fin" for each in tree.tokens)
    return verb and len(tree.text.split()) >= _FEWEST_WORDS


_Taken = Callable[[_Reading, int], bool]
# What is taken, from the strictest on: a text of nothing but quotations, or a list, is told, too.
_TAKEN: tuple[_Taken, ...] = (_is_attributed, _is_sentence, lambda _reading, _place: True)


def _utterances(ways: Sequence[_Way], reading: _Reading) -> Iterator[Utterance]:
    """What is told, with a full name the first time that somebody is named."""
    unnamed = list(people(reading.trees))
    for way in ways:
        paragraph = reading.sentences[way.place].paragraph
        for text in way.texts:
            told, sources = text, set(way.sources)
            for person in [each for each in unnamed if each.surname in text]:
                unnamed.remove(person)
                full = named_in_full(told, person)
                if full != told:
                    told = full
                    sources.add(reading.sentences[person.place].number)
            told = closed(told, inside=reading.inside[way.place])
            yield Utterance(told, tuple(sorted(sources)), paragraph)
