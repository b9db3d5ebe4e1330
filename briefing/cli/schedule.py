"""The commands of `briefing schedule`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Make the show every day: set, look after and remove the timer of the system.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[
    Path | None, typer.Option("--config", help="Settings file of the show (default: here).")
]
At = Annotated[str, typer.Option(help="Time of the day: 06:30.", show_default=False)]
Days = Annotated[str, typer.Option(help="Days: mon-fri, or sat,sun (default: every day).")]
Zone = Annotated[str, typer.Option(help="Time zone: Europe/Paris (default: this machine's).")]


@app.command()
def install(
    *,
    at: At,
    days: Days = "",
    zone: Zone = "",
    timer: Annotated[
        str, typer.Option(help="systemd, cron or launchd (default: the first that works here).")
    ] = "",
    github: Annotated[
        bool, typer.Option("--github", help="A workflow of GitHub Actions instead.")
    ] = False,
    config: Config = None,
) -> None:
    """Set the timer, in place of one that is set; prints what sets it off, and when."""
    from briefing import schedule, settings  # `--help` loads nothing heavy
    from briefing.errors import SettingsError

    if github and timer:
        raise SettingsError("--github is a timer, so it has no --timer.")
    machine = schedule.Machine()
    wanted = schedule.plan(config, at, days, zone, machine)
    chosen = settings.read(wanted.config)  # a mistake is told now, not at half past six
    if github:
        typer.echo(schedule.github.install(wanted))
        typer.echo("Commit it: GitHub goes by what is on the default branch.", err=True)
        return
    first, *more = schedule.install(wanted, timer, machine)
    typer.echo(first)
    for line in more:
        typer.echo(line, err=True)
    if chosen.llm.model and chosen.llm.key_variable in machine.environment:
        typer.echo(
            f"Timers do not have your {chosen.llm.key_variable}; docs/schedule.md says how they "
            "get it.",
            err=True,
        )


@app.command()
def status(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    config: Config = None,
) -> None:
    """Show the timer, the last run and the next; exit code 8 when something is wrong."""
    from briefing import schedule  # see install

    found = schedule.look(schedule.locate(config), schedule.Machine())
    typer.echo(schedule.status.as_json(found) if as_json else schedule.status.as_text(found))
    schedule.insist(found)


@app.command()
def remove(
    *,
    github: Annotated[bool, typer.Option("--github", help="The workflow of GitHub Actions.")] = (
        False
    ),
    config: Config = None,
) -> None:
    """Remove the timer; logs and episodes stay."""
    from briefing import schedule  # see install

    machine = schedule.Machine()
    if github:
        gone = schedule.github.remove(schedule.plan(config, "00:00", "", "Etc/UTC", machine))
        typer.echo(gone if gone else "There was no workflow.")
        return
    kinds = schedule.remove(schedule.locate(config, must=False), machine)
    typer.echo(f"Removed: {', '.join(kinds)}." if kinds else "There was no timer.")


@app.command("github")
def github_(*, at: At, days: Days = "", zone: Zone = "", config: Config = None) -> None:
    """Print a workflow of GitHub Actions; `install --github` writes it to its place."""
    from briefing import schedule  # see install

    wanted = schedule.plan(config, at, days, zone, schedule.Machine())
    root = schedule.github.repository(wanted.config)
    typer.echo(schedule.github.workflow(wanted, root), nl=False)


@app.command()
def run(
    *,
    if_due: Annotated[bool, typer.Option("--if-due", hidden=True)] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what goes to the log.")] = False,
    config: Config = None,
) -> None:
    """What the timer starts: `briefing daily`, logged, watched and reported."""
    from briefing import schedule  # see install

    echo = partial(typer.echo, err=True) if verbose else None
    job = schedule.Job(schedule.locate(config), echo=echo)
    if if_due and not job.due():
        return
    raise typer.Exit(job.run())
