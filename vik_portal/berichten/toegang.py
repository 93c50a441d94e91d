"""Who sees which message: everybody their own; a beheerder how the sending goes, never the text."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from vik_portal.berichten.models import Agendasleutel, Bericht, BerichtQuerySet
from vik_portal.berichten.services import afdruk
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, heeft_rol


def mag_verzending_zien(bezoeker: Bezoeker) -> bool:
    return heeft_rol(bezoeker, Rol.Soort.BEHEERDER)


def nog_te_verzenden(bezoeker: Bezoeker) -> BerichtQuerySet:
    """Mails that wait or failed, without their text; ``PermissionDenied`` for who is not a beheerder."""
    if not mag_verzending_zien(bezoeker):
        raise PermissionDenied
    return (
        Bericht.objects.per_mail()
        .filter(status__in=[Bericht.Status.WACHT, Bericht.Status.MISLUKT])
        .select_related("ontvanger")
        .defer("tekst", "onderwerp", "url", "agenda")
    )


def te_verzenden_of_404(bezoeker: Bezoeker, pk: int) -> Bericht:
    return get_object_or_404(nog_te_verzenden(bezoeker), pk=pk)


def agenda_eigenaar_of_404(token: str) -> Gebruiker:
    """Whose calendar this token opens; unknown, revoked, or of a closed account: it does not exist."""
    sleutel = Agendasleutel.objects.select_related("gebruiker").filter(afdruk=afdruk(token)).first()
    if sleutel is None or not sleutel.gebruiker.is_active:
        raise Http404
    return sleutel.gebruiker
