"""What this app connects to the ground floor: dilemmas and lessons in search and by theme, and their steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from dilemmas import bereik, bewaren, services_inzending, stappen
from dilemmas.les import aansluiting as les
from dilemmas.models import Dilemma, Inzending
from dilemmas.stapforms import keuzes_per_thema
from vik_portal.berichten import soorten
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.redactie.toegang import mag_schrijven
from vik_portal.register import (
    Aanbeveler,
    Bronstuk,
    Itembron,
    Punt,
    Sprong,
    Verwijzing,
    Wachtbron,
    Zoekbron,
    Zoekdocument,
    register,
)


def _documenten() -> Iterator[Zoekdocument]:
    for dilemma in Dilemma.objects.published():
        inhoud = dilemma.gelezen
        yield Zoekdocument(
            sleutel=dilemma.slug,
            url=dilemma.get_absolute_url(),
            titel=dilemma.titel,
            kort=inhoud.kort,
            tekst=dilemma.zoektekst(),
            trefwoorden=" · ".join([*inhoud.doelgroepen, *inhoud.themas]).replace("-", " "),
        )


def _bij_thema(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(dilemma.titel, dilemma.get_absolute_url(), dilemma.inhoud["kort"])
        for dilemma in Dilemma.objects.published().bij_thema(thema).op_titel()
    ]


def _bij_onderdeel(sleutel: str) -> list[Verwijzing]:
    dilemmas = Dilemma.objects.published().bij_onderdeel(sleutel).op_titel()
    return [Verwijzing(dilemma.titel, dilemma.get_absolute_url(), dilemma.inhoud["kort"]) for dilemma in dilemmas]


def _als_bron(slug: str) -> Bronstuk | None:
    dilemma = Dilemma.objects.published().filter(slug=slug).first()
    if dilemma is None:
        return None
    inhoud = dilemma.gelezen
    return Bronstuk(
        slug=slug,
        titel=dilemma.titel,
        url=dilemma.get_absolute_url(),
        versie=dilemma.versienummer,
        kort=inhoud.kort,
        verhaal=inhoud.verhaal,
        vraag=inhoud.vraag,
        keuzes=tuple(optie.tekst for optie in inhoud.opties),
        norm=inhoud.norm.tekst,
        melden=inhoud.norm.melden,
        themas=tuple(inhoud.themas),
    )


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """For every redacteur: how many dilemmas came in that nobody has taken up."""
    aantal = Inzending.objects.nieuw().count() if mag_schrijven(gebruiker) else 0
    if not aantal:
        return []
    titel = "Eén ingezonden dilemma" if aantal == 1 else f"{aantal} ingezonden dilemma’s"
    uitleg = "Lees wat er binnenkwam, maak er een dilemma van of bedank de inzender."
    return [Punt(titel, reverse("dilemmas:inzendingen"), uitleg, actie="Lees")]


def _volg_inzending(sender: Any, stuk: Dilemma, **_: Any) -> None:
    services_inzending.volg(stuk=stuk)


def _opgevallen(gebruiker: Gebruiker) -> list[Punt]:
    """For a preventiecoördinator, once a group in the unit sent something."""
    if not heeft_rol(gebruiker, Rol.Soort.PREVENTIECOORDINATOR) or not stappen.iets_opgevallen(gebruiker):
        return []
    zin = "Zinnen die groepen na een gesprek naar VIK stuurden."
    return [Punt("Wat groepen opviel", reverse("dilemmas:opgevallen"), zin)]


def sluit_aan() -> None:
    bewaren.sluit_aan()
    bereik.sluit_aan()
    stappen.sluit_aan()
    les.sluit_aan()
    soorten.registreer(stappen.OPGEVALLEN)
    register.registreer(Wachtbron("opgevallen", "mijn", _opgevallen))
    register.registreer(Zoekbron("dilemma", "Dilemma’s", _documenten, gewicht=0.7))
    register.registreer(Itembron("dilemma", "Dilemma", keuzes_per_thema, _als_bron))
    register.registreer(
        Sprong(
            "dilemmas",
            "Alle dilemma’s",
            "dilemmas:lijst",
            "Denk een dilemma alleen of met je team door.",
            ("dilemma’s", "dilemmas", "dilemma", "casus"),
        )
    )
    register.registreer(Aanbeveler("dilemma", "Dilemma’s om over te praten", _bij_thema, _bij_onderdeel))
    register.registreer(
        Sprong(
            "dilemma-inzenden",
            "Breng je eigen dilemma in",
            "dilemmas:inzenden",
            "Zonder account en zonder naam. Met een code lees je later het antwoord.",
            ("eigen dilemma", "dilemma inzenden", "dilemma insturen", "dilemma inbrengen"),
        )
    )
    register.registreer(Wachtbron("inzendingen-wacht", "wacht", _wacht))
    gepubliceerd.connect(_volg_inzending, sender=Dilemma, dispatch_uid="dilemmas-inzendingen")
