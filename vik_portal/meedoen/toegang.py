"""Gates of meetings. A meeting is for its begeleiders; after it has been discussed, for that team's teamchef too."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from vik_portal.eenmaal import eenmaal
from vik_portal.meedoen.models import Bijeenkomst, BijeenkomstQuerySet
from vik_portal.organisatie.models import EenheidQuerySet, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol, eenheden_waarop, heeft_rol

#: Who may plan and lead meetings.
BEGELEIDERS = (Rol.Soort.PREVENTIECOORDINATOR,)


def plan_teams(bezoeker: Bezoeker) -> EenheidQuerySet:
    """Teams for which the visitor may plan a meeting."""
    return eenheden_met_rol(bezoeker, *BEGELEIDERS).teams().filter(actief=True)


def leidt(gebruiker: Gebruiker) -> bool:
    """True for who leads or led any meeting, whatever their roles are now."""
    geleid = Bijeenkomst.begeleiders.through.objects.filter(gebruiker_id=gebruiker.pk)
    return eenmaal(gebruiker, "leidt", geleid.exists)


def kan_zien(gebruiker: Gebruiker) -> bool:
    """False when there cannot be a meeting that ``visible_to`` gives this person: it saves asking for them."""
    return heeft_rol(gebruiker, Rol.Soort.TEAMCHEF) or leidt(gebruiker)


def bijeenkomst_of_404(bezoeker: Bezoeker, pk: int) -> Bijeenkomst:
    """A meeting that the visitor may see."""
    zichtbaar = Bijeenkomst.objects.visible_to(bezoeker).select_related("team", "huidige_stap")
    return get_object_or_404(zichtbaar, pk=pk)


def agenda_of_404(bezoeker: Bezoeker, pk: int) -> Bijeenkomst:
    """A meeting for somebody's calendar."""
    if not isinstance(bezoeker, Gebruiker):
        raise Http404
    return get_object_or_404(in_agenda_van(bezoeker), pk=pk)


def in_agenda_van(gebruiker: Gebruiker) -> BijeenkomstQuerySet:
    """Meetings for somebody's calendar: of who leads it, and once invited of the teamchef. A practice is no date."""
    chef_van = eenheden_waarop(gebruiker, Rol.Soort.TEAMCHEF)
    uitgenodigd = Q(team__in=chef_van) & ~Q(verstuurd={})
    return Bijeenkomst.objects.filter(Q(begeleiders=gebruiker) | uitgenodigd, oefening=False).distinct()


def te_leiden_of_404(request: HttpRequest, pk: int) -> Bijeenkomst:
    """A meeting that the visitor leads now: as one of its begeleiders, or from the phone that is paired with it.

    For what happens in the room. Who plans, moves or hands over needs :func:`begeleider_of_404`.
    """
    from vik_portal.meedoen.koppeling import afdruk_van

    if afdruk := afdruk_van(request, pk):
        gekoppeld = _alle().exclude(status__in=Bijeenkomst.VOORBIJ).filter(pk=pk, gekoppeld=afdruk).first()
        if gekoppeld:
            return gekoppeld
    return begeleider_of_404(request, pk)


def begeleider_of_404(request: HttpRequest, pk: int) -> Bijeenkomst:
    """A meeting of which the visitor is a begeleider, by account."""
    if not request.user.is_authenticated:
        raise Http404
    return get_object_or_404(_alle().filter(begeleiders=request.user), pk=pk)


def _alle() -> BijeenkomstQuerySet:
    return Bijeenkomst.objects.select_related("team", "huidige_stap")
