"""Title, date, colour -> cover art, a JPEG; and the check of a picture of one's own: Pillow's door.

A cover is one colour, its text, and bars of sound.  Apps show it from 3000 pixels a side down to
about 50, and lay their buttons over the bottom, so the words are as large as they fit, and nothing
that must be read stands in the lowest fifth.

The same words and colour give the same bytes with the same Pillow: nothing here is left to chance,
to the machine's fonts or to the libraries that Pillow may find there.
"""

from __future__ import annotations

import io
import json
import math
import struct
import warnings
import zlib
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.colour import RGB, VISIBLE, contrast, ink, mixed, rgb
from briefing.cover import lettering, ornament
from briefing.cover.ornament import Bar
from briefing.errors import SettingsError

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

LEAST_SIZE, MOST_SIZE = 1400, 3000
"""Pixels a side that Apple takes (Apple Podcasts, "artwork requirements")."""
SHOW_SIZE = MOST_SIZE
"""Pixels a side of a show's cover: Apple prefers the largest."""
EPISODE_SIZE = LEAST_SIZE
"""Pixels a side of an episode's: there is one a day to keep, and it travels in every MP3."""
MOST_BYTES = 512 * 1024
"""Bytes; no rule of Apple's, but hosts advise it, and apps load covers by the dozen."""

_SUNLIGHT = (255, 186, 73)
_SOFT = 0.2  # of ink, in what is only to be guessed
_SMOOTH = 4  # drawn this much larger, then reduced
_MODES = {"CMYK": "CMYK, for print", "L": "grey", "P": "a palette"}  # as Pillow calls them
_FONTS = Path(__file__).resolve().parent.parent / "shipped" / "fonts"
_BOLD, _PLAIN = "bricolage-grotesque-extrabold.ttf", "bricolage-grotesque-semibold.ttf"
_QUALITIES = (90, 84, 76, 66, 50, 30)  # the first that is small enough

# Of the font's size: from one line to the next, and what a line takes over and under its foot.
_LEADING, _ASCENT, _DESCENT = 1.02, 0.75, 0.22


class _Colours(NamedTuple):
    ground: RGB
    ink: RGB
    """Of the words."""
    strong: RGB
    """Of the sun."""
    soft: RGB
    """Of the sea and the wave."""


class _Letters(NamedTuple):
    """The font in one size, kerned by ourselves: Pillow does so only where it finds FriBiDi."""

    font: FreeTypeFont
    kerning: dict[str, int]
    """Two letters -> thousandths of the size."""

    def width(self, text: str) -> float:
        """In pixels."""
        return float(self.font.getlength(text)) + sum(map(self._nudge, pairwise(text)))

    def steps(self, text: str) -> list[float]:
        """How far each letter of *text* is from the start of the line, in pixels."""
        to_next = (self.font.getlength(pair[0]) + self._nudge(pair) for pair in pairwise(text))
        return list(accumulate(to_next, initial=0.0))

    def _nudge(self, pair: tuple[str, str]) -> float:
        return self.kerning.get("".join(pair), 0) * self.font.size / 1000


class _Face(NamedTuple):
    """One weight of the font."""

    file: Path
    kerning: dict[str, int]

    def at(self, size: int) -> _Letters:
        """In *size* pixels."""
        from PIL import ImageFont

        basic = ImageFont.Layout.BASIC  # the other one depends on the machine
        return _Letters(ImageFont.truetype(self.file, size, layout_engine=basic), self.kerning)


class _Room(NamedTuple):
    """Where text may stand, and its sizes, in pixels."""

    width: float
    height: float
    largest: int
    least: int


class _Block(NamedTuple):
    """Text that fits a room."""

    lines: tuple[str, ...]
    letters: _Letters

    @property
    def size(self) -> float:
        """Of the font."""
        return self.letters.font.size

    @property
    def height(self) -> float:
        """In pixels, from over the first line's tall letters to under the last one's tails."""
        return _height(len(self.lines), self.size)


# Where the words are, in pixels: their room, their left edge, and their top, middle or foot.  All
# is above the lowest fifth, and beside the bars of `ornament`.
_SHOW_TITLE, _SHOW_LEFT, _SHOW_TOP = _Room(2520, 800, 620, 150), 240, 225
_NAME, _NAME_LEFT, _NAME_MIDDLE = _Room(1040, 80, 64, 48), 250, 150
_TITLE, _LEFT, _TITLE_FOOT = _Room(1200, 725, 380, 70), 100, 990
_DATE, _DATE_FOOT = _Room(1200, 80, 60, 40), 1100
_MIDDLE = 0.42  # of the size: from a line's top to the middle of its capitals


def draw_show(title: str, colour: str) -> bytes:
    """The cover of a show: its *title* over a sun of sound bars on *colour* (`#rrggbb`).

    A JPEG of `SHOW_SIZE` pixels a side, RGB, of at most `MOST_BYTES`.  Letters that the font lacks
    lose their accents or are left out.

    Raises:
        SettingsError: that is no colour.
    """
    colours = _colours(colour)
    picture = _empty(SHOW_SIZE, colours.ground)
    _draw_bars(picture, ornament.sea(), colours.soft)
    _draw_bars(picture, ornament.sun(), colours.strong)
    bold, _ = _faces()
    words = _fitted(title, _SHOW_TITLE, bold)
    top = _SHOW_TOP + (_SHOW_TITLE.height - words.height) / 2
    _write(picture, words, _SHOW_LEFT, top, colours.ink)
    return _jpeg(picture)


def draw_episode(show: str, title: str, date_words: str, colour: str) -> bytes:
    """The cover of an episode: *show*, *title* and date on the show's *colour* (`#rrggbb`).

    A JPEG of `EPISODE_SIZE` pixels a side, RGB, of at most `MOST_BYTES`.  The title is as large as
    it fits; only one of some 300 letters or more loses its end.  The wave at the foot is drawn from
    the title and the date, so that no two episodes have the same.

    Raises:
        SettingsError: that is no colour.
    """
    colours = _colours(colour)
    picture = _empty(EPISODE_SIZE, colours.ground)
    _draw_bars(picture, ornament.wave(f"{title}\n{date_words}"), colours.soft)
    _draw_bars(picture, ornament.badge(), colours.strong)
    bold, plain = _faces()
    name = _fitted(show, _NAME, plain)
    _write(picture, name, _NAME_LEFT, _NAME_MIDDLE - name.size * _MIDDLE, colours.ink)
    date = _fitted(date_words, _DATE, plain)
    _write(picture, date, _LEFT, _DATE_FOOT - date.height, colours.ink)
    words = _fitted(title, _TITLE, bold)
    _write(picture, words, _LEFT, _TITLE_FOOT - words.height, colours.ink)
    return _jpeg(picture)


def _colours(colour: str) -> _Colours:
    ground = rgb(colour)
    words = ink(ground)
    sun = _SUNLIGHT if contrast(ground, _SUNLIGHT) >= VISIBLE else words
    return _Colours(ground, words, sun, mixed(ground, words, _SOFT))


def _draw_bars(picture: Image.Image, bars: list[Bar], colour: RGB) -> None:
    """With smooth ends: Pillow alone draws curves in steps."""
    from PIL import Image, ImageDraw

    for bar in bars:
        left, top = math.floor(bar.middle - bar.width / 2), math.floor(bar.top)
        width, height = math.ceil(bar.width) + 1, math.ceil(bar.foot) - top + 1
        mask = Image.new("L", (width * _SMOOTH, height * _SMOOTH))
        x, y = bar.middle - bar.width / 2 - left, bar.top - top
        box = (x, y, x + bar.width, y + bar.foot - bar.top)
        ImageDraw.Draw(mask).rounded_rectangle(
            [round(_SMOOTH * each) for each in box], _SMOOTH * bar.width / 2, fill=255
        )
        picture.paste(colour, (left, top), mask.reduce(_SMOOTH))


# --- words ----------------------------------------------------------------------------------------


def _faces() -> tuple[_Face, _Face]:
    """For titles and for all else."""
    table = json.loads((_FONTS / "kerning.json").read_text(encoding="utf-8"))
    kerning = {
        pairs[at : at + 2]: int(moved)
        for moved, pairs in table.items()
        for at in range(0, len(pairs), 2)
    }
    return _Face(_FONTS / _BOLD, kerning), _Face(_FONTS / _PLAIN, kerning)


def _fitted(text: str, room: _Room, face: _Face) -> _Block:
    """*text* in the largest size in which it fits; cut if it is too long for the least."""
    smallest = face.at(room.least)
    text = lettering.tidied(text, partial(_known, smallest.font))
    if not text:
        return _Block((), smallest)
    words = lettering.words(text, room.width, smallest.width)
    if not _fits(words, smallest, room):
        words = lettering.shortened(words, lambda kept: _fits(kept, smallest, room))
    low, high = room.least, room.largest + 1  # it fits the one, and not the other
    while high - low > 1:
        size = (low + high) // 2
        low, high = (size, high) if _fits(words, face.at(size), room) else (low, size)
    letters = face.at(low)
    count = lettering.count(words, room.width, letters.width)
    return _Block(lettering.balanced(words, count, room.width, letters.width), letters)


def _fits(words: list[str], letters: _Letters, room: _Room) -> bool:
    count = lettering.count(words, room.width, letters.width)
    return count > 0 and _height(count, letters.font.size) <= room.height


def _height(lines: int, size: float) -> float:
    return size * (_ASCENT + _DESCENT + (lines - 1) * _LEADING)


def _known(font: FreeTypeFont, character: str) -> bool:
    # U+FFFF is never a character, says Unicode; the font draws its empty box.
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def _write(picture: Image.Image, block: _Block, left: float, top: float, ink: RGB) -> None:
    """Every line's first letter touches *left*, not the white before it."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture)
    for number, text in enumerate(block.lines):
        foot = top + block.size * (_ASCENT + number * _LEADING)
        at = left - block.letters.font.getbbox(text[:1], anchor="ls")[0]
        for letter, step in zip(text, block.letters.steps(text), strict=True):
            draw.text((at + step, foot), letter, ink, block.letters.font, anchor="ls")


# --- files ----------------------------------------------------------------------------------------


def check(path: Path) -> None:
    """Accept a picture of one's own as a cover: what Apple takes, the strictest of all.

    Square, of 1400 to 3000 pixels a side, RGB without transparency, JPEG or PNG (Apple Podcasts,
    "artwork requirements"), and whole.

    Raises:
        SettingsError: it is not so, or cannot be read; the sentence says what is wrong.
    """
    try:
        _check(path)
    except FileNotFoundError as error:
        raise SettingsError(
            f"There is no cover at {path}.", hint="Check 'cover' in briefing.toml."
        ) from error
    # What Pillow raises for damaged files; none of its own errors has a name for it.
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"The cover {path} cannot be read: {reason}.",
            hint="Open it in a picture editor and save it again as a JPEG or a PNG.",
        ) from error


def _check(path: Path) -> None:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        # Only the size is read from a picture as large as a bomb, and then it is refused.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(path, formats=["JPEG", "PNG"])
        except UnidentifiedImageError:
            raise _refusal(path, "neither a JPEG nor a PNG", "Save it as one of these.") from None
        except Image.DecompressionBombError:
            raise _refusal(path, "far too large", "Reduce it to 3000 by 3000 pixels.") from None
    with picture:
        _check_size(path, *picture.size)
        if picture.has_transparency_data:
            raise _refusal(path, "not opaque", "Save it without an alpha channel.")
        if picture.mode != "RGB":
            mode = _MODES.get(picture.mode, picture.mode)
            raise _refusal(path, f"not RGB: {mode}", "Convert it to RGB, 8 bits a channel.")
        picture.load()


def _check_size(path: Path, width: int, height: int) -> None:
    size = f"{width} by {height} pixels"
    if width != height:
        raise _refusal(path, f"not square: {size}", "Crop it.")
    if width < LEAST_SIZE:
        raise _refusal(path, f"too small: {size}", "It needs 1400 by 1400, better 3000 by 3000.")
    if width > MOST_SIZE:
        raise _refusal(path, f"too large: {size}", "Reduce it to 3000 by 3000.")


def _refusal(path: Path, wrong: str, hint: str) -> SettingsError:
    return SettingsError(f"The cover {path} is {wrong}.", hint=hint)


def _empty(size: int, ground: RGB) -> Image.Image:
    from PIL import Image

    return Image.new("RGB", (size, size), ground)


def _jpeg(picture: Image.Image) -> bytes:
    """Full colour at the edges (4:4:4), 72 dots an inch as Apple asks, and not too heavy."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0, progressive=True, dpi=(72, 72))
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()
