"""The music that comes with the program, written down: two styles of four pieces each.

`score` says what a note, an instrument, a piece and a style are; `instruments` holds those that
play; `clair` and `nuit` are the two scores; `render` turns a piece into sound.
`tools/make_jingles.py` writes them all.  Our own work, given away: CC0 1.0
(https://creativecommons.org/publicdomain/zero/1.0/).
"""
