"""Fetch the official Kokoro style vectors that our voices are blended from.

    python tools/make_voices.py [FOLDER] [--all]

They come from the npm package `kokoro-js` (Apache-2.0), which ships all 54 of them.  Only the ones
that a card in `voices/` names are kept, as `voices/kokoro/NAME.npy`; with --all every one, for
whoever wants to blend others (`briefing voices --blend`) or to choose anew (choose_voices.py).
Needs `npm`; the package's SHA-256 is checked, so the result is the same everywhere.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path, PurePosixPath
from typing import Annotated

import numpy as np
import typer

PACKAGE = "kokoro-js@1.2.1"
SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
SHAPE = (510, 1, 256)
VOICES = Path(__file__).resolve().parent.parent / "voices"


def wanted(folder: Path) -> set[str]:
    """The vectors that the Kokoro cards in *folder* name."""
    cards = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    return {
        name for card in cards if card["engine"] == "kokoro" for name in card["parameters"]["blend"]
    }


def fetch(folder: Path) -> Path:
    """Download the package into *folder* and verify it."""
    command = ["npm", "pack", "--silent", PACKAGE]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    (path,) = folder.glob("*.tgz")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{PACKAGE} is not what it was: SHA-256 {found}")
    return path


def shipped(package: tarfile.TarFile) -> set[str]:
    """The vectors in *package*."""
    paths = map(PurePosixPath, package.getnames())
    return {path.stem for path in paths if path.match("package/voices/*.bin")}


def main(
    target: Annotated[Path, typer.Argument(metavar="[FOLDER]")] = VOICES / "kokoro",
    *,
    every: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Write the vectors, and say what was written."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fetch(Path(folder))) as package:
        there = shipped(package)
        names = there if every else wanted(VOICES)
        if names - there:
            raise SystemExit(f"{PACKAGE} has no voice {', '.join(sorted(names - there))}")
        for name in sorted(names):
            member = package.extractfile(f"package/voices/{name}.bin")
            assert member is not None  # it is a plain file: its name was just read  # noqa: S101
            vector = np.frombuffer(member.read(), "<f4").reshape(SHAPE)
            np.save(target / f"{name}.npy", vector)
            print(f"{target / name}.npy", hashlib.sha256(vector.tobytes()).hexdigest())


if __name__ == "__main__":
    typer.run(main)
