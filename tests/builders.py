"""Real values and real files for tests: everything here goes through the code that ships."""

import contextlib
import datetime as dt
import functools
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import uvicorn

from briefing import cover, episode, feed, manuscript, master, server, tags
from briefing.library import AUDIO, FEED, SCRIPT, Library, replace_file
from briefing.model import (
    SYNTHETIC,
    Article,
    Cue,
    Episode,
    Kind,
    Loudness,
    Master,
    Mix,
    Script,
    Segment,
    Sentence,
    Sound,
    Spoken,
)
from briefing.settings import LOCAL_URL, Show

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 11, 22, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
TITLE = "L’été à Noël : « ça » coûte 3 € ?"
RATE = 22_050
STORY = ("Il pleut sur Paris.", "Le vent se lève à Brest.", "Il neige à Lyon.", "Et voilà tout.")


def article(*texts: str, title: str = TITLE, origin: str = "article.txt") -> Article:
    """An article of these sentences."""
    text = " ".join(texts or STORY)
    sentences, start = [], 0
    for number, each in enumerate(texts or STORY, 1):
        sentences.append(Sentence(number, each, start, start + len(each), 1))
        start += len(each) + 1
    return Article(title, True, text, tuple(sentences), "fr", origin)


def script_of(*texts: str, title: str = TITLE, origin: str = "article.txt") -> Script:
    """A script that greets, tells *texts* (sentences 1, 2, 3… of its article) and takes leave."""
    story = [
        Segment(Kind.STORY, each, each, 0.4, (number,))
        for number, each in enumerate(texts or STORY[:3], 1)
    ]
    greeting = Segment(Kind.GREETING, "Bonjour.", "Bonjour.", 0.4)
    signoff = Segment(Kind.SIGNOFF, "Merci.", "Merci.", 0.4)
    return Script(title, NOW.date(), "fr", origin, (greeting, *story, signoff))


def sound(seconds: float = 2.0) -> Sound:
    """A hum that swells and sinks: never silent, never a pure tone."""
    at = np.arange(round(seconds * RATE)) / RATE
    wave = 0.3 * np.sin(2 * np.pi * 220 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at))
    return Sound((wave * 32767).astype("<i2").tobytes(), RATE)


def mix_of(text: Script, seconds: float = 2.0) -> Mix:
    """A hum of *seconds*, in which each segment of *text* is heard for an equal time."""
    step = seconds / len(text.segments)
    cues = (
        Cue(number * step, (number + 1) * step, segment)
        for number, segment in enumerate(text.segments)
    )
    return Mix(sound(seconds), tuple(cues))


def mp3(path: Path, seconds: float = 2.0) -> Master:
    """Write a real, mastered MP3 to *path*."""
    content, measured = _encoded(seconds)
    path.write_bytes(content)
    return measured


@functools.cache
def _encoded(seconds: float) -> tuple[bytes, Master]:
    # Mastering takes a quarter of a second, and the same sound gives the same file.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / AUDIO
        measured = master.master(sound(seconds), path)
        return path.read_bytes(), measured


def an_episode(**changes: object) -> Episode:
    """The record of an episode, without any file; *changes* replace its values."""
    values: dict[str, object] = {
        "id": "2026-11-22-l-ete-a-noel",
        "guid": "urn:uuid:5e8b1b0e-52a2-4b6f-9c3e-0d6f3f1f7a11",
        "title": TITLE,
        "description": f"Il pleut sur Paris.\n\n{SYNTHETIC}.",
        "published": NOW,
        "seconds": 61.6,
        "bytes": 739_200,
        "voice": "pico",
        "origin": "article.txt",
        "loudness": Loudness(-16.0, -1.2),
        "fingerprint": "0" * 64,
        "transcript": (Spoken(Kind.STORY, 3.25, 5.5, "Il pleut sur Paris.", (1,)),),
        "left_out": ("Et voilà tout.",),
        "notices": ("Le tableau n’est pas lu.",),
    }
    return Episode(**(values | changes))  # type: ignore[arg-type]


def publish(
    folder: Path,
    *,
    title: str = TITLE,
    origin: str = "article.txt",
    seconds: float = 2.0,
    now: dt.datetime = NOW,
    show: Show | None = None,
) -> Episode:
    """Publish an episode in *folder* the way `pipeline.publish` does, with a hum for a voice."""
    shelf, text = Library(folder), script_of(title=title, origin=origin)
    with shelf.draft() as draft:
        made = make(draft, shelf, text, seconds=seconds, now=now, show=show)
        with shelf.publishing():
            shelf.put(draft, made)
            write_feed(folder, show)
    return made


def make(
    draft: Path,
    shelf: Library,
    text: Script,
    *,
    seconds: float = 2.0,
    now: dt.datetime = NOW,
    show: Show | None = None,
) -> Episode:
    """Fill *draft* with all files of an episode but its record; the record."""
    audio = draft / AUDIO
    measured = mp3(audio, seconds)
    tags.write(audio, tags.Tagged(text.title, show or Show(), now, cover_file()))
    (draft / SCRIPT).write_text(manuscript.dump(text), encoding="utf-8")
    name, before = shelf.find(text.date, text.title, text.origin)
    return episode.compose(
        text,
        mix_of(text, seconds),
        measured,
        name=name,
        audio=audio,
        voice="hum",
        fingerprint=f"{seconds}",
        now=now,
        articles=[article(title=text.title, origin=text.origin)],
        before=before,
    )


@functools.cache
def cover_file() -> Path:
    """A picture as an episode has one, drawn once."""
    path = Path(tempfile.mkdtemp(prefix="briefing-cover-")) / "cover.jpg"
    path.write_bytes(cover.draw_episode("Le briefing", TITLE, "dimanche 22 novembre", "#1f3a5f"))
    return path


def write_feed(folder: Path, show: Show | None = None) -> bytes:
    """Write cover and feed from the records on disk, as `pipeline.rebuild` does; the feed."""
    show = show or Show()
    replace_file(folder / "cover.jpg", cover_file().read_bytes())
    episodes = Library(folder).episodes(lambda _problem: None)
    xml = feed.render(show, episodes, show.base_url or LOCAL_URL, "cover.jpg")
    replace_file(folder / FEED, xml)
    return xml


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under *folder* that a reader may see, with its content."""
    names = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(name): (folder / name).read_bytes()
        for name in names
        if not any(part.startswith(".") for part in name.parts)
    }


@contextlib.contextmanager
def serving(folder: Path, show: Show | None = None) -> Iterator[int]:
    """The port on which *folder* is served, by the application that ships, over real HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(server.application(folder, show or Show()), log_level="warning")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        try:
            for _ in range(1000):
                if running.started:
                    break
                time.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            running.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive()
