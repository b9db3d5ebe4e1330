"""The shape of the house: who may import whom, and which library enters where."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefing

PACKAGE = Path(briefing.__file__).parent
ROOT = PACKAGE.parent

# Everyone may use these; they use only each other.
FOUNDATION = {"colour", "intake", "model", "errors", "settings", "shipped", "codec", "web"}
# What a room may use beside the foundation.
ROOMS = {
    "article": {"genre", "language", "markdown", "sentences", "sources"},
    "audition": {"progress", "spoken", "voices"},
    "blend": {"progress", "spoken", "voices"},
    "cast": {"segment", "voices"},
    "chapters": set(),
    "check": {
        "companions",
        "cover",
        "findings",
        "hearing",
        "inspection",
        "library",
        "meters",
        "record",
        "sources",
    },
    "clips": {"cast", "recordings", "take", "voices"},
    "companions": {"chapters", "transcript"},
    "condense": {"language", "spoken"},
    "cover": set(),
    "daily": {"library", "sources"},
    "episode": set(),
    "feed": {"chapters", "companions"},
    "findings": set(),
    "genre": set(),
    "headline": set(),
    "hearing": {"spoken"},
    "inspection": {"findings", "meters"},
    "language": set(),
    "library": {"record"},
    "markdown": set(),
    "master": set(),
    "meters": set(),
    "mix": set(),
    "opml": set(),
    "phonemes": set(),
    "progress": set(),
    "publish": {"library"},
    "record": set(),
    "qr": set(),
    "recordings": set(),
    "removal": {"library"},
    "manuscript": {"segment", "spoken"},
    "schedule": {"library"},
    "script": {"condense", "headline", "segment", "spoken", "wording"},
    "segment": {"spoken"},
    "sentences": set(),
    "server": {"library", "qr"},
    "site": {"colour", "qr", "transcript"},
    "sources": set(),
    "spoken": set(),
    "tags": set(),
    "take": {"inspection", "voices"},
    "transcript": set(),
    "voices": {"phonemes"},
    "wording": set(),
}
EVERYONE = {
    "cli",
    "pipeline",
    "publication",
    "__main__",
    "__init__",
}  # door and corridors

# Each library, and the one door it enters by; the reasons are in docs/dependencies.md.
DOORS = {
    "PIL": {"cover"},
    "asyncssh": {"publish.targets.sftp"},
    "av": {"codec"},
    "boto3": {"publish.targets.s3"},
    "botocore": {"publish.targets.s3"},
    "faster_whisper": {"hearing"},
    "espeakng_loader": {"phonemes.espeak"},
    "feedgen": {"feed.rss"},
    "filelock": {"library", "library.leavings"},
    "gtts": {"voices.google"},
    "httpx": {"publish.targets.webdav"},
    "jinja2": {"site.pages"},
    "kokoro_onnx": {"voices.kokoro"},
    "markdown_it": {"markdown"},
    "mutagen": {"tags"},
    "num2words": {"spoken.numbers"},
    "numpy": {
        "codec",
        "hearing",
        "meters",
        "site.shape",
        "voices.edges",
        "voices.kokoro",
    },  # the language of samples
    "onnxruntime": {"voices.kokoro"},
    "phonemizer": {"phonemes.espeak"},
    "lxml": {"check.document", "sources.markup"},
    "platformdirs": {"sources.cache", "voices.weights"},
    "pypdfium2": {"sources.pdf"},
    "trafilatura": {"sources.html"},
    "py3langid": {"language"},
    "py_nanotts": {"voices.pico_worker"},
    "pydub": {"mix"},
    "requests": {"web"},
    "rich": {"progress"},
    "spacy": {"condense.syntax"},
    "segno": {"qr"},
    "starlette": {"server.application"},
    "typer": {
        "cli",
        "cli.desk",
        "cli.hearing",
        "cli.making",
        "cli.options",
        "cli.schedule",
        "cli.shelf",
    },
    "urllib3": {"web"},
    "uvicorn": {"server.running"},
    "webdav4": {"publish.targets.webdav"},
}
PACKAGES = {  # where the name on the package index is another
    "PIL": "pillow",
    "botocore": "boto3",  # comes with it
    "httpx": "webdav4",  # comes with it
    "gtts": "gTTS",
    "espeakng_loader": "kokoro-onnx",  # comes with it
    "markdown_it": "markdown-it-py",
    "faster_whisper": "faster-whisper",
    "kokoro_onnx": "kokoro-onnx",
    "py_nanotts": "py-nanotts",
}


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path) -> set[str]:
    """What *path* imports anywhere, at the top or inside functions, but not for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def rooms(names: set[str]) -> set[str]:
    """The rooms of ours among imported *names*."""
    ours = {name.split(".")[1] for name in names if name.startswith("briefing.")}
    return ours & (ROOMS.keys() | FOUNDATION | EVERYONE)


@pytest.mark.parametrize("name", modules())
def test_rooms_do_not_look_into_each_other(name):
    """Only the corridor and the door see everyone; a room sees what the table grants it."""
    room = name.split(".")[0]
    if room in EVERYONE:
        return
    allowed = FOUNDATION | ROOMS.get(room, set()) | {room}
    if room in FOUNDATION:
        allowed = FOUNDATION
    assert rooms(imports(modules()[name])) <= allowed


def test_every_room_is_in_the_table():
    """A new module is either granted something, or is part of the foundation: nobody forgets."""
    top = {name.split(".")[0] for name in modules()}
    assert top == ROOMS.keys() | FOUNDATION | EVERYONE


def test_each_library_enters_by_one_door():
    """What a module imports from outside is in the table, and every line of the table is used."""
    found: dict[str, set[str]] = {}
    for name, path in modules().items():
        for imported in imports(path):
            library = imported.split(".")[0]
            if library not in sys.stdlib_module_names | {"briefing"}:
                found.setdefault(library, set()).add(name)
    assert found == DOORS


@pytest.mark.parametrize("library", DOORS)
def test_each_library_is_declared_and_explained(library):
    """A library is a declared dependency, and docs/dependencies.md gives the reason for it."""
    package = PACKAGES.get(library, library)
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf'^  "{package}[>=;]', declared, re.MULTILINE)
    assert package.replace("espeakng_loader", "espeakng-loader") in explained


def test_every_door_has_a_table_row():
    """Every declared dependency stands in docs/dependencies.md."""
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = declared.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for name in re.findall(r'^  "([A-Za-z0-9-]+?)(?:-[1-4])?[>=]', block, re.MULTILINE):
        assert name in explained, name


def test_help_loads_nothing_heavy():
    """`briefing --help` imports typer and our own door, but no engine, no codec, no web."""
    code = (
        "import sys\n"
        "from briefing import cli\n"
        "try:\n    cli.app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(out.stdout.rsplit("\n", 2)[-2].split())
    # Typer draws its help with rich, and that with markdown-it; nothing of ours asked for them.
    assert not loaded & (DOORS.keys() - {"typer", "rich", "markdown_it"})


@pytest.mark.parametrize("name", sorted(modules()))
def test_importing_a_module_does_nothing(name):
    """A module can be imported without network, files, threads or child processes."""
    if name in {"__main__", "voices.pico_worker"}:
        return
    dotted = "briefing" if name == "__init__" else f"briefing.{name}"
    code = (
        "import sys\n"
        "seen = []\n"
        "watched = ('socket.connect', 'subprocess.Popen', '_thread.start_new_thread')\n"
        "sys.addaudithook(lambda event, args: seen.append(event) if event in watched else None)\n"
        f"import {dotted}\n"
        "print(seen)"
    )
    out = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert out.stdout.strip() == "[]"
