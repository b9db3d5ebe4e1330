"""Records -> the podcast's site: pages that need no server, no network and, to read, no script.

Below the output folder:

    index.html                        the show: its newest episodes, how to follow it, a search
    archives/index.html               the months that have episodes
    archives/2026-11.html             a month, and 2026-11-2.html when it has over a hundred
    episodes/<id>/index.html          an episode: player, transcript, sources
    site/…                            style, scripts, font, icon, and the index of the search

The same records give the same bytes.  Nothing is loaded from elsewhere, and a policy in each page
forbids it; links are relative, so that the folder works on any host and from a disk.
"""

from briefing.site.pages import neighbours, render_episode, render_show
from briefing.site.shape import waveform

__all__ = ["neighbours", "render_episode", "render_show", "waveform"]
