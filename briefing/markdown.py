"""Markdown -> the text a person would read out, and its title: the one door to markdown-it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

# Its first line is a setting: a rule above a text and one below it are no front matter.
_FRONT_MATTER = re.compile(
    r"\A(?:---(?=\s*\n\s*[\w-]+\s*:)|\+\+\+(?=\s*\n\s*[\w-]+\s*=))[^\S\n]*\n"
    r"(.*?)\n(?:---|\.\.\.|\+\+\+)[^\S\n]*(?:\n|\Z)",
    re.DOTALL,
)
_VALUE = r"[^\S\n]*[:=][^\S\n]*(.+?)[^\S\n]*$"
_TITLE = re.compile(rf"^title{_VALUE}", re.MULTILINE | re.IGNORECASE)
_PUBLISHER = re.compile(rf"^(?:source|publisher|site){_VALUE}", re.MULTILINE | re.IGNORECASE)
# Footnotes are no CommonMark: their marks would be read aloud, and a note of one word be lost.
# As items of a list, the notes are paragraphs of their own.
_NOTE = re.compile(r"(?m)^(?P<note>\[\^[^\]\s]+\]:)|\[\^[^\]\s]+\]")
# 10<sup>6</sup> without its tags would be 106.
_SUP = re.compile(r"</?sup\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SILENT = {
    "fence": "a block of code",
    "code_block": "a block of code",
    "html_block": "a block of HTML",
    "table_open": "a table",
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A Markdown text as plain paragraphs, set apart by blank lines."""

    title: str
    """From the front matter, else the first heading; empty when there is neither."""
    text: str
    notices: tuple[str, ...]
    """What cannot be read aloud and was left out, with line numbers."""
    publisher: str = ""
    """The paper or agency, when the front matter names it (`source`, `publisher` or `site`)."""


def to_plain(source: str) -> Plain:
    r"""Read *source* as CommonMark with tables.

    Every word of prose stays; marks of emphasis and addresses of links go; code, tables, images
    and HTML are left out, and each is named in the notices.

    >>> plain = to_plain("# Le titre\n\nUn *mot* et un [lien](http://a.fr).\n\n```\nx\n```")
    >>> plain.title, plain.text, plain.notices
    ('Le titre', 'Un mot et un lien.', ('Left out: a block of code (line 5).',))
    """
    from markdown_it import MarkdownIt  # 0.05 s, and only for Markdown

    match = _FRONT_MATTER.match(source)
    body = source[match.end() :] if match else source
    reader = _Reader(source[: match.end()].count("\n") if match else 0)
    commonmark = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.read(commonmark.parse(_NOTE.sub(lambda mark: "-" if mark["note"] else "", body)))
    title = _given(_TITLE, match[1]) if match else ""
    paragraphs = reader.paragraphs
    if paragraphs and paragraphs[0].heading and title in {"", paragraphs[0].text}:
        title = paragraphs.pop(0).text
    text = "\n\n".join(each.said for each in paragraphs)
    publisher = _given(_PUBLISHER, match[1]) if match else ""
    return Plain(title, text, tuple(reader.notices), publisher)


def _given(key: re.Pattern[str], matter: str) -> str:
    """What a front matter has for *key*, without the quotes around it."""
    match = key.search(matter)
    title = " ".join(match[1].split()) if match else ""
    if len(title) > 1 and title[0] == title[-1] and title[0] in "\"'":
        title = title[1:-1].replace('\\"', '"').replace("''", "'")
    return title if any(letter.isalnum() for letter in title) else ""


@dataclass(slots=True)
class _Paragraph:
    text: str
    heading: bool

    @property
    def said(self) -> str:
        """A heading ends like a sentence, or it would run into the next one."""
        open_end = self.heading and self.text[-1] not in ".!?…:"
        return f"{self.text}." if open_end else self.text


class _Reader:
    """Walks over the tokens of a document once."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self.paragraphs: list[_Paragraph] = []
        self.notices: list[str] = []

    def read(self, tokens: list[Token]) -> None:
        until = ""  # inside something silent: the token that closes it
        heading = False
        for token in tokens:
            if until:
                until = "" if token.type == until else until
            elif token.type in _SILENT:
                self._leave_out(_SILENT[token.type], token)
                until = "table_close" if token.type == "table_open" else ""
            elif token.type == "heading_open":
                heading = True
            elif token.type == "inline":
                self._add(token, heading=heading)
                heading = False

    def _add(self, token: Token, *, heading: bool) -> None:
        text = " ".join(self._words(token).split())
        if any(letter.isalnum() for letter in text):
            self.paragraphs.append(_Paragraph(text, heading))

    def _words(self, token: Token) -> str:
        words, breaks, raised = [], 0, False
        for child in token.children or ():
            if child.type in {"text", "code_inline"}:
                words.append(child.content.translate(_RAISED) if raised else child.content)
            elif child.type == "html_inline" and _SUP.match(child.content):
                raised = not child.content.startswith("</")
            elif child.type in {"softbreak", "hardbreak"}:
                words.append(" ")
                breaks += 1
            elif child.type == "html_inline" and child.content.startswith("<br"):
                words.append(" ")
            elif child.type == "image":
                self._leave_out(f"the picture '{child.content}'", token, breaks)
        return "".join(words)

    def _leave_out(self, what: str, token: Token, below: int = 0) -> None:
        line = self._offset + (token.map[0] if token.map else 0) + below + 1
        self.notices.append(f"Left out: {what} (line {line}).")
