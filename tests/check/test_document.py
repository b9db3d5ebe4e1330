"""What is hostile or broken is said, and nothing of it is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.check import check_feed
from briefing.check.document import parse
from briefing.errors import SourceError
from tests.check.feeds import bad, options
from tests.sources.hosts import Site

FRAME = '<?xml version="1.0"?>{}<rss version="2.0"><channel><title>{}</title></channel></rss>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<!DOCTYPE rss [{LAUGHS}]>", "&a11;"),
        ('<!DOCTYPE rss [<!ENTITY a "' + "x" * 100_000 + '">]>', "&a;" * 10_000),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ("<!DOCTYPE rss>", "Le soir"),
        ("<!-- <rss> --><!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;"),
        ('<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_with_a_dtd_is_refused(head: str, title: str, encoding: str) -> None:
    """Before anything of it is expanded or read."""
    with pytest.raises(SourceError) as caught:
        parse(FRAME.format(head, title).encode(encoding))
    assert "root:" not in str(caught.value)


def test_nothing_is_fetched(site: Site) -> None:
    """Neither a DTD nor an entity nor an inclusion."""
    url = site.at("/evil", "127.0.0.1")
    for head, title in (
        (f'<!DOCTYPE rss SYSTEM "{url}">', ""),
        (f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{url}">]>', "&a;"),
        ("", f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{url}"/>'),
    ):
        try:
            parse(FRAME.format(head, title).encode())
        except SourceError:
            continue
    assert site.asked() == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0", b"<", b"<rss", b"<rss></rs>", b"<rss>&eacute;</rss>", b"{}", b"\xff\xfe<",
        b"<rss>\xe9</rss>", b"<rss>\x01</rss>", b"<rss a='1' a='2'/>", b"\xef\xbb\xbf",
        b"<?xml version='1.0' encoding='utf-7'?>+ADw-rss/+AD4-",
        b"<?xml version='1.0' encoding='rot13'?><rss/>", b"<a>" * 100_000,
        b"<?xml version='1.0' encoding='utf-16'?><rss/>", b"<x:rss/>",
    ],
)  # fmt: skip
def test_what_is_no_xml_is_one_finding(content: bytes, tmp_path: Path) -> None:
    """And nothing else is asked of it."""
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    assert bad(check_feed(str(path), options())) == ["XML"]


def test_the_line_is_that_of_the_file() -> None:
    """With the declaration that we take away."""
    with pytest.raises(SourceError, match="line 4"):
        parse(b"<?xml version='1.0'\n encoding='utf-8'?>\n<rss>\n</rs>")


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body/></html>",
        b"<rss/>",
        b"<rss version='2.0'><channel/><channel/></rss>",
        b"<rss version='2.0'><channel>" + b"<item/>" * 50 + b"</channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>",
        b"<rss version='2.0'><channel><item><enclosure url='http://[::1' length='99999999999999'/>"
        b"<pubDate>Mon, 99 Foo 99999</pubDate><guid/><itunes:duration xmlns:itunes="
        b"'http://www.itunes.com/dtds/podcast-1.0.dtd'>99999999999</itunes:duration></item>"
        b"</channel></rss>",
    ],
)
def test_any_xml_gives_a_report(content: bytes, tmp_path: Path) -> None:
    """However little of a feed there is in it."""
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    found = check_feed(str(path), options())
    assert bad(found)
    assert "XML" not in bad(found)


def test_both_names_of_the_podcast_namespace_are_known() -> None:
    """Readers take the old one, too (Podcasting 2.0, docs/1.0.md)."""
    for uri in (
        "https://podcastindex.org/namespace/1.0",
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ):
        tag = f"<p:guid xmlns:p='{uri}'> abc </p:guid>"
        document = parse(f"<rss version='2.0'><channel>{tag}</channel></rss>".encode())
        assert document.channel.text("podcast:guid") == "abc"
