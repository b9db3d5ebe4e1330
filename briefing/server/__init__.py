"""The output folder over HTTP, as podcast apps need it.

    request ─► places: which file? ─► content: its bytes, its ETag ─► conditions: what of it?

Starlette and uvicorn carry it; the rules of what is asked for and what must not be served are ours.
"""

from briefing.server.application import application
from briefing.server.running import serve

__all__ = ["application", "serve"]
