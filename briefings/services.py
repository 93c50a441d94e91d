"""Putting items on days. Rules run before writes; :class:`PlanFout` carries one Dutch sentence."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefings.models import Briefingsitem, Vertoning
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.redactie.models import Versie

#: Further ahead than this nobody plans a briefing; a typing error in a year should be noticed.
VOORUIT = timedelta(days=400)


class PlanFout(Exception):
    """The message is one sentence that says what to do; nothing has changed."""


@transaction.atomic
def zet_neer(*, item: Briefingsitem, team: Eenheid, dag: date, door: Gebruiker) -> Vertoning:
    """Puts an item on a day of a team, after what stands there already."""
    vandaag = timezone.localdate()
    if dag < vandaag:
        raise PlanFout("Die dag is voorbij. Kies een dag vanaf vandaag.")
    if dag > vandaag + VOORUIT:
        raise PlanFout("Die dag ligt te ver weg. Kies een dag in het komende jaar.")
    if not item.online:
        raise PlanFout("Dit item is nog niet gepubliceerd. Kies een ander item.")
    # Two people planning the same day take turns on the team's row, so that no order number is given twice.
    Eenheid.objects.select_for_update(of=("self",)).get(pk=team.pk)
    op_de_dag = Vertoning.objects.geldig().filter(team=team, dag=dag)
    if op_de_dag.filter(item=item).exists():
        raise PlanFout(f"‘{item.titel}’ staat al op die dag.")
    laatste = op_de_dag.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
    return Vertoning.objects.create(item=item, team=team, dag=dag, volgorde=laatste + 1, gezet_door=door)


@transaction.atomic
def haal_weg(*, vertoning: Vertoning) -> None:
    """Takes an item off a day that has not passed. The showing stays, cancelled: calendars may hold it."""
    if vertoning.voorbij:
        raise PlanFout("Die dag is voorbij en blijft staan zoals hij was.")
    vertoning.vervallen = True
    vertoning.volgnummer += 1
    vertoning.save(update_fields=["vervallen", "volgnummer"])


def volgende_van(team: Eenheid, na: date) -> Vertoning | None:
    """The first item that comes after a day."""
    return Vertoning.objects.vanaf(na + timedelta(days=1)).filter(team=team).first()


def toonbare_versie(vertoning: Vertoning) -> Versie | None:
    """The frozen content that may be shown for this showing; ``None`` when there is none (any more).

    The one question of packages and planner; screens ask it of many at once (``VertoningQuerySet.toonbaar``).
    """
    return Versie.objects.filter(
        pk__in=Vertoning.objects.filter(pk=vertoning.pk).toonbaar().values("versie_pk")
    ).first()
