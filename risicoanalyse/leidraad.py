"""Interview guides: what a begeleider of a deep risk analysis reads before talking with people one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.redactie.inhoud import Bestandsinhoud, lees_map

MAP = Path(__file__).parent / "inhoud" / "handreikingen"


@dataclass(frozen=True)
class Leidraad:
    """A guide; its slug is that of the instrument whose phenomenon it is about. ``duur`` in minutes."""

    slug: str
    titel: str
    duur: int
    doel: str
    bestand: Bestandsinhoud

    @property
    def url(self) -> str:
        return reverse("risicoanalyse:leidraad", args=[self.slug])


def leidraad(slug: str) -> Leidraad | None:
    """The guide that belongs to an instrument; most have none."""
    bestand = next((bestand for bestand in lees_map(MAP) if bestand.velden["bij"] == slug), None)
    if bestand is None:
        return None
    velden = bestand.velden
    return Leidraad(slug, velden["titel"], velden["duur"], velden["doel"], bestand)


def leidraad_bij(bijeenkomst: Bijeenkomst) -> Leidraad | None:
    """The guide for the instrument that a meeting asks."""
    stap = bijeenkomst.stappen.filter(soort="vragenlijst").first()
    return leidraad(stap.inhoud.get("instrument", "")) if stap else None
