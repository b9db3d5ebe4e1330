"""robots.txt: what a host asks programs to leave alone (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LARGEST = 512_000  # bytes; RFC 9309, 2.5: at least 500 KiB are read


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows one program."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Patterns of paths, and whether they are allowed."""

    def allow(self, url: str) -> bool:
        """Whether *url* may be asked: the longest pattern decides, and leave wins over its ban."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        matching = [rule for rule in self.rules if _matches(rule[0], unquote(path))]
        return max(matching, key=lambda rule: (len(rule[0]), rule[1]), default=("", True))[1]


EVERYTHING = Rules()
NOTHING = Rules((("/", False),))


def parse(text: str, agent: str) -> Rules:
    r"""The rules of *text* for *agent*: its own group, else the one for everybody.

    >>> rules = parse("User-agent: *\nDisallow: /prive/\nAllow: /prive/*.html$", "briefing")
    >>> rules.allow("https://example.org/prive/a"), rules.allow("https://example.org/prive/a.html")
    (False, True)
    """
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    naming = False
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            names = [*names, value.lower()] if naming else [value.lower()]
            groups.setdefault(value.lower(), [])
            naming = True
        elif key in {"allow", "disallow"}:
            naming = False
            for name in names:
                if value:
                    groups[name].append((unquote(value), key == "allow"))
    return Rules(tuple(groups.get(agent.lower(), groups.get("*", []))))


def _matches(pattern: str, path: str) -> bool:
    """Whether *path* begins as *pattern* says; `*` is anything, `$` at the end is the end.

    Without a regular expression, and so in no more time than the two are long.

    >>> _matches("/*/print$", "/a/b/print"), _matches("/*/print$", "/a/printer")
    (True, False)
    """
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not whole or path == first
    place = len(first)
    for part in others[:-1] if whole else others:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return not whole or (path.endswith(others[-1]) and len(path) - len(others[-1]) >= place)
