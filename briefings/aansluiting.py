"""What this app connects to the ground floor: items in search and by theme, and what comes on somebody's teams."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from briefings.models import Briefingsitem, Campagne, Mijlpaal, Vertoning
from briefings.models.campagnes import ZIEN
from briefings.toegang import zichtbare_teams
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Aanbeveler, Punt, Verwijzing, Wachtbron, Zoekbron, Zoekdocument, register

#: How many coming items a home page lists.
VOORUITBLIK = 5
#: And how many campaigns that begin, and milestones; those from so long before they are due.
CAMPAGNES, MIJLPALEN, VOORAF = 2, 10, timedelta(days=7)


def _documenten() -> Iterator[Zoekdocument]:
    for item in Briefingsitem.objects.published():
        inhoud = item.gelezen
        yield Zoekdocument(
            sleutel=item.slug,
            url=item.get_absolute_url(),
            titel=item.titel,
            kort=inhoud.boodschap,
            tekst=item.zoektekst(),
            trefwoorden=" · ".join(["briefing", inhoud.soort, *inhoud.themas]).replace("-", " "),
            zichtbaar="briefing",
        )


def _komt(gebruiker: Gebruiker) -> list[Punt]:
    """What comes on somebody's teams, one line per item and day, and the campaigns that are about to begin."""
    teams = zichtbare_teams(gebruiker)
    vandaag = timezone.localdate()
    komend = Vertoning.objects.geldig().filter(dag__gte=vandaag, team__in=teams).order_by("dag", "item__titel")
    regels = komend.values("dag", "item__titel").annotate(
        aantal=Count("team"), eerste=Min("team"), naam=Min("team__naam")
    )
    punten = [
        Punt(
            titel=regel["item__titel"],
            url=reverse("briefings:scherm", args=[regel["eerste"], regel["dag"].isoformat()]),
            toelichting=f"Briefing van {regel['naam'] if regel['aantal'] == 1 else str(regel['aantal']) + ' teams'}",
            wanneer=regel["dag"],
        )
        for regel in regels[:VOORUITBLIK]
    ]
    begint = Campagne.objects.visible_to(gebruiker).lopend().filter(van__gt=vandaag).order_by("van")[:CAMPAGNES]
    return punten + [
        Punt(f"Campagne ‘{campagne}’ begint", campagne.get_absolute_url(), "Kijk wat er vooraf nodig is.", campagne.van)
        for campagne in begint
        if campagne.van
    ]


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """Milestones of campaigns that are due within a week, for who has to do them."""
    if not heeft_rol(gebruiker, *ZIEN):
        return []
    tot = timezone.localdate() + VOORAF
    mijlpalen = Mijlpaal.objects.open().van(gebruiker).voor(tot).select_related("campagne", "item__item")
    return [
        Punt(
            titel=f"{mijlpaal.get_soort_display()}: {mijlpaal.item.item if mijlpaal.item else mijlpaal.campagne}",
            url=f"{mijlpaal.campagne.get_absolute_url()}#mijlpalen",
            toelichting=f"Campagne ‘{mijlpaal.campagne}’." + (" Deze dag is voorbij." if mijlpaal.te_laat else ""),
            wanneer=mijlpaal.datum,
            actie="Bekijk",
        )
        for mijlpaal in mijlpalen[:MIJLPALEN]
    ]


def _bij_thema(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(item.titel, item.get_absolute_url(), item.inhoud["boodschap"])
        for item in Briefingsitem.objects.published().bij_thema(thema).op_titel()
    ]


def _bij_onderdeel(sleutel: str) -> list[Verwijzing]:
    """Items that name a richtlijn themselves, or a theme of which the themablad names that part of the code."""
    items = Briefingsitem.objects.published().bij_onderdeel(sleutel).op_titel()
    return [Verwijzing(item.titel, item.get_absolute_url(), item.inhoud["boodschap"]) for item in items]


def sluit_aan() -> None:
    register.registreer(Zoekbron("briefingsitem", "Voor de briefing", _documenten, gewicht=0.7))
    register.registreer(Aanbeveler("briefingsitem", "Voor de briefing", _bij_thema, _bij_onderdeel, "briefing"))
    register.registreer(Wachtbron("briefings", "komt", _komt))
    register.registreer(Wachtbron("briefings-wacht", "wacht", _wacht))
