from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing import blend
from briefing.blend import FOLDER, Blend, parse, save, vectors
from briefing.errors import OutputError, SettingsError
from briefing.progress import Lines, Silent
from briefing.shipped import voices_folder
from briefing.voices.card import VoiceCard, read_card
from tests.commands import briefing, text

PAIR = Blend({"ff_siwis": 0.6, "im_nicola": 0.4}, 1.1, "male")


# --- what is asked for ---


@pytest.mark.parametrize(
    ("written", "shares"),
    [
        ("ff_siwis=1", {"ff_siwis": 1.0}),
        ("ff_siwis=0.6,im_nicola=0.4", {"ff_siwis": 0.6, "im_nicola": 0.4}),
        (" ff_siwis = 1 , im_nicola = 1 ", {"ff_siwis": 0.5, "im_nicola": 0.5}),
        ("ff_siwis=50,a=25,b=25", {"ff_siwis": 0.5, "a": 0.25, "b": 0.25}),
    ],
)
def test_shares_are_in_proportion(written: str, shares: dict[str, float]) -> None:
    """Whoever writes percents, parts or fractions gets the same voice."""
    assert parse(written) == pytest.approx(shares)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "'' is not a share"),
        ("ff_siwis", "'ff_siwis' is not a share"),
        ("ff_siwis=0.5,", "'' is not a share"),
        ("ff_siwis=-1", "'ff_siwis=-1' is not a share"),
        ("ff_siwis=0", "'ff_siwis=0' is not a share"),
        ("ff_siwis=nan", "is not a share"),
        ("ff_siwis=1e999", "is not a share"),
        ("../secret=1", "is not a share"),
        ("ff_siwis=1,ff_siwis=2", "stands twice"),
    ],
)
def test_what_is_no_blend_is_named(written: str, said: str) -> None:
    """The error has the part that is wrong, and how one is written."""
    with pytest.raises(SettingsError, match=said) as wrong:
        parse(written)
    assert "--blend" in wrong.value.hint


@pytest.mark.parametrize(
    ("name", "wanted", "said", "hint"),
    [
        ("Marie", PAIR, "cannot be the name", "small letters"),
        ("../marie", PAIR, "cannot be the name", "small letters"),
        ("siwis", PAIR, "come with the program", "another name"),
        ("marie", Blend({"ff_siwiss": 1.0}), "no style vector 'ff_siwiss'", "mean ff_siwis"),
        ("marie", Blend({"xyz": 1.0}), "no style vector 'xyz'", "Vectors: .*ff_siwis"),
        ("marie", Blend({"ff_siwis": 1.0}, speed=3), "speed should be", ""),
        ("marie", Blend({"ff_siwis": 1.0}, gender="old"), "'old' is no gender", "male"),
    ],
)
def test_a_voice_that_cannot_be_is_refused(
    name: str, wanted: Blend, said: str, hint: str, tmp_path: Path
) -> None:
    """Before anything is said, and nothing is written."""
    with pytest.raises(SettingsError, match=said) as wrong:
        save(name, wanted, tmp_path / "mine", Silent())
    assert hint.split(".*", maxsplit=1)[0] in wrong.value.hint
    assert not (tmp_path / "mine").exists()


def test_a_card_that_is_there_stays(tmp_path: Path) -> None:
    """It may be the work of an evening; the error names the file."""
    (tmp_path / "marie.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"marie\.toml"):
        save("marie", PAIR, tmp_path, Silent())
    assert (tmp_path / "marie.toml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """The error names the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"marie\.toml cannot be written"):
        save("marie", PAIR, tmp_path / "file", Silent())


# --- what comes of it ---


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> VoiceCard:
    """A voice of one's own, of thirds, with a vector that only its owner has."""
    home = tmp_path_factory.mktemp("home") / "mine"
    (home / "kokoro").mkdir(parents=True)
    shutil.copy(voices_folder() / "kokoro" / "im_nicola.npy", home / "kokoro" / "oncle.npy")
    shares = parse("ff_siwis=2,oncle=1")
    return save("marie", Blend(shares, 1.25, "male"), home, Silent())


def test_the_card_is_as_any_other(made: VoiceCard) -> None:
    """It can be read again, says what the voice is made of, and that its licence is not known."""
    assert made == read_card(made.folder / "marie.toml")
    assert (made.engine, made.language, made.gender) == ("kokoro", "fr-FR", "male")
    assert "ff_siwis" in made.description
    assert "oncle" in made.description
    assert "not known" in made.licence.lower()
    assert "CC BY 4.0" in made.licence
    assert made.parameters["blend"] == pytest.approx({"ff_siwis": 2 / 3, "oncle": 1 / 3})
    assert made.parameters["speed"] == 1.25


def test_its_speed_was_measured(made: VoiceCard, cards: dict[str, VoiceCard]) -> None:
    """A quarter faster than the voices it is made of."""
    usual = cards["siwis"].words_per_minute
    assert 1.1 * usual < made.words_per_minute < 1.4 * usual


def test_its_own_vectors_are_at_hand(made: VoiceCard) -> None:
    """Those in its folder, and ours."""
    assert {"oncle", "ff_siwis"} <= set(vectors(made.folder))


def test_the_sentences_are_as_long_as_those_of_the_news(cards: dict[str, VoiceCard]) -> None:
    """A voice measured with them gets about the speed that the articles in tests/ give."""
    from briefing.spoken import speakable
    from briefing.voices import open_voice

    voice = open_voice(cards["siwis"])
    texts = [speakable(each) for each in blend._SENTENCES]
    measured = blend.words_per_minute(texts, blend.say(voice, texts))
    assert measured == pytest.approx(cards["siwis"].words_per_minute, rel=0.05)


def test_what_is_not_french_is_remarked(tmp_path: Path) -> None:
    """The voice is made, and the user warned; without settings, told how it is found."""
    home, log = tmp_path / "mine", tmp_path / "log"
    with log.open("w", encoding="utf-8") as out:
        save("franco", Blend({"im_nicola": 1.0}), home, Lines(out, verbose=False))
    assert "not understood" in log.read_text(encoding="utf-8")
    assert (home / "franco.toml").is_file()


# --- the command ---


def test_one_command_makes_a_voice_and_lets_it_be_heard(tmp_path: Path) -> None:
    """The card in ./voices, a sample of it, and the line that settings need; then it is listed."""
    done = briefing(
        "voices", "--blend", "ff_siwis=1,im_nicola=1", "--save-as", "marc", "--gender", "male",
        "--sample", "heard", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, text(done.stderr)
    assert "marc  works" in text(done.stdout)
    assert (tmp_path / "heard" / "marc.wav").is_file()
    assert read_card(tmp_path / FOLDER / "marc.toml").gender == "male"
    line = 'voices = "voices"'
    assert line in text(done.stderr)
    (tmp_path / "briefing.toml").write_text(f"[episode]\n{line}\n", encoding="utf-8")
    listed = briefing("voices", "marc", cwd=tmp_path)
    assert "marc  works" in text(listed.stdout)
    assert "siwis" not in text(listed.stdout).split("marc", maxsplit=1)[0]


@pytest.mark.parametrize(
    "wrong", [("--blend", "ff_siwis=1"), ("--save-as", "x"), ("siwis", "--blend", "ff_siwis=1")]
)
def test_half_a_command_is_refused(wrong: tuple[str, ...], tmp_path: Path) -> None:
    """--blend and --save-as are one thing."""
    done = briefing("voices", *wrong, cwd=tmp_path)
    assert done.returncode == SettingsError.exit_code
    assert "--save-as" in text(done.stderr)
