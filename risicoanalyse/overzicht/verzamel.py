"""Reads analyses as they count: a few queries, however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from beroepscode.models import Themablad
from risicoanalyse import scoring
from risicoanalyse.models import BEKNOPT, Meegeteld, Onleesbaar, Risico, Voortgang, Werkproces
from risicoanalyse.overzicht import onderwerpen
from risicoanalyse.overzicht.kern import Kandidaat, Onderwerp, Teamstand
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from risicoanalyse.stappen import instrument_van
from risicoanalyse.vraagstanden import Vraag, vragen
from vik_portal.meedoen.banden import Uitslag
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services import uitslag_van

#: So many analyses are read at once: what was frozen with each of them is large.
PORTIE = 200

#: Instruments by the versions that were asked: many meetings asked the same, and those are read once.
Gelezen = dict[str, tuple[VragenlijstInhoud, dict[str, WerkprocesInhoud]]]


def begin_van(dag: date) -> datetime:
    """Midnight in Amsterdam at which this day begins."""
    return timezone.make_aware(datetime.combine(dag, time()))


def rondes() -> QuerySet[Ronde]:
    """Counted questionnaires of every instrument, of meetings that were held for real and are over."""
    return Ronde.objects.filter(
        soort="vragenlijst",
        status=Ronde.Status.GETELD,
        oefening=False,
        stap__isnull=False,
        bijeenkomst__oefening=False,
        bijeenkomst__status=Bijeenkomst.Status.AFGEROND,
    )


def geteld() -> QuerySet[Ronde]:
    """Those of short analyses."""
    return rondes().filter(Q(stap__inhoud__instrument=BEKNOPT) | Q(stap__inhoud__instrument__isnull=True))


def kandidaten(tot: date) -> list[Kandidaat]:
    """Analyses from before this day that have not counted, were not passed over and can be read."""
    geweest = Meegeteld.objects.filter(reeks=Meegeteld.Reeks.BEELD).values("bijeenkomst")
    wacht = Bijeenkomst.objects.filter(pk__in=geteld().values("bijeenkomst"), begin__lt=begin_van(tot))
    rijen = wacht.exclude(pk__in=geweest).exclude(pk__in=onleesbaar()).values_list("pk", "team_id", "begin")
    return [Kandidaat(pk, team, timezone.localdate(begin)) for pk, team, begin in rijen]


def onleesbaar() -> Any:
    """Meetings whose result cannot be read, for queries that leave them out: as if they had not been."""
    return Onleesbaar.objects.values("bijeenkomst")


def themabladen() -> dict[str, str]:
    """Slug → title of what a risk can be about."""
    return dict(Themablad.objects.published().values_list("slug", "titel"))


def alle_onderwerpen() -> list[Onderwerp]:
    processen = dict(Werkproces.objects.in_gebruik().values_list("slug", "inhoud__titel"))
    return onderwerpen.onderwerpen(processen, themabladen())


def teamstanden(bijeenkomsten: Collection[int], tot: date) -> list[Teamstand]:
    """What each of these analyses says, with its measures as they stood before ``tot``."""
    bladen, standen = list(themabladen()), []
    nummers = sorted(bijeenkomsten)
    gelezen: Gelezen = {}
    for begin in range(0, len(nummers), PORTIE):
        portie = nummers[begin : begin + PORTIE]
        risicos, stappen = _risicos(portie), voortgang(portie, tot)
        for ronde in _laatste_rondes(portie):
            scores = scores_van(ronde, gelezen)
            pk = ronde.bijeenkomst_id
            standen.append(
                Teamstand(
                    team=ronde.bijeenkomst.team_id,
                    eenheid=eenheid_van(ronde.bijeenkomst.team.pad),
                    bijeenkomst=pk,
                    waarden=onderwerpen.waarden(scores, risicos[pk], stappen[pk], bladen),
                )
            )
    return standen


def scores_van(ronde: Ronde, gelezen: Gelezen) -> scoring.Scores:
    """What a counted round says per theme and process; ``gelezen`` keeps instruments from one round to the next."""
    assert ronde.stap
    return scoring.score(*_instrument(ronde.stap, gelezen), _uitslag(ronde))


def vragen_van(ronde: Ronde) -> list[Vraag]:
    """What a counted round says per question, of a meeting that froze what it asked."""
    assert ronde.stap
    return vragen(ronde.stap.inhoud["vast"], _uitslag(ronde))


def _uitslag(ronde: Ronde) -> Uitslag:
    uitslag = uitslag_van(ronde)
    assert uitslag is not None
    return uitslag


def eenheid_van(pad: str) -> int:
    """The eenheid in the path of a team: korps first, eenheid second."""
    return int(pad.split("/")[2])


def _laatste_rondes(nummers: Collection[int]) -> Iterable[Ronde]:
    rondes = geteld().filter(bijeenkomst__in=nummers).select_related("stap", "bijeenkomst__team").defer("vragen")
    return {ronde.bijeenkomst_id: ronde for ronde in rondes.order_by("bijeenkomst", "volgnummer")}.values()


def _instrument(stap: Stap, gelezen: Gelezen) -> tuple[VragenlijstInhoud, dict[str, WerkprocesInhoud]]:
    versies = json.dumps(stap.inhoud.get("vast", {}).get("versies") or stap.inhoud, sort_keys=True)
    if versies not in gelezen:
        gelezen[versies] = instrument_van(stap)
    return gelezen[versies]


def _risicos(nummers: Collection[int]) -> dict[int, list[str]]:
    """Meeting → themes of the risks that its team wrote down."""
    uit: dict[int, list[str]] = defaultdict(list)
    for pk, thema in Risico.objects.filter(bijeenkomst__in=nummers).values_list("bijeenkomst", "thema"):
        uit[pk].append(thema)
    return uit


def voortgang(nummers: Collection[int], tot: date) -> dict[int, str]:
    """Meeting → how far its measures were before ``tot``, by the lines of their history."""
    regels = Voortgang.objects.filter(maatregel__risico__bijeenkomst__in=nummers, dag__lt=tot).order_by("dag", "pk")
    laatste: dict[int, dict[int, str]] = defaultdict(dict)
    for pk, maatregel, status in regels.values_list("maatregel__risico__bijeenkomst", "maatregel", "status"):
        laatste[pk][maatregel] = status
    return {pk: onderwerpen.stap(laatste[pk].values()) for pk in nummers}
