"""What this app connects: offers in search, requests on the home pages of who asks and who answers, and their mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from aanvragen import bereik, bewaren
from aanvragen.models import Aanbod, Aanvraag
from aanvragen.services import NIEUW, STAND, vertel_aanvrager
from aanvragen.toegang import AANVRAGERS, BEHANDELAARS
from vik_portal.berichten import soorten
from vik_portal.eenmaal import eenmaal
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.signalen import gewijzigd
from vik_portal.meedoen.toegang import leidt
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Punt, Sprong, Wachtbron, Zoekbron, Zoekdocument, register

Status = Aanvraag.Status
AFGEZEGD = Bijeenkomst.Status.AFGEZEGD
#: So many of somebody's own finished requests stay on the home page, beside all that still run.
AFGESLOTEN = 3


def _documenten() -> Iterator[Zoekdocument]:
    for aanbod in Aanbod.objects.published():
        inhoud = aanbod.gelezen
        yield Zoekdocument(
            sleutel=aanbod.slug,
            url=aanbod.get_absolute_url(),
            titel=aanbod.titel,
            kort=inhoud.kort,
            tekst=aanbod.zoektekst(),
            trefwoorden=" · ".join(inhoud.trefwoorden),
        )


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """For a preventiecoördinator: requests without an answer, and own meetings of which nobody said how it went."""
    if not heeft_rol(gebruiker, *BEHANDELAARS):
        return []
    voorbij = Q(bijeenkomst__begin__lt=timezone.now()) | Q(bijeenkomst__status=AFGEZEGD)
    geleid = Bijeenkomst.begeleiders.through.objects.filter(gebruiker=gebruiker).values("bijeenkomst")
    vraagt = Q(status=Status.NIEUW) | Q(voorbij, status=Status.GEPLAND, bijeenkomst__in=geleid)
    met = {"begin": F("bijeenkomst__begin"), "stand": F("bijeenkomst__status")}
    rijen = Aanvraag.objects.te_behandelen_door(gebruiker).filter(vraagt)
    alle = list(rijen.annotate(wat=F("aanbod__titel"), bij=F("team__naam"), **met))
    nieuw = [
        Punt(
            titel=f"Aanvraag: {aanvraag.wat}",
            url=_url(aanvraag),
            toelichting=f"{aanvraag.bij}. Gevraagd op {date_format(timezone.localdate(aanvraag.gevraagd_op), 'j F')}."
            + (" Er is nog geen antwoord." if aanvraag.te_laat else " Antwoord binnen vijf werkdagen."),
            wanneer=aanvraag.antwoord_voor,
            actie="Antwoord",
        )
        for aanvraag in alle
        if aanvraag.status == Status.NIEUW
    ]
    return [*nieuw, *(_na(aanvraag) for aanvraag in alle if aanvraag.status == Status.GEPLAND)]


def _na(aanvraag: Any) -> Punt:
    """What to do after the planned day, or when it was cancelled."""
    if aanvraag.stand == AFGEZEGD:
        zin = f"{aanvraag.bij}. De bijeenkomst is afgezegd. Kies een nieuwe dag of sluit de aanvraag af."
        return Punt(f"Hoe gaat het verder? {aanvraag.wat}", _url(aanvraag), zin)
    return Punt(
        titel=f"Is het gehouden? {aanvraag.wat}",
        url=_url(aanvraag),
        toelichting=f"{aanvraag.bij}. Zet de aanvraag op gehouden, of schrijf op waarom het niet doorging.",
        wanneer=timezone.localdate(aanvraag.begin),
        actie="Sluit af",
    )


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    """For who asked: what was planned. Who leads the meeting has it on the page already."""
    gepland = [aanvraag for aanvraag in _van(gebruiker) if aanvraag.status == Status.GEPLAND and aanvraag.begin]
    komend = [rij for rij in gepland if rij.begin >= timezone.now() and rij.stand != AFGEZEGD]
    geleid = set()
    if komend and leidt(gebruiker):
        geleid = {*Bijeenkomst.objects.filter(begeleiders=gebruiker, aanvraag__in=komend).values_list("pk", flat=True)}
    return [
        Punt(
            titel=aanvraag.wat,
            url=_url(aanvraag),
            toelichting=f"VIK bij {aanvraag.bij}. {aanvraag.plaats}".removesuffix(". "),
            wanneer=timezone.localdate(aanvraag.begin),
        )
        for aanvraag in komend
        if aanvraag.bijeenkomst_id not in geleid
    ]


def _van(gebruiker: Gebruiker) -> list[Any]:
    """Somebody's own requests, the newest first, with what a line says: ``wat`` is asked, ``bij`` which team, and of
    the meeting ``begin``, ``plaats`` and ``stand``."""

    def vraag() -> list[Any]:
        rijen = Aanvraag.objects.filter(aanvrager=gebruiker).annotate(wat=F("aanbod__titel"), bij=F("team__naam"))
        stuk = {"begin": F("bijeenkomst__begin"), "plaats": F("bijeenkomst__plaats"), "stand": F("bijeenkomst__status")}
        return list(rijen.annotate(**stuk))

    return eenmaal(gebruiker, "eigen aanvragen", vraag)


def _mijn(gebruiker: Gebruiker) -> list[Punt]:
    """Somebody's own requests with how they stand; the way to ask; the requests and the year of the unit."""
    punten = []
    if heeft_rol(gebruiker, *AANVRAGERS):
        punten.append(
            Punt(
                "Vraag VIK om een sessie of om mee te denken", reverse("aanvragen:aanbod"), "Kies wat bij je team past."
            )
        )
        punten += _eigen(gebruiker)
    if heeft_rol(gebruiker, *BEHANDELAARS):
        punten.append(
            Punt("Aanvragen uit je eenheid", reverse("aanvragen:lijst"), "Wat teams vragen, en hoe het staat.")
        )
        uitleg = "Aanvragen, bijeenkomsten, bereik en wat er moet gebeuren."
        punten.append(Punt("Je jaar in één beeld", reverse("aanvragen:jaar"), uitleg))
    return punten


def _eigen(gebruiker: Gebruiker) -> list[Punt]:
    eigen = _van(gebruiker)
    lopend = [aanvraag for aanvraag in eigen if aanvraag.status in Aanvraag.LOPEND]
    klaar = [aanvraag for aanvraag in eigen if aanvraag.status not in Aanvraag.LOPEND][:AFGESLOTEN]
    return [
        Punt(f"Je aanvraag: {aanvraag.wat}", _url(aanvraag), f"{aanvraag.bij}. {aanvraag.get_status_display()}.")
        for aanvraag in [*lopend, *klaar]
    ]


def _url(aanvraag: Aanvraag) -> str:
    return reverse("aanvragen:aanvraag", args=[aanvraag.pk])


def sluit_aan() -> None:
    bewaren.sluit_aan()
    bereik.sluit_aan()
    soorten.registreer(NIEUW)
    soorten.registreer(STAND)
    gewijzigd.connect(vertel_aanvrager, dispatch_uid="aanvragen.vertel_aanvrager")
    register.registreer(Zoekbron("aanbod", "Aanbod van VIK", _documenten, gewicht=0.7))
    register.registreer(
        Sprong(
            "aanbod",
            "Vraag VIK om een sessie",
            "aanvragen:aanbod",
            "Kies wat bij je team past, of vraag om mee te denken.",
            ("aanbod", "aanbod van vik", "sessie aanvragen", "vik uitnodigen", "vik vragen", "preventiecoördinator"),
        )
    )
    register.registreer(Wachtbron("aanvragen-wacht", "wacht", _wacht))
    register.registreer(Wachtbron("aanvragen-komt", "komt", _komt))
    register.registreer(Wachtbron("aanvragen-mijn", "mijn", _mijn))
