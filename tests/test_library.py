"""Whatever happens, the folder holds whole episodes and a feed that names them."""

import contextlib
import datetime as dt
import json
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from briefing.errors import OutputError
from briefing.library import AUDIO, RECORD, SCRIPT, Library, replace_file, slug
from briefing.model import Episode
from tests import growth
from tests.builders import (
    NOW,
    ROOT,
    TITLE,
    an_episode,
    make,
    mp3,
    publish,
    script_of,
    tree,
    write_feed,
)

DAY = 24 * 3600


def whole(folder: Path) -> tuple[Episode, ...]:
    """The episodes in *folder*, where nothing is there to complain about."""
    return Library(folder).episodes(pytest.fail)


def read(folder: Path) -> tuple[tuple[Episode, ...], list[str]]:
    """The episodes in *folder*, and the complaints about the rest."""
    complaints: list[str] = []
    return Library(folder).episodes(complaints.append), complaints


def edit(folder: Path, episode: Episode, **changes: object) -> None:
    """Write other values into the record of *episode*, as a person might."""
    path = Library(folder).path(episode) / RECORD
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def in_feed(folder: Path) -> list[str]:
    """The guids that feed.xml offers, first to last."""
    feed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not feed.bozo
    return [entry.id for entry in feed.entries]


def hidden(folder: Path) -> list[str]:
    """What lies about in the folder of the episodes that nobody should see."""
    return [path.name for path in (folder / "episodes").glob(".*")]


def age(path: Path, seconds: float) -> None:
    """Make *path* look *seconds* old."""
    os.utime(path, (time.time() - seconds,) * 2)


def run(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another briefing: a process that runs *code* with our builders at hand."""
    prelude = (
        "import sys\nfrom pathlib import Path\nfrom briefing.library import Library\n"
        "from tests.builders import publish\n"
    )
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", prelude + code, *map(str, arguments)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@contextlib.contextmanager
def held(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that is publishing to *folder* until a line is written to it."""
    code = (
        "with Library(Path(sys.argv[1])).publishing():\n    print('in', flush=True)\n    input()\n"
    )
    with run(code, folder) as process:
        try:
            assert process.stdout.readline() == "in\n"
            yield process
        finally:
            process.kill()


# --- what is there -------------------------------------------------------------------------------


def test_an_empty_or_missing_folder_has_no_episodes(tmp_path):
    """Nothing is published yet: that is no error."""
    assert whole(tmp_path) == whole(tmp_path / "missing") == ()


def test_episodes_come_newest_first(tmp_path):
    """As feeds and people expect, whatever order the disk lists them in."""
    days = [3, 0, 2, 1]
    for day in days:
        publish(tmp_path, title=f"Jour {day}", now=NOW + dt.timedelta(days=day))
    assert [each.title for each in whole(tmp_path)] == ["Jour 3", "Jour 2", "Jour 1", "Jour 0"]


def test_what_was_published_is_what_is_read_back(tmp_path):
    """The record on disk is the episode, to the last value."""
    episode = publish(tmp_path)
    assert whole(tmp_path) == (episode,)


def test_the_feed_is_made_of_the_records_of_all_episodes(tmp_path):
    """One is published after the other, and the feed offers both, newest first."""
    one = publish(tmp_path, title="Un")
    two = publish(tmp_path, title="Deux", now=NOW + dt.timedelta(hours=1))
    assert in_feed(tmp_path) == [two.guid, one.guid]


def test_an_episode_folder_holds_sound_script_and_record(tmp_path):
    """Everything that belongs to an episode lies together, and nothing else lies about."""
    episode = publish(tmp_path)
    folder = Library(tmp_path).path(episode)
    assert sorted(path.name for path in folder.iterdir()) == sorted([RECORD, SCRIPT, episode.audio])
    assert Library(tmp_path).audio(episode) == folder / f"{folder.name}.mp3"
    assert hidden(tmp_path) == []


# --- what is damaged -----------------------------------------------------------------------------


def nonsense(folder: Path, episode: Episode) -> None:
    """A person wrote what is no title."""
    edit(folder, episode, title=["Noël"], seconds="long")


def no_record(folder: Path, episode: Episode) -> None:
    """The record was deleted."""
    (Library(folder).path(episode) / RECORD).unlink()


def no_sound(folder: Path, episode: Episode) -> None:
    """The MP3 was deleted."""
    Library(folder).audio(episode).unlink()


def a_cut_sound(folder: Path, episode: Episode) -> None:
    """The MP3 was copied half."""
    os.truncate(Library(folder).audio(episode), episode.bytes // 2)


def another_id(folder: Path, episode: Episode) -> None:
    """The folder was copied under another name."""
    edit(folder, episode, id="2020-01-01-autre")


def half_a_record(folder: Path, episode: Episode) -> None:
    """The record was copied half."""
    path = Library(folder).path(episode) / RECORD
    path.write_bytes(path.read_bytes()[:100])


def a_folder_for_a_record(folder: Path, episode: Episode) -> None:
    """What should be a file is none."""
    no_record(folder, episode)
    (Library(folder).path(episode) / RECORD).mkdir()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (nonsense, "episode.json: 'title' is not a text"),
        (no_record, "episode.json is missing"),
        (no_sound, "2026-11-22-mauvais.mp3 is missing"),
        (a_cut_sound, "2026-11-22-mauvais.mp3 has"),
        (another_id, "episode.json: it is the record of '2020-01-01-autre'"),
        (half_a_record, "episode.json: "),
        (a_folder_for_a_record, "episode.json: Is a directory"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_damaged_episode_is_named_and_the_rest_is_published(tmp_path, damage, words):
    """One sentence with the folder, the file and the fault; the feed holds the others."""
    good = publish(tmp_path, title="Bon")
    bad = publish(tmp_path, title="Mauvais")
    damage(tmp_path, bad)
    found, complaints = read(tmp_path)
    assert found == (good,)
    (complaint,) = complaints
    assert f"{bad.id} is left out of the feed: {words}" in complaint
    write_feed(tmp_path)
    assert in_feed(tmp_path) == [good.guid]


@pytest.mark.parametrize(
    "damage",
    [nonsense, no_record, no_sound, a_cut_sound, another_id, half_a_record, a_folder_for_a_record],
)
def test_what_is_damaged_after_it_was_known_is_found_all_the_same(tmp_path, damage):
    """Records that are known are not read again; one that changed since, or whose sound did, is."""
    good = publish(tmp_path, title="Bon")
    bad = publish(tmp_path, title="Mauvais")
    assert growth.write_feed(tmp_path)[1] == []
    damage(tmp_path, bad)
    _, said = read(tmp_path)
    written, complaints = growth.write_feed(tmp_path)
    assert complaints == said != []
    assert written == ("feed.xml",)
    assert in_feed(tmp_path) == [good.guid]
    assert growth.write_feed(tmp_path) == ((), said)  # said each time, until it is mended


def test_two_records_never_share_a_guid_in_the_feed(tmp_path):
    """A folder that was copied is named; the older episode keeps the guid, as apps know it."""
    first = publish(tmp_path, title="Premier")
    second = publish(tmp_path, title="Second", now=NOW + dt.timedelta(days=1))
    third = publish(tmp_path, title="Troisième", now=NOW + dt.timedelta(days=2))
    edit(tmp_path, second, guid=first.guid)
    found, complaints = read(tmp_path)
    assert found == (third, first)
    (complaint,) = complaints
    assert f"{second.id}/episode.json" in complaint
    assert f"its guid is that of {first.id}" in complaint
    later = NOW + dt.timedelta(days=3)
    assert growth.write_feed(tmp_path, now=later) == (("feed.xml",), complaints)
    assert in_feed(tmp_path) == [third.guid, first.guid]


def test_the_stock_is_the_episodes_oldest_first(tmp_path):
    """What decides where they stand, and all of them can be read."""
    made = [publish(tmp_path, title=f"{n}", now=NOW + dt.timedelta(days=n)) for n in (0, 2, 1)]
    shelf = Library(tmp_path)
    stock = shelf.stock(pytest.fail)
    assert [(each.id, each.guid, each.published) for each in stock] == [
        (each.id, each.guid, each.published) for each in (made[0], made[2], made[1])
    ]
    assert shelf.read(reversed(stock), pytest.fail) == whole(tmp_path)


def test_an_episode_that_went_just_now_is_passed_over(tmp_path):
    """Between looking and reading a person removed it: it is named, and the rest is read."""
    kept, gone = publish(tmp_path, title="Un"), publish(tmp_path, title="Deux")
    shelf, complaints = Library(tmp_path), []
    stock = shelf.stock(pytest.fail)
    shutil.rmtree(shelf.path(gone))
    assert shelf.read(stock, complaints.append) == (kept,)
    assert len(complaints) == 1
    assert gone.id in complaints[0]


def test_what_lies_beside_a_sound_is_known_by_name(tmp_path):
    """Nothing, when the folder is gone."""
    episode, shelf = publish(tmp_path), Library(tmp_path)
    assert shelf.beside(episode) == {RECORD, SCRIPT, episode.audio}
    shutil.rmtree(shelf.path(episode))
    assert shelf.beside(episode) == frozenset()


def test_stray_files_among_the_episodes_are_no_episodes(tmp_path):
    """What file managers leave there is passed over without a word; a strange folder is named."""
    episode = publish(tmp_path)
    (tmp_path / "episodes" / ".DS_Store").write_bytes(b"x")
    (tmp_path / "episodes" / ".hidden").mkdir()
    (tmp_path / "episodes" / "notes.txt").write_text("à faire")
    assert whole(tmp_path) == (episode,)
    (tmp_path / "episodes" / "lost+found").mkdir()
    found, complaints = read(tmp_path)
    assert found == (episode,)
    assert [each for each in complaints if "lost+found" in each] == complaints != []


# --- one after the other -------------------------------------------------------------------------


def test_the_same_article_on_the_same_day_is_the_same_episode(tmp_path):
    """Made again it replaces the first: same folder, same guid, same date, new sound."""
    first = publish(tmp_path, seconds=2)
    again = publish(tmp_path, seconds=3, now=NOW + dt.timedelta(hours=5))
    assert (again.id, again.guid, again.published) == (first.id, first.guid, first.published)
    assert again.bytes > first.bytes
    assert whole(tmp_path) == (again,)
    assert in_feed(tmp_path) == [first.guid]
    assert hidden(tmp_path) == []


def test_the_same_title_from_another_source_is_another_episode(tmp_path):
    """Two newspapers, one headline: both are published, each made again as itself."""
    le_monde = publish(tmp_path, origin="lemonde.txt")
    la_croix = publish(tmp_path, origin="lacroix.txt")
    assert le_monde.id != la_croix.id
    assert publish(tmp_path, origin="lacroix.txt", seconds=3).guid == la_croix.guid
    assert publish(tmp_path, origin="lemonde.txt", seconds=3).guid == le_monde.guid
    assert len(whole(tmp_path)) == 2


def test_an_episode_made_again_finds_itself_when_its_namesake_is_gone(tmp_path):
    """Removing one newspaper's episode does not make the other's a new one to every app."""
    le_monde = publish(tmp_path, origin="lemonde.txt")
    la_croix = publish(tmp_path, origin="lacroix.txt")
    shutil.rmtree(Library(tmp_path).path(le_monde))
    assert publish(tmp_path, origin="lacroix.txt", seconds=3).guid == la_croix.guid


def test_titles_that_only_look_alike_in_a_file_name_are_two_episodes(tmp_path):
    """'Tour 2' is not the second 'Tour', and what differs in accents alone still differs."""
    titles = ["Tour 2", "Tour", "Toûr", "Tour !"]
    made = [publish(tmp_path, title=title, origin="-") for title in titles]
    assert len({each.id for each in made}) == len({each.guid for each in made}) == 4
    assert {each.title for each in whole(tmp_path)} == set(titles)


def test_a_damaged_episode_is_not_overwritten(tmp_path):
    """A person may still mend it: the new one gets a folder of its own."""
    broken = publish(tmp_path)
    half_a_record(tmp_path, broken)
    again = publish(tmp_path)
    assert again.id == f"{broken.id}-2"
    assert Library(tmp_path).audio(broken).exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Été", "ete"),
        ("Œuvre d’art", "oeuvre-d-art"),
        ("../../etc/passwd", "etc-passwd"),
        ("😀 ???", "briefing"),
        ("Une phrase " * 20, "-".join(["une-phrase"] * 5) + "-une"),
        ("a" * 100, "a" * 60),
        ("ﬁn ½ Ⅻ", "fin-1-2-xii"),
        ("Ωμέγα 北朝鮮", "briefing"),
    ],
)
def test_a_title_becomes_a_name_that_every_disk_and_url_takes(title, name):
    """ASCII, at most sixty characters, no way out of the folder, and never empty."""
    assert slug(title) == name
    assert an_episode(id=f"2026-11-22-{slug(title)}")


# --- all at once or not at all -------------------------------------------------------------------


def test_nothing_is_seen_of_an_episode_that_is_being_made(tmp_path):
    """Until it is published its folder is hidden, for readers and for the feed."""
    shelf = Library(tmp_path)
    with shelf.draft() as draft:
        episode = make(draft, shelf, script_of())
        assert tree(tmp_path) == {}
        assert whole(tmp_path) == ()
        with shelf.publishing():
            shelf.put(draft, episode)
            assert whole(tmp_path) == (episode,)


def test_a_draft_that_fails_leaves_nothing_behind(tmp_path):
    """Neither a folder nor a file, whatever the failure was."""
    publish(tmp_path)
    before = tree(tmp_path)

    def fail(draft: Path) -> None:
        mp3(draft / AUDIO)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Library(tmp_path).draft() as draft:
        fail(draft)
    assert tree(tmp_path) == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("failure", [OutputError("full"), KeyboardInterrupt(), OSError(5, "I/O")])
def test_a_failure_after_the_episode_appeared_takes_it_back(tmp_path, failure):
    """Feed and episodes go together: when the feed cannot follow, all is as it was before."""
    first = publish(tmp_path)
    before, shelf = tree(tmp_path), Library(tmp_path)

    def fail(draft: Path, title: str) -> None:
        episode = make(draft, shelf, script_of(title=title), seconds=3)
        with shelf.publishing():
            shelf.put(draft, episode)
            raise failure

    for title in (TITLE, "Une autre"):
        with pytest.raises((OutputError, KeyboardInterrupt)), shelf.draft() as draft:
            fail(draft, title)
        assert tree(tmp_path) == before
    assert whole(tmp_path) == (first,)
    assert hidden(tmp_path) == []


def test_an_episode_that_cannot_be_moved_into_place_leaves_the_old_one(tmp_path):
    """A draft on another disk cannot be renamed; the episode it was to replace comes back."""
    publish(tmp_path)
    before, shelf = tree(tmp_path), Library(tmp_path)
    elsewhere = Path("/dev/shm")
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("/dev/shm is no other disk here")
    draft = elsewhere / f"briefing-{os.getpid()}"
    draft.mkdir()
    try:
        episode = make(draft, shelf, script_of(), seconds=3)
        with pytest.raises(OutputError), shelf.publishing():
            shelf.put(draft, episode)
    finally:
        shutil.rmtree(draft)
    assert tree(tmp_path) == before
    assert hidden(tmp_path) == []


def test_a_sound_that_is_not_the_records_is_never_published(tmp_path):
    """A file changed after it was measured stops the episode, not the feed later."""
    shelf = Library(tmp_path)
    with shelf.draft() as draft:
        episode = make(draft, shelf, script_of())
        os.truncate(draft / AUDIO, 100)
        with pytest.raises(ValueError, match="sound has 100 bytes"), shelf.publishing():
            shelf.put(draft, episode)
    assert whole(tmp_path) == ()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    """The new content is in place, and no temporary file is left, even when it cannot be."""
    replace_file(tmp_path / "feed.xml", b"old")
    replace_file(tmp_path / "feed.xml", b"new")
    assert tree(tmp_path) == {"feed.xml": b"new"}
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path / "taken", b"new")
    assert [path.name for path in tmp_path.iterdir()] in (
        ["feed.xml", "taken"],
        ["taken", "feed.xml"],
    )


# --- after a crash -------------------------------------------------------------------------------


def test_a_crash_between_the_two_renames_is_mended(tmp_path):
    """The old episode was away and the new one not yet there: the next publisher brings it back."""
    episode = publish(tmp_path)
    place = Library(tmp_path).path(episode)
    place.rename(place.with_name(f".old-{episode.id}"))
    assert whole(tmp_path) == ()
    with Library(tmp_path).publishing():
        assert whole(tmp_path) == (episode,)
    assert hidden(tmp_path) == []


def test_a_crash_after_the_two_renames_is_tidied(tmp_path):
    """The new episode stays, the old one that it replaced goes."""
    episode = publish(tmp_path)
    place = Library(tmp_path).path(episode)
    shutil.copytree(place, place.with_name(f".old-{episode.id}"))
    with Library(tmp_path).publishing():
        assert whole(tmp_path) == (episode,)
    assert hidden(tmp_path) == []


def test_a_stale_draft_goes_and_a_fresh_one_stays(tmp_path):
    """What a crash left a day ago is swept away; what may be at work now is not touched."""
    publish(tmp_path)
    episodes = tmp_path / "episodes"
    for name, seconds in ((".draft-old", 1.1 * DAY), (".draft-new", 0.9 * DAY)):
        (episodes / name).mkdir()
        mp3(episodes / name / AUDIO)
        age(episodes / name, seconds)
    with Library(tmp_path).publishing():
        pass
    assert hidden(tmp_path) == [".draft-new"]


def test_a_stale_half_of_a_feed_goes_and_a_fresh_one_stays(tmp_path):
    """The temporary file of a feed that was never moved into place is swept away likewise."""
    for name, seconds in ((".new-old", 1.1 * DAY), (".new-new", 0.9 * DAY)):
        (tmp_path / name).write_bytes(b"<rss>")
        age(tmp_path / name, seconds)
    with Library(tmp_path).publishing():
        pass
    assert sorted(path.name for path in tmp_path.glob(".new-*")) == [".new-new"]


def test_a_killed_publisher_does_not_lock_the_next_one_out(tmp_path):
    """The lock is the process's, not the file's: what is killed holds nothing."""
    with held(tmp_path) as process:
        process.kill()
        process.wait(timeout=10)
    episode = publish(tmp_path)
    assert in_feed(tmp_path) == [episode.guid]


# --- several at once -----------------------------------------------------------------------------


def test_two_publishers_wait_for_each_other(tmp_path):
    """The second does not publish while the first is at it, and then does."""
    with held(tmp_path) as first:
        second = run("publish(Path(sys.argv[1]))", tmp_path)
        with second:
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(timeout=3)
            assert tree(tmp_path) == {}
            first.stdin.write("\n")
            first.stdin.flush()
            _, complaint = second.communicate(timeout=60)
            assert (second.returncode, complaint) == (0, "")
    assert len(in_feed(tmp_path)) == 1


def test_publishers_at_once_all_end_up_in_the_feed(tmp_path):
    """Four processes publish four articles at the same moment: none is lost from the feed."""
    processes = [run("publish(Path(sys.argv[1]), title=sys.argv[2])", tmp_path, f"Article {n}")
                 for n in range(4)]  # fmt: skip
    for process in processes:
        with process:
            _, complaint = process.communicate(timeout=120)
            assert (process.returncode, complaint) == (0, "")
    assert len(whole(tmp_path)) == len(set(in_feed(tmp_path))) == 4


def test_the_same_article_published_twice_at_once_is_one_episode(tmp_path):
    """Both processes begin before either has ended; one guid comes of it."""
    processes = [run("publish(Path(sys.argv[1]))", tmp_path) for _ in range(3)]
    for process in processes:
        with process:
            _, complaint = process.communicate(timeout=120)
            assert (process.returncode, complaint) == (0, "")
    assert len(whole(tmp_path)) == len(in_feed(tmp_path)) == 1
    assert hidden(tmp_path) == []


def test_patience_ends_in_one_sentence(tmp_path):
    """Another publisher that hangs is named, with what to do; nothing waits for ever."""
    publish(tmp_path)
    before = tree(tmp_path)
    with (
        held(tmp_path),
        pytest.raises(OutputError, match=r"^Another briefing .* for 0\.2 s\.$") as caught,
        Library(tmp_path, patience=0.2).publishing(),
    ):
        pytest.fail("two publishers at once")
    assert caught.value.hint
    assert tree(tmp_path) == before


# --- what the disk refuses -----------------------------------------------------------------------


def fill(folder: Path, leave: int) -> Path:
    """A file that leaves *leave* bytes free on the disk of *folder*."""
    path, free = folder / ".ballast", shutil.disk_usage(folder).free
    path.write_bytes(bytes(free - leave))
    return path


def test_a_full_disk_is_one_sentence_and_leaves_all_as_it_was(small_disk):
    """Wherever the room runs out: in the sound, its tags, the script, the record, the feed."""
    first = publish(small_disk, title="Avant")
    before, free, refusals = tree(small_disk), 0, []
    while len(whole(small_disk)) == 1:
        ballast = fill(small_disk, free)
        try:
            publish(small_disk)
        except OutputError as error:
            refusals.append(str(error))
            assert tree(small_disk) == before
            assert hidden(small_disk) == []
        ballast.unlink()
        free += 4096
    assert set(refusals) == {f"The disk of {small_disk} is full."}
    assert len(refusals) * 4096 > first.bytes, "the room ran out in the sound only"
    assert len(in_feed(small_disk)) == 2


def test_a_disk_that_became_read_only_is_one_sentence(small_disk):
    """As a failing card does; what is published can still be read."""
    publish(small_disk)
    before = tree(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, timeout=10)
    with pytest.raises(OutputError, match=r"^\S+ cannot be written: Read-only file system\.$"):
        publish(small_disk, title="Autre")
    assert tree(small_disk) == before
    assert len(whole(small_disk)) == 1


def below_a_file(tmp_path: Path) -> Path:
    """No folder can be made there."""
    (tmp_path / "file").write_text("x")
    return tmp_path / "file" / "output"


def a_file(tmp_path: Path) -> Path:
    """The place is taken."""
    (tmp_path / "output").write_text("x")
    return tmp_path / "output"


def in_proc(_tmp_path: Path) -> Path:
    """Not even root makes folders there."""
    return Path("/proc/briefing-output")


def a_link_to_nowhere(tmp_path: Path) -> Path:
    """The disk it leads to is not there."""
    (tmp_path / "output").symlink_to(tmp_path / "nowhere" / "at" / "all")
    return tmp_path / "output"


@pytest.mark.parametrize("place", [below_a_file, a_file, in_proc, a_link_to_nowhere])
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, place):
    """With the folder's name, the reason, and how to name another."""
    if place is in_proc and not Path("/proc/self").exists():
        pytest.skip("there is no /proc here")
    folder = place(tmp_path)
    for enter in (Library(folder).draft, Library(folder).publishing):
        with pytest.raises(OutputError) as caught, enter():
            pytest.fail("it was written")
        message = str(caught.value)
        assert message.startswith(f"{folder} cannot be written: ")
        assert message.count("\n") == 0
        assert message.endswith(".")
        assert "--output" in caught.value.hint


def test_a_file_elsewhere_is_not_blamed_on_the_output_folder(tmp_path):
    """A cover that cannot be read is called by its own name."""
    cover = tmp_path / "cover.jpg"
    shelf = Library(tmp_path / "output")
    with pytest.raises(OutputError, match=rf"^{cover} cannot be used: No such file"), shelf.draft():
        cover.read_bytes()


def test_what_no_disk_said_is_not_blamed_on_the_disk(tmp_path):
    """To Python a lost connection is an OSError too; it passes through as it is."""
    with pytest.raises(ConnectionError), Library(tmp_path).draft():
        raise ConnectionError("the network is gone")


# --- for readers ---------------------------------------------------------------------------------


@pytest.fixture
def private() -> Iterator[None]:
    """The umask of a careful user, under which nobody else reads new files."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("private")
def test_a_web_server_may_read_all_that_is_published(tmp_path):
    """Files 0644 and folders 0755, whatever the umask, for new episodes and replaced ones."""
    folder = tmp_path / "output"
    for seconds in (2, 3):
        publish(folder, seconds=seconds)
        for path in [folder, *folder.rglob("*")]:
            if not path.name.startswith(".") and path.name != "cover.jpg":
                mode = stat.S_IMODE(path.stat().st_mode)
                assert oct(mode) == oct(0o755 if path.is_dir() else 0o644), path


@pytest.mark.usefixtures("private")
def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    """Who closed the output folder meant it."""
    folder = tmp_path / "output"
    folder.mkdir(mode=0o700)
    publish(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_output_folder_may_be_a_link(tmp_path):
    """To another disk, say: episodes and feed end up there, and the link stays a link."""
    (tmp_path / "disk").mkdir()
    output = tmp_path / "output"
    output.symlink_to(tmp_path / "disk")
    first = publish(output)
    assert publish(output, seconds=3).guid == first.guid
    assert output.is_symlink()
    assert in_feed(tmp_path / "disk") == [first.guid]


def test_the_folder_may_be_moved(tmp_path):
    """No absolute path is in it: moved or copied, it is as good as before."""
    episode = publish(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    assert whole(tmp_path / "there") == (episode,)
    everything = b"".join(tree(tmp_path / "there").values())
    assert str(tmp_path).encode() not in everything


def test_a_relative_output_folder_works(tmp_path):
    """`output`, as the settings have it, in the folder one happens to be in."""
    with contextlib.chdir(tmp_path):
        episode = publish(Path("output"))
        assert whole(Path("output")) == (episode,)
