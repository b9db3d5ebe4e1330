"""A voice of one's own: style vectors blended into a card, and how fast it speaks, measured."""

from __future__ import annotations

import contextlib
import difflib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError, SettingsError
from briefing.model import Sound
from briefing.progress import Report
from briefing.shipped import voices_folder
from briefing.spoken import shipped, speakable
from briefing.voices import Voice, open_voice
from briefing.voices.card import VoiceCard, read_card, read_cards
from briefing.voices.edges import trimmed

FOLDER = Path("voices")
"""Where the user's voices lie when the settings name no folder."""
GENDERS = ("female", "male", "unknown")
_FRENCH = "ff_siwis"  # the only official vector that learned from French
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The official names: the language, f or m, and a name.
_OFFICIAL = re.compile(r"[abefhijpz][fm]_[a-z]+")
_EXAMPLE = 'Write it like --blend "ff_siwis=0.5,if_sara=0.5".'
# Our own words, of the length and kind that news are made of.
_SENTENCES = (
    "Le conseil municipal de Saint-Martin a voté lundi soir, par vingt-trois voix contre douze, la "
    "rénovation du vieux marché couvert, fermé au public depuis l’automne dernier.",
    "Les travaux, confiés à trois entreprises de la région, commenceront au printemps et dureront "
    "dix-huit mois, selon l’adjointe chargée de l’urbanisme, Hélène Garnier.",
    "« Nous conserverons la charpente métallique, les verrières et les anciennes enseignes », a "
    "promis l’architecte, Bertrand Lefèvre, installé dans le quartier depuis trente ans.",
    "Les commerçants, eux, s’inquiètent : où iront leurs clients pendant le chantier, et combien "
    "reviendront ensuite ?",
    "La facture, estimée à 4,2 millions d’euros, sera payée pour un tiers par la région, et pour "
    "le reste par un emprunt, remboursé en quinze ans.",
    "Une réunion publique aura lieu jeudi 12 mars à 18h30, dans la salle des fêtes.",
)


@dataclass(frozen=True, slots=True)
class Blend:
    """What a voice is to be made of."""

    shares: Mapping[str, float]
    """Names of style vectors and how much of each; they add up to 1."""
    speed: float = 1.0
    gender: str = "unknown"


def parse(text: str) -> dict[str, float]:
    """The shares written in *text*, in proportion, so that they add up to 1.

    >>> parse("ff_siwis=0.5, if_sara=0.5")
    {'ff_siwis': 0.5, 'if_sara': 0.5}
    >>> parse("ff_siwis=3,if_sara=1")
    {'ff_siwis': 0.75, 'if_sara': 0.25}

    Raises:
        SettingsError: it is not names with positive shares, or a name stands there twice.
    """
    shares: dict[str, float] = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*([\w-]{1,60})\s*=\s*(\d{1,6}(?:\.\d{1,9})?)\s*", part)
        if match is None or not float(match[2]):
            raise SettingsError(f"'{part.strip()}' is not a share of a blend.", hint=_EXAMPLE)
        if match[1] in shares:
            raise SettingsError(f"'{match[1]}' stands twice in the blend.", hint=_EXAMPLE)
        shares[match[1]] = float(match[2])
    whole = math.fsum(shares.values())
    return {name: share / whole for name, share in shares.items()}


def save(name: str, blend: Blend, home: Path | None, report: Report) -> VoiceCard:
    """Write the card of a new voice *name* into *home*, its speed measured by saying sentences.

    *home* is the folder that the settings name; without one it is `FOLDER`, and the user is told
    the line that makes the settings name it.  Style vectors are looked for in the folder's own
    `kokoro` and among those that came with the program.

    Raises:
        SettingsError: the name is taken or cannot be one, or a vector, the speed or the gender
            cannot be.
        OutputError: the card cannot be written.
        VoiceError: the voice cannot be made to speak.
    """
    folder = home or FOLDER
    _check(name, blend, folder)
    card = _card(name, blend, folder)
    if _FRENCH not in blend.shares:
        report.notice(f"Without {_FRENCH} in the blend, most of its French is not understood.")
    report.step(f"Measuring how fast {name} speaks")
    with contextlib.closing(open_voice(card)) as voice:
        texts = [speakable(text) for text in _SENTENCES]
        speed = words_per_minute(texts, say(voice, texts))
    path = folder / f"{name}.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_toml(card, round(speed)))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
    report.notice(f"The voice '{name}' is kept in {path}: {round(speed)} words a minute.")
    if home is None:
        report.notice(f"To have it found, put under [episode] in briefing.toml: {_line(folder)}")
    return read_card(path)


def say(voice: Voice, texts: Sequence[str]) -> list[Sound]:
    """What *voice* makes of each of *texts*, spoken French, as an episode has it: without margins.

    Raises:
        VoiceError: see `Voice.say`.
    """
    known = shipped()
    told = [known.pronounce(text, voice.card.engine) for text in texts]
    with ThreadPoolExecutor(voice.callers) as executor:
        return [trimmed(sound) for sound in executor.map(voice.say, told)]


def words_per_minute(texts: Iterable[str], sounds: Iterable[Sound]) -> float:
    """Words of *texts*, spoken French, in a minute of *sounds*."""
    words = sum(len(text.split()) for text in texts)
    return words * 60 / sum(sound.seconds for sound in sounds)


def vectors(folder: Path) -> list[str]:
    """The names of the style vectors at hand for a voice whose card lies in *folder*."""
    folders = (folder / "kokoro", voices_folder() / "kokoro")
    return sorted({path.stem for each in folders for path in each.glob("*.npy")})


def _line(folder: Path) -> str:
    return f'voices = "{folder.as_posix()}"'


def _check(name: str, blend: Blend, folder: Path) -> None:
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"'{name}' cannot be the name of a voice.",
            hint="Use small letters without accents, figures and hyphens, like marie-2.",
        )
    own = folder / f"{name}.toml"
    if own.exists():
        raise SettingsError(
            f"There is a voice called '{name}' already: {own}.",
            hint="Choose another name, or remove that file.",
        )
    if name in read_cards([voices_folder()]):
        raise SettingsError(
            f"'{name}' is one of the voices that come with the program.",
            hint="Choose another name.",
        )
    if blend.gender not in GENDERS:
        raise SettingsError(
            f"'{blend.gender}' is no gender of a voice.", hint=f"One of: {', '.join(GENDERS)}."
        )
    known = vectors(folder)
    for vector in blend.shares:
        if vector not in known:
            near = difflib.get_close_matches(vector.lower(), known, n=3, cutoff=0.5)
            raise SettingsError(
                f"There is no style vector '{vector}' in {folder / 'kokoro'}, or among ours.",
                hint=(f"Did you mean {' or '.join(near)}? " if near else "")
                + f"Vectors: {', '.join(known)}.",
            )


def _card(name: str, blend: Blend, folder: Path) -> VoiceCard:
    names = " and ".join(blend.shares)
    official = all(map(_OFFICIAL.fullmatch, blend.shares))
    licence = "Kokoro-82M: Apache-2.0" if official else "Not known: that of its style vectors"
    if _FRENCH in blend.shares:
        licence += "; trained on the SIWIS corpus: CC BY 4.0"
    return VoiceCard(
        name=name,
        engine="kokoro",
        description=f"Natural, offline. A voice of your own, blended from {names}.",
        language="fr-FR",
        gender=blend.gender,
        words_per_minute=170,  # until it is measured
        licence=licence,
        network=False,
        parameters={"blend": dict(blend.shares), "speed": blend.speed},
        folder=folder,
    )


def _toml(card: VoiceCard, words_per_minute: int) -> str:
    # Nine figures: thirds still add up to 1 as closely as the engine asks.
    shares = ", ".join(f"{name} = {share:.9g}" for name, share in _blend(card).items())
    texts = ("engine", "description", "language", "gender")
    lines = [f'{key} = "{getattr(card, key)}"' for key in texts]
    lines += [
        f"words_per_minute = {words_per_minute}",
        f'licence = "{card.licence}"',
        "network = false",
        "",
        "[parameters]",
        f"blend = {{ {shares} }}",
    ]
    if card.parameters["speed"] != 1:
        lines.append(f"speed = {card.parameters['speed']}")
    return "\n".join(lines) + "\n"


def _blend(card: VoiceCard) -> dict[str, float]:
    return dict(card.parameters["blend"])
