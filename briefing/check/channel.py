"""What a feed says of its show."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from briefing.check.document import ITUNES, OLD_PODCAST, PODCAST, Document
from briefing.check.rules import Fault, Feed, Rule, is_address, rule
from briefing.findings import Level
from briefing.settings import CATEGORIES

ERROR, WARNING, ADVICE = Level.ERROR, Level.WARNING, Level.ADVICE
LONGEST = 4000  # bytes of a description; Apple, "A Podcaster's Guide to RSS"
_VALUE = 255  # characters of any other value; the same
# RFC 5646 as far as feeds use it: a language, and what narrows it down.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@rule("rss", ERROR, "RSS 2.0", 'Write <rss version="2.0"> with one <channel> in it.')
def rss(feed: Feed) -> Iterable[Fault]:
    """The frame."""
    document = feed.document
    if document.root != "rss" or document.version != "2.0":
        yield Fault(f"Its outermost element is {document.root} {document.version}".rstrip() + ".")


@rule("episodes", ERROR, "Apple", "Publish an episode; a trailer is one.")
def episodes(feed: Feed) -> Iterable[Fault]:
    """At least one."""
    if not feed.items:
        yield Fault("There is no episode in it.")


@rule("namespaces", ERROR, "Apple", f'Write xmlns:itunes="{ITUNES}" and xmlns:podcast="{PODCAST}".')
def namespaces(feed: Feed) -> Iterable[Fault]:
    """Names that only look right."""
    for uri in sorted(feed.document.spaces - {ITUNES, PODCAST, OLD_PODCAST}):
        folded = uri.lower().rstrip("/").replace("https://www.itunes", "http://www.itunes")
        if folded in {ITUNES, PODCAST, PODCAST.replace("https", "http")}:
            yield Fault(f"'{uri}' is not the namespace that readers know.")
    if ITUNES not in feed.document.spaces:
        yield Fault("The namespace of iTunes is not declared.")


@rule("encoding", WARNING, "PSP-1", "Write the feed in UTF-8.")
def encoding(feed: Feed) -> Iterable[Fault]:
    """The one encoding of all."""
    if feed.document.encoding != "utf-8":
        yield Fault(f"It is in {feed.document.encoding}.")


def _needed(name: str, level: Level, source: str, mend: str) -> Rule:
    def ask(feed: Feed) -> Iterable[Fault]:
        if not feed.channel.text(name):
            yield Fault(f"The show has no <{name}>.")

    return rule(name, level, source, mend)(ask)


TITLE = _needed("title", ERROR, "RSS 2.0, Apple", "Give the show a name.")
DESCRIPTION = _needed("description", ERROR, "RSS 2.0, Apple", "Say what the show is about.")
AUTHOR = _needed("itunes:author", WARNING, "Apple", "Say who makes the show.")


@rule("long texts", WARNING, "Apple", "Shorten it; apps cut it off.")
def long_texts(feed: Feed) -> Iterable[Fault]:
    """What apps cut."""
    if (size := len(feed.channel.text("description").encode())) > LONGEST:
        yield Fault(f"The description of the show has {size} bytes; {LONGEST} are taken.")
    for name in ("title", "itunes:author", "copyright"):
        if (size := len(feed.channel.text(name))) > _VALUE:
            yield Fault(f"<{name}> has {size} characters; {_VALUE} are taken.")


@rule("spaces", WARNING, "Apple", "Take the space away.")
def spaces(feed: Feed) -> Iterable[Fault]:
    """Some directories take it for a part of the value."""
    for name in ("title", "language", "itunes:explicit", "itunes:author", "podcast:guid"):
        if feed.channel.raw(name) != feed.channel.text(name):
            yield Fault(f"There is space around the text of <{name}>.")


@rule("link", ERROR, "RSS 2.0, PSP-1", "Give the address of a page about the show.")
def link(feed: Feed) -> Iterable[Fault]:
    """The show's page."""
    if not is_address(feed.channel.text("link")):
        yield Fault(f"<link> should be the address of a page, not '{feed.channel.text('link')}'.")


@rule("language", ERROR, "Apple", "Write it like fr or fr-CA.")
def language(feed: Feed) -> Iterable[Fault]:
    """ISO 639."""
    told = feed.channel.text("language")
    if not _LANGUAGE.fullmatch(told):
        yield Fault(f"<language> is '{told}'." if told else "The show has no <language>.")


@rule("category", ERROR, "Apple", "Choose one of podcasters.apple.com/support/1691, in English.")
def category(feed: Feed) -> Iterable[Fault]:
    """Only the first counts."""
    if not (told := feed.channel.of("itunes:category", "text")):
        yield Fault("The show has no <itunes:category>.")
    elif told not in CATEGORIES:
        yield Fault(f"'{told}' is no category of Apple's.")


@rule("explicit", ERROR, "Apple", "Write true or false.")
def explicit(feed: Feed) -> Iterable[Fault]:
    """Validators refuse the old yes, no and clean."""
    told = feed.channel.text("itunes:explicit")
    if told not in {"true", "false"}:
        says = f"<itunes:explicit> is '{told}'." if told else "The show has no <itunes:explicit>."
        yield Fault(says)


@rule("art", ERROR, "Apple", "Give the address of a JPEG or PNG, 1400 to 3000 pixels square.")
def art(feed: Feed) -> Iterable[Fault]:
    """Its address; the picture itself is looked at elsewhere."""
    url = feed.channel.of("itunes:image", "href")
    if not is_address(url):
        yield Fault(f"<itunes:image> leads to '{url}'." if url else "The show has no picture.")
    elif not urlsplit(url).path.lower().endswith((".jpg", ".jpeg", ".png")):
        yield Fault(f"The name of the picture should end in .jpg or .png: {url}")


@rule("owner", WARNING, "Spotify", "Add <itunes:owner> with a name and an e-mail address.")
def owner(feed: Feed) -> Iterable[Fault]:
    """Directories write there to see whose show it is."""
    owners = feed.channel.all("itunes:owner")
    if not owners or "@" not in owners[0].text("itunes:email"):
        yield Fault("Nobody can claim the show: it names no address of an owner.")


@rule("type", ERROR, "Apple", "Write episodic or serial.")
def kind(feed: Feed) -> Iterable[Fault]:
    """Episodic when nothing is said."""
    told = feed.channel.text("itunes:type")
    if feed.channel.has("itunes:type") and told not in {"episodic", "serial"}:
        yield Fault(f"<itunes:type> is '{told}'.")


@rule("self", WARNING, "PSP-1", 'Add <atom:link rel="self"> with the address of the feed.')
def itself(feed: Feed) -> Iterable[Fault]:
    """Where it says it is."""
    told = own_address(feed.document)
    if not told:
        yield Fault("It does not say what its own address is.")
    elif feed.url and _plain(told) != _plain(feed.url):
        yield Fault(f"It says that its address is {told}.")


def own_address(document: Document) -> str:
    """Where *document* says it is; empty when it does not."""
    links = document.channel.all("atom:link")
    return next((each.get("href") for each in links if each.get("rel") == "self"), "")


def _plain(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


@rule("hidden", WARNING, "Apple", "Take <itunes:block> away if the show is meant to be found.")
def hidden(feed: Feed) -> Iterable[Fault]:
    """Any other value has no effect."""
    if feed.channel.text("itunes:block") == "Yes":
        yield Fault("It asks directories not to show it.")


@rule("moved", WARNING, "Apple", "Subscribe to that address; keep this one for as long as you can.")
def moved(feed: Feed) -> Iterable[Fault]:
    """Where it went."""
    told = feed.channel.text("itunes:new-feed-url")
    if told and _plain(told) != _plain(feed.url):
        yield Fault(f"It says that the show has moved to {told}.")


@rule("show guid", WARNING, "PSP-1", "Add <podcast:guid>; give it once and keep it.")
def guid(feed: Feed) -> Iterable[Fault]:
    """A UUID."""
    told = feed.channel.text("podcast:guid")
    try:
        uuid.UUID(told)
    except ValueError:
        yield Fault(f"'{told}' is no UUID." if told else "The show has no guid of its own.")


@rule("locked", WARNING, "PSP-1", "Add <podcast:locked>yes</podcast:locked>.")
def locked(feed: Feed) -> Iterable[Fault]:
    """Whether other hosts may take it."""
    if feed.channel.text("podcast:locked") not in {"yes", "no"}:
        yield Fault("It does not say whether another host may import the show.")


@rule("https", ADVICE, "Podcasting 2.0", "Serve the feed and its files over https.")
def https(feed: Feed) -> Iterable[Fault]:
    """What is not may be read along, and some apps refuse it."""
    plain = sum(each.startswith("http://") for each in _addresses(feed))
    if plain:
        yield Fault(f"{plain} addresses begin with http://.")


@rule(
    "reachable", WARNING, "Apple", "Set base_url to where listeners read it, and rebuild the feed."
)
def reachable(feed: Feed) -> Iterable[Fault]:
    """Addresses of this machine alone."""
    hosts = {urlsplit(each).hostname for each in _addresses(feed) if is_address(each)}
    inner = sorted(each for each in hosts if each in {"localhost", "127.0.0.1", "::1"})
    if inner:
        yield Fault(f"It names {inner[0]}, where only this machine can go.")


def _addresses(feed: Feed) -> Iterator[str]:
    yield feed.channel.of("itunes:image", "href")
    for item in feed.items:
        yield item.of("enclosure", "url")


@rule("AI", ADVICE, "Podcasting 2.0, Apple 1.11", "Say so when voices are made by a machine.")
def ai(feed: Feed) -> Iterable[Fault]:
    """Silence means neither yes nor no."""
    told = [e.text() for e in feed.channel.all("podcast:txt") if e.get("purpose") == "ai-content"]
    if not {"true", "false"} & set(told):
        yield Fault('It has no <podcast:txt purpose="ai-content">.')


RULES = (
    rss, episodes, namespaces, encoding, TITLE, DESCRIPTION, link, language, category, explicit,
    art, AUTHOR, owner, kind, itself, hidden, moved, long_texts, spaces, reachable, guid, locked,
    https, ai,
)  # fmt: skip
