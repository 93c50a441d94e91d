"""What the portal recommends with a risk, and which themes a risk can have."""

from __future__ import annotations

from dataclasses import dataclass

from beroepscode.models import Themablad
from risicoanalyse.models import Risico
from vik_portal.organisatie.toegang import Bezoeker, heeft_rol
from vik_portal.register import Aanbeveler, Verwijzing, register
from vik_portal.zoeken.models import BRIEFING_ROLLEN


@dataclass(frozen=True)
class Aanbeveling:
    """Pages of one kind that fit a risk; ``reden`` says why they stand here."""

    label: str
    links: list[Verwijzing]


@dataclass(frozen=True)
class Aanbevelingen:
    reden: str
    groepen: list[Aanbeveling]


def aanbevelingen(risico: Risico, bezoeker: Bezoeker) -> Aanbevelingen | None:
    """What fits the theme of a risk and this visitor may open; ``None`` when it has no published theme."""
    blad = Themablad.objects.published().filter(slug=risico.thema).first() if risico.thema else None
    if blad is None:
        return None
    mag_alles = heeft_rol(bezoeker, *BRIEFING_ROLLEN)
    groepen = [
        Aanbeveling(bron.label, links)
        for bron in register.alle(Aanbeveler)
        if (bron.openbaar or mag_alles) and (links := bron.voor_thema(risico.thema))
    ]
    return Aanbevelingen(f"Omdat jullie dit risico bij het thema ‘{blad.titel}’ zetten.", groepen)
