"""Toen en nu: what one pulse says beside its analysis."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from risicoanalyse.pulse.gehouden import terugblik, vragen_van
from risicoanalyse.pulse.toegang import pulse_of_404
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.organisatie.toegang import inloggen_vereist


@require_safe
@never_cache
@inloggen_vereist
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it is held: which questions come back and how the agreements stand. Afterwards: what changed."""
    stuk = pulse_of_404(request.user, pk)
    context = {
        "pulse": stuk,
        "bijeenkomst": stuk.bijeenkomst,
        "terugblik": terugblik(stuk),
        "komt": [item for _, item in vragen_van(stuk)],
        # Who leads the pulse need not have led the analysis.
        "ziet_analyse": Bijeenkomst.objects.visible_to(request.user).filter(pk=stuk.van_id).exists(),
    }
    return render(request, "risicoanalyse/pulse.html", context)
