from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import numpy as np
import pytest

from briefing import codec
from briefing.check import Limits, Options, check_feed, is_feed
from briefing.errors import SettingsError
from briefing.findings import Level, as_json
from briefing.library import RECORD
from tests.builders import NOW, publish
from tests.check.feeds import BASE, NO_SOUND, OTHER, TITLE, bad, options, refresh, report, rewrite
from tests.commands import briefing, text
from tests.growth import SHOW as LONG
from tests.growth import numbered, place, write_feed

ALL = (Level.ERROR, Level.WARNING, Level.ADVICE)
GUID = re.compile(r"urn:uuid:[0-9a-f-]{36}")


def test_ours_is_right(show: Path) -> None:
    """No error, no warning, not even advice; the sound itself included."""
    found = report(show, limits=Limits(None, 2))
    assert bad(found, *ALL) == []
    assert {"XML", "sound plays", "loudness", "records", "chapters"} <= {
        each.check.name for each in found.findings
    }


# What is changed in a feed of ours, and the one check that finds it.
BROKEN = [
    ("<channel>", "<chanel>", "XML"),
    ('version="2.0">', 'version="0.92">', "rss"),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
     "namespaces"),
    ("<title>Le soir</title>", "<title/>", "title"),
    ("<description>L’actualité à écouter, en voix de synthèse.</description>", "",
     "description"),
    ("en voix de synthèse.</description>", "é" * 2000 + "</description>", "long texts"),
    (f"<link>{BASE}</link>", "<link>radio</link>", "link"),
    ("<language>fr</language>", "<language>français</language>", "language"),
    ("<language>fr</language>", "", "language"),
    ('text="News"', 'text="Actualités"', "category"),
    ("<itunes:explicit>false", "<itunes:explicit>no", "explicit"),
    ("<itunes:image href=", "<itunes:image url=", "art"),
    ("<itunes:author>Anne Martin</itunes:author>", "", "itunes:author"),
    ("anne@radio.example</itunes:email>", "</itunes:email>", "owner"),
    ("<itunes:type>episodic", "<itunes:type>daily", "type"),
    ('rel="self"', 'rel="hub"', "self"),
    ("<itunes:type>", "<itunes:block>Yes</itunes:block><itunes:type>", "hidden"),
    ("<itunes:type>", "<itunes:new-feed-url>https://elsewhere.example/</itunes:new-feed-url>"
     "<itunes:type>", "moved"),
    ("<title>Le soir</title>", "<title>Le soir </title>", "spaces"),
    ("<podcast:guid>", "<podcast:guid>x", "show guid"),
    ("<podcast:locked owner=\"anne@radio.example\">yes", "<podcast:locked>oui", "locked"),
    (f"<title>{TITLE}</title>", "<title/>", "episode title"),
    ('length="', 'length="None', "enclosure"),
    ('type="audio/mpeg"', "", "enclosure"),
    ('type="audio/mpeg"/>', 'type="audio/mpeg"/><enclosure url="https://a.example/b.mp3"/>',
     "enclosure"),
    ('type="audio/mpeg"', 'type="audio/ogg"', "sound type"),
    ("le-pont-rouvre.mp3", "le-pont-rouvré.mp3", "ASCII"),
    ("Sun, 22 Nov 2026 06:30:00 +0100</pubDate>", "Mon, 22 Nov 2026 06:30:00 +0100</pubDate>",
     "date"),
    ("Sun, 22 Nov 2026 06:30:00 +0100</pubDate>", "2026-11-22</pubDate>", "date"),
    ("<pubDate>Sun, 22 Nov 2026 06:30:00 +0100</pubDate>", "", "no date"),
    ("Sun, 22 Nov 2026 06:30:00 +0100</pubDate>", "Tue, 24 Nov 2026 06:30:00 +0100</pubDate>",
     "future"),
    ("<itunes:duration>20", "<itunes:duration>20.5", "duration"),
    ("<itunes:duration>20</itunes:duration>", "", "recommended"),
    ("<itunes:episodeType>full", "<itunes:episodeType>Full", "episode tags"),
    ("<itunes:episodeType>full", "<itunes:episode>0</itunes:episode><itunes:episodeType>full",
     "episode tags"),
    ('type="text/vtt"', 'type="text/webvtt"', "transcript tags"),
    ('type="application/json+chapters"', 'type="chapters"', "chapter tags"),
]  # fmt: skip


# What goes wrong with it: a namespace takes its tags along, a name the file that it names.
ALSO = {
    "namespaces": {"category", "explicit", "art", "itunes:author", "owner", "recommended"},
    "ASCII": {"sound", "records"},
    "sound type": {"sound served"},
}


@pytest.mark.parametrize(("old", "new", "name"), BROKEN)
def test_each_fault_is_found_and_how_to_mend_it_is_said(
    old: str, new: str, name: str, show: Path
) -> None:
    """By the check whose fault it is, with whose rule it breaks."""
    rewrite(show, old, new)
    found = report(show)
    assert name in bad(found)
    (first, *_) = (each for each in found.findings if each.check.name == name)
    assert not first.good
    assert first.says.endswith(".")
    assert first.check.mend
    assert set(bad(found)) - {name} <= ALSO.get(name, set())


# Seen after the table above: what depends on two places, or says where it is.


def test_where_it_is_wrong_is_said(show: Path) -> None:
    """By the title of the episode, or by the line where it has none."""
    rewrite(show, "<itunes:duration>20<", "<itunes:duration>x<")
    rewrite(show, f"<title>{OTHER}</title>", "")
    found = {each.check.name: each.where for each in report(show).findings}
    assert found["duration"] == f"“{TITLE}”"
    assert re.fullmatch(r"The episode in line \d+", found["episode title"])


@pytest.mark.parametrize(
    ("pattern", "name"),
    [(r"<guid.*?</guid>", "same guid"), (r"<enclosure.*?/>", "same sound")],
)
def test_what_two_episodes_share_is_found(pattern: str, name: str, show: Path) -> None:
    """A guid or a sound: apps show one of the two."""
    path = show / "feed.xml"
    content = path.read_text("utf-8")
    first, second = re.findall(pattern, content)
    path.write_text(content.replace(second, first), "utf-8")
    assert {name, "records"} <= set(bad(report(show)))


def test_a_guid_that_looks_like_an_address_is_found(show: Path) -> None:
    """RSS takes a guid for an address unless it is told otherwise."""
    rewrite(show, ' isPermaLink="false"', "")
    assert bad(report(show)) == ["permalink"]


def test_advice_is_no_warning(show: Path) -> None:
    """What nobody asks for: a page, a transcript, a title without a number, a word on AI."""
    rewrite(show, '<podcast:txt purpose="ai-content">true</podcast:txt>', "")
    rewrite(show, f"<title>{TITLE}</title>", f"<title>Épisode 12 : {TITLE}</title>")
    path = show / "feed.xml"
    path.write_text(re.sub(r"<podcast:transcript.*?/>", "", path.read_text("utf-8")), "utf-8")
    found = report(show)
    assert bad(found) == []
    assert {each.check.name for each in found.advice} == {"AI", "numbers", "no transcript"}


def test_the_worst_comes_first(show: Path) -> None:
    """Errors, warnings, advice, and then what is right."""
    rewrite(show, '<podcast:txt purpose="ai-content">true</podcast:txt>', "")
    rewrite(show, "<podcast:guid>", "<podcast:guid>x")
    rewrite(show, "<itunes:duration>20", "<itunes:duration>20.5")
    names = [each.check.name for each in report(show).findings]
    assert names[:3] == ["duration", "show guid", "AI"]


# What the feed names, in a folder.


def sound(folder: Path) -> Path:
    """The file of the newest episode."""
    return next(folder.glob("episodes/*pont*/*.mp3"))


def test_a_missing_sound_is_found(show: Path) -> None:
    """And that the feed no longer is what the records say."""
    sound(show).unlink()
    assert {"sound", "records", "left out"} == set(bad(report(show)))


def test_a_sound_of_another_size_is_found(show: Path) -> None:
    """With both sizes."""
    sound(show).write_bytes(b"short")
    found = next(each for each in report(show).faults if each.check.name == "sound size")
    assert found.says.startswith("It has 5 bytes")


def test_a_broken_transcript_is_found(show: Path) -> None:
    """AntennaPod shows nothing of a file with one malformed line of times."""
    path = next(show.glob("episodes/*pont*/transcript.vtt"))
    path.write_text(path.read_text("utf-8") + "\n00:00:01,5 --> 3\nOui.\n", "utf-8")
    assert bad(report(show)) == ["transcript"]
    path.write_bytes(b"\xff")
    assert bad(report(show)) == ["transcript"]


def test_chapters_beyond_the_end_are_found(show: Path) -> None:
    """Those of another sound."""
    table = {"version": "1.2.0", "chapters": [{"startTime": 0}, {"startTime": 90}]}
    path = next(show.glob("episodes/*pont*/chapters.json"))
    path.write_text(json.dumps(table), "utf-8")
    assert bad(report(show)) == ["chapters"]


def test_a_picture_that_apple_refuses_is_found(show: Path) -> None:
    """With what is wrong with it, and no word of our own files."""
    from PIL import Image

    path = next(show.glob("cover-*.jpg"))
    Image.new("RGBA", (1400, 1400)).save(path, "PNG")
    (found,) = (each for each in report(show).faults if each.check.name == "picture")
    assert found.says == "It is not opaque."
    Image.new("RGB", (1400, 1400)).save(path, "PNG")
    (found,) = (each for each in report(show).faults if each.check.name == "picture")
    assert found.says == "It is a PNG, and its name says otherwise."
    Image.new("RGB", (1400, 700)).save(path, "JPEG")
    (found,) = (each for each in report(show).faults if each.check.name == "picture")
    assert "not square" in found.says


def test_a_sound_that_is_too_loud_and_too_long_is_found(show: Path) -> None:
    """Measured on the file: warnings, since it plays."""
    path = sound(show)
    louder = codec.limit(codec.decode(path), 12, 0)
    codec.encode(dataclasses.replace(louder, pcm=louder.pcm * 2), path)
    found = report(show, limits=Limits())
    assert {"loudness", "sound length"} <= {each.check.name for each in found.warnings}


def test_stereo_is_not_taken_for_soft(show: Path) -> None:
    """Two channels alike are 3 dB louder than one: the same episode in stereo is right."""
    import av

    path = sound(show)
    mono = codec.decode(path)
    quieter = codec.limit(mono, -3.0, -1.0)
    wave = np.frombuffer(quieter.pcm, "<i2")
    with av.open(str(path), "w", format="mp3") as container:
        stream = container.add_stream("mp3", rate=44_100, layout="stereo", bit_rate=128_000)
        both = np.repeat(wave, 2).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(both, format="s16", layout="stereo")
        frame.sample_rate = quieter.rate
        resampler = av.AudioResampler(format="s16p", layout="stereo", rate=44_100)
        for each in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(each))
        container.mux(stream.encode(None))
    found = {each.check.name: each for each in report(show, limits=Limits()).findings}
    assert found["loudness"].good, found["loudness"].says


def test_an_m4a_is_taken_for_what_it_may_be(show: Path) -> None:
    """Ours is mono at -16 LUFS; nobody counts its channels here."""
    path = sound(show)
    codec.encode(codec.decode(path), path, "m4a")
    found = {each.check.name: each for each in report(show, limits=Limits()).findings}
    assert found["loudness"].good, found["loudness"].says


def test_files_outside_the_folder_are_not_looked_at(show: Path) -> None:
    """Whatever the feed calls them."""
    rewrite(show, "episodes/2026-11-22-le-pont-rouvre/2026", "../../../../etc/2026")
    rewrite(show, "episodes/2026-11-22-la-pluie-revient/2026", "..%2f..%2fetc/2026")
    assert bad(report(show)).count("sound") == 2


# Records, and the feed before.


def test_the_records_are_the_truth_of_our_own_feed(show: Path) -> None:
    """A guid that somebody changed, an episode that the feed does not have yet."""
    content = (show / "feed.xml").read_text("utf-8")
    first = GUID.findall(content)[0]
    rewrite(show, first, "urn:uuid:other")
    assert bad(report(show)) == ["records"] * 2
    refresh(show)
    publish(show, title="Nouveau", show=None)
    (show / "feed.xml").write_text(content, "utf-8")
    found = report(show)
    assert bad(found) == ["records"]
    assert "nouveau" in found.faults[0].says


def test_an_episode_that_is_damaged_is_named(show: Path) -> None:
    """With the file."""
    (sound(show).parent / RECORD).write_bytes(b"{")
    assert "left out" in bad(report(show))


def test_guids_are_compared_with_the_feed_before(show: Path, tmp_path: Path) -> None:
    """Changed where sound or title and date are the same; those that are gone are a warning."""
    before = tmp_path / "before.xml"
    content = (show / "feed.xml").read_text("utf-8")
    before.write_text(content, "utf-8")
    assert bad(report(show, previous=str(before))) == []
    rewrite(show, GUID.findall(content)[0], "urn:uuid:other")
    assert "changed guids" in bad(report(show, previous=str(before)))
    (show / "feed.xml").write_text(re.sub(r"(?s)<item>.*?</item>", "", content, count=1), "utf-8")
    assert "gone" in bad(report(show, previous=str(before)))
    (show / "feed.xml").write_text(content.replace("<podcast:guid>0", "<podcast:guid>1"), "utf-8")
    assert bad(report(show, previous=str(before))) == ["changed guids"]


@pytest.mark.parametrize("content", [None, b"", b"<html/"])
def test_a_feed_before_that_cannot_be_read_is_told(
    content: bytes | None, show: Path, tmp_path: Path
) -> None:
    """It is an option, so it is no finding."""
    path = tmp_path / "before.xml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"before\.xml"):
        report(show, previous=str(path))


# Other ways to name one.


def test_a_copy_of_a_feed_is_looked_at_alone(show: Path, tmp_path: Path) -> None:
    """What it names is not beside it; that is said, and is no fault."""
    (tmp_path / "copy").mkdir()
    copied = (show / "feed.xml").rename(tmp_path / "copy" / "feed.xml")
    found = report(copied)
    assert bad(found) == []
    assert [each.check.name for each in found.advice] == ["files"]


def test_what_is_a_feed_is_told_from_an_episode(show: Path) -> None:
    """A folder of ours with a record in it is an episode; so is a name that is nothing here."""
    assert is_feed(str(show))
    assert is_feed(str(show / "feed.xml"))
    assert is_feed("https://radio.example/feed.xml")
    assert not is_feed(str(sound(show).parent))
    assert not is_feed("2026-11-22-le-pont-rouvre")


def test_a_folder_without_a_feed_is_a_finding(tmp_path: Path) -> None:
    """With how to have one."""
    found = check_feed(str(tmp_path), options())
    assert bad(found) == ["feed"]
    assert "rebuild" in found.faults[0].check.mend


def test_ten_thousand_episodes_are_looked_at(tmp_path: Path) -> None:
    """In one go, each fault shown five times and counted; the time grows with the episodes."""
    made = [numbered(number) for number in range(120)]
    for each in made:
        place(tmp_path, each)
    write_feed(tmp_path, LONG)
    head, *items = re.split(r"(?=<item>)", (tmp_path / "feed.xml").read_text("utf-8"))
    last, end = items[-1].split("</item>")
    many = [
        last.replace("numero-", f"n{n}-").replace("urn:", f"urn:{n}:").replace(
            "</guid>", f"{n}</guid>"
        ).replace("<itunes:duration>", "<itunes:duration>x") + "</item>"
        for n in range(10_000)
    ]  # fmt: skip
    path = tmp_path / "long.xml"
    path.write_text(head + "".join(many) + end, "utf-8")
    found = check_feed(str(path), Options(NOW, NO_SOUND))
    durations = [each for each in found.faults if each.check.name == "duration"]
    assert len(durations) == 5
    assert durations[-1].says.endswith("And 9995 more like it.")
    assert not {"same guid", "same sound"} & set(bad(found))


def test_the_command_checks_feed_and_newest_episode(show: Path, tmp_path: Path) -> None:
    """By folder, by file or by nothing; a warning fails only when that is asked for."""
    named = briefing("check", show, cwd=tmp_path)
    assert named.returncode == 0, text(named.stdout)
    assert briefing("check", show / "feed.xml", "--sounds", "0", cwd=tmp_path).returncode == 0
    rewrite(show, "<podcast:guid>", "<podcast:guid>x")
    usual = briefing("check", "-o", show, "--json", cwd=tmp_path)
    feed, episode = json.loads(text(usual.stdout))
    assert (usual.returncode, feed["good"], episode["subject"]) == (
        0, True, "2026-11-22-le-pont-rouvre",
    )  # fmt: skip
    warned = next(each for each in feed["findings"] if not each["good"])
    assert (warned["check"], warned["level"], warned["source"]) == (
        "show guid", "warning", "PSP-1",
    )  # fmt: skip
    done = briefing("check", show, "--strict", "--sounds", "0", cwd=tmp_path)
    assert done.returncode == 8
    assert "Error: 1 of" in text(done.stderr)


def test_the_report_is_json(show: Path) -> None:
    """With whose rule it is and where it fails."""
    rewrite(show, "<itunes:duration>20<", "<itunes:duration>x<")
    (table,) = json.loads(as_json([report(show)]))
    (fault,) = (each for each in table["findings"] if not each["good"])
    assert (fault["check"], fault["source"], fault["where"]) == (
        "duration", "Apple", f"“{TITLE}”",
    )  # fmt: skip
