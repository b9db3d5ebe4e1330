"""Script, Mix and Master -> Episode: the record of what was published, and how it came to be."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing import __version__
from briefing.model import SYNTHETIC, Article, Chapter, Episode, Kind, Master, Mix, Script, Spoken

_TEASER = 3  # sentences of the story that a podcast app shows
_TEASER_LENGTH = 1000  # characters; a sentence may be a page long, and an app shows a few lines


def compose(  # noqa: PLR0913 - an episode is what all rooms made together
    script: Script,
    mix: Mix,
    master: Master,
    *,
    name: str,
    audio: Path,
    voice: str,
    fingerprint: str,
    now: dt.datetime,
    articles: Sequence[Article],
    before: Episode | None,
    chapters: tuple[Chapter, ...] = (),
    cover: str = "",
    encoding: str = "mp3",
) -> Episode:
    """The record of an episode whose finished sound is the file *audio*.

    *before* is the episode of the same name that this one replaces, if any: its guid and its date
    of publication are kept, or every app would offer it again.  *articles* are what *script* tells,
    and none when a person edited it; *cover* is the name of its picture in its folder.
    """
    transcript = spoken(mix)
    return Episode(
        id=name,
        guid=before.guid if before else uuid.uuid4().urn,
        title=script.title,
        description=_description(transcript),
        published=before.published if before else now,
        seconds=round(master.seconds, 3),
        bytes=audio.stat().st_size,
        voice=voice,
        origin=script.origin,
        loudness=master.loudness,
        fingerprint=fingerprint,
        transcript=transcript,
        left_out=left_out(articles, script),
        notices=(*(notice for each in articles for notice in each.notices), *script.notices),
        sentences=tuple(each.text for article in articles for each in article.sentences),
        chapters=chapters,
        cover=cover,
        encoding=encoding,
        take=before.take + 1 if before else 1,
    )


def spoken(mix: Mix) -> tuple[Spoken, ...]:
    """What is said in *mix*, by whom and when, to a millisecond."""
    return tuple(
        Spoken(cue.segment.kind, round(cue.start, 3), round(cue.end, 3), cue.segment.text,
               cue.segment.sources, cue.voice, cue.segment.story)
        for cue in mix.cues
    )  # fmt: skip


def left_out(articles: Sequence[Article], script: Script) -> tuple[str, ...]:
    """The sentences of *articles* that *script* does not tell, in order."""
    told = {
        number
        for segment in script.segments
        if not segment.only_mentioned
        for number in segment.sources
    }
    return tuple(
        each.text for article in articles for each in article.sentences if each.number not in told
    )


def fingerprint(script: Script, voice: str, show: Iterable[str], files: Iterable[Path]) -> str:
    """A digest of all that decides how an episode sounds and what its file says.

    *voice* is `Voice.identity()`, *show* the words of the show that go into the file, *files* the
    jingles and the cover.

    Raises:
        OSError: a file cannot be read; `mix.check` and `cover.check` say so beforehand, in words.
    """
    said = [
        (each.kind, each.text, each.spoken, each.pause, each.speed, each.story)
        for each in script.segments
    ]
    digest = hashlib.sha256()
    words = [__version__, script.title, script.date.isoformat(), voice, *show]
    told = [(each.title, each.link) for each in script.stories]  # the chapters are called so
    digest.update(json.dumps([words, said, told]).encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _description(transcript: tuple[Spoken, ...]) -> str:
    """How the story begins, and what it is read by, which no length may push out."""
    story = [each.text for each in transcript if each.kind is Kind.STORY]
    teaser = " ".join(story[:_TEASER])
    if len(teaser) > _TEASER_LENGTH:
        teaser = teaser[:_TEASER_LENGTH].rsplit(" ", 1)[0] + "…"
    return "\n\n".join(filter(None, [teaser, f"{SYNTHETIC}."]))
