"""The commands about what is published: list, remove, check, serve, publish."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import settings
from briefing.cli import desk
from briefing.cli.options import (
    AsJson,
    Config,
    Output,
    Quiet,
)
from briefing.errors import OutputError, SettingsError

if TYPE_CHECKING:
    from briefing.pipeline import Studio


shelf = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})


@shelf.callback()
def episodes(
    context: typer.Context,
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Write the feed anew from the records.")
    ] = False,
    opml: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write the show as a list of feeds; - is stdout."),
    ] = None,
    output: Output = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """List what is published; `remove` takes some of it away."""
    from briefing import pipeline  # see make
    from briefing.library import Library

    if context.invoked_subcommand:
        context.obj = (output, config)  # those before a command are meant for it, too
        if rebuild or opml or as_json:
            raise SettingsError("--rebuild, --opml and --json do not go with a command.")
        return
    if opml:
        _write_opml(opml, config)
        return

    def work(studio: Studio) -> list[dict[str, object]]:
        shelf = Library(studio.settings.output)
        found = pipeline.rebuild(studio) if rebuild else shelf.episodes(studio.report.notice)
        return [
            {"id": each.id, "published": each.published.isoformat(), "seconds": each.seconds,
             "title": each.title, "path": str(shelf.audio(each))}
            for each in found
        ]  # fmt: skip

    rows = desk.run(work, config, {"output": output}, quiet=False)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("Nothing is published yet.", err=True)
    for row in rows:
        typer.echo(f"{row['id']}  {desk.clock(row['seconds'])}  {row['title']}")


@shelf.command()
def remove(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="ID...", help="Their ids.")],
    *,
    output: Output = None,
    config: Config = None,
) -> None:
    """Take episodes out of the feed, then off the disk; there is no way back."""
    from briefing import pipeline  # see make

    before = context.obj or (None, None)
    output, config = output or before[0], config or before[1]
    gone = desk.run(partial(pipeline.remove, names), config, {"output": output}, quiet=False)
    for each in gone:
        typer.echo(f"{each} is removed.")


def _write_opml(to: str, config: Path | None) -> None:
    from briefing import opml  # see make

    content = opml.render(desk.chosen(config, {}).show)
    if to == "-":
        typer.echo(content.decode(), nl=False)
        return
    try:
        Path(to).write_bytes(content)
    except OSError as error:
        raise OutputError(f"{to} cannot be written: {error.strerror}.") from error
    typer.echo(to)


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

    chosen = desk.chosen(config, {"output": output})
    columns = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    server.serve(
        chosen.output, chosen.show, host, port, partial(typer.echo, err=True), columns=columns
    )


def check(  # noqa: PLR0913 - see make
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEED|EPISODE]...",
            help="Feeds (folder, feed.xml, address) or ids of episodes (default: the output).",
        ),
    ] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Every episode, and every file that a feed names.")
    ] = False,
    previous: Annotated[
        str, typer.Option(help="File or address of the feed before: have guids changed?")
    ] = "",
    newest: Annotated[
        int, typer.Option(help="Episodes of a feed whose files are asked for.", min=0)
    ] = 10,
    sounds: Annotated[int, typer.Option(help="Those of them whose sound is measured.", min=0)] = 1,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")] = False,
    listen: Annotated[
        bool, typer.Option("--listen", help="Have a machine hear it, too (extra: listen).")
    ] = False,
    output: Output = None,
    as_json: AsJson = False,
    config: Config = None,
) -> None:
    """Say what is wrong with episodes, or with any podcast feed, and how to mend it."""
    from briefing import check as room  # see make
    from briefing import findings, hearing

    chosen = desk.chosen(config, {"output": output})
    feeds = [each for each in names or () if room.is_feed(each)]
    ids = [each for each in names or () if each not in feeds]
    episodes: tuple[Path, ...] = ()
    if ids or not names:
        episodes = room.chosen(chosen.output, ids, everything=everything and not feeds)
    measured = 0 if not names else sounds  # of ours the episode itself is looked at, closer
    options = room.Options(
        dt.datetime.now().astimezone(),
        room.Limits(None if everything else newest, measured),
        previous,
        chosen.show.base_url or settings.LOCAL_URL,
    )
    reports = [
        room.check_feed(each, options) for each in (feeds if names else [str(chosen.output)])
    ]
    reports += room.check(episodes, hearing.Ear().hear if listen else None)
    typer.echo(findings.as_json(reports) if as_json else findings.as_text(reports))
    room.insist(reports, strict=strict)


def publish(  # noqa: PLR0913 - see make
    target: Annotated[
        str, typer.Argument(help="A folder, HOST:PATH, sftp://, s3://, webdavs://, rclone:….")
    ] = "",
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
    from briefing import progress  # see make
    from briefing import publish as room
    from briefing.publish import words

    chosen = desk.chosen(config, {"output": output})
    target, folder = target or chosen.show.publish_to, chosen.output
    if not target:
        hint = "briefing publish TARGET, or publish_to under [show] in briefing.toml."
        raise SettingsError("There is no place to publish to.", hint=hint)
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
