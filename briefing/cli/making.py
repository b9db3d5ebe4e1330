"""The commands that make something: an episode, its script, its words as they are said."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import settings
from briefing.cli import desk
from briefing.cli.options import (
    AsJson,
    CondenserName,
    Config,
    Full,
    Language,
    Length,
    Output,
    Quiet,
    Reporter,
    Solo,
    Sources,
    Tone,
    Verbose,
    VoiceName,
)
from briefing.errors import OutputError, SettingsError

if TYPE_CHECKING:
    from briefing.pipeline import Published, Studio


def make(  # noqa: PLR0913 - a command has as many parameters as options
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, addresses of pages or feeds; - is standard input."),
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
        **desk.cast(voice, reporter, solo=solo),
    }  # fmt: skip
    insist = desk.insists(language)

    def work(studio: Studio) -> Published:
        if script is not None:
            return pipeline.publish(desk.read_script(script, studio), studio)
        found = pipeline.read(sources or [], studio, insist=insist)
        return pipeline.publish(pipeline.write(found, studio, full=full), studio, found)

    started = time.monotonic()
    done = desk.run(work, config, options, quiet=quiet, verbose=verbose)
    desk.show(done, time.monotonic() - started, as_json=as_json, quiet=quiet)


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

    insist = desk.insists(language)

    def work(studio: Studio) -> str:
        found = pipeline.read(sources, studio, insist=insist)
        written = pipeline.write(found, studio, full=full)
        if as_json:
            return pipeline.outline(written, found, studio.settings) + "\n"
        return manuscript.dump(written)

    options = {
        "length": length, "tone": tone, "condenser": condenser,
        **desk.cast(voice, reporter, solo=solo),
    }  # fmt: skip
    text = desk.run(work, config, options, quiet=quiet)
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

    typer.echo(desk.run(work, config, {}, quiet=False), nl=False)


def daily(  # noqa: PLR0913 - see make
    *,
    length: Length = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what became of each item, and why.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be told; nothing is remembered.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="A source that cannot be read is an error.")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    config: Config = None,
) -> None:
    """Make an episode of what is new in the sources of briefing.toml; nothing new, no episode."""
    from briefing import pipeline  # see make
    from briefing.daily import explain as words

    wanted = settings.length(length) if length else None
    options = pipeline.DailyOptions(wanted, dry_run, strict)
    found = desk.run(
        partial(pipeline.daily, options=options), config, {"output": output}, quiet=quiet
    )
    if as_json:
        made = desk.table(found.done) if found.done else None
        typer.echo(words.as_json(found.run, found.last, made))
        return
    if explain or dry_run:
        typer.echo(words.as_text(found.run))
    if found.done:
        typer.echo(found.done.audio)
    elif not dry_run and not quiet:
        typer.echo(words.nothing_new(found.last), err=True)
