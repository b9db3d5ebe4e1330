"""Where the files that come with the program are: voices, jingles, cover.

In a checkout the voices lie at the top, where people look for them; the wheel carries them inside
the package.  This is the one place that knows.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def voices_folder() -> Path:
    """The folder of the voices that come with the program."""
    in_wheel = _PACKAGE / "shipped" / "voices"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "voices"


def jingle(name: str) -> Path:
    """The jingle *name* (`opening` or `closing`), a FLAC file."""
    return _PACKAGE / "shipped" / f"{name}.flac"


def cover() -> Path:
    """The cover of a show that has none of its own: a square JPEG, RGB."""
    return _PACKAGE / "shipped" / "cover.jpg"


def wording() -> Path:
    """What a bulletin says of its own, a TOML file."""
    return _PACKAGE / "shipped" / "wording.toml"


def pronunciations() -> Path:
    """How names in the news are said, a TOML file."""
    return _PACKAGE / "shipped" / "pronunciations.toml"
