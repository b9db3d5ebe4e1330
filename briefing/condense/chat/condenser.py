"""Article -> what a language model tells of it, checked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing import web
from briefing.condense import Condensed, Condenser, Cost
from briefing.condense.chat.answer import Phrase, UnusableError, phrases
from briefing.condense.chat.checked import checked
from briefing.condense.chat.endpoint import Endpoint
from briefing.condense.chat.excerpt import excerpt, unseen
from briefing.condense.chat.fitting import fitting
from briefing.condense.chat.host import Host, Post
from briefing.condense.chat.prompt import again, messages, words_wanted
from briefing.errors import NetworkError
from briefing.model import Article, Sentence


def condenser(
    endpoint: Endpoint,
    fallback: Condenser,
    *,
    post: Post = web.post,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Condenser:
    """A condenser that asks the language model at *endpoint*.

    Whatever the model answers, each utterance has passed the fact check or is one of *fallback*'s
    or a sentence of the article, and the length is that of the budget within a tenth, as far as the
    article goes.  What was replaced, and why the model was not used, is in the notices.  Calling it
    takes `endpoint.total` seconds at most, as far as `web.post` keeps to its time.

    Calling it raises:
        SettingsError: the endpoint refuses the key, or does not know the address or the model.

    """
    return _ChatCondenser(Host(endpoint, post, sleep, clock), fallback)


@dataclass(frozen=True, slots=True)
class _ChatCondenser:
    """See `condenser`."""

    host: Host
    fallback: Condenser

    def __call__(self, article: Article, budget: float, cost: Cost) -> Condensed:
        """What the model tells of *article*, checked."""
        safe = self.fallback(article, budget, cost)
        shown = excerpt(article)
        try:
            found = self._ask(article.title, shown, words_wanted(article, budget, cost))
        except UnusableError as error:
            return _without(safe, f"{error}.")
        except NetworkError as error:
            return _without(safe, str(error))
        told = checked(found, article, safe)
        if not told.utterances:
            return replace(safe, notices=(*safe.notices, *told.notices))
        utterances = fitting(told.utterances, safe.utterances, budget, cost)
        return Condensed(utterances, (*safe.notices, *unseen(article, shown), *told.notices))

    def _ask(self, title: str, sentences: Sequence[Sentence], words: int) -> list[Phrase]:
        """What the model makes of *sentences*; after a bad answer it is asked once more."""
        end = self.host.clock() + self.host.endpoint.total
        asked = messages(title, sentences, words)
        try:
            return phrases(self.host.answer(asked, words, end), sentences)
        except UnusableError as error:
            if self.host.clock() >= end:
                raise
            asked = [*asked, again(error.complaint)]
        return phrases(self.host.answer(asked, words, end), sentences)


def _without(safe: Condensed, why: str) -> Condensed:
    """*safe*, and *why* the model had no part in it."""
    notice = f"The language model was not used: {why} The article's own sentences are told."
    return replace(safe, notices=(*safe.notices, notice))
