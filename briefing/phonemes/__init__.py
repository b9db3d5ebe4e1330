"""French text to the phonemes that Kokoro reads, corrected where espeak-ng is wrong.

A word that espeak-ng gets wrong is respelled before espeak-ng sees it: "mes fils ont" is handed
over as "mes fisse ont".  Respelling was chosen among three ways because it needs no more of
phonemizer than text in, text out:

- phonemizer escapes `[[…]]`, espeak-ng's own notation for phonemes, and reads it as punctuation;
- its output cannot be aligned with the words: espeak-ng joins some ("vient-il" is one group) and
  writes others in two.

Stress, elision and liaison with the neighbours come out as for any French word, no phoneme comes
out that espeak-ng does not know, and one word stays one word.  Kokoro learned French from
espeak-ng's phonemes, so what espeak-ng says consistently is left alone, even where dictionaries
write another sign ("absolu" with [b]).
"""

from __future__ import annotations

from briefing.phonemes.espeak import Phonemiser

__all__ = ["Phonemiser"]
