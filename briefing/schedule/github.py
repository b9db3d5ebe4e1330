"""A workflow for GitHub Actions: the timer of a show that lives in a repository."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefing.errors import OutputError, SettingsError
from briefing.library import replace_file
from briefing.schedule.cron import fields
from briefing.schedule.plan import Entry, Plan
from briefing.settings import read

_OURS = "# Made by `briefing schedule install --github`"
_PACKAGE = "briefing-podcast"
# The key `timezone`: docs.github.com, "Events that trigger workflows", schedule (since March 2026).
_WORKFLOW = (
    _OURS
    + """, which writes it anew; `remove --github` deletes it.
#
# The time is that of the zone, in summer and in winter.  A GitHub Enterprise Server of before
# March 2026 does not know `timezone` and counts in UTC, so that the show is late or early by an
# hour for half of the year.  GitHub starts some runs late, most of all at full hours, and drops
# some; the next run tells what was missed.  In a public repository it stops the timer after 60 days
# without a commit; a show with news commits by itself.
name: {name}

on:
  schedule:
    - cron: {cron}
      timezone: {zone}
  workflow_dispatch:

permissions:
  contents: write  # the episodes are committed

concurrency:
  group: {group}
  cancel-in-progress: false

jobs:
  daily:
    runs-on: ubuntu-latest
    timeout-minutes: 90
    env:
      CONFIG: {config}
      OUTPUT: {output}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install briefing
        run: python -m pip install {package}
      # Keys of notices and of a language model: settings, secrets, then `env:` here.
      - name: Make the show
        run: python -P -m briefing schedule run --verbose --config "$CONFIG"
      - name: Keep the log
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: log
          path: {log}
          include-hidden-files: true
          if-no-files-found: ignore
      - name: Commit the episodes
        run: |
          [ -e "$OUTPUT" ] || exit 0
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
          git add --all -- "$OUTPUT"
          git diff --cached --quiet && exit 0
          git commit --message "A new episode"
          git pull --rebase
          git push
"""
)


def workflow(plan: Plan, root: Path) -> str:
    """The workflow that makes the show of *plan*, in the repository *root*.

    Raises:
        SettingsError: its settings are wrong, or its output folder is outside of *root*.
    """
    output = plan.config.parent / read(plan.config).output  # the job works in that folder
    return _WORKFLOW.format(
        name=_scalar(f"briefing: {plan.config.parent.name}"),
        cron=_scalar(fields(Entry(plan.at.hour, plan.at.minute, plan.days))),
        zone=_scalar(plan.zone),
        group=_scalar(_path(plan, root).stem),
        config=_scalar(_inside(plan.config, root)),
        output=_scalar(_inside(output, root)),
        log=_scalar(_inside(plan.config.parent / ".briefing", root)),
        package=_package(root),
    )


def repository(config: Path) -> Path:
    """The root of the repository that holds *config*.

    Raises:
        SettingsError: there is none.
    """
    for folder in config.parents:
        if (folder / ".git").exists():
            return folder
    raise SettingsError(
        f"{config} is in no git repository, so GitHub cannot make its show.", hint="git init"
    )


def install(plan: Plan) -> Path:
    """Write the workflow of *plan* into its repository, in place of ours that is there; its path.

    Raises:
        SettingsError: see `workflow` and `repository`.
        OutputError: a file of somebody else's is there, or the disk refuses.
    """
    root = repository(plan.config)
    text = workflow(plan, root)
    path = _path(plan, root)
    try:
        if path.exists() and not _is_ours(path):
            raise OutputError(f"{path} is not ours.", hint="Move it away.")
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
    return path


def remove(plan: Plan) -> Path | None:
    """Delete the workflow of *plan*; its path, None when there is none of ours.

    Raises:
        SettingsError: see `repository`.
        OutputError: the disk refuses.
    """
    path = _path(plan, repository(plan.config))
    try:
        if not path.exists() or not _is_ours(path):
            return None
        path.unlink()
    except OSError as error:
        raise OutputError(f"{path} cannot be removed: {error.strerror}.") from error
    return path


def _path(plan: Plan, root: Path) -> Path:
    # Not the name of the timer: that has a digest of where the repository lies on this machine.
    inside = "-".join(plan.config.relative_to(root).with_suffix("").parts)
    name = re.sub(r"[^A-Za-z0-9]+", "-", inside).strip("-").lower() or "briefing"
    name = name if name.startswith("briefing") else f"briefing-{name}"
    return root / ".github" / "workflows" / f"{name}.yml"


def _is_ours(path: Path) -> bool:
    return path.read_bytes().startswith(_OURS.encode())


def _inside(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        raise SettingsError(
            f"{path} is outside of the repository {root}, so GitHub cannot keep it.",
            hint='output = "output" in the settings file',
        ) from None


def _scalar(text: str) -> str:
    r"""*text* in YAML, as nothing else than text: neither a key of YAML nor of GitHub's.

    >>> print(_scalar('50 % "off" ${{ secrets.X }}'))
    "50 % \"off\" ${{ '${{' }} secrets.X }}"
    """
    # JSON is YAML, but for some line ends; GitHub replaces ${{ }} in most places.
    return json.dumps(text.replace("${{", "${{ '${{' }}"), ensure_ascii=False)


def _package(root: Path) -> str:
    """What pip installs: the repository itself, where it is that of briefing."""
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        if project.get("project", {}).get("name") == _PACKAGE:
            return "."
    except (OSError, ValueError, AttributeError):
        pass
    try:
        return f"{_PACKAGE}=={version(_PACKAGE)}"
    except PackageNotFoundError:
        return _PACKAGE
