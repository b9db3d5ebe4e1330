from __future__ import annotations

from pathlib import Path

import pytest

from briefing import shipped
from briefing.errors import SettingsError, UnknownVoice
from briefing.voices.card import VoiceCard, choose, read_card, read_cards

CARD = """\
engine = "kokoro"
description = "A voice."
language = "fr-FR"
gender = "female"
words_per_minute = 171
licence = "Apache-2.0"
network = false

[parameters]
blend = { ff_siwis = 1.0 }
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A good card."""
    path = tmp_path / "alice.toml"
    path.write_text(CARD, encoding="utf-8")
    return path


def test_a_card_is_read(path: Path) -> None:
    """Every field, the name from the file's, and where it was read."""
    assert read_card(path) == VoiceCard(
        "alice", "kokoro", "A voice.", "fr-FR", "female", 171, "Apache-2.0", False,
        {"blend": {"ff_siwis": 1.0}}, path.parent,
    )  # fmt: skip


def test_parameters_may_be_missing(path: Path) -> None:
    """Pico has none."""
    path.write_text(CARD.split("[parameters]", maxsplit=1)[0], encoding="utf-8")
    assert read_card(path).parameters == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('engine = "kokoro"', "", "engine should be a text in quotes, found nothing"),
        ('"kokoro"', '""', "engine should be a text in quotes, found ''"),
        ('"kokoro"', "1", "engine should be a text in quotes, found 1"),
        ('description = "A voice."', "description = true", "description should be a text"),
        ("171", '"171"', "words_per_minute should be a whole number, found '171'"),
        ("171", "171.5", "words_per_minute should be a whole number, found 171.5"),
        ("171", "true", "words_per_minute should be a whole number, found True"),
        ("171", "0", "words_per_minute is 0; expected 60 to 400"),
        ("171", "1000", "words_per_minute is 1000; expected 60 to 400"),
        ("network = false", 'network = "no"', "network should be true or false, found 'no'"),
        ("network = false", "", "network should be true or false, found nothing"),
        (
            "[parameters]\nblend = { ff_siwis = 1.0 }",
            "parameters = 5",
            "parameters should be a table",
        ),
        ("licence", "license", "a voice has no field 'license'"),
        ("[parameters]", "[parametres]", "a voice has no field 'parametres'"),
        ('"kokoro"', "kokoro", "cannot be read as a voice"),
    ],
)
def test_a_wrong_field_is_named(path: Path, old: str, new: str, said: str) -> None:
    """The error says the file, the field, what was expected and what was found."""
    path.write_text(CARD.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError) as wrong:
        read_card(path)
    assert str(path) in str(wrong.value)
    assert said in str(wrong.value)


def test_what_is_not_a_text_file_is_no_card(tmp_path: Path) -> None:
    """Neither a folder, nor bytes, nor nothing."""
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("folder", "bytes", "none"):
        with pytest.raises(SettingsError, match=f"{name}.toml cannot be read as a voice"):
            read_card(tmp_path / f"{name}.toml")


def test_a_folder_of_cards_is_read_by_name(path: Path) -> None:
    """In the order of their names; other files are passed over."""
    (path.parent / "zoe.toml").write_text(CARD, encoding="utf-8")
    (path.parent / "LICENSES.md").write_text("# Licences", encoding="utf-8")
    assert list(read_cards([path.parent])) == ["alice", "zoe"]


def test_a_later_folder_wins(path: Path, tmp_path: Path) -> None:
    """A user's voice of the same name replaces ours."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "alice.toml").write_text(CARD.replace("A voice.", "Mine."), encoding="utf-8")
    assert read_cards([path.parent, mine])["alice"].description == "Mine."


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A typing error in the settings does not pass for a folder without voices."""
    with pytest.raises(SettingsError, match="There is no folder of voices"):
        read_cards([tmp_path / "voices"])


def test_a_voice_is_chosen_by_name(cards: dict[str, VoiceCard]) -> None:
    """The name is that of the file."""
    assert choose(cards, "siwis").name == "siwis"


@pytest.mark.parametrize(
    ("asked", "hint"),
    [("Siwis", "siwis"), ("nicola", "nicolas"), ("google", "google-france"), ("xyz", "Voices:")],
)
def test_a_name_that_is_not_there_meets_its_neighbours(
    cards: dict[str, VoiceCard], asked: str, hint: str
) -> None:
    """The error suggests what comes near, else it lists what there is."""
    with pytest.raises(UnknownVoice, match=asked) as unknown:
        choose(cards, asked)
    assert hint in unknown.value.hint


def test_the_shipped_cards_say_what_a_listener_asks(cards: dict[str, VoiceCard]) -> None:
    """French, with a licence, a pace and a description; what goes online says so in words."""
    assert {"siwis", "nicolas", "pico", "google-france", "google-canada"} <= cards.keys()
    for card in cards.values():
        assert card.language.startswith("fr-")
        assert card.gender in {"female", "male", "unknown"}
        assert 120 <= card.words_per_minute <= 220
        assert card.network == card.description.startswith("Online")


def test_every_shipped_voice_has_its_licence_told(cards: dict[str, VoiceCard]) -> None:
    """LICENSES.md, which goes with the data, names the sources."""
    told = (shipped.voices_folder() / "LICENSES.md").read_text(encoding="utf-8")
    for name in ("Kokoro", "SIWIS", "Pico", "Apache", "CC BY 4.0"):
        assert name in told
