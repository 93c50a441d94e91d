"""Gates of lessons. Reading is for everybody; words to say are for who gives lessons; groups are of the own unit."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from dilemmas.models import Lesgroep, Lesprogramma
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import Bezoeker
from vik_portal.redactie.toegang import leesbaar_of_404

#: Who reads the words to say and takes draaiboek and slides: who leads, briefs or writes, and their leadership.
LESGEVERS = (
    Rol.Soort.PREVENTIECOORDINATOR,
    Rol.Soort.TEAMCHEF,
    Rol.Soort.BRIEFER,
    Rol.Soort.SECTORHOOFD,
    Rol.Soort.EENHEIDSLEIDING,
    Rol.Soort.REDACTEUR,
)


def programma_of_404(slug: str) -> Lesprogramma:
    """The published programme."""
    return leesbaar_of_404(Lesprogramma, slug)


def groep_of_404(bezoeker: Bezoeker, pk: int) -> Lesgroep:
    """A group of the visitor's unit, for a preventiecoördinator there."""
    zichtbaar = Lesgroep.objects.visible_to(bezoeker).select_related("eenheid", "programma")
    return get_object_or_404(zichtbaar, pk=pk)


def geevalueerd_of_404(bezoeker: Bezoeker, pk: int) -> Bijeenkomst:
    """A meeting with an evaluation, for its begeleiders alone: not for the teamchef, and no phone of the room."""
    van_wie = Bijeenkomst.objects.select_related("team").filter(begeleiders=bezoeker.pk)
    gevonden = get_object_or_404(van_wie, pk=pk)
    if not gevonden.stappen.filter(soort="evaluatie").exists():
        raise Http404
    return gevonden
