"""Who says it: told before what is said, and reported statements as sentences of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.condense.marks import (
    Frame,
    capital,
    joined_que,
    lowered,
    without_final,
    written,
)  # fmt: skip
from briefing.condense.phrases import agreement, subject_again
from briefing.condense.sayings import FINITE, PAST, SAYINGS, is_saying
from briefing.condense.syntax import Tree

_ADVERBS = frozenset("notamment aussi également encore ensuite".split())
# These take no "que": "a lancé que" is no French.
_NO_QUE = frozenset(
    "lancé lance résumé résume commenté commente évoqué évoque témoigné témoigne raconté raconte"
    " poursuivi poursuit dénoncé dénonce glissé glisse".split()
)
# A source, not a measure: "selon l'âge" tells nobody's words.
_SOURCES = re.compile(
    r"\b(?:bilan|autorités?|police|gendarmerie|sources?|informations?|rapport|étude|agence|médias?"
    r"|presse|journal|quotidien|hebdomadaire|communiqué|ministère|ministre|président\w*|maire"
    r"|mairie"
    r"|préfecture|préfet|parquet|procureure?|porte-parole|prévisionnistes?|chercheurs?|experts?"
    r"|organisat\w+|associations?|syndicats?|témoins?|chiffres?|sondages?|estimations?|directeur"
    r"|directrice|directions?|avocate?s?|responsables?|secours|pompiers|armée|gouvernement|institut"
    r"|enquêteurs?|projections?|résultats?|spécialistes?|économistes?|ONU|AFP|INSEE|Reuters)\b"
)
_SELON = re.compile(r"(?P<comma>\s*,)?\s+(?P<said>(?:selon"
                    r"|d['’]après)\s+(?P<who>[^,;:]+?(?:, [^;:]+)?))$",
                    re.IGNORECASE)  # fmt: skip
_SELF = re.compile(
    r"\b(?:je|j['’]|nous|notre|nos|mon|ma|mes|me|m['’]|moi|vous|votre|vos|tu)\b", re.IGNORECASE
)


def sourced_first(found: Frame) -> str | None:
    """The sentence with the source it ends on at its front: "Selon la mairie, …".

    None when it ends on no source, or already begins with one.
    """
    text = without_final(found.tree.text)
    tail = _SELON.search(text)
    if tail is None or not _is_source(found, tail) or text[: tail.start()].count(":"):
        return None
    if any(left < tail.start("said") < right for left, right in found.spans):
        return None
    rest = text[: tail.start()]
    if re.match(r"(?:selon|d['’]après)\b", rest, re.IGNORECASE):
        return None
    return written(f"{capital(tail['said'])}, {lowered(rest, found.tree)}")


def _is_source(found: Frame, tail: re.Match[str]) -> bool:
    """Whether "selon" names who says so: "selon la police", not "selon l'âge"."""
    who = tail["who"]
    if len(who.split()) > 20 or re.match(r"(?:qu|les cas|lui|elle|eux)", who):  # noqa: PLR2004
        return False
    first = who.split(",")[0]
    tokens = found.tree.tokens
    behind = [each for each in tokens if tail.start("who") <= each.start < tail.end("who")]
    if any(each.features.get("VerbForm") == "Fin" or each.pos == "AUX" for each in behind):
        return False  # it goes on behind the source
    named = any(each.name in {"PER", "ORG"} for each in behind)
    return bool(_SOURCES.search(first)) or named


@dataclass(frozen=True, slots=True)
class _Tail:
    """An attribution behind what was said: ", a déclaré mardi le maire"."""

    start: int
    """Offset where what was said ends."""
    verb: str
    who: str
    more: str
    """When, where, to whom."""


def speaker_first(found: Frame) -> str | None:
    """The sentence with its speaker at its front: "Le maire a déclaré que…".

    None when it does not end on its speaker, or its words would have to change.
    """
    tail = _tail(found)
    if tail is None:
        return None
    said = found.tree.text[: tail.start].rstrip().rstrip(",").rstrip()
    verb = f"{tail.verb} {tail.more}".strip()
    head = f"{capital(tail.who)}{',' if ',' in tail.who else ''} {verb}"
    quoted = len(found.spans) == 1 and found.spans[0] == (0, len(said))
    if quoted and said[0] in '«“"':
        inner = said[1:-1].strip()
        inner = inner if re.search(r"[.!?…]$", inner) else f"{inner}."
        space = said[1] if said[1].isspace() else ""
        return f"{head} : {said[0]}{space}{capital(inner)}{space}{said[-1]}"
    plain = "".join(
        " " if any(left <= i < right for left, right in found.spans) else letter
        for i, letter in enumerate(said)
    )
    if _SELF.search(plain) or ":" in plain or ";" in plain or "?" in said or said[:1] in '«“"':
        return None
    if verb.split()[-1] in _NO_QUE or tail.verb.split()[-1] in _NO_QUE:
        return None
    said = lowered(said, found.tree)
    if _opens_on_circumstance(found):
        return written(f"{head} que, {said}")
    return written(f"{head} {joined_que(said)}")


def _opens_on_circumstance(found: Frame) -> bool:
    """Whether a comma stands before the subject: "Pour la première fois, la ville…"."""
    tree = found.tree
    subject = tree.subject(tree.root)
    return (
        subject is not None
        and found.mark(found.joints[0]) == ","
        and (found.joints[0] < min(subject, tree.root))
    )


def attributes(found: Frame, first: int) -> bool:
    """Whether words that say who said it begin at *first*: "a déclaré le maire", "dit-il"."""
    text = found.tree.between(first, found.next_joint(first))
    inverted = re.match(r"\S+-(?:t-)?(?:il|elle|ils|elles|on)\b", text)
    return _verb_group(found, first) is not None or inverted is not None


def _tail(found: Frame) -> _Tail | None:
    tree, tokens = found.tree, found.tree.tokens
    for comma in reversed(found.joints[:-1]):
        tail = _inverted(found, comma + 1) if found.mark(comma) == "," else None
        if tail is not None:
            return tail
    for left, right in found.spans:
        behind = next((i for i, each in enumerate(tokens) if each.start >= right), len(tokens))
        if left == 0 and behind < found.end and tree.text[left] != "(":
            return _inverted(found, behind)
    return None


_PRONOUN_TAIL = re.compile(
    r"(?P<verb>(?:a|ont)-(?:t-)?(?P<who>il|elle|ils|elles|on) (?P<past>\w+)"
    r"|(?P<form>\w+?)-(?:t-)?(?P<who2>il|elle|ils|elles|on))(?P<more>(?: .*)?)$"
)


def follows_statement(found: Frame, first: int) -> bool:
    """Whether a whole statement stands before *first*, and not the subject of the verb there.

    "Le pont ferme, a annoncé la mairie", but not "La mairie, qui ferme le pont, a annoncé sa
    vente", nor "…, tandis que la maire, Anne Vial, a annoncé sa vente".
    """
    tokens = found.tree.tokens
    before = [each for each in found.joints if each < first]
    starts = [0, *(each + 1 for each in before)]
    segments = [
        (start, end) for start, end in zip(starts, [*before, first], strict=False) if start < end
    ]
    whole = [each for each in segments if not _is_dependent(found, each[0])]
    if not any(_has_verb(found, *each) for each in whole):
        return False
    for start, end in reversed(segments):
        if _has_verb(found, start, end):
            if tokens[start].features.get("PronType") != "Rel":
                return True
        elif not _is_loose(found, start):
            return False
    return False


def _is_loose(found: Frame, start: int) -> bool:
    """Whether what begins at *start* may stand behind a statement, and is no subject."""
    tokens = found.tree.tokens
    if tokens[start].text.lower() == "dont":
        return True  # "dont 900 enfants"
    first = start + (tokens[start].pos == "CCONJ")
    return not _is_dependent(found, start) and tokens[first].pos in _LOOSE


def _is_dependent(found: Frame, start: int) -> bool:
    """Whether the clause that begins at *start* needs another one."""
    return _DEPENDENT.match(found.tree.text[found.tree.tokens[start].start :]) is not None


def _has_verb(found: Frame, first: int, last: int) -> bool:
    """Whether a verb stands there; what has an article is none, whatever the model says."""
    tokens = found.tree.tokens
    return any(
        tokens[i].features.get("VerbForm") == "Fin"
        and not (i > 0 and tokens[i - 1].pos in {"DET", "ADP"})
        for i in range(first, last)
    )


def _inverted(found: Frame, first: int) -> _Tail | None:
    """The attribution that begins at *first* with its verb, up to the end of the sentence."""
    tree, tokens = found.tree, found.tree.tokens
    quoted = found.spans and found.spans[0][0] == 0
    if first >= found.end or not (quoted or follows_statement(found, first)):
        return None
    text = tree.between(first, found.end)
    start = tokens[first].start
    pronoun = _PRONOUN_TAIL.fullmatch(text)
    if pronoun is not None:
        return _by_pronoun(pronoun, start)
    verb = _verb_group(found, first)
    if verb is None:
        return None
    after = verb + 1
    said = tree.between(first, after)
    return _with_subject(found, after, start, said)


def _by_pronoun(found: re.Match[str], start: int) -> _Tail | None:
    who = found["who"] or found["who2"]
    if found["past"]:
        if found["past"] not in PAST and (who, found["past"]) != ("on", "appris"):
            return None
        verb = ("ont " if who.endswith("s") else "a ") + found["past"]
    else:
        verb = found["form"]
        if verb not in FINITE:
            return None
    more = found["more"].strip(" ,")
    return _Tail(start, verb, who, more) if not re.search(r"[,;:«“\"]", more) else None


def _verb_group(found: Frame, first: int) -> int | None:
    """Place of the last word of a verb of saying that begins at *first*."""
    words = [each.text.lower() for each in found.tree.tokens[first : first + 3]]
    if words and words[0] in FINITE:
        return first + (len(words) > 1 and words[1] in _ADVERBS)
    if words[1:] == ["fait", "savoir"] and words[0] in {"a", "ont"}:
        return first + 2
    if len(words) > 1 and words[0] in {"a", "ont", "avait", "avaient"}:
        if words[1] in PAST:
            return first + 1
        if len(words) > 2 and words[2] in PAST and words[1] in _ADVERBS:  # noqa: PLR2004
            return first + 2
    return None


_DAYS = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui)"
_HOUR = r"(?: (?:matin|soir|dernier|après-midi))?(?: à \d+ ?h(?: ?\d+)?)?"
_SPEAKER = re.compile(
    r"(?:M\.|MM\.|Mme|Me|le |la |l['’]|les |un |une |leur |son |sa |des |[A-ZÉÈ])"
)
# When, where and to whom it was said, before the speaker...
_AHEAD = re.compile(
    rf"(?:{_DAYS}{_HOUR}|(?:à|au|aux|dans|devant|lors|sur|en|auprès) [^,]+?)"
    rf"(?=$| {_SPEAKER.pattern})"
)
# ... and behind.
_BEHIND = re.compile(
    rf"(?:, (?:devant|lors|à|au|dans|sur|en|après|avant|{_DAYS})\b[^,]*"
    r"| (?:devant|lors d|à l['’]issue|dans un|sur (?:son|sa|X\b|Twitter|BFM|Europe)|auprès"
    rf"|à (?:l['’]AFP|la presse|la radio|notre)|{_DAYS})\b[^,]*)$"
)
_LOOSE = frozenset({"ADP", "ADV", "VERB", "ADJ"})  # begins what may stand behind a statement
_DEPENDENT = re.compile(
    r"(?:(?:qui|que|dont|où|si|quand|car)\b|qu['’]|(?:alors|tandis|bien|parce) qu|lorsqu|puisqu)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:qui|dont|où|et|mais)\b")


def _with_subject(found: Frame, after: int, start: int, verb: str) -> _Tail | None:
    """The speaker behind the verb, and what else is told of the saying."""
    tree = found.tree
    if after >= found.end:
        return None
    rest = tree.between(after, found.end)
    ahead = _AHEAD.match(rest)
    more = ahead.group() if ahead else ""
    rest = rest[len(more) :].strip()
    behind = _BEHIND.search(rest)
    who, extra = (rest[: behind.start()], behind.group()) if behind else (rest, "")
    name, _, function = who.partition(", ")
    if not _SPEAKER.match(name) or "," in function or _GOES_ON.match(function):
        return None
    places = range(after, found.end)
    named_at = (i for i in places if tree.text[tree.tokens[i].start :].startswith(name))
    head = next(named_at, None)
    if head is None or _has_verb(found, head, found.end) or not _number_fits(verb, who):
        return None
    named = without_owner(who, agreement(tree, head + 1).gender)
    return _Tail(start, verb, named, f"{more} {extra.strip(' ,')}".strip())


def _number_fits(verb: str, who: str) -> bool:
    """Whether *who* may be the subject of *verb*, going by number: "ont averti les élus"."""
    plural = re.match(r"(?:ont|avaient|\w+ent)\b", verb) is not None
    several = re.match(r"(?:les|des|MM\.)\s", who) is not None or " et " in who
    return several if plural else not re.match(r"(?:les|des|MM\.)\s", who)


def without_owner(who: str, gender: str) -> str:
    """*who* with an article for "son" or "leur": its owner is only named behind.

    >>> without_owner("son directeur", "Masc"), without_owner("leur avocate", "Fem")
    ('le directeur', "l'avocate")
    """
    owned = re.match(r"(?:son|sa|leur) (?=(?P<vowel>[aeiouyéèêh]?))", who)
    if owned is None or not gender:
        return who
    article = "l'" if owned["vowel"] else "le " if gender == "Masc" else "la "
    return article + who[owned.end() :]


def own_sentences(found: Frame) -> Iterator[tuple[str, str]]:
    """The sentence in two where a participle of saying begins: "…, soulignant que…"."""
    for joint in found.joints[:-1]:
        own = None
        if found.mark(joint) == "," and joint + 2 < found.end:
            own = own_sentence(found, joint)
        if own is not None:
            yield own


def own_sentence(found: Frame, comma: int) -> tuple[str, str] | None:
    """The sentence up to *comma*, and what its participle of saying reports as another.

    "Le maire a salué l'accord, soulignant que…" gives "Le maire a salué l'accord." and "Il a
    souligné que…".  None when it is not clear who says it, and when.
    """
    tree, tokens = found.tree, found.tree.tokens
    first = comma + 1
    if tokens[first].text.lower() in {"en", "tout"}:
        first += 1 + (found.word(first + 1) == "en")
    saying = SAYINGS.get(found.word(first))
    behind = tokens[first + 1].text.lower() if first + 1 < found.end else ""
    subject = tree.subject(tree.root)
    if saying is None or subject is None or subject > tree.root or tree.root > comma:
        return None
    if (
        behind not in {"que", "qu'", ":"}
        and found.tree.text[tokens[first].end :].lstrip()[:1] not in '«“"'
    ):
        return None
    verbs = [
        i
        for i in range(comma)
        if tokens[i].features.get("VerbForm") == "Fin" and i != tree.finite(tree.root)
    ]
    if verbs and not (is_saying(tokens[tree.root].text) and min(verbs) > tree.root):
        return None  # it may be somebody else who says so
    verb, who = saying.form(tense(tree), _is_plural(tree)), subject_again(tree, subject)
    if not verb or not who:
        return None
    rest = tree.text[tokens[first].end : found.offset(found.end)].lstrip(" ")
    return written(tree.text[: tokens[comma].start]), written(f"{capital(who)} {verb} {rest}")


def _is_plural(tree: Tree) -> bool:
    verb = tree.finite(tree.root)
    return verb is not None and tree.tokens[verb].features.get("Number") == "Plur"


def tense(tree: Tree) -> str:
    """The tense of the main clause when it is told as a fact; else empty."""
    verb = tree.finite(tree.root)
    if verb is None:
        return ""
    features = tree.tokens[verb].features
    own = features.get("Tense", "")
    relations = {tree.tokens[i].relation for i in tree.children(tree.root)}
    if features.get("Mood") != "Ind" or "aux:pass" in relations:
        return ""
    if verb != tree.root and tree.tokens[verb].relation.startswith("aux"):
        return "perfect" if own == "Pres" else ""
    return {"Pres": "present", "Imp": "imperfect", "Past": "simple"}.get(own, "")
