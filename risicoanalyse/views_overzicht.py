"""Pictures over teams: the national page, and that of one eenheid for its leadership."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from risicoanalyse.exports import overzicht as exports
from risicoanalyse.overzicht import lezen
from risicoanalyse.overzicht.leesbaar import lees_opnieuw, onleesbaren
from risicoanalyse.overzicht.pagina import UITLEG, WACHT
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import rol_vereist

VORMEN = {"pdf": exports.als_pdf, "pptx": exports.als_pptx, "xlsx": exports.als_xlsx}


def _toon(request: HttpRequest, gelezen: lezen.Gelezen, naam: str, *args: int) -> HttpResponse:
    overzicht = gelezen.overzicht
    context = {
        "overzicht": overzicht,
        "met_minder_dan": any("minder dan" in cel for rij in overzicht.dekking.rijen for cel in rij),
        "uitleg": UITLEG,
        "wacht": WACHT,
        "vormen": [
            (label, reverse(f"risicoanalyse:{naam}_als", args=[*args, overzicht.kwartaal.sleutel, vorm]))
            for vorm, label in (("pptx", "PowerPoint"), ("pdf", "pdf"), ("xlsx", "Excel"))
        ],
        "kwartalen": [
            (kwartaal, reverse(f"risicoanalyse:{naam}_kwartaal", args=[*args, kwartaal.sleutel]))
            for kwartaal in gelezen.kwartalen
        ],
    }
    return render(request, "risicoanalyse/overzicht.html", context)


def _bestand(gelezen: lezen.Gelezen, vorm: str) -> HttpResponse:
    if vorm not in VORMEN:
        raise Http404
    return VORMEN[vorm](gelezen.overzicht).als_antwoord(openbaar=False)


@require_safe
@never_cache
@rol_vereist(Rol.Soort.LANDELIJK)
def landelijk(request: HttpRequest, kwartaal: str = "") -> HttpResponse:
    """The last frozen quarter, or the one in the address."""
    return _toon(request, lezen.landelijk(kwartaal), "landelijk")


@require_safe
@rol_vereist(Rol.Soort.LANDELIJK)
def landelijk_als(request: HttpRequest, kwartaal: str, vorm: str) -> HttpResponse:
    return _bestand(lezen.landelijk(kwartaal), vorm)


@require_safe
@rol_vereist(Rol.Soort.EENHEIDSLEIDING)
def eenheid(request: HttpRequest) -> HttpResponse:
    """To the visitor's own eenheid; of several the first by name."""
    return redirect("risicoanalyse:van_eenheid", pk=lezen.eigen_eenheden(request.user)[0].pk)


@require_safe
@never_cache
@rol_vereist(Rol.Soort.EENHEIDSLEIDING)
def van_eenheid(request: HttpRequest, pk: int, kwartaal: str = "") -> HttpResponse:
    gelezen = lezen.van_eenheid(lezen.eigen_eenheid_of_404(request.user, pk), kwartaal)
    return _toon(request, gelezen, "van_eenheid", pk)


@require_safe
@rol_vereist(Rol.Soort.EENHEIDSLEIDING)
def van_eenheid_als(request: HttpRequest, pk: int, kwartaal: str, vorm: str) -> HttpResponse:
    return _bestand(lezen.van_eenheid(lezen.eigen_eenheid_of_404(request.user, pk), kwartaal), vorm)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rol_vereist(Rol.Soort.BEHEERDER)
def onleesbaar(request: HttpRequest) -> HttpResponse:
    """Which analyses no picture can read, by number and kind of error; a POST reads them again."""
    if request.method == "POST":
        if over := lees_opnieuw():
            wat = "is 1 analyse" if over == 1 else f"zijn {over} analyses"
            messages.info(request, f"Opnieuw gelezen. Nog steeds {wat} niet te lezen.")
        else:
            messages.success(request, "Alle analyses zijn weer te lezen.")
        return redirect("risicoanalyse:onleesbaar")
    rijen = onleesbaren()
    context = {"rijen": rijen, "wacht": any(rij.wacht for rij in rijen)}
    return render(request, "risicoanalyse/onleesbaar.html", context)
