"""Real servers on loopback: what arrives, what a cut leaves, and what the next run does.

Where a server's program is absent its tests are skipped by name; with `BRIEFING_CLIENTS=required`
in the environment they fail instead.
"""

import base64
import contextlib
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.errors import BriefingError, NetworkError
from briefing.publish import find
from briefing.publish.manifest import MANIFEST
from briefing.publish.plan import SIDE
from briefing.publish.targets.webdav import PASSWORD, USER
from briefing.web import Patience
from tests.builders import ROOT
from tests.publish import servers
from tests.publish.folders import Folder, assert_sound_in, names, send, tree

pytestmark = pytest.mark.clients
KINDS = ("sftp", "rsync", "rsyncd", "nginx", "apache", "s3", "rclone")
ONCE = Patience(attempts=1, connect=5.0, read=5.0)
# Bytes that go up before the line is cut, of about 220 kB: before the first file, inside the sound
# that is new, inside the one that replaces another, near the feed.
CUTS = (5_000, 100_000, 185_000, 216_000)
MIDDLE = {"rsync": CUTS[1:2], "rclone": CUTS[1:2], "rsyncd": CUTS[1:3], "apache": CUTS[1:3]}
LOGIN = "anna:{SHA}" + base64.b64encode(hashlib.sha1(b"geheim").digest()).decode()


@dataclass(frozen=True)
class Server:
    """One of a kind, behind a line that can be cut; each test publishes to a folder of its own."""

    kind: str
    line: servers.Line
    target: Callable[[str], str]
    """What a user types, by the name of that folder."""
    there: Callable[[str], dict[str, bytes]]
    """What is in it, hidden files left out, not asked for through the line."""
    root: Path | None = None
    """Where that is on this disk."""

    def port(self) -> int:
        """Where the line is."""
        return self.line.port


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each kind of server in turn."""
    with contextlib.ExitStack() as stack:
        # Apache looks at it as somebody else, to whom pytest's folders are closed.
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        home.chmod(0o755)
        environment = stack.enter_context(pytest.MonkeyPatch.context())
        for name in (USER, PASSWORD, "RSYNC_RSH", "AWS_PROFILE"):
            environment.delenv(name, raising=False)
        environment.setenv("NO_PROXY", "127.0.0.1")
        environment.setenv("HOME", str(home / "home"))
        yield start(request.param, home, stack, environment)


def start(
    kind: str, home: Path, stack: contextlib.ExitStack, environment: pytest.MonkeyPatch
) -> Server:
    """Start one of *kind*, and set the environment as its users do."""
    root = home / "root"
    root.mkdir()

    def on_disk(name: str) -> dict[str, bytes]:
        return tree(root / name)

    if kind in {"sftp", "rsync"}:
        port = stack.enter_context(servers.sshd(home / "home"))
        line = stack.enter_context(servers.line_to(port))
        if kind == "sftp":
            target = f"sftp://{servers.user()}@127.0.0.1:{line.port}{root}/"
        else:
            servers.program("rsync")
            config = home / "home" / ".ssh" / "config"
            environment.setenv("RSYNC_RSH", f"ssh -F {config} -p {line.port}")
            target = f"{servers.user()}@127.0.0.1:{root}/"
        return Server(kind, line, lambda name: f"{target}{name}", on_disk, root)
    if kind == "rsyncd":
        port = stack.enter_context(servers.rsyncd(home / "rsyncd", root))
        line = stack.enter_context(servers.line_to(port))
        return Server(
            kind, line, lambda name: f"rsync://127.0.0.1:{line.port}/radio/{name}", on_disk, root
        )
    if kind == "s3":
        return start_s3(home, stack, environment)
    if kind == "apache":
        port = stack.enter_context(servers.apache(home / "apache", root, LOGIN))
        environment.setenv(USER, "anna")
        environment.setenv(PASSWORD, "geheim")
    else:
        port = stack.enter_context(servers.nginx(home / "nginx", root))
    line = stack.enter_context(servers.line_to(port))
    if kind == "rclone":
        servers.program("rclone")
        environment.setenv("RCLONE_CONFIG", str(home / "rclone.conf"))
        environment.setenv("RCLONE_CONFIG_RADIO_TYPE", "webdav")
        environment.setenv("RCLONE_CONFIG_RADIO_URL", f"http://127.0.0.1:{line.port}/")
        environment.setenv("RCLONE_CONFIG_RADIO_VENDOR", "other")
        return Server(kind, line, lambda name: f"rclone:radio:{name}", on_disk)
    return Server(kind, line, lambda name: f"webdav://127.0.0.1:{line.port}/{name}", on_disk)


def start_s3(home: Path, stack: contextlib.ExitStack, environment: pytest.MonkeyPatch) -> Server:
    """A bucket `radio` in a store that is not Amazon's."""
    import boto3

    environment.setenv("AWS_ACCESS_KEY_ID", "anna")
    environment.setenv("AWS_SECRET_ACCESS_KEY", "geheim")
    environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
    port = stack.enter_context(servers.s3(home / "s3"))
    line = stack.enter_context(servers.line_to(port))
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}")
    stack.callback(client.close)
    client.create_bucket(Bucket="radio")
    environment.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{line.port}")

    def there(name: str) -> dict[str, bytes]:
        found = client.list_objects_v2(Bucket="radio", Prefix=f"{name}/").get("Contents", ())
        keys = (each["Key"] for each in found)
        return {
            key.removeprefix(f"{name}/"): client.get_object(Bucket="radio", Key=key)["Body"].read()
            for key in keys
            if not any(part.startswith(".") for part in key.split("/")) and MANIFEST not in key
        }

    return Server("s3", line, lambda name: f"s3://radio/{name}", there)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An output folder with two episodes."""
    made = Folder(tmp_path / "output")
    made.add("un")
    made.add("deux")
    return made


def test_all_arrives_then_only_changes_then_what_is_gone_goes(server, folder):
    """The life of a podcast: first, nothing new, an episode more, one again, one less."""
    target = server.target("life")
    done = send(folder, target)
    assert names(done)[-1] == "feed.xml"
    assert server.there("life") == folder.tree()
    assert send(folder, target).sent == ()
    sound, again = folder.add("trois"), folder.add("un")
    done = send(folder, target)
    assert {sound, again} <= set(names(done))
    assert not [name for name in names(done) if "deux" in name]
    assert server.there("life") == folder.tree()
    folder.remove("deux")
    assert len(send(folder, target).obsolete) == 4
    assert folder.tree().items() < server.there("life").items()
    assert len(send(folder, target, delete=True).deleted) == 4
    assert server.there("life") == folder.tree()
    assert send(folder, target, delete=True).sent == ()


def change(folder: Folder) -> None:
    """What a morning brings: a long new episode, and one that is made again."""
    folder.add("trois", 150_000)
    folder.add("deux")


def published(server: Server, folder: Folder, name: str) -> None:
    """Have *folder* at *name* as a run that nobody cut has left it."""
    mounted = server.root is not None and server.kind in {"sftp", "rsync", "rsyncd"}
    # What lies on a disk of ours needs no server to get there, and takes a tenth of the time.
    send(folder, str(server.root / name) if mounted else server.target(name))


@pytest.mark.parametrize("cut", CUTS)
def test_cut_in_the_middle_the_feed_stays_sound_and_the_next_run_goes_on(
    server, folder, cut, caplog
):
    """Wherever the line breaks: one feed or the other, whole, and whole sounds; then the rest."""
    if cut not in MIDDLE.get(server.kind, CUTS):
        pytest.skip("it takes long, and the code is that of another kind")
    place = f"cut-{cut}"
    published(server, folder, place)
    old, before = folder.feed, folder.tree()
    change(folder)
    server.line.reset(limit=cut)
    with contextlib.suppress(BriefingError):  # near the end, all may be up
        send(folder, server.target(place), patience=ONCE)
    assert server.line.broken
    assert not caplog.records, "a library tells of it on its own"
    server.line.reset()
    there = server.there(place)
    assert_sound_in(there, old, folder.feed, made_again="deux")
    for name, content in there.items():
        assert content in (before.get(name), folder.tree()[name]), name
    done = send(folder, server.target(place))
    whole = {name for name in names(done) if there.get(name) == folder.tree()[name]}
    assert not [name for name in whole if name.endswith("trois.mp3")], "it was up already"
    assert server.there(place) == folder.tree()


def test_killed_in_the_middle_the_next_run_goes_on(server, folder):
    """SIGKILL while the new sound goes up."""
    published(server, folder, "killed")
    old = folder.feed
    change(folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "publish", server.target("killed"),
         "--output", str(folder.path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    server.line.reset(limit=100_000, then=process.kill)
    process.communicate(timeout=60)
    assert process.returncode < 0
    server.line.reset()
    assert_sound_in(server.there("killed"), old, made_again="deux")
    send(folder, server.target("killed"))
    assert server.there("killed") == folder.tree()
    assert not any(SIDE in path.name for path in folder.path.parent.rglob(f"{SIDE}*"))


def test_a_line_that_breaks_once_is_mended_without_a_word(server, folder):
    """The same run tries again, and all arrives."""
    if server.kind == "rsync":
        pytest.skip("it takes long, and the code is that of rsyncd")
    published(server, folder, "mended")
    change(folder)
    patience = Patience(attempts=4, connect=5.0, read=5.0, first_wait=0.2)
    broken = []
    server.line.reset(limit=100_000, then=lambda: (broken.append(1), server.line.reset()))
    done = send(folder, server.target("mended"), patience=patience)
    assert broken
    assert names(done)[-1] == "feed.xml"
    assert server.there("mended") == folder.tree()


def test_nobody_there_is_one_sentence(server, folder):
    """The host by its name, and no traceback."""
    server.line.reset(limit=0)
    server.line.broken = True
    try:
        with pytest.raises(NetworkError, match=r"^\S+ .*\(1 try\)\.$") as caught:
            send(folder, server.target("nobody"), patience=ONCE)
    finally:
        server.line.reset()
    assert "geheim" not in f"{caught.value}{caught.value.hint}"
    assert caught.value.hint


def test_a_path_that_cannot_be_is_one_sentence(server, folder):
    """A file where the folder should be, a bucket that is not there, a module of nobody."""
    wrong = {
        "s3": "s3://nobodys-bucket/x",
        "rsyncd": f"rsync://127.0.0.1:{server.port()}/nobody/x",
        "rclone": "rclone:nobody:x",
    }.get(server.kind)
    if wrong is None:
        published(server, folder, "file")
        wrong = f"{server.target('file')}/cover.jpg"
    with pytest.raises(BriefingError, match=r"\.$") as caught:
        send(folder, wrong, patience=ONCE)
    assert "Traceback" not in str(caught.value)


# --- what only some of them have ------------------------------------------------------------------


@pytest.fixture
def ssh(tmp_path, monkeypatch) -> Iterator[int]:
    """OpenSSH and a home whose user may log in; the port."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with servers.sshd(tmp_path / "home") as port:
        monkeypatch.setenv("RSYNC_RSH", f"ssh -F {tmp_path / 'home' / '.ssh' / 'config'} -p {port}")
        yield port


def targets(port: int, tmp_path: Path) -> tuple[str, str]:
    """The same folder by SFTP and by rsync."""
    who = f"{servers.user()}@127.0.0.1"
    return f"sftp://{who}:{port}{tmp_path / 'world'}", f"{who}:{tmp_path / 'world'}"


def test_a_host_that_is_not_known_is_refused(ssh, folder, tmp_path):
    """Somebody in between would get everything: nothing is sent."""
    (tmp_path / "home" / ".ssh" / "known_hosts").write_text("")
    for target in targets(ssh, tmp_path):
        with pytest.raises(NetworkError, match=r"\(1 try\)"):
            send(folder, target)
    assert not (tmp_path / "world").exists()


def test_a_key_that_is_not_let_in_is_one_sentence(ssh, folder, tmp_path):
    """At the first try, without a question for a password."""
    (tmp_path / "home" / ".ssh" / "authorized_keys").write_text("")
    for target in targets(ssh, tmp_path):
        with pytest.raises(NetworkError, match=r"\(1 try\)") as caught:
            send(folder, target)
        assert "docs/publish.md" in caught.value.hint


def test_one_kind_goes_on_where_another_left_off(ssh, folder, tmp_path):
    """The manifest is the same: a mounted disk, SFTP and rsync are the same folder."""
    sftp, rsync = targets(ssh, tmp_path)
    send(folder, sftp)
    assert send(folder, rsync).sent == ()
    folder.add("trois")
    send(folder, rsync)
    assert send(folder, str(tmp_path / "world")).sent == ()
    assert tree(tmp_path / "world") == folder.tree()


def test_a_store_serves_what_it_was_told(tmp_path, folder, monkeypatch):
    """A bucket on the web has no table of its own: each object bears its media type."""
    with contextlib.ExitStack() as stack:
        start_s3(tmp_path, stack, monkeypatch)
        send(folder, "s3://radio")
        folder.add("un", 9_000_000)  # what replaces is copied, from 8 MB on in parts
        send(folder, "s3://radio")
        target = find("s3://radio", folder.path)
        stack.callback(target.close)
        kinds = {
            name: target._client.head_object(Bucket="radio", Key=name)["ContentType"]
            for name in folder.tree()
        }
    assert kinds["feed.xml"] == "application/rss+xml; charset=utf-8"
    assert {kind for name, kind in kinds.items() if name.endswith(".mp3")} == {"audio/mpeg"}
    assert "application/octet-stream" not in kinds.values()
