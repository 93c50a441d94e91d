"""What may be said of a question by the pictures that hold it. Pure: bands in, sentences out, no counts of one team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from risicoanalyse import ijkgrenzen
from risicoanalyse.beeld.zinnen import telwoord
from risicoanalyse.overzicht.kern import MIDDEN

NIVEAUS = ("laag", "midden", "hoog")
ONBEKEND = "niet te zeggen"


@dataclass(frozen=True)
class Deel:
    """``minst`` to ``meest`` out of ``van``: what one band, or several added up, leaves possible."""

    minst: int
    meest: int
    van: int

    def __add__(self, ander: Deel) -> Deel:
        return Deel(self.minst + ander.minst, self.meest + ander.meest, self.van + ander.van)

    @property
    def zeker(self) -> float:
        """The share (0–1) that holds for sure."""
        return self.minst / self.van if self.van else 0.0

    def woorden(self, wie: str = "teams") -> str:
        """ "minstens 7 van de 9 teams", always with what it is out of; empty when nothing is known."""
        if not self.van:
            return ""
        if self.minst == 0:
            return f"hooguit {self.meest} van de {self.van} {wie}"
        if self.meest == self.van:
            return f"minstens {self.minst} van de {self.van} {wie}"
        return f"{self.minst} tot {self.meest} van de {self.van} {wie}"


NIETS = Deel(0, 0, 0)


@dataclass(frozen=True)
class Vraagstand:
    """What all pictures together carry of one question. ``onbegrepen`` is out of meetings that begeleiders told of."""

    sleutel: str
    onderwerp: str
    tekst: str
    niveaus: Mapping[str, Deel] = field(default_factory=dict)
    blind: Deel = NIETS
    onbegrepen: Deel = NIETS

    @property
    def teams(self) -> int:
        """Over how many teams at most something is known of it."""
        return max((deel.van for deel in self.niveaus.values()), default=0)


@dataclass(frozen=True)
class Bevinding:
    """Something to look at. ``soort``: gelijk, onbekend, grens or onbegrepen. ``zin`` carries its own reference."""

    sleutel: str
    soort: str
    kop: str
    zin: str


KOPPEN = {
    "gelijk": "Onderscheidt weinig",
    "onbekend": "Vaak ‘weet ik niet’",
    "grens": "Vaak niet te zeggen",
    "onbegrepen": "Vaak niet begrepen",
}


def _bevinding(stand: Vraagstand, soort: str, zin: str) -> Bevinding:
    return Bevinding(stand.sleutel, soort, KOPPEN[soort], zin)


def oordeel(stand: Vraagstand) -> list[Bevinding]:
    """Every rule that the numbers carry; empty when none does, or when there are too few teams."""
    uit = []
    for niveau in NIVEAUS:
        deel = stand.niveaus.get(niveau, NIETS)
        if deel.van >= ijkgrenzen.MINSTE_TEAMS and deel.zeker >= ijkgrenzen.OVERAL_GELIJK:
            # Of fewer teams than the blind spot: a level is told in larger pictures only.
            waar = f" (alleen beelden van {telwoord(MIDDEN)} teams of meer)" if deel.van < stand.blind.van else ""
            zin = f"Staat bij {deel.woorden()} op {niveau}{waar}. Zo laat de vraag weinig verschil tussen teams zien."
            uit.append(_bevinding(stand, "gelijk", zin))
    if stand.blind.van >= ijkgrenzen.MINSTE_TEAMS and stand.blind.zeker >= ijkgrenzen.VAAK_ONBEKEND:
        zin = f"Is bij {stand.blind.woorden()} een blinde vlek: een deel weet of zegt het niet."
        uit.append(_bevinding(stand, "onbekend", zin))
    grens = stand.niveaus.get(ONBEKEND, NIETS)
    if grens.van >= ijkgrenzen.MINSTE_TEAMS and grens.zeker >= ijkgrenzen.VAAK_OVER_DE_GRENS:
        zin = f"Past bij {grens.woorden()} bij meer dan één niveau. De antwoorden liggen dan over een grens heen."
        uit.append(_bevinding(stand, "grens", zin))
    if stand.onbegrepen.van >= ijkgrenzen.MINSTE_TEAMS and stand.onbegrepen.zeker >= ijkgrenzen.VAAK_ONBEGREPEN:
        zin = f"Begeleiders wezen deze vraag aan na {stand.onbegrepen.woorden('bijeenkomsten')}."
        uit.append(_bevinding(stand, "onbegrepen", zin))
    return uit
