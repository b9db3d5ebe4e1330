"""Words that phrases and clauses of circumstance open with."""

from __future__ import annotations

import re

# At what occasion, in whose company and why.
EVENT = re.compile(
    r"(?:lors|à l['’]occasion|dans le cadre|à l['’]issue|au terme|en marge|au cours|à la suite"
    r"|en présence|à la veille|au lendemain|sous les yeux|sous l['’]égide|en vue|en prévision"
    r"|en hommage à|en réponse à|en compagnie|du fait|en raison|à cause|dans le contexte"
    r"|en vertu|en collaboration avec|en partenariat avec|en conformité avec|grâce à|grâce au"
    r"|avec (?:le soutien|l['’]aide|l['’]appui|la participation|le concours|la collaboration))"
    r"(?: (?=d)|(?<=avec) |(?<=à) |(?<=au) )|dans un (?:contexte|climat) ",
    re.IGNORECASE,
)
# When, and for how long.
SPAN = re.compile(r"(?:pendant|durant|depuis|au cours)\b", re.IGNORECASE)
DURING = re.compile(
    r"(?:après|avant|pendant|durant|depuis|peu après|peu avant|juste après|juste avant)\b",
    re.IGNORECASE,
)
# Where, seen from somewhere else.
NEAR = re.compile(
    r"(?:près|à proximité|au large|aux abords|à côté|non loin|au nord|au sud"
    r"|à l['’]est|à l['’]ouest"
    r"|au cœur|au centre|au sein|au pied|en bordure) (?=d)|au bord (?=d)",
    re.IGNORECASE,
)
# Clauses of time, manner and purpose.
CLAUSE = re.compile(
    r"(?:alors qu|tandis qu|pendant qu|avant de |avant d['’]|avant qu|après avoir |après être "
    r"|après s['’]être |après qu|lorsqu|afin de |afin d['’]|afin qu|(?:tout )?en (?:s['’]|se |l['’]"
    r"|le |la |les |y |lui |leur )?(?=\w+ant\b)|pour (?:se |s['’]|y |en |le |la |l['’]|les )?"
    r"(?=\w+(?:er|ir|re|oir)\b))"
)
# These open nothing else, so that the end of the clause is taken for theirs.
SURE_CLAUSE = re.compile(
    r"(?:alors qu|tandis qu|pendant qu|avant de |avant d['’]|avant qu|après avoir |après être "
    r"|après s['’]être |après qu|afin de |afin d['’]|afin qu)"
)
SURE = re.compile(f"{SURE_CLAUSE.pattern}|{EVENT.pattern}")
OPENS = re.compile("|".join(each.pattern for each in (EVENT, DURING, NEAR, CLAUSE)))
# Parts of speech that a subject begins with.
LEADS = frozenset("DET PROPN PRON NOUN NUM".split())
OF = frozenset("de du d' des".split())
