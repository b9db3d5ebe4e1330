"""An address -> a QR code: the one door to segno."""

from __future__ import annotations

from itertools import zip_longest

from briefing.errors import SettingsError

_MARGIN = 2  # modules of white; ISO/IEC 18004 asks for 4, phones read a screen with 2
_PAPER = "\x1b[30;107m"  # black on white whatever the terminal's colours: few apps read the inverse
_PLAIN = "\x1b[0m"
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}  # two modules, one over the other


def matrix(address: str) -> tuple[bytes, ...]:
    """The rows of the QR code of *address*, a byte a module: 1 is dark; no white around it.

    The same address gives the same code.

    Raises:
        SettingsError: it is too long for a QR code, which holds 2,331 bytes at most.
    """
    import segno  # only when a code is wanted

    try:
        made = segno.make_qr(address, error="m")
    except segno.DataOverflowError as error:
        raise SettingsError(
            "The base URL is too long for a QR code.", hint="Check 'base_url' in briefing.toml."
        ) from error
    return tuple(bytes(row) for row in made.matrix)


def as_text(address: str, columns: int) -> str:
    """The QR code of *address* for a terminal of that many *columns*; empty where it has no room.

    Two modules stand in one character, so it is about twice as wide as it is high.
    """
    rows = matrix(address)
    width = len(rows) + 2 * _MARGIN
    if width > columns:
        return ""
    white = [bytes(width)] * _MARGIN
    side = bytes(_MARGIN)
    all_rows = [*white, *(side + row + side for row in rows), *white]
    pairs = zip_longest(all_rows[::2], all_rows[1::2], fillvalue=bytes(width))
    return "\n".join(
        _PAPER + "".join(_HALVES[pair] for pair in zip(*both, strict=True)) + _PLAIN
        for both in pairs
    )
