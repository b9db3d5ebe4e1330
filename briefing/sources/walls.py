"""Whether a page shows its article, or something in front of it, and what to say then.

No sign alone is trusted that honest pages have too: every newspaper's menu says "déjà abonné ?",
every page asks about cookies, and an article may be about either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.errors import SourceError, Withheld
from briefing.sources.look import Look

_ENOUGH = 120  # words; a shorter article is a note, and may be what a wall leaves to see
_LITTLE = 30  # words; no article is so short
_STORY = 15  # words of a paragraph that tells something
_COOKIES = 0.35  # of the words are in paragraphs about cookies
_LINKS = 0.6  # of the words of a page are links
_CLOSED = 2  # signs that together make a paywall
_FALSE = {"false", "no", "0", "http://schema.org/false", "https://schema.org/false"}
_NUMBER = r"\d{1,3}(?:[.,]\d+)?\s?%"
# What only a page says that holds back the rest of the very article.
_HELD_BACK = re.compile(
    rf"il vous reste .{{1,40}} à (?:lire|découvrir)|il vous reste (?:à lire )?{_NUMBER}"
    r"|la lecture (?:de cet article|des articles) est réservée|débloquez (?:tous les|cet) article"
    rf"|{_NUMBER} de (?:cet article|ce contenu) à lire"
    r"|(?:la |cette )?suite (?:de (?:cet article|ce contenu) )?(?:est )?réservée (?:à nos|aux) "
    r"abonné|(?:cet article|ce contenu|cette page|ce reportage) (?:payant )?est (?:un contenu )?"
    r"réservée? (?:à nos |aux )abonné"
    r"|(?:abonnez|identifiez|connectez|inscrivez)-vous pour (?:lire|découvrir|accéder à) "
    r"(?:la suite|l.intégralité|cet article|l.article)"
    r"|pour lire (?:la suite|l.intégralité)(?: de (?:cet|l.) ?article)?,? (?:abonnez|connectez)"
    r"|vous avez (?:lu|atteint) (?:vos|votre) .{0,20}articles? gratuits?"
    r"|this (?:article|content) is (?:reserved )?for subscribers",
)
# What stands on free pages too.
_HINTED = re.compile(
    r"réservée?s? (?:à nos |aux )abonné|article (?:abonné|premium)|contenu (?:abonné|premium)"
    r"|déjà abonné|dès 1 ?€|essai (?:gratuit|à 1)|sans engagement|lire la suite"
)
_CONSENT = re.compile(
    r"continuer sans accepter|(?:tout )?accepter(?: et (?:continuer|fermer))?|tout refuser"
    r"|paramétrer (?:mes |les )?(?:choix|cookies)|nous et nos (?:\d+ )?partenaires"
)
_ABOUT_COOKIES = re.compile(
    r"\b(?:cookies?|traceurs?|consentement|nos (?:\d+ )?partenaires|données personnelles"
    r"|mesure d.audience|publicités? personnalisée)"
)
_SCRIPT = re.compile(
    r"(?:activer|activez|autoriser|autorisez|nécessite|requiert|enable|requires?|without|sans) "
    r"(?:le |l.utilisation de |d.activer )?javascript"
    r"|javascript (?:est |is )?(?:désactivé|disabled)"
)
_HUMAN = re.compile(
    r"vérifi(?:er|ez|ons) que vous (?:êtes|n.êtes)|êtes[- ]vous (?:un robot|humain)|captcha"
    r"|verify (?:that )?you are (?:a )?human|just a moment|accès (?:temporairement )?restreint"
    r"|trafic inhabituel|unusual traffic"
)
_ABOUT_VIDEO = re.compile(r"\bvid[ée]o")


def check(name: str, look: Look, found: Sequence[str]) -> None:
    """Whether the paragraphs *found* are the article of the page *name*.

    Raises:
        Withheld: a wall stands before it, or only scripts could show it.
        SourceError: there is no article.
    """
    words = sum(len(each.split()) for each in found)
    seen = _folded(look.text)
    if _closed(look, seen, words):
        raise Withheld(
            f"{name} is for subscribers: only its beginning is there to read.",
            hint="Give the text of the article if you may read it.",
        )
    if _asks_consent(seen, found, words):
        raise Withheld(
            f"{name} shows a question about cookies instead of an article.",
            hint="Open it in a browser and save the page, or give its text.",
        )
    if words < _ENOUGH and _HUMAN.search(seen):
        raise Withheld(
            f"{name} wants to be sure that a person is asking.",
            hint="Open it in a browser and save the page, or give its text.",
        )
    if words < _LITTLE and _needs_scripts(look, seen):
        raise Withheld(
            f"{name} is empty before its scripts run, and none are run.",
            hint="Open it in a browser and save the page, or give its text.",
        )
    _check_article(name, look, found, words)


def _check_article(name: str, look: Look, found: Sequence[str], words: int) -> None:
    if _is_list(look, found, words):
        hint = "Name one of its articles."
        if look.feed:
            hint = f"Name one of its articles, or its feed: {look.feed[:200]}"
        raise SourceError(f"{name} is a list of articles, not an article.", hint=hint)
    if words >= _LITTLE:
        return
    kind = look.meta.get("og:type", "").lower()
    described = str(look.article.get("@type", "")).lower()
    if kind.startswith("video") or "video" in described or _ABOUT_VIDEO.search(look.text.lower()):
        raise SourceError(
            f"{name} holds a video, and next to no text.", hint="Give a page with an article."
        )
    raise SourceError(f"{name} holds no article that could be found.", hint="Give its text.")


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")


def _closed(look: Look, seen: str, words: int) -> bool:
    free = look.article.get("isAccessibleForFree", look.meta.get("isaccessibleforfree", ""))
    if str(free).strip().lower() in _FALSE:
        return True
    if look.meta.get("article:content_tier", "").lower() == "locked":
        return True
    held, hinted = _HELD_BACK.search(seen), set(_HINTED.findall(_folded(look.middle)))
    # Of a long text nothing is held back, unless the page says how much.
    signs = 2 * bool(held and (words < 3 * _ENOUGH or "%" in held.group()))
    signs += min(_CLOSED, len(hinted))
    return signs >= _CLOSED and (bool(held) or words < _ENOUGH)


def _asks_consent(seen: str, found: Sequence[str], words: int) -> bool:
    about = sum(len(each.split()) for each in found if _ABOUT_COOKIES.search(each.lower()))
    mentioned = len(_ABOUT_COOKIES.findall(seen))
    if words < _LITTLE:
        return bool(_CONSENT.search(seen)) and mentioned > 1
    return about > _COOKIES * words and len(set(_CONSENT.findall(seen))) > 1


def _needs_scripts(look: Look, seen: str) -> bool:
    if _SCRIPT.search(seen):
        return True
    return len(seen.split()) < _LITTLE and look.scripts > 10 * len(seen)


def _is_list(look: Look, found: Sequence[str], words: int) -> bool:
    if look.article or look.meta.get("og:type", "").lower() == "article":
        return False
    total = len(look.text.split())
    telling = sum(len(each.split()) for each in found if len(each.split()) >= _STORY)
    return look.linked > _LINKS * total and telling < max(_ENOUGH, words / 2)
