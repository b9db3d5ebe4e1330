"""The corridor: from an article to a published episode, one line a room."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from briefing import (
    article,
    clips,
    episode,
    feed,
    manuscript,
    master,
    mix,
    script,
    shipped,
    tags,
    wording,
)  # fmt: skip
from briefing.condense import Condenser, chat, extractive
from briefing.errors import NetworkError, SettingsError
from briefing.library import AUDIO, FEED, SCRIPT, Library, replace_file
from briefing.model import Article, Clip, Episode, Script
from briefing.progress import Report
from briefing.settings import LOCAL_URL, Settings
from briefing.spoken import pronunciations, speakable
from briefing.spoken.pronunciations import Pronunciations
from briefing.voices import open_voice
from briefing.voices.card import VoiceCard, choose, read_cards


@dataclass(frozen=True, slots=True)
class Studio:
    """What a run needs of the world outside."""

    settings: Settings
    report: Report
    now: Callable[[], dt.datetime]
    """The time, with its zone."""
    stdin: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a run."""

    episode: Episode
    audio: Path
    made: bool
    """False when the very same episode was there already."""


def read(sources: Sequence[str], studio: Studio, *, insist: bool = False) -> tuple[Article, ...]:
    """Read the articles at *sources*; see `article.read_all`."""
    studio.report.step("Reading")
    found = article.read_all(sources, studio.stdin, insist=insist)
    for each in found:
        for notice in each.notices:
            studio.report.notice(notice)
    return found


def write(found: Sequence[Article], studio: Studio, *, full: bool = False) -> Script:
    """Make a script of *found*, as long as the settings say, or of all of it."""
    settings = studio.settings
    studio.report.step("Writing the script")
    edition = script.Edition(
        settings.show.title,
        studio.now().date(),
        wording.read(settings.tone, settings.wording),
        speaker(settings),
    )
    pace, length = _pace(settings), None if full else settings.length
    text = script.write(found, _condenser(settings), pace, edition, length)
    text = replace(text, notices=(*text.notices, *script.remarks(text, found, pace, length)))
    for notice in text.notices:
        studio.report.notice(notice)
    return text


def outline(text: Script, found: Sequence[Article], settings: Settings) -> str:
    """*text* as JSON for other programs; see `manuscript.as_json`."""
    return manuscript.as_json(text, found, _pace(settings).total(text))


def speaker(settings: Settings, voice: str = "") -> Callable[[str], str]:
    """Written French -> what is said; with *voice* as that voice has to be told to say it."""
    known = _pronunciations(settings)
    engine = choose(cards(settings), voice).engine if voice else ""

    def speak(text: str) -> str:
        spoken = speakable(text, known)
        return known.pronounce(spoken, engine) if engine else spoken

    return speak


def publish(text: Script, studio: Studio, found: Sequence[Article] = ()) -> Published:
    """Record, mix, master and publish *text*; *found* are the articles it tells, when known.

    Nothing that is published already is touched before the new episode is whole.
    """
    settings, shelf = studio.settings, Library(studio.settings.output)
    if settings.fallback:
        choose(cards(settings), settings.fallback)  # a typing error is found now, not in need
    name, there = shelf.find(text.date, text.title, text.origin)
    if there is not None and there.fingerprint == _fingerprint(text, settings, settings.voice):
        studio.report.notice("Nothing has changed since this episode was made; it stays as it is.")
        rebuild(studio)
        return Published(there, shelf.audio(there), made=False)
    _announce(name, there, studio)
    with shelf.draft() as draft:
        audio = draft / AUDIO
        recorded, speaker = _record(text, studio)
        studio.report.step("Mixing and mastering")
        mixed = mix.stitch(recorded, *_jingles(settings))
        mastered = master.master(mixed.sound, audio)
        now = studio.now()
        tags.write(audio, text.title, settings.show, now, cover=_cover(settings))
        (draft / SCRIPT).write_text(manuscript.dump(text), encoding="utf-8")
        studio.report.step("Publishing")
        with shelf.publishing():
            name, before = shelf.find(text.date, text.title, text.origin)
            made = episode.compose(
                text, mixed, mastered, name=name, audio=audio, voice=speaker,
                fingerprint=_fingerprint(text, settings, speaker), now=now, articles=found,
                before=before,
            )  # fmt: skip
            shelf.put(draft, made)
            _write_feed(shelf, studio)
    return Published(made, shelf.audio(made), made=True)


def rebuild(studio: Studio) -> tuple[Episode, ...]:
    """Write the feed anew from the records on disk; the episodes that are in it, newest first."""
    shelf = Library(studio.settings.output)
    with shelf.publishing():
        return _write_feed(shelf, studio)


def cards(settings: Settings) -> dict[str, VoiceCard]:
    """All voices there are: ours, and the user's own."""
    folders = [shipped.voices_folder()]
    return read_cards([*folders, settings.voices] if settings.voices else folders)


def _record(text: Script, studio: Studio) -> tuple[tuple[Clip, ...], str]:
    """The clips, and the name of the voice that spoke: the fallback's when an online one failed."""
    name = studio.settings.voice
    try:
        return _say(text, studio, name), name
    except NetworkError as error:
        instead = studio.settings.fallback
        if not instead:
            raise
        studio.report.notice(f"{error} The voice '{instead}' speaks instead of '{name}'.")
        return _say(text, studio, instead), instead


def _say(text: Script, studio: Studio, name: str) -> tuple[Clip, ...]:
    studio.report.step(f"Recording ({name})")
    studio.report.recording(len(text.segments))
    card = choose(cards(studio.settings), name)
    with contextlib.closing(open_voice(card)) as voice:
        executor = ThreadPoolExecutor(voice.callers)
        text = _pronounced(text, studio.settings, card.engine)
        try:
            return clips.record(text, voice, executor, studio.report.heard)
        finally:
            # Who presses Ctrl-C does not wait for the sentences that are being said.
            executor.shutdown(wait=False, cancel_futures=True)


def _pronounced(text: Script, settings: Settings, engine: str) -> Script:
    """*text* with the names respelled that voices of *engine* would get wrong."""
    known = _pronunciations(settings)
    segments = (
        replace(each, spoken=known.pronounce(each.spoken, engine)) for each in text.segments
    )
    return replace(text, segments=tuple(segments))


def _pronunciations(settings: Settings) -> Pronunciations:
    ours = pronunciations.shipped()
    return pronunciations.read(settings.pronunciations) + ours if settings.pronunciations else ours


def _pace(settings: Settings) -> script.Pace:
    card = choose(cards(settings), settings.voice)
    return script.Pace(card.words_per_minute, mix.overhead(*_jingles(settings)))


def _condenser(settings: Settings) -> Condenser:
    if settings.condenser == "extractive":
        return extractive.condense
    llm = settings.llm
    key = os.environ.get(llm.key_variable, "")
    endpoint = chat.Endpoint(llm.url, llm.model, key, llm.timeout)
    return chat.condenser(endpoint, extractive.condense)


def _announce(name: str, there: Episode | None, studio: Studio) -> None:
    """Say it when an episode will take the place of another, or stand beside its namesake."""
    if there is not None:
        studio.report.notice(f"This replaces the episode {name}, made before from {there.origin}.")
    elif name[-1:].isdigit() and (studio.settings.output / "episodes" / name[:-2]).is_dir():
        studio.report.notice(f"An episode of that title is there already; this one is {name}.")


def _fingerprint(text: Script, settings: Settings, name: str) -> str:
    card = choose(cards(settings), name)
    with contextlib.closing(open_voice(card)) as voice:
        identity = voice.identity()
    text = _pronounced(text, settings, card.engine)
    show = settings.show
    files = (*_jingles(settings), _cover(settings))
    return episode.fingerprint(text, identity, (show.title, show.author), files)


def _write_feed(shelf: Library, studio: Studio) -> tuple[Episode, ...]:
    show = studio.settings.show
    episodes = shelf.episodes(studio.report.notice)
    picture = _cover(studio.settings)
    name = "cover.png" if tags.mime(picture) == "image/png" else "cover.jpg"
    replace_file(shelf.folder / name, picture.read_bytes())
    xml = feed.render(show, episodes, show.base_url or LOCAL_URL, name)
    replace_file(shelf.folder / FEED, xml)
    return episodes


def _jingles(settings: Settings) -> tuple[Path, Path]:
    return (
        settings.opening or shipped.jingle("opening"),
        settings.closing or shipped.jingle("closing"),
    )


def _cover(settings: Settings) -> Path:
    cover = settings.show.cover or shipped.cover()
    if not cover.is_file():
        raise SettingsError(
            f"There is no cover at {cover}.", hint="Check 'cover' in briefing.toml."
        )
    tags.mime(cover)  # refuses what is no picture, before anything is recorded
    return cover
