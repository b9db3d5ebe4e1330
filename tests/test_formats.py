"""An episode as M4A or Opus: everything that is promised of an MP3 holds for them."""

import datetime as dt
from dataclasses import replace

import av
import feedparser
import mutagen
import pytest

from briefing import codec, library, pipeline
from briefing.model import MEDIA_TYPES
from briefing.progress import Silent
from briefing.settings import Settings
from tests.builders import NOW
from tests.commands import ARTICLE

EXPECTED = {"m4a": ("aac", 44_100), "opus": ("opus", 48_000)}


def made(folder, encoding):
    """An episode in that format, and the settings it was made by."""
    chosen = replace(
        Settings(output=folder, voice="pico", reporter="", format=encoding), music="nuit"
    )
    studio = pipeline.Studio(chosen, Silent(), lambda: NOW, bytes)
    found = pipeline.read([str(ARTICLE)], studio)
    return pipeline.publish(pipeline.write(found, studio), studio, found), studio


@pytest.mark.parametrize("encoding", EXPECTED)
def test_another_format_is_as_loud_and_as_long(encoding, tmp_path):
    """Mono, -16 LUFS, in the feed by its own type; the page plays it; made again, it stays."""
    done, studio = made(tmp_path, encoding)
    assert done.audio.suffix == f".{encoding}"
    with av.open(str(done.audio)) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.rate) == EXPECTED[encoding]
        assert stream.layout.name == "mono"
    seconds, loudness = codec.measure(done.audio)
    assert abs(loudness.integrated + 16) <= 0.5
    assert loudness.true_peak <= -1
    assert seconds == pytest.approx(done.episode.seconds, abs=0.01)
    (entry,) = feedparser.parse((tmp_path / library.FEED).read_bytes()).entries
    (enclosure,) = entry.enclosures
    assert enclosure.type == MEDIA_TYPES[encoding]
    assert int(enclosure.length) == done.audio.stat().st_size
    page = (done.audio.parent / "index.html").read_text(encoding="utf-8")
    assert done.audio.name in page
    tags = mutagen.File(done.audio, easy=encoding == "m4a")
    assert tags["title"] == [done.episode.title]
    again = pipeline.publish(pipeline.write(pipeline.read([str(ARTICLE)], studio), studio), studio)
    assert isinstance(again.episode.published, dt.datetime)
    assert again.episode.guid == done.episode.guid
