"""What a person gives us to read -> Article."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing import genre, language, markdown, sentences, sources
from briefing.errors import BriefingError, LanguageError, SourceError
from briefing.model import Article, Sentence
from briefing.sources import charset, files
from briefing.sources.charset import Kind
from briefing.sources.document import Document, Form

STDIN = sources.STDIN
LARGEST = sources.LARGEST  # bytes of a text
MOST_LINES = 20_000_000  # bytes of a text that is only to be said, line by line
_FEWEST_WORDS = 4  # "Le pape est mort."
_LONGEST_WORD = 500  # characters; web addresses reach 300
_LONGEST_TITLE = 110  # characters; apps show 60 to 120
_SHORTEST_TITLE = 35
_TITLE_WORDS = 6  # a first sentence shorter than that is a dateline: "5 juin 2012."
# Where a sentence can stop early: before these words it is whole; at a comma the reader is told,
# by an ellipsis, that it goes on.
_TITLE_END = re.compile(
    r"(?: ?,)? (?=(?:qui|dont|où|lors|alors|afin|tandis|selon|mais|car|notamment|soulignant)\b)"
    r"(?P<whole>)| ?[,;:–—] "
)
# A heading or front matter says that a text without a name is Markdown all the same.
_LOOKS_LIKE_MARKDOWN = re.compile(r"\s*(?:#{1,6} \S|---\s*\n\s*[\w-]+\s*:)")
_DASH = re.compile(r"\A(?:[-–—] ?(?!\d))+")  # before a figure it is a minus
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
    """Read the one article at *source*: see `read_all`.

    Raises:
        SourceError: as there, or there are several.
    """
    found = read_all([source], stdin, insist=insist)
    if len(found) > 1:
        raise SourceError(
            f"{sources.shown(source)} holds {len(found)} articles.", hint="Name one of them."
        )
    return found[0]


def read_all(
    given: Sequence[str],
    stdin: Callable[[], bytes],
    *,
    insist: bool = False,
    strict: bool = False,
    fetch: Callable[[], sources.Fetcher] = sources.fetcher,
) -> tuple[Article, ...]:
    """The articles at *given*, for one bulletin: their sentences are numbered through.

    Each is a path, a folder, a pattern, an address or `-`: see `sources.find`.  Plain text or
    Markdown (by the file's ending, a heading or front matter at its start) may be UTF-8, UTF-16 or
    Windows-1252.  *insist* takes all for French whatever it looks like, as long as its letters are
    Latin.  An article of a folder or a feed, or a page among several sources, that cannot be read
    is left out with a notice, as long as another one can; *strict* makes it an error.

    Raises:
        SourceError: there is nothing there that could be read aloud; the message says why.
        LanguageError: it is not French.
        NetworkError: a page could not be fetched.
    """
    if twice := [source for source, count in Counter(given).items() if count > 1]:
        raise SourceError(
            f"{sources.shown(twice[0])} is given twice.", hint="Name each source once."
        )
    reader = _Reader(stdin, functools.cache(fetch), insist=insist, strict=strict)
    found = [article for source in given for article in reader.read(source, alone=len(given) == 1)]
    if not found:
        raise reader.errors[0]
    if reader.errors:
        left_out = tuple(f"Left out: {error}" for error in reader.errors)
        found[0] = replace(found[0], notices=(*left_out, *found[0].notices))
    return numbered(found)


def numbered(found: Sequence[Article]) -> tuple[Article, ...]:
    """The articles *found*, each counted from 1, with their sentences numbered through."""
    count, through = 0, []
    for article in found:
        moved = (replace(each, number=each.number + count) for each in article.sentences)
        through.append(replace(article, sentences=tuple(moved)))
        count += len(article.sentences)
    return tuple(through)


class _Reader:
    """Reads sources one after the other, and remembers what could not be read."""

    def __init__(
        self,
        stdin: Callable[[], bytes],
        fetch: Callable[[], sources.Fetcher],
        *,
        insist: bool,
        strict: bool,
    ) -> None:
        self._stdin, self._fetch = stdin, fetch
        self._insist, self._strict = insist, strict
        self.errors: list[BriefingError] = []

    def read(self, source: str, *, alone: bool) -> list[Article]:
        """The articles at *source*, which may be all that was given."""
        before, found = len(self.errors), []
        try:
            documents = list(sources.find(source, self._stdin, self._fetch, self._miss))
            for document in documents:
                try:
                    found.append(of_document(document, insist=self._insist))
                except SourceError as error:
                    if len(documents) == 1:
                        raise
                    self._miss(error)
        except BriefingError as error:
            if alone or self._strict or not sources.is_address(source):
                raise
            if error not in self.errors:
                self.errors.append(error)
        if alone and not found:
            raise self.errors[before]
        return found

    def _miss(self, error: BriefingError) -> None:
        if self._strict:
            raise error
        self.errors.append(error)


def of_document(document: Document, *, insist: bool = False) -> Article:
    """The article that *document* holds, its sentences counted from 1.

    Raises:
        SourceError: nothing of it could be read aloud.
        LanguageError: it is not French.
    """
    name = document.name
    text, notices = _cleaned(_letters(document.text, name))
    notices = (*document.notices, *notices)
    if not text.strip() and not notices:
        raise SourceError(f"{name} is empty.", hint="Give a text to read.")
    kind = genre.of(text)
    title, publisher = document.title, document.publisher
    if document.form is Form.PROSE:
        title, text = " ".join(_cleaned(title)[0].split()), text.strip()
    elif document.form is Form.MARKDOWN or _LOOKS_LIKE_MARKDOWN.match(text):
        plain = markdown.to_plain(text)
        title, (text, more) = plain.title, _cleaned(plain.text)  # &#x1F389; is an emoji now
        notices = (*notices, *plain.notices, *more)
        publisher = plain.publisher
    else:
        title, text = _first_line(text)
    if kind == "a table":
        raise SourceError(
            f"{name} looks like a table, which cannot be told.", hint="Give its text in sentences."
        )
    _check(text, name, insist=insist)
    found = sentences.split(text)
    return Article(
        title=title or headline(found),
        title_given=bool(title),
        text=text,
        sentences=found,
        language=language.FRENCH,
        origin=document.origin,
        notices=(*notices, *_odd(name, kind, found)),
        publisher=publisher or _agency(text),
        url=document.url,
        published=document.published,
        author=document.author,
    )


def lines(source: str, stdin: Callable[[], bytes]) -> list[str]:
    """The lines of any text at *source*, as they stand there, for who wants no article of it.

    Raises:
        SourceError: it cannot be read, or is no text, or longer than `MOST_LINES` bytes.
    """
    name = "standard input" if source == STDIN else files.printable(source)
    raw = stdin() if source == STDIN else files.content(source, name, lambda _: MOST_LINES)
    if len(raw) > MOST_LINES:
        raise files.too_long(name, len(raw), MOST_LINES)
    kind = charset.kind(raw)
    if kind is not Kind.TEXT:
        raise SourceError(f"{name} is {kind.value}.", hint="Give its words as text.")
    text = _letters(charset.text(raw), name).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n") if text else []


def _letters(text: str, name: str) -> str:
    """*text*, if it is one."""
    odd = sum(
        letter == charset.UNREADABLE
        or (unicodedata.category(letter) == "Cc" and not letter.isspace())
        for letter in text
    )
    if "\0" in text or odd * 20 > len(text):
        raise SourceError(
            f"{name} is not a text: it looks like a program, a picture or a document.",
            hint="Give plain text or Markdown.",
        )
    return text


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
