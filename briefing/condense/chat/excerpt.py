"""As much of an article as a model can be given."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Article, Sentence

_LONGEST_ARTICLE = 24_000  # characters; small models hold little more, and forget quietly


def excerpt(article: Article) -> tuple[Sentence, ...]:
    """As many of its first sentences as a model can be given, at least one."""
    length = 0
    shown: list[Sentence] = []
    for sentence in article.sentences:
        length += len(sentence.text)
        if shown and length > _LONGEST_ARTICLE:
            break
        shown.append(sentence)
    return tuple(shown)


def unseen(article: Article, shown: Sequence[Sentence]) -> tuple[str, ...]:
    """A notice when a model was given only those *shown* of the sentences of *article*."""
    if len(shown) == len(article.sentences):
        return ()
    first, whole = len(shown), len(article.sentences)
    return (f"The language model was given the first {first} of {whole} sentences.",)
