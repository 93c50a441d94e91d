"""Which themes a risk can have."""

from __future__ import annotations

from collections.abc import Iterable

from beroepscode.models import Themablad
from risicoanalyse.schema import WerkprocesInhoud


def themakeuzes(processen: Iterable[WerkprocesInhoud]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Published themabladen as (group, [(slug, title)]): those of the chosen work processes first."""
    eerst = {slug for proces in processen for slug in proces.themas}
    bladen = [(blad.slug, blad.titel) for blad in Themablad.objects.published().op_titel().only("slug", "titel")]
    groepen = [
        ("Bij jullie werkprocessen", [blad for blad in bladen if blad[0] in eerst]),
        ("Andere thema’s", [blad for blad in bladen if blad[0] not in eerst]),
    ]
    return [(naam, keuzes) for naam, keuzes in groepen if keuzes]
