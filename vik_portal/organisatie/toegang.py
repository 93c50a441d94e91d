"""The gates: who is what, where. Views ask here and nowhere else.

A role on a eenheid covers everything below it (the one exception, a bijeenkomst, has its own gate in
``meedoen``). Someone else's object is a 404, so that its existence is not given away; a page that a role
does not have is a 403 with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from vik_portal.lezen import merk_bewaarbaar
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Gebruiker, GebruikerQuerySet, Rol

Bezoeker = Gebruiker | AnonymousUser
View = Callable[..., HttpResponse]

#: Roles that reach content of everyone or findings of teams; a stolen password alone must not open those.
TWEEDE_FACTOR_ROLLEN = frozenset(
    {Rol.Soort.REDACTEUR, Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.LANDELIJK, Rol.Soort.BEHEERDER}
)


def rollen(bezoeker: Bezoeker) -> list[Rol]:
    """The visitor's roles with their eenheid; empty for anonymous. One query per request, kept on the user."""
    if not isinstance(bezoeker, Gebruiker):
        return []
    if not hasattr(bezoeker, "_rollen"):
        bezoeker._rollen = list(bezoeker.rollen.select_related("eenheid"))  # type: ignore[attr-defined]
    return bezoeker._rollen  # type: ignore[attr-defined]


def heeft_rol(bezoeker: Bezoeker, *soorten: str, eenheid: Eenheid | None = None) -> bool:
    """True when the visitor has one of these roles, somewhere or covering ``eenheid``."""
    return any(rol.soort in soorten and (eenheid is None or rol.eenheid.omvat(eenheid)) for rol in rollen(bezoeker))


def eenheden_met_rol(bezoeker: Bezoeker, *soorten: str) -> EenheidQuerySet:
    """All eenheden covered by one of these roles: those the role is on and everything below."""
    return Eenheid.objects.onder(*(rol.eenheid for rol in rollen(bezoeker) if rol.soort in soorten))


def eenheden_waarop(bezoeker: Bezoeker, *soorten: str) -> list[int]:
    """The ids of the eenheden that one of these roles is on, and nothing below them. No query of its own."""
    return [rol.eenheid_id for rol in rollen(bezoeker) if rol.soort in soorten]


def tweede_factor_nodig(bezoeker: Bezoeker) -> bool:
    """True when one of the visitor's roles asks for a second factor (the demo world relaxes this)."""
    return settings.TWEEDE_FACTOR_VERPLICHT and any(rol.soort in TWEEDE_FACTOR_ROLLEN for rol in rollen(bezoeker))


def tweede_factoren(gebruiker: Gebruiker) -> QuerySet[Authenticator]:
    """What this person can log in with besides a password. Recovery codes only stand in for one of these."""
    return Authenticator.objects.filter(user=gebruiker).exclude(type=Authenticator.Type.RECOVERY_CODES)


def inloggen_vereist(view: View) -> View:
    """Anonymous visitors log in first and come back."""

    @wraps(view)
    def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return poort


def rol_vereist(*soorten: str) -> Callable[[View], View]:
    """Only for visitors with one of these roles; others log in first, or get a 403 with a sentence."""

    def maak(view: View) -> View:
        @wraps(view)
        @inloggen_vereist
        def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not heeft_rol(request.user, *soorten):  # type: ignore[arg-type]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return poort

    return maak


def leespoort(view: View) -> View:
    """Reading is open to everyone, unless the organisation chose that it requires a login."""

    @wraps(view)
    def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.LEZEN_VEREIST_INLOGGEN and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        antwoord = view(request, *args, **kwargs)
        merk_bewaarbaar(request, antwoord)
        return antwoord

    return poort


def beheerbare_rollen(bezoeker: Bezoeker) -> list[tuple[str, EenheidQuerySet]]:
    """Which roles the visitor may give and take, with where: all for a beheerder, briefer for a teamchef."""
    if heeft_rol(bezoeker, Rol.Soort.BEHEERDER):
        return [(soort, Eenheid.objects.filter(soort__in=Rol.OP[soort])) for soort in Rol.Soort.values]
    if heeft_rol(bezoeker, Rol.Soort.TEAMCHEF):
        return [(Rol.Soort.BRIEFER, eenheden_met_rol(bezoeker, Rol.Soort.TEAMCHEF).teams())]
    return []


def mag_rol_beheren(bezoeker: Bezoeker, rol: Rol) -> bool:
    """True when the visitor may take this role away."""
    return any(
        rol.soort == soort and eenheden.filter(pk=rol.eenheid_id).exists()
        for soort, eenheden in beheerbare_rollen(bezoeker)
    )


def beheerbare_rol_of_404(bezoeker: Bezoeker, pk: int) -> Rol:
    """A role that the visitor may take away; any other role does not exist for them."""
    rol = get_object_or_404(Rol.objects.select_related("gebruiker", "eenheid"), pk=pk)
    if not mag_rol_beheren(bezoeker, rol):
        raise Http404
    return rol


def preventiecoordinatoren_van(team: Eenheid) -> GebruikerQuerySet:
    """Those of the unit that this team is in; those of the whole korps when it has none."""
    boven = [int(pk) for pk in team.pad.strip("/").split("/")]
    rollen = Rol.objects.filter(soort=Rol.Soort.PREVENTIECOORDINATOR, eenheid__in=boven, gebruiker__is_active=True)
    eigen = rollen.exclude(eenheid__soort=Eenheid.Soort.KORPS)
    return Gebruiker.objects.filter(pk__in=(eigen if eigen.exists() else rollen).values("gebruiker"))
