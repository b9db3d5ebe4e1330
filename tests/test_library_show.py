"""What is given to a show once is kept, whatever happens to its address or its file."""

import pytest

from briefing.library import give_guid, read_guid

GUID, OTHER = "9b024349-ccf0-5f69-a609-6b82873eab3c", "080cbc85-2163-502d-8b52-3171206ba87e"


def test_the_guid_of_a_show_is_given_once(tmp_path):
    """It stays when the show moves: another one would be another show to every directory."""
    assert read_guid(tmp_path, pytest.fail) == ""
    assert give_guid(tmp_path, GUID, pytest.fail) == GUID
    assert give_guid(tmp_path, OTHER, pytest.fail) == GUID
    assert read_guid(tmp_path, pytest.fail) == GUID


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"guid": 5}', b'{"guid": "x"}', b"\xff", b"[" * 100_000],
)
def test_a_damaged_guid_is_named_and_left_for_a_person_to_mend(tmp_path, content):
    """The feed goes without one; no other is given."""
    complaints: list[str] = []
    (tmp_path / "show.json").write_bytes(content)
    assert give_guid(tmp_path, GUID, complaints.append) == ""
    assert (tmp_path / "show.json").read_bytes() == content
    assert complaints == [
        f"{tmp_path / 'show.json'} holds no guid; the feed goes without, until it is mended."
    ]


def test_a_guid_that_cannot_be_read_is_named(tmp_path):
    """With the reason that the disk gives."""
    complaints: list[str] = []
    (tmp_path / "show.json").mkdir()
    assert read_guid(tmp_path, complaints.append) == ""
    assert "show.json cannot be read: Is a directory;" in complaints[0]
