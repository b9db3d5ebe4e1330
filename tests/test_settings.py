"""`briefing.toml`: every value checked, every complaint with its file and line."""

from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.model import Length
from briefing.settings import (
    FILE,
    TEMPLATE,
    Schedule,
    Settings,
    Show,
    init,
    length,
    read,
    read_schedule,
)


def settings_of(folder: Path, text: str | bytes) -> Settings:
    """What `briefing.toml` in *folder* says when *text* is written there."""
    path = folder / FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def test_the_template_says_the_defaults(tmp_path: Path) -> None:
    """A file that was just made changes nothing, but for the folder its paths start from."""
    init(tmp_path / FILE)
    assert read(tmp_path / FILE) == Settings(output=tmp_path / "output")


def test_every_line_of_the_template_can_be_used(tmp_path: Path) -> None:
    """Those that are commented out are right too once the mark is gone."""
    lines = [
        line.removeprefix("# ") if " = " in line and "# " in line and '"' in line else line
        for line in TEMPLATE.splitlines()
    ]
    found = settings_of(tmp_path, "\n".join(line for line in lines if "e.g." not in line))
    assert found.voices == tmp_path / "my-voices"
    assert found.opening == tmp_path / "opening.flac"
    assert found.closing == tmp_path / "closing.flac"
    assert found.show.cover == tmp_path / "cover.jpg"


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """`init` makes a file once; what a person wrote in it stays."""
    path = tmp_path / FILE
    path.write_text('[show]\ntitle = "À moi"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"is there already\.$"):
        init(path)
    assert path.read_text(encoding="utf-8") == '[show]\ntitle = "À moi"\n'


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A folder that is not there is one sentence."""
    with pytest.raises(SettingsError, match=r"cannot be written: No such file"):
        init(tmp_path / "missing" / FILE)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """A misspelt `--config` is no reason to go on with the defaults."""
    with pytest.raises(SettingsError, match=r"There is no file .*missing\.toml\.") as caught:
        read(tmp_path / "missing.toml")
    assert "briefing init" in caught.value.hint
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path)


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    """Every setting has a value that works."""
    assert settings_of(tmp_path, "") == settings_of(tmp_path, "[show]\n[episode]\n") == Settings()


def test_all_that_can_be_set_is_read(tmp_path: Path) -> None:
    """Each setting arrives where it belongs, with its type."""
    text = """
        [show]
        title = "Le matin"
        description = "À l’aube."
        author = "Ève"
        email = "eve@example.org"
        language = "fr-CA"
        link = "https://example.org"
        base_url = "https://example.org/podcast"
        category = "Society & Culture"
        explicit = true
        cover = "images/cover.png"
        [episode]
        output = "/srv/podcast"
        voice = "nicolas"
        fallback = "pico"
        length = "3min"
        voices = "voix"
        opening = "a.wav"
        closing = "b.wav"
    """
    show = Show(
        title="Le matin",
        description="À l’aube.",
        author="Ève",
        email="eve@example.org",
        language="fr-CA",
        link="https://example.org",
        base_url="https://example.org/podcast/",
        category="Society & Culture",
        explicit=True,
        cover=tmp_path / "images" / "cover.png",
    )
    assert settings_of(tmp_path, text) == Settings(
        show=show,
        output=Path("/srv/podcast"),
        voice="nicolas",
        reporter="",
        fallback="pico",
        length=Length(180.0),
        voices=tmp_path / "voix",
        opening=tmp_path / "a.wav",
        closing=tmp_path / "b.wav",
    )


def test_home_is_known(tmp_path: Path) -> None:
    """`~` is the user's folder, as in a shell."""
    assert settings_of(tmp_path, '[episode]\nvoices = "~/voix"').voices == Path.home() / "voix"


@pytest.mark.parametrize("length", ['"90s"', '"1.5 min"', "90", "90.0"])
def test_a_length_may_be_a_number_of_seconds(length: str, tmp_path: Path) -> None:
    """With or without its unit, in quotes or not."""
    assert settings_of(tmp_path, f"[episode]\nlength = {length}").length == Length(90.0)


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    """Notepad puts one in front."""
    assert settings_of(tmp_path, '\ufeff[show]\r\ntitle = "Été"\r\n').show.title == "Été"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        # Names.
        ('[show]\ntitel = "x"', 2, "'titel' is not a setting."),
        ('show.titel = "x"', 1, "'titel' is not a setting."),
        ('show = {title = "x", titel = "y"}', 1, "'titel' is not a setting."),
        ("[show.sub]\nx = 1", 1, "'sub' is not a setting."),
        ('[shows]\ntitle = "x"', 1, "'shows' is not a setting."),
        ('\ntitle = "x"', 2, "'title' is not a setting."),
        ('[show]\nvoice = "siwis"\n[episode]\nvoice = "pico"', 2, "'voice' is not a setting."),
        ('[episode]\nvoice = "siwis"\n[show]\n"voice" = "pico"', 4, "'voice' is not a setting."),
        ("[episode]\nshow = 1", 2, "'show' is not a setting."),
        # Types.
        ("show = 3", 1, "show should be a table, not 3."),
        ("[[show]]\ntitle = 'x'", 1, "show should be a table"),
        ("[show]\ntitle = 3", 2, "title should be a text in quotes, not 3."),
        ('["show"]\n"title" = 3', 2, "title should be a text in quotes, not 3."),
        ("[show]\ntitle = ''", 2, "title should be a text that is not empty"),
        ("[episode]\nvoice = ' '", 2, "voice should be a text that is not empty"),
        ('[show]\ntitle = "a\\u0007"', 2, "title should be a text without control characters"),
        ("[show]\nexplicit = 'no'", 2, "explicit should be true or false, not 'no'."),
        ("[show]\nexplicit = 1", 2, "explicit should be true or false, not 1."),
        ("[show]\ncover = 1", 2, "cover should be a path in quotes, not 1."),
        ("[episode]\noutput = ''", 2, "output should be a path in quotes"),
        ('[episode]\noutput = "a\\u0000b"', 2, "output should be a path in quotes"),
        ("[episode]\nvoices = '~nobody-here/x'", 2, "voices should be a path of somebody"),
        # Values.
        ("[show]\ncategory = 'Actualités'", 2, "category should be one of Arts, Business"),
        ("[show]\ncategory = ['News']", 2, "category should be one of Arts, Business"),
        ("[show]\nlanguage = 'en'", 2, "language should be fr, or fr and a country, like fr-CA"),
        ("[show]\nemail = 'eve'", 2, "email should be an address like you@example.org"),
        ("[show]\nlink = 'example.org'", 2, "link should be an address like https://"),
        ("[show]\nlink = 'https://a b/'", 2, "link should be an address like https://"),
        ("[show]\nbase_url = 'ftp://a/'", 2, "base_url should be an address like https://"),
        ("[show]\nbase_url = 'https://a/?b'", 2, "base_url should be an address like https://"),
        ("[show]\nbase_url = 'http://['", 2, "base_url should be an address like https://"),
        ("[show]\nbase_url = 'http://a:b/'", 2, "base_url should be an address like https://"),
        ("[episode]\nlength = 'soon'", 2, "'soon' is not a length."),
        ("[episode]\nlength = true", 2, "'True' is not a length."),
        ("[episode]\nlength = nan", 2, "'nan' is not a length."),
        ("[episode]\nlength = 19", 2, "A length of 19 is out of range"),
        # Notices.
        ("[schedule]\nat = '6:30'", 2, "'at' is not a setting."),
        ("schedule = 3", 1, "schedule should be a table, not 3."),
        ("[schedule]\non_failure = 3", 2, "on_failure should be a command, or an address like"),
        (
            "[schedule]\non_failure = ['mail', 3]",
            2,
            "on_failure should be a command, or an address",
        ),
        ("[schedule]\non_failure = ['', 'x']", 2, "on_failure should be a command, or an address"),
        (
            "[schedule]\non_failure = 'ftp://a/b'",
            2,
            "on_failure should be a command, or an address",
        ),
        ("[schedule]\non_failure = 'https://a/ b'", 2, "on_failure should be a command, or an"),
        ("[schedule]\non_failure = 'mail \"me'", 2, "on_failure should be a command whose quotes"),
        ('[schedule]\non_failure = "mail \\u0000"', 2, "on_failure should be a command, or an"),
        (
            "[schedule]\ntimeout = 0",
            2,
            "timeout should be a number of seconds, up to 86400, not 0.",
        ),
        ("[llm]\ntimeout = 3601", 2, "timeout should be a number of seconds, up to 3600"),
        # Syntax.
        ("[show]\n\ntitle 'x'", 3, "expected '=' after a key"),
        ("[show]\n[show]", 2, "cannot declare"),
        ("[show]\ntitle = 'x", None, 'expected "\'"'),
    ],
)
def test_a_complaint_has_file_line_and_what_was_expected(
    text: str, line: int | None, words: str, tmp_path: Path
) -> None:
    """One sentence that a person can act upon without opening a manual."""
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, text)
    where = f"line {line}" if line else "last line"
    assert str(caught.value).startswith(f"{tmp_path / FILE}, {where}: ")
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ('# Réglages\n[show]\ntitle = "x"\n'.encode("latin-1"), 1),
        ('[show]\ntitle = "Été"\n'.encode("cp1252"), 2),
        ('[show]\ntitle = "x"\n'.encode("utf-16"), 1),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_the_line(
    raw: bytes, line: int, tmp_path: Path
) -> None:
    """Accents are never guessed."""
    with pytest.raises(SettingsError, match=f"line {line}: this is not UTF-8 text"):
        settings_of(tmp_path, raw)


def test_a_file_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    """A text made to break the parser is one sentence, too."""
    with pytest.raises(SettingsError, match="recursion"):
        settings_of(tmp_path, "a = " + "[" * 20_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20.0), ("20s", 20.0), ("90 S", 90.0), (" 90s ", 90.0), ("90 sec", 90.0),
        ("3m", 180.0), ("3 min", 180.0), ("1,5min", 90.0), ("1.25 h", 4500.0), ("2h", 7200.0),
        ("7200", 7200.0), ("0.5min", 30.0),
    ],
)  # fmt: skip
def test_a_length_is_read_as_people_write_it(text: str, value: float) -> None:
    """Seconds, minutes or hours, with a comma or a point."""
    assert length(text) == Length(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "s", "soon", "-90", "+90", "1e2", "inf", "nan", "90 secondes", "1h30", "1:30", "1.s",
     "1.2345h", "9" * 400, "90s 90s", "٩٠x"],
)  # fmt: skip
def test_what_is_no_length_is_refused_with_an_example(text: str) -> None:
    """The hint shows how to write one."""
    with pytest.raises(SettingsError, match="is not a length") as caught:
        length(text)
    assert caught.value.hint == "Write it like 90s, 3min, 1h, or 100w for words."


@pytest.mark.parametrize("text", ["0", "19.9", "0.1min", "7200.1", "2.001h", "999999h"])
def test_a_length_has_bounds(text: str) -> None:
    """A greeting alone takes fifteen seconds, and nobody listens for more than two hours."""
    with pytest.raises(SettingsError, match="from 20 seconds to 2 hours"):
        length(text)


def test_who_chooses_one_voice_hears_one_voice(tmp_path):
    """The reporter is ours only as long as nobody chose a presenter."""
    assert settings_of(tmp_path, "").reporter == Settings().reporter
    assert settings_of(tmp_path, '[episode]\nvoice = "pico"\n').reporter == ""
    both = settings_of(tmp_path, '[episode]\nvoice = "pico"\nreporter = "siwis"\n')
    assert (both.voice, both.reporter) == ("pico", "siwis")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ('""', ()),
        ("[]", ()),
        ("\"mail -s 'Le briefing' me@x.org\"", ("mail", "-s", "Le briefing", "me@x.org")),
        ('["notify-send", "a b", "$HOME"]', ("notify-send", "a b", "$HOME")),
        ('"https://hooks.example.org/b?key=1"', ("https://hooks.example.org/b?key=1",)),
        ('["http://localhost:9/"]', ("http://localhost:9/",)),
        ('"curl https://hooks.example.org/"', ("curl", "https://hooks.example.org/")),
    ],
)
def test_a_notice_is_an_address_or_the_words_of_a_command(value, words, tmp_path):
    """Words are split as a shell splits them, and no shell ever sees them."""
    found = settings_of(tmp_path, f"[schedule]\non_failure = {value}").schedule
    assert found == Schedule(on_failure=words)


def test_who_is_told_is_read_though_the_rest_is_wrong(tmp_path):
    """A failure that comes from a mistake in the settings is told, too."""
    text = "[show]\ntitel = 'x'\n[schedule]\ntimeout = 60\non_failure = 'mail me'\n"
    with pytest.raises(SettingsError, match="'titel' is not a setting"):
        settings_of(tmp_path, text)
    assert read_schedule(tmp_path / FILE) == Schedule((), (), ("mail", "me"), 60.0)
    (tmp_path / FILE).write_text("[schedule]\nat = 1")
    with pytest.raises(SettingsError, match="line 2: 'at' is not a setting"):
        read_schedule(tmp_path / FILE)
