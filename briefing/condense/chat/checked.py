"""What is left of a model's sentences after the fact check."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.condense import Condensed
from briefing.condense.chat.answer import Phrase
from briefing.condense.chat.utterances import is_told, utterance
from briefing.condense.facts import Fault, check, evidence
from briefing.model import Article, Sentence, Utterance

_LONGEST_EXCERPT = 80  # characters


def checked(phrases: Sequence[Phrase], article: Article, safe: Condensed) -> Condensed:
    """*phrases*, those that fail the fact check replaced; nothing when all of them fail."""
    known, facts = {each.number: each for each in article.sentences}, evidence(article)
    faults = [check(each.text, [known[n].text for n in each.sources], facts) for each in phrases]
    good = [phrase for phrase, wrong in zip(phrases, faults, strict=True) if not wrong]
    told = {number for phrase in good for number in phrase.sources}
    utterances: list[Utterance] = []
    notices = []
    for phrase, wrong in zip(phrases, faults, strict=True):
        standing = [known[number] for number in phrase.sources]
        instead = _instead(standing, safe, told) if wrong else [utterance(phrase.text, standing)]
        told |= {number for each in instead for number in each.sources}
        utterances += [each for each in instead if not is_told(each.text, utterances)]
        if wrong:
            notices.append(_replaced(phrase, wrong, replaced=bool(instead)))
    return Condensed(tuple(utterances) if good else (), tuple(notices))


def _instead(sources: Sequence[Sentence], safe: Condensed, told: set[int]) -> list[Utterance]:
    """What is told in place of a sentence that stood on *sources*, unless it is *told* already."""
    numbers = {each.number for each in sources}
    ready = [each for each in safe.utterances if numbers & set(each.sources)]
    if ready:
        return [each for each in ready if not set(each.sources) <= told]
    return [utterance(each.text, [each]) for each in sources[:1] if each.number not in told]


def _replaced(phrase: Phrase, faults: Sequence[Fault], *, replaced: bool) -> str:
    text = phrase.text.rstrip(".")
    if len(text) > _LONGEST_EXCERPT:
        text = f"{text[: _LONGEST_EXCERPT - 1].rstrip()}…"
    done = "replaced" if replaced else "left out"
    return f"The language model's sentence '{text}' was {done}: {faults[0]}."
