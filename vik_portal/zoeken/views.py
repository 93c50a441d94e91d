from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vik_portal.organisatie.toegang import leespoort
from vik_portal.zoeken.services import zoek


@leespoort
def zoekpagina(request: HttpRequest) -> HttpResponse:
    """Search over everything the visitor may read; the question is in the address and is not kept."""
    antwoord = zoek(request.GET.get("q", ""), request.user)  # type: ignore[arg-type]
    return render(request, "zoeken/zoeken.html", {"antwoord": antwoord})
