"""What stands before the first element of an XML or HTML document."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"<(?:[\w.-]{1,50}:)?([A-Za-z_][\w.-]{0,50})")


@dataclass(frozen=True, slots=True)
class Prolog:
    """The beginning of a document."""

    doctype: str
    """Its document type declaration, as it stands there; empty when there is none."""
    end: int
    """Where the first element begins, or what is none."""
    root: str
    """The name of that element in small letters, without a prefix; empty when there is none."""


def read(text: str) -> Prolog:
    """The prolog of *text*: comments, instructions and a document type, each looked at once.

    >>> read("<?xml version='1.0'?><!-- <a> --><!DOCTYPE r [<!ENTITY x 'y'>]><p:rss>")
    Prolog(doctype="<!DOCTYPE r [<!ENTITY x 'y'>]>", end=63, root='rss')
    """
    place, doctype = 0, ""
    while True:
        while place < len(text) and (text[place].isspace() or text[place] in "\ufeff\0"):
            place += 1
        if text.startswith("<!--", place):
            end = _after(text, "-->", place)
        elif text.startswith("<?", place):
            end = _after(text, "?>", place)
        elif text.startswith("<!", place):
            end = _declaration(text, place)
            doctype = doctype or text[place:end]
        else:
            match = _NAME.match(text, place)
            return Prolog(doctype, place, match[1].lower() if match else "")
        place = end


def _declaration(text: str, place: int) -> int:
    """Where the declaration at *place* ends: one with a part in brackets, behind these."""
    end, inside = text.find(">", place), text.find("[", place)
    if 0 <= inside < end:
        return _after(text, ">", _after(text, "]", inside))
    return _after(text, ">", place)


def _after(text: str, sign: str, place: int) -> int:
    found = text.find(sign, place)
    return len(text) if found < 0 else found + len(sign)
