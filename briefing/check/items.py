"""What a feed says of each of its episodes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from briefing.check.channel import LONGEST
from briefing.check.document import Node
from briefing.check.rules import Fault, Feed, Rule, date, is_address, item_rule, rule, where
from briefing.findings import Level

ERROR, WARNING, ADVICE = Level.ERROR, Level.WARNING, Level.ADVICE
# Apple, "podcast requirements": media types, and the ends of names that decide what is shown.
TYPES = frozenset({"audio/mpeg", "audio/x-m4a", "video/mp4", "video/x-m4v", "video/quicktime"})
ENDINGS = (".mp3", ".m4a", ".mp4", ".m4v", ".mov")
# docs/tags/transcript.md
TRANSCRIPTS = frozenset(
    {"text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html",
     "text/plain"}
)  # fmt: skip
CHAPTERS = "application/json+chapters"
_ZONE = r"(?:[+-]\d{4}|UT|GMT|[ECMP][SD]T|Z)"
_DATE = re.compile(  # RFC 2822, 3.3, as feeds write it
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), ?)?\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? " + _ZONE
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DURATION = re.compile(r"\d{1,6}|(?:\d{1,2}:)?\d{1,3}:[0-5]\d")
_SLACK = dt.timedelta(minutes=5)  # clocks differ
_NUMBERED = re.compile(
    r"(?:#|n°|épisode |episode |ép\. ?|ep\. ?|ep ?)\d+\b|\d{1,4}[ .:–—-]+ ", re.IGNORECASE
)


@item_rule("episode title", ERROR, "Apple", "Give the episode a title.")
def title(item: Node, _feed: Feed) -> Iterable[str]:
    """Required."""
    if not item.text("title"):
        yield "It has no title."


@item_rule("numbers", ADVICE, "Apple", "Take the number out of the title: <itunes:episode> has it.")
def numbers(item: Node, _feed: Feed) -> Iterable[str]:
    """Apps show the number themselves."""
    if _NUMBERED.match(item.text("title")):
        yield "Its title begins with its number."


@item_rule("enclosure", ERROR, "Apple", "Give each episode one sound: url, length and type.")
def enclosure(item: Node, _feed: Feed) -> Iterable[str]:
    """One, with all that it takes."""
    found = item.all("enclosure")
    if len(found) != 1:
        yield (
            f"It has {len(found)} enclosures; more than one is ignored."
            if found
            else ("It has no enclosure, so nothing can be played.")
        )
        return
    (one,) = found
    if not is_address(one.get("url")):
        yield f"The enclosure leads to '{one.get('url')[:80]}'."
    if not one.get("length").isdecimal() or one.get("length") == "0":
        yield f"The length of its enclosure is '{one.get('length')[:20]}', which is no size."
    if not one.get("type"):
        yield "Its enclosure has no type."


@item_rule("sound type", ERROR, "Apple", "Publish an MP3 (audio/mpeg) or an M4A (audio/x-m4a).")
def sound_type(item: Node, _feed: Feed) -> Iterable[str]:
    """What directories take, by what it says and by its name."""
    kind, path = item.of("enclosure", "type"), urlsplit_path(item.of("enclosure", "url"))
    if kind and kind not in TYPES:
        yield f"The type of its enclosure is {kind}."
    elif kind and path and not path.lower().endswith(ENDINGS):
        yield f"The name of its sound should end in .mp3 or .m4a: {path[-60:]}"


def urlsplit_path(url: str) -> str:
    """The path of *url*; empty when it is no address."""
    return urlsplit(url).path if is_address(url) else ""


@item_rule("ASCII", ERROR, "Apple", "Write the address with %C3%A9 for é, %20 for a space.")
def ascii_only(item: Node, _feed: Feed) -> Iterable[str]:
    """What apps do not escape themselves."""
    url = item.of("enclosure", "url")
    if not url.isascii() or " " in url:
        yield "The address of its sound has letters in it that an address cannot have."


def _unlike(name: str, value: Callable[[Node], str], source: str, mend: str, says: str) -> Rule:
    @rule(name, ERROR, source, mend)
    def ask(feed: Feed) -> Iterator[Fault]:
        first: dict[str, Node] = {}
        for item in feed.items:
            told = value(item)
            if told and first.setdefault(told, item) is not item:
                yield Fault(f"{says} {where(first[told])}.", where(item))

    return ask


SOUNDS = _unlike(
    "same sound", lambda item: item.of("enclosure", "url"), "Apple",
    "Give each episode a sound of its own name: Apple ignores the second.",
    "It has the same enclosure as",
)  # fmt: skip
GUIDS = _unlike(
    "same guid", lambda item: item.text("guid"), "Apple, RSS 2.0",
    "Give each episode a guid of its own: apps show only one of them.", "It has the guid of",
)  # fmt: skip


@item_rule("guid", ERROR, "Apple", "Add a guid that never changes.")
def guid(item: Node, _feed: Feed) -> Iterable[str]:
    """Without one, the address of the sound is it, and a new address a new episode."""
    if not item.text("guid"):
        yield "It has no guid."


@item_rule("permalink", WARNING, "RSS 2.0", 'Write <guid isPermaLink="false">.')
def permalink(item: Node, _feed: Feed) -> Iterable[str]:
    """A guid is an address unless it says otherwise."""
    told = item.text("guid")
    if told and item.of("guid", "isPermaLink") != "false" and not is_address(told):
        yield f"Its guid '{told[:60]}' is no address, but does not say so."


@item_rule("date", ERROR, "RSS 2.0, Apple", "Write it like Sun, 22 Nov 2026 06:30:00 +0100.")
def dated(item: Node, _feed: Feed) -> Iterable[str]:
    """RFC 2822, and the day of the week that it was."""
    told = item.text("pubDate")
    if not told:
        return
    form, moment = _DATE.fullmatch(told), date(item)
    if form is None or moment is None:
        yield f"Nobody can read its date '{told[:40]}'."
    elif form[1] and form[1] != _DAYS[parsedate_to_datetime(told).weekday()]:
        yield f"'{told}' was no {form[1]}."


@item_rule("no date", WARNING, "Apple", "Add <pubDate>: apps sort by it.")
def no_date(item: Node, _feed: Feed) -> Iterable[str]:
    """Recommended."""
    if not item.text("pubDate"):
        yield "It has no date."


@item_rule("future", WARNING, "AntennaPod", "Publish it when its date has come.")
def future(item: Node, feed: Feed) -> Iterable[str]:
    """Apps drop it, and may not look again."""
    if (moment := date(item)) and moment > feed.now + _SLACK:
        yield f"Its date, {moment.isoformat(' ', 'minutes')}, is yet to come."


@item_rule("duration", ERROR, "Apple", "Write whole seconds: <itunes:duration>1234<…>.")
def duration(item: Node, _feed: Feed) -> Iterable[str]:
    """Seconds, or H:MM:SS."""
    if item.has("itunes:duration") and seconds(item) is None:
        yield f"Its duration is '{item.text('itunes:duration')[:20]}'."


def seconds(item: Node) -> int | None:
    """The duration of *item*; None when it does not say, or nobody can read it."""
    told = item.text("itunes:duration")
    if not _DURATION.fullmatch(told):
        return None
    total = 0
    for part in told.split(":"):
        total = total * 60 + int(part)
    return total or None


@item_rule("recommended", WARNING, "Apple", "Add it: apps show it.")
def recommended(item: Node, _feed: Feed) -> Iterable[str]:
    """What the guide recommends, and a listener misses."""
    for name in ("description", "itunes:duration"):
        also = name == "description" and item.text("content:encoded")
        if not item.has(name) and not also:
            yield f"It has no <{name}>."


@item_rule("link of episode", ADVICE, "Apple", "Add <link> with the address of its page.")
def link(item: Node, _feed: Feed) -> Iterable[str]:
    """Recommended, where there are pages."""
    if not is_address(item.text("link")):
        yield "It has no page."


@item_rule("long description", WARNING, "Apple", "Shorten it: apps cut it off.")
def long_description(item: Node, _feed: Feed) -> Iterable[str]:
    """In bytes, so that accents count twice."""
    if (size := len(item.text("description").encode())) > LONGEST:
        yield f"Its description has {size} bytes; {LONGEST} are taken."


@item_rule("episode tags", ERROR, "Apple", "Write full, trailer or bonus; true or false; 1, 2, 3…")
def tags(item: Node, feed: Feed) -> Iterable[str]:
    """Values that mean nothing."""
    allowed = {
        "itunes:episodeType": {"full", "trailer", "bonus"},
        "itunes:explicit": {"true", "false"},
    }
    for name, values in allowed.items():
        if item.has(name) and item.text(name) not in values:
            yield f"<{name}> is '{item.text(name)[:20]}'."
    for name in ("itunes:episode", "itunes:season"):
        if item.has(name) and not re.fullmatch(r"[1-9]\d{0,8}", item.text(name)):
            yield f"<{name}> is '{item.text(name)[:20]}'."
    full = item.text("itunes:episodeType") in {"", "full"}
    if feed.channel.text("itunes:type") == "serial" and full and not item.has("itunes:episode"):
        yield "The show is a serial, and it has no <itunes:episode>."


@item_rule("transcript tags", ERROR, "Podcasting 2.0", "Give url and type, such as text/vtt.")
def transcripts(item: Node, _feed: Feed) -> Iterable[str]:
    """Required where the tag is."""
    for each in item.all("podcast:transcript"):
        if not is_address(each.get("url")) or each.get("type") not in TRANSCRIPTS:
            yield f"A transcript has url '{each.get('url')[:60]}' and type '{each.get('type')}'."


@item_rule("chapter tags", ERROR, "Podcasting 2.0", f'Write <podcast:chapters type="{CHAPTERS}">.')
def chapters(item: Node, _feed: Feed) -> Iterable[str]:
    """The same."""
    for each in item.all("podcast:chapters"):
        known = each.get("type") in {CHAPTERS, "application/json"}
        if not is_address(each.get("url")) or not known:
            yield f"Chapters have url '{each.get('url')[:60]}' and type '{each.get('type')}'."


@item_rule("no transcript", ADVICE, "PSP-1", "Add <podcast:transcript>: many listeners read along.")
def no_transcript(item: Node, _feed: Feed) -> Iterable[str]:
    """Recommended."""
    if not item.has("podcast:transcript"):
        yield "It has no transcript."


def changed(feed: Feed) -> Iterator[Fault]:
    """Guids that are not those of the feed before: who was there is there under the same name."""
    before = feed.previous
    if before is None:
        return
    told = before.channel.text("podcast:guid")
    if told and told != feed.channel.text("podcast:guid"):
        yield Fault(f"The guid of the show was {told}.")
    now = {item.text("guid") for item in feed.items}
    known = {item.text("guid") for item in before.items}
    new = [item for item in feed.items if item.text("guid") not in known]
    by = {key: item for item in new for key in _marks(item)}
    for old in before.items:
        same = next((by[key] for key in _marks(old) if key in by), None)
        if old.text("guid") not in now and same is not None:
            yield Fault(f"Its guid was '{old.text('guid')[:60]}' before.", where(same))


def _marks(item: Node) -> Iterator[tuple[str, str]]:
    """What tells that two episodes are one, the surest first."""
    if path := unquote(urlsplit_path(item.of("enclosure", "url"))):
        yield "sound", path.rpartition("/")[2]
    if item.text("title") and item.text("pubDate"):
        yield item.text("title"), item.text("pubDate")


CHANGED = rule(
    "changed guids", ERROR, "Apple",
    "Give the guid of before back: a new one is a new episode to every app, and downloads twice.",
)(changed)  # fmt: skip


@rule("gone", WARNING, "", "Put it back, if it was not removed on purpose.")
def gone(feed: Feed) -> Iterator[Fault]:
    """Episodes of the feed before that are younger than the oldest one here."""
    if feed.previous is None:
        return
    now = {item.text("guid") for item in feed.items}
    marks = {key for item in feed.items for key in _marks(item)}
    oldest = min((moment for item in feed.items if (moment := date(item))), default=feed.now)
    for old in feed.previous.items:
        there = old.text("guid") in now or not marks.isdisjoint(_marks(old))
        if not there and (moment := date(old)) and moment >= oldest:
            yield Fault("It is no longer there.", where(old))


RULES = (
    title, enclosure, sound_type, ascii_only, SOUNDS, guid, GUIDS, permalink, dated, no_date,
    future, duration, recommended, tags, transcripts, chapters, long_description, link, numbers,
    no_transcript,
)  # fmt: skip
AGAINST_BEFORE = (CHANGED, gone)
