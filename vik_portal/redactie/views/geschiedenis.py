"""What a text has been: versions, differences, putting one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from vik_portal.organisatie.toegang import inloggen_vereist
from vik_portal.redactie import services
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.models import Publicatie, Versie
from vik_portal.redactie.services import RedactieFout
from vik_portal.redactie.toegang import stuk_of_404


@require_safe
@inloggen_vereist
def geschiedenis(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """All versions, newest first."""
    stuk = stuk_of_404(soort, slug, request.user)
    versies = stuk.versies.select_related("gemaakt_door", "gepubliceerd_door").defer("inhoud")
    return render(request, "redactie/geschiedenis.html", {"stuk": stuk, "versies": versies})


@require_safe
@inloggen_vereist
def verschil(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """The difference between any two versions; ``nu`` is the working copy."""
    stuk = stuk_of_404(soort, slug, request.user)
    (van, oud), (tot, nieuw) = (_versie(stuk, request.GET.get(naam, "")) for naam in ("van", "tot"))
    context = {"stuk": stuk, "van": van, "tot": tot, "verschillen": stuk.verschillen(oud, nieuw)}
    return render(request, "redactie/verschil.html", context)


def _versie(stuk: Publicatie, nummer: str) -> tuple[str, dict[str, Any]]:
    """(what it is called, content) of a version of this text by its number."""
    if nummer == "nu":
        return "wat er nu staat", stuk.concept
    if not nummer.isdecimal():
        raise Http404
    versie = get_object_or_404(stuk.versies.all(), nummer=nummer)
    return f"versie {versie.nummer}", versie.inhoud


@require_POST
@inloggen_vereist
def herstel(request: HttpRequest, soort: str, slug: str) -> HttpResponse:
    """Put an earlier version back as the working copy."""
    stuk = stuk_of_404(soort, slug, request.user)
    nummer = request.POST.get("versie", "")
    versie = get_object_or_404(Versie, pk__in=stuk.versies.all(), nummer=nummer if nummer.isdecimal() else 0)
    try:
        services.herstel(stuk=stuk, versie=versie, door=request.user)
    except RedactieFout as fout:
        messages.error(request, str(fout))
        return redirect(pagina(stuk, "geschiedenis"))
    messages.success(request, f"Versie {versie.nummer} staat weer klaar. Dien in als ze goed is.")
    return redirect(pagina(stuk, "bewerk"))
