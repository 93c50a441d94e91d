"""What this app connects to the ground floor: the instrument, for who leads or keeps it."""

from __future__ import annotations

from django.urls import reverse

from risicoanalyse import stappen
from risicoanalyse.models import Vragenlijst
from risicoanalyse.toegang import INSTRUMENT_ROLLEN
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Punt, Wachtbron, register


def _mijn(gebruiker: Gebruiker) -> list[Punt]:
    lijst = Vragenlijst.objects.actueel() if heeft_rol(gebruiker, *INSTRUMENT_ROLLEN) else None
    if lijst is None:
        return []
    return [Punt("De vragenlijst van de risicoanalyse", reverse("risicoanalyse:vragenlijst"), str(lijst))]


def sluit_aan() -> None:
    stappen.sluit_aan()
    register.registreer(Wachtbron("risicoanalyse", "mijn", _mijn))
