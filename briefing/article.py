"""What a person gives us to read -> Article."""

from __future__ import annotations

import codecs
import os
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from briefing import genre, language, markdown, sentences
from briefing.errors import LanguageError, SourceError
from briefing.model import Article, Sentence

STDIN = "-"
LARGEST = 1_000_000  # bytes; 150,000 words, more than any article and most books
MOST_LINES = 20_000_000  # bytes of a text that is only to be said, line by line
_FEWEST_WORDS = 4  # "Le pape est mort."
_LONGEST_WORD = 500  # characters; web addresses reach 300
_LONGEST_TITLE = 110  # characters; apps show 60 to 120
_SHORTEST_TITLE = 35
_TITLE_WORDS = 6  # a first sentence shorter than that is a dateline: "5 juin 2012."
_MARKDOWN = {".md", ".markdown", ".mdown"}
# Where a sentence can stop early: before these words it is whole; at a comma the reader is told,
# by an ellipsis, that it goes on.
_TITLE_END = re.compile(
    r"(?: ?,)? (?=(?:qui|dont|où|lors|alors|afin|tandis|selon|mais|car|notamment|soulignant)\b)"
    r"(?P<whole>)| ?[,;:–—] "
)
# A heading or front matter says that a text without a name is Markdown all the same.
_LOOKS_LIKE_MARKDOWN = re.compile(r"\s*(?:#{1,6} \S|---\s*\n\s*[\w-]+\s*:)")
# What starts with one of these holds words, but not to be read as they stand.
_DOCUMENTS = {
    b"%pdf-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"<!doctype": "a web page (HTML)",
    b"<html": "a web page (HTML)",
    b"<?xml": "an XML document",
}
_UNREADABLE = "\ufffd"
_DASH = re.compile(r"\A(?:[-–—] ?(?!\d))+")  # before a figure it is a minus
_ADDRESS = re.compile(r"[a-z]+://", re.IGNORECASE)
_PATIENCE = 3.0  # seconds for somebody to open the other end of a named pipe
# Format characters, private use and dingbats: typography and decoration, never words.
_SILENT_CATEGORIES = {"Cf", "Co", "Cs", "Cn", "So", "Sk", "Mn", "Me"}
_KEPT = frozenset("\n\t°^`")  # of these: layout, a degree, and marks that Markdown reads
# Letters in disguise, as copied from a PDF or made for show: ligatures, full width, bold.
_DISGUISED = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")
_TERMINAL = re.compile("\x1b\\[[0-9;?]*[ -/]*[@-~]")  # colours of a terminal
# An accent of its own is a badly typed apostrophe: l´État, l`État.
_ACCENT = re.compile(r"(?<=\w)[`´](?=\w)")
_AGENCIES = {
    "AFP": "l’Agence France-Presse", "Reuters": "Reuters", "AP": "l’agence Associated Press",
    "ATS": "l’Agence télégraphique suisse", "Belga": "l’agence Belga", "EFE": "l’agence EFE",
    "dpa": "l’agence allemande DPA", "Xinhua": "l’agence Chine nouvelle",
}  # fmt: skip
_DATELINE = re.compile(rf"\s*[A-ZÀ-Þ][^.!?\n]{{0,60}}?\s\(({'|'.join(_AGENCIES)})\)\s*[-–—]\s")
_SIGNS = {ord("№"): "n°", ord("℃"): "°C"}


def read(source: str, stdin: Callable[[], bytes], *, insist: bool = False) -> Article:
    """Read the article at *source*: a path, or `-` for what *stdin* returns.

    Plain text or Markdown (by the file's ending, a heading or front matter at its start); UTF-8,
    UTF-16 or Windows-1252.  *insist* takes it for French whatever it looks like, as long as its
    letters are Latin.

    Raises:
        SourceError: there is nothing there that could be read aloud; the message says why.
        LanguageError: it is not French.
    """
    origin = os.fsencode(source).decode("utf-8", "replace")  # a file's name may be any bytes
    name = "standard input" if source == STDIN else origin
    raw = stdin() if source == STDIN else _bytes(source, name, LARGEST)
    if len(raw) > LARGEST:
        raise _too_long(name, len(raw), LARGEST)
    text, notices = _cleaned(_decoded(raw, name))
    if not text.strip() and not notices:
        raise SourceError(f"{name} is empty.", hint="Give a text to read.")
    kind = genre.of(text)
    if Path(source).suffix.lower() in _MARKDOWN or _LOOKS_LIKE_MARKDOWN.match(text):
        plain = markdown.to_plain(text)
        title, (text, more) = plain.title, _cleaned(plain.text)  # &#x1F389; is an emoji now
        notices = (*notices, *plain.notices, *more)
        publisher = plain.publisher or _agency(text)
    else:
        title, text = _first_line(text)
        publisher = _agency(text)
    if kind == "a table":
        raise SourceError(
            f"{name} looks like a table, which cannot be told.", hint="Give its text in sentences."
        )
    _check(text, name, insist=insist)
    found = sentences.split(text)
    notices = (*notices, *_odd(name, kind, found))
    return Article(
        title=title or headline(found),
        title_given=bool(title),
        text=text,
        sentences=found,
        language=language.FRENCH,
        origin=origin if source == STDIN else Path(origin).name,
        notices=notices,
        publisher=publisher,
    )


def read_all(
    sources: Sequence[str], stdin: Callable[[], bytes], *, insist: bool = False
) -> tuple[Article, ...]:
    """The articles at *sources*, for one bulletin: their sentences are numbered through.

    Raises:
        SourceError: as `read`, or one of them is given twice.
    """
    if twice := [source for source, count in Counter(sources).items() if count > 1]:
        raise SourceError(f"{twice[0]} is given twice.", hint="Name each source once.")
    articles, count = [], 0
    for source in sources:
        found = read(source, stdin, insist=insist)
        numbered = (replace(each, number=each.number + count) for each in found.sentences)
        articles.append(replace(found, sentences=tuple(numbered)))
        count += len(found.sentences)
    return tuple(articles)


def lines(source: str, stdin: Callable[[], bytes]) -> list[str]:
    """The lines of any text at *source*, as they stand there, for who wants no article of it.

    Raises:
        SourceError: it cannot be read, or is no text, or longer than `MOST_LINES` bytes.
    """
    name = "standard input" if source == STDIN else source
    raw = stdin() if source == STDIN else _bytes(source, name, MOST_LINES)
    if len(raw) > MOST_LINES:
        raise _too_long(name, len(raw), MOST_LINES)
    text = _decoded(raw, name).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n") if text else []


def _bytes(source: str, name: str, largest: int) -> bytes:
    if not source or "\0" in source:
        raise SourceError(f"{name!r} is no name of a file.", hint="Name a file, or give - .")
    path = Path(source)
    try:
        if path.is_file() and path.stat().st_size > largest:
            raise _too_long(name, path.stat().st_size, largest)
        if path.is_fifo():
            return _piped(path, name, largest)
        with path.open("rb") as file:
            return file.read(largest + 1)  # a device has no size, and perhaps no end
    except FileNotFoundError as error:
        if _ADDRESS.match(name):
            raise SourceError(
                f"{name} is an address; only files are read.",
                hint="Save the text of the page in a file, and give that.",
            ) from error
        raise SourceError(f"There is no file {name}.", hint="Check the name.") from error
    except IsADirectoryError as error:
        raise SourceError(f"{name} is a folder.", hint="Name a file in it.") from error
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from error


def _piped(path: Path, name: str, largest: int) -> bytes:
    """What comes through a named pipe; just opening it would wait for a writer for ever."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(pipe, "rb") as file:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                first = os.read(pipe, 1)
                connected = bool(first)
            except BlockingIOError:  # somebody is there who has not written yet
                first, connected = b"", True
            if connected:
                os.set_blocking(pipe, True)
                return first + file.read(largest)
            time.sleep(0.02)
    raise SourceError(f"{name} is a pipe that nobody writes to.", hint="Give a file, or -.")


def _too_long(name: str, size: int, largest: int) -> SourceError:
    # No more of a pipe or a device is read than shows that it is too long.
    amount = f" {size / 1e6:.1f} MB;" if size > largest + 1 else ""
    return SourceError(
        f"{name} is too long:{amount} at most {largest / 1e6:.0f} MB are read.",
        hint="Give the article alone, or a part of it.",
    )


def _decoded(raw: bytes, name: str) -> str:
    """*raw* as text; a byte here and there that makes no sense becomes U+FFFD."""
    head = raw[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for start, kind in _DOCUMENTS.items():
        if head.startswith(start):
            raise SourceError(f"{name} is {kind}.", hint="Give its words as text or Markdown.")
    text = raw.decode(_encoding(raw), "replace")
    odd = sum(
        letter == _UNREADABLE or (unicodedata.category(letter) == "Cc" and not letter.isspace())
        for letter in text
    )
    if "\0" in text or odd * 20 > len(text):
        raise SourceError(
            f"{name} is not a text: it looks like a program, a picture or a document.",
            hint="Give plain text or Markdown.",
        )
    return text


def _encoding(raw: bytes) -> str:
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
    text = raw.decode("utf-8", "replace")
    wrong = text.count(_UNREADABLE)
    right = sum(not letter.isascii() for letter in text) - wrong
    return "cp1252" if wrong > right else "utf-8"


def _cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* composed (NFC), with plain line ends and no characters that have no sound."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"[\v\f\x85\u2028\u2029]", "\n", text)
    text = _DISGUISED.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = _ACCENT.sub("’", _TERMINAL.sub("", text)).translate(_SIGNS)
    removed: dict[str, int] = {}
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter in _KEPT or category not in _SILENT_CATEGORIES | {"Cc"}:
            kept.append(letter)
        elif category in {"So", "Cc"}:
            removed[letter] = removed.get(letter, 0) + 1
            kept.append(" " if category == "So" else "")  # a stray control may stand in a word
    if not removed:
        return "".join(kept), ()
    shown = " ".join(
        letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in list(removed)[:8]
    )
    count = sum(removed.values())
    plural = "characters that have" if count > 1 else "character that has"
    return "".join(kept), (f"Left out: {count} {plural} no sound ({shown}).",)


def _first_line(text: str) -> tuple[str, str]:
    """The title of a plain text, when its first line is one, and the rest."""
    head, _, rest = text.strip().partition("\n")
    title = " ".join(head.split())
    goes_on = rest.lstrip()[:1].islower() or (
        bool(rest.partition("\n")[0].strip()) and sentences.wrapped(text)
    )
    is_title = (
        rest.strip()
        and not goes_on
        and len(title) <= _LONGEST_TITLE
        and len(title.split()) > 1
        and title.rstrip("»”\"’' ")[-1:] not in (*".,;:…-–—", "")  # « a full stop inside. »
    )
    return (title, rest.strip()) if is_title else ("", text.strip())


def _odd(name: str, kind: str, found: tuple[Sentence, ...]) -> tuple[str, ...]:
    """What the user should know of a text that is no article in French prose."""
    notices = []
    if kind:
        notices.append(f"{name} looks like {kind}, not like an article; it is told as it stands.")
    foreign = [each for each in found if language.is_english(each.text)]
    if foreign:
        some = "1 sentence seems" if len(foreign) == 1 else f"{len(foreign)} sentences seem"
        notices.append(f"{some} to be in English: '{foreign[0].text[:60].strip()}'.")
    return tuple(notices)


def _agency(text: str) -> str:
    """The agency that a dateline names: "PARIS, 5 juin (AFP) - ..."."""
    match = _DATELINE.match(text)
    return _AGENCIES[match[1]] if match else ""


def _check(text: str, name: str, *, insist: bool) -> None:
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    if not words:
        raise SourceError(f"{name} holds no words to read.", hint="Give a text to read.")
    script = language.foreign_script(text)
    if script:
        raise LanguageError(
            f"{name} is in {script} letters; the voices read French.", hint="Give a French text."
        )
    longest = max(words, key=len)
    if len(longest) > _LONGEST_WORD:
        raise SourceError(
            f"{name} is not a text: it has {len(longest)} characters without a space, from "
            f"'{longest[:20]}'."
        )
    if len(words) < _FEWEST_WORDS:
        raise SourceError(
            f"{name} is too short: {len(words)} {'word' if len(words) == 1 else 'words'}.",
            hint="Give at least a sentence.",
        )
    found = language.FRENCH if insist else language.identify(text)
    if found != language.FRENCH:
        raise LanguageError(
            f"{name} is in {language.NAMES[found]}, it seems; the voices read French.",
            hint="If it is French all the same, insist with --language fr.",
        )


def headline(found: tuple[Sentence, ...]) -> str:
    """A title in the article's own words: the beginning of its first real sentence.

    >>> headline(sentences.split("Le président a salué, hier soir à Paris, le travail des équipes "
    ...     "de secours qui ont sauvé douze personnes dans la vallée, selon la préfecture."))
    'Le président a salué, hier soir à Paris, le travail des équipes de secours'
    """
    real = [each.text for each in found if len(each.text.split()) >= _TITLE_WORDS]
    first = _DASH.sub("", " ".join((real or [found[0].text])[0].split()))
    if len(first) <= _LONGEST_TITLE:
        return first.rstrip(". ")
    ends = [
        end
        for end in _TITLE_END.finditer(first)
        if _SHORTEST_TITLE <= end.start() <= _LONGEST_TITLE
    ]
    if ends:
        title = first[: ends[-1].start()]
        return title if ends[-1]["whole"] is not None else f"{title}…"
    return first[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"
