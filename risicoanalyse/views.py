"""The instrument, to leaf through as a participant will see it on a phone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from risicoanalyse.models import WEET_NIET, Vragenlijst
from risicoanalyse.toegang import INSTRUMENT_ROLLEN
from vik_portal.organisatie.toegang import rol_vereist


@require_safe
@rol_vereist(*INSTRUMENT_ROLLEN)
def vragenlijst(request: HttpRequest) -> HttpResponse:
    """``?vraag=n`` is the question shown, from 1; what is out of range shows the nearest."""
    lijst = Vragenlijst.objects.actueel()
    if lijst is None:
        raise Http404
    vragen = lijst.vragen()
    gevraagd = request.GET.get("vraag", "1")
    nummer = min(max(int(gevraagd) if gevraagd.isdecimal() else 1, 1), len(vragen))
    context = {
        "lijst": lijst,
        "inhoud": lijst.gelezen,
        "vragen": vragen,
        "vraag": vragen[nummer - 1],
        "nummer": nummer,
        "voortgang": round(100 * nummer / len(vragen)),
        "weet_niet": WEET_NIET,
    }
    return render(request, "risicoanalyse/vragenlijst.html", context)
