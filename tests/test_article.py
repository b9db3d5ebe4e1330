"""What a person gives us to read: an article, or one clear sentence about why it is none."""

import codecs
import os
import re
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import article
from briefing.errors import LanguageError, SourceError
from briefing.model import Article

ARTICLES = Path(__file__).parent / "articles"
HALL = (ARTICLES / "halle.txt").read_text(encoding="utf-8")
PLAN = "Le ministre de la Santé a présenté mardi à Lyon un plan de soutien aux petits hôpitaux."
MORE = "Les syndicats demandent davantage de moyens pour les équipes de nuit."

ENCODED = {
    "UTF-8": HALL.encode(),
    "UTF-8 with BOM": HALL.encode("utf-8-sig"),
    "UTF-16 LE with BOM": codecs.BOM_UTF16_LE + HALL.encode("utf-16-le"),
    "UTF-16 BE with BOM": codecs.BOM_UTF16_BE + HALL.encode("utf-16-be"),
    "UTF-16 LE": HALL.encode("utf-16-le"),
    "UTF-16 BE": HALL.encode("utf-16-be"),
    "Windows-1252": HALL.encode("cp1252"),
    "Windows line ends": HALL.replace("\n", "\r\n").encode(),
    "old Mac line ends": HALL.replace("\n", "\r").encode(),
    "letters in two parts (NFD)": unicodedata.normalize("NFD", HALL).encode(),
}


def read(content: str | bytes, *, insist: bool = False) -> Article:
    """The article that comes through standard input."""
    raw = content if isinstance(content, bytes) else content.encode()
    return article.read("-", lambda: raw, insist=insist)


def nothing() -> bytes:
    """Standard input of one who names a file."""
    raise AssertionError("standard input was read")


def refused(content: str | bytes) -> SourceError:
    """The complaint about *content*: one sentence that can stand on a line, with a hint or not."""
    with pytest.raises(SourceError) as caught:
        read(content)
    assert re.fullmatch(r"standard input [^\n]*\.", str(caught.value))
    assert "\n" not in caught.value.hint
    return caught.value


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_text_reads_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    """UTF-8, UTF-16, Windows-1252: the same words, apostrophes and quotation marks come out."""
    path = tmp_path / "article.txt"
    path.write_bytes(ENCODED[encoding])
    found = article.read(str(path), nothing)
    assert found.text == HALL.strip()
    assert found.notices == ()
    assert found.origin == path.name


def test_standard_input_is_read_like_a_file() -> None:
    """`-` is the text that comes in, and its origin says so."""
    found = read(HALL)
    assert found.text == HALL.strip()
    assert found.origin == "-"


def test_every_sentence_knows_where_it_stands() -> None:
    """Offsets cut the very sentence out of the text; a line of the file is a paragraph."""
    found = read(HALL)
    assert all(found.text[each.start : each.end] == each.text for each in found.sentences)
    assert found.sentences[-1].paragraph == len(HALL.splitlines())
    assert found.language == "fr"


@pytest.mark.parametrize("name", ["halle.txt", "pont.md", "tramway.txt"])
def test_the_title_is_in_the_articles_own_words(name: str) -> None:
    """Given or found, a title is made of words of the source, and short enough for an app."""
    source = (ARTICLES / name).read_text(encoding="utf-8")
    found = article.read(str(ARTICLES / name), nothing)
    assert found.title_given == (name != "halle.txt")
    assert 20 < len(found.title) <= 111
    assert " ".join(source.split()).find(found.title.rstrip("…")) >= 0
    assert "untitled" not in found.title.lower()


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"Un plan pour les hôpitaux\n{PLAN}", "Un plan pour les hôpitaux"),
        (f"Un plan pour les hôpitaux\n\n{PLAN}\n{MORE}", "Un plan pour les hôpitaux"),
        (f"Qui sauvera les hôpitaux ?\n\n{PLAN}", "Qui sauvera les hôpitaux ?"),
        (f"\n\n  Un  plan\tpour les hôpitaux \n{PLAN}", "Un plan pour les hôpitaux"),
        (f"# Un plan pour les *hôpitaux*\n\n{PLAN}", "Un plan pour les hôpitaux"),
        (f"---\ntitle: Un plan\n---\n{PLAN}", "Un plan"),
    ],
)
def test_a_title_that_is_given_is_taken(content: str, title: str) -> None:
    """A first line that is no sentence, a heading or front matter is the title, and not read."""
    found = read(content)
    assert (found.title, found.title_given) == (title, True)
    assert found.sentences[0].text == PLAN


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (PLAN, "Le ministre de la Santé a présenté mardi à Lyon un plan de soutien aux petits"),
        (f"5 juin 2012.\n{PLAN}", "Le ministre de la Santé a présenté mardi"),
        (f"«\u00a0Nous irons jusqu’au bout, a dit le maire.\u00a0»\n{PLAN}", "«\u00a0Nous irons"),
        (f"Bravo\n{PLAN}", "Le ministre de la Santé a présenté mardi"),
        (f"# ***\n\n{PLAN}", "Le ministre de la Santé a présenté mardi"),
        (f"– {PLAN}", "Le ministre de la Santé"),
        (f"-5 °C ce matin à Lyon : {PLAN}", "-5 °C ce matin à Lyon"),
        ("Le pape est mort.", "Le pape est mort"),
    ],
)
def test_a_missing_title_is_found_in_the_text(content: str, title: str) -> None:
    """Where no line is a title, the first real sentence begins one, and is still read."""
    found = read(content)
    assert not found.title_given
    assert found.title.startswith(title.replace("\u00a0", " "))
    assert any(found.title[:20].strip("… ") in " ".join(s.text.split()) for s in found.sentences)


def test_lines_of_an_e_mail_are_put_together() -> None:
    """A first line that goes on in the next is no title, even when a name stands at its end."""
    text = (
        "Le ministre de la Santé a présenté mardi à\nLyon un plan de soutien aux hôpitaux,\n"
        "mais les syndicats n’y croient\npas du tout. La grève\ncontinue."
    )
    found = read(text)
    assert not found.title_given
    assert [each.paragraph for each in found.sentences] == [1, 1]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        ("\u00a0\u200b\u2028".encode(), "is empty"),
        (b"12 345 678 90", "no words"),
        ("🎉 🎉 🎉".encode(), "no words"),
        (b"# Un titre\n", "no words"),
        (b"Bonjour", "too short: 1 word."),
        (b"Il est mort.", "too short: 3 words."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is not a text"),
        (b"\x7fELF" + bytes(range(256)) * 20, "is not a text"),
        (b"\xff\xd8\xff\xe0" + bytes(range(255, 0, -1)) * 20, "is not a text"),
        (b"RIFF\0\0\0\0WAVEfmt " + b"\1\0" * 500, "is not a text"),
        (PLAN.encode("utf-32"), "is not a text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "is a PDF document that cannot be opened"),
        (rb"{\rtf1\ansi Le plan du ministre\par}", "is an RTF document"),
        (b"\n<!DOCTYPE html><html><p>Le plan du ministre</p>", "holds no article"),
        (b"<?xml version='1.0'?><rss></rss>", "is a feed without items"),
        (b"<?xml version='1.0'?><note>Le plan</note>", "is an XML document"),
        (b"Un mot. " * 625_000, "too long: 5.0 MB; at most 1 MB are read."),
        (b"a" * 20_000, "20000 characters without a space"),
        (f"{PLAN} {'a' * 20_000}".encode(), "20000 characters without a space"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    """Empty, binary, too long, too short: the sentence says which, and what to give instead."""
    assert words in str(refused(content))


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("The government announced a new plan for small hospitals across the country.", "English"),
        ("Die Regierung hat am Dienstag einen Plan für die kleinen Kliniken vorgelegt.", "German"),
        ("El gobierno presentó el martes un plan para los pequeños hospitales.", "Spanish"),
        ("Il governo ha presentato martedì un piano per i piccoli ospedali.", "Italian"),
    ],
)
def test_another_language_is_named_and_read_when_one_insists(content: str, language: str) -> None:
    """English, German, Spanish, Italian are refused by name; *insist* reads them all the same."""
    with pytest.raises(LanguageError, match=f"is in {language}, it seems") as caught:
        read(content)
    assert "--language fr" in caught.value.hint
    assert read(content, insist=True).sentences[0].text == content


@pytest.mark.parametrize(
    ("content", "script"),
    [
        ("Правительство представило во вторник новый план.", "Cyrillic"),
        ("Η κυβέρνηση παρουσίασε την Τρίτη ένα νέο σχέδιο.", "Greek"),
        ("政府星期二公布了一项支持全国小医院的新计划。" * 40, "Chinese"),
        ("政府は火曜日に小さな病院を支える計画を発表した。", "Japanese"),
        ("정부는 화요일 작은 병원을 위한 계획을 발표했다.", "Korean"),
        ("قدمت الحكومة يوم الثلاثاء خطة جديدة لدعم المستشفيات.", "Arabic"),
        ("הממשלה הציגה ביום שלישי תוכנית חדשה לבתי חולים.", "Hebrew"),
    ],
)
def test_another_script_is_named(content: str, script: str) -> None:
    """Letters that no voice can say are named, even when one insists, however long the words."""
    for insist in (False, True):
        with pytest.raises(LanguageError, match=f"is in {script} letters"):
            read(content, insist=insist)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("missing.txt", "There is no file missing.txt."),
        ("briefing", "briefing is a folder without articles."),
        ("", "'' is no name of a file."),
        ("a\0b", "is no name of a file."),
        ("*.absent", "*.absent names no file."),
        ("ftp://journal.example/a", "is no address of a page."),
        ("file://journal.example/a", "is no file of this machine."),
        ("x" * 300, "cannot be read: File name too long."),
    ],
)
def test_what_is_no_file_is_named(
    source: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing file, an empty folder, an impossible name: one sentence."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefing").mkdir()
    with pytest.raises(SourceError) as caught:
        article.read(source, nothing)
    assert str(caught.value).endswith(words)


def test_a_name_in_an_old_encoding_can_be_shown(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is read, and its origin can be written into any record."""
    source = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(source).write_text(PLAN, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert article.read(source, nothing).origin.encode().endswith("caf\ufffd.txt".encode())
    with pytest.raises(SourceError) as caught:
        article.read(source + "x", nothing)
    str(caught.value).encode()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_device_without_end_is_left_after_a_megabyte(device: str) -> None:
    """Neither time nor memory is spent on what never ends."""
    started = time.monotonic()
    with pytest.raises(SourceError, match="is too long"):
        article.read(device, nothing)
    assert time.monotonic() - started < 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_nobody_writes_to_is_left_after_a_while(tmp_path: Path) -> None:
    """A named pipe without a writer would wait for ever; it is given three seconds."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    started = time.monotonic()
    with pytest.raises(SourceError, match="nobody writes to"):
        article.read(str(pipe), nothing)
    assert time.monotonic() - started < 6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("content", [PLAN, ""])
def test_a_pipe_with_a_slow_writer_is_waited_for(content: str, tmp_path: Path) -> None:
    """Who has opened the pipe may take time, and may write nothing."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("w", encoding="utf-8") as file:
            time.sleep(0.3)
            file.write(content)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        if content:
            assert article.read(str(pipe), nothing).text == PLAN
        else:
            with pytest.raises(SourceError, match="is empty"):
                article.read(str(pipe), nothing)
    finally:
        writer.join()


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="there is no /dev/fd here")
def test_the_output_of_a_command_can_be_named(tmp_path: Path) -> None:
    """`briefing make <(command)`: bash hands over a pipe by name."""
    code = "import sys; from briefing import article; print(article.read(sys.argv[1], bytes).title)"
    line = f'"{sys.executable}" -c "{code}" <(sleep 0.2; echo "Le pape est mort.")'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("Le pape est mort\n", "")


@pytest.mark.parametrize(
    ("content", "text", "notice"),
    [
        ("Bravo 🎉 aux 👩‍🚒 de Lyon ❤️.", "Bravo   aux    de Lyon  .", "4 characters"),
        (f"{PLAN} À\x07 lire\x1f.", f"{PLAN} À lire.", "2 characters that have no sound (U+0007"),
        ("Une ● puce à Lyon.", "Une   puce à Lyon.", "1 character that has no sound (●)"),
    ],
)
def test_what_has_no_sound_is_left_out_with_a_notice(content: str, text: str, notice: str) -> None:
    """Emoji and control characters go, the words on both sides stay, and the user is told."""
    found = read(content)
    assert found.text == text
    assert len(found.notices) == 1
    assert notice in found.notices[0]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("L´État et l`Église font face à la crise.", "L’État et l’Église font face à la crise."),
        ("L’oﬃce ﬁnance le projet à Paris.", "L’office finance le projet à Paris."),
        ("𝐁𝐨𝐧𝐣𝐨𝐮𝐫 à tous les gens.", "Bonjour à tous les gens."),
        ("Le № 5 de la revue, à 5 ℃.", "Le n° 5 de la revue, à 5 °C."),
        ("Le mi\u00adnistre a pré\u00adsenté un plan.", "Le ministre a présenté un plan."),
        ("Le \x1b[1;31mministre\x1b[0m a présenté un plan.", "Le ministre a présenté un plan."),
    ],
)
def test_letters_in_disguise_are_read_as_letters(content: str, text: str) -> None:
    """What PDF readers, phones, terminals and hurried typists do to letters is undone, silently."""
    found = read(content)
    assert found.text == text
    assert found.notices == ()


def test_a_file_that_was_cut_inside_a_letter_keeps_its_accents() -> None:
    """UTF-8 with a damaged letter is still UTF-8; the damage is told."""
    found = read(f"{PLAN} Et l’été à Orléans".encode()[:-5] + b"\xc3")
    assert found.text.startswith(PLAN)
    assert found.notices == ("Left out: 1 character that has no sound (�).",)


def test_what_markdown_hides_is_cleaned_too() -> None:
    """An entity of HTML may be an emoji: it is left out, with a notice, like any other."""
    found = read(f"# Titre du texte\n\n{PLAN} &#x1F389; &amp; merci.")
    assert found.text == f"{PLAN}   & merci."
    assert "🎉" in found.notices[0]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_bytes_are_an_article_or_a_complaint(content: bytes) -> None:
    """Whatever the bytes are, nothing but a `SourceError` comes out instead of an article."""
    try:
        found = read(content)
    except SourceError:
        return
    assert found.sentences
    assert found.title


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=40) | st.sampled_from(PLAN.split()), max_size=20).map(" ".join))
def test_text_is_an_article_or_a_complaint(content: str) -> None:
    """The same for any text: an article has a title and sentences that stand where they say."""
    raw = content.encode("utf-8", "replace")
    try:
        found = article.read("-", lambda: raw, insist=True)
    except SourceError:
        return
    assert any(letter.isalnum() for letter in found.title)
    assert all(found.text[each.start : each.end] == each.text for each in found.sentences)


def test_a_book_is_read_in_a_moment() -> None:
    """One megabyte of text takes seconds, not minutes."""
    content = (f"{PLAN} {MORE}\n" * 6300)[:950_000]
    started = time.monotonic()
    assert len(read(content).sentences) > 10_000
    assert time.monotonic() - started < 10


def test_lines_are_those_of_a_text_only(tmp_path: Path) -> None:
    """Who wants lines wants no document taken apart for it."""
    with pytest.raises(SourceError, match="is a web page"):
        article.lines("-", b"<html><p>Le plan</p>".strip)
    (tmp_path / "x.txt").write_bytes(b"Un\nDeux\n")
    assert article.lines(str(tmp_path / "x.txt"), nothing) == ["Un", "Deux"]


def test_the_same_source_twice_is_an_error(tmp_path: Path) -> None:
    """It would be told twice."""
    (tmp_path / "x.txt").write_text(PLAN, encoding="utf-8")
    source = str(tmp_path / "x.txt")
    with pytest.raises(SourceError, match="is given twice"):
        article.read_all([source, source], nothing)
