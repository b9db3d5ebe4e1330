"""The voices, heard: which work on this machine, why another does not, and a sample of each."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from briefing.errors import BriefingError, OutputError, SettingsError
from briefing.model import Sound
from briefing.progress import Report
from briefing.spoken import shipped, speakable
from briefing.voices import open_voice, weights
from briefing.voices.card import VoiceCard, choose

SENTENCE = "Bonjour, voici ma voix : elle vous lira les nouvelles du jour, à 7h30, chaque matin."
# Those that come with a system first; each is told to play one file, show no window, and end.
_PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("mpv", "--no-video", "--really-quiet"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("play", "-q"),
)
_PATIENCE = 30.0  # seconds longer than a sound lasts, after which a player is not waited for


@dataclass(frozen=True, slots=True)
class Audition:
    """One voice, and what came of asking it to speak."""

    name: str
    description: str
    language: str
    gender: str
    words_per_minute: int
    licence: str
    network: bool
    works: bool
    reason: str
    """Why it does not work; empty when it does."""
    sample: str
    """The WAV file it was recorded to; empty when none was asked for."""


def audition(
    cards: dict[str, VoiceCard], report: Report, folder: Path | None, text: str = ""
) -> tuple[Audition, ...]:
    """Ask every voice to say *text*, or a sentence of ours; keep it in *folder* if there is one.

    All are asked at once, online ones too: whether a voice works is only known when it has spoken.

    Raises:
        OutputError: a sample cannot be written.
        SettingsError: *text* holds no words.
    """
    report.step("Asking every voice to speak")
    spoken = speakable(text or SENTENCE)
    if not any(letter.isalpha() for letter in spoken):
        raise SettingsError(f"There is no word to say in '{text}'.")
    with ThreadPoolExecutor(max(1, len(cards))) as executor:
        answers = list(executor.map(lambda card: _ask(card, spoken, folder), cards.values()))
    return tuple(
        Audition(
            card.name, card.description, card.language, card.gender, card.words_per_minute,
            card.licence, card.network, not reason, reason, sample,
        )
        for card, (reason, sample) in zip(cards.values(), answers, strict=True)
    )  # fmt: skip


def only(cards: Mapping[str, VoiceCard], names: Sequence[str]) -> dict[str, VoiceCard]:
    """Those of *cards* that are named; all when none is.

    Raises:
        UnknownVoice: there is none of a name; the names that come near are in the hint.
    """
    return {name: choose(cards, name) for name in names or cards}


def rehearse(
    cards: dict[str, VoiceCard], report: Report, folder: Path | None, text: str = ""
) -> tuple[Audition, ...]:
    """The same as `audition`, and every sample is played, one after the other.

    Raises:
        OutputError: there is no player, or none of those there are can play; or see `audition`.
    """
    players = _players()
    with tempfile.TemporaryDirectory() as passing:
        found = audition(cards, report, folder or Path(passing), text)
        for each in found:
            if each.works:
                report.step(f"Playing {each.name}")
                players = _play(Path(each.sample), players)
        return found if folder else tuple(replace(each, sample="") for each in found)


def _players() -> tuple[tuple[str, ...], ...]:
    """The commands on this machine that play a sound."""
    paths = ((shutil.which(name), options) for name, *options in _PLAYERS)
    found = tuple((path, *options) for path, options in paths if path)
    if not found:
        raise OutputError(
            "There is no program on this machine to play a sound with.",
            hint=f"Install one ({', '.join(name for name, *_ in _PLAYERS)}), or keep the samples "
            "with --sample FOLDER and play them elsewhere.",
        )
    return found


def _play(path: Path, players: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Play *path* with the first of *players* that can; gives it back with those after it."""
    with wave.open(str(path)) as file:
        patience = file.getnframes() / file.getframerate() + _PATIENCE
    for number, command in enumerate(players):
        try:
            subprocess.run(  # noqa: S603 - a program found on this machine, and a file of ours
                [*command, str(path)], check=True, capture_output=True, timeout=patience
            )
        except (OSError, subprocess.SubprocessError):
            continue  # players without the sound system they were made for are common
        return players[number:]
    names = ", ".join(Path(command[0]).name for command in players)
    raise OutputError(
        f"No program here could play the sample (tried {names}).",
        hint="Is there a sound device?  --sample FOLDER keeps the samples to play elsewhere.",
    )


def _ask(card: VoiceCard, spoken: str, folder: Path | None) -> tuple[str, str]:
    try:
        with contextlib.closing(open_voice(card)) as voice:
            sound = voice.say(shipped().pronounce(spoken, card.engine))
    except BriefingError as error:
        return f"{error} {error.hint}".strip(), ""
    if folder is None:
        return "", ""
    path = folder / f"{card.name}.wav"
    _keep(sound, path)
    return "", str(path)


def _keep(sound: Sound, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(sound.rate)
            file.writeframes(sound.pcm)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error


def as_table(found: tuple[Audition, ...]) -> str:
    """One voice a line; below it, why it does not work or where its sample is.

    Online voices are marked, as the text is sent to somebody else.
    """
    width = max((len(each.name) for each in found), default=0)
    lines = []
    for each in found:
        mark = "works " if each.works else "absent"
        online = " [online]" if each.network else ""
        lines.append(f"{each.name:<{width}}  {mark}  {each.description}{online}")
        lines += [
            f"{'':<{width}}          {detail}" for detail in (each.reason, each.sample) if detail
        ]
    return "\n".join(lines)


def as_json(found: tuple[Audition, ...]) -> str:
    """The same for programs."""
    return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2)


def fetch_model(report: Report) -> Path:
    """Download the Kokoro model from its official release, and say where it is.

    Raises:
        NetworkError, OutputError: see `weights.download`.
    """
    report.step("Fetching the voice model")
    return weights.download(weights.default_cache(), report.transfer)
