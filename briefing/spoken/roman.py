"""Roman numerals: centuries, sovereigns, parts of books."""

from __future__ import annotations

import re

from briefing.spoken.numbers import in_words, ordinal

_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# As the Romans' heirs write them; IIII is found on clocks only.
_WELL_FORMED = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ENDINGS = r"(?:ers?|nde?s?|de?s?|res?|[èé]re?s?|i?[èé]?mes?|es?|è|°)"
_CENTURY = re.compile(
    rf"(?<![\w.’'])([ldLD]['’])?([IVX][IVXLC]{{0,6}}|[LC]+[IVX]{{1,5}})({_ENDINGS})(?![\w'’])"
)
_OPENS = re.compile(r"(?:^|[.!?…:] |[«“] ?|[–-] )$")
_BEFORE_CENTURY = re.compile(
    r"(?<![\w.])([IVX]{1,7})(?=(?: ?[-–/] ?| et | ou | au | à |, )(?:[IVX]{1,7}(?:, "
    r"| et ))?[IVX]{1,7}(?:es?|è|ème)(?!\w))"
)
_PLURAL_CENTURY = re.compile(r"(?<=ième)s(?= siècles?\b)")
_BARE_CENTURY = re.compile(r"(?<![\w.])([IVX]{1,6})(?= siècles?\b)")
_AFTER_CENTURY = re.compile(r"(?<=[ieè]me)[-–](?=[IVX]{1,6}(?:e|è))")


def numeral(written: str) -> int | None:
    """What a Roman numeral is worth; None if it is not well formed.

    >>> numeral("XIV"), numeral("MCMLXXX"), numeral("IVX")
    (14, 1980, None)
    """
    if not written or not _WELL_FORMED.fullmatch(written):
        return None
    values = [_LETTERS[letter] for letter in written]
    after = [*values[1:], 0]
    return sum(
        -one if one < following else one for one, following in zip(values, after, strict=True)
    )


def _is_ire(match: re.Match[str]) -> bool:
    """Whether it is the word for anger: "Ire du peuple", "l'Ire", but not "la Ire République"."""
    if match[2] != "I" or not match[3].startswith("r"):
        return False
    before = match.string[max(0, match.start() - 3) : match.start()]
    opens = _OPENS.search(before) and re.match(r" [a-zà-ÿ]", match.string[match.end() :][:2])
    return bool(match[1] or opens)


def _ranked(match: re.Match[str]) -> str:
    worth, ending = numeral(match[2]), match[3]
    first = ending.startswith(("er", "r", "ère", "ére")) or (worth == 1 and ending == "è")
    if worth is None or first is not (worth == 1) or _is_ire(match):
        return match.group()
    plural = "s" if ending.endswith("s") else ""
    if worth == 1:
        return (
            (match[1] or "")
            + ("première" if "r" in ending and "er" not in ending else "premier")
            + plural
        )
    if worth == 2 and ending.strip("s") in {"d", "nd", "de", "nde"}:  # noqa: PLR2004 - le second
        return (match[1] or "") + ("seconde" if "de" in ending else "second") + plural
    return (match[1] or "") + ordinal(str(worth)) + plural


def centuries(text: str) -> str:
    """Numerals with an ending, and those that are listed with one: ordinals.

    >>> centuries("au XXIe siècle, François Ier, la Ve République, la Ire, le IInd Empire")
    'au vingt et unième siècle, François premier, la cinquième République, la première, \
le second Empire'
    >>> centuries("Vers midi. Ire du peuple, Mes Ides, Xères, Dire, Vie")
    'Vers midi. Ire du peuple, Mes Ides, Xères, Dire, Vie'
    >>> centuries("aux XVe-XVIe siècles, du IX au XIe siècle, aux XII et XIIIes siècles")
    'aux quinzième seizième siècles, du neuvième au onzième siècle, aux douzième et treizième \
siècles'
    """

    def bare(match: re.Match[str]) -> str:
        worth = numeral(match[1])
        return ordinal(str(worth)) if worth else match.group()

    text = _BEFORE_CENTURY.sub(bare, text)
    text = _BARE_CENTURY.sub(bare, text)
    text = _SPAN_OF_CENTURIES.sub(r"\1 ", text)
    text = _AFTER_CENTURY.sub(" ", text)
    return (
        re.sub(r"(?<=ième)s(?= siècles?\b)", "", _CENTURY.sub(_ranked, text))
        if _CENTURY.search(text)
        else text
    )


_SPAN_OF_CENTURIES = re.compile(r"(?<![\w.])([IVX]{1,7}(?:es?|è|er))[-–/](?=[IVX]{1,7}(?:e|è))")

_KINGS = (
    "Louis|Henri|Henry|Charles|François|Philippe|Napoléon|Jean|Paul|Jean-Paul"
    "|Benoît|Pie|Léon|Élisabeth"
    "|Elisabeth|Elizabeth|Georges?|Guillaume|Frédéric|Alexandre|Nicolas|Édouard"
    "|Edouard|Catherine|Carlos"
    "|Felipe|Albert|Léopold|Baudouin|Mohammed|Mohamed|Hassan|Ramsès|Jacques|Pierre|Ivan|Christian"
    "|Frédéric-Guillaume|Gustave|Grégoire|Clément|Innocent|Urbain|Boniface|Sixte"
    "|Jules|Célestin|Adrien"
    "|Alphonse|Ferdinand|Rodolphe|Othon|Richard|Robert|Constantin|Amédée"
    "|Victor-Emmanuel|Humbert|Rainier"
    "|Haakon|Harald|Olav|Margrethe|Béatrix|Guillaume-Alexandre|Bhumibol|Rama"
    "|Abdallah|Tawadros|Théodore"
    "|Chénouda|Bartholomée|Cyrille|Étienne|Casimir|Sigismond|Michel|Manuel|Antoine"
    "|Honoré|Jean-Baptiste"
    "|Ptolémée|Cléopâtre|Séleucos|Darius|Artaxerxès|Xerxès|Thoutmosis|Aménophis"
    "|Amenhotep|Séthi|Pépi"
)
_PARTS = (
    "an|tomes?|chapitres?|actes?|livres?|titres?|parties?|volumes?|annexes?|articles?"
    "|sections?|scènes?"
    "|phases?|mondiale?|types?|niveaux?|classes?|catégories?|groupes?|étapes?|paragraphes?|alinéas?"
    "|épisodes?|saisons?|stades?|grades?|numéros?|Tome|Chapitre|Acte|Livre|Titre"
    "|Partie|Volume|Annexe"
    "|Article|Section|Scène|Phase|Mondiale|Type|Niveau|Groupe|Épisode|Mark|Rocky|Rambo|Paris|Lyon"
    "|Toulouse|Bordeaux|Montpellier|Lille|Vatican|Apollo|Apollon|Concile|Zone|zone|Protocole"
)
_ONE_LETTER = re.compile(
    rf"(?<![\w])({_KINGS}|{_PARTS}) ([IVX][IVXLC]{{0,6}})(?![\w’'.]\w|[\w’'°])"
)
_NAMED = re.compile(
    r"(?<![\w])([A-ZÀ-Þ][a-zà-ÿ][\w’'-]{0,30}) ([IVX]{2,7}|X?L[IVX]{1,5})(?![\w’'°]|\.\w)"
)
_ARTICLE = re.compile(
    r"(?<![\w])([Ll]es?|[Dd]u|[Aa]u|[Ll]a) (XV|XIII|XI|VII|VIII|II|III|IV"
    r"|XXII)(?![\w’'°-]|\.\w)"
)
_YEAR = re.compile(r"(?<![\w.])(M{1,3}[DCLXVIM]{2,11})(?![\w’'])")
_LISTED = re.compile(
    r"(?<=[a-zé] )([IVX]{1,6})(?=(?:, | et | à | ou )[IVX]{1,6}\b)|(?:(?<=et )|"
    r"(?<=ou ))([IVX]{2,6})(?![\w’'])"
)


def reigns(text: str) -> str:
    """Sovereigns, popes, parts of books: cardinals, but for the first (Grevisse, § 599).

    >>> reigns("Louis XIV, Jean-Paul II, Charles X, le tome III, le XV de France, MCMLXXX")
    'Louis quatorze, Jean-Paul deux, Charles dix, le tome trois, le quinze de France, \
mille neuf cent quatre-vingts'
    >>> reigns("Vatican II, Apollo XI, Malcolm X, le CD, un LCD, la taille XL")
    'Vatican deux, Apollo onze, Malcolm X, le CD, un LCD, la taille XL'
    """

    def say(match: re.Match[str]) -> str:
        worth = numeral(match[2])
        return f"{match[1]} {in_words(worth)}" if worth else match.group()

    def lone(match: re.Match[str]) -> str:
        worth = numeral(match.group())
        return in_words(worth) if worth else match.group()

    text = _LISTED.sub(lone, text)
    text = _NAMED.sub(say, _ONE_LETTER.sub(say, text))
    return _YEAR.sub(lone, _ARTICLE.sub(say, text))
