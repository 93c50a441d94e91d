"""The three questions at the end of a campaign, and how their answers are told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from risicoanalyse.beeld.vorm import BandRij, band_rij
from vik_portal.meedoen.banden import MINIMUM, NAMEN, band, trap


@dataclass(frozen=True)
class Vraag:
    """``antwoorden``: key → words. ``kern`` is what it is about, in one word."""

    sleutel: str
    kern: str
    tekst: str
    antwoorden: dict[str, str]


VRAGEN = (
    Vraag(
        "effect",
        "Effect",
        "Praten jullie sinds deze items anders over het onderwerp?",
        {"vaker": "Vaker of opener", "zelfde": "Hetzelfde", "minder": "Minder", "weet_niet": "Weet ik niet"},
    ),
    Vraag(
        "resultaat",
        "Resultaat",
        "Deed je team iets anders door deze items?",
        {"vaak": "Ja, meer dan eens", "soms": "Ja, een keer", "nee": "Nee", "weet_niet": "Weet ik niet"},
    ),
    Vraag(
        "behoefte",
        "Behoefte",
        "Hoe vaak wil je zulke items in de briefing?",
        {"vaker": "Vaker dan nu", "zo": "Zo is het goed", "minder": "Minder vaak", "niet": "Liever niet"},
    ),
)


@dataclass(frozen=True)
class Uitslag:
    """One question as it is told: of how many, and per answer a band (index, words) of the house's own scale."""

    vraag: Vraag
    #: Of ``vik_portal.meedoen.banden``.
    trap: str
    #: In steps of five, from five on.
    minstens: int
    banden: list[tuple[str, int, str]]

    @property
    def rijen(self) -> list[BandRij]:
        """The answers as a page draws them."""
        return [band_rij(self.trap, woorden, nummer) for woorden, nummer, _ in self.banden]

    def band(self, antwoord: str) -> int:
        return dict(zip(self.vraag.antwoorden, (nummer for _, nummer, _ in self.banden), strict=True))[antwoord]


def uitslag(vraag: Vraag, aantallen: Mapping[str, int]) -> Uitslag | None:
    """``None`` below five answers: nobody learns whether that was none or four."""
    totaal = sum(aantallen.get(antwoord, 0) for antwoord in vraag.antwoorden)
    if totaal < MINIMUM:
        return None
    namen = NAMEN[trap(totaal)]
    banden = [
        (woorden, nummer := band(aantallen.get(antwoord, 0), totaal), namen[nummer])
        for antwoord, woorden in vraag.antwoorden.items()
    ]
    return Uitslag(vraag, trap(totaal), totaal - totaal % MINIMUM, banden)
