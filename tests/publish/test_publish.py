"""What `publish` promises, shown on a folder of this machine: the same code drives every target."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import publish
from briefing.errors import NetworkError, OutputError, SettingsError
from briefing.library import FEED, Library
from briefing.progress import Silent
from briefing.publish import manifest, words
from briefing.publish.manifest import MANIFEST, File, Manifest
from briefing.publish.plan import SIDE
from briefing.publish.targets.local import Local
from briefing.settings import LOCAL_URL
from tests.builders import ROOT
from tests.commands import briefing, text
from tests.publish.folders import BASE, Folder, assert_sound, manifest_of, names, send, tree


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An output folder with two episodes."""
    made = Folder(tmp_path / "output")
    made.add("un")
    made.add("deux")
    return made


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Where it is published to."""
    return tmp_path / "world"


def test_the_first_time_all_goes_up_and_the_feed_last(folder, world):
    """Sounds, then pages, then the feed; what arrives is what was there."""
    done = send(folder, str(world))
    sent = names(done)
    assert tree(world) == folder.tree()
    assert sent[-1] == FEED
    assert all(name.startswith("episodes/") for name in sent[:6])
    assert [name for name in sent if name.endswith(".html")] == sent[7:-1]
    assert done.bytes == sum(len(content) for content in folder.tree().values())


def test_the_second_time_nothing_is_sent(folder, world):
    """Nothing there is even touched."""
    send(folder, str(world))
    before = {path: path.stat().st_mtime_ns for path in world.rglob("*")}
    done = send(folder, str(world))
    assert (done.sent, done.kept) == ((), len(folder.tree()))
    assert {path: path.stat().st_mtime_ns for path in world.rglob("*")} == before


def test_only_what_changed_is_sent(folder, world):
    """A new episode: its files, the page and the feed."""
    send(folder, str(world))
    sound = folder.add("trois")
    done = send(folder, str(world))
    assert sound in names(done)
    assert {name for name in names(done) if "trois" not in name} == {"index.html", FEED}
    assert tree(world) == folder.tree()


def test_an_episode_made_again_is_sent_again(folder, world):
    """Even when it has exactly the size that it had."""
    send(folder, str(world))
    sound = folder.add("un")
    assert sound in names(send(folder, str(world)))
    assert tree(world) == folder.tree()


def test_what_somebody_changed_there_is_mended(folder, world):
    """Cut short or gone: it is sent again, though the manifest says that it is there."""
    send(folder, str(world))
    sound = world / folder.add("un")
    send(folder, str(world))
    sound.write_bytes(b"half")
    (world / "cover.jpg").unlink()
    assert {"cover.jpg", sound.relative_to(world).as_posix()} == set(
        names(send(folder, str(world)))
    )
    assert tree(world) == folder.tree()


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b'{"format": 2}', b"\xff"])
def test_without_a_manifest_everything_is_sent_once(folder, world, content):
    """Lost or damaged: nothing is believed, and nothing is deleted."""
    send(folder, str(world))
    folder.remove("deux")
    (world / MANIFEST).unlink()
    if content is not None:
        (world / MANIFEST).write_bytes(content)
    done = send(folder, str(world), delete=True)
    assert set(names(done)) == folder.tree().keys()
    assert done.deleted == ()
    assert not send(folder, str(world)).sent


def test_a_folder_of_somebody_else_is_left_alone(folder, world):
    """A site that is there, but no feed: nothing is written before the user insists."""
    world.mkdir()
    (world / "index.html").write_text("mine")
    with pytest.raises(SettingsError, match="may not be ours") as caught:
        send(folder, str(world))
    assert "--all" in caught.value.hint
    assert tree(world) == {"index.html": b"mine"}
    send(folder, str(world), everything=True)
    assert tree(world) == folder.tree()


def test_nothing_is_deleted_unless_asked_for(folder, world):
    """What is gone here stays there, and is said to."""
    send(folder, str(world))
    folder.remove("deux")
    done = send(folder, str(world))
    assert len(done.obsolete) == 4
    assert done.deleted == ()
    assert folder.tree().items() <= tree(world).items()


def test_delete_takes_only_what_is_ours(folder, world):
    """With its folder; what others put there stays."""
    send(folder, str(world))
    theirs = world / "episodes" / "2026-11-22-un" / "notes.txt"
    theirs.write_text("theirs")
    (world / "CNAME").write_text("radio.example")
    folder.remove("un")
    folder.remove("deux")
    done = send(folder, str(world), delete=True)
    assert len(done.deleted) == 8
    assert theirs.read_text() == "theirs"
    assert (world / "CNAME").exists()
    assert not (world / "episodes" / "2026-11-22-deux").exists()
    assert manifest_of(world).keys() == folder.tree().keys()
    assert send(folder, str(world), delete=True).deleted == ()


def test_a_manifest_cannot_have_us_delete_what_is_not_in_the_folder(folder, world):
    """A name that leads out of it is no name of ours, whoever wrote it there."""
    send(folder, str(world))
    outside = world.parent / "outside.txt"
    outside.write_text("precious")
    known = manifest.load((world / MANIFEST).read_bytes(), pytest.fail)
    bad = ["../outside.txt", str(outside), "episodes/../../outside.txt", ".hidden"]
    files = dict(known.files) | {name: File(name, 8, "") for name in bad}
    (world / MANIFEST).write_bytes(manifest.dump(Manifest("x", files)))
    assert send(folder, str(world), delete=True).deleted == ()
    assert outside.read_text() == "precious"


def test_a_dry_run_says_all_and_does_nothing(folder, world):
    """What is said is what the run then does."""
    send(folder, str(world))
    folder.add("trois")
    folder.remove("deux")
    before = tree(world), (world / MANIFEST).read_bytes()
    planned = send(folder, str(world), dry_run=True, delete=True)
    assert (tree(world), (world / MANIFEST).read_bytes()) == before
    done = send(folder, str(world), delete=True)
    assert (planned.sent, planned.deleted) == (done.sent, done.deleted)


def test_hidden_files_and_links_never_go_up(folder, world):
    """Drafts, the lock, links to elsewhere."""
    (folder.path / ".secret").write_text("secret")
    (folder.path / "episodes" / ".draft-x").mkdir()
    (folder.path / "episodes" / ".draft-x" / "sound").write_text("secret")
    (folder.path / "link.txt").symlink_to("/etc/hostname")
    (folder.path / "linked").symlink_to("/etc", target_is_directory=True)
    send(folder, str(world))
    there = {path.relative_to(world).as_posix() for path in world.rglob("*") if path.is_file()}
    assert there == folder.tree().keys() - {"link.txt"} | {MANIFEST}


def test_nothing_of_ours_stays_in_the_folder(folder, world):
    """The place aside is gone; what is published has its own copy, not a link."""
    send(folder, str(world))
    assert not list(folder.path.glob(".new*"))
    assert {path.stat().st_nlink for path in folder.path.rglob("*") if path.is_file()} == {1}
    assert {path.stat().st_nlink for path in world.rglob("*") if path.is_file()} == {1}


def test_everybody_may_read_what_is_published(folder, world):
    """Whatever the umask: a web server runs as somebody else."""
    before = os.umask(0o077)
    try:
        send(folder, str(world))
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in world.rglob("*") if path.is_file()} == {0o644}


class Busy(Local):
    """A folder in which something happens before the file *name* is put."""

    def __init__(self, path: Path, name: str, happens: object) -> None:
        super().__init__(str(path), path)
        self._when, self._happens = name, happens

    def put(self, folder, names, done, *, together):
        """Let it happen, once."""
        if self._when in names and self._happens:
            happens, self._happens = self._happens, None
            happens()
        super().put(folder, names, done, together=together)


def test_what_is_made_meanwhile_goes_up_the_next_time(folder, world):
    """The folder's lock is free while files go up, and what goes up is of one moment."""
    before = folder.tree()
    busy = Busy(world, "index.html", lambda: (folder.add("un"), folder.add("trois")))
    publish.publish(folder.path, busy, publish.Options(), Silent())
    assert tree(world) == before
    send(folder, str(world))
    assert tree(world) == folder.tree()


def test_two_who_publish_at_the_same_time_do_not_mix(folder, world):
    """The one who comes later wins; the other one stops before it touches the feed."""

    def another() -> None:
        folder.add("trois")
        send(folder, str(world), delete=True)

    busy = Busy(world, "index.html", another)
    with pytest.raises(OutputError, match="Another briefing publishes"):
        publish.publish(folder.path, busy, publish.Options(), Silent())
    assert_sound(world, folder.feed)
    send(folder, str(world))
    assert tree(world) == folder.tree()


def test_a_feed_that_names_what_is_missing_is_not_published(folder, world):
    """Somebody removed an episode by hand: readers would be sent to nothing."""
    sound = folder.add("trois")
    (folder.path / sound).unlink()
    with pytest.raises(OutputError, match=f"{FEED} names {sound}") as caught:
        send(folder, str(world))
    assert "--rebuild" in caught.value.hint
    assert not world.exists()


def test_a_feed_with_another_length_is_not_published(folder, world):
    """Apps cut off, or wait for, what the feed's length does not cover."""
    sound = folder.add("trois")
    (folder.path / sound).write_bytes(b"short")
    with pytest.raises(OutputError, match="60000 bytes, but it has 5"):
        send(folder, str(world))


def test_a_feed_for_this_machine_alone_does_not_go_to_the_world(folder, world):
    """Without a base URL nobody could fetch what it names; a folder of this machine may have it."""
    xml = folder.feed.replace(BASE.encode(), LOCAL_URL.encode())
    (folder.path / FEED).write_bytes(xml)
    send(folder, str(world))

    class Far(Local):
        local = False

    with pytest.raises(SettingsError, match="only this machine") as caught:
        publish.publish(folder.path, Far("far", world), publish.Options(), Silent())
    assert "base_url" in caught.value.hint


def test_an_empty_folder_has_nothing_to_publish(tmp_path, world):
    """Least of all with --delete."""
    with pytest.raises(OutputError, match="no feed"):
        send(Folder(tmp_path / "nothing"), str(world), delete=True)


def test_a_disk_that_is_not_mounted_is_one_sentence(folder, world):
    """The folder above is missing: it is not made, or it would fill this machine's disk."""
    with pytest.raises(OutputError, match="There is no folder") as caught:
        send(folder, str(world / "podcast"))
    assert "mount" in caught.value.hint
    assert not world.exists()


def test_a_full_disk_is_one_sentence_and_goes_on_later(folder, small_disk):
    """Says how far it came; the old feed stands, and the next run sends the rest."""
    target = small_disk / "world"
    send(folder, str(target))
    old = folder.feed
    folder.add("large", 1_000_000)
    folder.add("larger", 1_200_000)
    with pytest.raises(
        OutputError, match=r"is full\. \d+ of 10 files are surely up; the feed waits"
    ):
        send(folder, str(target))
    assert_sound(target, old)
    folder.add("larger", 100_000)
    done = send(folder, str(target))
    assert not any(name.endswith("large.mp3") for name in names(done))
    assert tree(target) == folder.tree()
    assert not list(target.rglob(f"{SIDE}*"))


def test_killed_at_any_moment_the_feed_stays_sound(tmp_path):
    """SIGKILL before each file is safe, in its place or deleted; the next run does what is left.

    The moments are gone through in one process (`tests.publish.killed`), which asserts it all.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.publish.killed", tmp_path],
        cwd=ROOT, check=False, timeout=120, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= 20


def test_what_a_crash_left_in_the_folder_is_swept_away(folder, world):
    """The links aside are among what `Library` clears when it is a day old."""
    left = folder.path / ".new-publish-x"
    left.mkdir()
    os.utime(left, (0, 0))
    send(folder, str(world))
    assert not left.exists()


def test_an_error_says_how_far_it_came(folder, world):
    """And keeps its kind, its reason and its hint."""

    def refuse() -> None:
        raise NetworkError("far.example broke off (4 tries).", hint="Try again later.")

    with pytest.raises(NetworkError) as caught:
        publish.publish(folder.path, Busy(world, FEED, refuse), publish.Options(), Silent())
    assert str(caught.value) == (
        "far.example broke off (4 tries). "
        "10 of 11 files are surely up; the feed waits for the rest."
    )
    assert caught.value.hint == "Try again later. Run it again: it sends only what is missing."


def test_words_for_people(folder, world):
    """What was sent, what was there, what is left."""
    assert words.as_text(send(folder, str(world))).startswith(f"11 files sent to {world} (12")
    folder.remove("deux")
    said = words.as_text(send(folder, str(world)))
    assert said.endswith("4 files no longer in the folder: --delete removes them.")
    assert "4 would be deleted" in words.as_text(
        send(folder, str(world), delete=True, dry_run=True)
    )
    assert "0 files sent" in (done := words.as_text(send(folder, str(world), delete=True)))
    assert "4 deleted" in done


def test_the_command(folder, world):
    """From the command line; a mistake is one sentence and an exit code."""
    where = ("publish", world, "--output", folder.path)
    done = briefing(*where, cwd=folder.path.parent)
    assert (done.returncode, text(done.stderr)) == (0, "")
    assert text(done.stdout).startswith("11 files sent")
    assert tree(world) == folder.tree()
    done = briefing(
        "publish", "sftp://anna:geheim@radio.example/", "-o", folder.path, cwd=folder.path.parent
    )
    assert done.returncode == 4
    assert "password" in text(done.stderr)
    assert "geheim" not in text(done.stderr)


def test_the_lock_is_waited_for(folder, world, monkeypatch):
    """While an episode is being published here, the folder is not read."""
    monkeypatch.setattr(publish, "Library", lambda path: Library(path, patience=0.1))
    with (
        Library(folder.path).publishing(),
        pytest.raises(OutputError, match="Another briefing has been publishing"),
    ):
        send(folder, str(world))
