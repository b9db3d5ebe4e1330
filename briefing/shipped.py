"""Where the files that come with the program are: voices, music, phrases.

In a checkout the voices lie at the top, where people look for them; the wheel carries them inside
the package.  This is the one place that knows.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

STYLES = ("clair", "nuit")
"""The styles of our own music: bright and warm; calm and sober, for newsrooms."""


def voices_folder() -> Path:
    """The folder of the voices that come with the program."""
    in_wheel = _PACKAGE / "shipped" / "voices"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "voices"


def music(style: str, name: str) -> Path:
    """The piece *name* in *style*, one of `STYLES`: a FLAC file, mono, 44.1 kHz.

    `opening`, `transition` and `closing` are jingles of 4 seconds at most, about -16.4 LUFS each.
    `bed` is to lie under a voice, 10 LU softer: its end flows into its beginning, so it may be
    repeated as it is, and cut and faded anywhere.
    """
    return _PACKAGE / "shipped" / "music" / style / f"{name}.flac"


def wording() -> Path:
    """What a bulletin says of its own, a TOML file."""
    return _PACKAGE / "shipped" / "wording.toml"


def pronunciations() -> Path:
    """How names in the news are said, a TOML file."""
    return _PACKAGE / "shipped" / "pronunciations.toml"
