"""What a target is called, and what is refused before anybody is asked."""

import shutil

import pytest

from briefing import publish
from briefing.errors import SettingsError
from briefing.publish.targets.local import Local
from briefing.publish.targets.rclone import Rclone
from briefing.publish.targets.rsync import Rsync
from briefing.publish.targets.s3 import S3
from briefing.publish.targets.sftp import Sftp
from briefing.publish.targets.webdav import PASSWORD, USER, Webdav


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    """All programs are there, and a region, without which boto3 makes no client."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    monkeypatch.delenv(USER, raising=False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("world", Local),
        ("/mnt/disk/world", Local),
        ("file:///mnt/disk/le%20monde", Local),
        ("./a:b", Local),
        ("radio.example:www", Rsync),
        ("anna@radio:/srv/www/podcast/", Rsync),
        ("anna@[2001:db8::1]:www", Rsync),
        ("rsync://anna@radio.example/www", Rsync),
        ("s3://bucket", S3),
        ("s3://bucket/folder/", S3),
        ("sftp://anna@radio.example:2222/srv/www", Sftp),
        ("webdavs://cloud.example/dav/podcast", Webdav),
        ("dav://cloud.example/podcast", Webdav),
        ("rclone:drive:podcast", Rclone),
    ],
)
def test_each_kind_is_known_by_how_it_is_written(tmp_path, text, kind):
    """As rsync, rclone and addresses are written; nobody is called yet."""
    target = publish.find(text, tmp_path / "output")
    assert type(target) is kind
    assert target.name == text
    assert target.local == (kind is Local)
    target.close()


@pytest.mark.parametrize(
    "text",
    [
        "sftp://anna:geheim@radio.example/www",
        "s3://key:geheim@bucket/www",
        "webdavs://anna:geheim@cloud.example/",
        "rsync://anna:geheim@radio.example/www",
        "anna:geheim@radio.example:www",
        "s3://bucket/www?secret=geheim",
        "rclone::s3,secret_access_key=geheim:bucket",
        "rclone:remote,pass=geheim:bucket",
        "unknown://anna:geheim@radio.example/",
    ],
)
def test_a_secret_in_a_target_is_refused_and_not_repeated(tmp_path, text):
    """It would be in the shell's history, in logs, in settings that are shared."""
    with pytest.raises(SettingsError) as caught:
        publish.find(text, tmp_path)
    assert "geheim" not in f"{caught.value} {caught.value.hint}"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    ["", "-oProxyCommand=x:y", "ftp://radio.example/", "https://radio.example/", "s3://", "sftp:///x",
     "sftp://-oProxyCommand/x", "sftp://radio.example:port/", "rclone:", "rclone:/tmp",
     "file://elsewhere/x", "s3://anna@bucket/", "s3://bucket:9000/x"],
)  # fmt: skip
def test_what_is_no_target_is_one_sentence(tmp_path, text):
    """With the kinds that there are."""
    with pytest.raises(SettingsError, match=r"\.$") as caught:
        publish.find(text, tmp_path)
    assert "HOST:PATH" in caught.value.hint or "rclone" in caught.value.hint


@pytest.mark.parametrize("where", ["output", "output/public", ".", "link"])
def test_the_output_folder_is_not_published_into_itself(tmp_path, monkeypatch, where):
    """Nor above it, nor by a link: it would grow with each run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()
    (tmp_path / "link").symlink_to("output")
    with pytest.raises(SettingsError, match="lies in the output folder"):
        publish.find(where, tmp_path / "output")


@pytest.mark.parametrize("text", ["radio.example:www", "rclone:drive:podcast"])
def test_a_program_that_is_missing_is_one_sentence(tmp_path, monkeypatch, text):
    """With where it comes from."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SettingsError, match="is not installed") as caught:
        publish.find(text, tmp_path)
    assert "or newer" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "library", "extra"),
    [
        ("s3://bucket", "boto3", "s3"),
        ("sftp://radio.example/", "asyncssh", "sftp"),
        ("webdavs://radio.example/", "webdav4.client", "webdav"),
    ],
)
def test_a_library_that_is_missing_is_one_sentence(tmp_path, monkeypatch, text, library, extra):
    """With the command that brings it."""
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(SettingsError, match=library.partition(".")[0]) as caught:
        publish.find(text, tmp_path)
    assert f"[{extra}]" in caught.value.hint


def test_a_password_does_not_go_over_an_open_line(tmp_path, monkeypatch):
    """webdav:// without TLS: only to this machine."""
    monkeypatch.setenv(USER, "anna")
    monkeypatch.setenv(PASSWORD, "geheim")
    publish.find("webdav://127.0.0.1:8080/", tmp_path).close()
    with pytest.raises(SettingsError, match="anybody on the way") as caught:
        publish.find("webdav://cloud.example/x", tmp_path)
    assert caught.value.hint == "Write webdavs://cloud.example/x"
