"""Abbreviations: forms of address, and words cut short.

Sources: Imprimerie nationale, "Lexique des règles typographiques", art. "Abréviations"; Académie
française, "Abréviations des titres de civilité".
"""

from __future__ import annotations

import re

_TITLES = {
    "M": "monsieur", "MM": "messieurs", "Mr": "monsieur", "Mrs": "messieurs", "Mme": "madame",
    "Mmes": "mesdames", "Mlle": "mademoiselle",
    "Melle": "mademoiselle", "Mlles": "mesdemoiselles", "MMmes": "mesdames",
    "Dr": "docteur", "Drs": "docteurs", "Dre": "docteure", "Dres": "docteures", "Pr": "professeur",
    "Prs": "professeurs", "Pre": "professeure", "Pres": "professeures", "Prof": "professeur",
    "Me": "maître", "Mgr": "monseigneur", "Mgrs": "messeigneurs", "Vve": "veuve",
    "Cdt": "commandant",
    "Cne": "capitaine", "Lt": "lieutenant", "Gal": "général", "Gén": "général", "Col": "colonel",
    "Sgt": "sergent", "Cpl": "caporal", "Adj": "adjudant", "Mal": "maréchal",
}  # fmt: skip
_NAME = r"(?= (?:[A-ZÀ-Þ«“]|d['’][A-Z]|l[ea] |l['’]|de |du |X\b|van |von |el |al-|(?:et|ou) M))"
_TITLE = re.compile(
    rf"(?<![\w.])(?<!\.-)(?:(Mmes?|Me?lles?|Mgrs?|Dres?|Drs|Prs|Pres|Vve)\b\.?(?!\w)"
    rf"|(?<!Pr )(?<!Dr )(?<!Me )(?<!Pr\. )(?<!Dr\. )(?<!Me\. )"
    rf"(?<![Pp]rofesseur )(?<![Dd]octeur )(?<![Mm]aître )"
    rf"(MM?|Dr|Mrs?|Pr|Pre|Prof|Me|Cdt|Cne|Lt|Gal|Gén|Col"
    rf"|Sgt|Cpl|Adj|Mal)(?:\.|(?<!M)(?<!Mal)(?<!Col)(?<!Gén)){_NAME})"
)
_BEFORE_CAPITAL = re.compile(r"(?:^|[.!?…] |[«“] ?|^– |^- )$")


def titles(text: str) -> str:
    """Forms of address, before a name.

    >>> titles("M. Macron et Mme Le Pen, Me Dupond, MM. Petit et Roux")
    'Monsieur Macron et madame Le Pen, maître Dupond, messieurs Petit et Roux'
    >>> titles("pour M. le maire, Mme la ministre, Mgr Blanc")
    'pour monsieur le maire, madame la ministre, monseigneur Blanc'
    """

    def say(match: re.Match[str]) -> str:
        said = _TITLES[(match[1] or match[2]).rstrip(".")]
        opens = _BEFORE_CAPITAL.search(text[max(0, match.start() - 3) : match.start()])
        return said.capitalize() if opens and text[: match.start()].strip(" «“–-") == "" else said

    return _TITLE.sub(say, text)


# A full stop is the sentence's own where nothing follows.
_ENDS = re.compile(r' ?[»”"]?$')
_BEFORE_VS = "".join(
    rf"(?<!\b{word} )"
    for word in "[Jj]e [Tt]u [Ii]l [Ii]ls [Ee]lle [Ee]lles [Oo]n [Nn]ous [Nn]e [Ss]i [Qq]ue [Qq]ui "
    "[Qq]uand [Cc]omme [Oo]ù [Ee]t [Mm]ais [Oo]u [Dd]e à pour".split()
)
# What has to stand in a text for the form to be there: looked for first, as it costs nothing.
_FORMS: list[tuple[str, re.Pattern[str], str]] = [
    (needle, re.compile(pattern), said)
    for needle, pattern, said in (
        ("", r"\b[Nn]°s ?(?=[\w-])|\b[Nn]os (?=\d+(?:,| et| à| ou) \d)", "numéros "),
        ("", r"\b[Nn]° ?(?=[\w-])|№ ?", "numéro "),
        ("", r"(?<![\w’'-])[Nn]o\.? (?=\d)|(?<![\w’'-])[Nn]uméro\. (?=\d)", "numéro "),
        (".", r"\b([LRDA])\. ?(\d{1,5})-(\d{1,4})-(\d{1,4})\b", r"\1 \2 tiret \3 tiret \4"),
        (".", r"\b([LRDA])\. ?(\d{1,5})-(\d{1,4})\b", r"\1 \2 tiret \3"),
        ("-", r"(?<=article )([LRDA])(\d{1,5})-(\d{1,4})\b", r"\1 \2 tiret \3"),
        (".", r"(?<![\w.’'])([LRDA])\. ?(?=\d)", r"\1 "),
        ("numéro ", r"(\bnuméro \d{2,4})[-/](\d{1,6})\b(?!/)", r"\1 tiret \2"),
        ("/", r"\b(\d{2,4})/(\d{2,5})/((?:CE|UE|CEE|EU|JAI|PESC)\b)", r"\1 \2 \3"),
        (
            " ",
            r"((?:résolution|règlement|directive|décision)s? (?:\(\w{2,3}\) )?\d{2,4})/"
            r"(\d{2,5})\b(?!/)",
            r"\1 \2",
        ),
        (
            "tc",
            r"\b[Ee]tc(?:\.{3}|…|\.(?=\s*[^\s»”)\w])|\.(?=\s+[a-zà-ÿ])|(?=\.)|(?= [a-z]))",
            "et cetera",
        ),
        ("&c.", r"&c\.", "et cetera"),
        ("100", r"\b[Pp]\. ?100\b", "pour cent"),
        ("ex.", r"\b[Pp]\. ?ex\.", "par exemple"),
        (".", r"\b[Pp]\. ?m\.?(?= d[eu] )", "pour mille"),
        ("pp.", r"\bpp\. ?(?=\d)", "pages "),
        ("p.", r"\bp\. ?(?=\d)", "page "),
        ("P", r"\bPp?\. ?(?=\d)", "Page "),
        ("rt.", r"\b([Aa])rt\. ?(?=[\dLRDA])", r"\1rticle "),
        ("l.", r"\b([Aa])l\. ?(?=\d)", r"\1linéa "),
        ("hap.", r"\b([Cc])hap\. ?(?=[\dIVX])", r"\1hapitre "),
        ("ol.", r"\b([Vv])ol\. ?(?=[\dIVX])", r"\1olume "),
        ("t. ", r"(?<!\w)t\. (?=[\dIVX]{1,5}\b)", "tome "),
        ("ig.", r"\b([Ff])ig\. ?(?=\d)", r"\1igure "),
        ("f", r"\b([Cc])f\.? (?=\S)", r"\1onfer "),
        ("c", r"\bc\.?-?[àa]\.?-?d\.?(?=[ ,])|\bc\.-à-d\.", "c'est-à-dire"),
        ("àd", r"\b[Cc]àd\b", "c'est-à-dire"),
        ("i.", r"\bi\. ?e\.", "c'est-à-dire"),
        ("e.", r"\be\. ?g\.", "par exemple"),
        ("", r"(?<=\d)( ?(?:h|min|mn|s|j|[kcm]?m|k?g|ha|[lt]))\.(?= [a-zà-ÿ])", r"\1"),
        # Before a verb it is "vous" in haste, and nothing that can be told for sure.
        (
            "vs",
            rf"(?<=[\w»”)] ){_BEFORE_VS}vs\b\.?(?= )"
            r"(?! (?:[a-zà-ÿ]{1,20}ez|êtes|faites|dites)\b)",
            "versus",
        ),
        ("nv.", r"\b([Ee])nv\.", r"\1nviron"),
        ("ax.", r"\b([Mm])ax\.(?=[ )])", r"\1aximum"),
        ("in.", r"\b([Mm])in\.(?= (?:de )?\d|\))(?<!\d min\.)", r"\1inimum"),
        ("", r"\b([Tt])él\.(?= [a-z:+\d])|\b([Tt])[ée]l\.?(?= ?[:+\d])", r"\1\2éléphone"),
        ("rés.", r"\b([Pp])rés\.(?= )", r"\1résident"),
        ("éf.", r"\b([Rr])éf\.(?= )", r"\1éférence"),
        ("d.", r"\b([EeÉé])d\.(?= )", r"\1dition"),
        ("hab", r"\bhab\.?(?=[ /,)]|$)(?<=\d hab\.)|(?<=\d )hab\b\.?", "habitants"),
        ("pr. ", r"\b([Aa])pr\. (?=\d)", r"\1près "),
        ("v. ", r"(?<![\w.])([Aa])v\. (?=[A-ZÀ-Þ](?!\.)|d(?:e|u|es) |d['’])", r"\1venue "),
        ("r. ", r"(?<=\d )r\. (?=[A-ZÀ-Þ]|d)|(?<=\d, )r\. (?=[A-ZÀ-Þ]|d)", "rue "),
        ("", r"\b[Bb](?:l?v?d|oul)\b\.?(?= (?:[A-ZÀ-Þ]|d[eu]s? ))(?<![A-Z]\.)", "boulevard"),
        ("pl. ", r"(?<=\d )pl\. (?=[A-ZÀ-Þd])", "place "),
        ("g", r"\b[Ff](?:bg|g)\b\.?(?= [A-ZÀ-Þ])", "faubourg"),
        ("te", r"(?<=\d )[Rr]te\b\.?(?= d)", "route"),
        ("ât. ", r"\b([Bb])ât\. (?=\w)", r"\1âtiment "),
        ("te", r"\b([Ss])tes?-(?=[A-ZÀ-Þ])", r"\1ainte-"),
        ("t", r"\b([Ss])ts?-(?=[A-ZÀ-Þ])", r"\1aint-"),
        ("ts", r"(?<![\w-])([Ss])ts\b\.? (?=[A-ZÀ-Þ])", r"\1aints "),
        ("te", r"(?<![\w-])([Ss])te\b\.? (?=[A-ZÀ-Þ])", r"\1ainte "),
        ("t", r"(?<![\w-])([Ss])t\b\.? (?=[A-ZÀ-Þ])", r"\1aint "),
        ("-D", r"\bN\.?-D\.?(?= )", "Notre-Dame"),
        ("Cie", r"(?<![\w-])Cie\b(?:\.(?! [A-ZÀ-Þ]))?(?=[ .,;:)»]|$)", "compagnie"),
        ("ts", r"(?<![\w-])[ÉE]ts\b\.?(?= )", "établissements"),
        ("Sté", r"(?<![\w-])Sté\b\.?(?= )", "société"),
        ("ép", r"(?<![\w-])[Dd]ép(?:t)?\.(?= )", "département"),
        ("rr.", r"\b([Aa])rr\.(?=[ ,)]|$)", r"\1rrondissement"),
        ("Jr", r"(?<![\w-])Jr\b\.?(?=[ ,)]|$)", "junior"),
        ("Sr", r"(?<![\w-])Sr\b\.?(?=[ ,)]|$)", "senior"),
        ("", r"(?<![\w.])[Ss][.]?[Vv][.]?[Pp]\b\.?(?=[ ,.!?]|$)", "s'il vous plaît"),
        ("", r"\b(?:RDV|rdv|RV)\b", "rendez-vous"),
        ("q", r"\b[Qq]q(?:ue)?s? (?=\w)(?<=q )|\bqqs (?=\w)", "quelques "),
        ("qqch", r"\bqqch\b\.?", "quelque chose"),
        ("qqn", r"\bqqn\b\.?", "quelqu'un"),
        ("bcp", r"\bbcp\b", "beaucoup"),
        ("tj", r"\btjs\b|\btjrs\b", "toujours"),
        ("N", r"(?<!\w)N\.? ?B\.? ?(?=:)", "nota bene "),
        ("", r"\bt\.? ?a\.? ?b\.(?=[ ,)]|$)|(?<=\d )tab\b", "tirs au but"),
        ("a", r"(?:(?<=\d )|(?<=\())a\.? ?p\.?(?=[ ,)])", "après prolongation"),
        ("p", r"(?<=\d[e'’] )s\. ?p\.?(?=[ ,)])|(?<=\d )s\.p\.(?=[ ,)])", "sur penalty"),
        ("pers.", r"(?<=\d )pers\.(?=[ ,.)]|$)", "personnes"),
        ("trim.", r"(?<=[eè] )trim\.", "trimestre"),
        ("s.", r"(?<=[IVX]e )s\.(?=[ ,)]|$)|(?<=Ier )s\.(?=[ ,)]|$)", "siècle"),
        ("h. ", r"\b([Cc])h\. (?=\d)", r"\1hapitre "),
        ("op. cit.", r"\bop\. cit\.", "opere citato"),
        ("ibid.", r"\bibid\.", "ibidem"),
        ("et al.", r"\bet al\.", "et alii"),
        ("R.-V.", r"\bR\.-V\.", "rendez-vous"),
        ("sec", r"(?<=\d )sec\.?(?=[ ,;)]|$)", "secondes"),
        ("x.", r"\b(?:[Ee])x\. ?:", "exemple :"),
        ("niv. ", r"\b[Uu]niv\. (?=\w)", "université "),
        ("/", r"\bh/f\b|\bH/F\b", "homme femme"),
        ("-", r"\bw-e\b|\bW-E\b", "week-end"),
        ("s/", r"\bs/(?=[A-Z])", "sur "),
    )
]
_HINT = re.compile(
    r"°|№|\.|[Ee]tc|[Cc]f|[Cc]àd|vs|hab|B[dl]|b[dl]|[Ss]te?|N-D|Cie|[ÉE]ts|Sté|Jr|Sr"
    r"|RDV|rdv|RV|SVP|svp|qq"
    r"|bcp|tj|NB|[HhWws][/-]|&c|[Nn]os? |sec|rte|Rte|[Ff]b?g|[Tt][ée]l|/"
)


def abbreviations(text: str) -> str:
    """Words cut short; the stop of the abbreviation goes, that of the sentence stays.

    >>> abbreviations("le n° 5, art. 3, p. 12, pommes, poires, etc.")
    'le numéro 5, article 3, page 12, pommes, poires, et cetera.'
    >>> abbreviations("art. L. 310-2, cf. p. ex. le bd Voltaire, 3 av. Foch, à St-Denis")
    'article L 310 tiret 2, confer par exemple le boulevard Voltaire, 3 avenue Foch, \
à Saint-Denis'
    >>> abbreviations("à 5 h. du matin, Lens vs Metz, vs avez vu Dupont et Cie.")
    'à 5 h du matin, Lens versus Metz, vs avez vu Dupont et compagnie.'
    """
    if not _HINT.search(text):
        return text
    for needle, pattern, said in _FORMS:
        if needle in text:
            text = pattern.sub(lambda m, said=said: _in_full(m, said), text)  # type: ignore[misc]
    return text


def _in_full(match: re.Match[str], said: str) -> str:
    ends = match.group().endswith(".") and _ENDS.match(match.string, match.end())
    return match.expand(said) + ("." if ends else "")
