from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import codec, companions, record
from briefing.check import check, chosen, insist
from briefing.errors import CheckFailed, SettingsError
from briefing.findings import Report
from briefing.hearing import Heard
from briefing.library import RECORD, Library
from briefing.model import Chapter, Episode
from briefing.settings import Show
from tests.builders import NOW, publish
from tests.commands import briefing, text

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def published(tmp_path: Path) -> tuple[Path, Episode]:
    """The folder of an episode, and its record."""
    made = publish(tmp_path)
    return Library(tmp_path).path(made), made


def bad(report: Report) -> list[str]:
    """The names of the checks that failed."""
    return [each.check.name for each in report.findings if not each.good]


def only(folder: Path, **options: object) -> Report:
    """The report on *folder*."""
    (report,) = check([folder], **options)  # type: ignore[arg-type] # whatever a test hands in
    return report


def rewrite(folder: Path, made: Episode, **changes: object) -> None:
    """Write another record."""
    changed = replace(made, **changes)  # type: ignore[arg-type] # names are those of Episode
    (folder / RECORD).write_bytes(record.dump(changed))


def test_what_is_published_is_right(published: tuple[Path, Episode]) -> None:
    """Every check is good, and nothing is raised; the report is called by the episode's id."""
    folder, made = published
    report = only(folder)
    assert bad(report) == []
    assert report.subject == made.id
    insist([report])


def test_a_sound_that_was_exchanged_is_found(published: tuple[Path, Episode]) -> None:
    """Another length, another size, another loudness than the record says."""
    folder, made = published
    codec.encode(codec.limit(codec.decode(folder / made.audio), -12, -1), folder / made.audio)
    assert {"size", "loudness"} <= set(bad(only(folder)))


@pytest.mark.parametrize("kept", [0, 5_000])
def test_a_sound_that_was_cut_short_is_found(kept: int, published: tuple[Path, Episode]) -> None:
    """Nothing of it, or half: it is in the report, and the error counts the faults."""
    folder, made = published
    audio = folder / made.audio
    audio.write_bytes(audio.read_bytes()[:kept])
    report = only(folder)
    assert "size" in bad(report)
    assert {"decodes", "length"} & set(bad(report))
    with pytest.raises(CheckFailed, match=rf"{len(report.faults)} of {len(report.findings)} "):
        insist([report])


def test_a_sound_that_is_missing_is_found(published: tuple[Path, Episode]) -> None:
    """It is a finding, not a crash; what else there is, is checked all the same."""
    folder, made = published
    (folder / made.audio).unlink()
    assert bad(only(folder)) == ["size", "decodes"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 99}', b"\xff"])
def test_a_broken_record_is_found(content: bytes, published: tuple[Path, Episode]) -> None:
    """Without it nothing else can be asked."""
    folder, _ = published
    (folder / RECORD).write_bytes(content)
    assert bad(only(folder)) == ["record"]


def test_a_record_of_another_episode_is_found(published: tuple[Path, Episode]) -> None:
    """A folder that was copied under another name."""
    folder, _ = published
    renamed = folder.rename(folder.with_name("2026-11-22-autre"))
    assert bad(only(renamed)) == ["record"]


def test_times_beside_the_sound_are_found(published: tuple[Path, Episode]) -> None:
    """A transcript, or chapters, that reach beyond the end."""
    folder, made = published
    late = [*made.transcript[:-1], replace(made.transcript[-1], end=made.seconds + 9)]
    rewrite(folder, made, transcript=tuple(late))
    assert bad(only(folder)) == ["cues"]
    rewrite(folder, made, chapters=(Chapter(0, made.seconds + 9, "Un"),))
    assert bad(only(folder)) == ["chapters"]


def test_the_files_for_players_are_checked(published: tuple[Path, Episode]) -> None:
    """Those that fit the record are good; those of another, longer episode are not."""
    folder, made = published
    made = replace(made, chapters=(Chapter(0, 1, "Un"), Chapter(1, made.seconds, "Deux")))
    rewrite(folder, made)
    companions.write(folder, made, Show())
    report = only(folder)
    assert bad(report) == []
    assert sum(each.check.name == "files" for each in report.findings) == 3
    stretched = tuple(
        replace(each, start=each.start * 9, end=each.end * 9) for each in made.transcript
    )
    longer = tuple(replace(each, start=each.start + 60) for each in made.chapters)
    companions.write(folder, replace(made, transcript=stretched, chapters=longer), Show())
    assert bad(only(folder)) == ["files"] * 3


@pytest.mark.parametrize("name", ["transcript.vtt", "transcript.json", "chapters.json"])
@pytest.mark.parametrize("content", ["", "{}", "[]", "null", '{"chapters": 3}', "WEBVTT", "\0"])
def test_a_broken_file_for_players_is_found(
    name: str, content: str, published: tuple[Path, Episode]
) -> None:
    """Whatever is in it: a finding that names it."""
    folder, _ = published
    (folder / name).write_text(content, "utf-8")
    report = only(folder)
    assert bad(report) == ["files"]
    assert name in report.faults[0].says


def hearing(episode: Episode, change: Callable[[str], str], late: float = 0.0) -> list[Heard]:
    """The words of *episode* as they are said, each sentence changed by *change*."""
    found = []
    for spoken in episode.transcript:
        words = change(spoken.text).split()
        step = (spoken.end - spoken.start) / max(len(words), 1)
        found += [
            Heard(
                word, spoken.start + late + number * step, spoken.start + late + (number + 1) * step
            )
            for number, word in enumerate(words)
        ]
    return found


@pytest.mark.parametrize(
    ("change", "late", "found"),
    [
        (lambda said: said, 0.0, []),
        (lambda said: said.replace("pleut", "pleure"), 0.0, []),
        (lambda said: said.replace("Le vent se lève à", "Levant célèbre"), 0.0, ["sentences"]),
        (lambda said: "", 0.0, ["words heard", "sentences"]),
        (lambda said: said, 0.8, ["times"]),
    ],
)
def test_what_is_understood_is_checked(
    change: Callable[[str], str],
    late: float,
    found: list[str],
    tmp_path: Path,
) -> None:
    """A slip is none; a sentence that is lost is a warning, lost words and wrong times are not."""
    made = publish(tmp_path, seconds=20.0)
    folder = Library(tmp_path).path(made)

    def hear(audio: Path) -> Sequence[Heard]:
        assert audio == folder / made.audio
        return hearing(made, change, late)

    report = only(folder, hear=hear)
    assert bad(report) == found
    assert all("Le vent" in each.says for each in report.warnings)


def test_nobody_listens_to_what_does_not_play(published: tuple[Path, Episode]) -> None:
    """A damaged file is reported as one."""
    folder, made = published
    (folder / made.audio).write_bytes(b"no sound")

    def hear(_audio: Path) -> Sequence[Heard]:
        raise AssertionError

    assert "decodes" in bad(only(folder, hear=hear))


def test_the_newest_is_checked_unless_others_are_named(tmp_path: Path) -> None:
    """By default the newest, by name those that are named, or all."""
    new = publish(tmp_path, title="Zéro", now=LATER)
    old = publish(tmp_path, title="Un", now=NOW)
    shelf = Library(tmp_path)
    assert chosen(tmp_path) == (shelf.path(new),)
    assert chosen(tmp_path, [old.id]) == (shelf.path(old),)
    assert chosen(Path("nowhere"), [str(shelf.path(old))]) == (shelf.path(old),)
    assert set(chosen(tmp_path, everything=True)) == {shelf.path(old), shelf.path(new)}


def test_what_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    """Nothing published, a wrong name, or two wishes at once: a sentence and a hint."""
    with pytest.raises(SettingsError, match="Nothing is published"):
        chosen(tmp_path)
    made = publish(tmp_path)
    for name in ("2026-11-22-none", "", ".", "../episodes", str(tmp_path)):
        with pytest.raises(SettingsError, match="There is no episode") as caught:
            chosen(tmp_path, [name])
        assert caught.value.hint
    with pytest.raises(SettingsError, match="not both"):
        chosen(tmp_path, [made.id], everything=True)


def test_the_command_prints_a_report(tmp_path: Path) -> None:
    """What is right and what is not, in words or as JSON; the exit code tells which."""
    made = publish(tmp_path / "output")
    done = briefing("check", cwd=tmp_path)
    assert done.returncode == 0, text(done.stderr)
    feed, episode = text(done.stdout).split("\n\n")
    assert feed.startswith("output\n")
    assert episode.startswith(f"{made.id}\n")
    (Library(tmp_path / "output").path(made) / made.audio).write_bytes(b"")
    done = briefing("check", made.id, "--json", cwd=tmp_path)
    assert done.returncode == 8
    (report,) = json.loads(text(done.stdout))
    assert (report["subject"], report["good"]) == (made.id, False)
    assert "Error: 2 of" in text(done.stderr)
    assert "Traceback" not in text(done.stderr)


def test_an_empty_folder_is_one_sentence(tmp_path: Path) -> None:
    """With what to do about it."""
    done = briefing("check", "-o", "elsewhere", cwd=tmp_path)
    assert done.returncode == 4
    assert "Nothing is published in elsewhere." in text(done.stderr)
    assert text(done.stdout) == ""
