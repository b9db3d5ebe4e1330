"""The pages in a real browser, opened from a disk as `file://`, where nothing can be fetched."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from briefing.model import Chapter, Kind, Spoken
from briefing.settings import Show
from tests.builders import serving
from tests.site.browser import DESKTOP, PHONE, Browser, absent
from tests.site.conftest import SHOW, Folder, an_episode, write

pytestmark = pytest.mark.clients

TIME = "return document.getElementById('son').currentTime"
PAUSED = "return document.getElementById('son').paused"
READY = "return document.getElementById('son').readyState > 0"


@pytest.fixture
def player(browser: Browser, folder: Folder) -> Browser:
    """The newest episode's page with its sound loaded."""
    browser.open(folder.page())
    browser.until(READY)
    return browser


def test_the_sound_plays(player: Browser) -> None:
    """The button starts the sound; time goes on, and the button becomes one for a pause."""
    player.click("#lire")
    player.until(f"{TIME} > 0.2")
    assert (
        player.run("return document.getElementById('lire').getAttribute('aria-label')") == "Pause"
    )
    player.click("#lire")
    player.until(PAUSED)


def test_space_plays_and_pauses(player: Browser) -> None:
    """The space bar toggles the sound, wherever on the page one is."""
    player.press(" ")
    player.until(f"return !({PAUSED.removeprefix('return ')})")
    player.press(" ")
    player.until(PAUSED)


def test_arrows_move_by_ten_seconds_and_with_shift_by_thirty(player: Browser) -> None:
    """Right and left move, and never beyond the ends."""
    player.press("ArrowRight")
    player.until(f"{TIME} === 10")
    player.press("ArrowLeft")
    player.until(f"{TIME} === 0")
    player.press("Shift", "ArrowRight")
    player.until(f"{TIME} === 30")
    player.press("Shift", "ArrowRight")
    player.until(f"{TIME} > 35")


def test_the_waveform_is_a_slider(player: Browser) -> None:
    """A click in its middle goes to the middle; it says where one is, in words."""
    player.click("#onde")
    player.until(f"{TIME} > 15")
    assert player.run(TIME) == pytest.approx(20, abs=0.5)
    said = "return document.getElementById('onde').getAttribute('aria-valuetext')"
    assert "secondes sur" in player.run(said)
    player.press("Home")
    player.until(f"{TIME} === 0")


def test_a_sentence_that_is_clicked_is_heard(player: Browser) -> None:
    """A click on a sentence plays from its first word, and marks it as the one that is said."""
    start = player.run("return parseFloat(document.querySelectorAll('.s')[3].hash.slice(3))")
    player.run("document.querySelectorAll('.s')[3].id = 'fourth'")
    player.click("#fourth")
    player.until("return document.getElementById('fourth').hasAttribute('aria-current')")
    assert player.run(TIME) == pytest.approx(start, abs=2)


def test_a_keyboard_moves_through_the_transcript(player: Browser) -> None:
    """Down goes to the next sentence, Enter plays it; the transcript is one stop of the Tab key."""
    player.run("document.querySelector('.s').focus()")
    player.press("ArrowDown")
    player.press("ArrowDown")
    assert (
        player.run("return [...document.querySelectorAll('.s')].indexOf(document.activeElement)")
        == 2
    )
    start = player.run("return parseFloat(document.activeElement.hash.slice(3))")
    player.press("Enter")
    player.until(f"return !({PAUSED.removeprefix('return ')})")
    assert player.run(TIME) == pytest.approx(start, abs=2)
    assert player.run("return document.querySelectorAll('.s[tabindex=\"0\"]').length") == 1


def test_the_transcript_follows_the_sound(player: Browser) -> None:
    """What is being said is marked, and stays in sight below the player."""
    player.run("document.getElementById('son').currentTime = 30")
    player.press(" ")
    player.until("return document.querySelector('.s[aria-current]')")
    player.until(
        "const box = document.querySelector('.s[aria-current]').getBoundingClientRect();"
        "const over = document.getElementById('lecteur').getBoundingClientRect().bottom;"
        "return box.top >= over - 1 && box.bottom <= innerHeight"
    )


def test_a_chapter_is_a_link(player: Browser) -> None:
    """A chapter that is clicked is played, and named beside the time."""
    player.click("#chapitres li:last-child a")
    player.until(f"{TIME} >= 20")
    player.until("return document.getElementById('chapitre').textContent === 'La suite'")


def test_the_speed_is_remembered(player: Browser, folder: Folder) -> None:
    """Another episode plays as fast as the last."""
    player.run(
        "const speed = document.getElementById('vitesse'); speed.value = '1.5';"
        "speed.dispatchEvent(new Event('change'))"
    )
    player.open(folder.page(1))
    player.until("return document.getElementById('son').playbackRate === 1.5")


def test_the_place_is_remembered(player: Browser, folder: Folder) -> None:
    """Who comes back is where they were."""
    player.press(" ")
    player.run("document.getElementById('son').currentTime = 12")
    player.until(f"{TIME} > 12.1")
    player.press(" ")
    player.until(PAUSED)
    player.open(folder.page())
    player.until(f"{TIME} > 11")


def test_a_shared_link_opens_at_its_time(player: Browser, folder: Folder) -> None:
    """The button says that the link is copied; the link goes to the moment, and does not play."""
    player.run("document.getElementById('son').currentTime = 23")
    player.until(f"{TIME} === 23")
    player.click("#partager")
    player.until("return document.getElementById('dit').textContent")
    link = player.run("return document.getElementById('adresse').value")
    assert link == f"{SHOW.base_url}episodes/{folder.episodes[0].id}/index.html#t=00:23"
    player.open("about:blank")
    player.open(f"{folder.page()}#{link.split('#')[1]}")
    player.until(f"{TIME} === 23")
    assert player.run(PAUSED)


def test_a_search_finds_a_word_of_a_transcript(browser: Browser, folder: Folder) -> None:
    """A word that is only said, written without its accents, leads to the sentence that says it."""
    browser.open((folder.path / "index.html").as_uri())
    browser.type("#mots", "aerospat")
    browser.until("return document.querySelectorAll('#trouves li').length === 1")
    assert browser.run("return document.getElementById('compte').textContent") == "1\u00a0épisode."
    browser.click("#trouves a")
    browser.until("return document.querySelector('.s.match')")
    assert folder.episodes[2].id in browser.run("return location.href")
    assert "aérospatiale" in browser.run("return document.querySelector('.s.match').textContent")


def test_a_search_says_what_it_did_not_find(browser: Browser, folder: Folder) -> None:
    """No episode, or only words that are everywhere: said in words, the page as it was after."""
    browser.open((folder.path / "index.html").as_uri())
    browser.type("#mots", "xylophone grève")
    browser.until("return /^Aucun/.test(document.getElementById('compte').textContent)")
    browser.run("document.getElementById('mots').value = ''")
    browser.type("#mots", "les")
    browser.until("return /partout/.test(document.getElementById('compte').textContent)")


def test_the_address_of_the_feed_is_copied(browser: Browser, folder: Folder) -> None:
    """The button beside it says so."""
    browser.open((folder.path / "index.html").as_uri())
    browser.click("[data-copies=flux]")
    browser.until("return document.getElementById('flux-dit').textContent")


def test_the_theme_is_chosen_and_kept(browser: Browser, folder: Folder) -> None:
    """The button turns light into dark, on the next page too."""
    browser.open((folder.path / "index.html").as_uri())
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.run(ground)
    browser.click("#theme")
    dark = browser.run(ground)
    assert light != dark
    browser.open(folder.page())
    assert browser.run(ground) == dark


def test_a_sound_that_is_missing_is_said(browser: Browser, folder: Folder, tmp_path: Path) -> None:
    """Without its file the page tells, and can be read."""
    alone = write(tmp_path, SHOW, folder.episodes[:1])
    browser.open(alone.page())
    browser.until("return /lu ici/.test(document.getElementById('dit').textContent)")
    browser.complaints()  # the browser's own, about the file


def test_over_http_the_feed_has_its_whole_address(browser: Browser, tmp_path: Path) -> None:
    """Served from anywhere, without a base URL: the page finds the address itself, and works."""
    write(tmp_path, Show(), (an_episode(),))
    with serving(tmp_path) as port:
        browser.open(f"http://127.0.0.1:{port}/index.html")
        feed = browser.run("return document.getElementById('flux').value")
        assert feed == f"http://127.0.0.1:{port}/feed.xml"
        browser.type("#mots", "monument")
        browser.until("return document.querySelectorAll('#trouves li').length === 1")
        browser.open("about:blank")


def test_hostile_texts_break_no_page(browser: Browser, folder: Folder, tmp_path: Path) -> None:
    """Scripts in texts do not run, and no word is too long for a phone."""
    text = "<img src=x onerror=document.title='owned'>" + "a" * 5000 + "\u202eאבג"
    spoken = (Spoken(Kind.STORY, 0.0, 9.0, text, (1,), text),)
    hostile = an_episode(
        title=text, transcript=spoken, left_out=(text,), sentences=(text,), origin=text,
        chapters=(Chapter(0, 9, text, "javascript:alert(1)"), Chapter(9, 90, text)),
    )  # fmt: skip
    made = write(tmp_path, Show(title=text, description=text, author=text), (hostile,))
    made.audio().write_bytes(folder.audio().read_bytes())
    browser.look(PHONE, "light")
    for page in (made.page(), (tmp_path / "index.html").as_uri()):
        browser.open(page)
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
        assert browser.run("return document.title !== 'owned'")
    browser.type("#mots", "aaaa")
    browser.until("return document.querySelectorAll('#trouves li').length === 1")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.run("return !document.querySelector('#trouves img')")


def test_without_scripts_it_plays_and_reads(driver: str, folder: Folder) -> None:
    """The browser's own player, all the text, and no button that does nothing."""
    browser = Browser(driver, scripts=False)
    try:
        browser.open(folder.page())
        box = "const box = document.querySelector('{}').getBoundingClientRect(); return box.height"
        assert browser.run(box.format("audio[controls]")) > 20
        assert browser.run(box.format(".s")) > 10
        assert browser.run(box.format(".deck")) == 0
        assert browser.run("return document.querySelector('.s').href.includes('.mp3#t=')")
        browser.open((folder.path / "index.html").as_uri())
        assert browser.run("return document.querySelectorAll('#episodes li').length") == 3
        assert browser.run(box.format("#recherche")) == 0
    finally:
        browser.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("page", ["show", "episode", "archives", "month"])
def test_nothing_keeps_anybody_out(
    browser: Browser, folder: Folder, page: str, size: tuple[int, int], theme: str
) -> None:
    """The tool axe finds nothing at all, in any theme and size; a phone never scrolls sideways."""
    addresses = {
        "show": (folder.path / "index.html").as_uri(),
        "episode": folder.page(),
        "archives": (folder.path / "archives" / "index.html").as_uri(),
        "month": (folder.path / "archives" / "2026-11.html").as_uri(),
    }
    browser.look(size, theme)
    browser.open(addresses[page])
    if page == "episode":
        browser.run("document.getElementById('preuves').click()")
        browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        browser.run("document.getElementById('son').currentTime = 5")
        browser.until("return document.querySelector('.s[aria-current]')")
        browser.run("return Promise.all(document.getAnimations().map(each => each.finished))")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    browser.run(f"{axe()}; window.axe = axe")
    found = browser.run("return axe.run({preload: false}).then(result => result.violations)")
    worst = [each for each in found if each["impact"] in {"serious", "critical"}]
    assert [(each["id"], each["nodes"][0]["html"]) for each in worst] == []
    assert [each["id"] for each in found] == []


def axe() -> str:
    """The text of axe-core; `BRIEFING_AXE` may name a newer one than the package's."""
    if own := os.environ.get("BRIEFING_AXE"):
        return Path(own).read_text(encoding="utf-8")
    package = importlib.util.find_spec("axe_core_python")
    if package is None or package.origin is None:
        absent("axe-core-python")
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")
