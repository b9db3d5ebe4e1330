"""Who is spoken of: the first time somebody is named, it is with the full name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.condense.syntax import Token, Tree

_TITLE = r"(?:(?:M|MM|Mme|Mlle|Dr|Me)\.?\s+)?"
_VOWELS = "aeiouyhàâäéèêëîïôöùûüœ"
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# After any other word the surname names something else: the tour Eiffel, the loi Veil.
_BEFORE = re.compile(
    r"(?:^|[,;:.(–—-]|(?<!\w)(?:à|et|ou|de|que|qui|dont|où|par|pour|avec|chez|contre|selon|sur|sans"
    r"|entre|comme|mais|si|quand|lorsque|puis|ni|est|sont|dit|[dlDL]['’]|[qQ]u['’]))\s*$",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de du des d' d’ le la von van ben bin al el di da dos y".split())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an article names in full."""

    surname: str
    full: str
    """First name and surname, as the article writes them."""
    place: int
    """Of the sentence that does so first."""


def people(trees: Sequence[Tree]) -> tuple[Person, ...]:
    """Those whom an article names in full; nobody who shares a surname with another."""
    found: dict[str, dict[str, int]] = {}
    for place, tree in enumerate(trees):
        for words in _names(tree):
            full = tree.text[words[0].start : words[-1].end]
            found.setdefault(words[-1].text, {}).setdefault(full, place)
    return tuple(
        Person(surname, *next(iter(fulls.items())))
        for surname, fulls in found.items()
        if len(fulls) == 1
    )


def _names(tree: Tree) -> Iterator[list[Token]]:
    """The persons named in one sentence with two words or more."""
    run: list[Token] = []
    for token in (*tree.tokens, None):
        if token is not None and token.name == "PER" and _is_part(token, run):
            run.append(token)
            continue
        if len(run) > 1 and run[-1].text[:1].isupper():
            yield run
        run = [token] if token is not None and token.name == "PER" and _opens(token) else []


def _opens(token: Token) -> bool:
    return token.text[:1].isupper() and len(token.text) > 1 and token.text.isalpha()


def _is_part(token: Token, run: Sequence[Token]) -> bool:
    joined = bool(run) and token.start - run[-1].end <= 1
    return joined and (token.text[:1].isupper() or token.text.lower() in _PARTICLES)


def named_in_full(text: str, person: Person) -> str:
    """*text* with the full name in place of the surname alone, where it comes first.

    >>> aubin = Person("Aubin", "Ève Aubin", 0)
    >>> named_in_full("Le plan d’Aubin passe, dit Mme Aubin.", aubin)
    'Le plan d’Ève Aubin passe, dit Mme Aubin.'
    >>> named_in_full("« Aubin ment », selon Ève Aubin.", aubin)
    '« Aubin ment », selon Ève Aubin.'
    >>> named_in_full("La tour Eiffel rouvre.", Person("Eiffel", "Gustave Eiffel", 0))
    'La tour Eiffel rouvre.'
    >>> named_in_full("Il croit qu’Obama vient.", Person("Obama", "Barack Obama", 0))
    'Il croit que Barack Obama vient.'
    """
    masked = _QUOTED.sub(lambda quote: "_" * len(quote.group()), text)
    pattern = rf"(?<![\w-]){_TITLE}(?<![\w-]){re.escape(person.surname)}(?![\w-])"
    found = re.search(pattern, masked)
    if found is None or person.full in masked[: found.end()]:
        return text
    before = text[: found.start()]
    if not _BEFORE.search(before):
        return text
    if person.full[0].lower() in _VOWELS:
        before = re.sub(r"(?<!\w)([dD]|[qQ]u)e $", r"\1’", before)
    else:
        before = re.sub(r"(?<!\w)([dD]|[qQ]u)['’]$", r"\1e ", before)
    return f"{before}{person.full}{text[found.end() :]}"
