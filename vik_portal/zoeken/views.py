from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vik_portal.organisatie.toegang import leespoort
from vik_portal.zoeken.services import zoek


@require_safe
@leespoort
def zoekpagina(request: HttpRequest) -> HttpResponse:
    """Search over everything the visitor may read; the question is in the address and is not kept."""
    antwoord = zoek(request.GET.get("q", ""), request.user)  # type: ignore[arg-type]
    return render(request, "zoeken/zoeken.html", {"antwoord": antwoord})
