"""Timers of systemd's user manager: they know zones, and make up for a run that was missed."""

from __future__ import annotations

import contextlib
import getpass
import re
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OutputError
from briefing.library import replace_file
from briefing.schedule.machine import Machine
from briefing.schedule.plan import EVERY_DAY, Plan, spoken

# A description ends with a full stop: a path may end with a backslash, which would join two lines.
_SERVICE = """\
# Made by `briefing schedule install`, which writes it anew; `systemctl --user edit` adds to it.
[Unit]
Description=briefing: the show of {config}.

[Service]
Type=oneshot
ExecStart={command}
# Only the job is told to end: it ends its children itself, and reports what was broken off.
KillMode=mixed
TimeoutStopSec=30
# Making a show takes all there is; whoever works on the machine goes first.
Nice=10
UMask=0022
LimitCORE=0
# No NoNewPrivileges, and nothing that implies it (in a user manager, all filters do): `mail` and
# `sendmail` are setgid on most systems, and a failure that cannot be mailed is a silent one.  No
# private file systems: they need user namespaces, which some systems forbid to users.
"""
_TIMER = """\
# Made by `briefing schedule install`, which writes it anew.
[Unit]
Description=When briefing makes the show of {config}.

[Timer]
OnCalendar={calendar}
# A run that was missed while the machine was off is made up for when it is on again.
Persistent=true
# On time: a delay at random spares servers that many machines ask at once, and listeners are
# promised a time.
RandomizedDelaySec=0
AccuracySec=1min

[Install]
WantedBy=timers.target
"""


def calendar(plan: Plan) -> str:
    """When *plan* is due, as systemd.time(7) writes it.

    >>> import datetime as dt
    >>> calendar(Plan(Path("/b.toml"), dt.time(6, 30), (0, 1, 2, 3, 4), "Europe/Paris"))
    'Mon..Fri *-*-* 06:30:00 Europe/Paris'
    """
    days = "" if plan.days == EVERY_DAY else f"{spoken(plan.days)} "
    return f"{days}*-*-* {plan.at:%H:%M}:00 {plan.zone}"


def service(plan: Plan) -> str:
    """The unit that does the work of *plan*."""
    first, *rest = plan.command()
    # Variables are replaced in arguments, but not in the path that comes first: systemd.service(5).
    words = [_quoted(first), *(_quoted(word).replace("$", "$$") for word in rest)]
    return _SERVICE.format(config=_escaped(str(plan.config)), command=" ".join(words))


def timer(plan: Plan) -> str:
    """The unit that starts it."""
    return _TIMER.format(config=_escaped(str(plan.config)), calendar=calendar(plan))


def _escaped(text: str) -> str:
    """Specifiers are replaced everywhere in a unit."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    r"""*word* as systemd.syntax(7) quotes it.

    >>> print(_quoted('/a "b"/50 %\\'))
    "/a \"b\"/50 %%\\"
    """
    inner = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{inner}"'


@dataclass(frozen=True, slots=True)
class Systemd:
    """The user manager of one machine."""

    machine: Machine
    kind: str = "systemd"

    def unfit(self) -> str:
        """Why it cannot be used here; empty when it can."""
        if self.machine.platform == "darwin":
            return "macOS has launchd"
        done = self.machine.run(("systemctl", "--user", "show-environment"), b"")
        return done.complaint if done.code else ""

    def install(self, plan: Plan) -> None:
        """Set the timer of *plan*, in place of one that is there.

        Raises:
            OutputError: systemd or the disk refuses.
        """
        with contextlib.suppress(OutputError):
            self.machine.must(self._control("stop", f"{plan.name}.timer"))
        self._forget(plan.name)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._folder / f"{plan.name}.service", service(plan).encode())
            replace_file(self._folder / f"{plan.name}.timer", timer(plan).encode())
        except OSError as error:
            raise OutputError(f"{self._folder} cannot be written: {error.strerror}.") from error
        self.machine.must(self._control("daemon-reload"))
        self.machine.must(self._control("enable", "--now", f"{plan.name}.timer"))

    def remove(self, name: str) -> bool:
        """Take the timer *name* away; whether there was one.

        Raises:
            OutputError: systemd or the disk refuses.
        """
        units = [self._folder / f"{name}{kind}" for kind in (".timer", ".service")]
        if not any(unit.exists() for unit in units):
            return False
        self.machine.must(self._control("disable", "--now", f"{name}.timer"))
        self._forget(name)
        try:
            for unit in units:
                unit.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{self._folder} cannot be written: {error.strerror}.") from error
        self.machine.must(self._control("daemon-reload"))
        return True

    def found(self, plan: Plan) -> str:
        """What is wrong with the timer of *plan*; empty when it is set as it should be."""
        try:
            same = (self._folder / f"{plan.name}.timer").read_text("utf-8") == timer(plan)
            same &= (self._folder / f"{plan.name}.service").read_text("utf-8") == service(plan)
        except (OSError, UnicodeDecodeError):
            return "Its units are not there any more."
        done = self.machine.run(self._control("is-active", f"{plan.name}.timer"), b"")
        if done.code:
            return "systemd does not wait for it: systemctl --user start " + plan.name + ".timer"
        return "" if same else "Its units were changed by hand."

    def next(self, plan: Plan) -> str:
        """When systemd says that it comes, in its words; empty when it does not say."""
        words = self._control("show", "--property=NextElapseUSecRealtime", f"{plan.name}.timer")
        out = self.machine.run(words, b"").out.decode(errors="replace")
        match = re.search(r"^NextElapseUSecRealtime=(.+)$", out, re.MULTILINE)
        return match[1].strip() if match else ""

    def advice(self) -> str:
        """What the user should still do."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError):  # a number without a name, as in some containers
            return ""
        done = self.machine.run(("loginctl", "show-user", user, "--property=Linger"), b"")
        if done.code == 0 and b"Linger=no" in done.out:
            return (
                "It waits only while you are logged in; to have it always: "
                f"loginctl enable-linger {user}"
            )
        return ""

    @property
    def _folder(self) -> Path:
        """Where users' units are: systemd.unit(5)."""
        configuration = self.machine.environment.get("XDG_CONFIG_HOME", "")
        base = Path(configuration) if configuration else self.machine.home / ".config"
        return base / "systemd" / "user"

    def _control(self, *words: str) -> tuple[str, ...]:
        return ("systemctl", "--user", *words)

    def _forget(self, name: str) -> None:
        """Forget when *name* last fired.

        Else Persistent=true would find that the new time of today was missed, and fire at once.
        """
        self.machine.run(self._control("clean", "--what=state", f"{name}.timer"), b"")
