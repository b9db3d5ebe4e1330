"""What a feed names: its sounds, its picture, its transcripts and chapters, and how loud it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from briefing import codec, cover
from briefing.check import times
from briefing.check.document import Node
from briefing.check.items import seconds
from briefing.check.places import Place, Seen
from briefing.check.rules import Fault, Feed, found, is_address, where
from briefing.errors import BriefingError, SettingsError, SoundError
from briefing.findings import Check, Finding, Level
from briefing.inspection import LOUDNESS, PEAK

ERROR, WARNING, ADVICE = Level.ERROR, Level.WARNING, Level.ADVICE
_SERVER = "Use another host, or another server, such as nginx or Caddy."
EXISTS = Check("sound", ERROR, "Bring the file to that address, or mend the address.", "Apple")
SIZE = Check("sound size", ERROR, "Write the size of the file into the enclosure.", "RSS 2.0")
KIND = Check("sound served", WARNING, "Have the server send the type of the enclosure.", "Apple")
HEAD = Check("HEAD", ERROR, f"Have the server answer HEAD requests. {_SERVER}", "Apple")
RANGES = Check("ranges", ERROR, f"Have the server give byte ranges. {_SERVER}", "Apple")
MOVES = Check("redirections", WARNING, "Write the last address into the feed.", "Apple")
PICTURE = Check("picture", ERROR, "Give it a new name when you replace it.", "Apple")
HEAVY = Check("heavy picture", ADVICE, "Save it as a JPEG of less than 512 kB.", "hosts")
TRANSCRIPT = Check("transcript", ERROR, "Write it anew: players show nothing.", "Podcasting 2.0")
CHAPTERS = Check("chapters", ERROR, "Write them anew: players show none.", "Podcasting 2.0")
SHARED = Check(
    "CORS", ADVICE, "Have the server send Access-Control-Allow-Origin: *.", "Podcasting 2.0"
)
PLAYS = Check("sound plays", ERROR, "Encode it again.", "Apple")
LASTS = Check("sound length", WARNING, "Write the true length into <itunes:duration>.", "Apple")
LOUD = Check("loudness", WARNING, "Master it to -16 LUFS.", "Apple")
LOUDEST = Check("true peak", WARNING, "Limit it to -1 dBTP, measured after encoding.", "Apple")

_FEW_MOVES = 3  # trackers make one or two
_PICTURE, _TEXT, _SOUND = 20_000_000, 10_000_000, 200_000_000  # bytes; Spotify takes 200 MB
_HEAVY = 512_000  # bytes, see `cover.MOST_BYTES`
_TOLERANCE = 1.0  # LU; Apple, "Audio requirements": -16 ±1
# Our meter hears one channel; two that are alike are 3 dB louder (ITU-R BS.1770-4).
_TWO = 3.0
_DIFFERENCE = 2.0  # seconds between what is said and what plays; nobody notices less


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is looked at."""

    newest: int | None = 10
    """Episodes whose files are; all when None."""
    sounds: int = 1
    """Episodes whose sound is decoded and measured."""


def look(feed: Feed, place: Place, limits: Limits) -> Iterator[Finding]:
    """Findings on what the newest episodes of *feed* name, as far as *place* has it."""
    newest = feed.newest if limits.newest is None else feed.newest[: limits.newest]
    sounds = [
        (item, item.of("enclosure", "url"))
        for item in newest
        if is_address(item.of("enclosure", "url")) and place.has(item.of("enclosure", "url"))
    ]
    seen = [(item, place.look(url)) for item, url in sounds]
    yield from _sounds(seen, told=place.told)
    yield from _picture(feed, place)
    yield from _texts(newest, place)
    yield from _heard([each for each, found in seen if not found.missing][: limits.sounds], place)


def _sounds(seen: Sequence[tuple[Node, Seen]], *, told: bool) -> Iterator[Finding]:
    good = f"Right in the {len(seen)} that were looked at."
    there = [(item, each) for item, each in seen if not each.missing]

    def about(check: Check, says: Callable[[Node, Seen], str]) -> Iterator[Finding]:
        of = seen if check is EXISTS else there
        faults = (Fault(text, where(item)) for item, each in of if (text := says(item, each)))
        yield from found(check, faults, good)

    yield from about(EXISTS, lambda _, each: each.missing)
    yield from about(SIZE, _size_fault)
    yield from about(KIND, _kind_fault)
    if told:
        yield from about(HEAD, lambda _, each: "" if each.head else "HEAD is refused.")
        yield from about(
            RANGES, lambda _, each: "" if each.ranges else "Nobody can jump in it: no byte ranges."
        )
        yield from about(MOVES, _moves_fault)


def _size_fault(item: Node, seen: Seen) -> str:
    told = item.of("enclosure", "length")
    if seen.size is None or not told.isdecimal() or int(told) == seen.size:
        return ""
    return f"It has {seen.size} bytes; the feed says {told}."


def _kind_fault(item: Node, seen: Seen) -> str:
    told = item.of("enclosure", "type")
    alike = {"audio/mp4": "audio/x-m4a", "audio/m4a": "audio/x-m4a", "audio/mp3": "audio/mpeg"}
    kind = alike.get(seen.kind, seen.kind)
    wrong = kind and told and kind != alike.get(told, told)
    return f"It is {seen.kind}; the feed says {told}." if wrong else ""


def _moves_fault(item: Node, seen: Seen) -> str:
    if len(seen.moves) > _FEW_MOVES:
        return f"It is reached over {len(seen.moves)} redirections."
    secure = item.of("enclosure", "url").startswith("https:")
    if secure and any(each.startswith("http:") for each in seen.moves):
        return "It leads from https to http, which apps do not follow."
    return ""


def _picture(feed: Feed, place: Place) -> Iterator[Finding]:
    url = feed.channel.of("itunes:image", "href")
    if not is_address(url) or not place.has(url):
        return
    seen = place.look(url)
    says = seen.missing or ("" if seen.head else "The server refuses HEAD for it.")
    size = seen.size or 0
    if not says:
        try:
            content = place.read(url, _PICTURE)
            says, size = _wrong_picture(content, urlsplit(url).path), len(content)
        except BriefingError as error:
            says = str(error)
    yield from found(PICTURE, [Fault(says)] if says else [], "Right.")
    heavy = [Fault(f"It has {size} bytes.", "", {"bytes": size})] if size > _HEAVY else []
    yield from found(HEAVY, heavy, "Right.")


def _wrong_picture(content: bytes, name: str) -> str:
    """What Apple would refuse of it; empty when nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        path.write_bytes(content)
        try:
            cover.check(path)
        except SettingsError as error:
            said = str(error).replace(f"The cover {path} is", "It is")
            return said.replace(f"The cover {path}", "It").replace(str(path), "it")
    jpeg = content.startswith(b"\xff\xd8")
    right = name.lower().endswith((".jpg", ".jpeg") if jpeg else ".png")
    return "" if right else f"It is a {'JPEG' if jpeg else 'PNG'}, and its name says otherwise."


def _texts(newest: Sequence[Node], place: Place) -> Iterator[Finding]:
    kinds = (("podcast:transcript", TRANSCRIPT), ("podcast:chapters", CHAPTERS))
    private: list[Fault] = []
    for name, check in kinds:
        named = [
            (item, each)
            for item in newest
            for each in item.all(name)
            if is_address(each.get("url")) and place.has(each.get("url"))
        ]
        if not named:
            continue
        faults = list[Fault]()
        for item, each in named:
            says, shared = _text_fault(item, each, place)
            faults += [Fault(says, where(item))] if says else []
            private += [] if shared else [Fault(f"No page may read {name[8:]}.", where(item))]
        yield from found(check, faults, f"Right in the {len(named)} that were looked at.")
    if place.told:
        yield from found(SHARED, private, "Right.")


def _text_fault(item: Node, named: Node, place: Place) -> tuple[str, bool]:
    """What is wrong with the file that the tag *named* names, and whether all may read it."""
    url = named.get("url")
    seen = place.look(url) if place.told else Seen()
    if seen.missing:
        return seen.missing, True
    try:
        text = place.read(url, _TEXT).decode("utf-8-sig")
    except BriefingError as error:
        return str(error), seen.shared
    except UnicodeDecodeError:
        return "It is not UTF-8.", seen.shared
    return times.fault(text, named.get("type"), seconds(item)), seen.shared


def _heard(items: Iterable[Node], place: Place) -> Iterator[Finding]:
    for item in items:
        try:
            content = place.read(item.of("enclosure", "url"), _SOUND)
            sound = codec.decode(content, name=where(item))
            loudness = codec.measure(sound)[1]
        except (BriefingError, SoundError) as error:
            yield Finding(PLAYS, good=False, says=str(error), where=where(item))
            continue
        yield Finding(PLAYS, good=True, says="It plays to its end.", where=where(item))
        told = seconds(item)
        if told is not None:
            says = f"It lasts {sound.seconds:.0f} s; the feed says {told}."
            good = abs(sound.seconds - told) <= _DIFFERENCE
            measured = {"seconds": round(sound.seconds, 1)}
            yield Finding(LASTS, good, says, measured, where(item))
        yield _loudness(loudness.integrated, _channels(content), where(item))
        peak = loudness.true_peak
        says = f"{peak:.1f} dBTP; {PEAK:.0f} at most is right."
        yield Finding(LOUDEST, peak <= PEAK, says, {"dbtp": round(peak, 1)}, where(item))


def _loudness(lufs: float, channels: int, at: str) -> Finding:
    """Whether it is as loud as Apple asks; *channels* is 0 when nobody knows how many."""
    good, about = abs(lufs - LOUDNESS) <= _TOLERANCE, _TOLERANCE
    if channels != 1:
        about += _TWO / 2  # an estimate, so it is taken wider
        good = (good and not channels) or abs(lufs + _TWO - LOUDNESS) <= about
        lufs += _TWO if channels else 0.0
    says = f"{lufs:.1f} LUFS; {LOUDNESS:.0f} ±{about:g} is right."
    return Finding(LOUD, good, says, {"lufs": round(lufs, 1)}, at)


def _channels(content: bytes) -> int:
    """As the first frame of an MP3 says; 0 for what is no MP3."""
    start = 0
    if content.startswith(b"ID3") and len(content) > 10:  # noqa: PLR2004 - ID3v2.3, 3.1
        a, b, c, d = content[6:10]
        start = 10 + (a << 21 | b << 14 | c << 7 | d)
    frame = content[start : start + 4]
    # ISO 11172-3, 2.4.1.3: eleven bits of sync, then in the last byte two of the channels.
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] < 0xE0:  # noqa: PLR2004
        return 0
    return 1 if frame[3] >> 6 == 3 else 2  # noqa: PLR2004
