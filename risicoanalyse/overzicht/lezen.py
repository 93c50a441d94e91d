"""Fetches frozen pictures for who may see them. A picture of an eenheid is for its leadership and for landelijk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils import timezone

from risicoanalyse.models import Beeld, Kwartaalstand
from risicoanalyse.overzicht import pagina
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import VERVOLG_NA, laatste_rijpe
from vik_portal.organisatie.models import Eenheid, Rol
from vik_portal.organisatie.toegang import Bezoeker, rollen


@dataclass(frozen=True)
class Gelezen:
    """A page's worth: the picture, and the quarters that have one (the newest first)."""

    overzicht: pagina.Overzicht
    kwartalen: tuple[Kwartaal, ...]


def eigen_eenheden(bezoeker: Bezoeker) -> list[Eenheid]:
    """Of which the visitor is the leadership, by name."""
    eigen = {rol.eenheid for rol in rollen(bezoeker) if rol.soort == Rol.Soort.EENHEIDSLEIDING}
    return sorted(eigen, key=lambda eenheid: eenheid.naam)


def eigen_eenheid_of_404(bezoeker: Bezoeker, pk: int) -> Eenheid:
    eenheid = next((eenheid for eenheid in eigen_eenheden(bezoeker) if eenheid.pk == pk), None)
    if eenheid is None:
        raise Http404
    return eenheid


def landelijk(sleutel: str = "") -> Gelezen:
    """The national page of a quarter, else of the last one that was frozen."""
    stand, kwartaal = _stand(sleutel)
    beelden, later = _beelden(kwartaal, Q())
    overzicht = pagina.maak(kop="Landelijk beeld", kwartaal=kwartaal, stand=stand, beelden=beelden, later=later)
    return Gelezen(overzicht, _kwartalen(Q(), kwartaal))


def van_eenheid(eenheid: Eenheid, sleutel: str = "") -> Gelezen:
    """The page of one eenheid: its own picture and nothing of others."""
    stand, kwartaal = _stand(sleutel)
    eigen = Q(eenheid=eenheid)
    beelden, later = _beelden(kwartaal, eigen)
    dekking = [rij for rij in stand.get("dekking", []) if rij["eenheid"] == eenheid.pk]
    overzicht = pagina.maak(
        kop=f"Beeld van {eenheid.naam}",
        kwartaal=kwartaal,
        stand={"dekking": dekking},
        beelden=beelden,
        later=later,
        landelijk=False,
    )
    return Gelezen(overzicht, _kwartalen(eigen, kwartaal))


def _stand(sleutel: str) -> tuple[dict[str, Any], Kwartaal]:
    """What was frozen of this quarter, or last; nothing yet of the one that the coming night freezes."""
    alle, komend = Kwartaalstand.objects.all(), laatste_rijpe(timezone.localdate())
    gevraagd = komend
    if sleutel:
        try:
            gevraagd = Kwartaal.lees(sleutel)
        except ValueError:
            raise Http404 from None
        alle = alle.filter(kwartaal=gevraagd.eerste_dag)
    stand = alle.first()
    if stand is not None:
        return stand.inhoud, Kwartaal.van(stand.kwartaal)
    if gevraagd != komend:
        raise Http404
    return {}, komend


def _beelden(kwartaal: Kwartaal, waar: Q) -> tuple[list[tuple[str, Any]], list[Any]]:
    """The pictures of this quarter by name, several eenheden together last; and what was looked at again now."""
    toen = kwartaal.verder(-VERVOLG_NA).eerste_dag
    rijen = (
        Beeld.objects.filter(waar, soort=Beeld.Soort.KWARTAAL, kwartaal__in=[kwartaal.eerste_dag, toen])
        .select_related("eenheid")
        .order_by("eenheid__naam", "pk")
    )
    nu = [(_naam(rij), rij.inhoud) for rij in rijen if rij.kwartaal != toen]
    nu.sort(key=lambda paar: (not paar[0], paar[0]))
    return nu, [rij.vervolg for rij in rijen if rij.kwartaal == toen and rij.vervolg]


def _naam(beeld: Beeld) -> str:
    """What its eenheid was called then; empty for several together."""
    return beeld.woorden.get("naam", beeld.eenheid.naam) if beeld.eenheid else ""


def _kwartalen(waar: Q, getoond: Kwartaal) -> tuple[Kwartaal, ...]:
    """Quarters with a picture or a second look, and the one that is shown: a quarter without either is in no list."""
    af = Kwartaalstand.objects.filter(kwartaal=OuterRef("kwartaal"))
    beelden = Beeld.objects.filter(Exists(af), waar, soort=Beeld.Soort.KWARTAAL).order_by()
    beelden = beelden.annotate(bekeken=Q(vervolg__isnull=False))
    gevonden = {getoond}
    for dag, vervolg in beelden.values_list("kwartaal", "bekeken").distinct():
        kwartaal = Kwartaal.van(dag)
        gevonden |= {kwartaal, kwartaal.verder(VERVOLG_NA)} if vervolg else {kwartaal}
    return tuple(sorted(gevonden, reverse=True))
