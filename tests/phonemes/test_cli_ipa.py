import pytest

from briefing import pipeline
from briefing.settings import Settings
from tests.commands import briefing, text

LINES = "Mes fils ont cent ans.\n\nReims, à 14h30 : M. Dupont est là.\n"


def test_a_line_comes_out_for_a_line(tmp_path):
    """Empty lines stay; figures and names are written out before they are phonemes."""
    done = briefing("spoken", "--ipa", stdin=LINES.encode(), cwd=tmp_path)
    assert done.returncode == 0, text(done.stderr)
    first, empty, third = text(done.stdout).replace("ˈ", "").splitlines()
    assert first == "me fis ɔ̃ sɑ̃t ɑ̃."
    assert empty == ""
    assert third.startswith("ʁɛ̃s,")
    assert "katɔʁz" in third
    assert text(done.stderr) == ""


def test_a_line_without_end_is_one_line(tmp_path):
    """Whatever its length."""
    done = briefing("spoken", "--ipa", stdin=("Le pont est là. " * 5_000).encode(), cwd=tmp_path)
    assert done.returncode == 0
    assert text(done.stdout).count("\n") == 1
    assert text(done.stdout).count(".") == 5_000


@pytest.mark.parametrize("voice", ["pico", "google-france"])
def test_a_voice_that_takes_words_has_no_phonemes(voice, tmp_path):
    """One sentence says so."""
    done = briefing("spoken", "--ipa", "--voice", voice, stdin=b"Un.", cwd=tmp_path)
    assert done.returncode == 4
    assert text(done.stdout) == ""
    assert "words, not phonemes" in text(done.stderr)


def test_the_respellings_of_the_engine_are_taken(tmp_path):
    """What `pronunciations.toml` says for Kokoro holds before the phonemes."""
    (tmp_path / "mine.toml").write_text(
        '[[pronunciation]]\nword = "Xylo"\nsay = "Zilo"\nengines = ["kokoro"]\n', encoding="utf-8"
    )
    phonemise = pipeline.phonemes(Settings(pronunciations=tmp_path / "mine.toml"))
    assert phonemise("Xylo").replace("ˈ", "") == "zilo"


def test_marks_are_those_the_model_knows():
    """As when the voice speaks."""
    assert pipeline.phonemes(Settings())("« Oui » – dit-il").startswith("“")
