"""Addresses as they are dictated."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("info@exemple.fr.", "info arobase exemple point fr."),
        ("www.exemple.fr/aide", "trois W point exemple point fr slash aide"),
        ("https://fr.wikinews.org", "fr point wikinews point org"),
        ("arXiv.org", "arXiv point org"),
        ("@le_monde", "arobase le tiret bas monde"),
        ("#Paris2024", "hashtag Paris deux mille vingt-quatre"),
        ("192.168.0.1", "cent quatre-vingt-douze point cent soixante-huit point zéro point un"),
        ("Il vient.Elle part", "Il vient.Elle part"),
    ],
)
def test_addresses_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
