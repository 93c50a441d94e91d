"""Gathers what apps registered for somebody's home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vik_portal.eenmaal import samen
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Punt, Wachtbron, register

KOPPEN = {
    "wacht": ("Wacht op jou", "Er wacht niets op je."),
    "komt": ("Wat komt er", "Er staat niets gepland."),
    "mijn": ("Van jou", "Je hebt nog niets op je naam."),
}


@dataclass(frozen=True)
class Sectie:
    soort: str
    kop: str
    leeg: str
    punten: list[Punt]


def secties_voor(gebruiker: Gebruiker) -> list[Sectie]:
    """The three lists, each by day; what has no day comes last. ``wacht`` is always there, the others when filled."""
    with samen():
        alle = [(bron.soort, punt) for bron in register.alle(Wachtbron) for punt in bron.punten(gebruiker)]
    secties = []
    for soort, (kop, leeg) in KOPPEN.items():
        punten = [punt for van, punt in alle if van == soort]
        punten.sort(key=lambda punt: (punt.wanneer or date.max, punt.titel))
        if punten or soort == "wacht":
            secties.append(Sectie(soort, kop, leeg, punten))
    return secties


def van_vandaag(secties: list[Sectie]) -> Punt | None:
    """The first thing that happens today; it becomes the heading of the page."""
    vandaag = timezone.localdate()
    komt = (punt for sectie in secties if sectie.soort == "komt" for punt in sectie.punten)
    return next((punt for punt in komt if punt.wanneer == vandaag), None)
