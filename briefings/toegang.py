"""Gates: planning and speaking notes are for the team's own people, its leadership, and VIK of the unit."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from briefings.models import Briefingsitem, Scherm, Vertoning
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol

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


def vertoning_of_404(bezoeker: Bezoeker, pk: int) -> Vertoning:
    """A showing on a day of a team that the visitor plans for."""
    vertoningen = Vertoning.objects.select_related("item", "team").filter(team__in=planbare_teams(bezoeker))
    return get_object_or_404(vertoningen, pk=pk)


#: Who hangs a screen, for what the role covers.
KOPPELEN = (Rol.Soort.TEAMCHEF, Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.BEHEERDER)
#: Whose briefing it is: what a briefing did is seen by these alone, of their own team.
EIGEN = (Rol.Soort.TEAMCHEF, Rol.Soort.BRIEFER)


def schermteams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may hang and take away screens."""
    return eenheden_met_rol(bezoeker, *KOPPELEN).teams().filter(actief=True)


def scherm_of_404(bezoeker: Bezoeker, pk: int) -> Scherm:
    schermen = Scherm.objects.gekoppeld().select_related("team").filter(team__in=schermteams(bezoeker))
    return get_object_or_404(schermen, pk=pk)


def eigen_team_of_404(bezoeker: Bezoeker, pk: int) -> Eenheid:
    """A team of which the visitor is teamchef or briefer."""
    return get_object_or_404(eenheden_met_rol(bezoeker, *EIGEN).teams().filter(actief=True), pk=pk)
