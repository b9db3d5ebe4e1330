"""The whole house: an article goes in, an episode and a feed that holds it come out."""

import contextlib
import datetime as dt
import re
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest

from briefing import codec, library, manuscript, pipeline
from briefing.errors import NetworkError, SettingsError, SoundError, UnknownVoice
from briefing.model import Kind, Length
from briefing.progress import Silent
from briefing.settings import LanguageModel, Settings, Show
from tests.chat_server import MODEL, ChatServer, says
from tests.commands import ARTICLE
from tests.google_server import GoogleServer, status

NOW = dt.datetime(2026, 11, 22, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


class Notes(Silent):
    """A report that remembers what the user was told."""

    def __init__(self):
        self.notices = []

    def notice(self, text):
        """Remember it."""
        self.notices.append(text)


def studio(folder, voice="pico", now=NOW, **changes):
    """A studio that writes below *folder*, at six thirty on a November morning."""
    alone = Settings(output=folder / "output", voice=voice, reporter="")
    settings = replace(alone, **changes)
    return pipeline.Studio(settings, Notes(), lambda: now, bytes)


def make(work, source=ARTICLE, *, full=False):
    """`briefing make` without the command line."""
    found = pipeline.read([str(source)], work)
    return pipeline.publish(pipeline.write(found, work, full=full), work, found)


@pytest.mark.parametrize("voice", ["siwis", "nicolas", "pico"])
def test_an_article_becomes_an_episode_in_a_feed(voice, tmp_path):
    """The MP3 is as loud as promised and as long as its parts; the feed names it as it is."""
    done = make(studio(tmp_path, voice))
    seconds, loudness = codec.measure(done.audio)
    assert abs(loudness.integrated + 16) <= 0.5
    assert loudness.true_peak <= -1
    feed = feedparser.parse((tmp_path / "output" / library.FEED).read_bytes())
    assert not feed.bozo
    (entry,) = feed.entries
    (enclosure,) = entry.enclosures
    assert enclosure.type == "audio/mpeg"
    assert int(enclosure.length) == done.audio.stat().st_size
    assert (tmp_path / "output" / enclosure.href.split("8000/")[1]) == done.audio
    assert int(entry.itunes_duration) == round(seconds)
    assert entry.id == done.episode.guid
    assert entry.title == "Le vieux pont rouvre aux piétons"
    assert "Voix de synthèse" in entry.summary


def test_the_episode_says_date_voice_and_story_in_order(tmp_path):
    """Greeting with the date in words, the announcement of the synthetic voice, story, sign-off."""
    done = make(studio(tmp_path), full=True)
    cues = done.episode.transcript
    assert "dimanche 22 novembre 2026" in cues[0].text
    assert "voix de synthèse" in cues[1].text
    kinds = [cue.kind for cue in cues]
    assert kinds == sorted(
        kinds, key=[Kind.GREETING, Kind.HEADLINE, Kind.STORY, Kind.SIGNOFF].index
    )
    story = " ".join(cue.text for cue in cues if cue.kind is Kind.STORY)
    assert story == " ".join(ARTICLE.read_text(encoding="utf-8").split("\n\n", 1)[1].split())
    assert all(a.end <= b.start for a, b in pairwise(cues))
    assert cues[-1].end < done.episode.seconds


@pytest.mark.parametrize("seconds", [40, 60, 90])
def test_the_length_asked_for_is_met_to_within_a_sentence(seconds, tmp_path):
    """An episode ends within the length of one sentence of what was asked, and never lasts over."""
    long = tmp_path / "long.md"
    text = (Path(__file__).parent.parent / "examples" / "tour-eiffel.md").read_text("utf-8")
    long.write_text(text, encoding="utf-8")
    done = make(studio(tmp_path, length=Length(float(seconds))), long)
    assert seconds - 14 <= done.episode.seconds <= seconds * 1.1
    assert done.episode.left_out


def test_what_is_left_out_is_told_and_kept(tmp_path):
    """Condensing says how much it leaves out, and the record holds every sentence of it."""
    work = studio(tmp_path, length=Length(25.0))
    done = make(work)
    record = done.episode
    told = {number for cue in record.transcript for number in cue.sources}
    written = " ".join(ARTICLE.read_text(encoding="utf-8").split("\n\n", 1)[1].split())
    assert " ".join(record.sentences) == written
    rest = [text for number, text in enumerate(record.sentences, 1) if number not in told]
    assert list(record.left_out) == rest
    assert told
    assert any(re.match(r"Condensed: \d of \d", notice) for notice in work.report.notices)


def test_a_second_episode_joins_the_first(tmp_path):
    """The feed holds both, newest first, and the first is what it was."""
    work = studio(tmp_path)
    first = make(work)
    other = tmp_path / "autre.txt"
    other.write_text("La bibliothèque ferme mardi pour inventaire, dit la mairie.", "utf-8")
    second = make(studio(tmp_path, now=NOW + dt.timedelta(hours=2)), other)
    feed = feedparser.parse((tmp_path / "output" / library.FEED).read_bytes())
    assert [entry.id for entry in feed.entries] == [second.episode.guid, first.episode.guid]


def test_an_episode_made_again_keeps_its_guid_and_date(tmp_path):
    """Another voice for the same story of the same day replaces the sound, not the episode."""
    first = make(studio(tmp_path))
    again = make(studio(tmp_path, now=NOW + dt.timedelta(hours=1), length=Length(40.0)))
    assert again.made
    assert again.episode.fingerprint != first.episode.fingerprint
    assert (again.episode.guid, again.episode.published) == (
        first.episode.guid,
        first.episode.published,
    )
    assert len(list((tmp_path / "output" / "episodes").iterdir())) == 1


def test_the_same_episode_is_not_recorded_again(tmp_path):
    """Nothing changed: nothing is made, and the user is told."""
    work = studio(tmp_path)
    first = make(work)
    written = first.audio.stat().st_mtime_ns
    again = make(work)
    assert not again.made
    assert again.audio.stat().st_mtime_ns == written
    assert any("Nothing has changed" in notice for notice in work.report.notices)


def test_another_jingle_makes_another_episode(tmp_path):
    """A user's own jingle replaces ours, and the episode is made anew for it."""
    first = make(studio(tmp_path))
    jingle = tmp_path / "mine.mp3"
    sound = codec.decode(first.audio)
    codec.encode(replace(sound, pcm=sound.pcm[: sound.rate * 2 * 2]), jingle)
    again = make(studio(tmp_path, opening=jingle))
    assert again.made
    assert abs(again.episode.transcript[0].start - 2.25) < 0.1


@pytest.fixture
def google(tmp_path):
    """A folder of voices with a Google voice that speaks to a server on loopback."""
    with GoogleServer() as server:
        (tmp_path / "voices").mkdir()
        (tmp_path / "voices" / "enligne.toml").write_text(
            'engine = "google"\ndescription = "test"\nlanguage = "fr-FR"\ngender = "female"\n'
            'words_per_minute = 170\nlicence = "test"\nnetwork = true\n'
            f'[parameters]\nbase_url = "{server.url}"\npace = 0.0\nattempts = 1\n',
            encoding="utf-8",
        )
        yield server


def test_an_online_voice_makes_an_episode(google, tmp_path):
    """Google's voice, over real HTTP: every segment is asked for and heard."""
    done = make(studio(tmp_path, "enligne", voices=tmp_path / "voices"))
    assert done.episode.voice == "enligne"
    asked = " ".join(each.text for each in google.heard)
    assert all(word in asked for word in ("quatorze heures trente", "Claire Aubin"))


def test_the_fallback_speaks_when_the_online_voice_fails(google, tmp_path):
    """Asked to, the offline voice steps in for the whole episode, and the user is told."""
    google.will(*[status(500)] * 20)
    work = studio(tmp_path, "enligne", voices=tmp_path / "voices", fallback="pico")
    done = make(work)
    assert done.episode.voice == "pico"
    assert any("'pico' speaks instead of 'enligne'" in notice for notice in work.report.notices)


def test_the_online_voice_speaks_again_once_it_can(google, tmp_path):
    """An episode that the fallback spoke is not taken for the online voice's own."""
    google.will(status(500))
    voices = tmp_path / "voices"
    assert make(studio(tmp_path, "enligne", voices=voices, fallback="pico")).episode.voice == "pico"
    done = make(studio(tmp_path, "enligne", voices=voices))
    assert done.episode.voice == "enligne"


def test_a_fallback_that_is_not_there_is_found_at_once(tmp_path):
    """A misspelt fallback is an error before anything is recorded, not when it is needed."""
    with pytest.raises(UnknownVoice, match="piko"):
        make(studio(tmp_path, fallback="piko"))


def test_a_copied_card_speaks(tmp_path):
    """A user's own card needs no style vectors of its own: ours are found."""
    card = (Path(__file__).parent.parent / "voices" / "siwis.toml").read_text("utf-8")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "zoe.toml").write_text(
        card.replace("ff_siwis = 1.0", "ff_siwis = 0.8, im_nicola = 0.2"), "utf-8"
    )
    text = manuscript.parse("# Essai\n\nDate: 2026-11-22\n\n## story\n\nUn seul mot.\n", "e.md")
    done = pipeline.publish(text, studio(tmp_path, "zoe", voices=tmp_path / "voices"))
    assert done.episode.voice == "zoe"


def test_a_length_that_cannot_be_met_is_said(tmp_path):
    """Twenty seconds do not hold a greeting, a sentence and a sign-off, and the user is told."""
    work = studio(tmp_path, length=Length(20.0))
    pipeline.write(pipeline.read([str(ARTICLE)], work), work)
    assert any("not 20 s" in notice for notice in work.report.notices)


def test_what_is_replaced_is_said(tmp_path):
    """Another recording of the story of the day takes the place of the first, aloud."""
    make(studio(tmp_path))
    work = studio(tmp_path, length=Length(40.0))
    make(work)
    assert any("replaces the episode" in notice for notice in work.report.notices)


def test_figures_and_code_come_through_markdown_unharmed(tmp_path):
    """Code is left out and named, raised figures stay raised, notes are no numbers."""
    path = tmp_path / "a.md"
    path.write_text(
        "# Les puces du futur\n\nElles font 10<sup>6</sup> calculs[^1], selon la mairie.\n\n"
        "```python\nprint(1)\n```\n\n[^1]: Une note.\n\nLe reste vaut 10^6 euros à Lyon.\n",
        encoding="utf-8",
    )
    work = studio(tmp_path)
    said = [each.spoken for each in pipeline.write(pipeline.read([str(path)], work), work).segments]
    assert sum("dix puissance six" in each for each in said) == 2
    assert not any("print" in each or "python" in each for each in said)
    assert any("a block of code" in notice for notice in work.report.notices)


def asking(server, folder, **changes):
    """A studio whose condenser is the language model at *server*."""
    return studio(folder, condenser="llm", llm=LanguageModel(server.url, MODEL), **changes)


def test_a_language_model_writes_the_story(tmp_path, monkeypatch):
    """Over real HTTP: what it says of the article is told, in its words, with its sources."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ChatServer() as server:
        server.will(says(("Le vieux pont a rouvert samedi à 14h30.", [1])))
        work = asking(server, tmp_path, length=Length(30.0))
        text = pipeline.write(pipeline.read([str(ARTICLE)], work), work)
    story = [each for each in text.segments if each.kind is Kind.STORY]
    assert (story[0].text, story[0].sources) == ("Le vieux pont a rouvert samedi à 14h30.", (1,))


def test_a_language_model_that_lies_is_not_said_and_the_record_says_so(tmp_path, monkeypatch):
    """A figure that the article does not have goes; the article's own words come instead."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ChatServer() as server:
        server.will(says(("Le vieux pont a rouvert samedi à 19h45.", [1])))
        done = make(asking(server, tmp_path))
    record = done.episode
    assert not any("19h45" in cue.text for cue in record.transcript)
    assert any("19h45" in notice and "replaced" in notice for notice in record.notices)


def test_without_its_language_model_the_bulletin_is_made_all_the_same(tmp_path, monkeypatch):
    """A model that cannot be reached costs a notice, not the morning's bulletin."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ChatServer() as server:
        url = server.url
    work = studio(tmp_path, condenser="llm", llm=LanguageModel(url, MODEL, timeout=0.5))
    text = pipeline.write(pipeline.read([str(ARTICLE)], work), work)
    assert any(each.kind is Kind.STORY for each in text.segments)
    assert any("language model" in notice for notice in work.report.notices)


def test_several_articles_make_one_bulletin(tmp_path):
    """Headlines, a story each with its own sentences, transitions between them."""
    other = tmp_path / "autre.md"
    other.write_text(
        "---\nsource: Le Progrès\n---\n# La bibliothèque ferme\n\n"
        "La bibliothèque de Sens ferme mardi pour inventaire. Elle rouvrira jeudi à 9h.\n",
        "utf-8",
    )
    work = studio(tmp_path, length=Length(120.0))
    found = pipeline.read([str(ARTICLE), str(other)], work)
    done = pipeline.publish(pipeline.write(found, work), work, found)
    said = [(cue.kind, cue.text) for cue in done.episode.transcript]
    headlines = [text for kind, text in said if kind is Kind.HEADLINE]
    assert "Le vieux pont rouvre aux piétons." in headlines
    assert any(text.endswith("La bibliothèque ferme.") for text in headlines)
    between = [text for kind, text in said if kind is Kind.TRANSITION]
    assert any("Le Progrès" in text for text in between)
    told = {number for cue in done.episode.transcript for number in cue.sources}
    assert told <= set(range(1, len(done.episode.sentences) + 1))
    assert max(told) > len(found[0].sentences)
    assert done.episode.title == "Le vieux pont rouvre aux piétons ; La bibliothèque ferme"


def test_without_a_fallback_the_failure_is_an_error(google, tmp_path):
    """Not asked to, nothing steps in, and nothing is published."""
    google.will(*[status(500)] * 20)
    with pytest.raises(NetworkError):
        make(studio(tmp_path, "enligne", voices=tmp_path / "voices"))
    assert not (tmp_path / "output" / library.FEED).exists()
    assert not list((tmp_path / "output" / "episodes").iterdir())


def test_two_runs_at_once_both_publish(tmp_path):
    """Two episodes made at the same time are both there, and the feed holds both."""
    sources = []
    for number in (1, 2):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Le marché numéro {number} a rouvert ses portes ce matin.", "utf-8")
        sources.append(path)
    threads = [threading.Thread(target=make, args=(studio(tmp_path), each)) for each in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    feed = feedparser.parse((tmp_path / "output" / library.FEED).read_bytes())
    assert len(feed.entries) == 2


def test_the_show_is_in_the_feed_and_in_the_greeting(tmp_path):
    """A title with markup characters is said, tagged and published as it is."""
    show = Show(title="Matin & Soir <direct>", base_url="https://example.org/pod/")
    done = make(studio(tmp_path, show=show))
    root = ET.parse(tmp_path / "output" / library.FEED).getroot()
    assert root.findtext("channel/title") == show.title
    enclosure = root.find("channel/item/enclosure").get("url")
    assert enclosure == f"https://example.org/pod/episodes/{done.episode.id}/{done.episode.id}.mp3"


def test_a_missing_cover_is_one_sentence(tmp_path):
    """A cover that is not there is found before anything is recorded."""
    with pytest.raises(SettingsError, match="cover"):
        make(studio(tmp_path, show=Show(cover=tmp_path / "none.jpg")))


def test_a_script_of_one_line_is_an_episode(tmp_path):
    """The shortest script there is is said, between its jingles."""
    text = manuscript.parse(
        "# Essai\n\nDate: 2026-11-22\n\n## story\n\nUn seul mot suffit.\n", "essai.md"
    )
    done = pipeline.publish(text, studio(tmp_path))
    assert [cue.text for cue in done.episode.transcript] == ["Un seul mot suffit."]


def test_a_damaged_record_does_not_stop_the_next_episode(tmp_path):
    """A record that somebody broke is named; the rest and the new episode are published."""
    first = make(studio(tmp_path))
    (first.audio.parent / library.RECORD).write_text("{", encoding="utf-8")
    other = tmp_path / "autre.txt"
    other.write_text("La bibliothèque ferme mardi pour inventaire, dit la mairie.", "utf-8")
    work = studio(tmp_path)
    with contextlib.suppress(FileNotFoundError):
        make(work, other)
    feed = feedparser.parse((tmp_path / "output" / library.FEED).read_bytes())
    assert len(feed.entries) == 1
    assert any(first.episode.id in notice for notice in work.report.notices)


@pytest.mark.parametrize("piece", ["opening", "transition", "closing", "bed"])
def test_music_that_is_not_there_is_said_before_anything_is_recorded(piece, tmp_path):
    """By its name in the settings; also when the episode was made before."""
    make(studio(tmp_path))
    gone = studio(tmp_path, **{piece: tmp_path / "gone.wav"})
    with pytest.raises(SoundError, match=rf"The {piece} .*gone\.wav cannot be read"):
        make(gone)
