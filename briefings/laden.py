"""Loads the briefing items that come with the project."""

from __future__ import annotations

from pathlib import Path

from briefings.models import Briefingsitem
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"


def laad() -> int:
    """Returns how many files were read."""
    aantal = 0
    for bestand in lees_map(MAP):
        item = Briefingsitem.objects.filter(slug=bestand.naam).first() or Briefingsitem(slug=bestand.naam)
        inhoud = {**bestand.velden, "notities": bestand.html()}
        services.laad(stuk=item, inhoud=inhoud, toelichting="Bij het portaal geleverd")
        aantal += 1
    return aantal
