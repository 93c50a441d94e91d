"""The list of texts as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from vik_portal.exports import Bestand
from vik_portal.exports.xlsx import XLSX, werkblad
from vik_portal.redactie.models import Publicatie

KOPPEN = ("Soort", "Titel", "Stand", "Staat online", "Eigenaar", "Nakijken op", "Nagekeken op")


def lijst_xlsx(groepen: Iterable[tuple[str, list[Publicatie]]]) -> Bestand:
    """One row per text, in the order of the page."""
    rijen = [
        (
            stuk.soortnaam,
            stuk.titel,
            stuk.get_status_display(),
            stuk.online,
            stuk.eigenaar.naam if stuk.eigenaar else "niemand",
            stuk.herzien_op,
            stuk.gecontroleerd_op,
        )
        for _, stukken in groepen
        for stuk in stukken
    ]
    blad = werkblad("Teksten", KOPPEN, rijen, titel="Teksten van de redactie", datum=timezone.localdate())
    return Bestand("teksten.xlsx", XLSX, blad)
