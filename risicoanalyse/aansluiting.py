"""What this app connects to the ground floor: steps and draaiboek, the instrument, and agreements to look after."""

from __future__ import annotations

from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from risicoanalyse import stappen
from risicoanalyse.beeld.zinnen import groot, telwoord
from risicoanalyse.models import Concept, Maatregel, Vragenlijst
from risicoanalyse.toegang import INSTRUMENT_ROLLEN
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Punt, Wachtbron, register


def _mijn(gebruiker: Gebruiker) -> list[Punt]:
    """The instrument, to look at for who leads an analysis and to edit for landelijk."""
    lijst = Vragenlijst.actuele() if heeft_rol(gebruiker, *INSTRUMENT_ROLLEN) else None
    if lijst is None:
        return []
    punten = [Punt("De vragenlijst van de risicoanalyse", reverse("risicoanalyse:vragenlijst"), str(lijst))]
    if heeft_rol(gebruiker, Rol.Soort.LANDELIJK):
        bezig = Concept.objects.count()
        zin = f"{groot(telwoord(bezig))} {'concept staat' if bezig == 1 else 'concepten staan'} klaar." if bezig else ""
        uitleg = " ".join(filter(None, ["Versies bekijken, bewerken en publiceren.", zin]))
        punten.append(Punt("Vragenlijsten en werkprocessen", reverse("risicoanalyse:instrument"), uitleg))
    return punten


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """Agreements that are due within two weeks, or overdue."""
    bijna = Maatregel.objects.visible_to(gebruiker).bijna(timezone.localdate())
    return [
        Punt(
            titel=maatregel.tekst,
            url=reverse("risicoanalyse:afspraak", args=[maatregel.pk]),
            toelichting=f"{maatregel.risico.bijeenkomst.team.naam}, {maatregel.rol}. {maatregel.termijn}",
            wanneer=maatregel.datum,
            actie="Vraag ernaar",
        )
        for maatregel in bijna.select_related("risico__bijeenkomst__team").order_by("datum", "pk")
    ]


def _afspraken(gebruiker: Gebruiker) -> list[Punt]:
    """One line per meeting that left agreements which still run."""
    lopend = Maatregel.objects.visible_to(gebruiker).lopend().select_related("risico__bijeenkomst__team")
    op_volgorde = lopend.order_by("-risico__bijeenkomst__begin", "risico__bijeenkomst")
    punten = []
    for bijeenkomst, groep in groupby(op_volgorde, key=lambda maatregel: maatregel.risico.bijeenkomst):
        aantal = len(list(groep))
        wat = "afspraak loopt" if aantal == 1 else "afspraken lopen"
        url = f"{reverse('risicoanalyse:afspraken')}#b{bijeenkomst.pk}"
        zin = f"{bijeenkomst.titel}. {groot(telwoord(aantal))} {wat} nog."
        punten.append(Punt(f"Afspraken van {bijeenkomst.team.naam}", url, zin))
    return punten


def sluit_aan() -> None:
    stappen.sluit_aan()
    register.registreer(Wachtbron("risicoanalyse", "mijn", _mijn))
    register.registreer(Wachtbron("afspraken-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("afspraken-mijn", "mijn", _afspraken))
