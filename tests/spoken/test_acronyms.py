"""Letters said one by one, and letters said as a word."""

import pytest

from briefing.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("La SNCF et la RATP", "La S.N.C.F. et la R.A.T.P."),
        ("L'OTAN, l’ONU, l'INSEE", "L'OTAN, l’ONU, l'INSEE"),
        ("l'OCDE", "l'O.C.D.E."),
        ("inquiète l'OMS.", "inquiète l'O.M.S."),
        ("des ONGs", "des O.N.G."),
        ("l'O.N.U. et la S.N.C.F.", "l'ONU et la S.N.C.F."),
        ("Emmanuel MACRON", "Emmanuel MACRON"),
        ("LE PRÉSIDENT A DIT NON", "LE PRÉSIDENT A DIT NON"),
        ("H5N1 et COVID-19", "H cinq N un et COVID dix-neuf"),
        ("un F-35, un A380", "un F trente-cinq, un A trois cent quatre-vingts"),
        ("du CO₂, PM2,5", "du C.O. deux, P.M. deux virgule cinq"),
        ("la 5G, Paris2024", "la cinq G, Paris deux mille vingt-quatre"),
        ("le MI5 et TMA-05M", "le M.I. cinq et T.M.A. zéro cinq M"),
        ("BFM TV", "B.F.M. T.V."),
        ("arXiv, iPhone", "arXiv, iPhone"),
    ],
)
def test_acronyms_are_said_as_a_presenter_says_them(written: str, said: str) -> None:
    """Each form that is printed, and the neighbours that look like it."""
    assert speakable(written) == said
