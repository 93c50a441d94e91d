from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from vik_portal.organisatie.toegang import leespoort
from vik_portal.zoeken.services import zoek


@require_safe
@leespoort
def zoekpagina(request: HttpRequest) -> HttpResponse:
    """Search over everything the visitor may read, as a page or, while somebody types, as the part that changes."""
    antwoord = zoek(request.GET.get("q", ""), request.user, soort=request.GET.get("soort", ""))  # type: ignore[arg-type]
    deel = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    sjabloon = "zoeken/zoeken.html#antwoord" if deel else "zoeken/zoeken.html"
    pagina = render(request, sjabloon, {"antwoord": antwoord})
    # What somebody asks stays in no cache, neither here nor on the phone.
    pagina["Cache-Control"] = "no-store"
    patch_vary_headers(pagina, ["HX-Request"])
    return pagina
