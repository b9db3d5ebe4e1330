"""The street door: the commands, and the one place where errors are shown."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from briefing import __version__, settings
from briefing.cli import hearing, making, schedule, shelf
from briefing.errors import BriefingError, OutputError

INTERRUPTED = 130  # 128 + SIGINT, as shells do

app = typer.Typer(
    help="From a French article to a podcast: condensed, spoken, mixed and published.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(making.make)
app.command()(making.daily)
app.command("script")(making.script_)
app.command()(making.spoken)
app.command()(hearing.voices)
app.add_typer(shelf.shelf, name="episodes", invoke_without_command=True)
app.command()(shelf.check)
app.command()(shelf.serve)
app.command()(shelf.publish)
app.add_typer(schedule.app, name="schedule")


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
