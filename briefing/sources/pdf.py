"""A PDF document -> its words in the order in which a person reads them: the one door to pypdfium2.

Runs in a process of its own (see `apart`): PDFium is native code, and a PDF is a program.
"""

from __future__ import annotations

from typing import Any

from briefing.errors import SourceError
from briefing.sources import columns, markup
from briefing.sources.apart import Parts
from briefing.sources.columns import Line

MOST_PAGES = 100
_LONGEST = 1_000_000  # letters of an article; see article.LARGEST
_FEWEST = 4  # words of a document that is not only pictures
_MOST_RECTANGLES = 20_000  # of a page; one of a newspaper has 1,000
_PASSWORD = 4  # FPDF_ERR_PASSWORD of fpdfview.h
_NO_TITLES = ("microsoft word", "untitled", "sans titre", "document", "sans nom")
_ENDINGS = (".doc", ".docx", ".odt", ".pdf", ".indd", ".qxd", ".qxp", ".rtf", ".txt")


def parts(raw: bytes, name: str) -> Parts:
    """The text of the PDF *raw*, without its page numbers and running heads.

    Raises:
        SourceError: it is locked, damaged, only pictures, or longer than `MOST_PAGES`.
    """
    import pypdfium2  # 0.1 s; it comes without types

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise SourceError(
                f"{name} is locked with a password.", hint="Save it without one, or give its text."
            ) from None
        raise SourceError(
            f"{name} is a PDF document that cannot be opened: it is damaged.", hint="Give its text."
        ) from None
    if len(document) > MOST_PAGES:
        raise SourceError(
            f"{name} has {len(document)} pages; at most {MOST_PAGES} are read.",
            hint="Give the pages of the article alone.",
        )
    try:
        pages = [_lines(document, number) for number in range(len(document))]
        told = document.get_metadata_value("Title")
    except pypdfium2.PdfiumError:
        raise SourceError(
            f"{name} is a PDF document with a damaged page.", hint="Give its text."
        ) from None
    return _assembled(pages, markup.plain(told), name)


def _assembled(pages: list[list[Line]], told: str, name: str) -> Parts:
    words = sum(len(line.text.split()) for page in pages for line in page)
    if words < _FEWEST:
        raise SourceError(
            f"{name} holds pictures of text, but no text: it was scanned.",
            hint="Let a program for text recognition (OCR) read it first.",
        )
    kept, dropped = columns.without_running_heads(pages)
    title = "" if _is_no_title(told) else told
    if not title and kept:
        title, kept[0] = columns.headline(kept[0])
    paragraphs = columns.paragraphs([columns.in_order(page) for page in kept])
    if paragraphs and title and _folded(paragraphs[0]) == _folded(title):
        del paragraphs[0]
    text = "\n\n".join(paragraphs)
    if len(text) > _LONGEST:
        raise SourceError(
            f"{name} is too long: its text has {len(text) / 1e6:.1f} million letters.",
            hint="Give the pages of the article alone.",
        )
    notices = []
    if dropped:
        lines = "1 line" if dropped == 1 else f"{dropped} lines"
        notices.append(f"Left out of {name}: {lines} of page numbers and running heads.")
    empty = [str(number) for number, page in enumerate(pages, 1) if not page]
    if empty:
        some = f"page {empty[0]} has" if len(empty) == 1 else f"pages {', '.join(empty)} have"
        notices.append(f"{name}: {some} no text (scanned?).")
    return Parts(text=text, title=title, notices=tuple(notices))


def _lines(document: Any, number: int) -> list[Line]:
    """The lines of a page, as far as they were set as such."""
    page = document[number]
    text = page.get_textpage()
    height = page.get_height()
    found = []
    for index in range(min(text.count_rects(), _MOST_RECTANGLES)):
        left, bottom, right, top = text.get_rect(index)
        said = text.get_text_bounded(left, bottom, right, top)
        if said.strip():
            found.append(Line(" ".join(said.split()), left, bottom, right, top, height))
    text.close()
    page.close()
    return columns.joined(found)


def _is_no_title(told: str) -> bool:
    """Whether a program, not a person, gave the document that title."""
    name = told.strip().lower()
    return (
        len(name.split()) < 2  # noqa: PLR2004 - a word
        or name.startswith(_NO_TITLES)
        or name.endswith(_ENDINGS)
    )


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
