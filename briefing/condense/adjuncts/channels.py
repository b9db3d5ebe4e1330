"""Where or to whom something was said: the microphone, not the words."""

from __future__ import annotations

import re

from briefing.condense.adjuncts.predicates import relations_of, reports, tense_of
from briefing.condense.adjuncts.sorts import Find
from briefing.condense.marks import Frame

CHANNEL = re.compile(
    r"(?:à l['’]AFP|à l['’]Agence France-Presse|à Reuters|à la presse|aux journalistes"
    r"|à des journalistes|devant la presse|devant les journalistes|au micro de \w+"
    r"|dans un (?:communiqué|entretien|message|tweet)(?: de presse| commun)?"
    r"|dans une (?:interview|déclaration|lettre|tribune)(?: commune| officielle)?"
    r"|sur (?:Twitter|X|Facebook|Instagram|BFM ?TV|BFMTV|LCI|CNews|France Inter|RTL|RMC|franceinfo"
    r"|France 2|France Info|Europe 1|TF1|Public Sénat|les réseaux sociaux|son blog"
    r"|son compte Twitter)"
    r"|à la télévision|à la radio|par téléphone|par \d+ voix contre \d+"
    r"|au Sénat|à l['’]Assemblée(?: nationale)?|à la tribune|en conférence de presse"
    r"|devant (?:le Sénat|l['’]Assemblée(?: nationale)?|les députés|les sénateurs"
    r"|le Parlement|le Congrès))(?![\w'’-])"
)


def channel_may_go(found: Frame, find: Find) -> bool:
    """Whether something is said there, or shown, or put to the vote."""
    vote = found.tree.tokens[find.first].text == "par"
    if vote or reports(found, find.verb):
        return True
    on_air = found.tree.tokens[find.first].text == "sur" and "obj" in relations_of(found, find.verb)
    return on_air and tense_of(found, find) in {"past", "imperfect"}
