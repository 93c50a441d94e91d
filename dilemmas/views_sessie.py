"""What a meeting with dilemmas leaves: its report, and the cards to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dilemmas import sessie
from dilemmas.stappen import opgevallen_voor
from vik_portal.meedoen.toegang import BEGELEIDERS, bijeenkomst_of_404
from vik_portal.organisatie.toegang import inloggen_vereist, rol_vereist

#: Forms of the report by the ending of their address.
VORMEN = {"pdf": sessie.sessie_pdf, "pptx": sessie.sessie_pptx}


@require_safe
@inloggen_vereist
def sessie_als(request: HttpRequest, pk: int, vorm: str) -> HttpResponse:
    """The report, for who may see the meeting."""
    bijeenkomst = bijeenkomst_of_404(request.user, pk)
    if vorm not in VORMEN:
        raise Http404
    return VORMEN[vorm](bijeenkomst).als_antwoord(openbaar=False)


@require_safe
@inloggen_vereist
def kaarten_van_de_sessie(request: HttpRequest, pk: int) -> HttpResponse:
    """The dilemmas of a meeting as cards, with the text that was frozen for it."""
    bestand = sessie.dilemmakaarten_pdf(bijeenkomst_of_404(request.user, pk))
    if bestand is None:
        raise Http404
    return bestand.als_antwoord(openbaar=False)


@require_safe
@rol_vereist(*BEGELEIDERS)
def kaarten(request: HttpRequest) -> HttpResponse:
    """Cards A to D on A4, for who leads meetings."""
    return sessie.kaarten_pdf().als_antwoord(openbaar=False)


@require_safe
@rol_vereist(*BEGELEIDERS)
def opgevallen(request: HttpRequest) -> HttpResponse:
    """What groups in the own unit noticed and sent."""
    return render(request, "dilemmas/opgevallen.html", {"regels": opgevallen_voor(request.user)})
