"""What changed between two contents, per field and word by word. Pure functions: content in, pieces out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from pydantic import BaseModel

from vik_portal.redactie.vorm import groep_van

#: A word with the blanks after it, or a run of blanks: joined again they are the text itself.
_WOORD = re.compile(r"\n|[^\s]+[^\S\n]*|[^\S\n]+")
#: Fewer words than this in common is another sentence: then the whole of it is shown as removed and added.
_LIJKT = 0.4


@dataclass(frozen=True)
class Stukje:
    """A run of words: kept, removed or added."""

    soort: Literal["gelijk", "weg", "erbij"]
    tekst: str


@dataclass(frozen=True)
class Veldverschil:
    """The changed lines of one field, in order; ``None`` stands for a run of unchanged lines between them."""

    label: str
    regels: list[list[Stukje] | None]
    #: The words are the same: only bold, links, headings or lists changed.
    alleen_opmaak: bool = False


def woorden(oud: str, nieuw: str) -> list[Stukje]:
    """The two texts as one run of kept, removed and added words. Kept + removed is ``oud``, kept + added ``nieuw``."""
    a, b = _WOORD.findall(oud), _WOORD.findall(nieuw)
    vergelijking = SequenceMatcher(None, [w.rstrip() or w for w in a], [w.rstrip() or w for w in b], autojunk=False)
    if a and b and vergelijking.ratio() < _LIJKT:
        return [Stukje("weg", oud), Stukje("erbij", nieuw)]
    stukjes: list[Stukje] = []
    for soort, a1, a2, b1, b2 in vergelijking.get_opcodes():
        if soort == "equal":
            # The blanks may differ (the end of a line); the new ones are shown.
            stukjes.append(Stukje("gelijk", "".join(b[b1:b2])))
            continue
        if a2 > a1:
            stukjes.append(Stukje("weg", "".join(a[a1:a2])))
        if b2 > b1:
            stukjes.append(Stukje("erbij", "".join(b[b1:b2])))
    return stukjes


def regels(oud: list[str], nieuw: list[str]) -> list[list[Stukje] | None]:
    """The changed lines, word by word; unchanged ones are gathered into ``None``."""
    uit: list[list[Stukje] | None] = []
    for soort, a1, a2, b1, b2 in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if soort == "equal":
            uit.append(None)
            continue
        gepaard = min(a2 - a1, b2 - b1)
        uit += [woorden(oud[a1 + i], nieuw[b1 + i]) for i in range(gepaard)]
        uit += [[Stukje("weg", regel)] for regel in oud[a1 + gepaard : a2]]
        uit += [[Stukje("erbij", regel)] for regel in nieuw[b1 + gepaard : b2]]
    return uit


def verschillen(model: type[BaseModel], oud: dict[str, Any] | None, nieuw: dict[str, Any] | None) -> list[Veldverschil]:
    """The fields that differ, in the order of the model. Either may be empty or from an older model."""
    oud, nieuw = oud or {}, nieuw or {}
    uit = []
    for veld in groep_van(model).velden:
        was, werd = oud.get(veld.sleutel), nieuw.get(veld.sleutel)
        if was == werd or not (was or werd):
            continue
        voor, na = veld.regels(was), veld.regels(werd)
        uit.append(Veldverschil(veld.label, regels(voor, na), alleen_opmaak=voor == na))
    return uit
