"""A colour as people write it, and which text can be read on it (WCAG 2.1)."""

from __future__ import annotations

import re

from briefing.errors import SettingsError

RGB = tuple[int, int, int]
"""Red, green and blue of sRGB, from 0 to 255."""
READABLE = 4.5
"""The least contrast of text with its ground: WCAG 2.1, success criterion 1.4.3."""
VISIBLE = 3.0
"""The least contrast of a shape with its ground: WCAG 2.1, success criterion 1.4.11."""

# One of these two is readable on any ground; with a softer black there would be a few in between.
_WHITE, _BLACK = (255, 255, 255), (5, 5, 5)
_WRITTEN = re.compile(r"#[0-9A-Fa-f]{6}")
_LINEAR_BELOW = 0.04045  # sRGB is a straight line there, says IEC 61966-2-1


def rgb(colour: str) -> RGB:
    """Red, green and blue of a *colour* like `#112244`.

    Raises:
        SettingsError: it is not written so.
    """
    if not _WRITTEN.fullmatch(colour):
        raise SettingsError(
            f"“{colour}” is not a colour.",
            hint="Write # and six figures or letters from a to f, such as #112244.",
        )
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def ink(ground: RGB) -> RGB:
    """White or near black, whichever is readable on *ground*; white where both are.

    >>> ink(rgb("#112244")), ink(rgb("#ffba49"))
    ((255, 255, 255), (5, 5, 5))
    """
    return _WHITE if contrast(ground, _WHITE) >= READABLE else _BLACK


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.1 defines it.

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """*one* with a *share* of *other*, from 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: RGB) -> float:
    """From 0, black, to 1, white: "relative luminance" of WCAG 2.1."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= _LINEAR_BELOW else float(((share + 0.055) / 1.055) ** 2.4)
