"""French text to the phonemes that Kokoro reads, corrected where espeak-ng is wrong.

A word that espeak-ng gets wrong is respelled before espeak-ng sees it: "mes fils ont" is handed
over as "mes fisse ont".  Respelling was chosen among three ways because it needs no more of
phonemizer than text in, text out:

- phonemizer takes the brackets of `[[…]]`, espeak-ng's notation for phonemes, for punctuation;
- its output cannot be aligned with the words: espeak-ng joins some ("vient-il" is one group) and
  writes others in two.

A liaison that must not be made is stopped by an apostrophe before the second word: "les élus 'ont".
Stress, elision and liaison with the neighbours come out as for any French word, no phoneme comes
out that espeak-ng does not know, and one word stays one word.  Kokoro learned French from
espeak-ng's phonemes, so what espeak-ng says consistently is left alone, even where dictionaries
write another sign ("absolu" with [b]).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.phonemes.espeak import Phonemiser

__all__ = ["Phonemiser", "digest"]


def digest() -> str:
    """What changes when a rule does: a recording made by other rules is another recording."""
    folder = Path(__file__).parent
    rules = sorted(path for path in folder.iterdir() if path.suffix in {".py", ".toml"})
    content = b"\0".join(path.read_bytes() for path in rules)
    return hashlib.sha256(content).hexdigest()[:12]
