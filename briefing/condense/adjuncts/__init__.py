"""Circumstances without commas: when, where and how, and words that only colour a sentence.

What goes is told apart by closed lists of openers and by the grammar, both at once: the model hangs
a phrase on the wrong word too often for either alone.  What stays must follow from the sentence, so
nothing is cut beside what denies, limits, counts or compares, nor what the verb asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.condense.adjuncts.needs import without_needed
from briefing.condense.adjuncts.permits import permitted
from briefing.condense.adjuncts.seams import removal
from briefing.condense.adjuncts.sentences import is_told
from briefing.condense.cuts import Cut
from briefing.condense.marks import Frame


def adjuncts(found: Frame) -> Iterator[Cut]:
    """Circumstances and colouring words that the sentence can do without, with or without commas.

    Any of them can go alone, and all of them together: what the verb needs to say something stays
    either way.  Never one inside quotation marks or a parenthesis, nor one that is denied,
    counted, compared, or says who says so.
    """
    if not is_told(found):
        return
    finds = without_needed(found, permitted(found))
    firsts = {each.first for each in finds}
    for find in finds:
        cut = removal(found, find, followed=find.after + 1 in firsts)
        if cut is not None:
            yield cut
