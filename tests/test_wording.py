"""What a bulletin says of its own: chosen by the date, replaceable, and honest about its voice."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

from briefing import shipped
from briefing.errors import SettingsError
from briefing.wording import read

MONDAY = dt.date(2026, 11, 23)
DAYS = [MONDAY + dt.timedelta(days=number) for number in range(60)]


def own(folder: Path, text: str) -> Path:
    """A file of a user's own phrases."""
    path = folder / "wording.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("tone", ["sober", "warm"])
def test_the_same_day_sounds_the_same_and_the_next_does_not(tone: str) -> None:
    """Variation comes from the date, so a test can hold it and a listener is not bored."""
    wording, again = read(tone), read(tone)
    greetings = [wording.say("greeting", day, date="le jour") for day in DAYS]
    assert greetings == [again.say("greeting", day, date="le jour") for day in DAYS]
    assert all(one != two for one, two in pairwise(greetings))


@pytest.mark.parametrize("tone", ["sober", "warm"])
def test_a_listener_is_told_that_the_voice_is_synthetic(tone: str) -> None:
    """Every variant of the announcement says so, whatever the day."""
    wording = read(tone)
    voices = wording.say("voices", DAYS[0])
    for line in ("announcement", "brief"):
        for day in DAYS:
            said = wording.say(line, day, show="Le briefing", date="lundi", voices=voices)
            assert "synthèse" in said


@pytest.mark.parametrize("tone", ["sober", "warm"])
def test_nobody_is_called_tu(tone: str) -> None:
    """A bulletin says vous or nothing; the sober tone says it only of listening."""
    phrases = [each for variants in read(tone).phrases.values() for each in variants]
    familiar = re.compile(r"\b(?:tu|te|toi|ton|ta|tes)\b|\bt[’']")
    assert not [each for each in phrases if familiar.search(each)]
    if tone == "sober":
        vous = [each for each in phrases if re.search(r"\bvous\b", each, re.IGNORECASE)]
        assert all("Vous écoutez" in each for each in vous)
        assert not [each for each in phrases if "!" in each]


def test_a_tone_takes_from_sober_what_it_does_not_say() -> None:
    """A tone is a few lines, not a copy."""
    assert read("warm").phrases.keys() == read("sober").phrases.keys()
    assert read("warm").phrases["same"] == read("sober").phrases["same"]


def test_a_user_s_line_replaces_ours_and_the_rest_stays(tmp_path: Path) -> None:
    """One line of one's own is enough of a file."""
    path = own(tmp_path, '[sober]\nthanks = "À demain."\n')
    assert read("sober", path).say("thanks", MONDAY) == "À demain."
    assert read("sober", path).phrases["greeting"] == read("sober").phrases["greeting"]


def test_a_user_s_tone_stands_beside_ours(tmp_path: Path) -> None:
    """A new tone has its own lines, and sober's for the others."""
    path = own(tmp_path, '[gai]\nthanks = ["Salut !"]\n')
    assert read("gai", path).say("thanks", MONDAY) == "Salut !"
    assert read("gai", path).say("signoff", MONDAY, show="X") in {"C’était « X ».", "Fin de « X »."}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Qui a gagné ?", "Qui a gagné ?"),
        ("Un pont rouvre", "Un pont rouvre."),
        ("Et après…", "Et après…"),
        ("Il a dit « non ! »", "Il a dit « non ! »"),
        ("100 % {x}", "100 % {x}."),
    ],
)
def test_a_line_ends_on_one_mark(title: str, said: str) -> None:
    """A title brings its own mark, or gets a full stop; braces in it are only braces."""
    assert read("sober").say("headline_item", MONDAY, title=title) == said


def test_a_line_may_begin_with_what_is_filled_in() -> None:
    """{Date} is {date} with a capital."""
    found = {read("sober").say("greeting", day, date="lundi 1er juin") for day in DAYS}
    assert "Lundi 1er juin, bonjour." in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[sober\n", "is not a file of phrases"),
        ('thanks = "Merci."\n', "under no tone"),
        ('[sober]\nbye = "Merci."\n', "no line of a bulletin"),
        ("[sober]\nthanks = 3\n", "a list of phrases"),
        ("[sober]\nthanks = []\n", "a list of phrases"),
        ('[sober]\nthanks = ["…"]\n', "says nothing"),
        ("[sober]\nthanks = [3]\n", "says nothing"),
        ('[sober]\ngreeting = "Bonjour."\n', "should have {date} in braces"),
        ('[sober]\nthanks = "Merci {name}."\n', "should have nothing in braces"),
        ('[sober]\nthanks = "Merci {."\n', "a brace too many"),
        ('[sober]\nsignoff = "Fin de {show:d}."\n', "should have {show} in braces"),
        ('[sober]\nsignoff = "Fin de {show!r}."\n', "should have {show} in braces"),
        ('[sober]\nsignoff = "Fin de {SHOW}."\n', "should have {show} in braces"),
        ('[sober]\nannouncement = "Voici {show}."\n', "does not say that the voice is synthetic"),
        ('[sober]\nbrief = "{show} du {date}."\n', "does not say that the voice is synthetic"),
    ],
)
def test_a_wrong_file_is_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    """With the file, the line and what was expected."""
    path = own(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        read("sober", path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_tone_that_is_not_there_names_those_that_are() -> None:
    """A typing error is mended at once."""
    with pytest.raises(SettingsError, match="no tone 'sobre'") as caught:
        read("sobre")
    assert "sober, warm" in caught.value.hint


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """The setting is named."""
    with pytest.raises(SettingsError, match="cannot be read") as caught:
        read("sober", tmp_path / "none.toml")
    assert "wording" in caught.value.hint


def test_all_wording_is_in_one_file() -> None:
    """What a listener hears of ours is nowhere in the code of the script."""
    source = (Path(shipped.__file__).parent / "script.py").read_text(encoding="utf-8")
    assert not re.search(r"bonjour|merci|écout|la une", source, re.IGNORECASE)
