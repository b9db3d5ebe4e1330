"""A web page -> the words of its article: the one door to trafilatura.

The page is only looked at: no script runs, nothing is fetched, no tag comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.sources import charset as charsets
from briefing.sources import markup, walls
from briefing.sources.apart import Parts
from briefing.sources.look import Look, moment
from briefing.sources.markup import Element

_HEAD = 5000  # letters in which a page says that it is one
_LONGEST_TITLE = 250  # letters
_LONGEST = 1_000_000  # letters of an article; see article.LARGEST
# Lines between the paragraphs of an article that are not of it.
_POINTER = re.compile(
    r"(?:(?:à|a)?\s*(?:lire|voir|écouter|relire|découvrir|regarder|consulter)(?: également| aussi"
    r"| la suite)?\s*(?:aussi)?\s*[:>»|(–-]"
    r"|(?:lire|voir|écouter|relire) (?:aussi|également)\b"
    r"|sur le même (?:sujet|thème)|pour aller plus loin\W*$|nos autres articles"
    r"|(?:partager|imprimer|publicité|commenter|s.abonner|newsletter|inscrivez-vous à)\b.{0,60}$"
    r"|(?:suivez|retrouvez|rejoignez)[- ]nous\b|article réservé|temps de lecture\b"
    r"|©|crédits? photo|photo :|l.article .{0,200} est apparu en premier sur)",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:par|by)\s+", re.IGNORECASE)
_BLOCKS = frozenset({"p", "head", "item", "quote", "ab"})
_LIVE = "liveblogposting"


def parts(raw: bytes, name: str, charset: str = "") -> Parts:
    """The article on the page *raw*, which its host says is written in *charset*.

    Raises:
        Withheld: there is a wall before it.
        SourceError: there is none.
    """
    from trafilatura import bare_extraction  # 0.5 s

    letters = charsets.text(raw, charset)
    root = markup.page(letters)
    if root is None:
        raise SourceError(f"{name} is an empty page.", hint="Check the address.")
    look = Look(root)
    framed = letters if "<html" in letters[:_HEAD].lower() else f"<html>{letters}</html>"
    found: Any = bare_extraction(
        framed,  # without a frame it takes nothing for a page
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Only what the page says: a year in its last line would be the first of January.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    paragraphs = list(_paragraphs(found.body)) if found is not None else []
    publisher = _publisher(look, found)
    title = _title(look, found, publisher)
    paragraphs = [each for each in paragraphs if not _same(each, title)]
    kept = [each for each in paragraphs if not _POINTER.match(each)]
    walls.check(name, look, kept)
    text = "\n\n".join(kept)
    if len(text) > _LONGEST:
        raise SourceError(
            f"{name} is too long: its text has {len(text) / 1e6:.1f} million letters.",
            hint="Give a part of it.",
        )
    return Parts(
        text=text,
        title=title,
        publisher=publisher,
        author=_author(found.author if found is not None else ""),
        published=look.published or moment(found.date if found is not None else ""),
        canonical=look.canonical,
        notices=tuple(_notices(name, look, len(paragraphs) - len(kept))),
    )


def _paragraphs(body: Element) -> Iterator[str]:
    """Paragraphs of what trafilatura found; a heading ends like a sentence."""
    for element in body.iter():
        name = markup.tag(element)
        inside = element.getparent()
        if name not in _BLOCKS or (inside is not None and markup.tag(inside) in _BLOCKS):
            continue
        for line in _lines(element):
            text = " ".join(line.split())
            if any(letter.isalnum() for letter in text):
                open_end = name == "head" and text[-1] not in ".!?…:"
                yield f"{text}." if open_end else text


def _lines(element: Element) -> list[str]:
    """The text of *element*, a line for each block in it."""
    found = [element.text or ""]
    for each in element.iterdescendants():
        name = markup.tag(each)
        if name in _BLOCKS or name == "lb":
            found.append("")
        found[-1] += each.text or ""
        after = each.tail or ""
        if name in _BLOCKS and after.strip():
            found.append("")
        found[-1] += after
    return found


def _notices(name: str, look: Look, left_out: int) -> Iterator[str]:
    if left_out > 0:
        lines = "1 line that is" if left_out == 1 else f"{left_out} lines that are"
        yield f"Left out of {name}: {lines} not of the article."
    if str(look.article.get("@type", "")).lower() == _LIVE:
        yield f"{name} is a live page: its entries are told as they stand there."


def _title(look: Look, found: object, publisher: str) -> str:
    """The headline, without the name of the site behind it."""
    told = look.article.get("headline"), look.meta.get("og:title"), getattr(found, "title", "")
    title = next((markup.plain(each) for each in told if isinstance(each, str) and each), "")
    for heading in look.root.iter("h1"):  # trafilatura cuts a title at its colon
        whole = markup.plain(heading.text or "")
        if title and whole.startswith(title) and len(whole) < _LONGEST_TITLE:
            title = whole
    for sign in (" | ", " - ", " – ", " — ", " · "):
        head, _, tail = title.rpartition(sign)
        if head and publisher and _folded(publisher) in _folded(tail):
            return head.strip()
    return title


def _publisher(look: Look, found: object) -> str:
    """The name of the site as it writes it itself; empty when it is only the name of a host."""
    publisher = look.article.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    told = look.meta.get("og:site_name"), named, getattr(found, "sitename", "")
    name = next((markup.plain(each) for each in told if isinstance(each, str) and each), "")
    return "" if len(name) > 60 or "/" in name else name  # noqa: PLR2004 - a slogan, an address


def _author(told: str | None) -> str:
    names = [_BY.sub("", each.strip()) for each in (told or "").split(";")]
    return ", ".join(dict.fromkeys(each for each in names if each))[:200]


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
