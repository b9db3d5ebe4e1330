"""Measure how fast each voice speaks: the `words_per_minute` of the cards.

    python tools/measure_voices.py ARTICLE... [--voices siwis,pico]

A voice says every sentence of the articles, as an episode would; the words of the spoken text are
counted, and the seconds of the clips without the pauses between them, as `script.Pace` does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from briefing import article, clips, condense, script, shipped
from briefing.model import Script
from briefing.voices import open_voice
from briefing.voices.card import VoiceCard, read_cards


def scripts(paths: list[Path]) -> list[Script]:
    """Each article, read out whole."""
    pace, day = script.Pace(160, 0), dt.date(2026, 11, 22)
    found = [article.read(str(path), bytes) for path in paths]
    return [
        script.write(each, condense.condense, pace, length=None, show="Essai", date=day)
        for each in found
    ]


def words_per_minute(card: VoiceCard, texts: list[Script]) -> float:
    """Words a minute of *card* over *texts*."""
    with contextlib.closing(open_voice(card)) as voice, ThreadPoolExecutor(voice.callers) as cores:
        said = [clip for text in texts for clip in clips.record(text, voice, cores)]
    words = sum(len(clip.segment.spoken.split()) for clip in said)
    return words * 60 / sum(clip.sound.seconds for clip in said)


def main(articles: list[Path], voices: str = "") -> None:
    """Print a line a voice; the online ones only when named."""
    cards = read_cards([shipped.voices_folder()])
    texts = scripts(articles)
    for name, card in cards.items():
        if name in voices.split(",") if voices else not card.network:
            speed = words_per_minute(card, texts)
            print(f"{name:<16} {speed:6.1f}  (card: {card.words_per_minute})")


if __name__ == "__main__":
    typer.run(main)
