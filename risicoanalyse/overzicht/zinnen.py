"""Sentences about teams, written by rules. A sentence says what the least and the most of a sum carry, or is not there.

Words for people never appear here; a number always stands beside what it is a number of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from risicoanalyse.beeld.zinnen import en, groot, klein
from risicoanalyse.overzicht.kern import MINSTE_TEAMS

#: "A large part" is said from this share of the teams on (1 in so many).
GROOT_DEEL = 3
#: Of fewer than five teams a sentence is written when they are this share (1 in so many).
GENOEG = 4
#: A sentence names at most so many values.
MEEST = 3


@dataclass(frozen=True)
class Spreiding:
    """At least ``laag`` and at most ``hoog`` of ``van`` teams."""

    laag: int
    hoog: int
    van: int

    @property
    def getal(self) -> str:
        """Without the reference, for a table whose heading has it."""
        if self.laag == 0:
            return f"hooguit {self.hoog}"
        if self.hoog == self.van:
            return f"minstens {self.laag}"
        return f"{self.laag} tot {self.hoog}"

    def __str__(self) -> str:
        return f"{self.getal} van de {self.van} teams"

    @property
    def zegt_iets(self) -> bool:
        return self.laag > 0

    @property
    def draagt_een_zin(self) -> bool:
        """Surely five teams, or surely a quarter of them."""
        return self.laag >= MINSTE_TEAMS or (self.zegt_iets and self.laag * GENOEG >= self.van)


#: What a team with this value has, in the order in which it is told: attention first, never as a ranking of teams.
_HOUVAST = {
    "laag": "is het houvast laag",
    "verdeeld": "zijn de antwoorden verdeeld",
    "hoog": "is het houvast hoog",
    "midden": "ligt het houvast in het midden",
}
_VOORTGANG = {
    "klaar": "zijn alle maatregelen klaar of gestopt",
    "deels": "is een deel klaar of gestopt",
    "loopt": "lopen ze",
    "afgesproken": "moeten ze nog beginnen",
    "geen": "zijn er geen afgesproken",
}


def _minst(alle: Sequence[Spreiding]) -> list[str]:
    """ "minstens 12 van de 51 teams", and of the next ones the number alone as long as they are out of as many."""
    eerder = [None, *(spreiding.van for spreiding in alle)]
    return [
        f"minstens {s.laag}" if s.van == vorige else f"minstens {s.laag} van de {s.van} teams"
        for s, vorige in zip(alle, eerder, strict=False)
    ]


def _minstens(delen: Sequence[tuple[Spreiding, str]]) -> str:
    """ "bij minstens 12 van de 51 teams is …, bij minstens 9 …": only what the numbers carry."""
    zeker = [(spreiding, wat) for spreiding, wat in delen if spreiding.draagt_een_zin][:MEEST]
    aantallen = _minst([spreiding for spreiding, _ in zeker])
    return en([f"bij {aantal} {wat}" for aantal, (_, wat) in zip(aantallen, zeker, strict=True)])


def thema(naam: str, waarden: dict[str, Spreiding]) -> str:
    """The conclusion above the picture of a theme."""
    zin = _minstens([(waarden[kleur], wat) for kleur, wat in _HOUVAST.items() if kleur in waarden])
    return f"{naam}: {zin}" if zin else f"{naam}: geen uitkomst is zeker genoeg om te noemen"


def vergelijk(themas: Sequence[tuple[str, dict[str, Spreiding]]], kleur: str) -> list[str]:
    """Themes where this colour surely occurs more often than at another theme. All are of the same teams."""
    return [
        f"{groot(_HOUVAST[kleur].split(' ')[-1])} houvast komt bij {klein(eerste)} vaker voor "
        f"({a.getal} van de {a.van} teams) dan bij {klein(tweede)} ({b.getal})."
        for eerste, waarden in themas
        for tweede, ander in themas
        if (a := waarden[kleur]).laag > (b := ander[kleur]).hoog
    ]


def kloof(processen: Sequence[tuple[str, dict[str, Spreiding]]]) -> str:
    """Work processes at which the gap is surely large in a large part of the teams that looked at it."""
    if not processen:
        return "Over de werkprocessen is niets te zeggen: te weinig teams keken naar hetzelfde"
    zeker = [(naam, s) for naam, waarden in processen if (s := waarden["groot"]).laag * GROOT_DEEL >= s.van]
    if all(waarden["groot"].hoog * GROOT_DEEL < waarden["groot"].van for _, waarden in processen):
        return "Bij geen werkproces heeft een derde van de teams een grote kloof"
    if not zeker:
        return "Van geen werkproces is zeker dat minstens een derde van de teams er een grote kloof heeft"
    return f"De kloof is vaak groot bij {_met_aantal(zeker)}"


def _met_aantal(delen: Sequence[tuple[str, Spreiding]]) -> str:
    aantallen = _minst([spreiding for _, spreiding in delen])
    return en([f"{klein(naam)} ({aantal})" for aantal, (naam, _) in zip(aantallen, delen, strict=True)])


def risico(soorten: Sequence[tuple[str, Spreiding]]) -> str:
    """The kinds of risk that surely most teams name come first; two that can be equal stand by name."""
    zeker = [(naam, s) for naam, s in soorten if s.draagt_een_zin][:MEEST]
    if not zeker:
        return "Geen soort risico komt zeker vaak genoeg voor om te noemen"
    return f"Teams schreven risico’s op over {_met_aantal(zeker)}"


def voortgang(waarden: dict[str, Spreiding], later: bool = False) -> str:
    """How far the measures are; ``later``: of the same teams, half a year on."""
    zin = _minstens([(waarden[stap], wat) for stap, wat in _VOORTGANG.items() if stap in waarden])
    kop = "Maatregelen na een half jaar" if later else "Maatregelen"
    return f"{kop}: {zin or 'geen stand is zeker genoeg om te noemen'}"


def wie(naam: str, teams: int, eigen: int, samen: int) -> str:
    """What the picture is about. ``eigen`` eenheden have a picture of their own; ``samen`` teams are told together."""
    if not teams:
        return f"Over het {naam} is nog geen beeld. Een beeld gaat over minstens vijf teams samen."
    delen = []
    if eigen:
        delen.append("één eenheid met een eigen beeld" if eigen == 1 else f"{eigen} eenheden met een eigen beeld")
    if samen:
        delen.append(f"{samen} teams van andere eenheden samen")
    uit = f", uit {en(delen)}" if eigen + bool(samen) > 1 else ""
    return f"In het beeld van het {naam} tellen {teams} teams mee{uit}."


def laag_of_verdeeld(themas: Sequence[tuple[str, dict[str, Spreiding]]]) -> list[str]:
    """Per theme how often the houvast is surely low, in the fixed order; nothing when it is nowhere sure."""
    zeker = [(naam, s) for naam, waarden in themas if (s := waarden["laag"]).draagt_een_zin]
    aantallen = _minst([spreiding for _, spreiding in zeker])
    delen = [f"bij {aantal} op {klein(naam)}" for aantal, (naam, _) in zip(aantallen, zeker, strict=True)]
    return [f"Het houvast is laag {en(delen)}."] if delen else []
