"""Where a language model is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from briefing.errors import SettingsError

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is asked, and how patiently.

    Raises:
        SettingsError: one of these cannot be; the key is never shown.

    """

    url: str
    """As its maker gives it, `http://localhost:11434/v1`, or with `/chat/completions`."""
    model: str
    """As the endpoint calls it."""
    key: str = field(default="", repr=False)
    """Sent to the endpoint and to nobody else; empty for none."""
    timeout: float = 60.0
    """Seconds that are waited for one answer."""
    total: float = 150.0
    """Seconds for everything: the tries and the waits between them."""
    tries: int = 3
    """At each question, when the network or the host fails."""

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise SettingsError(
                "The address of the language model is not one.",
                hint="It looks like http://localhost:11434/v1; a key does not belong into it.",
            )
        if not self.model.strip() or not self.model.isprintable():
            raise SettingsError(
                "The language model has no name.",
                hint="Set 'model' under [llm] in briefing.toml, as its endpoint calls it: mistral.",
            )
        if self.key and not re.fullmatch(r"[!-~]+", self.key):
            raise SettingsError(
                "The key of the language model holds a space or another sign that no key has.",
                hint="Copy it again, without quotes and line ends.",
            )
        if not (0 < self.timeout < float("inf") and 0 < self.total < float("inf") > self.tries > 0):
            raise SettingsError(
                "The time for the language model has to be more than 0 seconds, and 1 try or more."
            )

    @property
    def address(self) -> str:
        """Where questions are posted.

        >>> Endpoint("http://localhost:11434/v1", "mistral").address
        'http://localhost:11434/v1/chat/completions'
        >>> Endpoint("http://localhost:8080", "any").address
        'http://localhost:8080/v1/chat/completions'
        """
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/") or "/v1"
        return parts._replace(path=path.removesuffix(_PATH) + _PATH).geturl()


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(known) and not re.search(r"\s", url) and "@" not in parts.netloc + parts.fragment
