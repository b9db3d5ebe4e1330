"""Two papers on loopback whose feeds change from day to day, and a studio that listens to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from briefing import pipeline
from briefing.intake import Daily, Source
from briefing.model import Length
from briefing.progress import Silent
from briefing.settings import NO_MUSIC, Settings
from tests.daily import pairs
from tests.google_server import Hourglass
from tests.sources.hosts import Site, fetcher

MONDAY = dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# What makes an article of a lead that only its own readers would read on.
_MORE = (
    "Les assureurs attendent le rapport des experts avant de chiffrer les dégâts du hangar.",
    "Une intersyndicale appelle les clients à signer une pétition devant chaque guichet.",
    "La langue de glace alimente un torrent dont dépendent plusieurs refuges en aval.",
    "La nouvelle élue promet de rouvrir des lycées professionnels fermés par son camp.",
    "Dans les quartiers du nord, des riverains louent eux-mêmes des camions-bennes.",
    "Des tuiles sont tombées à Argelès, et une école a été évacuée par précaution.",
    "Les flacons concernés portent un numéro imprimé sous le bouchon de sécurité.",
    "Le vainqueur, ancien skieur, vise maintenant le classement général du printemps.",
    "Les boutiques de la marque ont distribué des cartes prépayées aux plus pressés.",
    "Un berger du plateau dit avoir entendu des hurlements au début de l’automne.",
    "Les machines doivent chauffer deux jours avant de mouler la première gomme.",
    "Un bateau de secours avait assuré la traversée des écoliers pendant les travaux.",
)
_END = "Notre journal y revient demain, avec les réactions des élus et celles des habitants."


@dataclass(frozen=True)
class News:
    """An item of a feed."""

    title: str
    text: str
    when: dt.datetime | None
    link: str = ""


def news(number: int, version: int, when: dt.datetime | None) -> News:
    """The story *number* of the pairs as the first (0) or the second (1) paper writes it."""
    title, lead = pairs.SAME[number][version]
    other = pairs.SAME[number][1 - version][1]
    return News(title, f"{lead} {other} {_MORE[number]} {_END}", when)


def goes_on(number: int, when: dt.datetime) -> News:
    """The news in the continuation *number*."""
    title, lead = pairs.GOES_ON[number][1]
    more = "Les autorités n’ont pas voulu en dire plus dans la soirée, et l’avocat des plaignants "
    return News(
        title, f"{lead} {more}demande que toutes les pièces soient rendues publiques. {_END}", when
    )


def feed(name: str, items: Sequence[News]) -> str:
    """An RSS feed of *items*, which are whole in it when they are long."""
    entries = "".join(
        f"<item><title>{escape(each.title)}</title><guid>{escape(each.title)}</guid>"
        f"<link>{each.link or f'https://{name}.example/{abs(hash(each.title))}'}</link>"
        + (f"<pubDate>{format_datetime(each.when)}</pubDate>" if each.when else "")
        + f"<content:encoded>{escape(f'<p>{each.text}</p>')}</content:encoded></item>"
        for each in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{name}</title>{entries}</channel></rss>"
    )


class Notes(Silent):
    """A report that remembers what the user was told."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def notice(self, text: str) -> None:
        """Remember it."""
        self.notices.append(text)


class Newsroom:
    """A show of two papers, Le Courrier and L’Écho, at a time that tests set."""

    def __init__(self, site: Site, folder: Path, hourglass: Hourglass) -> None:
        self.site, self.folder, self.now = site, folder, MONDAY
        self._hourglass = hourglass
        self.daily = Daily(length=Length(90.0))
        self.sources = (
            Source(site.at("/courrier"), name="Le Courrier"),
            Source(site.at("/echo"), name="L’Écho"),
        )
        self.notes = Notes()

    def print(self, courrier: Sequence[News] = (), echo: Sequence[News] = ()) -> None:
        """What is in the two feeds from now on."""
        self.site.has({"/courrier": feed("courrier", courrier), "/echo": feed("echo", echo)})

    def change(self, **changes: Any) -> None:
        """Change the table [daily]."""
        self.daily = replace(self.daily, **changes)

    def run(self, **options: Any) -> pipeline.Bulletin:
        """`briefing daily`, at the time it is now."""
        settings = Settings(
            output=self.folder / "output", voice="pico", reporter="", music=NO_MUSIC,
            sources=self.sources, daily=self.daily,
        )  # fmt: skip
        self.notes = Notes()
        studio = pipeline.Studio(settings, self.notes, lambda: self.now, bytes)
        wanted = pipeline.DailyOptions(fetch=lambda: fetcher(self._hourglass), **options)
        return pipeline.daily(studio, wanted)

    def titles(self, verdict: str, **options: Any) -> list[str]:
        """What a run says that it does with the items of this verdict."""
        run = self.run(**options).run
        return [each.title for each in run.decisions if each.verdict == verdict]
