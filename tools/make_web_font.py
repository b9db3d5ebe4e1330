"""Pack the covers' font for titles as browsers load it.

    pip install fonttools brotli
    python tools/make_web_font.py

The same letters in less than half the bytes; its licence is that of the original
(`briefing/shipped/fonts/LICENSES.md`).
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

PACKAGE = Path(__file__).resolve().parent.parent / "briefing"
FONT = PACKAGE / "shipped" / "fonts" / "bricolage-grotesque-extrabold.ttf"
PACKED = PACKAGE / "site" / "templates" / "titles.woff2"


def main() -> None:
    """Write the packed font."""
    font = TTFont(FONT, recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(PACKED)
    print(f"{PACKED.name}: {PACKED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
