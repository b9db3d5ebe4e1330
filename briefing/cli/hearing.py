"""The command that lists, plays and blends voices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import desk
from briefing.cli.options import (
    AsJson,
    Config,
)
from briefing.errors import SettingsError

if TYPE_CHECKING:
    from briefing.pipeline import Studio


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

    typer.echo(desk.run(work, config, {}, quiet=False))
