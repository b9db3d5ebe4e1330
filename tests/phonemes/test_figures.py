import pytest

from briefing.phonemes.correct import corrected


@pytest.mark.parametrize(
    ("written", "handed"),
    [
        ("cent ans", "sante ans"),
        ("cent hausses", "cent hausses"),
        ("cent un ans", "cent un ans"),
        ("dix pour cent en mai", "dix pour cent en mai"),
        ("cent onze maires", "cent onze maires"),
        ("cent, avril", "cent, avril"),
        ("vingt habitants", "vinte abitants"),
        ("vingt et un", "vingt et un"),
        ("vingt-deux ans", "vingt-deux ans"),
        ("quatre-vingt-deux ans", "quatre-vin-deux ans"),
        ("quatre-vingt-onze", "quatre-vin-onze"),
        ("quatre-vingts ans", "quatre-vingts ans"),
        ("six à huit", "sisse à huit"),
        ("dix en mai", "disse en mai"),
        ("dix ans", "dix ans"),
        ("six onces", "six onces"),
        ("trois à quatre", "trois 'à quatre"),
        ("deux cents à trois cents", "deux cents 'à trois cents"),
        ("trois un", "trois un"),
    ],
)
def test_a_figure_binds_to_what_it_counts(written: str, handed: str) -> None:
    """And to nothing else."""
    assert corrected(written) == handed
