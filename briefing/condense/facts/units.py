"""What figures count: units of measure, currencies and months, folded."""

from __future__ import annotations

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
CURRENCIES = frozenset("euro dollar livre yen won roupie rouble franc".split())
UNITS = (
    CURRENCIES
    | frozenset(
        "% heure minute seconde jour semaine mois an degre tonne kilo gramme kilogramme hectare"
        " litre metre kilometre centimetre millimetre kilowatt megawatt gigawatt watt"
        " kilowattheure megawattheure gigawattheure point siecle arrondissement".split()
    )
    | frozenset(MONTHS)
)
ONE_NAME = {"annee": "an", "kilogramme": "kilo"}
