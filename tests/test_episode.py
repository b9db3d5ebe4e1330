"""What the record of an episode says is what the episode is."""

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import episode
from briefing.model import SYNTHETIC, Article, Episode, Kind, Script, Story
from tests.builders import NOW, ROOT, STORY, TITLE, an_episode, article, mix_of, mp3, script_of

LATER = NOW + dt.timedelta(days=2)


def composed(
    folder: Path,
    text: Script | None = None,
    *,
    source: Article | None = None,
    before: Episode | None = None,
    now: dt.datetime = NOW,
) -> Episode:
    """The record of *text*, recorded in *folder*."""
    text, audio = text or script_of(), folder / "episode.mp3"
    measured = mp3(audio)
    return episode.compose(
        text, mix_of(text), measured, name="2026-11-22-noel", audio=audio, voice="hum",
        fingerprint="f", now=now, articles=[source] if source else (), before=before,
    )  # fmt: skip


def test_an_episode_tells_what_its_file_is(tmp_path):
    """Length and duration are those of the file on disk, the voice and the title of the script."""
    made = composed(tmp_path)
    assert made.bytes == (tmp_path / "episode.mp3").stat().st_size
    assert made.seconds == pytest.approx(2.0, abs=0.1)
    assert made.loudness.integrated == pytest.approx(-16, abs=0.5)
    assert (made.title, made.voice, made.origin) == (TITLE, "hum", "article.txt")


def test_a_new_episode_has_a_guid_of_its_own(tmp_path):
    """Two episodes never share one, even of the same script: apps tell them apart by it."""
    one, two = composed(tmp_path), composed(tmp_path)
    assert one.guid.startswith("urn:uuid:")
    assert one.guid != two.guid


def test_an_episode_made_again_keeps_its_guid_and_its_date(tmp_path):
    """No app offers it twice, nor moves it to the top."""
    before = an_episode(published=NOW)
    again = composed(tmp_path, before=before, now=LATER)
    assert (again.guid, again.published) == (before.guid, NOW)


def test_a_new_episode_is_published_now(tmp_path):
    """With the time zone of the clock that was handed in."""
    made = composed(tmp_path, now=LATER)
    assert made.published == LATER
    assert made.published.utcoffset() == dt.timedelta(hours=1)


def test_the_transcript_is_the_script_at_the_times_of_the_mix(tmp_path):
    """Every segment in order, word for word, when it is heard, to the millisecond."""
    text = script_of()
    transcript = composed(tmp_path, text).transcript
    assert [each.text for each in transcript] == [segment.text for segment in text.segments]
    assert [each.kind for each in transcript] == [segment.kind for segment in text.segments]
    assert [each.start for each in transcript] == [0.0, 0.4, 0.8, 1.2, 1.6]
    assert transcript[1].sources == (1,)


def test_what_was_not_read_is_in_the_record(tmp_path):
    """The sentences of the article that the script does not tell, so nothing is lost quietly."""
    assert composed(tmp_path, source=article()).left_out == (STORY[3],)


def test_nothing_counts_as_left_out_when_the_article_is_unknown(tmp_path):
    """A script that a person edited stands for itself."""
    made = composed(tmp_path, source=None)
    assert (made.left_out, made.notices) == ((), ())


def test_the_notices_of_the_article_are_in_the_record(tmp_path):
    """What was left out on the way in is told there too: `--quiet` hides it on screen only."""
    source = dataclasses.replace(article(), notices=("Le tableau n’est pas lu.",))
    assert composed(tmp_path, source=source).notices == ("Le tableau n’est pas lu.",)


def test_the_description_is_how_the_story_begins(tmp_path):
    """Three sentences of the story, not the greeting, and then who reads."""
    made = composed(tmp_path, script_of(*STORY))
    assert made.description == f"{' '.join(STORY[:3])}\n\n{SYNTHETIC}."


def test_the_synthetic_voice_is_named_however_long_the_story_begins(tmp_path):
    """A first sentence of 5,000 letters is cut at a word, with an ellipsis; the notice is not."""
    teaser, notice = composed(tmp_path, script_of("très long " * 500)).description.split("\n\n")
    assert len(teaser) <= 1000
    assert teaser.endswith(("très…", "long…"))
    assert notice == f"{SYNTHETIC}."


def test_a_bulletin_without_a_story_still_names_its_voice(tmp_path):
    """An edited script may hold a greeting only."""
    text = script_of()
    greeting = tuple(each for each in text.segments if each.kind is Kind.GREETING)
    made = composed(tmp_path, dataclasses.replace(text, segments=greeting))
    assert made.description == f"{SYNTHETIC}."


def fingerprint(folder: Path, **changes: object) -> str:
    """The digest of the sample script with *changes* to its first segment, or to the rest."""
    jingle = folder / "jingle"
    jingle.write_bytes(bytes(changes.pop("jingle", b"ding")))
    voice, show = changes.pop("voice", "siwis 1"), changes.pop("show", ("Le briefing", "Moi"))
    text = script_of()
    title, stories = changes.pop("title", text.title), changes.pop("stories", text.stories)
    first = dataclasses.replace(text.segments[0], **changes)
    segments = (first, *text.segments[1:])
    text = dataclasses.replace(text, title=title, segments=segments, stories=stories)
    return episode.fingerprint(text, voice, show, [jingle])


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Bonsoir."},
        {"spoken": "Bonjouuur."},
        {"pause": 0.5},
        {"kind": Kind.STORY},
        {"title": "Autre"},
        {"stories": (Story("Autre chapitre"),)},
        {"stories": (Story(TITLE, "https://example.org/autre"),)},
        {"voice": "siwis 2"},
        {"show": ("Le journal", "Moi")},
        {"jingle": b"dong"},
    ],
    ids=str,
)
def test_whatever_can_be_heard_or_read_changes_the_fingerprint(tmp_path, change):
    """An episode is made again as soon as it would come out otherwise."""
    assert fingerprint(tmp_path, **change) != fingerprint(tmp_path)


def test_the_fingerprint_is_the_same_in_another_process(tmp_path):
    """Tomorrow's run finds that nothing has changed: no hash seed, path or clock is in it."""
    code = (
        "from pathlib import Path; from tests.test_episode import fingerprint;"
        f"print(fingerprint(Path({str(tmp_path)!r})))"
    )
    for seed in ("1", "2"):
        out = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            cwd=ROOT, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        assert out.stdout.strip() == fingerprint(tmp_path)
