"""Ways to ask for an answer: hosts differ in what they understand."""

from __future__ import annotations

from typing import Any

_SCHEMA = {
    "type": "object",
    "properties": {
        "phrases": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "texte": {"type": "string"},
                    "sources": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["texte", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["phrases"],
    "additionalProperties": False,
}


def manners(words: int) -> tuple[dict[str, Any], ...]:
    """Ways to ask for an answer of *words*, from the strictest to what every host understands."""
    form = {"name": "phrases", "strict": True, "schema": _SCHEMA}
    steady = {"temperature": 0, "seed": 1}
    # Words of JSON and of thought come on top; the limit only ends what would never end.
    strict = {"max_tokens": 2000 + 8 * words, **steady}
    return (
        {**strict, "response_format": {"type": "json_schema", "json_schema": form}},
        strict,
        {},
    )
