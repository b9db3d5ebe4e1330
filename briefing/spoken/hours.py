"""Times of day, durations, times of a race."""

from __future__ import annotations

import re

from briefing.spoken.numbers import NOT_BEFORE, cardinal, counted, feminine, in_words, ordinal

_CLOSE = r"(?:[\"″”]|''|’’|′′)"
_CHRONO = re.compile(
    rf"(?<![\w.,])(?:(\d{{1,3}}) ?['’′] ?(\d\d?) ?(?:{_CLOSE}(?: ?(\d{{1,3}}))?|(?=\W|$))"
    rf"|(\d{{1,2}}) ?{_CLOSE} ?(\d\d))(?![\d'’])"
)
_HOURS_BEFORE = re.compile(r"(?<![\w.,])(\d{1,3}) ?h ?(?=\d{1,2} ?['’′])")
_MINUTE = re.compile(r"(?<![\w.,])(\d{1,3})['’′](?: ?\+ ?(\d{1,2}))?(?![\w'’\"])")
_SIDEREAL = re.compile(
    r"(\d{1,3}) ?° ?(\d{1,2}) ?['’′] ?(?:(\d{1,2}) ?(?:[\"″”]|''|’’|′′) ?)?([NSEOW])?(?!\w)"
)
_POLES = {"N": " nord", "S": " sud", "E": " est", "O": " ouest", "W": " ouest"}


def _plural(count: str, noun: str) -> str:
    return f"{count} {noun}{'s' if int(count) > 1 else ''}"


def angles(text: str) -> str:
    """Degrees, minutes and seconds of a place on the map.

    >>> angles("48° 51′ 24″ N")
    '48 degrés 51 minutes 24 secondes nord'
    """

    def say(match: re.Match[str]) -> str:
        seconds = f" {_plural(match[3], 'seconde')}" if match[3] else ""
        minutes = _plural(match[2], "minute")
        return f"{_plural(match[1], 'degré')} {minutes}{seconds}{_POLES.get(match[4] or '', '')}"

    return _SIDEREAL.sub(say, text) if "°" in text else text


def chronos(text: str) -> str:
    r"""Times of a race: the foot mark is minutes, the inch mark seconds (BIPM, table 8).

    >>> chronos("3'28\"76, 9''58, 1h 52' 30''")
    '3 minutes 28 secondes 76, 9 secondes 58, 1 heure 52 minutes 30 secondes'
    """

    def say(match: re.Match[str]) -> str:
        minutes, seconds, rest = match[1], match[2] or match[4], match[3] or match[5]
        said = f"{_plural(minutes, 'minute')} " if minutes else ""
        return f"{said}{_plural(seconds, 'seconde')}" + (f" {rest}" if rest else "")

    if not re.search(r"\d ?['’′″\"]", text):
        return text
    text = _HOURS_BEFORE.sub(lambda m: f"{_plural(m[1], 'heure')} ", text)
    return _CHRONO.sub(say, text)


def minutes_of_a_match(text: str) -> str:
    """The minute of a goal, with or without "la" before it.

    >>> minutes_of_a_match("but à la 90', (34')")
    'but à la quatre-vingt-dixième, (trente-quatrième)'
    >>> minutes_of_a_match("en 90', il dit 'plus de 20'")
    "en 90 minutes, il dit 'plus de 20'"
    """

    def quoted(end: int) -> bool:
        return bool(re.search(r"(?<!\w)['’‘][^'’]*$", text[max(0, end - 60) : end]))

    def say(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - 3) : match.start()]
        if not (match[2] or before.endswith(("la ", "(", "/ ", "), ", "', ", "’, "))):
            return match.group() if quoted(match.start()) else _plural(match[1], "minute")
        added = f" plus {in_words(int(match[2]))}" if match[2] else ""
        return ordinal(match[1]) + added if match[1] != "1" else "première"

    return _MINUTE.sub(say, text)


_OPEN = re.compile(r"(\d ?[hH])(\d\d)? ?[-–/] ?(?=\d{1,2} ?[hH](?![^\W\d_]{2}))")
_FULL = re.compile(
    rf"{NOT_BEFORE}(\d{{1,3}}) ?[hH] ?(\d{{1,2}}) ?(?:min|mn|m)\.? ?(\d{{1,2}}) ?s(?:ec)?\b"
)
_CLOCK = re.compile(rf"{NOT_BEFORE}([01]?\d|2[0-4]):([0-5]\d):([0-5]\d)(?![\w:]|[.,]\d)")
_MINUTES_SECONDS = re.compile(
    rf"{NOT_BEFORE}(\d{{1,3}}) ?(?:min|mn) ?(\d{{1,2}})(?: ?s(?:ec)?\b(?: ?(\d\d)\b)?|(?![\w.,]))"
)
_HOUR = re.compile(
    rf"{NOT_BEFORE}(\d{{1,2}}) ?[hH](?: ?([0-5]\d)(?: ?(?:min(?:utes?)?|mn|m)\b\.?)?)?(?![\w/’'])"
    rf"|{NOT_BEFORE}([01]?\d|2[0-3]) ?:([0-5]\d)(?![\d:])"
    rf"|{NOT_BEFORE}([01]?\d|2[0-3])\.([0-5]\d) ?[hH]\b"
)
_HALF_PAST = re.compile(r"(?<=\d)(?: ?h| heures?)(?: et)? ?1/2(?!\w)")
_STOPWATCH = re.compile(rf"{NOT_BEFORE}(\d{{1,2}}):(\d\d)[.,](\d{{1,3}})(?!\w)")
_COUNTDOWN = re.compile(r"(?<![\w-])([JHD]) ?([-–−+]) ?(\d{1,3})\b")
_HALF_OF_DAY = re.compile(r"(?<![\w:.,])(\d{1,2})(?::(\d\d))? ?(?:([ap])\.m\.|([ap]m|AM|PM)\b)")


def _race(match: re.Match[str]) -> str:
    minutes = counted(match[1], "minute", "minutes", she=True)
    seconds = counted(str(int(match[2])), "seconde", "secondes", she=True)
    return f"{minutes} {seconds}" + (f" {cardinal(match[3])}" if match[3] else "")


def clocks_of_races(text: str) -> str:
    """Hundredths after a point tell a stopwatch from a clock; and half an hour is no half of one.

    >>> clocks_of_races("en 3:58.41, 2 h 1/2, de 9h-11h30")
    'en trois minutes cinquante-huit secondes quarante et un, 2 heures et demie, de 9h à 11h30'
    """
    text = _OPEN.sub(lambda m: f"{m[1]}{m[2] or ''} à ", text)
    return _HALF_PAST.sub(" heures et demie", _STOPWATCH.sub(_race, text))


def hours(text: str) -> str:
    """Times of day and durations in hours, as printed ("14 h 30") or sent by agencies ("14H30").

    >>> hours("à 14h30, 21 h, 9h05, 18H00, 21 h 01")
    'à quatorze heures trente, vingt et une heures, neuf heures cinq, dix-huit heures, \
vingt et une heures une'
    >>> hours("à 23:40, en 2 h 05 min 12 s, H-2")
    'à vingt-trois heures quarante, en deux heures cinq minutes douze secondes, H moins 2'
    """

    def said(hour: str, minute: str, second: str = "") -> str:
        words = [counted(str(int(hour)), "heure", "heures", she=True)]
        if second:
            words.append(counted(str(int(minute)), "minute", "minutes", she=True))
            words.append(counted(str(int(second)), "seconde", "secondes", she=True))
        elif int(minute or 0):
            words.append(feminine(in_words(int(minute))))
        return " ".join(words)

    text = _COUNTDOWN.sub(lambda m: f"{m[1]} {'plus' if m[2] == '+' else 'moins'} {m[3]}", text)
    text = _FULL.sub(lambda m: said(*m.groups()), _CLOCK.sub(lambda m: said(*m.groups()), text))
    text = _HALF_OF_DAY.sub(_of_day, text)
    text = _HOUR.sub(lambda m: said(m[1] or m[3] or m[5], m[2] or m[4] or m[6] or ""), text)
    return _MINUTES_SECONDS.sub(_race, text)


def _of_day(match: re.Match[str]) -> str:
    morning = (match[3] or match[4]).lower().startswith("a")
    return f"{match[1]} h {match[2] or ''}".rstrip() + (
        " du matin" if morning else " de l'après-midi"
    )
