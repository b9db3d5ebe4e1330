"""A language model as condenser: any endpoint that speaks as OpenAI's chat does.

The model is asked once for the whole article.  Its answer is not trusted: each sentence passes the
fact check before it is told, and one that fails makes room for the extractive condenser's.  When
the model cannot be had, the article is told without it, and the notices say so.
"""

from __future__ import annotations

from briefing.condense.chat.condenser import condenser
from briefing.condense.chat.endpoint import Endpoint

__all__ = ["Endpoint", "condenser"]
