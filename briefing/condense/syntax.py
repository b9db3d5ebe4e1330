"""French text -> its grammar: words, what they hang on, and names.  The one door to spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_HELPERS = ("aux", "cop")
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj", "csubj")
_MODEL = "fr_core_news_sm"
# The model was trained on ', " and plain spaces, and takes « for a verb; each is one character, so
# offsets stay.
_PLAIN = str.maketrans(
    {"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " "} | dict.fromkeys("«»“”", '"')
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation."""

    text: str
    start: int
    """Offset in the text that was parsed."""
    end: int
    pos: str
    """Universal part of speech: NOUN, VERB, PROPN… (universaldependencies.org/u/pos)."""
    relation: str
    """Universal dependency to its head: nsubj, acl:relcl, ROOT… (…/fr/dep)."""
    head: int
    """Place of the word it hangs on; its own place for the root."""
    features: Mapping[str, str]
    """Number, Gender, Person, Tense, Mood, VerbForm… as far as known."""
    name: str
    """PER, LOC, ORG or MISC when it is part of a name; else empty."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The grammar of one sentence."""

    text: str
    tokens: tuple[Token, ...]

    def children(self, place: int) -> Iterator[int]:
        """Places of the words that hang on the one at *place*, in order."""
        return (i for i, each in enumerate(self.tokens) if each.head == place != i)

    def subtree(self, place: int) -> tuple[int, ...]:
        """The word at *place* and all that hangs on it, in order of the text."""
        return tuple(i for i in range(len(self.tokens)) if place in self.above(i))

    def above(self, place: int) -> tuple[int, ...]:
        """The word at *place*, the one it hangs on, and so on up to the root."""
        path = [place]
        while (head := self.tokens[path[-1]].head) not in path:
            path.append(head)
        return tuple(path)

    @property
    def root(self) -> int:
        """Place of the word that all others hang on."""
        return next((i for i, each in enumerate(self.tokens) if each.head == i), 0)

    def finite(self, place: int) -> int | None:
        """Place of the verb that carries person and tense for the clause of the word at *place*."""
        if not 0 <= place < len(self.tokens):
            return None
        if self.tokens[place].features.get("VerbForm") == "Fin":
            return place
        helpers = (i for i in self.children(place) if self.tokens[i].relation[:3] in _HELPERS)
        found = (i for i in helpers if self.tokens[i].features.get("VerbForm") == "Fin")
        return next(found, self._auxiliary(place))

    def _auxiliary(self, place: int) -> int | None:
        """Place of the auxiliary right before, which the model hung on an adverb between them."""
        before = place - 1
        while before > 0 and self.tokens[before].pos == "ADV":
            before -= 1
        token = self.tokens[max(before, 0)]
        is_helper = token.pos == "AUX" and token.features.get("VerbForm") == "Fin"
        return (
            before if is_helper and self.tokens[before].head in range(before, place + 1) else None
        )

    def subject(self, place: int) -> int | None:
        """Place of the subject of the word at *place*, when it has one."""
        verb = self.finite(place)
        group = {place} if verb is None else {*range(verb, place + 1), place}
        own = (
            i
            for i, each in enumerate(self.tokens)
            if each.relation in _SUBJECTS and each.head in group and i not in group
        )
        return next(own, None)

    def between(self, first: int, after: int) -> str:
        """The text of the words from *first* up to *after*, which is not part of it."""
        after = min(after, len(self.tokens))
        if first >= after:
            return ""
        return self.text[self.tokens[first].start : self.tokens[after - 1].end]


def parse(texts: Sequence[str]) -> tuple[Tree, ...]:
    """The grammar of each of *texts*, one sentence each, in their order.

    Offsets are those of the text as it was given, whatever its apostrophes and spaces.
    """
    pipeline = _pipeline()
    docs = pipeline.pipe([_whole(pipeline.make_doc(text.translate(_PLAIN))) for text in texts])
    return tuple(Tree(text, tuple(_tokens(doc))) for text, doc in zip(texts, docs, strict=True))


def _whole(doc: Doc) -> Doc:
    """*doc* as one sentence: the model would break it at a colon or a quotation."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def _tokens(doc: Doc) -> Iterator[Token]:
    for token in doc:
        yield Token(
            token.text, token.idx, token.idx + len(token), token.pos_, token.dep_,
            token.head.i, token.morph.to_dict(), token.ent_type_,
        )  # fmt: skip


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy  # half a second, as much as the model takes then

    # The lemmatizer's tables would take 3.7 s more.
    return spacy.load(_MODEL, exclude=["lemmatizer"])
