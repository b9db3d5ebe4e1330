"""Is what is published right?  Episodes, from their records, and feeds, ours or any other.

`episodes` is about one of ours; `feed` about what any feed says, with the rules in `channel` and
`items`, and about what it names (`named`), in a folder (`places`) or on the web (`remote`).
"""

from briefing.check.episodes import Hear, check, chosen, insist
from briefing.check.feed import Options, check_feed, is_feed
from briefing.check.named import Limits

__all__ = ["Hear", "Limits", "Options", "check", "check_feed", "chosen", "insist", "is_feed"]
