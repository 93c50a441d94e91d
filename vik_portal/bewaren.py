"""How long things stay: the night that lets them go, and what the next one will take (docs/besluiten/0025).

What is kept how long is said by who keeps it, in the registry; nothing here knows a model.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DatabaseError, router, transaction
from django.db.models import Count, QuerySet, Value
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils import timezone

from vik_portal.register import Bewaartermijn, register

log = logging.getLogger(__name__)

#: Rows in one transaction: a night that is broken off keeps what it had done, and waits for nobody long.
PER_KEER = 100
#: When the night's work is done, in Amsterdam, give or take the season's hour (``taken``).
NACHT = time(4)
#: The groups of the page, in its order.
GROEPEN = {
    "bijeenkomsten": "Bijeenkomsten en risicoanalyses",
    "briefings": "Briefings en campagnes",
    "dilemmas": "Dilemma’s",
    "accounts": "Accounts, berichten en aanvragen",
    "teksten": "Teksten en techniek",
}


class BewaarFout(Exception):
    """Something that had to go is still there; the message says how many rows, and nothing of what stands in them."""


def in_woorden(duur: timedelta) -> str:
    """``730 days`` → ``2 jaar``; anything that is not whole years in days."""
    jaren, rest = divmod(duur.days, 365)
    return f"{jaren} jaar" if jaren and not rest else f"{duur.days} dagen"


def per_groep() -> list[tuple[str, list[Bewaartermijn]]]:
    """All terms for the page: (heading, terms)."""
    alle = register.alle(Bewaartermijn)
    return [(kop, [termijn for termijn in alle if termijn.groep == groep]) for groep, kop in GROEPEN.items()]


# --- the night ------------------------------------------------------------------------------------------


def ruim_op(*, moment: datetime) -> Counter[str]:
    """Deletes everything that has to be gone at ``moment``; how many rows of which model (its label) went.

    A row that will not go must not keep the others, nor a term that breaks off the next. Raises :class:`BewaarFout`
    when all is done and something was left.
    """
    weg: Counter[str] = Counter()
    gebleven: Counter[str] = Counter()
    for termijn in register.alle(Bewaartermijn):
        try:
            if termijn.vooraf:
                termijn.vooraf(moment)
            for nummer in range(len(termijn.verlopen(moment)) if termijn.verlopen else 0):
                gebleven[termijn.sleutel] += _wis(termijn, nummer, moment, weg)
            if termijn.resten and (aantal := termijn.resten()):
                weg[f"resten van {termijn.sleutel}"] += aantal
        except Exception as fout:  # whatever it is, the other terms hold tonight too
            log.error("bewaren: %s is niet klaar (%s)", termijn.sleutel, type(fout).__name__)
            gebleven[termijn.sleutel] += 1
    if gebleven.total():
        waar = ", ".join(f"{sleutel} {aantal}" for sleutel, aantal in gebleven.items() if aantal)
        raise BewaarFout(f"wat weg had gemoeten en er nog is: {waar}")
    return weg


def _wis(termijn: Bewaartermijn, nummer: int, moment: datetime, weg: Counter[str]) -> int:
    """Deletes one queryset of a term piece by piece; how many rows stayed."""
    gebleven, laatste = 0, None
    while True:
        rijen = _verlopen(termijn, nummer, moment)
        rijen = (rijen if laatste is None else rijen.filter(pk__gt=laatste)).order_by("pk")
        sleutels = list(rijen.values_list("pk", flat=True)[:PER_KEER])
        if not sleutels:
            return gebleven
        laatste = sleutels[-1]
        try:
            weg.update(_wis_samen(termijn, nummer, moment, sleutels))
        except (DatabaseError, ProtectedError, RestrictedError):
            for sleutel in sleutels:
                try:
                    weg.update(_wis_samen(termijn, nummer, moment, [sleutel]))
                except (DatabaseError, ProtectedError, RestrictedError) as fout:
                    # The kind of error only: its text may hold values of the row.
                    log.error("bewaren: een rij van %s blijft staan (%s)", termijn.sleutel, type(fout).__name__)
                    gebleven += 1


def _wis_samen(termijn: Bewaartermijn, nummer: int, moment: datetime, sleutels: list[Any]) -> dict[str, int]:
    """One transaction. The rule is asked again, with the rows locked: a meeting may just have been moved."""
    with transaction.atomic():
        rijen = _verlopen(termijn, nummer, moment).filter(pk__in=sleutels).order_by("pk")
        vast = list(rijen.select_for_update(of=("self",)).values_list("pk", flat=True))
        return rijen.model._default_manager.filter(pk__in=vast).delete()[1]


def _verlopen(termijn: Bewaartermijn, nummer: int, moment: datetime) -> QuerySet[Any]:
    assert termijn.verlopen
    return termijn.verlopen(moment)[nummer]


# --- what comes -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Aankomend:
    """What of one term goes: ``nu`` is what the past night should have taken, the others count from there."""

    termijn: Bewaartermijn
    nu: int
    vannacht: int
    week: int
    maand: int


def komende_nacht(moment: datetime) -> datetime:
    """The night's work that follows a moment."""
    lokaal = timezone.localtime(moment)
    vannacht = lokaal.replace(hour=NACHT.hour, minute=0, second=0, microsecond=0)
    return vannacht if vannacht > lokaal else vannacht + timedelta(days=1)


def vooruit(moment: datetime) -> list[Aankomend]:
    """Of each term that goes by night, how many rows go when. Numbers only: no name, no team, no title."""
    straks = komende_nacht(moment)
    nachten = [straks - timedelta(days=1), straks, straks + timedelta(days=6), straks + timedelta(days=29)]
    uit = []
    for termijn in register.alle(Bewaartermijn):
        if termijn.verlopen:
            maand = _aantallen(termijn, nachten[3:])
            # A later night takes what an earlier one takes, and more: where it takes nothing, none before it does.
            eerder = _aantallen(termijn, nachten[:3]) if maand[0] else [0, 0, 0]
            uit.append(Aankomend(termijn, *eerder, *maand))
    return uit


def wat_gaat(rijen: list[Aankomend]) -> tuple[list[Aankomend], list[Aankomend]]:
    """(what goes in these nights, the soonest first; that of which nothing goes), else in their own order."""
    gaat = [rij for rij in rijen if rij.maand]
    # A later night counts what an earlier one takes: the more numbers stand there, the sooner it begins.
    gaat.sort(key=lambda rij: (not rij.nu, not rij.vannacht, not rij.week))
    return gaat, [rij for rij in rijen if not rij.maand]


def _aantallen(termijn: Bewaartermijn, momenten: list[datetime]) -> list[int]:
    """How many rows of a term have to be gone at each of these moments: one query, over however many tables."""
    assert termijn.verlopen
    een, *rest = (
        rijen.order_by()
        .values(welke_nacht=Value(plek))
        .annotate(zo_veel=Count("*"))
        .values_list("welke_nacht", "zo_veel")
        for plek, moment in enumerate(momenten)
        for rijen in termijn.verlopen(moment)
    )
    uit = [0] * len(momenten)
    for plek, aantal in een.union(*rest, all=True) if rest else een:
        uit[plek] += aantal
    return uit


def proef(moment: datetime) -> Iterator[tuple[Bewaartermijn, Counter[str]]]:
    """What the night would delete at ``moment``, with all that hangs on it: per term, rows by model label."""
    # What hangs on two rows goes with the first of them.
    geteld: defaultdict[str, set[Any]] = defaultdict(set)
    for termijn in register.alle(Bewaartermijn):
        telling: Counter[str] = Counter()
        for rijen in termijn.verlopen(moment) if termijn.verlopen else []:
            verzamelaar = NestedObjects(using=router.db_for_write(rijen.model))
            verzamelaar.collect(rijen)
            weg = [(model, {stuk.pk for stuk in stukken}) for model, stukken in verzamelaar.data.items()]
            weg += [(snel.model, set(snel.values_list("pk", flat=True))) for snel in verzamelaar.fast_deletes]
            for model, sleutels in weg:
                telling[model._meta.label] += len(sleutels - geteld[model._meta.label])
                geteld[model._meta.label] |= sleutels
        yield termijn, +telling
