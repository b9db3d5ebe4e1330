from __future__ import annotations

import json

from briefing.findings import Check, Finding, Level, Report, as_json, as_text

LOUD = Check("loudness", Level.ERROR, "Make it softer.")
JINGLES = Check("jingles", Level.WARNING, "Cut the silence off.")
GOOD = Finding(LOUD, good=True, says="-16.0 LUFS.", measured={"lufs": -16.0})
BAD = Finding(LOUD, good=False, says="-9.1 LUFS.", measured={"lufs": -9.1})
SILENT = Finding(JINGLES, good=False, says="Two seconds « à la fin ».")


def test_a_warning_is_no_fault() -> None:
    """What fails is told apart by how bad it is; what is good is neither."""
    report = Report("a", (GOOD, BAD, SILENT))
    assert (report.faults, report.warnings) == ((BAD,), (SILENT,))


def test_people_read_what_is_wrong_and_how_to_mend_it() -> None:
    """A line a finding; what is good needs no advice."""
    lines = as_text([Report("a", (GOOD, SILENT)), Report("b", (BAD,))]).splitlines()
    assert [line.strip() for line in lines] == [
        "a",
        "ok       loudness      -16.0 LUFS.",
        "WARNING  jingles       Two seconds « à la fin ».",
        "-> Cut the silence off.",
        "",
        "b",
        "ERROR    loudness      -9.1 LUFS.",
        "-> Make it softer.",
    ]


def test_whose_rule_it_is_and_where_it_fails_is_said() -> None:
    """Advice is neither a fault nor a warning; long names push all lines aside alike."""
    kind = Check("a name of many words", Level.ADVICE, "Add one.", "Apple")
    told = Finding(kind, good=False, says="It has none.", where="Le pont")
    report = Report("a", (told, GOOD))
    assert (report.faults, report.warnings, report.advice) == ((), (), (told,))
    assert as_text([report]).splitlines() == [
        "a",
        "  ADVICE   a name of many words  Le pont: It has none.",
        f"  {'':29}  -> Add one. (Apple)",
        f"  {'ok':7}  {'loudness':20}  -16.0 LUFS.",
    ]


def test_programs_read_the_values() -> None:
    """The name of each check, its level, whether it is good, and what was measured."""
    first, second = json.loads(as_json([Report("a", (BAD, GOOD)), Report("b", (SILENT,))]))
    assert (first["subject"], first["good"], second["good"]) == ("a", False, True)
    assert first["findings"][0] == {
        "check": "loudness",
        "level": "error",
        "good": False,
        "says": "-9.1 LUFS.",
        "measured": {"lufs": -9.1},
        "mend": "Make it softer.",
        "source": "",
        "where": "",
    }
    assert first["findings"][1]["mend"] == ""
    assert second["findings"][0]["says"] == "Two seconds « à la fin »."
