"""Gates: who may ask, whose request is whose, and who answers.

A request is for who asked and for the preventiecoördinatoren of that team's unit; another unit's does not exist, and
landelijk sees none.
"""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from aanvragen.models import Aanvraag
from vik_portal.organisatie.models import EenheidQuerySet, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol

#: Who may ask VIK for something, for the teams that their role covers.
AANVRAGERS = (Rol.Soort.TEAMCHEF, Rol.Soort.SECTORHOOFD, Rol.Soort.EENHEIDSLEIDING)
#: Who answers and plans, and has a year to look at.
BEHANDELAARS = (Rol.Soort.PREVENTIECOORDINATOR,)


def aanvraag_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may ask."""
    return eenheden_met_rol(bezoeker, *AANVRAGERS).teams().filter(actief=True)


def behandelde_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams of which the visitor answers the requests."""
    return eenheden_met_rol(bezoeker, *BEHANDELAARS).teams().filter(actief=True)


def aanvraag_of_404(bezoeker: Bezoeker, pk: int) -> Aanvraag:
    """A request that the visitor may read."""
    return get_object_or_404(Aanvraag.objects.visible_to(bezoeker).met_alles(), pk=pk)


def te_behandelen_of_404(bezoeker: Bezoeker, pk: int) -> Aanvraag:
    """A request that the visitor answers; who only asked cannot."""
    return get_object_or_404(Aanvraag.objects.te_behandelen_door(bezoeker).met_alles(), pk=pk)
