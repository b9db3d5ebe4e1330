from __future__ import annotations

import dataclasses
import json
import sys
import wave
from pathlib import Path

import pytest

from briefing.audition import SENTENCE, Audition, as_json, as_table, audition, only, rehearse
from briefing.errors import OutputError, UnknownVoice
from briefing.progress import Lines, Silent
from briefing.voices.card import VoiceCard
from briefing.voices.edges import trimmed
from tests.fakes import Sound
from tests.google_server import GoogleServer, no_audio


@pytest.fixture
def several(cards: dict[str, VoiceCard], google: GoogleServer) -> dict[str, VoiceCard]:
    """One that works offline, one online, one without its engine, one without its data."""
    nowhere = {"blend": {"ff_nobody": 1.0}}
    local = {"base_url": google.url, "pace": 0, "attempts": 1}
    return {
        "pico": cards["pico"],
        "google-france": dataclasses.replace(cards["google-france"], parameters=local),
        "opera": dataclasses.replace(cards["pico"], name="opera", engine="opera"),
        "nobody": dataclasses.replace(cards["siwis"], name="nobody", parameters=nowhere),
    }


def by_name(found: tuple[Audition, ...]) -> dict[str, Audition]:
    """The same, to look up."""
    return {each.name: each for each in found}


def test_every_voice_is_asked_and_told_apart(several: dict[str, VoiceCard]) -> None:
    """Which work, and why the others do not; in the order of the cards."""
    found = audition(several, Silent(), None)
    assert [each.name for each in found] == list(several)
    assert {each.name: each.works for each in found} == {
        "pico": True,
        "google-france": True,
        "opera": False,
        "nobody": False,
    }
    named = by_name(found)
    assert "asks for the engine 'opera'" in named["opera"].reason
    assert "ff_nobody.npy" in named["nobody"].reason
    assert all(each.reason == "" for each in found if each.works)
    assert {each.sample for each in found} == {""}


def test_an_online_voice_works_when_it_has_spoken(
    several: dict[str, VoiceCard],
) -> None:
    """A host that answers without sound is no working voice."""
    with GoogleServer() as mute:
        mute.will(no_audio)
        local = {**several["google-france"].parameters, "base_url": mute.url}
        online = dataclasses.replace(several["google-france"], parameters=local)
        (found,) = audition({"google-france": online}, Silent(), None)
    assert not found.works
    assert found.reason


def test_a_sample_of_each_voice_is_kept(several: dict[str, VoiceCard], tmp_path: Path) -> None:
    """A WAV of the whole sentence, named after the voice, in a folder that is made."""
    found = by_name(audition(several, Silent(), tmp_path / "samples" / "today"))
    assert found["pico"].sample == str(tmp_path / "samples" / "today" / "pico.wav")
    assert found["opera"].sample == ""
    assert {path.name for path in (tmp_path / "samples" / "today").iterdir()} == {
        "pico.wav",
        "google-france.wav",
    }
    with wave.open(found["pico"].sample) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        sound = Sound(file.readframes(file.getnframes()), 16_000)
    assert trimmed(sound).seconds > 0.05 * len(SENTENCE)


def test_the_sentence_may_be_ones_own(several: dict[str, VoiceCard], tmp_path: Path) -> None:
    """Written French: figures are written out before it is said."""
    pico = {"pico": several["pico"]}
    lengths = []
    for text in ("À 7h30.", "À sept heures trente."):
        (found,) = audition(pico, Silent(), tmp_path, text)
        lengths.append(Path(found.sample).stat().st_size)
    assert lengths[0] == lengths[1]


def test_a_text_that_cannot_be_said_is_a_reason(several: dict[str, VoiceCard]) -> None:
    """A voice that cannot say it is listed with what it said to that."""
    (found,) = audition({"pico": several["pico"]}, Silent(), None, "Москва")
    assert not found.works
    assert "Москва" in found.reason


def test_a_folder_that_cannot_be_written_is_an_error(
    several: dict[str, VoiceCard], tmp_path: Path
) -> None:
    """The error names the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"file/samples/pico\.wav"):
        audition(several, Silent(), tmp_path / "file" / "samples")


def test_no_voices_are_no_error() -> None:
    """An empty list, an empty table."""
    assert audition({}, Silent(), None) == ()
    assert as_table(()) == ""
    assert json.loads(as_json(())) == []


def test_the_work_is_announced(several: dict[str, VoiceCard], tmp_path: Path) -> None:
    """Loading models takes seconds; somebody who waits should know for what."""
    with (tmp_path / "log").open("w+", encoding="utf-8") as out:
        audition({"pico": several["pico"]}, Lines(out, verbose=True), None)
        out.seek(0)
        assert "voice" in out.read()


# --- only some of them, and aloud ---


def test_names_choose_among_the_voices(several: dict[str, VoiceCard]) -> None:
    """In the order they are given; all when none is; a misspelt one is answered with the near."""
    assert list(only(several, ["opera", "pico"])) == ["opera", "pico"]
    assert only(several, []) == several
    with pytest.raises(UnknownVoice, match="pica") as unknown:
        only(several, ["pica"])
    assert "pico" in unknown.value.hint


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no programs but those that a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def player(desk: Path, name: str, *, works: bool = True) -> None:
    """A program *name* that notes what it is to play, and whether that was there; or fails."""
    path = desk / name
    end = "" if works else "sys.exit(1)"
    path.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        f"size = os.path.getsize(sys.argv[-1])\n"
        f"print({name!r}, size, sys.argv[-1], file=open({str(desk / 'log')!r}, 'a'))\n{end}\n",
        encoding="utf-8",
    )
    path.chmod(0o755)


def played(desk: Path) -> list[list[str]]:
    """What the players noted: who, bytes, path."""
    log = desk / "log"
    return [line.split() for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def test_every_voice_that_works_is_played(several: dict[str, VoiceCard], desk: Path) -> None:
    """A whole sample each, one after the other; nothing stays on the disk."""
    player(desk, "aplay")
    found = by_name(rehearse(several, Silent(), None))
    assert [Path(path).name for _, _, path in played(desk)] == ["pico.wav", "google-france.wav"]
    assert all(int(size) > 10_000 for _, size, _ in played(desk))
    assert not any(Path(path).exists() for *_, path in played(desk))
    assert found["pico"].works
    assert found["pico"].sample == ""


def test_what_is_played_may_be_kept(
    several: dict[str, VoiceCard], desk: Path, tmp_path: Path
) -> None:
    """In the folder that was asked for."""
    player(desk, "paplay")
    (found,) = rehearse({"pico": several["pico"]}, Silent(), tmp_path / "kept")
    assert found.sample == str(tmp_path / "kept" / "pico.wav")
    assert Path(found.sample).is_file()


def test_a_player_that_fails_gives_way_to_the_next(
    several: dict[str, VoiceCard], desk: Path
) -> None:
    """And is not asked again for the voices after."""
    player(desk, "paplay", works=False)
    player(desk, "mpv")
    rehearse({"a": several["pico"], "google-france": several["google-france"]}, Silent(), None)
    assert [name for name, *_ in played(desk)] == ["paplay", "mpv", "mpv"]


def test_a_machine_without_a_player_is_told_so_at_once(
    several: dict[str, VoiceCard], desk: Path, tmp_path: Path
) -> None:
    """Before any voice has worked for it; the hint is the way out."""
    with pytest.raises(OutputError, match="no program") as none:
        rehearse(several, Silent(), tmp_path / "kept")
    assert "--sample" in none.value.hint
    assert not (tmp_path / "kept").exists()


def test_when_no_player_can_play_they_are_named(several: dict[str, VoiceCard], desk: Path) -> None:
    """A machine without a sound device has players all the same."""
    player(desk, "aplay", works=False)
    player(desk, "mpv", works=False)
    with pytest.raises(OutputError, match="aplay, mpv") as none:
        rehearse({"pico": several["pico"]}, Silent(), None)
    assert "--sample" in none.value.hint


# --- as people and programs read it ---

WORKING = Audition("siwis", "A woman.", "fr-FR", "female", 171, "Apache-2.0", False, True, "", "")
ABSENT = dataclasses.replace(
    WORKING, name="google", network=True, works=False, reason="No network.", sample=""
)


def test_the_table_has_a_line_a_voice() -> None:
    """Names in a column; whether it works; online ones are marked; reasons and samples below."""
    sampled = dataclasses.replace(WORKING, name="pico", sample="out/pico.wav")
    assert as_table((WORKING, ABSENT, sampled)).splitlines() == [
        "siwis   works   A woman.",
        "google  absent  A woman. [online]",
        "                No network.",
        "pico    works   A woman.",
        "                out/pico.wav",
    ]


def test_programs_get_every_field() -> None:
    """As JSON, French letters readable."""
    accented = dataclasses.replace(WORKING, description="Née à Genève.")
    text = as_json((accented, ABSENT))
    assert "Née à Genève." in text
    assert json.loads(text) == [dataclasses.asdict(accented), dataclasses.asdict(ABSENT)]
