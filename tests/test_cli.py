"""The street door: what people type, what they get, and what they are told when it goes wrong."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import cli, errors
from briefing.voices import weights
from tests.commands import ARTICLE, briefing, text

LETTERS = "a" * 20_000
FRENCH = "Le pont de pierre a rouvert samedi aux piétons et aux cyclistes de la ville."


def refused(done, code, *words):
    """One clear sentence on stderr, nothing on stdout, no traceback, the right exit code."""
    said = text(done.stderr)
    assert done.returncode == code, said
    assert text(done.stdout) == ""
    assert "Traceback" not in said
    # Notices of what was done before it went wrong may stand above it.
    error = said[said.index("Error: ") :]
    assert len(error.strip().splitlines()) <= 2, said
    for word in words:
        assert word in said


def files(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* and what it holds, but for the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder in which one episode has been published."""
    folder = tmp_path_factory.mktemp("published")
    done = briefing("make", ARTICLE, "--voice", "pico", cwd=folder)
    assert done.returncode == 0, text(done.stderr)
    return folder


BAD_ARTICLES = {
    "no such file": (None, "There is no file"),
    "empty": (b"", "is empty"),
    "blank": (b" \n\n\t", "is empty"),
    "one word": (b"Bonjour", "too short"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not a text"),
    "a program": (b"\x7fELF" + bytes(range(256)) * 50, "not a text"),
    "English": (
        b"The old stone bridge was opened again on Saturday to people on foot and on bicycles.",
        "English",
    ),
    "German": (
        "Die alte Brücke wurde am Samstag wieder für Fußgänger und Radfahrer geöffnet.".encode(),
        "German",
    ),
    "Cyrillic": ("Мост снова открыли для пешеходов и велосипедистов.".encode(), "Cyrillic"),
    "Chinese": ("这座古老的石桥星期六重新向行人开放了。".encode(), "letters"),
    "5 MB": (FRENCH.encode() * 70_000, "too long"),
    "20,000 letters without a space": (LETTERS.encode(), "without a space"),
    "control characters": (b"\x01\x02\x03\x04 \x05\x06" * 30, "not a text"),
    "only emoji": ("😀 🎉 🚀 😀".encode(), "holds no words"),
    "only figures": (b"12 345 678 90 11", "holds no words"),
}


@pytest.mark.parametrize("kind", BAD_ARTICLES)
def test_a_bad_article_is_one_sentence(kind, published):
    """Whatever is given in place of an article: one sentence, exit code 3, nothing touched."""
    content, words = BAD_ARTICLES[kind]
    path = published / "bad.txt"
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
    before = files(published / "output")
    refused(briefing("make", path, "--voice", "pico", cwd=published), 3, words)
    assert files(published / "output") == before


def test_a_folder_without_articles_is_one_sentence(tmp_path):
    """A folder is a source of its articles; one that has none is refused, with what to do."""
    (tmp_path / "empty").mkdir()
    refused(briefing("make", "empty", cwd=tmp_path), 3, "empty")


def test_language_insists(published, tmp_path):
    """`--language fr` reads what looks like another language all the same."""
    path = tmp_path / "anglais.txt"
    path.write_bytes(BAD_ARTICLES["English"][0])
    done = briefing(
        "make", path, "--language", "fr", "--voice", "pico", "-o", tmp_path / "o", cwd=published
    )
    assert done.returncode == 0, text(done.stderr)


def test_emoji_and_control_characters_are_left_out_aloud(tmp_path):
    """What has no sound is left out, and the user is told what."""
    path = tmp_path / "emoji.txt"
    path.write_text(f"{FRENCH} Bravo 🎉 !\x07 {FRENCH}", encoding="utf-8")
    done = briefing("script", path, cwd=tmp_path)
    assert done.returncode == 0
    assert "Left out" in text(done.stderr)
    assert "🎉" in text(done.stderr)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[show]\ntitle = "Le matin"\nexplicit = "no"\n', ["line 3", "true or false"]),
        ('[show]\ntitle "Le matin"\n', ["line 2", "expected '='"]),
        ("[show]\ntitel = 'x'\n", ["line 2", "'titel' is not a setting", "title"]),
        ('[episode]\nlength = "soon"\n', ["line 2", "not a length"]),
        ('[show]\nbase_url = "example.org"\n', ["line 2", "https://"]),
    ],
)
def test_broken_settings_name_file_and_line(content, words, tmp_path):
    """A broken `briefing.toml` is refused with file, line and what was expected."""
    (tmp_path / "briefing.toml").write_text(content, encoding="utf-8")
    refused(briefing("make", ARTICLE, cwd=tmp_path), 4, "briefing.toml", *words)


def test_an_unknown_voice_names_the_near_ones(tmp_path):
    """A misspelt voice is refused with the names that come near."""
    done = briefing("make", ARTICLE, "--voice", "nikolas", cwd=tmp_path)
    refused(done, 5, "nikolas", "nicolas")


@pytest.mark.parametrize("output", ["/proc/briefing", "file/below"])
def test_a_folder_that_cannot_be_written_is_one_sentence(output, tmp_path):
    """An output folder that cannot be written is named."""
    (tmp_path / "file").write_text("not a folder")
    done = briefing("make", ARTICLE, "--voice", "pico", "-o", output, cwd=tmp_path)
    refused(done, 7, output, "cannot be written")


def test_a_full_disk_is_one_sentence(small_disk, tmp_path):
    """A disk that fills up under the episode: one sentence, and what was published stays."""
    first = briefing("make", ARTICLE, "--voice", "pico", "-o", small_disk / "o", cwd=tmp_path)
    assert first.returncode == 0, text(first.stderr)
    before = files(small_disk / "o")
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
    again = briefing(
        "make", ARTICLE, "-q", "--full", "--voice", "pico", "-o", small_disk / "o", cwd=tmp_path
    )
    refused(again, 7, "The disk of", "is full")
    assert files(small_disk / "o") == before


def test_a_result_that_cannot_be_printed_is_one_sentence(published):
    """When nobody takes what is printed, it is said, without a traceback."""
    with Path("/dev/full").open("w") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "episodes"],
            cwd=published,
            stdout=nobody,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 7
    assert text(done.stderr) == "Error: The result cannot be printed: No space left on device.\n"


def test_a_script_takes_no_length(tmp_path):
    """Options that would be ignored are refused."""
    done = briefing("make", "--script", "s.md", "--length", "60s", cwd=tmp_path)
    refused(done, 4, "--length")
    refused(briefing("make", ARTICLE, "--full", "--length", "60s", cwd=tmp_path), 4, "--length")


def test_an_address_is_told_from_a_file(tmp_path):
    """A page is asked for where it is; a host that nobody knows is named (RFC 2606: .invalid)."""
    refused(briefing("make", "https://nobody.invalid/a", cwd=tmp_path), 6, "nobody.invalid")


def test_nothing_is_kept_about_the_machine(tmp_path):
    """The engine leaves no identifier in the user's home: all there is is our own cache."""
    cache = weights.default_cache()
    home = tmp_path / "home"
    (home / ".cache").mkdir(parents=True)
    (home / ".cache" / "briefing").symlink_to(cache)
    done = briefing("make", ARTICLE, cwd=tmp_path, HOME=str(home), XDG_CACHE_HOME="")
    assert done.returncode == 0, text(done.stderr)
    assert [path.name for path in (home / ".cache").iterdir()] == ["briefing"]


def test_a_length_out_of_range_is_refused(tmp_path):
    """A length that cannot be is refused, with one that can."""
    refused(briefing("make", ARTICLE, "--length", "3s", cwd=tmp_path), 4, "20 seconds")


def test_make_wants_one_source(tmp_path):
    """Neither an article nor a script, or both: one sentence."""
    refused(briefing("make", cwd=tmp_path), 4, "--script")
    refused(briefing("make", ARTICLE, "--script", ARTICLE, cwd=tmp_path), 4, "--script")


def test_a_typing_error_is_code_2(tmp_path):
    """An unknown option is the command line's own complaint."""
    done = briefing("make", "--lenght", "90s", cwd=tmp_path)
    assert done.returncode == 2
    assert "--lenght" in text(done.stderr)


def test_a_script_that_is_not_one_names_the_line(tmp_path):
    """A script with a line outside its sections is refused: the line would not be said."""
    path = tmp_path / "script.md"
    path.write_text("# Titre\n\nDate: 2026-11-22\n\nPerdu.\n\n## story\n\nBonjour.\n")
    refused(briefing("make", "--script", path, cwd=tmp_path), 3, "line 5", "Perdu")


def test_ctrl_c_stops_cleanly(published, tmp_path):
    """Ctrl-C in the middle: exit code 130, a word, no traceback, nothing half made."""
    before = files(published / "output")
    long = tmp_path / "long.txt"
    long.write_text("\n".join(f"{FRENCH[:-1]} numéro {n}." for n in range(200)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "make", str(long), "--full", "--verbose"],
        cwd=published,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for line in process.stderr:
        if b"1/" in line:  # the first segment has been said
            break
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=15)  # not the sentences that are being said
    assert process.returncode == cli.INTERRUPTED
    assert out == b""
    assert b"Traceback" not in said
    assert b"Stopped" in said
    assert files(published / "output") == before
    assert not list((published / "output" / "episodes").glob(".*"))


def test_a_killed_run_leaves_what_was_published(published, tmp_path):
    """SIGKILL in the middle: the feed and its episode are as before, and the next run works."""
    before = files(published / "output")
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "make", str(ARTICLE), "--full", "--verbose"],
        cwd=published,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    for line in process.stderr:
        if b"1/" in line:
            break
    process.kill()
    process.communicate()
    after = files(published / "output")
    assert {name: after[name] for name in before} == before
    done = briefing("make", ARTICLE, "--voice", "pico", cwd=published)
    assert done.returncode == 0


def test_results_go_to_stdout_and_nothing_else(published):
    """In a pipe the path of the MP3 is all there is on stdout, and a second run makes nothing."""
    done = briefing("make", ARTICLE, "--voice", "pico", "--quiet", cwd=published)
    (path,) = text(done.stdout).splitlines()
    assert (published / path).read_bytes()[:3] == b"ID3"
    assert text(done.stderr) == ""


def test_an_unchanged_episode_is_not_made_again(published):
    """The same article, voice and settings: it says so, and the file stays the same."""
    before = files(published / "output")
    done = briefing("make", ARTICLE, "--voice", "pico", cwd=published)
    assert "Nothing has changed" in text(done.stderr)
    assert files(published / "output") == before


def test_json_is_for_programs(published):
    """`--json` gives what a program needs, measured."""
    done = briefing("make", ARTICLE, "--voice", "pico", "--json", cwd=published)
    table = json.loads(done.stdout)
    assert (published / table["path"]).stat().st_size == table["bytes"]
    assert abs(table["lufs"] + 16) <= 0.5
    assert table["true_peak"] <= -1
    assert table["guid"].startswith("urn:uuid:")


def test_episodes_lists_what_is_published(published):
    """`briefing episodes` has a line for the episode, with its length."""
    done = briefing("episodes", cwd=published)
    assert re.search(r"\d:\d\d  Le vieux pont rouvre aux piétons", text(done.stdout))
    table = json.loads(briefing("episodes", "--rebuild", "--json", cwd=published).stdout)
    assert [row["title"] for row in table] == ["Le vieux pont rouvre aux piétons"]


def test_standard_input_is_a_source(tmp_path):
    """`-` reads the article from standard input."""
    done = briefing("script", "-", stdin=ARTICLE.read_bytes(), cwd=tmp_path)
    assert text(done.stdout).startswith("# Le vieux pont rouvre aux piétons")


def test_an_edited_script_is_recorded_word_for_word(tmp_path):
    """What a person wrote into the script is what the transcript holds, in order."""
    briefing("script", ARTICLE, "--full", "-o", "script.md", cwd=tmp_path)
    script = tmp_path / "script.md"
    written = script.read_text(encoding="utf-8")
    assert "samedi à 14h30" in written
    assert "## signoff" in written
    last = written.rstrip().splitlines()[-1]
    script.write_text(written.replace(last, "À demain, 7h !"), encoding="utf-8")
    done = briefing("make", "--script", "script.md", "--voice", "pico", "--json", cwd=tmp_path)
    folder = (tmp_path / json.loads(done.stdout)["path"]).parent
    record = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    said = [cue["text"] for cue in record["transcript"]]
    lines = script.read_text(encoding="utf-8").split("## greeting", 1)[1].splitlines()
    assert said == [line for line in lines if line and not line.startswith("##")]
    assert said[-1] == "À demain, 7h !"


def test_an_edited_script_is_not_overwritten(tmp_path):
    """A script file that is there may hold somebody's edits: it stays."""
    (tmp_path / "script.md").write_text("mine")
    refused(briefing("script", ARTICLE, "-q", "-o", "script.md", cwd=tmp_path), 7, "there already")
    assert (tmp_path / "script.md").read_text() == "mine"


def test_init_writes_settings_that_are_the_defaults(tmp_path):
    """`briefing init` writes a file that changes nothing, and never overwrites one."""
    assert text(briefing("init", cwd=tmp_path).stdout) == "briefing.toml\n"
    refused(briefing("init", cwd=tmp_path), 4, "there already")
    done = briefing("script", ARTICLE, cwd=tmp_path)
    assert done.returncode == 0


def test_version_is_the_package_s(tmp_path):
    """`briefing --version` is the version in pyproject.toml."""
    version = re.search(
        r'^version = "(.+)"',
        (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )[1]
    assert text(briefing("--version", cwd=tmp_path).stdout) == f"briefing {version}\n"


def test_a_terminal_sees_the_work_move(tmp_path):
    """On a terminal: n of N segments, the speed, and at the end how long it is and took."""
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "make", str(ARTICLE), "--voice", "pico"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=child,
        # Nothing is recorded yet: what is kept already goes by too fast to be seen.
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100", "XDG_CACHE_HOME": str(tmp_path)},
    )
    os.close(child)
    seen = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            block = os.read(parent, 4096)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        seen += block
    process.communicate()
    os.close(parent)
    assert process.returncode == 0
    assert re.search(r"of \d+ segments, [\d.]+× real time", seen.decode())
    assert "of sound in" in seen.decode()


def tree(error=errors.BriefingError):
    """Every kind of error there is."""
    return [error, *(kind for child in error.__subclasses__() for kind in tree(child))]


@pytest.mark.parametrize("kind", tree())
def test_the_tree_of_errors_is_drawn_as_it_is(kind):
    """The drawing in `errors.py` has every error with its exit code, and the README the codes."""
    assert re.search(rf"{kind.__name__} +{kind.exit_code}  ", errors.__doc__)
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"| {kind.exit_code} | " in readme


def test_spoken_prints_a_line_for_a_line(tmp_path):
    """The editor's tool: empty lines stay, whatever the line ends; spoken text passes unchanged."""
    text_in = "Un.\r\n\r\nÀ 14h30, 3,5 %\rLe XXIe siècle"
    done = briefing("spoken", stdin=text_in.encode(), cwd=tmp_path)
    lines = text(done.stdout).split("\n")
    assert lines == [
        "Un.", "", "À quatorze heures trente, trois virgule cinq pour cent",
        "Le vingt et unième siècle", "",
    ]  # fmt: skip
    again = briefing("spoken", "-", stdin=done.stdout, cwd=tmp_path)
    assert again.stdout == done.stdout
    assert briefing("spoken", stdin=b"", cwd=tmp_path).stdout == b""


def test_spoken_shows_what_a_voice_is_told(tmp_path):
    """The user's own pronunciations win everywhere; an engine's respellings show with its voice."""
    (tmp_path / "mine.toml").write_text(
        '[[pronunciation]]\nword = "SCOP"\nsay = "scope"\n'
        '[[pronunciation]]\nword = "Zyx"\nsay = "ziks"\nengines = ["pico"]\n', "utf-8"
    )  # fmt: skip
    (tmp_path / "briefing.toml").write_text('[episode]\npronunciations = "mine.toml"\n', "utf-8")
    written = "La SCOP Zyx a 14 salariés.\n".encode()
    plain = briefing("spoken", stdin=written, cwd=tmp_path)
    assert text(plain.stdout) == "La scope Zyx a quatorze salariés.\n"
    pico = briefing("spoken", "--voice", "pico", stdin=written, cwd=tmp_path)
    assert text(pico.stdout) == "La scope ziks a quatorze salariés.\n"


def test_a_broken_pronunciation_is_one_sentence(tmp_path):
    """With file and line."""
    (tmp_path / "mine.toml").write_text('\n[[pronunciation]]\nword = "SCOP"\n', "utf-8")
    (tmp_path / "briefing.toml").write_text('[episode]\npronunciations = "mine.toml"\n', "utf-8")
    refused(briefing("spoken", stdin=b"Un.", cwd=tmp_path), 4, "mine.toml, line 2", "say")


def test_the_json_of_a_script_is_the_contract(tmp_path):
    """Its fields, their types, and sources that point at the article's sentences."""
    done = briefing("script", ARTICLE, "--length", "40w", "--json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert list(found) == [
        "title", "language", "words", "seconds", "segments", "stories", "sentences", "notices",
    ]  # fmt: skip
    assert [list(each) for each in found["segments"]] == [
        ["kind", "speaker", "text", "spoken", "sources", "story"]
    ] * len(found["segments"])
    numbers = [each["number"] for each in found["sentences"]]
    assert numbers == list(range(1, len(numbers) + 1))
    story = [each for each in found["segments"] if each["kind"] == "story"]
    assert story
    assert all(each["sources"] and set(each["sources"]) <= set(numbers) for each in story)
    assert found["words"] == sum(len(each["text"].split()) for each in story)
    assert found["words"] <= 44
    others = [each for each in found["segments"] if each["kind"] != "story"]
    assert not any(each["sources"] for each in others)
    again = briefing("script", ARTICLE, "--length", "40w", "--json", cwd=tmp_path)
    assert again.stdout == done.stdout


def test_several_articles_or_one_twice(tmp_path):
    """Two articles are a bulletin; one given twice is a slip, and standard input is read once."""
    (tmp_path / "a.txt").write_text(f"{FRENCH} {FRENCH}", "utf-8")
    both = briefing("script", ARTICLE, "a.txt", cwd=tmp_path)
    assert both.returncode == 0, text(both.stderr)
    assert text(both.stdout).count("## story") == 2
    refused(briefing("script", "a.txt", "a.txt", cwd=tmp_path), 3, "given twice")


def test_a_condenser_or_a_tone_that_is_not_there_is_one_sentence(tmp_path):
    """A typing error names what there is."""
    refused(briefing("script", ARTICLE, "--condenser", "gpt", cwd=tmp_path), 4, "extractive, llm")
    refused(briefing("script", ARTICLE, "--tone", "gai", cwd=tmp_path), 4, "sober, warm")
