"""What the desk connects to somebody's home page: what waits for them, and the texts that are theirs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from vik_portal.redactie import bewaren, media
from vik_portal.redactie.models import Publicatie, Status, publicatiesoorten
from vik_portal.redactie.toegang import mag_schrijven
from vik_portal.redactie.werkvoorraad import ZWAAR, aandacht
from vik_portal.register import Punt, Wachtbron, register


def pagina(stuk: Publicatie, naam: str) -> str:
    """The address of a page of the desk about this text."""
    return reverse(f"redactie:{naam}", args=[stuk.soortsleutel, stuk.slug])


def _wacht(gebruiker: Any) -> list[Punt]:
    """Handed in by others, returned to you, and yours with a review day that has come."""
    if not mag_schrijven(gebruiker):
        return []
    return [
        Punt(
            titel=f"{rij.actie}: {rij.stuk.titel}",
            url=pagina(rij.stuk, rij.pagina),
            toelichting=f"{rij.stuk.soortnaam}. {rij.waarom}",
            wanneer=rij.dag,
            actie=rij.actie,
        )
        for rij in aandacht(gebruiker)
        if rij.bij == "jij"
    ]


def _mijn(gebruiker: Any) -> list[Punt]:
    """The texts that are yours."""
    if not mag_schrijven(gebruiker):
        return []
    return [
        Punt(
            titel=stuk.titel,
            url=pagina(stuk, "bewerk"),
            toelichting=f"{stuk.soortnaam}, {stuk.get_status_display().lower()}",
            actie="Bewerk",
        )
        for model in publicatiesoorten()
        for stuk in model._default_manager.filter(Q(eigenaar=gebruiker) & ~Q(status=Status.INGETROKKEN)).defer(*ZWAAR)
    ]


def sluit_aan() -> None:
    bewaren.sluit_aan()
    media.sluit_aan()
    register.registreer(Wachtbron("redactie-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("redactie-mijn", "mijn", _mijn))
