"""What commands do alike: settings and options become a studio, a result is shown."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from briefing import settings
from briefing.errors import ScriptError, SettingsError

if TYPE_CHECKING:
    from briefing.model import Script
    from briefing.pipeline import Published, Studio

T = TypeVar("T")


def cast(voice: str | None, reporter: str | None, *, solo: bool) -> dict[str, str | None]:
    """The options that say who speaks."""
    if solo and reporter:
        raise SettingsError("--solo is one voice for all, so it has no --reporter.")
    alone = solo or (voice is not None and reporter is None)
    return {
        "voice": voice,
        "reporter": "" if alone else reporter,
        "quoted": "" if solo else None,
    }


def chosen(config: Path | None, options: Mapping[str, object]) -> settings.Settings:
    """The settings file, with the options that were given over it."""
    given = {key: value for key, value in options.items() if value is not None}
    if isinstance(given.get("length"), str):
        given["length"] = settings.length(str(given["length"]))
    if given.get("condenser", "extractive") not in settings.CONDENSERS:
        raise SettingsError(
            f"There is no condenser '{given['condenser']}'.",
            hint=f"Condensers: {', '.join(settings.CONDENSERS)}.",
        )
    return replace(settings.read(config), **given)  # type: ignore[arg-type] # names checked above


def run(
    work: Callable[[Studio], T],
    config: Path | None,
    options: Mapping[str, object],
    *,
    quiet: bool,
    verbose: bool = False,
) -> T:
    """Do *work* in a studio made of the settings, the clock and the streams of this process."""
    from briefing import progress  # see make
    from briefing.pipeline import Studio
    from briefing.recordings import Recordings
    from briefing.voices import weights

    settled = chosen(config, options)
    report = progress.report(quiet=quiet, verbose=verbose)
    try:
        kept = Recordings(weights.default_cache() / "recordings")
        return work(Studio(settled, report, lambda: dt.datetime.now().astimezone(), _stdin, kept))
    finally:
        report.close()


def _stdin() -> bytes:
    from briefing.article import MOST_LINES  # see make

    return sys.stdin.buffer.read(MOST_LINES + 1)  # one byte over is enough to be refused


def insists(language: str | None) -> bool:
    """Whether the user says that the text is French, whatever it looks like."""
    if language not in {None, "fr"}:
        raise SettingsError(f"The voices read French, not '{language}'.", hint="--language fr")
    return language == "fr"


def read_script(path: Path, studio: Studio) -> Script:
    """The edited script at *path*.

    Raises:
        ScriptError: it cannot be read, or would not be said as it stands.
    """
    from briefing import manuscript, pipeline  # see make

    try:
        text = path.read_text(encoding="utf-8")
        return manuscript.parse(text, str(path), pipeline.speaker(studio.settings))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        hint = "briefing script ARTICLE -o script.md writes one to edit."
        raise ScriptError(f"{path} cannot be read: {reason}.", hint=hint) from error


def table(done: Published) -> dict[str, object]:
    """What programs want to know of an episode."""
    episode = done.episode
    return {
        "path": str(done.audio), "id": episode.id, "guid": episode.guid,
        "title": episode.title, "voice": episode.voice, "seconds": episode.seconds,
        "bytes": episode.bytes, "lufs": episode.loudness.integrated,
        "true_peak": round(episode.loudness.true_peak, 2), "made": done.made,
        "left_out": list(episode.left_out),
    }  # fmt: skip


def show(done: Published, work: float, *, as_json: bool, quiet: bool) -> None:
    """Print the path of what was made, in *work* seconds, or all of it as JSON."""
    episode = done.episode
    if as_json:
        typer.echo(json.dumps(table(done), ensure_ascii=False, indent=2))
        return
    if done.made and not quiet and sys.stderr.isatty():
        typer.echo(
            f"{clock(episode.seconds)} of sound in {work:.0f} s, "
            f"{episode.loudness.integrated:.1f} LUFS, voice {episode.voice}.",
            err=True,
        )
    typer.echo(done.audio)


def clock(seconds: object) -> str:
    """Minutes and seconds: `1:27`."""
    minutes, rest = divmod(round(float(str(seconds))), 60)
    return f"{minutes}:{rest:02d}"
