"""Asking who led an analysis three questions about the instrument, and keeping what they say until it is summed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from risicoanalyse import scoring
from risicoanalyse.mechanisme import merken
from risicoanalyse.models import Terugkoppeling
from risicoanalyse.stappen import instrument
from vik_portal.meedoen.models import Bijeenkomst, Ronde
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.organisatie.models import Gebruiker

#: So long after the meeting the questions wait; who has not answered by then has forgotten how it went.
VRAAG_BINNEN = timedelta(days=42)
TE_LAAT = "Deze antwoorden zijn al opgeteld bij die van andere bijeenkomsten. Je kunt ze niet meer veranderen."
DELEN = {"a": "De werkprocessen", "b": "Wat het zwaarder maakt", "c": "Hoe het team ervoor staat"}


@dataclass(frozen=True)
class Vraagkeuze:
    """A question that was asked, to point at."""

    sleutel: str
    onderwerp: str
    tekst: str


def gevraagd(bijeenkomst: Bijeenkomst) -> list[tuple[str, list[Vraagkeuze]]]:
    """The questions of this meeting as (part, questions), in the order of the phone."""
    inhoud, processen = instrument(bijeenkomst)
    delen: dict[str, list[Vraagkeuze]] = {deel: [] for deel in DELEN}
    for merk, item in zip(merken(inhoud, processen), scoring.items(inhoud, processen), strict=True):
        delen[item.deel].append(Vraagkeuze(merk.sleutel, item.naam, item.tekst))
    return [(kop, delen[deel]) for deel, kop in DELEN.items() if delen[deel]]


def geteld(soort: str = "vragenlijst") -> Exists:
    """On meetings: whether a round of this kind was counted."""
    return Exists(Ronde.objects.filter(bijeenkomst=OuterRef("pk"), soort=soort, status=Ronde.Status.GETELD))


def kan(bijeenkomst: Bijeenkomst) -> bool:
    """True for a real analysis that ended with something counted: of a practice there is nothing to learn here."""
    if bijeenkomst.oefening or bijeenkomst.status != Bijeenkomst.Status.AFGEROND:
        return False
    return bijeenkomst.rondes.filter(soort="vragenlijst", status=Ronde.Status.GETELD).exists()


def wachtend(gebruiker: Gebruiker) -> list[tuple[int, datetime, str]]:
    """Analyses that this person led in the last weeks, about which nobody answered yet; the oldest first.

    As (id of the meeting, when it began, name of the team).
    """
    recent = Bijeenkomst.objects.filter(
        geteld(),
        begeleiders=gebruiker,
        oefening=False,
        status=Bijeenkomst.Status.AFGEROND,
        begin__gte=timezone.now() - VRAAG_BINNEN,
        terugkoppeling__isnull=True,
    )
    return list(recent.order_by("begin").values_list("pk", "begin", "team__naam"))


@transaction.atomic
def bewaar(*, bijeenkomst: Bijeenkomst, klopte: str, tijd: str, onbegrepen: Sequence[str]) -> Terugkoppeling:
    """Keeps or replaces the three answers about a meeting. Raises :class:`MeedoenFout` once they were summed up."""
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    eerder = Terugkoppeling.objects.select_for_update().filter(bijeenkomst=bijeenkomst).first()
    if eerder is not None and eerder.geteld:
        raise MeedoenFout(TE_LAAT)
    waarden = {"klopte": klopte, "tijd": tijd, "onbegrepen": sorted(onbegrepen)}
    return Terugkoppeling.objects.update_or_create(bijeenkomst=bijeenkomst, defaults=waarden)[0]
