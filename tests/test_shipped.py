from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from briefing.shipped import STYLES, music, voices_folder

TOOLS = Path(__file__).resolve().parent.parent / "tools"


def tool(name: str) -> ModuleType:
    """The script *name* of the folder `tools`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_style_has_a_folder_of_its_own() -> None:
    """`music` leads to files that are there."""
    files = {music(style, name) for style in STYLES for name in ("opening", "closing", "bed")}
    assert len(files) == 3 * len(STYLES)
    assert all(file.is_file() for file in files)


def test_the_voices_have_a_folder() -> None:
    """In a checkout as in a wheel."""
    assert voices_folder().is_dir()
