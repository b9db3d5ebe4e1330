"""An address -> a QR code, as a page draws it."""

from __future__ import annotations

from typing import NamedTuple

from briefing.qr import matrix

_QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


class Code(NamedTuple):
    """A QR code as a page draws it."""

    size: int
    """Modules a side, with the white around."""
    path: str
    """The `d` of an SVG path, in modules."""


def code(address: str) -> Code:
    """The QR code of *address*; the same address gives the same code.

    Raises:
        SettingsError: it is too long for a QR code, which holds 2,331 bytes at most.
    """
    rows = matrix(address)
    strokes = "".join(
        f"M{start + _QUIET} {y + _QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return Code(len(rows) + 2 * _QUIET, strokes)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin in *row*, and how many they are."""
    runs: list[tuple[int, int]] = []
    start = 0
    for part in row.split(b"\0"):
        if part:
            runs.append((start, len(part)))
        start += len(part) + 1
    return runs
