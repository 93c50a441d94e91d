"""Dialogue cards: the questions of the code, one at a time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.template.loader import render_to_string

from beroepscode.models import Onderdeel
from beroepscode.toegang import dialoogkaart_of_404
from vik_portal.redactie.weergaven import Bladzijde

Soort = Onderdeel.Soort
#: How the page of all cards is divided, in this order.
GROEPEN = ("Uit het boekje", "Over de kernwaarden", "Over de richtlijnen", "Over je werk")


@dataclass(frozen=True)
class Kaart:
    """A question with the parts of the code that it is about, in the order in which it names them."""

    deel: Onderdeel
    over: list[Onderdeel]

    @property
    def label(self) -> str:
        """What stands above it on paper."""
        if self.deel.editie.officieel:
            return f"Beroepscode, {self.deel.editie.naam}"
        return self.over[0].titel if self.over else "Je werk"


def alle_kaarten() -> list[Kaart]:
    """All cards, in the order of the code."""
    delen = {deel.sleutel: deel for deel in Onderdeel.objects.actief()}
    kaarten = Onderdeel.objects.dialoogkaarten().select_related("editie").order_by("-editie__officieel", "volgorde")
    return [Kaart(deel, [delen[sleutel] for sleutel in deel.bij if sleutel in delen]) for deel in kaarten]


def stapel() -> Bladzijde:
    """The page with the deck and the list of all cards."""
    kaarten = alle_kaarten()
    groepen: dict[str, list[Kaart]] = {naam: [] for naam in GROEPEN}
    for kaart in kaarten:
        groepen[_groep(kaart)].append(kaart)
    context = {"kaarten": kaarten, "groepen": {naam: groep for naam, groep in groepen.items() if groep}}
    html = render_to_string("beroepscode/weergave/dialoogkaarten.html", context)
    return Bladzijde(
        html, "Dialoogkaarten", "Trek een vraag en praat erover. Op je telefoon, op het scherm of op papier."
    )


def _groep(kaart: Kaart) -> str:
    if kaart.deel.editie.officieel:
        return "Uit het boekje"
    soort = kaart.over[0].soort if kaart.over else ""
    return {"kernwaarde": "Over de kernwaarden", "richtlijn": "Over de richtlijnen"}.get(soort, "Over je werk")


def kaart(naam: str) -> Bladzijde:
    """The page of one card. An unknown name raises ``Http404``."""
    deel = dialoogkaart_of_404(naam)
    over = list(Onderdeel.objects.actief().filter(sleutel__in=deel.bij))
    html = render_to_string("beroepscode/weergave/dialoogkaart.html", {"deel": deel, "over": over})
    return Bladzijde(html, deel.titel, deel.kort)


def trek(behalve: str) -> Onderdeel | None:
    """Any card but the one of this name; ``None`` when there is no other."""
    kaarten = list(Onderdeel.objects.dialoogkaarten().exclude(sleutel=f"{Soort.DIALOOGVRAAG}/{behalve}"))
    return secrets.choice(kaarten) if kaarten else None
