"""Showings in calendars: of a person, of a team, and beside an announcement.

A calendar is shared and stays on telephones, so it says that there is a briefing and not about what. An appointment
has the ``uid`` and the ``volgnummer`` of its showing: a move or a cancellation is an update of the same appointment.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from briefings.models import Teamagenda, Vertoning
from briefings.toegang import zichtbare_teams
from vik_portal.berichten.services import afdruk
from vik_portal.exports.ics import Afspraak
from vik_portal.organisatie.models import Eenheid, Gebruiker

TITEL = "VIK: briefing"
TOELICHTING = "In alle briefings van deze dag. Log in op het portaal om te zien wat er op het scherm komt."


def als_afspraken(vertoningen: Iterable[Vertoning]) -> list[Afspraak]:
    """One appointment of a whole day per showing, also of a cancelled one: that is how a calendar hears of it."""
    return [
        Afspraak(
            uid=f"{vertoning.uid}@vik-portaal",
            titel=TITEL,
            begin=vertoning.dag,
            einde=None,
            toelichting=TOELICHTING,
            url=f"{settings.SITE_URL}{reverse('briefings:planner')}",
            volgnummer=vertoning.volgnummer,
            geannuleerd=vertoning.vervallen,
        )
        for vertoning in vertoningen
    ]


def een_per_dag(vertoningen: QuerySet[Vertoning]) -> QuerySet[Vertoning]:
    """Of the same item on the same day in several teams only the oldest: who looks over many teams sees a day once.

    When that one moves away alone, it takes its appointment along and the next oldest stands for the others.
    """
    groep = ("campagne", "item", "dag", "vervallen")
    return vertoningen.order_by(*groep, "pk").distinct(*groep)


def afspraken_van(gebruiker: Gebruiker, vanaf: date) -> list[Afspraak]:
    """What hangs in the teams of which this person sees the planning."""
    return als_afspraken(een_per_dag(Vertoning.objects.filter(team__in=zichtbare_teams(gebruiker), dag__gte=vanaf)))


def afspraken_van_team(team: Eenheid, vanaf: date) -> list[Afspraak]:
    return als_afspraken(Vertoning.objects.filter(team=team, dag__gte=vanaf))


def maak_teamagenda(*, team: Eenheid) -> str:
    """A new token for the calendar of a team; the former one stops working. Only its SHA-256 is kept."""
    token = secrets.token_urlsafe(32)
    Teamagenda.objects.update_or_create(team=team, defaults={"afdruk": afdruk(token), "gemaakt_op": timezone.now()})
    return token


def team_van_token_of_404(token: str) -> Eenheid:
    """Whose calendar this token opens; unknown, revoked, or of a team that is no more: it does not exist."""
    agenda = Teamagenda.objects.select_related("team").filter(afdruk=afdruk(token), team__actief=True).first()
    if agenda is None:
        raise Http404
    return agenda.team
