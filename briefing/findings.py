"""What checks found: each check by its name, with what was measured and how to mend it.

The checks themselves are in the rooms that know what they look at; whoever adds one names it there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_WIDTH = 12  # columns for the name of a check


class Level(StrEnum):
    """How bad it is when a check fails."""

    ERROR = "error"
    """Listeners get something broken: nothing is published like that."""
    WARNING = "warning"
    """Worth a look; what is published can stay."""
    ADVICE = "advice"
    """Would be better; nobody asks for it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A question that is asked of what is published."""

    name: str
    """One or two words, kept for ever: programs read it in the JSON."""
    level: Level
    mend: str
    """What a person does about it when it fails: one sentence."""
    source: str = ""
    """Whose rule it is (Apple, PSP-1…); empty: ours."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a check."""

    check: Check
    good: bool
    says: str
    """In plain words with the values: for people."""
    measured: Mapping[str, float | str] = field(default_factory=dict)
    """The values by name, with the unit in the name: for programs."""
    where: str = ""
    """Which part of the subject it is about, such as the title of an episode; empty: all of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found about one thing."""

    subject: str
    """What was looked at: the id of an episode, the name of a file."""
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What must not be published."""
        return tuple(each for each in self._bad if each.check.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth a look."""
        return tuple(each for each in self._bad if each.check.level is Level.WARNING)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """What would be better."""
        return tuple(each for each in self._bad if each.check.level is Level.ADVICE)

    @property
    def _bad(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if not each.good)


def as_text(reports: Iterable[Report]) -> str:
    """*reports* for people: a line a finding, and how to mend what is wrong."""
    return "\n\n".join("\n".join([each.subject, *_lines(each)]) for each in reports)


def _lines(report: Report) -> Iterable[str]:
    width = max([_WIDTH, *(len(each.check.name) for each in report.findings)])
    for finding in report.findings:
        check, where = finding.check, f"{finding.where}: " if finding.where else ""
        state = "ok" if finding.good else check.level.upper()
        yield f"  {state:<7}  {check.name:<{width}}  {where}{finding.says}"
        if not finding.good:
            source = f" ({check.source})" if check.source else ""
            yield f"  {'':<7}  {'':<{width}}  -> {check.mend}{source}"


def as_json(reports: Iterable[Report]) -> str:
    """*reports* for programs: a list with one table each."""
    tables = [
        {
            "subject": each.subject,
            "good": not each.faults,
            "findings": [_table(finding) for finding in each.findings],
        }
        for each in reports
    ]
    return json.dumps(tables, ensure_ascii=False, indent=2)


def _table(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check.name,
        "level": str(finding.check.level),
        "good": finding.good,
        "says": finding.says,
        "measured": dict(finding.measured),
        "mend": "" if finding.good else finding.check.mend,
        "source": finding.check.source,
        "where": finding.where,
    }
