"""Marks of punctuation: what they enclose, where they part a sentence, and how a cut heals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.condense.syntax import Tree

_PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
_FINAL = ".!?…"
_SPACE = r"[ \t\u00a0\u202f\u2009]"
_DASHES = frozenset("–—")
_PARTING = frozenset(",;:")
_TRAILING = f"{_FINAL},;:–—-"  # what may stand behind the last word, one after another


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of what stands between two offsets."""

    start: int
    end: int
    text: str = ""

    def meets(self, other: Edit) -> bool:
        """Whether both change the same place."""
        return self.start < other.end and other.start < self.end


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """*text* with all of *edits*, none of which meet, written as a sentence of its own."""
    for edit in sorted(edits, key=lambda each: -each.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return written(text)


def enclosed(text: str) -> tuple[tuple[int, int], ...] | None:
    """Where quotations and parentheses lie, the outermost, with their marks.

    None when a mark lacks its partner: then nobody knows what is inside and what outside.
    """
    if "‘" in text:
        return None  # its partner is the mark of elision
    spans: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, letter in enumerate(text):
        if waiting and letter == waiting[-1][0]:
            start = waiting.pop()[1]
            if not waiting:
                spans.append((start, place + 1))
        elif letter in _PAIRS:
            waiting.append((_PAIRS[letter], place))
        elif letter == '"':
            waiting.append(('"', place))
        elif letter in _PAIRS.values():
            return None
    return None if waiting else tuple(spans)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence, its grammar, and the marks that part it."""

    tree: Tree
    spans: tuple[tuple[int, int], ...]
    """Offsets of what stands in quotation marks or parentheses."""
    joints: tuple[int, ...]
    """Places of the commas, semicolons, colons and dashes outside of them, and of the end.

    A word stands behind each but the last, and before each but a dash that opens the sentence.
    """

    @property
    def end(self) -> int:
        """Place of the first of the marks behind the last word; how many words, without one."""
        return self.joints[-1]

    def is_open(self, place: int) -> bool:
        """Whether the word at *place* stands outside of quotations and parentheses."""
        start = self.offset(place)
        return not any(left <= start < right for left, right in self.spans)

    def next_joint(self, place: int) -> int:
        """The first joint after *place*."""
        return next(joint for joint in self.joints if joint > place or joint == self.end)

    def previous_joint(self, place: int) -> int:
        """The last joint before *place*; -1 when there is none."""
        return max((joint for joint in self.joints if joint < place), default=-1)

    def word(self, place: int) -> str:
        """What stands at *place*, in small letters; empty before the start and after the end."""
        tokens = self.tree.tokens
        return tokens[place].text.lower() if 0 <= place < len(tokens) else ""

    def mark(self, place: int) -> str:
        """The mark of punctuation at *place*; empty for a word and from the end on."""
        tokens = self.tree.tokens
        if not 0 <= place < self.end or tokens[place].text[:1].isalnum():
            return ""
        return tokens[place].text

    def offset(self, place: int) -> int:
        """Where the word at *place* starts; the length of the text after the last one."""
        tokens = self.tree.tokens
        return tokens[place].start if place < len(tokens) else len(self.tree.text)

    def cuts_through(self, start: int, end: int) -> bool:
        """Whether only a part of a quotation or parenthesis lies between two offsets."""
        return any(
            start < right and left < end and not (start <= left and right <= end)
            for left, right in self.spans
        )


def frame(tree: Tree) -> Frame | None:
    """The marks that part the sentence; None when they cannot be told."""
    spans = enclosed(tree.text)
    if spans is None or not tree.tokens:
        return None
    end = len(tree.tokens)
    while end > 1 and tree.tokens[end - 1].text.strip(_TRAILING) == "":
        end -= 1
    bare = Frame(tree, spans, (end,))
    words = [i for i in range(end) if any(map(str.isalnum, tree.tokens[i].text))] or [0]
    inner = (
        i
        for i, each in enumerate(tree.tokens[: words[-1]])
        if (each.text in _DASHES or (each.text in _PARTING and i > words[0])) and bare.is_open(i)
    )
    return Frame(tree, spans, (*inner, end))


def written(text: str) -> str:
    """*text* as a sentence: a capital, one final mark, and no mark left over from what was cut.

    >>> written("le maire, , a dit  oui ,")
    'Le maire, a dit oui.'
    """
    text = re.sub(rf"{_SPACE}*([,;])(?:{_SPACE}*,)+", r"\1", text)
    text = re.sub(rf"{_SPACE}*,{_SPACE}*([;:.!?…])", r"\1" if "?" not in text else r" \1", text)
    text = re.sub(r"[ \t]+(?=[,.)\]])", "", text)
    text = re.sub(r"[ \t]{2,}", " ", text).strip(" \t\u00a0\u202f,;:–—-")
    if not text:
        return ""
    if not re.search(rf"[{_FINAL}](?:{_SPACE}?[»”\")])*$", text):
        text += "."
    return capital(text)


def capital(text: str) -> str:
    """*text* with its first letter as a capital, be it in quotation marks."""
    first = re.search(r"[^\W_]", text)
    if first is None:
        return text
    return text[: first.start()] + first.group().upper() + text[first.end() :]


def lowered(text: str, tree: Tree) -> str:
    """*text*, with which the sentence of *tree* began, to stand inside one: without its capital.

    Names keep theirs.
    """
    first = tree.tokens[0]
    is_name = (
        first.pos == "PROPN" or first.name or (not text[:2][1:].islower() and text[1:2].isalpha())
    )
    if is_name and first.pos not in {"DET", "ADP", "PRON", "SCONJ", "ADV"}:
        return text
    return text[:1].lower() + text[1:]


def without_final(text: str) -> str:
    """*text* without the mark it ends on."""
    return text.rstrip().rstrip(_FINAL).rstrip()


def joined_que(text: str) -> str:
    """*text* after the conjunction: « que la ville », « qu’il ».

    >>> joined_que("il pleut"), joined_que("la ville")
    ("qu'il pleut", 'que la ville')
    """
    mark = "’" if "’" in text else "'"
    vowel = re.match(r"[aeiouyàâäéèêëîïôöùûüœæ]|h(?:ô|is|om|ab|eu)", text, re.IGNORECASE)
    stays = re.match(r"(?:onz|oui|ouist|yaou|y[aeo])", text, re.IGNORECASE)
    return f"qu{mark}{text}" if vowel and not stays else f"que {text}"
