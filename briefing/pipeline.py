"""The corridor: from an article to a published episode, one line a room."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from briefing import (
    article,
    cast,
    chapters,
    clips,
    companions,
    cover,
    episode,
    inspection,
    manuscript,
    master,
    mix,
    publication,
    removal,
    script,
    shipped,
    sources,
    tags,
    transcript,
    wording,
)  # fmt: skip
from briefing import daily as newsroom
from briefing.cast import Casting
from briefing.condense import Condenser, chat, extractive
from briefing.errors import NetworkError, SettingsError
from briefing.library import AUDIO, SCRIPT, Library
from briefing.model import Article, Clip, Episode, Length, Script
from briefing.phonemes import Phonemiser
from briefing.progress import Report
from briefing.recordings import Recordings
from briefing.settings import NO_MUSIC, Settings
from briefing.spoken import pronunciations, speakable
from briefing.spoken.pronunciations import Pronunciations
from briefing.voices import kokoro
from briefing.voices.card import VoiceCard, choose, read_cards


@dataclass(frozen=True, slots=True)
class Studio:
    """What a run needs of the world outside."""

    settings: Settings
    report: Report
    now: Callable[[], dt.datetime]
    """The time, with its zone."""
    stdin: Callable[[], bytes]
    recordings: Recordings | None = None
    """Where takes are kept; None: nowhere."""


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
        len(_casting(settings).voices()),
    )
    pace, length = _pace(settings, len(found)), None if full else settings.length
    text = script.write(found, _condenser(settings), pace, edition, length)
    text = replace(text, notices=(*text.notices, *script.remarks(text, found, pace, length)))
    for notice in text.notices:
        studio.report.notice(notice)
    return text


def outline(text: Script, found: Sequence[Article], settings: Settings) -> str:
    """*text* as JSON for other programs; see `manuscript.as_json`."""
    return manuscript.as_json(text, found, _pace(settings, len(found)).total(text))


def speaker(settings: Settings, voice: str = "") -> Callable[[str], str]:
    """Written French -> what is said; with *voice* as that voice has to be told to say it."""
    known = _pronunciations(settings)
    engine = choose(cards(settings), voice).engine if voice else ""

    def speak(text: str) -> str:
        spoken = speakable(text, known)
        return known.pronounce(spoken, engine) if engine else spoken

    return speak


def phonemes(settings: Settings, voice: str = "") -> Callable[[str], str]:
    """Written French -> the phonemes that *voice*, or the one of the settings, is handed.

    Loads espeak-ng and no model.  What has no sound gives nothing.

    Raises:
        SettingsError: the voice is of an engine that takes words, not phonemes.
    """
    card = choose(cards(settings), voice or settings.voice)
    if card.engine != "kokoro":
        raise SettingsError(
            f"The voice '{card.name}' is handed words, not phonemes.",
            hint="Only voices of the engine kokoro have them; see `briefing voices`.",
        )
    speak, phonemise = speaker(settings, card.name), Phonemiser()
    return lambda text: phonemise(kokoro.marked(speak(text)))


def publish(
    text: Script,
    studio: Studio,
    found: Sequence[Article] = (),
    beside: Mapping[str, bytes] | None = None,
) -> Published:
    """Record, mix, master and publish *text*; *found* are the articles it tells, when known.

    *beside* are files, by name, that appear in the folder of the episode together with it.
    Nothing that is published already is touched before the new episode is whole.
    """
    settings, shelf = studio.settings, Library(studio.settings.output)
    if settings.show.cover:
        cover.check(settings.show.cover)  # before anything is recorded
    mix.check(_music(settings))
    if settings.fallback:
        choose(cards(settings), settings.fallback)  # a typing error is found now, not in need
    name, there = shelf.find(text.date, text.title, text.origin)
    if there is not None and there.fingerprint == _fingerprint(text, settings, _casting(settings)):
        studio.report.notice("Nothing has changed since this episode was made; it stays as it is.")
        refresh(studio)
        return Published(there, shelf.audio(there), made=False)
    _announce(name, there, studio)
    with shelf.draft() as draft:
        audio = draft / AUDIO
        recorded, casting = _record(text, studio)
        studio.report.step("Mixing and mastering")
        mixed = mix.stitch(recorded, _music(settings))
        del recorded  # a gigabyte, of two hours
        mastered = master.master(mixed.sound, audio, settings.format)
        parts = chapters.chapters(mixed.cues, text.stories, mastered.seconds)
        inspection.insist(
            inspection.check_episode(
                audio, mixed.sound.seconds, mixed.cues, parts, loudness=mastered.loudness
            )
        )
        now, picture = studio.now(), _picture(text, settings, draft)
        said = transcript.as_text(episode.spoken(mixed))
        tags.write(audio, tags.Tagged(text.title, settings.show, now, picture, parts, said))
        (draft / SCRIPT).write_text(manuscript.dump(text), encoding="utf-8")
        studio.report.step("Publishing")
        with shelf.publishing():
            name, before = shelf.find(text.date, text.title, text.origin)
            made = episode.compose(
                text, mixed, mastered, name=name, audio=audio, voice=casting.names,
                fingerprint=_fingerprint(text, settings, casting), now=now, articles=found,
                before=before, chapters=parts, cover=picture.name, encoding=settings.format,
            )  # fmt: skip
            companions.write(draft, made, settings.show)
            (draft / publication.WAVEFORM).write_bytes(publication.waveform(mixed.sound))
            for each, content in (beside or {}).items():
                (draft / each).write_bytes(content)
            shelf.put(draft, made)
            notice, show = studio.report.notice, settings.show
            gone = removal.retire(shelf, show.keep, studio.now(), notice, made.id)
            changed = None if gone else {made.id}  # who stood beside them changes, too
            publication.refresh(shelf, show, studio.now(), notice, changed=changed)
    return Published(made, shelf.audio(made), made=True)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What came of a daily run."""

    run: newsroom.Run
    """What it decided; the one before, when there was nothing to decide."""
    done: Published | None = None
    """None: nothing was new, or it was only asked what would be told."""
    last: dt.datetime | None = None
    """When an earlier run found something new."""


@dataclass(frozen=True, slots=True)
class DailyOptions:
    """How one daily run differs from what the settings say."""

    length: Length | None = None
    dry_run: bool = False
    """Nothing is made, and nothing is remembered."""
    strict: bool = False
    """A fault of a source is an error."""
    fetch: Callable[[], sources.Fetcher] = sources.fetcher


def daily(studio: Studio, options: DailyOptions) -> Bulletin:
    """Tell what is new in the sources of the settings; nothing new makes no episode.

    Raises:
        SettingsError: there are no sources.
        OutputError: another daily run is at work in the output folder.
        SourceError, NetworkError: no source could be read, or, when strict, one of them could not.
    """
    if options.dry_run:
        return _daily(studio, options)
    with newsroom.exclusive(studio.settings.output):
        return _daily(studio, options)


def _daily(studio: Studio, options: DailyOptions) -> Bulletin:
    settings, now, notice = studio.settings, studio.now(), studio.report.notice
    settings = replace(settings, length=options.length or settings.daily.length)
    studio = replace(studio, settings=settings, now=lambda: now)
    known = newsroom.read(settings.output, now, notice)
    studio.report.step("Looking for what is new")
    pace = _casting(settings).reporter.words_per_minute
    asked = newsroom.Asked(
        settings.sources, settings.daily, now, settings.length.seconds(pace), options.fetch,
        article.of_document, options.strict,
    )  # fmt: skip
    plan = newsroom.plan(asked, known)
    last = known.last.made if known.last else None
    for fault in plan.run.faults:
        notice(fault)
    if not plan.articles or options.dry_run:
        if plan.learnt and not options.dry_run:
            newsroom.done(settings.output, known, plan.run)
        if not options.dry_run and Library(settings.output).unfinished:
            refresh(studio)  # an episode that was told already may still be missing in the feed
        return Bulletin(plan.run if plan.run.decisions else known.last or plan.run, last=last)
    found = article.numbered(plan.articles)
    text = write(found, studio)
    text = replace(
        text,
        title=newsroom.title(
            settings.daily.title or settings.show.title,
            script.date_in_words(now.date()),
            known.editions(now.date()) + 1,
        ),
        notices=(*text.notices, *newsroom.explain.notices(plan.run)),
    )
    done = publish(text, studio, found, {newsroom.RECORD: newsroom.dump(plan.run)})
    newsroom.done(settings.output, known, plan.run, done.episode.id)
    return Bulletin(plan.run, done, last)


def rebuild(studio: Studio) -> tuple[Episode, ...]:
    """Write feed and pages anew from the records on disk; the episodes in them, newest first."""
    shelf, show = Library(studio.settings.output), studio.settings.show
    with shelf.publishing():
        return publication.refresh(shelf, show, studio.now(), studio.report.notice)


def remove(names: Sequence[str], studio: Studio) -> tuple[str, ...]:
    """Take the episodes of these ids out of feed and pages, then off the disk; the ids.

    Raises:
        SettingsError: one of them is not there; nothing is removed then.
    """
    shelf, show = Library(studio.settings.output), studio.settings.show
    with shelf.publishing():
        gone = removal.withdraw(shelf, names)
        publication.refresh(shelf, show, studio.now(), studio.report.notice)
    return gone


def refresh(studio: Studio) -> None:
    """Write what changed of feed and pages: the settings of the show, or a record by hand."""
    shelf, show = Library(studio.settings.output), studio.settings.show
    with shelf.publishing():
        publication.refresh(shelf, show, studio.now(), studio.report.notice, changed=())


def cards(settings: Settings) -> dict[str, VoiceCard]:
    """All voices there are: ours, and the user's own."""
    folders = [shipped.voices_folder()]
    return read_cards([*folders, settings.voices] if settings.voices else folders)


def _record(text: Script, studio: Studio) -> tuple[tuple[Clip, ...], Casting]:
    """The clips, and who spoke: the fallback where an online voice failed."""
    casting = _casting(studio.settings)
    try:
        return _say(text, studio, casting), casting
    except NetworkError as error:
        instead = studio.settings.fallback
        if not instead:
            raise
        stands_in = casting.offline(choose(cards(studio.settings), instead))
        away = " and ".join(f"'{each.name}'" for each in casting.voices().values() if each.network)
        studio.report.notice(f"{error} The voice '{instead}' speaks instead of {away}.")
        return _say(text, studio, stands_in), stands_in


def _say(text: Script, studio: Studio, casting: Casting) -> tuple[Clip, ...]:
    studio.report.step(f"Recording ({casting.names})")
    studio.report.recording(len(text.segments))
    with cast.opened(casting) as voices:
        executor = ThreadPoolExecutor(cast.callers(voices))
        pronounce = _pronunciations(studio.settings).pronounce
        try:
            return clips.record(
                text, voices, executor, pronounce, studio.recordings, studio.report.heard
            )
        finally:
            # Who presses Ctrl-C does not wait for the sentences that are being said.
            executor.shutdown(wait=False, cancel_futures=True)


def _casting(settings: Settings) -> Casting:
    known = cards(settings)
    return Casting(
        choose(known, settings.voice),
        choose(known, settings.reporter or settings.voice),
        choose(known, settings.quoted) if settings.quoted else None,
    )


def _pronunciations(settings: Settings) -> Pronunciations:
    ours = pronunciations.shipped()
    return pronunciations.read(settings.pronunciations) + ours if settings.pronunciations else ours


def _pace(settings: Settings, stories: int) -> script.Pace:
    casting = _casting(settings)
    return script.Pace(
        casting.presenter.words_per_minute,
        mix.overhead(_music(settings), stories),
        casting.reporter.words_per_minute,
    )


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


def _fingerprint(text: Script, settings: Settings, casting: Casting) -> str:
    known, show, music = _pronunciations(settings), settings.show, _music(settings)
    engines = sorted({card.engine for card in casting.voices().values()})
    respelled = [known.pronounce(each.spoken, one) for each in text.segments for one in engines]
    words = (show.title, show.author, show.colour, settings.format, *respelled)
    pieces = (music.opening, music.transition, music.closing, music.bed) if music else ()
    files = (*filter(None, pieces), *([show.cover] if show.cover else []))
    return episode.fingerprint(text, cast.identity(casting), words, files)


def _music(settings: Settings) -> mix.Music | None:
    """The sound files to use; those of the user wherever there is one."""
    own = {
        "opening": settings.opening, "transition": settings.transition,
        "closing": settings.closing, "bed": settings.bed,
    }  # fmt: skip
    if settings.music == NO_MUSIC:
        return None
    return mix.Music(
        **{name: path or shipped.music(settings.music, name) for name, path in own.items()}
    )


def _picture(text: Script, settings: Settings, folder: Path) -> Path:
    """The picture of the episode, in *folder*: the user's own, or one that is drawn."""
    show = settings.show
    if show.cover:
        path = folder / f"cover{tags.ending(show.cover)}"
        path.write_bytes(show.cover.read_bytes())
    else:
        path = folder / "cover.jpg"
        date = script.date_in_words(text.date)
        path.write_bytes(cover.draw_episode(show.title, text.title, date, show.colour))
    return path
