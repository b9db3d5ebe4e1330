"""What a sentence leans on: pronouns, pointers and links; and naming what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.condense.marks import capital, enclosed, written
from briefing.condense.phrases import (
    Agreement,
    agreement,
    coordinated,
    definite,
    of_it,
    phrase,
)  # fmt: skip
from briefing.condense.sayings import is_saying
from briefing.condense.syntax import Tree

_MARKS = r"[«“\"(\[\s—–-]*+"
# Words that a sentence opens on when it goes on from another one.
_LINKS = re.compile(
    _MARKS + r"(?:en effet|mais|or|donc|car|ainsi|cependant|pourtant|toutefois|néanmoins|et|ou|puis"
    r"|de plus|en outre|par ailleurs|en revanche|par contre|au contraire|ensuite|enfin|également"
    r"|d['’]ailleurs|du coup|quant à|autrement|en d['’]autres termes|là-bas|là|ici|alors(?! qu)"
    r"|après,|aussi"
    r"|d['’]autre part|de son côté|de leur côté|pour sa part|dès lors|par conséquent"
    r"|c['’]est pourquoi"
    r"|à l['’]inverse|malgré tout|pour autant|en somme|au final|de même|idem|selon (?:lui|elle|eux)"
    r"|tous deux|toutes deux|les deux|l['’]une?\b(?! (?:des?|du)\b| d['’])|l['’]autre"
    r"|d['’]autres|celui|celle|ceux|celles|cela|ceci|ça"
    r"|c['’](?:est|était)(?! (?:\S+ ){0,9}?qu[ei'’])|ce (?:sont|sera|serait|fut)\b|ce qui|oui|non"
    r"|(?:le|la|les) (?:dernier|dernière|premier|première|second|seconde)s?"
    r"(?! (?:ministre|guerre|\w+)))(?![\w'’])",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:le lendemain|la veille|le surlendemain|(?:le|la) même (?:jour|jour|soir|semaine|année"
    r"|mois)"
    r"|ce jour-là|entre-temps|l['’]un et l['’]autre|plus tôt|à son tour|cependant|toutefois"
    r"|néanmoins"
    r"|en revanche|pour sa part|quant à (?:lui|elle|eux)|de son côté)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\w-(?:t-)?(?:il|elle|ils|elles)\b", re.IGNORECASE)  # "estime-t-il"
# These only say that something more is told; what stands behind them is whole without them.
_DROPPED = re.compile(
    r"(?:par ailleurs|en outre|de plus|enfin|d['’]autre part|de surcroît|en effet|en somme|ainsi"
    r"|également|de son côté|pour sa part|d['’]ailleurs|à noter que|bref|au final|de même)\s*,\s*"
    r"(?!d['’]une part)",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(
    r"il (?:n['’]|ne )?(?:(?:en|nous|vous|lui|leur) )?(?:y (?:a|avait|aura|eut|aurait)|faut"
    r"|fallait|faudra"
    r"|faudrait|fallut|a fallu|avait fallu|a surtout fallu|s['’](?:agit|agissait|agirait)|suffi\w+"
    r"|convien\w+|pleu\w+|neige\w*|semble(?:rait)? qu|apparaît qu|paraît qu|vaut mieux|existe"
    r"|manque"
    r"|reste (?:à|\d|un|une|des|encore)|est (?:\d+ h|temps|question)"
    r"|(?:est|était|sera|serait|devient|semble|a été) (?:\w+ )?(?:possible|impossible|nécessaire"
    r"|difficile"
    r"|facile|importan\w|essentiel|probable|improbable|clair|vrai|certain|évident|interdit|prévu"
    r"|rare|utile"
    r"|urgent|indispensable|préférable|à noter|fréquent|normal|juste|établi|exclu|décidé|convenu"
    r"|recommandé"
    r"|conseillé|demandé|obligatoire|permis|inutile|trop (?:tôt|tard)) (?:\w+ )?(?:de\b|d['’]|qu))",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"en (?:est|sont|était|étaient) (?:\S+ )?à\b|en (?:a|ont|avait) (?:après|assez|fini)"
    r"|en v(?:eut|eulent|ient)"
    r"|l['’]emport\w+|l['’]échapp\w+|en fini\w+",
    re.IGNORECASE,
)
_PERSONAL = {
    "il": Agreement("Masc", "Sing"),
    "elle": Agreement("Fem", "Sing"),
    "ils": Agreement("Masc", "Plur"),
    "elles": Agreement("Fem", "Plur"),
}
_OWNERS = {"son": "Sing", "sa": "Sing", "ses": "Sing", "leur": "Plur", "leurs": "Plur"}
_SOME = frozenset("certains certaines plusieurs tous toutes aucun aucune chacun chacune beaucoup"
                  " autres autre".split())  # fmt: skip
_OBJECTS = frozenset("le la les l' lui leur y en".split())
_TIMES = frozenset(
    "matin soir jour année semaine mois midi week-end été hiver automne printemps nuit fois"
    " après-midi lundi mardi mercredi jeudi vendredi samedi dimanche siècle début weekend".split()
)


def leans(tree: Tree) -> bool:
    """Whether the sentence cannot be followed without the one before it."""
    return bool(
        _LINKS.match(tree.text)
        or _BACK.search(_outside(tree))
        or (_SAYS.search(_outside(tree)) and not tree.text.rstrip().endswith("?"))
        or not any(each.features.get("VerbForm") == "Fin" for each in tree.tokens)
        or any(_points_back(tree, i) for i in range(len(tree.tokens)))
    )


def stripped(text: str) -> str:
    """The sentence without a link that only says that more follows: "Par ailleurs,", "En outre,".

    >>> stripped("De plus, la mairie paie."), stripped("En revanche, elle se tait.")
    ('La mairie paie.', 'En revanche, elle se tait.')
    """
    found = _DROPPED.match(text)
    if found is None or is_saying(text[found.end() :].split(" ", 1)[0].split("-", maxsplit=1)[0]):
        return text  # "Par ailleurs, poursuit le maire, …"
    return written(text[found.end() :])


def _outside(tree: Tree) -> str:
    """The text without its quotations, which stand for themselves."""
    text = tree.text
    for start, end in reversed(enclosed(text) or ()):
        text = text[:start] + " " + text[end:]
    return text


def _is_quoted(tree: Tree, place: int) -> bool:
    start = tree.tokens[place].start
    return any(left < start < right for left, right in enclosed(tree.text) or ())


def _points_back(tree: Tree, place: int) -> bool:
    """Whether the word at *place* stands for something that this sentence does not name."""
    token = tree.tokens[place]
    word = token.text.lower()
    if _is_quoted(tree, place):
        return False
    if word in _PERSONAL and token.pos == "PRON":
        return not _IMPERSONAL.match(tree.text[token.start :]) and not _named_here(tree, place)
    if token.pos == "DET" and word in {"ce", "cet", "cette", "ces"}:
        return _shows(tree, place)
    if token.pos == "DET" and word in _OWNERS:
        return _belongs_elsewhere(tree, place)
    if word in _OBJECTS and _is_clitic(tree, place):
        return not _is_y_a(tree, place) and not any(_antecedents(tree, place))
    return token.pos == "PRON" and word in _SOME and token.relation.startswith("nsubj")


def _is_clitic(tree: Tree, place: int) -> bool:
    """Whether the word at *place* is a pronoun before its verb, and no article."""
    if place + 1 >= len(tree.tokens):
        return False
    token, behind = tree.tokens[place], tree.tokens[place + 1]
    verbal = behind.pos in {"VERB", "AUX"} and behind.features.get("VerbForm") in {"Fin", "Inf"}
    if token.pos == "PRON" or not verbal or place == 0:
        return verbal
    after_noun = tree.tokens[place - 1].pos in {"NOUN", "PROPN", "PRON"}  # no article stands there
    return after_noun and behind.features.get("VerbForm") == "Fin"


def _is_y_a(tree: Tree, place: int) -> bool:
    start = tree.tokens[place].start
    before = tree.text[: tree.tokens[place].end][-6:].lower()
    return _IDIOMS.match(tree.text[start:]) is not None or before.endswith(
        ("il y", "n'y", "n’y", "s'en", "s’en")
    )


def _named_here(tree: Tree, place: int) -> bool:
    """Whether the noun of the pronoun at *place* stands before it, or right after its clause."""
    wanted = _PERSONAL[tree.tokens[place].text.lower()]
    before = any(
        _agrees(tree, i, wanted) and not tree.tokens[i].relation.startswith("obl")
        for i in range(place)
    )
    main = tree.subject(tree.root)
    return before or (
        main is not None
        and main > place
        and tree.tokens[place].head != tree.root
        and _agrees(tree, main, wanted)
    )


def _agrees(tree: Tree, place: int, wanted: Agreement) -> bool:
    if tree.tokens[place].pos not in {"NOUN", "PROPN"}:
        return False
    own = agreement(tree, place)
    return own.gender in {"", wanted.gender} and own.number in {"", wanted.number}


def _shows(tree: Tree, place: int) -> bool:
    """Whether "this…" at *place* shows something outside of the sentence, and no time of day."""
    around = {each.text.lower() for each in tree.tokens[place + 1 : place + 4]}
    noun = tree.tokens[place].head
    is_subject = tree.tokens[noun].relation.startswith("nsubj")
    if place > 0 and tree.tokens[place - 1].text == "," and not is_subject:
        return False  # "le Collège, ce corps de 538 personnes": it tells what stands before it
    if around & _TIMES and tree.tokens[place].text.lower() != "ces":
        return False
    word = tree.tokens[noun].text.lower()
    return not any(each.text.lower() == word for each in tree.tokens[:place])


def _belongs_elsewhere(tree: Tree, place: int) -> bool:
    """Whether the owner of what "son" or "leur" introduces is not named in the sentence."""
    subject = tree.subject(tree.root)
    if subject is None:
        return place == 0
    return tree.tokens[place].head == subject and not any(
        tree.tokens[i].pos in {"NOUN", "PROPN"} for i in range(place)
    )


def _antecedents(tree: Tree, place: int) -> Iterator[int]:
    """Nouns that may be meant by the pronoun at *place*: not those of its own subject."""
    before = [
        i
        for i in range(place)
        if tree.tokens[i].text in {",", ";", ":"}
        or tree.tokens[i].features.get("VerbForm") == "Fin"
    ]
    for i in range(max(before, default=0)):
        if tree.tokens[i].pos in {"NOUN", "PROPN"}:
            yield i


def resolved(tree: Tree, before: Sequence[Tree]) -> str | None:
    """The sentence with the noun its subject stands for, so that it leans on nothing.

    *before* are the sentences in front of it, in order.  None when it leans on more than that, or
    when what its pronoun means is not beyond doubt: the one subject of the sentence before that
    agrees, with no other person or subject there that agrees too.
    """
    place = _pronoun(tree)
    if place is None or not before:
        return None
    token = tree.tokens[place]
    word = token.text.lower()
    if word in _PERSONAL:
        name = _meant(before, _PERSONAL[word])
        text = None if name is None else _replaced(tree, place, name)
    else:
        name = _meant(before, Agreement("", _OWNERS[word]))
        text = None if name is None else _owned(tree, place, name)
    return None if text is None or _leans_on_more(tree, place) else text


def _leans_on_more(tree: Tree, named: int) -> bool:
    """Whether the sentence still leans when what stands at *named* has its noun."""
    word = tree.tokens[named].text.lower()
    outside = _outside(tree)
    return (
        (named > 0 and _LINKS.match(tree.text) is not None)
        or _BACK.search(outside) is not None
        or _SAYS.search(outside) is not None
        or any(
            _points_back(tree, i)
            for i, each in enumerate(tree.tokens)
            if i != named and (each.text.lower() != word or i < named)
        )
    )


def _pronoun(tree: Tree) -> int | None:
    """Place of the pronoun or possessive that the subject of the sentence is or begins with."""
    subject = tree.subject(tree.root)
    if subject is None or subject > tree.root or _is_quoted(tree, subject):
        return None
    token = tree.tokens[subject]
    if token.text.lower() in _PERSONAL:
        return None if _IMPERSONAL.match(tree.text[token.start :]) else subject
    first = tree.tokens[0]
    return 0 if first.text.lower() in _OWNERS and first.head == subject else None


def _meant(before: Sequence[Tree], wanted: Agreement) -> str | None:
    """What a pronoun that agrees with *wanted* stands for behind the sentences *before*."""
    last = before[-1]
    subject = last.subject(last.root)
    if subject is None or enclosed(last.text) is None:
        return None
    rivals = [
        i
        for i, each in enumerate(last.tokens)
        if i not in last.subtree(subject)
        and (each.relation.startswith("nsubj") or each.name == "PER" or i == _object(last))
        and _fits(last, i, wanted)
    ]
    if rivals:
        return None
    token = last.tokens[subject]
    if token.pos == "PRON":
        same = _PERSONAL.get(token.text.lower())
        if same is None or not _compatible(same, wanted) or len(before) == 1:
            return None
        return _meant(before[:-1], same)
    inner = [
        i
        for i in last.subtree(subject)
        if last.tokens[i].relation.startswith("nsubj") and i != subject
    ]
    if not _fits(last, subject, wanted) or any(_fits(last, i, wanted) for i in inner):
        return None
    return definite(last, subject) or None


def _object(tree: Tree) -> int:
    """Place of a person that is the object of the sentence; -1 when there is none."""
    found = (i for i in tree.children(tree.root) if tree.tokens[i].relation in {"obj", "iobj"})
    return next((i for i in found if tree.tokens[i].name == "PER"), -1)


def _fits(tree: Tree, place: int, wanted: Agreement) -> bool:
    token = tree.tokens[place]
    if token.pos == "PRON":
        own = _PERSONAL.get(token.text.lower())
        return own is not None and _compatible(own, wanted)
    return token.pos in {"NOUN", "PROPN"} and _compatible(agreement(tree, place), wanted)


def _compatible(own: Agreement, wanted: Agreement) -> bool:
    return (not own.gender or not wanted.gender or own.gender == wanted.gender) and (
        own.number in {"", wanted.number}
    )


def _replaced(tree: Tree, place: int, name: str) -> str:
    token = tree.tokens[place]
    return written(tree.text[: token.start] + name + tree.text[token.end :])


def _owned(tree: Tree, place: int, owner: str) -> str | None:
    """The sentence with the owner named: "son rival" becomes "le rival de Bill Nelson"."""
    noun = tree.tokens[place].head
    own, (first, last) = agreement(tree, noun), phrase(tree, noun)
    if coordinated(tree, noun) or last <= place or first != place:
        return None
    thing = tree.between(place + 1, last)
    article = {"son": "le ", "sa": "la ", "ses": "les ", "leurs": "les "}.get(
        tree.tokens[place].text.lower()
    ) or {"Masc": "le ", "Fem": "la "}.get(own.gender)
    if article is None:
        return None
    if re.match(r"[aeiouyéèêàâîôûh]", thing, re.IGNORECASE) and article != "les ":
        if thing[0].lower() == "h":
            return None
        article = "l’" if "’" in tree.text else "l'"
    rest = tree.text[tree.tokens[last - 1].end :]
    return written(capital(f"{article}{thing} {of_it(owner)}") + rest)
