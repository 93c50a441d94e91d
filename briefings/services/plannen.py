"""Putting items on days, moving and ordering them, and the moments of a team's briefings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format

from briefings.models import Briefingsitem, Briefingtijd, Campagne, Vertoning
from briefings.rooster import STANDAARD, Moment
from briefings.services.grenzen import meet, neem_campagnes
from vik_portal.organisatie.models import Eenheid, Gebruiker

#: Further ahead than this nobody plans a briefing; a typing error in a year should be noticed.
VOORUIT = timedelta(days=800)
#: Briefings of one team begin at least so many minutes after one another: one has to be over.
TUSSENTIJD = 45


class PlanFout(Exception):
    """The message is one sentence that says what to do; nothing has changed."""


def keur_dag(dag: date) -> None:
    """Raises PlanFout for a day that is over or too far away."""
    vandaag = timezone.localdate()
    if dag < vandaag:
        raise PlanFout("Die dag is voorbij. Kies een dag vanaf vandaag.")
    if dag > vandaag + VOORUIT:
        raise PlanFout("Die dag ligt te ver weg. Kies een dag in de komende twee jaar.")


def keur_voorbij(*vertoningen: Vertoning) -> None:
    """Raises PlanFout when one of these showings has been."""
    if any(vertoning.voorbij for vertoning in vertoningen):
        raise PlanFout("Die dag is voorbij en blijft staan zoals hij was.")


def neem_beurt(teams: Iterable[Eenheid | int]) -> None:
    """Two people planning for the same team take turns on its row: no order number twice, no item twice on a day."""
    sleutels = sorted(team if isinstance(team, int) else team.pk for team in teams)
    list(Eenheid.objects.select_for_update(of=("self",)).filter(pk__in=sleutels).order_by("pk"))


def _beurt(*vertoningen: Vertoning) -> list[Campagne]:
    """The turn of the campaigns that these showings are from, then of their teams; those campaigns."""
    campagnes = neem_campagnes(vertoning.campagne_id for vertoning in vertoningen)
    neem_beurt({vertoning.team_id for vertoning in vertoningen})
    return campagnes


def _meet(campagnes: Iterable[Campagne]) -> None:
    for campagne in campagnes:
        meet(campagne)


def _achteraan(team: int, dag: date) -> int:
    op_de_dag = Vertoning.objects.geldig().filter(team=team, dag=dag)
    return (op_de_dag.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1


def _keur_vrij(item: Briefingsitem, team: int, dag: date) -> None:
    if Vertoning.objects.geldig().filter(team=team, dag=dag, item=item).exists():
        raise PlanFout(
            f"‘{item.titel}’ staat al op {date_format(dag, 'l j F')}. Kies een andere dag of een ander item."
        )


def _vers(vertoning: Vertoning) -> Vertoning:
    """The showing as it is now that it is our turn."""
    nu = Vertoning.objects.geldig().select_related("item").filter(pk=vertoning.pk).first()
    if nu is None:
        raise PlanFout("Dit item is intussen van die dag gehaald.")
    return nu


@transaction.atomic
def zet_neer(*, item: Briefingsitem, team: Eenheid, dag: date, door: Gebruiker) -> Vertoning:
    """Puts an item on a day of a team, after what stands there already."""
    keur_dag(dag)
    if not item.online:
        raise PlanFout("Dit item is nog niet gepubliceerd. Kies een ander item.")
    neem_beurt([team])
    _keur_vrij(item, team.pk, dag)
    return Vertoning.objects.create(item=item, team=team, dag=dag, volgorde=_achteraan(team.pk, dag), gezet_door=door)


@transaction.atomic
def haal_weg(*, vertoning: Vertoning) -> None:
    """Takes an item off a day that has not passed. The showing stays, cancelled: calendars may hold it."""
    keur_voorbij(vertoning)
    geraakt = _beurt(vertoning)
    nu = _vers(vertoning)
    nu.vervallen = True
    nu.volgnummer += 1
    nu.save(update_fields=["vervallen", "volgnummer"])
    _meet(geraakt)


@transaction.atomic
def verplaats(*, vertoning: Vertoning, naar: date) -> Vertoning:
    """Moves one showing to another day of the same team, after what stands there."""
    keur_voorbij(vertoning)
    keur_dag(naar)
    geraakt = _beurt(vertoning)
    nu = _vers(vertoning)
    _keur_vrij(nu.item, nu.team_id, naar)
    nu.volgorde, nu.dag = _achteraan(nu.team_id, naar), naar
    nu.volgnummer += 1
    nu.save(update_fields=["dag", "volgorde", "volgnummer"])
    _meet(geraakt)
    return nu


@transaction.atomic
def ruil(*, vertoning: Vertoning, met: Vertoning) -> None:
    """Two showings of one team change days, and the places in those days."""
    keur_voorbij(vertoning, met)
    geraakt = _beurt(vertoning, met)
    een, ander = _vers(vertoning), _vers(met)
    if een.team_id != ander.team_id or een.dag == ander.dag or een.item_id == ander.item_id:
        raise PlanFout("Ruil met een ander item op een andere dag van dit team.")
    _keur_vrij(een.item, een.team_id, ander.dag)
    _keur_vrij(ander.item, een.team_id, een.dag)
    een.dag, ander.dag = ander.dag, een.dag
    een.volgorde, ander.volgorde = ander.volgorde, een.volgorde
    for een_van_beide in (een, ander):
        een_van_beide.volgnummer += 1
        een_van_beide.save(update_fields=["dag", "volgorde", "volgnummer"])
    _meet(geraakt)


@transaction.atomic
def schuif(*, vertoning: Vertoning, eerder: bool) -> None:
    """One place earlier or later in the same day; nothing happens at either end."""
    keur_voorbij(vertoning)
    neem_beurt([vertoning.team_id])
    rij = list(Vertoning.objects.geldig().filter(team=vertoning.team_id, dag=vertoning.dag).order_by("volgorde", "pk"))
    plek = next((nummer for nummer, ander in enumerate(rij) if ander.pk == vertoning.pk), None)
    if plek is None:
        raise PlanFout("Dit item is intussen van die dag gehaald.")
    rij.insert(max(0, plek - 1) if eerder else plek + 1, rij.pop(plek))
    for nummer, ander in enumerate(rij, 1):
        ander.volgorde = nummer
    Vertoning.objects.bulk_update(rij, ["volgorde"])


def volgende_van(team: Eenheid, na: date) -> Vertoning | None:
    """The first item that comes after a day."""
    return Vertoning.objects.vanaf(na + timedelta(days=1)).filter(team=team).first()


def momenten_van(team: Eenheid) -> tuple[Moment, ...]:
    """When the briefings of this team begin, in order; those of the house when it said nothing."""
    eigen = Briefingtijd.objects.van([team]).values_list("begint", "naam")
    return tuple(Moment(*rij) for rij in eigen) or STANDAARD


@transaction.atomic
def zet_tijden(*, team: Eenheid, momenten: list[tuple[str, time]]) -> None:
    """Replaces the moments of a team's briefings, as (name, time); none at all brings back those of the house."""
    tijden = sorted(tijd.hour * 60 + tijd.minute for _, tijd in momenten)
    rond = [*tijden[1:], *(tijd + 24 * 60 for tijd in tijden[:1])]
    if len(tijden) > 1 and any(later - eerder < TUSSENTIJD for eerder, later in zip(tijden, rond, strict=True)):
        raise PlanFout(f"Laat tussen twee briefings minstens {TUSSENTIJD} minuten.")
    if len({naam.lower() for naam, _ in momenten}) < len(momenten):
        raise PlanFout("Geef elke briefing een eigen naam.")
    neem_beurt([team])
    Briefingtijd.objects.filter(team=team).delete()
    Briefingtijd.objects.bulk_create(Briefingtijd(team=team, naam=naam, begint=begint) for naam, begint in momenten)
