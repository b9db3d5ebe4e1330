"""Articles -> headlines: titles made for the ear, and what ties one story to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from briefing.model import Article

_DATELINE_WORDS = 4
_LONGEST = 25  # words that can be heard in one breath
_TITLES_IN_A_TITLE = 3
# What a page puts around a title: "[VIDÉO] …", "EN DIRECT. …", "… - Le Monde", "… | AFP".
_RUBRIC = re.compile(
    r"^(?:[\[(][^\])]{1,30}[\])]|(?:EN )?(?:DIRECT|IMAGES|VIDÉOS?|VIDEOS?|CARTE|INFOGRAPHIE)\b"
    r"|(?:EXCLUSIF|REPORTAGE|ENTRETIEN|ENQUÊTE|TRIBUNE|PORTRAIT|RÉCIT|URGENT|ALERTE)\b)[\s.:,–—-]*"
)
_SITE = re.compile(r"\s+(?:\||–|—|-)\s+(?:[A-ZÀ-Þ][\w’'.-]*\s?){1,4}$|\s+\|\s+.{1,60}$")
_LABEL = re.compile(
    r"\s*[\[(](?:vidéos?|photos?|images|carte|direct|audio|podcast|màj|maj)[\])]", re.I
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,’'] )[A-ZÀ-Þ][\w-]{3,}|(?<=[dl]['’])[A-ZÀ-Þ][\w-]{3,}")
_SHARED = 2  # names in common that make two stories one subject
# Half of all news is from one of these.
_EVERYWHERE = frozenset(
    "France Paris Europe État Etat États Etats Unis États-Unis Etats-Unis Monde Union Français"
    " Française Gouvernement Président Ministre Premier Assemblée Sénat Conseil République".split()
)
_ANSWER = re.compile(
    r"\b(?:en réaction|en réponse|à la suite|au lendemain|en conséquence|après (?:l|la|le|les)\b"
    r"|suite à)", re.IGNORECASE,
)  # fmt: skip
_CONTRAST = re.compile(
    r"\b(?:en revanche|à l['’]inverse|au contraire|contrairement|pourtant|malgré|mais)\b",
    re.IGNORECASE,
)


class Tie(Enum):
    """How a story follows on the one before; the value is the line of `wording` that says it."""

    NONE = "another"
    SAME = "same"
    CONSEQUENCE = "consequence"
    CONTRAST = "contrast"


def heard(article: Article) -> str:
    """The title of *article* as it is said, without final mark; empty when there is none to say.

    A title that was only taken from the first sentence would be heard twice.
    """
    if not article.title_given:
        return ""
    title = _LABEL.sub("", _RUBRIC.sub("", " ".join(article.title.split())))
    title = _SITE.sub("", title).rstrip(" .:;,–—-")
    return title if title and len(title.split()) <= _LONGEST else article.title.rstrip(" .:;,–—-")


def of_several(titles: Sequence[str]) -> str:
    """The title of an episode that tells several stories.

    >>> of_several(["Le pont rouvre", "La piscine ferme"])
    'Le pont rouvre ; La piscine ferme'
    >>> of_several(["Un", "Deux", "Trois", "Quatre", "Cinq"])
    'Un ; Deux ; Trois, et 2 autres titres'
    """
    shown = " ; ".join(titles[:_TITLES_IN_A_TITLE])
    more = len(titles) - _TITLES_IN_A_TITLE
    if more <= 0:
        return shown
    return f"{shown}, et {more} autre{'s' if more > 1 else ''} titre{'s' if more > 1 else ''}"


def tie(before: Article, here: Article) -> Tie:
    """How *here* follows on *before*, said only where the two share names and *here* says so.

    The names are those of the titles and first sentences: what both are about, not what they touch.
    """
    if len(_names(before) & _names(here)) < _SHARED:
        return Tie.NONE
    lead = _lead(here)
    if _ANSWER.search(lead):
        return Tie.CONSEQUENCE
    if _CONTRAST.search(lead):
        return Tie.CONTRAST
    return Tie.SAME


def _lead(article: Article) -> str:
    """The first sentence that is no dateline."""
    texts = (" ".join(each.text.split()) for each in article.sentences)
    return next((text for text in texts if len(text.split()) > _DATELINE_WORDS), "")


def _names(article: Article) -> set[str]:
    return set(_NAME.findall(f"{article.title}. {_lead(article)}")) - _EVERYWHERE
