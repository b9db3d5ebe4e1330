"""Candidates -> the stories of a briefing, and what became of every other item.

What was seen is left alone; of the rest what tells one story goes together; the groups are ranked,
and only of those at the top are pages fetched, until there are enough stories.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from briefing.daily import ranking, similar
from briefing.daily.gather import Candidate, name_of, public
from briefing.daily.ledger import KEPT, Ledger, Told, key
from briefing.daily.ranking import Score
from briefing.daily.run import Decision, Story, Verdict
from briefing.daily.similar import Pool, Vector
from briefing.errors import BriefingError, NetworkError, OffLimits
from briefing.intake import Daily, Source
from briefing.model import Article

REMEMBERED = dt.timedelta(days=7)
"""How long a story that was told is not told again without news."""
_BODY = 200  # words of a told story that are remembered: what of them comes again is no news
_READ = 3  # articles of one story that are fetched to find the longest


@dataclass(slots=True)
class _Item:
    """A candidate with its rank."""

    candidate: Candidate
    score: Score
    vector: Vector


@dataclass(slots=True)
class _Pick:
    """A story that will be told."""

    teller: _Item
    article: Article
    vector: Vector
    score: Score
    merged: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    """What is told, and what became of all items."""

    articles: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    decisions: list[Decision] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    """Keys of the items that need not be looked at again."""
    known: int = 0
    """How many items had been seen before."""


class Chooser:
    """Chooses for one run."""

    def __init__(
        self,
        daily: Daily,
        ledger: Ledger,
        now: dt.datetime,
        room: int,
        fault: Callable[[Source, BriefingError], None],
    ) -> None:
        """*room* is how many stories there is time for; *fault* is told what cannot be read."""
        self._daily, self._ledger, self._now, self._room = daily, ledger, now, room
        self._fault = fault
        self._done = Choice()
        self._picks: list[_Pick] = []
        self._told = [each for each in ledger.told if each.when >= now - REMEMBERED]
        self._before = [
            similar.words(each.story.title, each.story.text, _BODY) for each in self._told
        ]
        self._pool = Pool(())

    def choose(self, candidates: Sequence[Candidate]) -> Choice:
        """The best of *candidates*, once for each story."""
        items = [self._item(each) for each in candidates if self._is_new(each)]
        items.sort(key=lambda each: each.score.value, reverse=True)
        vectors = [each.vector for each in items]
        leads = [similar.words(each.story.title, each.story.text) for each in self._told]
        self._pool = Pool([*vectors, *leads])
        groups = [[items[at] for at in group] for group in self._pool.groups(vectors)]
        groups.sort(key=lambda group: _together(group).value, reverse=True)
        for group in groups:
            self._consider(group)
        self._end()
        return self._done

    # ---- what is new ---------------------------------------------------------------------------

    def _is_new(self, each: Candidate) -> bool:
        done = self._done
        if any(known in self._ledger.seen for known in each.keys):
            done.known += 1
            done.seen += each.keys  # as long as it is there it is remembered
            return False
        twice = not set(done.seen).isdisjoint(each.keys) if each.keys else False
        age = self._age(each)
        first = key(each.source.url) not in self._ledger.sources
        most = self._daily.since if first else self._daily.catch_up
        if age is None or age < KEPT:
            done.seen += each.keys
        reason = ""
        if twice:
            reason = "it is in another feed, too"
        elif age is not None and age > most:
            reason = f"older than {_said(most)}"
        elif each.place >= each.source.limit:
            reason = f"beyond the {each.source.limit} newest of its source"
        if reason:
            self._note(Verdict.SKIPPED, each, reason, None)
        return not reason

    def _item(self, each: Candidate) -> _Item:
        score = ranking.score(
            each.title, each.text, self._age(each), each.source.weight, self._daily.keywords
        )
        return _Item(each, score, similar.words(each.title, each.text))

    def _age(self, each: Candidate) -> dt.timedelta | None:
        return self._now - each.published if each.published else None

    # ---- what is told --------------------------------------------------------------------------

    def _consider(self, group: list[_Item]) -> None:
        score = _together(group)
        if before := self._repeats(group[0].vector):
            self._skip(group, before)
            return
        if len(self._picks) >= self._room:
            self._skip(group, f"no room: {_stories(self._room)} in the time there is")
            return
        teller, article = self._best(group)
        if teller is None or article is None:
            return
        others = [each for each in group if each is not teller]
        vector = similar.words(article.title, article.text)
        # The page says more than its line in the feed did.
        if before := self._repeats(vector):
            self._skip([teller, *others], before)
            return
        for pick in self._picks:
            if self._pool.likeness(vector, pick.vector) >= similar.SAME:
                pick.merged += [teller, *others]
                return
        self._picks.append(_Pick(teller, article, vector, score, others))

    def _repeats(self, vector: Vector) -> str:
        """Why the story of *vector* need not be told again; empty when it has to be told."""
        for told, before in zip(reversed(self._told), reversed(self._before), strict=True):
            lead = similar.words(told.story.title, told.story.text)
            alike = self._pool.likeness(vector, lead)
            if alike >= similar.SAME and self._pool.novelty(vector, before) < similar.NEWS:
                return _already(told, alike)
        return ""

    def _best(self, group: list[_Item]) -> tuple[_Item | None, Article | None]:
        """Who tells it best: of the heaviest sources the longest article.

        What cannot be read leaves *group*.
        """
        waiting = sorted(
            group,
            key=lambda each: (
                each.candidate.source.weight, each.candidate.whole, len(each.candidate.text)
            ),
            reverse=True,
        )  # fmt: skip
        read: list[tuple[_Item, Article]] = []
        for each in waiting:
            weight = each.candidate.source.weight
            if read and (len(read) == _READ or weight < read[0][0].candidate.source.weight):
                break
            try:
                read.append((each, each.candidate.read()))
            except BriefingError as error:
                group.remove(each)
                self._unreadable(each, error)
        if not read:
            return None, None
        return max(read, key=lambda pair: len(pair[1].text))

    def _unreadable(self, each: _Item, error: BriefingError) -> None:
        candidate = each.candidate
        self._fault(candidate.source, error)
        # The host may be back tomorrow, and so may a robots.txt that could not be asked for.
        if isinstance(error, NetworkError | OffLimits):
            gone = set(candidate.keys)
            self._done.seen = [one for one in self._done.seen if one not in gone]
        self._note(Verdict.SKIPPED, candidate, public(error, candidate.source), each.score)

    def _skip(self, group: Sequence[_Item], reason: str) -> None:
        for each in group:
            self._note(Verdict.SKIPPED, each.candidate, reason, each.score)

    # ---- what is written down ------------------------------------------------------------------

    def _end(self) -> None:
        """Put the stories first, by rank, then what was merged, then what was skipped."""
        done, skipped = self._done, self._done.decisions
        done.decisions = []
        for number, pick in enumerate(self._picks, 1):
            others = _names(pick)[1:]
            reason = f"as story {number}" + (f", with {' and '.join(others)}" if others else "")
            self._note(Verdict.TOLD, pick.teller.candidate, reason, pick.score)
        for number, pick in enumerate(self._picks, 1):
            for each in pick.merged:
                alike = self._pool.likeness(each.vector, pick.vector)
                reason = f"with story {number} (likeness {alike:.2f})"
                self._note(Verdict.MERGED, each.candidate, reason, each.score)
        done.decisions += sorted(skipped, key=lambda each: each.score, reverse=True)
        done.articles = tuple(
            replace(pick.article, publisher=_listed(_names(pick))) for pick in self._picks
        )
        done.stories = tuple(
            Story(each.title, " ".join(each.text.split()[:_BODY])) for each in done.articles
        )

    def _note(self, verdict: Verdict, each: Candidate, reason: str, score: Score | None) -> None:
        published = each.published.isoformat() if each.published else ""
        decision = Decision(
            verdict,
            each.title or each.link or "(no title)",
            each.publisher or name_of(each.source),
            reason,
            each.link,
            published,
            round(score.value, 4) if score else 0.0,
            str(score) if score else "",
        )
        self._done.decisions.append(decision)


def _together(group: Sequence[_Item]) -> Score:
    """The score of a story: that of its best item, and of how many sources tell it."""
    best = max((each.score for each in group), key=lambda each: each.value)
    return replace(best, sources=len({_publisher(each.candidate) for each in group}))


def _publisher(each: Candidate) -> str:
    return each.publisher or name_of(each.source)


def _names(pick: _Pick) -> list[str]:
    """Who tells the story, first the one whose article it is; nobody where that is not known."""
    teller = pick.teller.candidate
    # What the user calls a source goes over what its pages say.
    own = pick.article.publisher
    first = teller.publisher if teller.source.name or not own else own
    names = [first, *(each.candidate.publisher for each in pick.merged)]
    return list(dict.fromkeys(filter(None, names)))


def _listed(names: Sequence[str]) -> str:
    """*names* as a sentence has them.

    >>> _listed(["Le Courrier", "L’Écho", "Radio Val"])
    'Le Courrier, L’Écho et Radio Val'
    """
    return " et ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _already(told: Told, alike: float) -> str:
    return f"already told on {told.when:%Y-%m-%d}: '{told.story.title}' (likeness {alike:.2f})"


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def _said(time: dt.timedelta) -> str:
    hours = round(time.total_seconds() / 3600)
    return f"{hours} h" if hours % 24 or hours < 48 else f"{hours // 24} days"  # noqa: PLR2004
