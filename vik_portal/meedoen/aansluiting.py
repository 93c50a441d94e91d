"""What this app connects: its own step kinds, and meetings on the home page of who leads them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from vik_portal.berichten import soorten
from vik_portal.meedoen import stappen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.uitnodigen import BERICHT
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Punt, Wachtbron, register


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    gepland = Bijeenkomst.objects.filter(begeleiders=gebruiker).exclude(status=Bijeenkomst.Status.AFGEROND)
    return [
        Punt(
            titel=bijeenkomst.titel,
            url=reverse("bijeenkomsten:bijeenkomst", args=[bijeenkomst.pk]),
            toelichting="Oefening"
            if bijeenkomst.oefening
            else f"{bijeenkomst.team}, {bijeenkomst.plaats}".rstrip(", "),
            wanneer=timezone.localdate(bijeenkomst.begin),
        )
        for bijeenkomst in gepland.select_related("team").order_by("begin")[:5]
    ]


def sluit_aan() -> None:
    stappen.sluit_aan()
    soorten.registreer(BERICHT)
    register.registreer(Wachtbron("bijeenkomsten", "komt", _komt))
