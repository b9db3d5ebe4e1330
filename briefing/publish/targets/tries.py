"""Trying again: what every target does when the network breaks off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefing.web import FaultError, Patience

T = TypeVar("T")
PATIENCE = Patience(connect=10.0, read=30.0)
"""With a target: what it does not answer in 30 seconds is tried again, four times in all."""


def patiently(
    host: str,
    patience: Patience,
    attempt: Callable[[], T],
    mend: Callable[[], None] = lambda: None,
) -> T:
    """The result of the first *attempt* that works; *mend* comes between two of them.

    Every attempt must be one that may be repeated.

    Raises:
        NetworkError: none worked, or one met what waiting does not mend; it names *host*.
    """
    tries = 0
    while True:
        tries += 1
        try:
            return attempt()
        except FaultError as fault:
            mend()
            if not fault.again or tries >= patience.attempts:
                raise fault.told(host, tries) from None
            patience.sleep(patience.wait(tries, fault.asked))
