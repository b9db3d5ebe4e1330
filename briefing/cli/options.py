"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
    list[str],
    typer.Argument(help="Files, folders, addresses of pages or feeds; - is standard input."),
]
Tone = Annotated[str | None, typer.Option(help="How the presenter speaks: sober or warm.")]
CondenserName = Annotated[
    str | None, typer.Option("--condenser", help="Who condenses: extractive, or llm.")
]
