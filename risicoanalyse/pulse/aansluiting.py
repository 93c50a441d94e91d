"""What the pulse connects: its steps, what a begeleider prepares, and what comes for a teamchef."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from risicoanalyse.models import Pulse
from risicoanalyse.pulse import stappen
from risicoanalyse.pulse.gehouden import vergeten
from risicoanalyse.pulse.plannen import HERINNERING, WEKEN, vertel_teamchefs, volg_begeleiders
from vik_portal.berichten import soorten
from vik_portal.exports.ics import Afspraak
from vik_portal.meedoen.boekbestand import Boekbestand
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.signalen import begeleiders_gewijzigd, gewijzigd
from vik_portal.meedoen.toegang import leidt
from vik_portal.meedoen.uitnodigen import als_afspraken
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Agendabron, Punt, Wachtbron, register


def _voorbereid(bijeenkomst: Bijeenkomst) -> bool:
    """True when every line of the checklist was ticked."""
    return set(Boekbestand(stappen.MAP, "pulse").voorbereiding) <= set(bijeenkomst.gedaan)


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """For who leads it: from four weeks before until it is prepared, and again when its day passed without it."""
    if not leidt(gebruiker):
        return []
    nu = timezone.now()
    dichtbij = Pulse.objects.gepland().filter(
        bijeenkomst__begeleiders=gebruiker, bijeenkomst__begin__date__lte=timezone.localdate(nu) + _VOORAF
    )
    punten = []
    for pulse in dichtbij.select_related("bijeenkomst__team").order_by("bijeenkomst__begin"):
        stuk = pulse.bijeenkomst
        dag, url = timezone.localdate(stuk.begin), reverse("bijeenkomsten:bijeenkomst", args=[stuk.pk])
        if stuk.begin < nu and dag < timezone.localdate(nu):
            zin = f"De dag is voorbij. Kies een nieuwe dag, of zeg het terugkijken af. {stuk.titel}."
            punten.append(Punt(f"Is er teruggekeken met {stuk.team}?", url, zin, dag, "Kies een dag"))
        elif not _voorbereid(stuk):
            zin = f"{stuk.titel}. Tien minuten. {stuk.plaats}".removesuffix(" ")
            punten.append(Punt(f"Bereid het terugkijken met {stuk.team} voor", url, zin, dag, "Bereid voor"))
    return punten + _bleef_liggen(gebruiker)


def _bleef_liggen(gebruiker: Gebruiker) -> list[Punt]:
    """For who leads it: what the clock ended, until somebody gives it another day or ends it."""
    open_ = Pulse.objects.vergeten().filter(bijeenkomst__begeleiders=gebruiker).order_by("bijeenkomst__begin")
    punten = []
    for pulse in open_.select_related("bijeenkomst__team").prefetch_related("bijeenkomst__rondes"):
        stuk, wat = pulse.bijeenkomst, vergeten(pulse)
        titel = (
            f"Rond het terugkijken met {stuk.team} af" if wat.geteld else f"Terugkijken met {stuk.team} bleef liggen"
        )
        url = reverse("risicoanalyse:pulse", args=[stuk.pk])
        punten.append(Punt(titel, url, wat.zin, timezone.localdate(stuk.begin)))
    return punten


_VOORAF = timedelta(weeks=WEKEN[0])


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    """For the teamchef: day, place and how long, and nothing of what it is about."""
    if not heeft_rol(gebruiker, Rol.Soort.TEAMCHEF):
        return []
    komend = Pulse.objects.gepland().voor_teamchef(gebruiker).filter(bijeenkomst__begin__gte=timezone.now())
    anders = komend.exclude(bijeenkomst__begeleiders=gebruiker).select_related("bijeenkomst__team")
    return [
        Punt(
            titel=f"Terugkijken met {pulse.bijeenkomst.team}",
            url=reverse("risicoanalyse:verslag", args=[pulse.van_id]),
            toelichting=", ".join(
                filter(
                    None,
                    [
                        "Tien minuten",
                        pulse.bijeenkomst.plaats,
                        date_format(timezone.localtime(pulse.bijeenkomst.begin), "H:i"),
                    ],
                )
            ),
            wanneer=timezone.localdate(pulse.bijeenkomst.begin),
        )
        for pulse in anders.order_by("bijeenkomst__begin")
    ]


def _afspraken(gebruiker: Gebruiker, vanaf: date) -> list[Afspraak]:
    """The same in the calendar of the teamchef. Who was invited to it or leads it has it there already."""
    mijn = Pulse.objects.voor_teamchef(gebruiker).filter(bijeenkomst__begin__date__gte=vanaf)
    anders = mijn.exclude(Q(bijeenkomst__begeleiders=gebruiker) | ~Q(bijeenkomst__verstuurd={}))
    return als_afspraken(Bijeenkomst.objects.filter(pk__in=anders.values("bijeenkomst")))


def sluit_aan() -> None:
    stappen.sluit_aan()
    soorten.registreer(HERINNERING)
    begeleiders_gewijzigd.connect(volg_begeleiders, dispatch_uid="risicoanalyse.volg_begeleiders")
    gewijzigd.connect(vertel_teamchefs, dispatch_uid="risicoanalyse.vertel_teamchefs")
    register.registreer(Wachtbron("terugkijken-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("terugkijken", "komt", _komt))
    register.registreer(Agendabron("terugkijken", _afspraken))
