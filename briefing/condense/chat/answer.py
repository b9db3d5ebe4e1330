"""What a model answers, read: its sentences, or why there are none."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.model import Sentence

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_REFUSAL = re.compile(
    r"\s*(?:(?:je suis |i am |i['’]m )?(?:désolée?|sorry)|je ne (?:peux|suis|saurais)"
    r"|i can(?:no|['’])t|i am unable|en tant qu)",
    re.IGNORECASE,
)
_MOST_BRACES = 50  # places where the object is looked for
_MOST_PHRASES = 300


class UnusableError(Exception):
    """An answer that is none; the message is for people, *complaint* for the model, in French."""

    def __init__(self, message: str, complaint: str) -> None:
        super().__init__(message)
        self.complaint = complaint


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence as the model gave it, and the numbers of those it says it stands on."""

    text: str
    sources: tuple[int, ...]


def phrases(answer: bytes, sentences: Sequence[Sentence]) -> list[Phrase]:
    """The sentences in *answer*, or `UnusableError`: all are as they should be, or none counts."""
    numbers = {each.number for each in sentences}
    found = _object(_content(answer)).get("phrases")
    if not isinstance(found, list) or not 0 < len(found) <= _MOST_PHRASES:
        raise UnusableError("its answer holds no sentences", "la liste « phrases » manque")
    return [_phrase(each, numbers) for each in found]


def _content(answer: bytes) -> str:
    """What the model wrote, out of the envelope of the endpoint."""
    try:
        envelope = json.loads(answer.decode("utf-8-sig"))
        choice = envelope["choices"][0]
        written, ended = choice["message"]["content"], choice.get("finish_reason")
    except UnicodeDecodeError:
        raise UnusableError("its answer is not UTF-8", "elle n’est pas en UTF-8") from None
    except (ValueError, RecursionError):
        raise UnusableError("its answer is not JSON", "elle n’est pas du JSON") from None
    except (LookupError, TypeError, AttributeError):
        raise UnusableError("its answer is not that of a chat", "elle est vide") from None
    if ended == "length":
        raise UnusableError("its answer was cut off", "elle est trop longue")
    if not isinstance(written, str) or not written.strip():
        raise UnusableError("its answer is empty", "elle est vide")
    return written


def _object(written: str) -> dict[str, Any]:
    """The JSON object in *written*, which may have a fence, thoughts or talk around it."""
    text = _THOUGHTS.sub("", written)
    decoder, place = json.JSONDecoder(), -1
    for _ in range(_MOST_BRACES):
        place = text.find("{", place + 1)
        if place < 0:
            break
        try:
            found, _ = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and "phrases" in found:
            return found
    if _REFUSAL.match(text):
        raise UnusableError("it refused to answer", "vous avez refusé")
    raise UnusableError("its answer is not the JSON asked for", "ce n’est pas l’objet JSON demandé")


def _phrase(found: object, numbers: Iterable[int]) -> Phrase:
    if not isinstance(found, dict):
        raise UnusableError("its answer has a sentence that is none", "une phrase est mal formée")
    text, sources = found.get("texte"), found.get("sources")
    if not isinstance(text, str) or not text.strip() or not _is_sayable(" ".join(text.split())):
        raise UnusableError("its answer has a sentence that is none", "un « texte » est mal formé")
    whole = isinstance(sources, list) and all(type(each) is int for each in sources)
    if not whole or not sources or not set(sources) <= set(numbers):
        raise UnusableError(
            "its answer stands on sentences that the article does not have",
            "des « sources » ne sont pas des numéros de phrases de l’article",
        )
    return Phrase(" ".join(text.split()), tuple(sorted(set(sources))))


def _is_sayable(text: str) -> bool:
    """Whether *text* has letters, and no control or invisible characters."""
    hidden = any(unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co", "Cn"} for each in text)
    return not hidden and any(map(str.isalpha, text))
