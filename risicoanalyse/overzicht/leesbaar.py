"""Which analyses cannot be read. They are left out of every picture as if they had not been, and a beheerder is told.

Results are read once before anything is frozen, the way the pictures read them: so one that is broken keeps nobody
else waiting, and nothing has to be undone. It is not marked as counted; when it is mended, a later quarter takes it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from risicoanalyse.models import BEKNOPT, Kwartaalstand, Meegeteld, Onleesbaar
from risicoanalyse.overzicht.kern import MINSTE_TEAMS
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.verzamel import PORTIE, Gelezen, begin_van, eenheid_van, rondes, scores_van, vragen_van
from vik_portal.meedoen.models import Bijeenkomst, Ronde

log = logging.getLogger(__name__)


class TeVeelOnleesbaarFout(Exception):
    """Most analyses cannot be read: that is a fault of the portal, and a quarter is frozen only once."""


def toets(kwartaal: Kwartaal) -> None:
    """Reads all that may count in this quarter, and keeps which of it cannot be read.

    Raises :class:`TeVeelOnleesbaarFout` when that is five analyses or more, and more than half of them.
    """
    geweest = Meegeteld.objects.filter(reeks=Meegeteld.Reeks.BEELD).values("bijeenkomst")
    open_ = Bijeenkomst.objects.filter(begin__lt=begin_van(kwartaal.einde)).filter(
        ~Q(pk__in=geweest) | Q(terugkoppeling__geteld=False)
    )
    gelezen, fouten = _lees(rondes().filter(bijeenkomst__in=open_.values("pk")))
    _bewaar(gelezen, fouten, kwartaal)
    if len(fouten) >= MINSTE_TEAMS and 2 * len(fouten) > len(gelezen):
        raise TeVeelOnleesbaarFout(f"{len(fouten)} van de {len(gelezen)} analyses zijn niet te lezen: {kwartaal}")


def lees_opnieuw() -> int:
    """Reads again what could not be read; how many still cannot. What no picture will ask for again is forgotten."""
    rijen = Onleesbaar.objects.all()
    rijen.filter(bijeenkomst__in=Meegeteld.objects.filter(beeld=None).values("bijeenkomst")).delete()
    rijen.exclude(bijeenkomst__in=rondes().values("bijeenkomst")).delete()
    gelezen, fouten = _lees(rondes().filter(bijeenkomst__in=rijen.values("bijeenkomst")))
    _bewaar(gelezen, fouten)
    return len(fouten)


def _lees(van: QuerySet[Ronde]) -> tuple[set[int], dict[int, str]]:
    """Reads the last round of each meeting: which meetings, and of those that cannot be read the kind of error."""
    laatste = dict(van.order_by("volgnummer").values_list("bijeenkomst", "pk"))
    sleutels, instrumenten = sorted(laatste.values()), Gelezen()
    fouten: dict[int, str] = {}
    for begin in range(0, len(sleutels), PORTIE):
        portie = Ronde.objects.filter(pk__in=sleutels[begin : begin + PORTIE])
        for ronde in portie.select_related("stap", "bijeenkomst__team").defer("vragen"):
            try:
                _lees_een(ronde, instrumenten)
            except DatabaseError:
                raise
            except Exception as fout:  # whatever a stored form can be: it must not keep the others waiting
                # The kind of error only: its text may hold values of the result.
                fouten[ronde.bijeenkomst_id] = type(fout).__name__
                log.error(
                    "beelden over teams: bijeenkomst %s is niet te lezen (%s)",
                    ronde.bijeenkomst_id,
                    type(fout).__name__,
                )
    return set(laatste), fouten


@transaction.atomic
def _bewaar(gelezen: set[int], fouten: dict[int, str], kwartaal: Kwartaal | None = None) -> None:
    """``kwartaal`` is the one that goes without those that were readable before."""
    Onleesbaar.objects.filter(bijeenkomst__in=gelezen - fouten.keys()).delete()
    for pk, fout in sorted(fouten.items()):
        if not Onleesbaar.objects.filter(bijeenkomst=pk).update(fout=fout) and kwartaal:
            Onleesbaar.objects.create(bijeenkomst_id=pk, fout=fout, kwartaal=kwartaal.eerste_dag)


def _lees_een(ronde: Ronde, instrumenten: Gelezen) -> None:
    """All that any picture reads of a round; raises whatever that raises."""
    assert ronde.stap is not None
    if ronde.stap.inhoud.get("instrument", BEKNOPT) == BEKNOPT:
        scores_van(ronde, instrumenten)
        eenheid_van(ronde.bijeenkomst.team.pad)
    if "vast" in ronde.stap.inhoud:
        vragen_van(ronde)


# --- for who can mend it -------------------------------------------------------------------------


@dataclass(frozen=True)
class Regel:
    """One analysis that no picture can read. ``wacht``: its quarter waits for it, for so many cannot be read."""

    bijeenkomst: int
    kwartaal: Kwartaal
    fout: str
    wacht: bool


def onleesbaren() -> list[Regel]:
    """The oldest first."""
    bevroren = set(Kwartaalstand.objects.values_list("kwartaal", flat=True))
    rijen = Onleesbaar.objects.values_list("bijeenkomst", "kwartaal", "fout")
    return [Regel(pk, Kwartaal.van(dag), fout, dag not in bevroren) for pk, dag, fout in rijen]
