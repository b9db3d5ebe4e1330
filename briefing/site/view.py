"""Episode -> what its page shows of it, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from briefing.model import Chapter, Episode, Kind, Spoken
from briefing.site import french, subscribe
from briefing.transcript import name_of

_PAUSE = 0.5  # seconds; a longer one ends a paragraph, as in `transcript`
_TEASER = 220  # characters
_LINE = 300  # characters of a title where it is one of many


class Proof(NamedTuple):
    """A sentence of the article that a told one stands on."""

    number: int
    text: str
    """Empty where it was said word for word."""


class Said(NamedTuple):
    """A sentence of the transcript."""

    start: float
    end: float
    text: str
    proofs: tuple[Proof, ...]


class Paragraph(NamedTuple):
    """Sentences that are read together."""

    start: float
    voice: str
    """The name of who speaks, where it is another than before; else empty."""
    sentences: tuple[Said, ...]


class Part(NamedTuple):
    """A chapter as it is read; one without a title where an episode has no chapters."""

    start: float
    title: str
    link: str
    """The article on the web, or nothing."""
    paragraphs: tuple[Paragraph, ...]


class Source(NamedTuple):
    """What an episode was made from."""

    name: str
    link: str


def parts(episode: Episode) -> tuple[Part, ...]:
    """The transcript of *episode*, chapter by chapter."""
    spoken = sorted((each for each in episode.transcript if french.clean(each.text)), key=_start)
    chapters = sorted(episode.chapters, key=lambda each: each.start)
    if not chapters:
        return (Part(0.0, "", "", tuple(_paragraphs(spoken, episode))),) if spoken else ()
    # What is said before the first chapter belongs to it: nothing of the transcript is lost.
    starts = [float("-inf"), *(each.start for each in chapters[1:]), float("inf")]
    found = []
    before = ""
    for chapter, (start, end) in zip(chapters, pairwise(starts), strict=True):
        here = [each for each in spoken if start <= each.start < end]
        found.append(_part(chapter, tuple(_paragraphs(here, episode, before))))
        before = here[-1].voice if here else before
    return tuple(found)


def sources(episode: Episode) -> tuple[Source, ...]:
    """Where *episode* comes from: its articles on the web, or the names of what was read."""
    linked = (Source(french.clean(each.title), _link(each)) for each in episode.chapters)
    found = list({each.link: each for each in linked if each.link}.values())
    # Several names stand in a line; that of a page on the web is the end of its address.
    for name in map(french.clean, episode.origin.split(", ")):
        address = subscribe.link(name)
        known = any(each.link.rstrip("/").endswith(name) for each in found)
        if name and name != "-" and not known:
            found.append(Source(subscribe.host(address) if address else name, address))
    return tuple(found)


def voices(episode: Episode) -> tuple[str, ...]:
    """The names of those who speak in *episode*, in the order of their first words."""
    said = sorted(episode.transcript, key=_start)
    names = dict.fromkeys(_name(each.voice) for each in said if each.voice)
    return tuple(names) or tuple(filter(None, [_name(episode.voice)]))


def teaser(episode: Episode) -> str:
    """How the story of *episode* begins."""
    told = (each.text for each in episode.transcript if each.kind is Kind.STORY)
    return french.shortened(" ".join(told) or episode.description, _TEASER)


def short_title(episode: Episode) -> str:
    """The title of *episode* as one among others; a title may be pages long."""
    return french.shortened(episode.title, _LINE) or episode.id


def _part(chapter: Chapter, paragraphs: tuple[Paragraph, ...]) -> Part:
    return Part(chapter.start, french.shortened(chapter.title, _LINE), _link(chapter), paragraphs)


def _link(chapter: Chapter) -> str:
    return subscribe.link(chapter.link)


def _paragraphs(spoken: Sequence[Spoken], episode: Episode, voice: str = "") -> Iterator[Paragraph]:
    """*spoken* in paragraphs; *voice* is whose words went before."""
    many = len(voices(episode)) > 1
    for _, numbered in groupby(_numbered(spoken), lambda each: each[0]):
        here = [each for _, each in numbered]
        speaker = here[0].voice
        name = _name(speaker) if many and speaker != voice else ""
        voice = speaker
        yield Paragraph(here[0].start, name, tuple(_said(each, episode) for each in here))


def _numbered(spoken: Sequence[Spoken]) -> Iterator[tuple[int, Spoken]]:
    """Each with the number of its paragraph."""
    number = 0
    for before, here in pairwise((None, *spoken)):
        if before is not None and here is not None:
            number += _is_break(before, here)
        if here is not None:
            yield number, here


def _is_break(before: Spoken, here: Spoken) -> bool:
    same = (before.kind, before.story, before.voice) == (here.kind, here.story, here.voice)
    return not same or here.start - before.end > _PAUSE


def _said(spoken: Spoken, episode: Episode) -> Said:
    text = french.clean(spoken.text)
    proofs = []
    for number in spoken.sources:
        if 0 < number <= len(episode.sentences):
            source = french.clean(episode.sentences[number - 1])
            proofs.append(Proof(number, "" if source == text else source))
    return Said(spoken.start, spoken.end, text, tuple(proofs))


def _name(voice: str) -> str:
    return french.clean(name_of(voice))


def _start(spoken: Spoken) -> float:
    return spoken.start
