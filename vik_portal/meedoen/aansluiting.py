"""What this app connects: its own step kinds, and meetings on the home page of who leads them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from vik_portal.berichten import soorten
from vik_portal.meedoen import bestanden, bewaren, stappen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services.verzetten import WIJZIGING
from vik_portal.meedoen.toegang import leidt
from vik_portal.meedoen.uitnodigen import BERICHT, afspraken_van
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Agendabron, Punt, Sprong, Wachtbron, register


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    if not leidt(gebruiker):
        return []
    gepland = Bijeenkomst.objects.filter(begeleiders=gebruiker).exclude(status__in=Bijeenkomst.VOORBIJ)
    return [
        Punt(
            titel=titel,
            url=reverse("bijeenkomsten:bijeenkomst", args=[pk]),
            toelichting="Oefening" if oefening else f"{voor or team}, {plaats}".rstrip(", "),
            wanneer=timezone.localdate(begin),
        )
        for pk, titel, oefening, voor, team, plaats, begin in gepland.order_by("begin").values_list(
            "pk", "titel", "oefening", "voor", "team__naam", "plaats", "begin"
        )[:5]
    ]


def sluit_aan() -> None:
    bewaren.sluit_aan()
    stappen.sluit_aan()
    bestanden.sluit_aan()
    soorten.registreer(BERICHT)
    soorten.registreer(WIJZIGING)
    register.registreer(
        Sprong(
            "meedoen",
            "Meedoen met code",
            "meedoen:code",
            "Vul de code in die op het scherm in de zaal staat.",
            ("meedoen", "code invoeren", "code invullen", "code van het scherm", "deelnemen"),
        )
    )
    register.registreer(
        Sprong(
            "wat-weten-wij",
            "Wat weten wij van je als je meedoet?",
            "meedoen:wat_weten_wij",
            "Wat er van je antwoorden bewaard blijft, en wat niet. Niemand ziet wat jij invult.",
            ("anoniem", "zien wat ik invul", "herleidbaar", "privacy"),
        )
    )
    # The same key: the feed takes the appointments, which move and are cancelled, and not the lines.
    register.registreer(Wachtbron("bijeenkomsten", "komt", _komt))
    register.registreer(Agendabron("bijeenkomsten", afspraken_van))
