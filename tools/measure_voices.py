"""Measure how fast each voice speaks: the `words_per_minute` of the cards.

    python tools/measure_voices.py ARTICLE... [--voices siwis,pico]

A voice says every sentence of the articles, as an episode would; the words of the spoken text are
counted, and the seconds of the sounds without the pauses between them.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import typer

from briefing import article, blend, shipped
from briefing.segment import flat
from briefing.spoken import speakable
from briefing.voices import open_voice
from briefing.voices.card import VoiceCard, read_cards


def sentences(path: Path) -> list[str]:
    """Each sentence of the article at *path*, in spoken French."""
    return [speakable(flat(each.text)) for each in article.read(str(path), bytes).sentences]


def words_per_minute(card: VoiceCard, texts: list[str]) -> float:
    """Words a minute of *card* over *texts*."""
    with contextlib.closing(open_voice(card)) as voice:
        return blend.words_per_minute(texts, blend.say(voice, texts))


def main(articles: list[Path], voices: str = "") -> None:
    """Print a line a voice; the online ones only when named."""
    cards = read_cards([shipped.voices_folder()])
    texts = [text for path in articles for text in sentences(path)]
    for name, card in cards.items():
        if name in voices.split(",") if voices else not card.network:
            speed = words_per_minute(card, texts)
            print(f"{name:<16} {speed:6.1f}  (card: {card.words_per_minute})")


if __name__ == "__main__":
    typer.run(main)
