from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefing import cover
from briefing.colour import RGB, ink, rgb
from briefing.errors import SettingsError

NAVY = "#1f3a5f"
DATE = "dimanche 22 novembre 2026"
TITLES = (
    "Grève",
    "Climat : 2026, année la plus chaude jamais mesurée en Europe",
    "« Œuvres d’été » à L’Haÿ-les-Roses !",
    "ÉÀÇ ÉÀÇ ÉÀÇ ÉÀÇ gjpq gjpq ÉÀÇ ÉÀÇ",
    "W" * 200,
    "https://exemple.fr/une/adresse/sans/fin/" + "a-b_c" * 30,
    "Anticonstitutionnellement vôtre",
    "le " * 400,
    "i",
    "🎉 Fête 東京 nationale 🇫🇷",
)
NOISE = 24  # of 255; a JPEG is not exact around letters


def opened(content: bytes) -> Image.Image:
    """The picture, decoded to its end."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def pixels(content: bytes) -> np.ndarray:
    """Rows of columns of red, green and blue."""
    return np.asarray(opened(content)).astype(np.int16)


def episode(title: str, colour: str = NAVY) -> bytes:
    """The cover of an episode of that title."""
    return cover.draw_episode("Le briefing", title, DATE, colour)


def marks(found: np.ndarray, ground: RGB) -> np.ndarray:
    """Where something is drawn."""
    return np.abs(found - ground).max(axis=2) > NOISE


def of_ink(found: np.ndarray, ink_colour: RGB) -> np.ndarray:
    """Where words are."""
    return np.abs(found - ink_colour).max(axis=2) <= NOISE


@pytest.mark.parametrize("colour", [NAVY, "#000000", "#FFFFFF", "#808080", "#ffba49", "#d7263d"])
@pytest.mark.parametrize("kind", ["show", "episode"])
def test_a_cover_is_what_apple_takes(kind: str, colour: str, tmp_path: Path) -> None:
    """A square RGB JPEG at 72 dpi, of 3000 or 1400 pixels, and light; our own check agrees."""
    drawn = cover.draw_show("Le briefing", colour) if kind == "show" else episode("Grève", colour)
    picture = opened(drawn)
    side = 3000 if kind == "show" else 1400
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (side, side))
    assert picture.info["dpi"] == (72, 72)
    assert len(drawn) <= 512 * 1024
    path = tmp_path / "cover.jpg"
    path.write_bytes(drawn)
    cover.check(path)


@pytest.mark.parametrize("title", TITLES)
def test_no_title_of_an_episode_leaves_its_place(title: str) -> None:
    """The margins are empty, no word stands in the lowest fifth, and it weighs no more."""
    content = episode(title)
    assert len(content) <= cover.MOST_BYTES
    found = pixels(content)
    drawn = marks(found, rgb(NAVY))
    assert not drawn[:90].any()
    assert not drawn[:1120, :92].any()
    assert not drawn[:1120, 1308:].any()
    assert not of_ink(found[1120:], ink(rgb(NAVY))).any()


@pytest.mark.parametrize("title", TITLES)
def test_no_title_of_a_show_leaves_its_place(title: str) -> None:
    """The margins and the lowest fifth, where apps lay buttons, are empty; so is the sun."""
    content = cover.draw_show(title, NAVY)
    assert len(content) <= cover.MOST_BYTES
    found = pixels(content)
    drawn = marks(found, rgb(NAVY))
    assert not drawn[:110].any()
    assert not drawn[:, :225].any()
    assert not drawn[:, 2775:].any()
    assert not drawn[2400:].any()
    assert not of_ink(found[1110:], ink(rgb(NAVY))).any()


@given(st.text(max_size=300))
@settings(max_examples=15, deadline=None)
def test_any_text_gives_a_cover(text: str) -> None:
    """No title, show or date is refused; none leaves the margins."""
    found = pixels(cover.draw_episode(text, text, text, NAVY))
    assert not marks(found, rgb(NAVY))[:1120, 1308:].any()


def test_a_short_title_is_larger_than_a_long_one() -> None:
    """It is read at 100 pixels: its letters take as much as there is."""
    short, long = (marks(pixels(episode(title)), rgb(NAVY))[240:1000] for title in TITLES[:2])
    tallest = [
        np.diff(np.flatnonzero(np.diff(each.any(axis=1).astype(int)))).max()
        for each in (short, long)
    ]
    assert tallest[0] > 2 * tallest[1]


def test_words_can_be_told_at_100_pixels() -> None:
    """The name of the show is still of its full colour there."""
    small = opened(cover.draw_show("Le briefing", NAVY)).resize((100, 100), Image.Resampling.BOX)
    assert (np.asarray(small)[:35].min(axis=2) > 225).sum() > 60


@pytest.mark.parametrize("draw", [lambda: cover.draw_show("L’été", NAVY), lambda: episode("L’été")])
def test_the_same_words_give_the_same_bytes(draw) -> None:
    """Today as tomorrow: nothing is left to chance."""
    assert draw() == draw()


def test_another_process_gives_the_same_bytes() -> None:
    """Not even the order of a set differs."""
    code = (
        "import sys; from briefing import cover;"
        f"sys.stdout.buffer.write(cover.draw_episode('Le briefing', 'Grève', {DATE!r}, {NAVY!r}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert out.stdout == episode("Grève")


def test_every_episode_has_a_wave_of_its_own() -> None:
    """Drawn from its title; a cover is told from the next one without reading."""
    one, other = (pixels(episode(title))[1130:] for title in ("Grève", "Trêve"))
    assert marks(one, rgb(NAVY)).any()
    assert np.abs(one - other).max() > NOISE


def test_what_the_font_lacks_is_not_drawn() -> None:
    """No empty boxes: a pictogram leaves nothing, an unknown accent leaves the letter."""
    plain = pixels(episode("Fête a"))[:1120]
    assert (pixels(episode("Fête 🎉 ậ 東"))[:1120] == plain).all()


def test_a_title_without_any_known_letter_leaves_the_rest() -> None:
    """The show and the date are there all the same, and so is the sun."""
    assert marks(pixels(cover.draw_show("東京", NAVY)), rgb(NAVY))[1200:2300].any()
    drawn = marks(pixels(episode("東京 🎉")), rgb(NAVY))
    assert drawn[100:200].any()
    assert not drawn[240:990].any()
    assert drawn[1030:1100].any()


def test_letters_are_kerned() -> None:
    """A V nestles against an A, with or without the libraries that Pillow may find."""

    def width(title: str) -> int:
        columns = marks(pixels(episode(title)), rgb(NAVY))[240:990].any(axis=0)
        return int(np.ptp(np.flatnonzero(columns)))

    assert width("AV") < width("VH") + width("AH") - width("HH") - 5


@pytest.mark.parametrize("colour", ["navy", "#124", ""])
def test_what_is_no_colour_is_said(colour: str) -> None:
    """Before anything is drawn."""
    with pytest.raises(SettingsError, match="not a colour"):
        cover.draw_show("Le briefing", colour)
    with pytest.raises(SettingsError, match="not a colour"):
        episode("Grève", colour)


def saved(path: Path, picture: Image.Image, kind: str, **options: object) -> Path:
    """*path*, with the picture in it."""
    picture.save(path, kind, **options)
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("side", [1400, 2000, 3000])
def test_a_picture_of_ones_own_is_taken(tmp_path: Path, kind: str, side: int) -> None:
    """Square, from 1400 to 3000 pixels, RGB; the name of the file does not matter."""
    cover.check(saved(tmp_path / "mine", Image.new("RGB", (side, side), "teal"), kind))


@pytest.mark.parametrize(
    ("mode", "size", "kind", "said"),
    [
        ("RGB", (1399, 1399), "PNG", "too small: 1399 by 1399"),
        ("RGB", (3001, 3001), "JPEG", "too large: 3001 by 3001"),
        ("RGB", (1400, 1401), "JPEG", "not square: 1400 by 1401"),
        ("RGBA", (1400, 1400), "PNG", "not opaque"),
        ("LA", (1400, 1400), "PNG", "not opaque"),
        ("CMYK", (1400, 1400), "JPEG", "not RGB: CMYK"),
        ("L", (1400, 1400), "JPEG", "not RGB: grey"),
        ("P", (1400, 1400), "PNG", "not RGB: a palette"),
        ("I;16", (1400, 1400), "PNG", "not RGB"),
        ("RGB", (1400, 1400), "GIF", "neither a JPEG nor a PNG"),
        ("RGB", (1400, 1400), "WEBP", "neither a JPEG nor a PNG"),
    ],
)
def test_a_picture_that_apps_refuse_is_refused(
    tmp_path: Path, mode: str, size: tuple[int, int], kind: str, said: str
) -> None:
    """The sentence says what is wrong, and the hint what to do."""
    path = saved(tmp_path / "mine.jpg", Image.new(mode, size), kind)
    with pytest.raises(SettingsError, match=said) as caught:
        cover.check(path)
    assert str(path) in str(caught.value)
    assert caught.value.hint


def test_one_transparent_colour_is_refused_too(tmp_path: Path) -> None:
    """A PNG can be RGB and yet have holes."""
    picture = Image.new("RGB", (1400, 1400))
    path = saved(tmp_path / "mine.png", picture, "PNG", transparency=(0, 0, 0))
    with pytest.raises(SettingsError, match="not opaque"):
        cover.check(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_file_is_no_picture(tmp_path: Path, kind: str, share: float) -> None:
    """A download that broke off is found before it is published."""
    noise = np.random.default_rng(1).integers(0, 255, (1400, 1400, 3), dtype=np.uint8)
    path = saved(tmp_path / "mine", Image.fromarray(noise), kind)
    path.write_bytes(path.read_bytes()[: round(path.stat().st_size * share)])
    with pytest.raises(SettingsError, match="cannot be read"):
        cover.check(path)


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_bomb_is_not_opened(tmp_path: Path, side: int) -> None:
    """A few bytes that would unfold to gigabytes are refused by the size that they give."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    data = zlib.compress(b"")
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", len(data))
        + b"IDAT"
        + data
        + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    )
    with pytest.raises(SettingsError, match="large"):
        cover.check(path)


def test_a_missing_or_odd_file_is_one_sentence(tmp_path: Path) -> None:
    """Nothing there, a folder, an empty file, a text."""
    with pytest.raises(SettingsError, match="no cover at"):
        cover.check(tmp_path / "none.jpg")
    with pytest.raises(SettingsError, match="cannot be read"):
        cover.check(tmp_path)
    for content in (b"", b"hello", b"\xff\xd8\xff"):
        path = tmp_path / "odd.jpg"
        path.write_bytes(content)
        with pytest.raises(SettingsError, match="neither a JPEG nor a PNG"):
            cover.check(path)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_file_is_a_picture_or_one_sentence(tmp_path_factory, data) -> None:
    """Never a traceback of the decoder."""
    path = tmp_path_factory.mktemp("covers") / "mine"
    picture = Image.new("RGB", (1400, 1400), "navy")
    content = bytearray(
        saved(path, picture, data.draw(st.sampled_from(["PNG", "JPEG"]))).read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, min(len(content), 600) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path.write_bytes(content)
    try:
        cover.check(path)
    except SettingsError as error:
        assert error.hint
