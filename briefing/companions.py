"""Episode -> the files beside its sound that players read: chapters and transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing import chapters, transcript
from briefing.model import Episode
from briefing.settings import Show

CHAPTERS = "chapters.json"
TRANSCRIPT, CAPTIONS = "transcript.json", "transcript.vtt"


def write(folder: Path, episode: Episode, show: Show) -> None:
    """Write them to *folder*; the same record gives the same files.

    Raises:
        OSError: one cannot be written.
    """
    for name, content in files(episode, show):
        (folder / name).write_bytes(content)


def files(episode: Episode, show: Show) -> Iterator[tuple[str, bytes]]:
    """Their names and contents."""
    yield CHAPTERS, chapters.as_json(episode.chapters, episode.title, show.title)
    yield CAPTIONS, transcript.as_vtt(episode.transcript).encode()
    yield TRANSCRIPT, transcript.as_json(episode.transcript)
