"""What the rules are worth on forms that other people collected."""

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from briefing.spoken import speakable

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def scorer() -> ModuleType:
    """The scorer that lies beside the development forms."""
    spec = importlib.util.spec_from_file_location("verbalise_score", DATA / "verbalise_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not DATA.is_dir(), reason="the development forms are not here")
def test_the_development_forms_are_said_right() -> None:
    """Ninety-nine in a hundred, and ninety-seven on average over the classes of form."""
    score = scorer()
    with (DATA / "verbalise_dev.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    classes = score.summary(score.run(speakable, rows)).values()
    assert sum(right for right, *_ in classes) / len(rows) >= 0.99
    assert sum(right / of for right, of, *_ in classes) / len(classes) >= 0.97
