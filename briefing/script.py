"""What is told of articles -> Script: greeting, headlines, stories, transitions, sign-off."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing import headline
from briefing.condense import Condensed, Condenser, Cost
from briefing.headline import Tie
from briefing.model import Article, Kind, Length, Script, Segment, Speaker, Story, Utterance
from briefing.segment import PAUSES, Speak, announced, compose, last_pause, one_line, tidied
from briefing.spoken import speakable
from briefing.wording import Wording

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip

# A dash before a figure is a minus: "-5 °C ce matin à Lyon."
_BULLET = re.compile(r"(?:[-–—•·]\s+|[–—•·](?!\d))+")
_UNSAID = 1  # a word that moving who says it to the front may save
_TOLERANCE = 0.1  # of the length asked for; what is off by more is said on screen
_WORDS_OVER = 1.05  # a sentence rarely ends on the hundredth word
_BRIEF = 45.0  # seconds of an episode up to which the greeting is one sentence
# What a voice takes for a text, counted in letters: of 165 sentences of news said by three voices,
# groups of six are met within 6 % so (groups of four within 19 % by their words).
_COMMA, _SENTENCE, _SPELLED = 4, 2, 2
_LETTERS_A_WORD = 5.43
_PAUSE_MARK = re.compile(r"[,;:]")
_SPELLED_LETTER = re.compile(r"\b[A-Z]\b")


@dataclass(frozen=True, slots=True)
class Pace:
    """How long it takes to say something: the voices' speed and what surrounds the words."""

    words_per_minute: int
    """Of the presenter."""
    overhead: float
    """Seconds of jingles and of silence around them."""
    reporter: int = 0
    """Words a minute of who tells the stories; the presenter does when it is 0."""

    def seconds(self, segment: Segment) -> float:
        """Seconds of *segment*, its pause included."""
        letters = sum(map(str.isalpha, segment.spoken))
        letters += _COMMA * len(_PAUSE_MARK.findall(segment.spoken)) + _SENTENCE
        letters += _SPELLED * len(_SPELLED_LETTER.findall(segment.spoken))
        reporter = segment.speaker is Speaker.REPORTER and self.reporter
        speed = (reporter or self.words_per_minute) * segment.speed
        return letters / _LETTERS_A_WORD * 60 / speed + segment.pause

    def total(self, script: Script) -> float:
        """Seconds of an episode made of *script*, jingles included."""
        return self.overhead + sum(map(self.seconds, script.segments))


@dataclass(frozen=True, slots=True)
class Edition:
    """What a bulletin is besides its stories."""

    show: str
    date: dt.date
    wording: Wording
    speak: Speak = field(default=speakable)
    voices: int = 1
    """How many voices are heard in it."""


def write(
    articles: Sequence[Article],
    condenser: Condenser,
    pace: Pace,
    edition: Edition,
    length: Length | None,
) -> Script:
    """A script that tells *articles*, one story each, in *length*; all of them when it is None.

    *condenser* is handed an article, its share of the seconds or words that are left for the
    stories, and what an utterance takes of them.
    """
    return _Writer(tuple(articles), pace, edition, length).script(condenser)


def words(script: Script) -> int:
    """Written words of what is told of the articles: the stories, without our own words."""
    return sum(len(each.text.split()) for each in script.segments if each.kind is Kind.STORY)


def remarks(
    script: Script, articles: Sequence[Article], pace: Pace, length: Length | None
) -> Iterator[str]:
    """What the user should know of what came out of *articles*."""
    lost = _lost(script, articles)
    if lost:
        yield lost
    if length is None:
        return
    came = words(script) if length.in_words else pace.total(script)
    share = came / length.amount
    asked = f"{length.amount:.0f} {'words' if length.in_words else 's'}"
    if share > 1 + _TOLERANCE:
        why = "greeting, first sentence and sign-off take that long"
    elif not lost and share < 1 - _TOLERANCE / 2:
        why = "there is no more to tell"
    elif share < 1 - _TOLERANCE:
        why = "no sentence fits into the rest"
    else:
        return
    unit = " words" if length.in_words else " s"
    yield f"This will be about {came:.0f}{unit}, not {asked}: {why}."


def _lost(script: Script, articles: Sequence[Article]) -> str:
    """How much of *articles* is not told, and how much not in all its words."""
    words: Counter[int] = Counter()
    for each in script.segments:
        if each.sources and not each.only_mentioned:
            words[each.sources[-1]] += len(each.text.split())
    every = {each.number: len(each.text.split()) for one in articles for each in one.sentences}
    told = [number for number in every if number in words]
    shorter = sum(words[number] < every[number] - _UNSAID for number in told)
    if len(told) == len(every) and not shorter:
        return ""
    cut = f", {shorter} of them shortened" if shorter else ""
    are = "is" if len(told) == 1 else "are"
    return f"Condensed: {len(told)} of {len(every)} sentences {are} told{cut}; --full reads all."


def date_in_words(date: dt.date) -> str:
    """The date as a presenter reads it, in figures that `spoken` knows.

    >>> date_in_words(dt.date(2026, 11, 1))
    'dimanche 1er novembre 2026'
    """
    day = "1er" if date.day == 1 else str(date.day)
    return f"{_DAYS[date.weekday()]} {day} {_MONTHS[date.month - 1]} {date.year}"


@dataclass(frozen=True, slots=True)
class _Writer:
    articles: tuple[Article, ...]
    pace: Pace
    edition: Edition
    length: Length | None

    def script(self, condenser: Condenser) -> Script:
        frames = [self._opening(place) for place in range(len(self.articles))]
        greeting, signoff = self._greeting(), self._signoff()
        ours = [*greeting, *(each for frame in frames for each in frame), *signoff]
        told = self._told(condenser, ours)
        segments = list(greeting)
        for story, (frame, condensed) in enumerate(zip(frames, told, strict=True), 1):
            here = (*frame, *self._story(self._with_the_rest(condensed)))
            segments += [replace(each, story=story) for each in here]
        return Script(
            title=one_line(headline.of_several([each.title for each in self.articles])),
            date=self.edition.date,
            language=self.articles[0].language,
            origin=", ".join(each.origin for each in self.articles),
            segments=(*segments, *signoff),
            notices=tuple(notice for condensed in told for notice in condensed.notices),
            stories=tuple(Story(one_line(each.title), each.url) for each in self.articles),
        )

    # ---- what is told --------------------------------------------------------------------------

    def _told(self, condenser: Condenser, ours: Sequence[Segment]) -> list[Condensed]:
        if self.length is None:
            return [Condensed(_whole(each)) for each in self.articles]
        if self.length.in_words:
            budget = self.length.amount * _WORDS_OVER
        else:
            budget = self.length.amount - self.pace.overhead
            budget -= sum(map(self.pace.seconds, ours))
        cost = self._cost()
        shares = _shares([_price(each, cost) for each in self.articles], budget)
        return [
            condenser(article, share, cost)
            for article, share in zip(self.articles, shares, strict=True)
        ]

    def _cost(self) -> Cost:
        if self.length is not None and self.length.in_words:
            return lambda text: len(text.split())
        return lambda text: self.pace.seconds(self._telling(text))

    def _with_the_rest(self, condensed: Condensed) -> tuple[Utterance, ...]:
        """What is told, and a sentence that mentions what there was no time for."""
        if not (condensed.utterances and condensed.also):
            return condensed.utterances
        *first, last = (each.text for each in condensed.also)
        topics = f"{', '.join(first)} et {last}" if first else last
        sources = sorted({number for each in condensed.also for number in each.sources})
        rest = Utterance(
            self._say("also", topics=topics), tuple(sources), condensed.also[0].paragraph,
            only_mentioned=True,
        )  # fmt: skip
        return (*condensed.utterances, rest)

    def _story(self, told: tuple[Utterance, ...]) -> Iterator[Segment]:
        for each, following in zip(told, (*told[1:], None), strict=False):  # none when empty
            if following is None:
                pause = last_pause(Kind.STORY)
            else:
                same = following.paragraph == each.paragraph
                pause = PAUSES["sentence" if same else "paragraph"]
            made = self._telling(each.text, pause, each.sources)
            yield replace(made, only_mentioned=each.only_mentioned)

    def _telling(
        self, text: str, pause: float = PAUSES["sentence"], sources: tuple[int, ...] = ()
    ) -> Segment:
        text = tidied(_BULLET.sub("", text.strip()))
        text = announced(text, self._say("quote_open"), self._say("quote_close"))
        return compose(Kind.STORY, text, pause, sources, self.edition.speak)

    # ---- what we say of our own ----------------------------------------------------------------

    def _say(self, line: str, **values: str) -> str:
        return self.edition.wording.say(line, self.edition.date, **values)

    def _greeting(self) -> tuple[Segment, ...]:
        date, show = date_in_words(self.edition.date), self.edition.show
        voices = self._say("voices" if self.edition.voices > 1 else "voice")
        # The synthetic voice is announced first (AI Act, art. 50; Apple's guideline 1.11).
        if self._is_brief():
            greeting = [self._say("brief", show=show, date=date, voices=voices)]
        else:
            greeting = [
                self._say("greeting", date=date),
                self._say("announcement", show=show, voices=voices),
            ]
        return (*self._lines(Kind.GREETING, greeting), *self._headlines())

    def _headlines(self) -> tuple[Segment, ...]:
        titles = [title for each in self.articles if (title := headline.heard(each))]
        if len(self.articles) == 1:
            lines = [self._say("headline", title=title) for title in titles]
        elif len(titles) > 1:
            items = [self._say("headline_item", title=title) for title in titles[:-1]]
            last = self._say("headline_last", title=titles[-1])
            lines = [self._say("headlines"), *items, last]
        else:
            lines = []
        return self._lines(Kind.HEADLINE, lines)

    def _opening(self, place: int) -> tuple[Segment, ...]:
        """What stands before a story: how it follows on the one before, and whose it is."""
        here, lines = self.articles[place], []
        if place:
            title = headline.heard(here)
            tie = headline.tie(self.articles[place - 1], here)
            is_last = tie is Tie.NONE and place + 1 == len(self.articles)
            if title:
                lines.append(self._say("last" if is_last else tie.value, title=title))
            else:
                lines.append(self._say("last_untitled" if is_last else "another_untitled"))
        if here.publisher:
            lines.append(self._say("source", source=here.publisher))
        return self._lines(Kind.TRANSITION, lines)

    def _signoff(self) -> tuple[Segment, ...]:
        lines = [self._say("signoff", show=self.edition.show)]
        if not self._is_brief():
            lines.append(self._say("thanks"))
        return self._lines(Kind.SIGNOFF, lines)

    def _is_brief(self) -> bool:
        return self.length is not None and self.length.seconds(self.pace.words_per_minute) <= _BRIEF

    def _lines(self, kind: Kind, lines: Sequence[str]) -> tuple[Segment, ...]:
        pauses = [PAUSES["sentence"]] * (len(lines) - 1) + [last_pause(kind)]
        return tuple(
            compose(kind, line, pause, (), self.edition.speak)
            for line, pause in zip(lines, pauses, strict=False)
        )


def _whole(article: Article) -> tuple[Utterance, ...]:
    return tuple(Utterance(each.text, (each.number,), each.paragraph) for each in article.sentences)


def _price(article: Article, cost: Cost) -> float:
    return sum(cost(each.text) for each in article.sentences)


def _shares(prices: Sequence[float], budget: float) -> list[float]:
    """*budget* shared out evenly; what a short article does not need goes to the others.

    >>> _shares([10, 100, 100], 90)
    [10, 40.0, 40.0]
    """
    shares = [0.0] * len(prices)
    waiting = sorted(range(len(prices)), key=lambda place: prices[place])
    for done, place in enumerate(waiting[:-1]):
        shares[place] = min(prices[place], budget / (len(waiting) - done))
        budget -= shares[place]
    shares[waiting[-1]] = budget
    return shares
