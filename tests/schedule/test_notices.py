"""Who is told, and what: a command without a shell, or an address."""

import json
import sys

import pytest

from briefing.schedule.notices import Notices, message
from briefing.schedule.state import FAILURE, SUCCESS, Run
from tests.google_server import Hourglass, Loopback, hang_up, status
from tests.schedule.machines import SUNDAY

RUN = Run(SUNDAY, FAILURE, SUNDAY.replace(second=7), 6, "L’hôte « x » n’a pas répondu.")
TABLE = {
    "show": "Été", "state": "failure", "code": 6, "message": RUN.message, "episode": "",
    "started": "2026-11-22T12:00:00+00:00", "seconds": 7.0,
}  # fmt: skip


def hooked(*behaviours, path="/hook?key=secret"):
    """What the host was sent, and what went wrong."""
    with Loopback(status(204)) as server:
        server.will(*behaviours)
        notices = Notices(hook=Hourglass().patience())
        said = notices.tell((server.url + path,), "Été", RUN, None)
        return server.requests, said


def test_an_address_gets_json():
    """In UTF-8, to the whole of the address."""
    (asked,), said = hooked()
    assert (asked.method, asked.path, said) == ("POST", "/hook?key=secret", "")
    assert asked.headers["content-type"] == "application/json"
    assert json.loads(asked.body) == TABLE == message("Été", RUN)


def test_an_address_is_tried_again():
    """What waiting mends is waited for."""
    requests, said = hooked(hang_up, status(503))
    assert (len(requests), said) == (3, "")


@pytest.mark.parametrize("code", [301, 403, 410, 500])
def test_an_address_that_refuses_is_named_by_its_host(code):
    """The key in it is for nobody's log."""
    _, said = hooked(*[status(code)] * 3)
    assert str(code) in said
    assert "127.0.0.1" in said
    assert "secret" not in said


def test_a_command_gets_words_variables_and_json(tmp_path):
    """No shell reads any of it, and it starts in the folder of the show."""
    code = (
        "import os, sys; print(sys.argv[1:], os.getcwd(), os.environ['BRIEFING_MESSAGE'],"
        " sys.stdin.buffer.read().decode(), file=open('told', 'w', encoding='utf-8'))"
    )
    words = (sys.executable, "-c", code, "$HOME; `id`", "a b")
    assert Notices().tell(words, "Été", RUN, tmp_path) == ""
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert told.startswith(f"['$HOME; `id`', 'a b'] {tmp_path} {RUN.message} ")
    assert json.loads(told[told.index("{") :]) == TABLE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no-such", "secret"), "no-such cannot be run: No such file or directory."),
        ((sys.executable, "-c", "raise SystemExit('No \\n user')"), "code 1: No user."),
        ((sys.executable, "-c", "raise SystemExit(3)"), "ended with code 3."),
        ((sys.executable, "-c", "import time; time.sleep(60)"), "did not end within 0.5 s."),
        ((sys.executable, "-c", "import sys; sys.stdin.close()"), ""),
    ],
)  # fmt: skip
def test_a_command_that_fails_is_named_by_its_first_word(words, said, tmp_path):
    """And never more than that word."""
    found = Notices(command=0.5 if "0.5" in said else 30).tell(words, "x", RUN, tmp_path)
    assert found.endswith(said)
    assert "secret" not in found


def test_a_command_in_the_users_folder_is_found(tmp_path, monkeypatch):
    """`~` means what it means in a shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    script = tmp_path / "tell"
    script.write_text("#!/bin/sh\ntouch told\n")
    script.chmod(0o755)
    assert Notices().tell(("~/tell",), "x", Run(SUNDAY, SUCCESS), tmp_path) == ""
    assert (tmp_path / "told").exists()


def test_nobody_is_told_where_nobody_wants_to_know(tmp_path):
    """The default."""
    assert Notices().tell((), "x", RUN, tmp_path) == ""
