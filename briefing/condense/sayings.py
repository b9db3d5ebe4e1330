"""Verbs that report what somebody said, in the forms that news tells them in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REGULAR = (
    "souligner affirmer ajouter estimer indiquer expliquer déclarer préciser assurer annoncer"
    " dénoncer déplorer regretter noter observer rapporter confier raconter confirmer signaler"
    " constater marteler juger révéler insister évoquer résumer commenter plaider rétorquer"
    " répliquer témoigner détailler avancer lancer considérer relever avouer glisser"
).split()


@dataclass(frozen=True, slots=True)
class Saying:
    """The forms of a verb that reports what somebody said."""

    participle: str
    """soulignant"""
    present: tuple[str, str]
    """souligne, soulignent"""
    past: str
    """souligné"""
    simple: tuple[str, str]
    """souligna, soulignèrent"""

    def form(self, tense: str, plural: bool) -> str:
        """The third person in *tense*: that of another verb, by name; empty if there is none."""
        stem = self.participle.removesuffix("ant")
        return {
            "present": self.present[plural],
            "perfect": f"{'ont' if plural else 'a'} {self.past}",
            "imperfect": stem + ("aient" if plural else "ait"),
            "simple": self.simple[plural],
        }.get(tense, "")


def _regular(infinitive: str) -> Saying:
    stem = infinitive[:-2]
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    open_stem = re.sub(r"é([lr])$", r"è\1", stem)
    if infinitive == "marteler":
        open_stem = "martèl"
    return Saying(
        f"{soft}ant", (f"{open_stem}e", f"{open_stem}ent"), f"{stem}é",
        (f"{soft}a", f"{stem}èrent"),
    )  # fmt: skip


_IRREGULAR = (
    Saying("disant", ("dit", "disent"), "dit", ("dit", "dirent")),
    Saying("rappelant", ("rappelle", "rappellent"), "rappelé", ("rappela", "rappelèrent")),
    Saying("promettant", ("promet", "promettent"), "promis", ("promit", "promirent")),
    Saying("admettant", ("admet", "admettent"), "admis", ("admit", "admirent")),
    Saying("soutenant", ("soutient", "soutiennent"), "soutenu", ("soutint", "soutinrent")),
    Saying("reconnaissant", ("reconnaît", "reconnaissent"), "reconnu", ("reconnut", "reconnurent")),
    Saying("écrivant", ("écrit", "écrivent"), "écrit", ("écrivit", "écrivirent")),
    Saying("répondant", ("répond", "répondent"), "répondu", ("répondit", "répondirent")),
    Saying("concluant", ("conclut", "concluent"), "conclu", ("conclut", "conclurent")),
    Saying(
        "poursuivant", ("poursuit", "poursuivent"), "poursuivi", ("poursuivit", "poursuivirent")
    ),
    Saying("prévenant", ("prévient", "préviennent"), "prévenu", ("prévint", "prévinrent")),
    Saying("avertissant", ("avertit", "avertissent"), "averti", ("avertit", "avertirent")),
)
SAYINGS = {each.participle: each for each in (*map(_regular, _REGULAR), *_IRREGULAR)}
FINITE = frozenset(form for each in SAYINGS.values() for form in (*each.present, *each.simple))
PAST = frozenset(each.past for each in SAYINGS.values())


def is_saying(word: str) -> bool:
    """Whether *word* is a form of a verb that reports what somebody says."""
    return word.lower() in FINITE or word.lower() in PAST
