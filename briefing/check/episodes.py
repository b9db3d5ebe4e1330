"""Is what we publish right?  Every episode that is asked about, from its record to its last word.

What is asked of the sound is in `inspection`; here is what only a published episode has: its
record, the files beside it, and with `--listen` what a machine understands of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from briefing import companions, record
from briefing.check import times
from briefing.errors import CheckFailed, SettingsError
from briefing.findings import Check, Finding, Level, Report
from briefing.hearing import Comparison, Heard, compare
from briefing.inspection import check_episode, clock, order
from briefing.library import RECORD
from briefing.model import Episode

Hear = Callable[[Path], Sequence[Heard]]
"""What is heard in a sound file: `hearing.Ear.hear`."""

_AGAIN = "Make the episode again: `briefing make`."
RECORDED = Check("record", Level.ERROR, f"Undo what was changed in it by hand. {_AGAIN}")
SIZE = Check("size", Level.ERROR, f"The sound file is not the one that was published. {_AGAIN}")
FILES = Check("files", Level.ERROR, f"The file does not fit the sound. {_AGAIN}")
WORDS = Check("words heard", Level.ERROR, "Listen to it; another voice may be clearer.")
SENTENCES = Check(
    "sentences", Level.WARNING, "Listen there; write it another way, or add to `pronunciations`."
)
TIMES = Check("times", Level.ERROR, f"The transcript runs beside the sound. {_AGAIN}")

# Of four episodes of our test articles Whisper base took 14 to 22 % of the words for others, names
# above all, and never more than 42 % of a sentence.
_MOST_ERRORS = 0.5
_LEAST_SHARE = 0.5
_FEW = 4  # words; of fewer, one slip is half a sentence
# Seconds; in the same episodes half of the words were within 0.2, and the worst was off by 1.1,
# where Whisper took the pause before a word for a part of it.
_MOST_DRIFT = 0.5


def chosen(
    output: Path, names: Sequence[str] = (), *, everything: bool = False
) -> tuple[Path, ...]:
    """The folders of the episodes that *names* name: ids of what is in *output*, or folders.

    Without a name it is the newest, or *everything*.

    Raises:
        SettingsError: there is no such episode, or none at all.
    """
    folders = sorted((output / "episodes").glob("[!.]*/"))
    if names and everything:
        raise SettingsError("Name some episodes or ask for all of them, not both.")
    if names:
        return tuple(_named(output, name) for name in names)
    if not folders:
        raise SettingsError(
            f"Nothing is published in {output}.", hint="Name another folder with --output."
        )
    return tuple(folders) if everything else (max(folders, key=_published),)


def _named(output: Path, name: str) -> Path:
    for folder in (output / "episodes" / name, Path(name)):
        if folder.is_dir() and (folder / RECORD).exists():
            return folder
    raise SettingsError(
        f"There is no episode '{name}'.",
        hint="`briefing episodes` lists them; the folder of one does, too.",
    )


def _published(folder: Path) -> tuple[dt.datetime, str]:
    try:
        return record.load((folder / RECORD).read_bytes()).published, folder.name
    except (OSError, ValueError):  # it may be the newest all the same, so that it is looked at
        return dt.datetime.fromtimestamp(folder.stat().st_mtime, dt.UTC), folder.name


def check(folders: Iterable[Path], hear: Hear | None = None) -> tuple[Report, ...]:
    """A report for each of *folders*; with *hear*, also on what is understood of it.

    Raises:
        VoiceUnavailable: nobody can listen here; see `hearing.Ear.hear`.
    """
    return tuple(Report(folder.name, tuple(_findings(folder, hear))) for folder in folders)


def insist(reports: Sequence[Report], *, strict: bool = False) -> None:
    """Nothing, when all is right.

    Raises:
        CheckFailed: something is wrong; when *strict*, or worth a look.
    """
    faults = sum(len(each.faults) + (len(each.warnings) if strict else 0) for each in reports)
    if faults:
        checks = sum(len(each.findings) for each in reports)
        raise CheckFailed(
            f"{faults} of {checks} checks failed.", hint="What to do stands under each of them."
        )


def _findings(folder: Path, hear: Hear | None) -> Iterator[Finding]:
    try:
        episode = record.load((folder / RECORD).read_bytes())
        if episode.id != folder.name:
            raise ValueError(f"it is the record of '{episode.id}'")  # noqa: TRY301 - like the rest
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Finding(RECORDED, good=False, says=f"{RECORD} cannot be used: {reason}.")
        return
    yield Finding(RECORDED, good=True, says=f"It tells of “{episode.title}”.")
    audio = folder / episode.audio
    yield _size(audio, episode)
    sound = check_episode(audio, episode.seconds, episode.transcript, episode.chapters).findings
    yield from sound
    yield from _files(folder, episode)
    if hear and all(each.good for each in sound[:1]):  # what does not play cannot be heard
        yield from _understood(compare(episode.transcript, hear(audio)), episode)


def _size(audio: Path, episode: Episode) -> Finding:
    size = audio.stat().st_size if audio.exists() else 0
    says = f"{size} bytes; the record says {episode.bytes}."
    return Finding(SIZE, size == episode.bytes, says, {"bytes": size})


def _files(folder: Path, episode: Episode) -> Iterator[Finding]:
    timed = {companions.CAPTIONS, companions.CHAPTERS, companions.TRANSCRIPT}
    for path in sorted(path for path in folder.iterdir() if path.name in timed):
        try:
            moments = times.READERS[path.suffix](path.read_text(encoding="utf-8"))
        except (OSError, *times.BROKEN):
            yield Finding(FILES, good=False, says=f"{path.name} cannot be read.")
            continue
        found = order(FILES, moments, episode.seconds)
        yield Finding(FILES, found.good, f"{path.name}: {found.says}", found.measured)


def _understood(found: Comparison, episode: Episode) -> Iterator[Finding]:
    percent = round(100 * found.errors, 1)
    says = f"{percent} % of the words were heard otherwise."
    yield Finding(WORDS, found.errors <= _MOST_ERRORS, says, {"word_error_percent": percent})
    lost = [
        f"{clock(spoken.start)} {each.said[:60]!r} was heard as {each.heard[:60]!r}"
        for each, spoken in zip(found.sentences, episode.transcript, strict=True)
        if each.share < _LEAST_SHARE and len(each.said.split()) >= _FEW
    ]
    says = f"Not understood: {'; '.join(lost)}." if lost else "All of them were understood."
    yield Finding(SENTENCES, not lost, says, {"lost": len(lost)})
    usual, worst = found.drift
    yield Finding(
        TIMES,
        usual <= _MOST_DRIFT,
        f"The transcript is {usual:.2f} s from the words heard (median), {worst:.2f} s at worst.",
        {"median_seconds": round(usual, 3), "worst_seconds": round(worst, 3)},
    )
