"""Episodes -> what a page needs to find a word in them, without a server.

A page that was opened from a disk may load scripts and nothing else, so the index is made of them,
small enough that a search loads few kilobytes: episodes are gathered in blocks, oldest first, and
of each block there is a script for each first letter of a word, and one that names its episodes.
A block that is full never changes: a new episode touches the last block only.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.model import Episode
from briefing.site import french

FOLDER = "site/search"
_CHARACTERS = 250_000  # of the transcripts in a block: its scripts then have about 4 kB each
_EPISODES = 250  # in a block: as many as have numbers of two figures, about
_LONGEST = 40  # characters of a word that are kept
_TITLE = 160  # characters of a title that a result shows
_LETTERS = string.ascii_lowercase
_DIGIT, _OTHER = "0", "_"
KEYS = (*_LETTERS, _DIGIT, _OTHER)
"""The names of a block's scripts: what a word begins with."""

COMMON = frozenset(
    "alors apres au aussi autre aux avant avec ce cela ces cet cette comme contre dans de depuis "
    "des deux dont du elle elles en encore entre est et etait ete etre eux fait il ils la le les "
    "leur leurs lors lui mais meme moins ne non nos notre nous on ont ou par pas plus pour qu que "
    "qui sa sans se selon ses si son sont sous sur tous tout toute tres un une vous y".split()
)
"""Words, as `words` gives them, that are in every transcript and are not looked for."""


class Block(NamedTuple):
    """Episodes that are searched together."""

    number: int
    episodes: tuple[Episode, ...]
    """Oldest first."""

    @property
    def version(self) -> str:
        """Other words, another version: browsers keep a script by its address."""
        digest = hashlib.sha256()
        for each in self.episodes:
            digest.update(repr((each.id, each.title, each.fingerprint)).encode())
        return digest.hexdigest()[:8]


def blocks(episodes: Sequence[Episode]) -> tuple[Block, ...]:
    """*episodes*, which are newest first, in blocks, oldest first."""
    found: list[Block] = []
    open_: list[Episode] = []
    characters = 0
    for each in reversed(episodes):
        open_.append(each)
        characters += sum(len(spoken.text) for spoken in each.transcript)
        if characters >= _CHARACTERS or len(open_) >= _EPISODES:
            found.append(Block(len(found), tuple(open_)))
            open_, characters = [], 0
    return (*found, Block(len(found), tuple(open_))) if open_ else tuple(found)


def files(block: Block) -> Iterator[tuple[str, bytes]]:
    """The scripts of *block*: their names below the output folder, and what is in them."""
    tables: dict[str, dict[str, list[str]]] = {key: {} for key in KEYS}
    for number, episode in enumerate(block.episodes):
        for word in sorted(_words_of(episode)):
            tables[_key(word)].setdefault(word, []).append(_base36(number))
    folder = f"{FOLDER}/{block.number}"
    for key, table in tables.items():
        listed = ";".join(f"{word} {' '.join(numbers)}" for word, numbers in sorted(table.items()))
        yield f"{folder}/{key}.js", _call(block.number, key, listed)
    named = [
        [each.id, french.typeset(french.shortened(each.title, _TITLE)), french.date(each.published),
         french.duration(each.seconds)]
        for each in block.episodes
    ]  # fmt: skip
    yield f"{folder}/episodes.js", _call(block.number, "episodes", named)


def words(text: str) -> list[str]:
    """The words of *text* as they are looked for: without accents, capitals and signs.

    >>> words("L’Œting d’été, à 3,5 %")
    ['l', 'oeting', 'd', 'ete', 'a', '3', '5']
    """
    plain = text.lower().replace("œ", "oe").replace("æ", "ae")
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in letters if not unicodedata.category(each).startswith("M"))
    return [word[:_LONGEST] for word in re.findall(r"[^\W_]+", plain)]


def _words_of(episode: Episode) -> set[str]:
    texts = (episode.title, *(each.text for each in episode.transcript))
    found = {word for text in texts for word in words(french.clean(text))}
    return {word for word in found - COMMON if len(word) > 1}


def _key(word: str) -> str:
    if word[0] in _LETTERS:
        return word[0]
    return _DIGIT if word[0] in string.digits else _OTHER


def _base36(number: int) -> str:
    figures = string.digits + _LETTERS
    return figures[number] if number < 36 else _base36(number // 36) + figures[number % 36]  # noqa: PLR2004 - the base


def _call(number: int, key: str, content: object) -> bytes:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'briefing.found("{number}/{key}",{written});\n'.encode()
