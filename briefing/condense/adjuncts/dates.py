"""How days, dates, hours and years are written."""

from __future__ import annotations

import re

DAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_PART = "(?:matin|soir|midi|après-midi)"
_DATE = rf"\d{{1,2}}(?:er)? {MONTH}(?: \d{{4}}| dernier)?"
_CLOCK = r"\d{1,2} ?[hH](?: ?\d{2})?\b"
_LAST = r"derni(?:er|ère)"
EPISODE = (
    rf"(?:ce )?{DAY}(?: {_PART})?(?: {_LAST})?(?: {_DATE})?(?:,? (?:à|vers) {_CLOCK})?"
    rf"|le {_DATE}|hier(?: {_PART})?|aujourd['’]hui|ce (?:matin|soir)|cet après-midi"
    rf"|l['’]an(?:née)? {_LAST}|la semaine {_LAST}|le mois {_LAST}"
    rf"|le lendemain(?: {_PART})?|la veille(?: au soir)?|le même jour|la même année"
    rf"|dans la (?:soirée|matinée|nuit|journée)(?: de {DAY}(?: à {DAY})?)?|dans la foulée"
    rf"|en (?:début|fin|milieu) de (?:matinée|soirée|journée|semaine|après-midi)"
    rf"|en (?:{MONTH} )?(?:1[5-9]|20)\d\d|en {MONTH}(?: {_LAST})?|à l['’]aube|(?:à|vers) {_CLOCK}"
)
TIME = re.compile(
    rf"(?<![\w'’-])(?>{EPISODE})(?![\w'’-])"
    rf"(?!,? (?:(?:au|à|aux|et|ou|ni|puis|[-–]) (?:le |au )?(?:{DAY}|\d)|prochain|suivant|où|qu))",
    re.IGNORECASE,
)
