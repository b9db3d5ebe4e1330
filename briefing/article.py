"""What a person gives us to read -> Article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from briefing import language, markdown, sentences
from briefing.errors import LanguageError, SourceError
from briefing.model import Article, Sentence

STDIN = "-"
LARGEST = 1_000_000  # bytes; 150,000 words, more than any article and most books
_FEWEST_WORDS = 4  # "Le pape est mort."
_LONGEST_WORD = 500  # characters; web addresses reach 300
_LONGEST_TITLE = 110  # characters; apps show 60 to 120
_SHORTEST_TITLE = 35
_TITLE_WORDS = 6  # a first sentence shorter than that is a dateline: "5 juin 2012."
_MARKDOWN = {".md", ".markdown", ".mdown"}
# Where a sentence can stop early: before these words it is whole; at a comma the reader is told,
# by an ellipsis, that it goes on.
_TITLE_END = re.compile(
    r"(?:\s*,)?\s+(?=(?:qui|dont|où|lors|alors|afin|tandis|selon|mais|car|notamment|soulignant)\b)"
    r"(?P<whole>)|\s*[,;:–—]\s+"
)
# Format characters, private use and dingbats: typography and decoration, never words.
_SILENT_CATEGORIES = {"Cf", "Co", "Cs", "Cn", "So", "Sk", "Mn", "Me"}


def read(source: str, stdin: Callable[[], bytes], *, insist: bool = False) -> Article:
    """Read the article at *source*: a path, or `-` for what *stdin* returns.

    Plain text or Markdown (by the file's ending, or its first heading); UTF-8, UTF-16 or
    Windows-1252.  *insist* takes it for French whatever it looks like.

    Raises:
        SourceError: there is nothing there that could be read aloud; the message says why.
        LanguageError: it is not French.
    """
    name = "standard input" if source == STDIN else source
    raw = stdin() if source == STDIN else _bytes(Path(source))
    if not raw.strip():
        raise SourceError(f"{name} is empty.", hint="Give a text to read.")
    if len(raw) > LARGEST:
        raise _too_long(name, len(raw))
    text, notices = _cleaned(_decoded(raw, name))
    if Path(source).suffix.lower() in _MARKDOWN or re.match(r"\s*#{1,6} \S", text):
        plain = markdown.to_plain(text)
        title, text, notices = plain.title, plain.text, (*notices, *plain.notices)
    else:
        title, text = _first_line(text)
    _check(text, name, insist=insist)
    found = sentences.split(text)
    return Article(
        title=title or headline(found),
        title_given=bool(title),
        text=text,
        sentences=found,
        language=language.FRENCH,
        origin=source,
        notices=notices,
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise _too_long(str(path), path.stat().st_size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # a pipe has no size until it is read
    except FileNotFoundError as error:
        raise SourceError(f"There is no file {path}.", hint="Check the name.") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path} is a folder.", hint="Name a file in it.") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error


def _too_long(name: str, size: int) -> SourceError:
    return SourceError(
        f"{name} is too long: {size / 1e6:.1f} MB; an article has at most {LARGEST / 1e6:.0f} MB.",
        hint="Give the article alone, or a part of it.",
    )


def _decoded(raw: bytes, name: str) -> str:
    """*raw* as text.  What is not valid UTF-8 is Windows-1252, as French files of old are."""
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"{name} is not a text.", hint="Give plain text or Markdown.") from error
    odd = sum(unicodedata.category(letter) == "Cc" and not letter.isspace() for letter in text)
    if "\0" in text or odd * 50 > len(text):
        raise SourceError(
            f"{name} is not a text: it looks like a program, a picture or a document.",
            hint="Give plain text or Markdown.",
        )
    return text


def _encoding(raw: bytes) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # UTF-16 without its mark: of two bytes of a Latin letter one is zero, always the same one.
    even, odd = raw[:2000:2].count(0), raw[1:2000:2].count(0)
    if max(even, odd) * 4 > len(raw[:2000]) and min(even, odd) * 20 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """*text* composed (NFC), with plain line ends and no characters that have no sound."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = re.sub(r"[\v\f\x85\u2028\u2029]", "\n", text)
    removed: dict[str, int] = {}
    kept = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter in "\n\t°" or category not in _SILENT_CATEGORIES | {"Cc"}:
            kept.append(letter)
        elif category in {"So", "Cc"}:
            removed[letter] = removed.get(letter, 0) + 1
            kept.append(" ")
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
    head = head.strip()
    is_title = (
        rest.strip()
        and len(head) <= _LONGEST_TITLE
        and len(head.split()) > 1
        and head[-1] not in ".,;:…-–—"
        and not rest.lstrip()[:1].islower()
    )
    return (head, rest.strip()) if is_title else ("", text.strip())


def _check(text: str, name: str, *, insist: bool) -> None:
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    if not words:
        raise SourceError(f"{name} holds no words.", hint="Give a text to read.")
    longest = max(words, key=len)
    if len(longest) > _LONGEST_WORD:
        raise SourceError(
            f"{name} is not a text: it has {len(longest)} characters without a space, from "
            f"'{longest[:20]}'."
        )
    script = language.foreign_script(text)
    if script:
        raise LanguageError(
            f"{name} is written in {script} letters; the voices read French.",
            hint="Give a French text.",
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
    first = " ".join((real or [found[0].text])[0].split()).lstrip("-–— ")
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
