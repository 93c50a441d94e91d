"""Loads the offers that come with the project."""

from __future__ import annotations

from pathlib import Path

from aanvragen.models import Aanbod
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map

MAP = Path(__file__).parent / "inhoud"


def laad() -> int:
    """Returns how many files were read."""
    aantal = 0
    for bestand in lees_map(MAP):
        aanbod = Aanbod.objects.filter(slug=bestand.naam).first() or Aanbod(slug=bestand.naam)
        services.laad(stuk=aanbod, inhoud=bestand.velden, toelichting="Bij het portaal geleverd")
        aantal += 1
    return aantal
