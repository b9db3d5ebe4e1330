"""What a page says in French of times, dates and sizes, and which characters it can hold."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
# HTML has no controls but tab and line feed, no halves of surrogate pairs and no noncharacters
# (https://infra.spec.whatwg.org/#noncharacter).  The marks that turn the direction of all that
# follows go too: one left open in a title would turn the page around it.
_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NOT_ON_A_PAGE = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef{_PLANES}]"
)
_BLANKS = re.compile("[ \t\n\r\u2028\u2029]+")
# As the Imprimerie nationale sets them ("Lexique des règles typographiques").
_WIDE = re.compile("(?<=«) | (?=[»:])")
_NARROW = re.compile(" (?=[;!?%€])")


def clean(text: str) -> str:
    r"""*text* on one line, without the characters that a page cannot hold.

    >>> clean("a\x00b\u202e \n c\ud800")
    'ab c'
    """
    return _BLANKS.sub(" ", _NOT_ON_A_PAGE.sub("", _BLANKS.sub(" ", text))).strip()


def typeset(text: str) -> str:
    r"""*text*, cleaned; no line of it can begin with a double sign, or end with an opening quote.

    >>> typeset("« Quoi ? »")
    '«\xa0Quoi\u202f?\xa0»'
    """
    wide = _WIDE.sub("\N{NO-BREAK SPACE}", clean(text))
    return _NARROW.sub("\N{NARROW NO-BREAK SPACE}", wide)


def shortened(text: str, limit: int) -> str:
    """*text*, cleaned, in at most *limit* characters; an ellipsis says that there was more."""
    text = clean(text)
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def long_date(moment: dt.datetime) -> str:
    """The day of *moment* where it was published.

    >>> long_date(dt.datetime(2026, 11, 1))
    'dimanche 1er novembre 2026'
    """
    return f"{_DAYS[moment.weekday()]} {date(moment)}"


def date(moment: dt.datetime) -> str:
    """The day of *moment* without its name: `1er novembre 2026`."""
    day = "1er" if moment.day == 1 else f"{moment.day}"
    return f"{day} {_MONTHS[moment.month - 1]} {moment.year}"


def month(number: int) -> str:
    """The name of a month, counted from 1."""
    return _MONTHS[number - 1]


def duration(seconds: float) -> str:
    r"""How long something lasts, as people read it.

    >>> [duration(each).replace("\xa0", " ") for each in (9.6, 61, 120, 3725)]
    ['10 s', '1 min 1 s', '2 min', '1 h 2 min']
    """
    whole = max(1, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [f"{hours}\N{NO-BREAK SPACE}h"] if hours else []
    if minutes:
        parts.append(f"{minutes}\N{NO-BREAK SPACE}min")
    if rest and not hours:
        parts.append(f"{rest}\N{NO-BREAK SPACE}s")
    return " ".join(parts)


def iso_duration(seconds: float) -> str:
    """The same for programs: what HTML's `time` takes.

    >>> iso_duration(61.4)
    'PT61S'
    """
    return f"PT{max(1, round(seconds))}S"


def clock(seconds: float) -> str:
    """A moment of an episode; whole seconds, cut off.

    >>> clock(83.9), clock(3671)
    ('1:23', '1:01:11')
    """
    whole = int(seconds)
    minutes = f"{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{whole // 3600}:{minutes}" if whole >= 3600 else minutes.removeprefix("0")  # noqa: PLR2004 - an hour


def size(count: int) -> str:
    r"""The size of a file of *count* bytes.

    >>> size(739_200).replace("\xa0", " "), size(1_149_000).replace("\xa0", " ")
    ('739 ko', '1,1 Mo')
    """
    if count < 1_000_000:  # noqa: PLR2004 - a megabyte
        return f"{max(1, round(count / 1000))}\N{NO-BREAK SPACE}ko"
    return f"{count / 1_000_000:.1f}\N{NO-BREAK SPACE}Mo".replace(".", ",")


def count(number: int, word: str) -> str:
    r"""*number* of what *word* names; in French nought and one are singular.

    >>> count(1, "phrase").replace("\xa0", " "), count(12345, "épisode").replace("\u202f", "_")
    ('1 phrase', '12_345\xa0épisodes')
    """
    thousands = f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{thousands}\N{NO-BREAK SPACE}{word}" + ("s" if number > 1 else "")
