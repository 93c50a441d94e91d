"""How approval stands, as pages show it: per item and eenheid, and where and when an item will hang."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format

from briefings.models import Briefingsitem, Campagne, Goedkeuring, Mijlpaal, Vertoning
from briefings.models.goedkeuring import eenheden_boven
from briefings.models.vertoningen import VertoningQuerySet
from briefings.services.goedkeuren import goedgekeurde_versie, hoe_het_staat
from vik_portal.organisatie.models import Eenheid

Status = Goedkeuring.Status
#: A day with at most this many teams names them; with more it counts them.
NAMEN = 3


@dataclass(frozen=True)
class Regel:
    """One item in one eenheid.

    ``laatste`` is the newest question about it, ``hangt`` the number of the version that was approved last.
    ``gepland``: the item comes on a day in this eenheid. ``vraagt``: who reads this is who asks for approval there.
    """

    item: Briefingsitem
    eenheid: Eenheid
    laatste: Goedkeuring | None
    hangt: int | None
    gepland: bool = True
    vraagt: bool = True

    @property
    def sleutel(self) -> str:
        return f"{self.item.pk}-{self.eenheid.pk}"

    @property
    def rond(self) -> bool:
        """What is published is what was approved."""
        return self.item.online and self.hangt == self.item.versienummer

    @property
    def open(self) -> bool:
        return self.laatste is not None and self.laatste.is_open

    @property
    def te_vragen(self) -> bool:
        return self.item.online and not self.rond and not self.open

    @property
    def toon(self) -> Literal["goed", "wacht", "let-op"]:
        if self.rond:
            return "goed"
        return "wacht" if self.laatste and self.open and not self.laatste.te_laat else "let-op"

    @property
    def kop(self) -> str:
        if not self.item.online:
            return "Niet gepubliceerd"
        if self.rond:
            return "Akkoord"
        if self.laatste and self.open:
            return "Te laat" if self.laatste.te_laat else "Wacht op akkoord"
        return "Teruggegeven" if self.laatste and self.laatste.status == Status.TERUGGEGEVEN else "Nog niet gevraagd"

    @property
    def zin(self) -> str:
        """What the state means for the screens, and the way on."""
        if not self.item.online:
            daarna = "vraag je akkoord" if self.vraagt else "vraagt de preventiecoördinator akkoord"
            return f"Er hangt niets. VIK kijkt het item eerst na, daarna {daarna}."
        if self.rond:
            return hoe_het_staat(self.laatste) if self.laatste else ""
        blijft = f"Tot die tijd hangt versie {self.hangt}." if self.hangt else "Zonder akkoord hangt er niets."
        if self.laatste and self.open:
            dag = date_format(self.laatste.uiterlijk, "l j F")
            wat = (
                f"Het antwoord had er {dag} moeten zijn.{' Bel even.' if self.vraagt else ''}"
                if self.laatste.te_laat
                else f"Antwoord uiterlijk {dag}."
            )
            return f"{wat} {blijft}"
        if self.laatste and self.laatste.status == Status.TERUGGEGEVEN:
            opnieuw = "Pas het item aan en vraag opnieuw. " if self.vraagt else ""
            return f"{hoe_het_staat(self.laatste).rstrip('.')}. {opnieuw}{blijft}"
        nieuw = "Er is een nieuwe versie. " if self.hangt else ""
        wie = "Vraag akkoord." if self.vraagt else "De preventiecoördinator vraagt akkoord."
        return f"{nieuw}{wie} {blijft}"


def _regels(
    items: Iterable[Briefingsitem], eenheden: list[Eenheid], gepland: set[tuple[int, int]], *, vraagt: bool = True
) -> list[Regel]:
    """All pairs, with the newest question and the approved version of each. One query."""
    items = list(items)
    laatste: dict[tuple[int, int], Goedkeuring] = {}
    akkoord: dict[tuple[int, int], list[Goedkeuring]] = {}
    for rij in Goedkeuring.objects.filter(item__in=items, eenheid__in=eenheden).met_alles().order_by("pk"):
        paar = (rij.item_id, rij.eenheid_id)
        laatste[paar] = rij
        if rij.status == Status.GOEDGEKEURD and rij.item.online:
            akkoord.setdefault(paar, []).append(rij)
    hangt = {paar: max(rijen, key=lambda rij: (rij.besluit_op, rij.pk)) for paar, rijen in akkoord.items()}  # type: ignore[arg-type, return-value]
    return [
        Regel(
            item,
            eenheid,
            laatste.get(paar := (item.pk, eenheid.pk)),
            hangt[paar].versie.nummer if paar in hangt else None,
            paar in gepland,
            vraagt,
        )
        for item in items
        for eenheid in eenheden
    ]


def regels_van_campagne(campagne: Campagne, *, vraagt: bool = True) -> list[Regel]:
    """Each item of a campaign in each eenheid that shows it, in the order of the campaign.

    ``vraagt``: to somebody who asks for approval; others read who does.
    """
    items = [deel.item for deel in campagne.campagneitems.select_related("item")]
    eenheden = eenheden_boven(campagne.teams.all())
    return _regels(items, eenheden, {(item.pk, eenheid.pk) for item in items for eenheid in eenheden}, vraagt=vraagt)


def regels_van_item(item: Briefingsitem, eenheden: Iterable[Eenheid]) -> list[Regel]:
    """One item in these eenheden; ``gepland`` where a campaign shows it from today on."""
    komend = _komend(item).filter(campagne__isnull=False).values_list("team__pad", flat=True).distinct()
    boven = {int(pad.split("/")[2]) for pad in komend}
    return _regels([item], list(eenheden), {(item.pk, pk) for pk in boven})


def _komend(item: Briefingsitem) -> VertoningQuerySet:
    return Vertoning.objects.geldig().filter(item=item, dag__gte=timezone.localdate())


def waar_en_wanneer(goedkeuring: Goedkeuring) -> list[tuple[date, str]]:
    """The coming days of a campaign in this eenheid on which the item hangs, with where."""
    dagen: dict[date, list[str]] = {}
    rijen = _komend(goedkeuring.item).filter(campagne__isnull=False, team__pad__startswith=goedkeuring.eenheid.pad)
    for dag, naam in rijen.order_by("dag", "team__naam").values_list("dag", "team__naam"):
        dagen.setdefault(dag, []).append(naam)
    return [(dag, ", ".join(namen) if len(namen) <= NAMEN else f"{len(namen)} teams") for dag, namen in dagen.items()]


def eerste_dag(items: Iterable[Briefingsitem]) -> date | None:
    """The first coming day on which one of these hangs."""
    rijen = Vertoning.objects.geldig().filter(item__in=items, dag__gte=timezone.localdate(), campagne__isnull=False)
    dag: date | None = rijen.aggregate(dag=Min("dag"))["dag"]
    return dag


def dag_van_gereed(campagne: Campagne) -> date | None:
    """The first coming milestone on which an item of this campaign must be ready."""
    rijen = campagne.mijlpalen.filter(soort=Mijlpaal.Soort.GEREED, datum__gt=timezone.localdate())
    dag: date | None = rijen.aggregate(dag=Min("datum"))["dag"]
    return dag


def verschilt_van(goedkeuring: Goedkeuring) -> int | None:
    """The number of the version that hangs there now, when it is another than what is asked about."""
    nu = goedgekeurde_versie(goedkeuring.item, goedkeuring.eenheid)
    return nu.nummer if nu and nu.pk != goedkeuring.versie_id else None
