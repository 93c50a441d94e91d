"""What this app connects to the ground floor: items in search and by theme, and what comes on somebody's teams."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from briefings.models import Briefingsitem, Vertoning
from briefings.toegang import zichtbare_teams
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Aanbeveler, Punt, Verwijzing, Wachtbron, Zoekbron, Zoekdocument, register

#: How many coming items a home page lists.
VOORUITBLIK = 5


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
    teams = list(zichtbare_teams(gebruiker))
    vertoningen = Vertoning.objects.vanaf(timezone.localdate()).filter(team__in=teams)[:VOORUITBLIK]
    return [
        Punt(
            titel=vertoning.item.titel,
            url=reverse("briefings:scherm", args=[vertoning.team_id, vertoning.dag.isoformat()]),
            toelichting=f"Briefing van {vertoning.team.naam}",
            wanneer=vertoning.dag,
        )
        for vertoning in vertoningen
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
