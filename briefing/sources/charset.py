"""Bytes -> what kind of document they are, and the letters they stand for."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from briefing.sources import prolog

UNREADABLE = "\ufffd"
_HEAD = 2000  # bytes in which a document says what it is
# What a page or an XML document says of itself, in letters that all such encodings share.
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,30})"""
    rb"""|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.IGNORECASE,
)
_SCANNED = 100_000  # bytes; browsers look at 1,024, some pages put scripts before
_HTML = frozenset({"html", "head", "body", "title", "article"})  # others begin Markdown too
# Encodings of Europe; Python has others, some of them slow, some of them none of letters.
_EUROPEAN = re.compile(r"utf-(?:8|16|32)|cp125|iso8859-|koi8-|mac-")


class Kind(StrEnum):
    """What bytes are, by their beginning; names of files and hosts' claims are not trusted."""

    TEXT = "text"
    PDF = "a PDF document"
    HTML = "a web page"
    FEED = "a feed"
    OPML = "an OPML list"
    XML = "an XML document"
    RTF = "an RTF document"


def kind(raw: bytes) -> Kind:
    """What *raw* is.

    >>> kind(b"%PDF-1.7 ..."), kind(b"<?xml version='1.0'?><rss>"), kind(b"Le pape est mort.")
    (<Kind.PDF: 'a PDF document'>, <Kind.FEED: 'a feed'>, <Kind.TEXT: 'text'>)
    """
    if b"%PDF-" in raw[:1024]:  # as readers do: some have a few bytes before it
        return Kind.PDF
    if raw.lstrip().startswith(rb"{\rtf"):
        return Kind.RTF
    head = raw[:_HEAD].decode(encoding(raw[:_HEAD]), "replace").lstrip("\ufeff \t\r\n\0")
    if not head.startswith("<"):
        return Kind.TEXT
    start = prolog.read(head)
    if start.end >= len(head):  # a long comment, a licence perhaps
        start = prolog.read(raw[:_SCANNED].decode(encoding(raw[:_HEAD]), "replace"))
    if start.root in {"rss", "feed", "rdf"}:
        return Kind.FEED
    if start.root == "opml":
        return Kind.OPML
    if start.root in _HTML or start.doctype[:14].lower() == "<!doctype html":
        return Kind.HTML
    return Kind.XML if head.startswith("<?xml") else Kind.TEXT


def text(raw: bytes, claimed: str = "") -> str:
    """The letters of *raw*, which its host says are *claimed*; what makes no sense is U+FFFD.

    What is good UTF-8 with accents is UTF-8, whatever anybody claims; then the claims count that
    fit, the host's first, then the document's own.
    """
    best = encoding(raw)
    if best == "cp1252" or (best == "utf-8" and raw.isascii()):
        declared = _DECLARED.search(raw[:_SCANNED])
        inside = (declared[1] or declared[2]).decode("ascii") if declared else ""
        for name in (claimed, inside):
            decoded = _as(raw, name)
            if decoded is not None:
                return decoded
    return raw.decode(best, "replace")


def _as(raw: bytes, name: str) -> str | None:
    """*raw* in the encoding *name*; None when that is none, or does not fit."""
    try:
        # https://encoding.spec.whatwg.org/#names-and-labels: who says Latin-1 means Windows-1252
        known = codecs.lookup(name).name
        if not _EUROPEAN.match(known) and known != "ascii":
            return None
        latin = known in {"iso8859-1", "ascii"}
        decoded = raw.decode("cp1252" if latin else known, "strict")
    except (LookupError, UnicodeError, ValueError):
        return None
    return decoded


def encoding(raw: bytes) -> str:
    """What is not UTF-8 is Windows-1252, as French files of old are."""
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # UTF-16 without its mark: of two bytes of a Latin letter one is zero, always the same one.
    even, odd = raw[:2000:2].count(0), raw[1:2000:2].count(0)
    if max(even, odd) * 4 > len(raw[:2000]) and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    # A file that was cut inside a letter is UTF-8 still; in Windows-1252 next to no French letters
    # happen to make sense as UTF-8.
    decoded = raw.decode("utf-8", "replace")
    wrong = decoded.count(UNREADABLE)
    right = sum(not letter.isascii() for letter in decoded) - wrong
    return "cp1252" if wrong > right else "utf-8"
