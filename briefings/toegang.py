"""Gates: planning and speaking notes are for the team's own people, its leadership, and VIK of the unit."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from briefings.models import Briefingsitem, Vertoning
from briefings.schema import BriefingsitemInhoud
from vik_portal.media.models import Afbeelding, Video
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol
from vik_portal.redactie.toegang import mag_schrijven, te_bewerken_of_404

ZIEN = (
    Rol.Soort.TEAMCHEF,
    Rol.Soort.BRIEFER,
    Rol.Soort.SECTORHOOFD,
    Rol.Soort.EENHEIDSLEIDING,
    Rol.Soort.PREVENTIECOORDINATOR,
)
PLANNEN = (Rol.Soort.TEAMCHEF, Rol.Soort.PREVENTIECOORDINATOR)


def zichtbare_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams whose planning the visitor may see."""
    return eenheden_met_rol(bezoeker, *ZIEN).teams().filter(actief=True)


def planbare_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may put an item on a day."""
    return eenheden_met_rol(bezoeker, *PLANNEN).teams().filter(actief=True)


def team_of_404(bezoeker: Bezoeker, pk: int, *, plannen: bool = False) -> Eenheid:
    teams = planbare_teams(bezoeker) if plannen else zichtbare_teams(bezoeker)
    return get_object_or_404(teams, pk=pk)


def item_of_404(slug: str) -> Briefingsitem:
    return get_object_or_404(Briefingsitem.objects.published(), slug=slug)


def te_tonen_of_404(bezoeker: Bezoeker, slug: str, *, concept: bool) -> tuple[Briefingsitem, BriefingsitemInhoud]:
    """An item with what is published of it; with ``concept`` the working copy, for a redacteur.

    A working copy that is not complete raises pydantic's ``ValidationError``.
    """
    if not concept:
        item = item_of_404(slug)
        return item, item.gelezen
    item = te_bewerken_of_404(Briefingsitem, bezoeker, slug=slug)
    return item, BriefingsitemInhoud.model_validate(item.concept)


def _mag_zien(bezoeker: Bezoeker, naam: str, afdruk: str) -> None:
    """Media of an item are for who may see the item: as it is published, or as a version that was once published."""
    if mag_schrijven(bezoeker):
        return
    nu, toen = (
        Q(**{f"inhoud__media__{naam}": afdruk}),
        Q(**{f"versies__inhoud__media__{naam}": afdruk, "versies__gepubliceerd_op__isnull": False}),
    )
    if not Briefingsitem.objects.published().filter(nu | toen).exists():
        raise Http404


def beeld_of_404(bezoeker: Bezoeker, afdruk: str) -> Afbeelding:
    _mag_zien(bezoeker, "afbeelding", afdruk)
    return get_object_or_404(Afbeelding, vingerafdruk=afdruk)


def film_of_404(bezoeker: Bezoeker, afdruk: str) -> Video:
    _mag_zien(bezoeker, "film", afdruk)
    video = Video.objects.filter(vingerafdruk=afdruk, stand=Video.Stand.KLAAR).first()
    if video is None:
        raise Http404
    return video


def vertoning_of_404(bezoeker: Bezoeker, pk: int) -> Vertoning:
    """A showing on a day of a team that the visitor plans for."""
    vertoningen = Vertoning.objects.select_related("item", "team").filter(team__in=planbare_teams(bezoeker))
    return get_object_or_404(vertoningen, pk=pk)
