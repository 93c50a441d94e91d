"""What the desk connects to somebody's home page: what waits for them, and the texts that are theirs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from vik_portal.eenmaal import eenmaal
from vik_portal.redactie import bewaren, media
from vik_portal.redactie.models import Publicatie, Status
from vik_portal.redactie.toegang import mag_schrijven
from vik_portal.redactie.werkvoorraad import Bij, aandacht, bij
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
        for rij in aandacht(gebruiker, {tekst.model for tekst in _bij(gebruiker) if tekst.misschien})
        if rij.bij == "jij"
    ]


def _mijn(gebruiker: Any) -> list[Punt]:
    """What you are working on, and one way to all texts that are yours."""
    if not mag_schrijven(gebruiker):
        return []
    eigen = [tekst for tekst in _bij(gebruiker) if tekst.eigenaar == gebruiker.pk]
    alle = Punt(
        titel="Je ene tekst" if len(eigen) == 1 else f"Al je {len(eigen)} teksten",
        url=f"{reverse('redactie:werkvoorraad')}?van=mij#teksten",
        toelichting="Bij de redactie, met de dag om ze na te kijken",
    )
    bezig = [
        Punt(
            titel=tekst.titel,
            url=reverse("redactie:bewerk", args=[tekst.model._meta.model_name, tekst.slug]),
            toelichting=f"{tekst.model.soortnaam}, {Status(tekst.status).label.lower()}",
            actie="Bewerk",
        )
        for tekst in eigen
        if tekst.status in (Status.CONCEPT, Status.TER_BEOORDELING)
    ]
    return [*bezig, alle] if eigen else []


def _bij(gebruiker: Any) -> list[Bij]:
    return eenmaal(gebruiker, "teksten", lambda: bij(gebruiker))


def sluit_aan() -> None:
    bewaren.sluit_aan()
    media.sluit_aan()
    register.registreer(Wachtbron("redactie-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("redactie-mijn", "mijn", _mijn))
