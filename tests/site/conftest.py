"""What the tests of the site share: episodes as they are made, a folder of pages, a browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from briefing import codec, site
from briefing.model import Chapter, Episode, Kind, Loudness, Spoken
from briefing.settings import Show
from tests.builders import NOW, sound
from tests.site.browser import Browser, driving

SHOW = Show(base_url="https://example.org/podcast/")
SENTENCES = (
    "Les salariés de la tour Eiffel ont voté la grève jusqu’à mardi soir à l’unanimité.",
    "Le monument reste donc fermé au public pour la deuxième journée consécutive.",
    "La direction assure que tous les billets achetés seront remboursés sous quinze jours.",
    "Selon les syndicats, près de 80 % du personnel a cessé le travail.",
    "« Nous voulons que l’on parle enfin de l’état du monument », dit une déléguée.",
)


def an_episode(number: int = 0, seconds: float = 90.0, **changes: object) -> Episode:
    """The episode of *number* days ago, told from the first second to the last."""
    published = NOW - dt.timedelta(days=number)
    name = f"{published:%Y-%m-%d}-les-salaries-de-la-tour-eiffel-ont-vote-la-greve-jusqu-a-mardi"
    spoken = [Spoken(Kind.GREETING, 0.2, 1.0, "Bonjour.", (), "siwis")]
    while (start := spoken[-1].end + 0.3) < seconds - 1:
        at = len(spoken) % len(SENTENCES)
        text = SENTENCES[at].replace("donc ", "").replace(" à l’unanimité", "")
        end = min(seconds, start + len(text) / 15)
        story = 1 if start < seconds / 2 else 2
        spoken.append(Spoken(Kind.STORY, start, end, text, (at + 1,), "nicolas", story))
    values: dict[str, object] = {
        "id": name, "guid": f"urn:{number}", "title": f"La tour Eiffel ferme, jour {number + 1}",
        "description": "Une grève.", "published": published, "seconds": seconds,
        "bytes": round(seconds * 12_000), "voice": "siwis", "origin": "tour-eiffel.txt",
        "loudness": Loudness(-16.0, -1.2), "fingerprint": f"{number}",
        "transcript": tuple(spoken), "left_out": (SENTENCES[4],), "sentences": SENTENCES,
        "chapters": (
            Chapter(0.0, seconds / 2, "La grève à la tour Eiffel", "https://example.org/a"),
            Chapter(seconds / 2, seconds, "La suite"),
        ),
    }  # fmt: skip
    return Episode(**(values | changes))  # type: ignore[arg-type]


class Folder(NamedTuple):
    """A site on disk."""

    path: Path
    episodes: tuple[Episode, ...]

    def page(self, number: int = 0) -> str:
        """The address of an episode's page."""
        return (self.path / "episodes" / self.episodes[number].id / "index.html").as_uri()

    def audio(self, number: int = 0) -> Path:
        """The sound of an episode."""
        return self.path / "episodes" / self.episodes[number].id / self.episodes[number].audio


def write(
    folder: Path, show: Show, episodes: tuple[Episode, ...], waveform: tuple[int, ...] = ()
) -> Folder:
    """Write all pages as the library does, without sounds."""
    files = dict(site.render_show(show, episodes))
    for each in episodes:
        newer, older = site.neighbours(episodes, each.id)
        page = site.render_episode(show, each, waveform, newer=newer, older=older)
        files[f"episodes/{each.id}/index.html"] = page
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "feed.xml").write_text("<rss/>")
    return Folder(folder, episodes)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Three episodes with pages and real sounds; the oldest says “aérospatiale”."""
    heard = sound(40.0)
    rare = Spoken(
        Kind.STORY, 2.0, 6.0, "L’industrie aérospatiale embauche à Toulouse.", (), "nicolas"
    )
    oldest = an_episode(60, 40.0)
    episodes = (
        an_episode(0, 40.0),
        an_episode(1, 40.0),
        an_episode(60, 40.0, transcript=(oldest.transcript[0], rare, *oldest.transcript[3:])),
    )
    made = write(tmp_path_factory.mktemp("site"), SHOW, episodes, site.waveform(heard))
    encoded = tmp_path_factory.mktemp("sound") / "sound.mp3"
    codec.encode(codec.resample(heard, codec.RATE), encoded)
    for number in range(len(episodes)):
        made.audio(number).write_bytes(encoded.read_bytes())
    return made


@pytest.fixture(scope="session")
def driver() -> Iterator[str]:
    """A running chromedriver."""
    with driving() as address:
        yield address


@pytest.fixture(scope="session")
def window(driver: str) -> Iterator[Browser]:
    """One browser for all tests: opening it takes a second."""
    browser = Browser(driver)
    yield browser
    browser.close()


@pytest.fixture
def browser(window: Browser, folder: Folder) -> Iterator[Browser]:
    """A browser that remembers nothing; afterwards, its console has to be empty."""
    window.look((1280, 900), "light")
    window.open((folder.path / "index.html").as_uri())
    window.run("localStorage.clear()")
    window.complaints()
    yield window
    assert window.complaints() == []
