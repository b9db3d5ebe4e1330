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

from briefing import article, clips, script, shipped
from briefing.model import Article, Sentence, Script
from briefing.voices import open_voice
from briefing.voices.card import VoiceCard, read_cards


def everything(found: Article, _budget: float, _cost: object) -> tuple[Sentence, ...]:
    """A condenser that leaves nothing out."""
    return found.sentences


def scripts(paths: list[Path]) -> list[Script]:
    """Each article, read out whole."""
    pace = script.Pace(160, 0)
    day = dt.date(2026, 11, 22)
    return [
        script.write(
            article.read(str(path), bytes), everything, pace, length=None, show="x", date=day
        )
        for path in paths
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
            print(f"{name:<16} {words_per_minute(card, texts):6.1f}  (card: {card.words_per_minute})")


if __name__ == "__main__":
    typer.run(main)
