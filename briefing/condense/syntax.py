"""French text -> its grammar: words, what they hang on, and names.  The one door to spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token as SpacyToken

_MODEL = "fr_core_news_sm"
# The model was trained on ' and plain spaces; each is one character, so offsets stay.
_PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " "})


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
        under: set[int] = {place}
        grown = True
        while grown:
            more = {i for i, each in enumerate(self.tokens) if each.head in under} - under
            grown = bool(more)
            under |= more
        return tuple(sorted(under))


def parse(texts: Sequence[str]) -> tuple[Tree, ...]:
    """The grammar of each of *texts*, one sentence each, in their order.

    Offsets are those of the text as it was given, whatever its apostrophes and spaces.
    """
    plain = [text.translate(_PLAIN) for text in texts]
    docs = _pipeline().pipe(plain)
    return tuple(Tree(text, tuple(_tokens(doc))) for text, doc in zip(texts, docs, strict=True))


def _tokens(doc: Iterable[SpacyToken]) -> Iterator[Token]:
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
