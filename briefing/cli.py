"""The street door: commands, options, and the one place where errors are shown."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import time
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from briefing import __version__, settings
from briefing.errors import BriefingError, OutputError, ScriptError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.model import Script
    from briefing.pipeline import Published, Studio

T = TypeVar("T")
INTERRUPTED = 130  # 128 + SIGINT, as shells do

app = typer.Typer(
    help="From a French article to a podcast: condensed, spoken, mixed and published.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[
    Path | None, typer.Option("--config", help="Settings file (default: ./briefing.toml).")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder of the episodes and the feed.")
]
VoiceName = Annotated[
    str | None, typer.Option("--voice", "-v", help="The presenter's; alone, it says all.")
]
Reporter = Annotated[str | None, typer.Option(help="The voice that tells the stories.")]
Solo = Annotated[bool, typer.Option("--solo", help="One voice says all.")]
Length = Annotated[
    str | None, typer.Option("--length", "-l", help="Length to condense to: 90s, 3min, 1h, 100w.")
]
Full = Annotated[bool, typer.Option("--full", help="Read the whole article.")]
Language = Annotated[
    str | None, typer.Option(help="`fr` insists that the text is French.", metavar="fr")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say every step and segment.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Sources = Annotated[
    list[str], typer.Argument(help="Text or Markdown files, one story each; - is standard input.")
]
Tone = Annotated[str | None, typer.Option(help="How the presenter speaks: sober or warm.")]
CondenserName = Annotated[
    str | None, typer.Option("--condenser", help="Who condenses: extractive, or llm.")
]


def main() -> None:
    """Run the command line; every expected failure ends as one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # wherever a script is redirected to
    try:
        app()
        sys.stdout.flush()
    except OSError as error:
        typer.echo(f"Error: The result cannot be printed: {error.strerror}.", err=True)
        _end(OutputError.exit_code)
    except BriefingError as error:
        typer.echo(f"Error: {error}", err=True)
        if error.hint:
            typer.echo(f"  {error.hint}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("Stopped. What was published before stays as it was.", err=True)
            _end(INTERRUPTED)
        raise


def _end(code: int) -> NoReturn:
    """End at once: a sentence that is still being said somewhere would keep Python waiting."""
    sys.stderr.flush()
    os._exit(code)


@app.command()
def make(  # noqa: PLR0913 - a command has as many parameters as options
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Text or Markdown files, one story each; - is standard input."),
    ] = None,
    *,
    script: Annotated[
        Path | None, typer.Option(help="Record this edited script word for word.")
    ] = None,
    length: Length = None,
    full: Full = False,
    tone: Tone = None,
    condenser: CondenserName = None,
    voice: VoiceName = None,
    reporter: Reporter = None,
    solo: Solo = False,
    no_music: Annotated[
        bool, typer.Option("--no-music", help="No jingles, nothing under the voices.")
    ] = False,
    fallback: Annotated[
        str | None, typer.Option(help="Voice that steps in when an online one fails.")
    ] = None,
    output: Output = None,
    language: Language = None,
    config: Config = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make an episode of one or several articles and publish it; prints the path of the MP3."""
    from briefing import pipeline  # `--help` loads nothing heavy

    if bool(sources) == (script is not None):
        raise SettingsError(
            "Give either an article (- for standard input) or --script FILE.",
            hint="briefing make --help",
        )
    if script is not None and (length or full or language or tone or condenser):
        raise SettingsError(
            "A script is recorded as it stands: --length, --full, --language, --tone and "
            "--condenser do not go with it."
        )
    if full and length:
        raise SettingsError("--full reads all, so it has no --length.")
    options = {
        "fallback": fallback, "output": output, "length": length, "tone": tone,
        "condenser": condenser, "music": settings.NO_MUSIC if no_music else None,
        **_cast(voice, reporter, solo=solo),
    }  # fmt: skip
    insist = _insists(language)

    def work(studio: Studio) -> Published:
        if script is not None:
            return pipeline.publish(_read_script(script, studio), studio)
        found = pipeline.read(sources or [], studio, insist=insist)
        return pipeline.publish(pipeline.write(found, studio, full=full), studio, found)

    started = time.monotonic()
    done = _run(work, config, options, quiet=quiet, verbose=verbose)
    _show(done, time.monotonic() - started, as_json=as_json, quiet=quiet)


@app.command("script")
def script_(  # noqa: PLR0913 - see make
    sources: Sources,
    *,
    to: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write (default: stdout).")
    ] = None,
    length: Length = None,
    full: Full = False,
    tone: Tone = None,
    condenser: CondenserName = None,
    voice: VoiceName = None,
    reporter: Reporter = None,
    solo: Solo = False,
    language: Language = None,
    config: Config = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write only the script, as a text to edit; `make --script FILE` records it."""
    from briefing import manuscript, pipeline  # see make

    insist = _insists(language)

    def work(studio: Studio) -> str:
        found = pipeline.read(sources, studio, insist=insist)
        written = pipeline.write(found, studio, full=full)
        if as_json:
            return pipeline.outline(written, found, studio.settings) + "\n"
        return manuscript.dump(written)

    options = {
        "length": length, "tone": tone, "condenser": condenser,
        **_cast(voice, reporter, solo=solo),
    }  # fmt: skip
    text = _run(work, config, options, quiet=quiet)
    if to is None:
        typer.echo(text, nl=False)
        return
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        hint = "It may hold your edits: name another file, or remove it."
        raise OutputError(f"{to} is there already.", hint=hint) from error
    except OSError as error:
        raise OutputError(f"{to} cannot be written: {error.strerror}.") from error
    typer.echo(to)


@app.command()
def spoken(
    source: Annotated[str, typer.Argument(help="Any text file, or - for standard input.")] = "-",
    *,
    voice: Annotated[
        str | None,
        typer.Option("--voice", "-v", help="Also respell names as this voice is told them."),
    ] = None,
    ipa: Annotated[
        bool, typer.Option("--ipa", help="Print the phonemes that a Kokoro voice is handed.")
    ] = False,
    config: Config = None,
) -> None:
    """Print each line as it will be said: one line out for each line in."""
    from briefing import article, pipeline  # see make

    def work(studio: Studio) -> str:
        make = pipeline.phonemes if ipa else pipeline.speaker
        speak = make(studio.settings, voice or "")
        return "".join(f"{speak(line)}\n" for line in article.lines(source, studio.stdin))

    typer.echo(_run(work, config, {}, quiet=False), nl=False)


@app.command()
def voices(  # noqa: PLR0913 - see make
    names: Annotated[list[str] | None, typer.Argument(help="Only these (default: all).")] = None,
    *,
    sample: Annotated[
        Path | None, typer.Option(help="Folder to write a sentence said by each voice to.")
    ] = None,
    play: Annotated[bool, typer.Option("--play", help="Play the sentence.")] = False,
    text: Annotated[str, typer.Option(help="The sentence.")] = "",
    mix: Annotated[
        str, typer.Option("--blend", help="Style vectors to make a voice of: ff_siwis=2,if_sara=1.")
    ] = "",
    save_as: Annotated[str, typer.Option(help="Name of the voice that --blend makes.")] = "",
    speed: Annotated[float, typer.Option(help="Of that voice: 0.5 to 2.")] = 1.0,
    gender: Annotated[str, typer.Option(help="Of that voice: female or male.")] = "unknown",
    download: Annotated[
        bool, typer.Option("--download", help="Fetch the Kokoro model from its official release.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """List the voices, and which of them work here; let them be heard; make one of your own."""
    from briefing import audition, blend, pipeline  # see make

    if bool(mix) != bool(save_as) or (mix and names):
        raise SettingsError("--blend and --save-as NAME go together, and with no other name.")

    def work(studio: Studio) -> str:
        if download:
            return str(audition.fetch_model(studio.report))
        if mix:
            wanted = blend.Blend(blend.parse(mix), speed, gender)
            made = blend.save(save_as, wanted, studio.settings.voices, studio.report)
            cards = {made.name: made}
        else:
            cards = audition.only(pipeline.cards(studio.settings), names or [])
        hear = audition.rehearse if play else audition.audition
        heard = hear(cards, studio.report, sample, text)
        return audition.as_json(heard) if as_json else audition.as_table(heard)

    typer.echo(_run(work, config, {}, quiet=False))


@app.command()
def episodes(
    *,
    rebuild: Annotated[bool, typer.Option(help="Write the feed anew from the records.")] = False,
    output: Output = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """List what is published."""
    from briefing import pipeline  # see make
    from briefing.library import Library

    def work(studio: Studio) -> list[dict[str, object]]:
        shelf = Library(studio.settings.output)
        found = pipeline.rebuild(studio) if rebuild else shelf.episodes(studio.report.notice)
        return [
            {"id": each.id, "published": each.published.isoformat(), "seconds": each.seconds,
             "title": each.title, "path": str(shelf.audio(each))}
            for each in found
        ]  # fmt: skip

    rows = _run(work, config, {"output": output}, quiet=False)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("Nothing is published yet.", err=True)
    for row in rows:
        typer.echo(f"{row['id']}  {_clock(row['seconds'])}  {row['title']}")


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for phones at home.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 picks a free one.")] = 8000,
    output: Output = None,
    config: Config = None,
) -> None:
    """Serve the output folder to podcast apps."""
    from briefing import server  # see make

    chosen = _settings(config, {"output": output})
    columns = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    server.serve(
        chosen.output, chosen.show, host, port, partial(typer.echo, err=True), columns=columns
    )


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="File to write.")] = Path(settings.FILE),
) -> None:
    """Write a commented settings file."""
    settings.init(path)
    typer.echo(path)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Options that come before a command."""


def _cast(voice: str | None, reporter: str | None, *, solo: bool) -> dict[str, str | None]:
    """The options that say who speaks."""
    if solo and reporter:
        raise SettingsError("--solo is one voice for all, so it has no --reporter.")
    alone = solo or (voice is not None and reporter is None)
    return {
        "voice": voice,
        "reporter": "" if alone else reporter,
        "quoted": "" if solo else None,
    }


def _settings(config: Path | None, options: Mapping[str, object]) -> settings.Settings:
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


def _run(
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

    chosen = _settings(config, options)
    report = progress.report(quiet=quiet, verbose=verbose)
    try:
        kept = Recordings(weights.default_cache() / "recordings")
        return work(Studio(chosen, report, lambda: dt.datetime.now().astimezone(), _stdin, kept))
    finally:
        report.close()


def _stdin() -> bytes:
    from briefing.article import MOST_LINES  # see make

    return sys.stdin.buffer.read(MOST_LINES + 1)  # one byte over is enough to be refused


def _insists(language: str | None) -> bool:
    if language not in {None, "fr"}:
        raise SettingsError(f"The voices read French, not '{language}'.", hint="--language fr")
    return language == "fr"


def _read_script(path: Path, studio: Studio) -> Script:
    from briefing import manuscript, pipeline  # see make

    try:
        text = path.read_text(encoding="utf-8")
        return manuscript.parse(text, str(path), pipeline.speaker(studio.settings))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        hint = "briefing script ARTICLE -o script.md writes one to edit."
        raise ScriptError(f"{path} cannot be read: {reason}.", hint=hint) from error


def _show(done: Published, work: float, *, as_json: bool, quiet: bool) -> None:
    episode = done.episode
    if as_json:
        table = {
            "path": str(done.audio), "id": episode.id, "guid": episode.guid,
            "title": episode.title, "voice": episode.voice, "seconds": episode.seconds,
            "bytes": episode.bytes, "lufs": episode.loudness.integrated,
            "true_peak": round(episode.loudness.true_peak, 2), "made": done.made,
            "left_out": list(episode.left_out),
        }  # fmt: skip
        typer.echo(json.dumps(table, ensure_ascii=False, indent=2))
        return
    if done.made and not quiet and sys.stderr.isatty():
        typer.echo(
            f"{_clock(episode.seconds)} of sound in {work:.0f} s, "
            f"{episode.loudness.integrated:.1f} LUFS, voice {episode.voice}.",
            err=True,
        )
    typer.echo(done.audio)


def _clock(seconds: object) -> str:
    minutes, rest = divmod(round(float(str(seconds))), 60)
    return f"{minutes}:{rest:02d}"


@app.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[EPISODE]...", help="Ids or folders (default: the newest)."),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Check every episode.")] = False,
    listen: Annotated[
        bool, typer.Option("--listen", help="Have a machine hear it, too (extra: listen).")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Check what is published: does it play, is it loud enough, do transcript and sound agree."""
    from briefing import check as room  # see make
    from briefing import findings, hearing

    folder = _settings(config, {"output": output}).output
    chosen = room.chosen(folder, names or (), everything=everything)
    reports = room.check(chosen, hearing.Ear().hear if listen else None)
    typer.echo(findings.as_json(reports) if as_json else findings.as_text(reports))
    room.insist(reports)


@app.command()
def publish(  # noqa: PLR0913 - see make
    target: Annotated[
        str, typer.Argument(help="A folder, HOST:PATH, sftp://, s3://, webdavs://, rclone:….")
    ],
    *,
    delete: Annotated[
        bool, typer.Option("--delete", help="Remove there what is no longer here.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = (
        False
    ),
    everything: Annotated[
        bool, typer.Option("--all", help="Send all again, whatever is there.")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    config: Config = None,
) -> None:
    """Bring the output folder to where the world reads it: media first, the feed last."""
    import contextlib

    from briefing import progress  # see make
    from briefing import publish as room
    from briefing.publish import words

    folder = _settings(config, {"output": output}).output
    report = progress.report(quiet=quiet, verbose=False)
    options = room.Options(delete=delete, dry_run=dry_run, everything=everything)
    try:
        with contextlib.closing(room.find(target, folder)) as place:
            done = room.publish(folder, place, options, report)
    finally:
        report.close()
    if as_json:
        typer.echo(words.as_json(done))
    elif not quiet:
        typer.echo(words.as_text(done))
